#include "ui/overview/waiting_panel.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/theme/format.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/flow_layout.h"

namespace sb::ui {
namespace {

using Step = FirstRequest::Step;

constexpr int kSteps = 3;

int doneSteps(const FirstRequest& request) {
  switch (request.step()) {
    case Step::Waiting:
      return 0;
    case Step::Reached:
    case Step::Failed:
      return 1;
    case Step::Answered:
      return 2;
    case Step::Logged:
      return kSteps;
  }
  return 0;
}

}  // namespace

WaitingPanel::WaitingPanel(FirstRequest& request, QWidget* parent)
    : QFrame(parent),
      m_request(request),
      m_sign(new QLabel(this)),
      m_title(makeLabel(QStringLiteral("strong"), {}, this)),
      m_text(makeLabel(QStringLiteral("small"), {}, this)),
      m_open(makeSmallButton(QStringLiteral("openFirstRequest"), {}, this)) {
  setObjectName(QStringLiteral("waiting"));
  setProperty("role", QStringLiteral("foot"));
  auto* const words = new QVBoxLayout;
  words->setSpacing(2);
  words->addWidget(m_title);
  words->addWidget(m_text);
  m_text->setWordWrap(true);
  auto* const upper = new QHBoxLayout;
  upper->setSpacing(space::k12);
  upper->addWidget(m_sign);
  upper->addLayout(words, 1);
  upper->addWidget(m_open);
  auto* const lower = new FlowLayout(nullptr, space::k12);
  for (int i = 0; i < kSteps; ++i) {
    auto* const step = new QWidget(this);
    auto* const pair = new QHBoxLayout(step);
    pair->setContentsMargins(0, 0, 0, 0);
    pair->setSpacing(6);
    m_icons.append(new QLabel(step));
    m_steps.append(new ElidedLabel(step));
    m_steps.last()->setProperty("role", QStringLiteral("small"));
    pair->addWidget(m_icons.last());
    pair->addWidget(m_steps.last(), 1);
    lower->addWidget(step);
  }
  auto* const all = new QVBoxLayout(this);
  all->setContentsMargins(space::k24, space::k16, space::k24, space::k16);
  all->setSpacing(space::k12);
  all->addLayout(upper);
  all->addLayout(lower);
  connect(m_open, &QPushButton::clicked, this,
          [this] { Q_EMIT openRequested(m_request.row().id); });
  connect(&request, &FirstRequest::changed, this, &WaitingPanel::refresh);
  refresh();
}

void WaitingPanel::setAddress(const QString& baseUrl) {
  m_address = baseUrl;
  refresh();
}

void WaitingPanel::setMark(int place, bool done, const QString& text) {
  m_icons[place]->setPixmap(
      iconPixmap(done ? QStringLiteral("circle-check") : QStringLiteral("circle"),
                 done ? tokens().ok : tokens().muted, scaled(14), devicePixelRatioF()));
  m_steps[place]->setText(text);
}

QString WaitingPanel::waitingText() const {
  const QString key = m_request.keyName();
  return key.isEmpty() ? tr("Waiting for the first request…")
                       : tr("Waiting for a request with key %1…").arg(key);
}

void WaitingPanel::refresh() {
  const LogRow& row = m_request.row();
  const bool logged = m_request.step() == Step::Logged;
  const bool failed = m_request.step() == Step::Failed;
  const int done = doneSteps(m_request);
  setMark(0, done > 0, tr("Reached Signalbox"));
  setMark(
      1, done > 1,
      row.provider.isEmpty() ? tr("The provider answered") : tr("%1 answered").arg(row.provider));
  setMark(2, done > 2,
          row.cost ? tr("Logged: %1").arg(money(*row.cost)) : tr("Logged with its price"));
  m_title->setText(logged   ? tr("Received. It works.")
                   : failed ? tr("It arrived, but failed")
                            : waitingText());
  m_text->setText(logged   ? tr("%1 · %2").arg(row.model, duration(row.ms.total.value_or(0)))
                  : failed ? row.error
                           : tr("Listening on %1").arg(m_address));
  m_sign->setPixmap(iconPixmap(logged   ? QStringLiteral("circle-check")
                               : failed ? QStringLiteral("circle-x")
                                        : QStringLiteral("circle-dot"),
                               logged   ? tokens().ok
                               : failed ? tokens().error
                                        : tokens().accent,
                               scaled(20), devicePixelRatioF()));
  m_open->setText(tr("Open in Logs"));
  m_open->setVisible(logged || failed);
  setAccessibleName(m_title->text());
  if (!logged) return;
  QAccessibleEvent event(this, QAccessible::Alert);
  QAccessible::updateAccessibility(&event);
}

void WaitingPanel::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange) {
    if (m_steps.size() == kSteps) refresh();
  }
  QFrame::changeEvent(event);
}

}  // namespace sb::ui
