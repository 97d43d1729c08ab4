#include "ui/widgets/page.h"

#include <QButtonGroup>
#include <QFrame>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/band.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/elided_label.h"

namespace sb::ui {

Page::Page(const QString& id, QWidget* parent) : QWidget(parent) {
  setObjectName(QStringLiteral("page.") + id);
  auto* const column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(makeHead());
  column->addWidget(makeTabs());
  m_shellBand = makeBand(QStringLiteral("shellBand"), column);
  m_band = makeBand(QStringLiteral("pageBand"), column);
  auto* const body = new QWidget(this);
  body->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);
  m_body = new QVBoxLayout(body);
  m_body->setContentsMargins(space::k24, space::k24, space::k24, space::k24);
  m_body->setSpacing(space::k16);
  column->addWidget(body, 1);
}

Band* Page::makeBand(const QString& name, QVBoxLayout* column) {
  auto* const place = new QWidget(this);
  auto* const row = new QVBoxLayout(place);
  row->setContentsMargins(space::k24, space::k12, space::k24, space::k8);
  auto* const band = new Band(place);
  band->setObjectName(name);
  row->addWidget(band);
  column->addWidget(place);
  place->hide();
  connect(band, &Band::shownChanged, place, &QWidget::setVisible);
  return band;
}

QWidget* Page::makeHead() {
  auto* const head = new QFrame(this);
  head->setProperty("role", QStringLiteral("header"));
  head->setFixedHeight(scaled(height::kHeader));
  auto* const row = new QHBoxLayout(head);
  row->setContentsMargins(space::k24, 0, space::k24, 0);
  row->setSpacing(space::k8);
  m_back = makeIconButton(QStringLiteral("pageBack"), QStringLiteral("chevron-left"), {}, head);
  m_back->hide();
  m_title = makeLabel(QStringLiteral("page"), {}, head);
  m_slash = makeLabel(QStringLiteral("crumb"), QStringLiteral("/"), head);
  m_slash->hide();
  m_crumb = new ElidedLabel(head);
  m_crumb->setProperty("role", QStringLiteral("crumb"));
  m_crumb->hide();
  m_beside = new QHBoxLayout;
  m_actions = new QHBoxLayout;
  m_beside->setSpacing(space::k8);
  m_actions->setSpacing(space::k8);
  row->addWidget(m_back);
  row->addWidget(m_title);
  row->addWidget(m_slash);
  row->addWidget(m_crumb);
  row->addLayout(m_beside);
  row->addStretch(1);
  row->addLayout(m_actions);
  connect(m_back, &QToolButton::clicked, this, &Page::backRequested);
  return head;
}

QWidget* Page::makeTabs() {
  m_tabs = new QFrame(this);
  m_tabs->setProperty("role", QStringLiteral("header"));
  m_tabs->setFixedHeight(scaled(height::kTabs));
  m_tabRow = new QHBoxLayout(m_tabs);
  m_tabRow->setContentsMargins(space::k16, 0, space::k24, 0);
  m_tabRow->setSpacing(space::k4);
  m_tabRow->addStretch(1);
  m_tabGroup = new QButtonGroup(this);
  connect(m_tabGroup, &QButtonGroup::buttonClicked, this,
          [this](QAbstractButton* button) { Q_EMIT tabChosen(button->property("id").toString()); });
  m_tabs->hide();
  return m_tabs;
}

void Page::setTitle(const QString& title) {
  m_title->setText(title);
  setAccessibleName(title);
  setTip(m_back, tr("Back to %1").arg(title));
}

void Page::setCrumb(const QString& crumb, Crumb kind) {
  setStyleProperty(m_crumb, "role",
                   kind == Crumb::Id ? QStringLiteral("crumb-id") : QStringLiteral("crumb"));
  m_crumb->setText(crumb);
  for (QWidget* widget : std::initializer_list<QWidget*>{m_crumb, m_slash, m_back})
    widget->setVisible(!crumb.isEmpty());
}

void Page::addBesideTitle(QWidget* widget) { m_beside->addWidget(widget); }

void Page::addAction(QWidget* widget) { m_actions->addWidget(widget); }

void Page::addTab(const QString& id, const QString& text) {
  auto* const button = new QToolButton(m_tabs);
  button->setObjectName(QStringLiteral("tab.") + id);
  button->setProperty("id", id);
  button->setProperty("role", QStringLiteral("tab"));
  button->setCheckable(true);
  button->setText(text);
  button->setFocusPolicy(Qt::StrongFocus);
  button->setChecked(m_tabGroup->buttons().isEmpty());
  m_tabGroup->addButton(button);
  m_tabRow->insertWidget(m_tabRow->count() - 1, button);
  m_tabs->show();
}

QToolButton* Page::tab(const QString& id) const {
  for (QAbstractButton* button : m_tabGroup->buttons())
    if (button->property("id").toString() == id) return qobject_cast<QToolButton*>(button);
  return nullptr;
}

void Page::setTabText(const QString& id, const QString& text) {
  if (QToolButton* const button = tab(id)) button->setText(text);
}

void Page::setTabVisible(const QString& id, bool visible) {
  if (QToolButton* const button = tab(id)) button->setVisible(visible);
}

void Page::setCurrentTab(const QString& id) {
  if (QToolButton* const button = tab(id)) button->setChecked(true);
}

QString Page::currentTab() const {
  const QAbstractButton* const button = m_tabGroup->checkedButton();
  return button != nullptr ? button->property("id").toString() : QString();
}

void Page::setDense() {
  m_body->setContentsMargins(space::k16, space::k16, space::k16, space::k16);
}

void Page::setFlush() {
  m_body->setContentsMargins(0, 0, 0, 0);
  m_body->setSpacing(0);
}

// Alt+Left leaves a detail, as in a browser.
void Page::keyPressEvent(QKeyEvent* event) {
  if (event->matches(QKeySequence::Back) && m_back->isVisible()) {
    Q_EMIT backRequested();
    return;
  }
  QWidget::keyPressEvent(event);
}

}  // namespace sb::ui
