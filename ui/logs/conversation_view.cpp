#include "ui/logs/conversation_view.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/theme/theme.h"
#include "ui/widgets/accessible_role.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/tile.h"

namespace sb::ui {
namespace {

constexpr qsizetype kMostTurns = 60, kMostText = 12'000, kMostArguments = 2'000;

QString iconOf(Speaker speaker) {
  switch (speaker) {
    case Speaker::System:
      return QStringLiteral("terminal");
    case Speaker::User:
      return QStringLiteral("user");
    case Speaker::Assistant:
      return QStringLiteral("message-square");
    case Speaker::ToolResult:
      return QStringLiteral("sliders-horizontal");
  }
  return {};
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

void ConversationView::setTurns(const QList<LoggedTurn>& turns, const QString& answeredBy,
                                const QString& empty) {
  setAccessibleName(tr("Conversation"));
  m_turns = turns;
  m_answeredBy = answeredBy;
  m_empty = empty;
  fill(std::max<qsizetype>(0, turns.size() - kMostTurns));
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
  for (qsizetype i = from; i < m_turns.size(); ++i)
    addTurn(m_turns[i]);
  if (m_turns.isEmpty()) {
    auto* const label = makeLabel(QStringLiteral("muted"), m_empty, content);
    label->setWordWrap(true);
    m_column->addWidget(label);
  }
  m_column->addStretch(1);
  setWidget(content);
}

void ConversationView::addText(QVBoxLayout* column, const QString& text, const char* role) {
  if (text.isEmpty()) return;
  const bool cut = text.size() > kMostText;
  auto* const label = makeLabel(QLatin1String(role), cut ? text.left(kMostText) : text, widget());
  label->setWordWrap(true);
  label->setAlignment(Qt::AlignLeft | Qt::AlignVCenter);  // as the language of the text has it
  label->setTextInteractionFlags(Qt::TextSelectableByMouse);
  label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  column->addWidget(label);
  if (cut)
    column->addWidget(
        makeLabel(QStringLiteral("small"), tr("The text goes on; Raw shows all of it."), widget()));
}

void ConversationView::addTool(QVBoxLayout* column, const ToolCall& call) {
  auto* const frame = new QFrame(widget());
  frame->setProperty("role", QStringLiteral("card"));
  auto* const row = new QHBoxLayout(frame);
  row->setContentsMargins(space::k12, space::k4, space::k12, space::k4);
  row->setSpacing(space::k8);
  row->addWidget(makeLabel(QStringLiteral("mono"), call.name.left(200), frame));
  auto* const arguments =
      new ElidedLabel(call.arguments.left(kMostArguments), Qt::ElideRight, frame);
  arguments->setProperty("role", QStringLiteral("mono-muted"));
  row->addWidget(arguments, 1);
  column->addWidget(frame);
}

void ConversationView::addTurn(const LoggedTurn& turn) {
  QString who;
  switch (turn.speaker) {
    case Speaker::System:
      who = tr("System");
      break;
    case Speaker::User:
      who = tr("User");
      break;
    case Speaker::Assistant:
      who = tr("Assistant");
      break;
    case Speaker::ToolResult:
      who = tr("Tool result");
      break;
  }
  auto* const row = new QHBoxLayout;
  row->setSpacing(space::k12);
  auto* const tile = new Tile;
  tile->setIcon(iconOf(turn.speaker));
  row->addWidget(tile, 0, Qt::AlignTop);
  auto* const column = new QVBoxLayout;
  column->setSpacing(space::k4);
  auto* const head = new QHBoxLayout;
  head->setSpacing(space::k8);
  head->addWidget(makeLabel(QStringLiteral("strong"), who));
  QString note = turn.answer ? m_answeredBy : turn.note;
  if (turn.images > 0) note = note.isEmpty() ? tr("%Ln attachments", nullptr, turn.images) : note;
  auto* const noted = new ElidedLabel(note, Qt::ElideRight, widget());
  noted->setProperty("role", QStringLiteral("small"));
  head->addWidget(noted, 1);
  column->addLayout(head);
  addText(column, turn.thinking, "small");
  const bool quiet = turn.speaker == Speaker::System || turn.speaker == Speaker::ToolResult;
  addText(column, turn.text, quiet ? "muted" : "body");
  for (const ToolCall& call : turn.calls)
    addTool(column, call);
  row->addLayout(column, 1);
  m_column->addLayout(row);
}

}  // namespace sb::ui
