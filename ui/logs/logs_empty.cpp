#include "ui/logs/logs_empty.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QVBoxLayout>

#include "ui/logs/curl.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/copy_button.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/fitting_area.h"

namespace sb::ui {
namespace {

constexpr int kShellWidth = 632;

}  // namespace

LogsEmpty::LogsEmpty(Connection& connection, QWidget* parent)
    : QWidget(parent),
      m_connection(connection),
      m_state(new EmptyState(this)),
      m_shellTitle(makeLabel(QStringLiteral("label"), {}, this)),
      m_kept(makeLabel(QStringLiteral("small"), {}, this)),
      m_code(new QPlainTextEdit(this)),
      m_copy(new CopyButton(
          QStringLiteral("copyShell"), {}, [this] { return snippet(); }, this)) {
  auto* const content = new QWidget(this);
  auto* const column = new QVBoxLayout(content);
  column->setContentsMargins(space::k24, space::k24, space::k24, space::k24);
  column->setSpacing(space::k24);
  column->addWidget(m_state, 3);
  column->addWidget(makeShell());
  column->addWidget(m_kept, 0, Qt::AlignHCenter);
  column->addStretch(2);
  auto* const all = new QVBoxLayout(this);
  all->setContentsMargins(0, 0, 0, 0);
  all->addWidget(new FittingArea(content, this));
  connect(m_state, &EmptyState::acted, this, &LogsEmpty::connectRequested);
  connect(&connection, &Connection::statusChanged, this, &LogsEmpty::refresh);
  retranslate();
}

QWidget* LogsEmpty::makeShell() {
  auto* const card = new Card(this);
  card->setMaximumWidth(scaled(kShellWidth));
  card->body()->setContentsMargins(0, 0, 0, 0);
  card->body()->setSpacing(0);
  auto* const head = new QHBoxLayout;
  head->setContentsMargins(space::k16, space::k8, space::k12, space::k8);
  head->addWidget(m_shellTitle, 1);
  head->addWidget(m_copy);
  card->body()->addLayout(head);
  m_code->setObjectName(QStringLiteral("shellSnippet"));
  m_code->setProperty("role", QStringLiteral("code"));
  m_code->setProperty("place", QStringLiteral("card"));
  m_code->setReadOnly(true);
  m_code->setTabChangesFocus(true);
  m_code->setLineWrapMode(QPlainTextEdit::NoWrap);
  m_code->setLayoutDirection(Qt::LeftToRight);
  card->body()->addWidget(m_code);
  return card;
}

QString LogsEmpty::snippet() const {
  const QStringList& addresses = m_connection.status().addresses;
  CurlRequest request;
  request.gateway =
      addresses.isEmpty() ? QStringLiteral("http://127.0.0.1:7411") : addresses.first();
  request.endpoint = QStringLiteral("chat.completions");
  request.body = R"({"model":"demo/hello","messages":[{"role":"user","content":"Hi"}]})";
  return curlText(request);
}

void LogsEmpty::refresh() {
  if (m_code->toPlainText() != snippet()) m_code->setPlainText(snippet());
  m_code->setFixedHeight((m_code->blockCount() + 1) * QFontMetrics(monoFont()).lineSpacing() +
                         2 * space::k8);
}

void LogsEmpty::retranslate() {
  m_state->set(QStringLiteral("list"), tr("No requests yet"),
               tr("Every request through Signalbox appears here while it runs: who asked, which "
                  "model answered, how long it took and what it cost."));
  m_state->setAction(tr("Connect an app"), true, QStringLiteral("plug"));
  m_shellTitle->setText(tr("Or from a shell"));
  m_copy->setTipText(tr("Copy the command"));
  m_code->setAccessibleName(tr("Command for a shell"));
  m_kept->setText(tr("The log stays with the gateway; nothing is sent elsewhere."));
  refresh();
}

void LogsEmpty::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  if (event->type() == QEvent::StyleChange && m_code != nullptr) refresh();
  QWidget::changeEvent(event);
}

}  // namespace sb::ui
