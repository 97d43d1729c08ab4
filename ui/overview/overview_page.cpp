#include "ui/overview/overview_page.h"

#include <QBoxLayout>
#include <QEvent>
#include <QJsonObject>
#include <QPointer>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "ui/overview/checklist.h"
#include "ui/overview/error_list.h"
#include "ui/overview/figures.h"
#include "ui/overview/key_list.h"
#include "ui/overview/refused_pages.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/skeleton.h"

namespace sb::ui {
namespace {

constexpr int kChecklistWidth = 368, kAppsWidth = 344, kLoadingRow = 56;
constexpr double kLargeText = 1.3;

QWidget* scrolling(QWidget* content, QWidget* parent) {
  auto* const area = new QScrollArea(parent);
  area->setWidgetResizable(true);
  area->setFrameShape(QFrame::NoFrame);
  area->setFocusPolicy(Qt::NoFocus);
  area->setWidget(content);
  return area;
}

}  // namespace

OverviewPage::OverviewPage(Connection& connection, Preferences& preferences)
    : Page(QStringLiteral("overview")),
      m_connection(connection),
      m_preferences(preferences),
      m_data(connection),
      m_refused(new RefusedPages(connection, *band(), this)),
      m_stack(new QStackedWidget(this)),
      m_loading(new Skeleton(m_stack, kLoadingRow)),
      m_trouble(new EmptyState(m_stack)),
      m_checklist(new Checklist(m_data, this)),
      m_connect(new ConnectPanel(connection, m_data, this)),
      m_skip(makeSmallButton(QStringLiteral("skipChecklist"), {}, this, ButtonRole::FlatMuted)) {
  setFlush();
  addAction(m_skip);
  m_first = scrolling(makeFirst(), m_stack);
  m_later = scrolling(makeLater(), m_stack);
  m_stack->addWidget(m_first);
  m_stack->addWidget(m_later);
  m_stack->addWidget(m_loading);
  m_stack->addWidget(m_trouble);
  auto* const above = new QVBoxLayout;
  above->setContentsMargins(space::k24, space::k16, space::k24, 0);
  above->addWidget(m_refused);
  body()->addLayout(above);
  body()->addWidget(m_stack);
  connectAll();
  arrange();
  retranslate();
}

QWidget* OverviewPage::makeFirst() {
  auto* const page = new QWidget;
  m_firstRow = new QBoxLayout(QBoxLayout::LeftToRight, page);
  m_firstRow->setContentsMargins(space::k24, space::k24, space::k24, space::k24);
  m_firstRow->setSpacing(space::k24);
  m_firstRow->addWidget(m_checklist);
  m_firstRow->addWidget(m_connect, 1);
  return page;
}

QWidget* OverviewPage::makeLater() {
  auto* const page = new QWidget;
  auto* const column = new QVBoxLayout(page);
  column->setContentsMargins(space::k24, space::k16, space::k24, space::k16);
  column->setSpacing(space::k16);
  auto* const figures = new Figures(m_data, page);
  auto* const errors = new ErrorList(m_data, page);
  auto* const keys = new KeyList(m_data, page);
  m_keys = keys;
  m_laterRow = new QBoxLayout(QBoxLayout::LeftToRight);
  m_laterRow->setSpacing(space::k16);
  m_laterRow->addWidget(errors, 1);
  m_laterRow->addWidget(keys);
  column->addWidget(figures);
  column->addLayout(m_laterRow, 1);
  connect(figures, &Figures::opened, this, &OverviewPage::navigationRequested);
  connect(errors, &ErrorList::opened, this, [this](const QVariantMap& where) {
    Q_EMIT navigationRequested(QStringLiteral("logs"), where);
  });
  connect(keys, &KeyList::connectRequested, this, &OverviewPage::showConnect);
  return page;
}

void OverviewPage::connectAll() {
  connect(&m_data, &OverviewData::providersChanged, this, &OverviewPage::refresh);
  connect(m_trouble, &EmptyState::acted, &m_data, &OverviewData::refresh);
  connect(&m_data, &OverviewData::figuresChanged, this, &OverviewPage::refresh);
  connect(&m_connect->firstRequest(), &FirstRequest::changed, this, &OverviewPage::refresh);
  connect(m_connect, &ConnectPanel::failed, this, &OverviewPage::noticed);
  connect(m_connect, &ConnectPanel::openRequested, this, [this](const QString& id) {
    Q_EMIT navigationRequested(QStringLiteral("logs"), {{QStringLiteral("id"), id}});
  });
  connect(m_checklist, &Checklist::addProviderRequested, this, [this] {
    Q_EMIT navigationRequested(QStringLiteral("providers"), {{QStringLiteral("add"), true}});
  });
  connect(m_checklist, &Checklist::serverChosen, this, &OverviewPage::useServer);
  connect(m_checklist, &Checklist::demoRequested, this, &OverviewPage::startDemo);
  connect(m_skip, &QPushButton::clicked, this, [this] {
    m_preferences.setChecklistSkipped(true);
    m_connecting = false;
    refresh();
  });
  connect(this, &Page::backRequested, m_skip, &QPushButton::click);
}

void OverviewPage::setActive(bool active) {
  m_active = active;
  // What was achieved meanwhile is not shown as a task again.
  if (active) m_connecting = m_connecting && !m_data.hadRequest();
  if (active) m_refused->sort();
  m_data.setActive(active);
  refresh();
}

void OverviewPage::showConnect() {
  m_connecting = true;
  refresh();
}

QList<Command> OverviewPage::steps() const {
  QList<Command> all;
  for (const char* const name : {"tryWithoutKey", "sendForMe"}) {
    QPointer<QPushButton> const button = findChild<QPushButton*>(QLatin1String(name));
    if (!button || !button->isVisible() || !button->isEnabled()) continue;
    Command step;
    step.title = button->text();
    step.iconName = QStringLiteral("send");
    step.run = [button] {
      if (button) button->click();
    };
    all.append(step);
  }
  return all;
}

// The checklist stays while somebody is at it: it ends with the person's click, not under it.
void OverviewPage::refresh() {
  const bool begun = m_data.isLoaded() && !m_data.hadRequest() && !m_preferences.checklistSkipped();
  if (begun) m_connecting = true;
  const bool done = m_connect->firstRequest().step() == FirstRequest::Step::Logged;
  m_checklist->setConnected(m_data.hadRequest(), done || m_data.hadRequest());
  if (m_data.isLoaded())
    m_stack->setCurrentWidget(m_connecting ? m_first : m_later);
  else
    m_stack->setCurrentWidget(m_data.problem().isEmpty() ? m_loading : m_trouble);
  m_trouble->set(QStringLiteral("layout-dashboard"), tr("The overview cannot be shown"),
                 m_data.problem());
  m_trouble->setAction(tr("Try again"), false);
  m_skip->setVisible(m_connecting);
  m_skip->setText(done || m_data.hadRequest() ? tr("Done") : tr("Skip the checklist"));
  m_connect->setActive(m_active && m_connecting);
}

void OverviewPage::useServer(const LocalServer& server) {
  const QJsonObject item{{QStringLiteral("id"), server.preset.id},
                         {QStringLiteral("kind"), server.preset.id}};
  m_connection.client().providers().save(item, this, [this, server](const Reply<Saved>& reply) {
    if (!reply)
      return Q_EMIT noticed(
          tr("%1 was not added: %2").arg(server.preset.name, sentenceOf(reply.error())));
    // Its models become known by asking for them.
    m_connection.client().providers().test(server.preset.id, {}, this,
                                           [this](const Reply<Trial>&) { m_data.refresh(); });
  });
}

void OverviewPage::startDemo() {
  m_connection.client().status().switchDemo(true, this, [this](const Reply<GatewayStatus>& reply) {
    if (!reply)
      return Q_EMIT noticed(tr("The demo did not start: %1").arg(sentenceOf(reply.error())));
    m_connection.setStatus(*reply);
    m_data.refresh();
  });
}

// Large text leaves no room beside each other.
void OverviewPage::arrange() {
  const bool large = theme() != nullptr && theme()->textScale() > kLargeText;
  for (QBoxLayout* const row : {m_firstRow, m_laterRow})
    row->setDirection(large ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
  for (const auto& [side, width] : {std::pair{static_cast<QWidget*>(m_checklist), kChecklistWidth},
                                    std::pair{m_keys, kAppsWidth}}) {
    side->setMinimumWidth(large ? 0 : scaled(width));
    side->setMaximumWidth(large ? QWIDGETSIZE_MAX : scaled(width));
  }
}

void OverviewPage::retranslate() {
  setTitle(tr("Overview"));
  refresh();
}

void OverviewPage::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  if (event->type() == QEvent::StyleChange && m_laterRow != nullptr) arrange();
  Page::changeEvent(event);
}

}  // namespace sb::ui
