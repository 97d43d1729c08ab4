// A conversation, turn by turn. Long ones show their end first; long texts their beginning. Owner:
// the detail.
#pragma once

#include <QScrollArea>

#include "ui/logs/conversation.h"

class QVBoxLayout;

namespace sb::ui {

class ConversationView : public QScrollArea {
  Q_OBJECT

 public:
  explicit ConversationView(QWidget* parent = nullptr);

  // `empty` is said where there is no turn; `answeredBy` beside the answer.
  void setTurns(const QList<LoggedTurn>& turns, const QString& answeredBy, const QString& empty);

 private:
  void fill(qsizetype from);
  void addTurn(const LoggedTurn& turn);
  void addTool(QVBoxLayout* column, const ToolCall& call);
  void addText(QVBoxLayout* column, const QString& text, const char* role);

  QList<LoggedTurn> m_turns;
  QString m_answeredBy, m_empty;
  QVBoxLayout* m_column = nullptr;
};

}  // namespace sb::ui
