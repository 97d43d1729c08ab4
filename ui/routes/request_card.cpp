#include "ui/routes/request_card.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/elided_label.h"

namespace sb::ui {
namespace {

constexpr int kLongestInput = 12'000;

}  // namespace

RequestCard::RequestCard(RoutesData& source, QWidget* parent)
    : Card(parent),
      m_data(source),
      m_pattern(new QLineEdit(this)),
      m_problem(makeLabel(QStringLiteral("small"), {}, this)) {
  setObjectName(QStringLiteral("requestCard"));
  setTitle(tr("Requests for"));
  body()->setContentsMargins(space::k12, 0, space::k12, space::k12);
  m_pattern->setObjectName(QStringLiteral("addPattern"));
  m_pattern->setMaxLength(kLongestInput);
  setStyleProperty(m_pattern, "role", QStringLiteral("mono"));
  setStyleProperty(m_pattern, "measure", QStringLiteral("small"));
  setStyleProperty(m_problem, "tone", QStringLiteral("error"));
  m_problem->setObjectName(QStringLiteral("patternProblem"));
  m_problem->setWordWrap(true);
  m_problem->hide();
  body()->addWidget(m_pattern);
  body()->addWidget(m_problem);
  connect(m_pattern, &QLineEdit::returnPressed, this, &RequestCard::add);
  connect(m_pattern, &QLineEdit::textEdited, m_problem, &QWidget::hide);
  retranslate();
}

void RequestCard::retranslate() {
  setTitle(tr("Requests for"));
  m_pattern->setPlaceholderText(tr("Add a pattern…"));
  m_pattern->setAccessibleName(tr("Add a model name or a pattern that leads here"));
  m_pattern->setToolTip(
      tr("Further model names that lead here. * stands for any text, as in claude-*haiku*."));
}

void RequestCard::show(const RouteRow& row) {
  if (row.key != m_row.key) {
    m_pattern->clear();
    m_problem->hide();
  }
  m_row = row;
  const QStringList names = QStringList{row.now.name} + row.now.match;
  if (names == m_shown) return;
  m_shown = names;
  refreshNames();
}

void RequestCard::refreshNames() {
  const bool hadFocus = m_names != nullptr && m_names->isAncestorOf(focusWidget());
  delete m_names;
  m_names = new QWidget(this);
  auto* const column = new QVBoxLayout(m_names);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(2);
  for (int i = 0; i < m_shown.size(); ++i)
    column->addWidget(makeName(m_shown[i], i > 0));
  body()->insertWidget(0, m_names);
  setTabOrder(m_names, m_pattern);
  if (hadFocus) m_pattern->setFocus(Qt::OtherFocusReason);
}

QWidget* RequestCard::makeName(const QString& text, bool pattern) {
  auto* const frame = new QWidget(m_names);
  auto* const row = new QHBoxLayout(frame);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(space::k4);
  auto* const label = new ElidedLabel(text, Qt::ElideMiddle, frame);
  setStyleProperty(label, "role", pattern ? QStringLiteral("mono-muted") : QStringLiteral("mono"));
  row->addWidget(label, 1);
  row->addStrut(scaled(height::kSmall));
  if (!pattern) return frame;
  QToolButton* const remove = makeIconButton(QStringLiteral("removePattern.") + text,
                                             QStringLiteral("x"), tr("Remove %1").arg(text), frame);
  connect(
      remove, &QToolButton::clicked, this, [this, text] { this->remove(text); },
      Qt::QueuedConnection);
  row->addWidget(remove);
  return frame;
}

void RequestCard::add() {
  const QString pattern = m_pattern->text().trimmed();
  const QString problem = m_data.drafts().problemOfPattern(pattern, m_row.key);
  m_problem->setText(problem);
  m_problem->setVisible(!problem.isEmpty());
  if (!problem.isEmpty()) return;
  Route route = m_row.now;
  route.match.append(pattern);
  m_pattern->clear();
  Q_EMIT edited(route);
}

void RequestCard::remove(const QString& pattern) {
  Route route = m_row.now;
  route.match.removeOne(pattern);
  Q_EMIT edited(route);
}

void RequestCard::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) {
    retranslate();
    if (!m_shown.isEmpty()) refreshNames();
  }
  Card::changeEvent(event);
}

}  // namespace sb::ui
