// A conversation, turn by turn. Long ones show their end first; long texts their beginning. Owner:
// the detail.
#pragma once

#include <QScrollArea>

#include "ui/client/log_values.h"
#include "ui/logs/conversation.h"

class QVBoxLayout;

namespace sb::ui {

class ConversationView : public QScrollArea {
  Q_OBJECT

 public:
  explicit ConversationView(QWidget* parent = nullptr);

  // `empty` is said where there is no turn; `answeredBy` beside the answer.
  void set(const Conversation& conversation, const QString& answeredBy, const QString& empty);

 Q_SIGNALS:
  // A body cannot be shown as a conversation: its raw text is wanted.
  void rawWanted(sb::ui::BodySide side);

 private:
  void fill(qsizetype from);
  void addTurn(const SaidTurn& turn);
  void addUnread(BodySide side, const QString& why);

  QList<SaidTurn> m_turns;
  QString m_requestUnread, m_answerUnread;
  QString m_answeredBy, m_empty;
  QVBoxLayout* m_column = nullptr;
};

}  // namespace sb::ui
