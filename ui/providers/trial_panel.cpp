#include "ui/providers/trial_panel.h"

#include <QAccessible>
#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/theme/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/spinner.h"

namespace sb::ui {
namespace {

constexpr int kWhatWidth = 104, kRowHeight = 24;

QString connectionText(const Trial& trial) {
  if (!trial.proxy.isEmpty()) return TrialPanel::tr("Through the proxy %1").arg(trial.proxy);
  if (trial.address.isEmpty()) return TrialPanel::tr("Direct, without a proxy");
  return TrialPanel::tr("Direct, to %1").arg(trial.address);
}

QString certificateText(const Trial& trial) {
  if (!trial.tls) return TrialPanel::tr("None: plain HTTP");
  return trial.tlsVerified ? TrialPanel::tr("Checked, for %1").arg(trial.tlsServerName)
                           : TrialPanel::tr("Not reached");
}

}  // namespace

TrialPanel::TrialPanel(QWidget* parent)
    : QFrame(parent),
      m_icon(new QLabel(this)),
      m_spinner(new Spinner(this)),
      m_title(makeLabel(QStringLiteral("strong"), {}, this)),
      m_note(makeLabel(QStringLiteral("small"), {}, this)),
      m_action(makeSmallButton(QStringLiteral("testAgain"), {}, this, ButtonRole::Flat)),
      m_text(makeLabel(QString(), {}, this)) {
  setObjectName(QStringLiteral("trialPanel"));
  setProperty("role", QStringLiteral("band"));
  auto* const column = new QVBoxLayout(this);
  column->setContentsMargins(space::k12, space::k8, space::k12, space::k12);
  column->setSpacing(space::k4);
  auto* const head = new QHBoxLayout;
  head->setSpacing(space::k8);
  head->addWidget(m_icon);
  head->addWidget(m_spinner);
  head->addWidget(m_title);
  head->addWidget(m_note, 1);
  head->addWidget(m_action);
  head->addStrut(scaled(height::kSmall));
  column->addLayout(head);
  m_note->setWordWrap(true);
  m_text->setWordWrap(true);
  column->addWidget(m_text);
  connect(m_action, &QPushButton::clicked, this, [this] {
    if (m_state.running)
      Q_EMIT stopRequested();
    else
      Q_EMIT againRequested();
  });
  hide();
}

void TrialPanel::setState(const TestState& state, const QString& exampleModel) {
  m_state = state;
  m_example = exampleModel;
  refresh();
  QAccessibleEvent event(this, QAccessible::Alert);
  QAccessible::updateAccessibility(&event);
}

void TrialPanel::refresh() {
  delete m_rows;
  m_rows = nullptr;
  const bool anything = m_state.running || m_state.trial || !m_state.problem.isEmpty();
  setVisible(anything);
  if (!anything) return;
  m_spinner->setVisible(m_state.running);
  m_icon->setVisible(!m_state.running);
  m_text->hide();
  m_note->clear();
  setStyleProperty(m_title, "tone", {});
  setStyleProperty(this, "tone", {});
  m_action->setText(m_state.running ? tr("Stop") : tr("Test again"));
  m_action->setIcon(m_state.running ? QIcon() : themedIcon(QStringLiteral("refresh-cw")));
  if (m_state.running) {
    m_title->setText(tr("Testing…"));
    m_note->setText(tr("asking for the list of models"));
  } else if (m_state.trial) {
    showTrial(*m_state.trial);
  } else {
    m_title->setText(tr("Not tested"));
    m_text->setText(m_state.problem);
    m_text->show();
  }
  setAccessibleName(m_title->text() + QLatin1Char(' ') +
                    (m_text->isHidden() ? m_note->text() : m_text->text()));
}

void TrialPanel::showTrial(const Trial& trial) {
  const QColor color = trial.ok ? tokens().ok : tokens().error;
  const QString tone = trial.ok ? QStringLiteral("ok") : QStringLiteral("error");
  const QString iconName = trial.ok ? QStringLiteral("circle-check") : QStringLiteral("circle-x");
  m_icon->setPixmap(iconPixmap(iconName, color, scaled(16), devicePixelRatioF()));
  setStyleProperty(this, "tone", tone);
  setStyleProperty(m_title, "tone", tone);
  m_title->setText(trial.ok ? tr("Works") : tr("Does not work"));
  m_note->setText(
      tr("tested %1 in %2")
          .arg(ago(m_state.when, QDateTime::currentDateTime()), duration(trial.totalMs)));
  if (!trial.ok) {
    m_text->setText(sentenceOf(trial));
    m_text->setToolTip(trial.errorDetail);
    m_text->show();
  }
  m_rows = new QWidget(this);
  m_grid = new QGridLayout(m_rows);
  m_grid->setContentsMargins(0, 0, 0, 0);
  m_grid->setHorizontalSpacing(space::k8);
  m_grid->setVerticalSpacing(0);
  m_grid->setColumnStretch(2, 1);
  addRows(trial);
  layout()->addWidget(m_rows);
}

void TrialPanel::addRow(const QString& iconName, const QColor& color, const QString& what,
                        const QString& text, const QString& time) {
  const int row = m_grid->rowCount();
  m_grid->setRowMinimumHeight(row, scaled(kRowHeight));
  auto* const icon = new QLabel(m_rows);
  icon->setPixmap(iconPixmap(iconName, color, scaled(14), devicePixelRatioF()));
  QLabel* const name = makeLabel(QStringLiteral("small"), what, m_rows);
  name->setMinimumWidth(scaled(kWhatWidth));
  auto* const words = new ElidedLabel(text, Qt::ElideMiddle, m_rows);
  QFont font = textFont(type::kSmall);
  words->setFont(font);
  m_grid->addWidget(icon, row, 0);
  m_grid->addWidget(name, row, 1);
  m_grid->addWidget(words, row, 2);
  m_grid->addWidget(makeLabel(QStringLiteral("mono-muted"), time, m_rows), row, 3, Qt::AlignRight);
}

void TrialPanel::addRows(const Trial& trial) {
  const Tokens& t = tokens();
  const QString good = QStringLiteral("circle-check"), bad = QStringLiteral("circle-x");
  const QString none = QStringLiteral("minus");
  const bool reached = trial.status.has_value();
  const bool refused = trial.status == 401 || trial.status == 403;
  const auto sign = [&](bool fine) { return fine ? good : bad; };
  const auto color = [&](bool fine) { return fine ? t.ok : t.error; };
  const bool connected = reached || trial.connectMs.has_value();
  addRow(sign(connected), color(connected), tr("Connection"), connectionText(trial),
         trial.connectMs ? duration(*trial.connectMs) : QString());
  if (!connected) return;
  const bool plain = !trial.tls;
  addRow(plain ? none : sign(trial.tlsVerified), plain ? t.muted : color(trial.tlsVerified),
         tr("Certificate"), certificateText(trial), {});
  if (!reached) return;
  if (trial.key.isEmpty())
    addRow(refused ? bad : none, refused ? t.error : t.muted, tr("Key"),
           refused ? tr("Needed, but there is none") : tr("None needed"), {});
  else
    addRow(sign(!refused), color(!refused), tr("Key"),
           refused ? tr("%1 was rejected (%2)").arg(trial.key).arg(*trial.status)
                   : tr("%1 was accepted").arg(trial.key),
           {});
  if (refused) return;
  QString models = tr("%Ln models listed", nullptr, trial.models);
  if (!trial.ok) models = tr("No list of models (%1)").arg(*trial.status);
  if (trial.ok && !m_example.isEmpty()) models = tr("%1, among them %2").arg(models, m_example);
  addRow(sign(trial.ok), color(trial.ok), tr("Models"), models,
         duration(trial.totalMs - trial.connectMs.value_or(0)));
}

void TrialPanel::changeEvent(QEvent* event) {
  // Later: the style goes through all widgets now, and refresh() deletes some.
  if (event->type() == QEvent::LanguageChange || event->type() == QEvent::StyleChange)
    QMetaObject::invokeMethod(this, &TrialPanel::refresh, Qt::QueuedConnection);
  QFrame::changeEvent(event);
}

}  // namespace sb::ui
