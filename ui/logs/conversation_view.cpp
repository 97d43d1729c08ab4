#include "ui/logs/conversation_view.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/logs/said_parts.h"
#include "ui/theme/theme.h"
#include "ui/widgets/accessible_role.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/tile.h"

namespace sb::ui {
namespace {

constexpr qsizetype kMostTurns = 60;

bool isSystem(const SaidTurn& turn) {
  return turn.role == QLatin1String("system") || turn.role == QLatin1String("developer");
}

// Nothing but what tools gave back, to calls that are not here.
bool isResult(const SaidTurn& turn) {
  return !turn.parts.isEmpty() &&
         std::all_of(turn.parts.begin(), turn.parts.end(),
                     [](const SaidPart& part) { return part.kind == SaidKind::Result; });
}

bool isAssistant(const SaidTurn& turn) { return turn.role == QLatin1String("assistant"); }

QString iconOf(const SaidTurn& turn) {
  if (isSystem(turn)) return QStringLiteral("terminal");
  if (isAssistant(turn)) return QStringLiteral("message-square");
  return isResult(turn) ? QStringLiteral("sliders-horizontal") : QStringLiteral("user");
}

}  // namespace

ConversationView::ConversationView(QWidget* parent) : QScrollArea(parent) {
  setObjectName(QStringLiteral("conversation"));
  setAccessibleRole(this, QAccessible::Document);
  setProperty("role", QStringLiteral("reading"));
  setWidgetResizable(true);
  setFrameShape(QFrame::NoFrame);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

void ConversationView::set(const Conversation& conversation, const QString& answeredBy,
                           const QString& empty) {
  setAccessibleName(tr("Conversation"));
  m_turns = withResultsBeside(conversation.turns);
  m_requestUnread = conversation.requestUnread;
  m_answerUnread = conversation.answerUnread;
  m_answeredBy = answeredBy;
  m_empty = empty;
  fill(std::max<qsizetype>(0, m_turns.size() - kMostTurns));
}

void ConversationView::fill(qsizetype from) {
  auto* const content = new QWidget;
  m_column = new QVBoxLayout(content);
  m_column->setContentsMargins(space::k24, space::k16, space::k24, space::k16);
  m_column->setSpacing(space::k16);
  if (from > 0) {
    auto* const more = makeButton(QStringLiteral("showEarlier"),
                                  tr("Show %Ln earlier turns", nullptr, static_cast<int>(from)),
                                  content, ButtonRole::Link);
    connect(more, &QPushButton::clicked, this, [this] { fill(0); });
    m_column->addWidget(more, 0, Qt::AlignLeft);
  }
  addUnread(BodySide::Request, m_requestUnread);
  for (qsizetype i = from; i < m_turns.size(); ++i)
    addTurn(m_turns[i]);
  addUnread(BodySide::Response, m_answerUnread);
  if (m_turns.isEmpty() && m_requestUnread.isEmpty() && m_answerUnread.isEmpty()) {
    auto* const label = makeLabel(QStringLiteral("muted"), m_empty, content);
    label->setWordWrap(true);
    m_column->addWidget(label);
  }
  m_column->addStretch(1);
  setWidget(content);
}

void ConversationView::addUnread(BodySide side, const QString& why) {
  if (why.isEmpty()) return;
  const bool request = side == BodySide::Request;
  auto* const line = new QWidget(widget());
  auto* const row = new QHBoxLayout(line);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(space::k12);
  auto* const tile = new Tile(line);
  tile->setIcon(QStringLiteral("info"));
  row->addWidget(tile, 0, Qt::AlignTop);
  auto* const label = makeLabel(QStringLiteral("muted"),
                                request ? tr("The request cannot be shown as a conversation.")
                                        : tr("The answer cannot be shown whole as a conversation."),
                                line);
  label->setObjectName(QStringLiteral("unread"));
  label->setWordWrap(true);
  label->setToolTip(why);
  row->addWidget(label, 1);
  auto* const raw =
      makeButton(request ? QStringLiteral("showRawRequest") : QStringLiteral("showRawResponse"),
                 tr("Show as sent"), line, ButtonRole::Link);
  connect(raw, &QPushButton::clicked, this, [this, side] { Q_EMIT rawWanted(side); });
  row->addWidget(raw, 0, Qt::AlignTop);
  m_column->addWidget(line);
}

void ConversationView::addTurn(const SaidTurn& turn) {
  const QString who = isSystem(turn)      ? tr("System")
                      : isAssistant(turn) ? tr("Assistant")
                      : isResult(turn)    ? tr("Tool result")
                                          : tr("User");
  auto* const row = new QHBoxLayout;
  row->setSpacing(space::k12);
  auto* const tile = new Tile;
  tile->setIcon(iconOf(turn));
  row->addWidget(tile, 0, Qt::AlignTop);
  auto* const column = new QVBoxLayout;
  column->setSpacing(space::k4);
  auto* const head = new QHBoxLayout;
  head->setSpacing(space::k8);
  head->addWidget(makeLabel(QStringLiteral("strong"), who));
  auto* const note =
      new ElidedLabel(turn.answer ? m_answeredBy : turn.name, Qt::ElideRight, widget());
  note->setProperty("role", QStringLiteral("small"));
  head->addWidget(note, 1);
  column->addLayout(head);
  for (const SaidPart& part : turn.parts)
    column->addWidget(makeSaidPart(part, isSystem(turn) || isResult(turn), widget()));
  if (!turn.sources.isEmpty()) column->addWidget(makeSaidSources(turn.sources, widget()));
  row->addLayout(column, 1);
  m_column->addLayout(row);
}

}  // namespace sb::ui
