// One step of the checklist: its number or a tick, a title and a text. Owner: the checklist.
#pragma once

#include <QFrame>

class QLabel;
class QVBoxLayout;

namespace sb::ui {

enum class StepState { Later, Now, Done };

class StepRow : public QFrame {
  Q_OBJECT

 public:
  StepRow(int number, QWidget* parent);

  void set(StepState state, const QString& title, const QString& text);
  // Below the text.
  QVBoxLayout* more() { return m_column; }

 private:
  class Badge;
  Badge* m_badge;
  QLabel* m_title;
  QLabel* m_text;
  QVBoxLayout* m_column;
};

}  // namespace sb::ui
