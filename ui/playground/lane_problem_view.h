// What went wrong in a lane, with the next step. Owner: the lane's view; GUI thread.
#pragma once

#include <QFrame>

class QLabel;
class QPushButton;

namespace sb::ui {

struct LaneProblem;

class LaneProblemView : public QFrame {
  Q_OBJECT

 public:
  explicit LaneProblemView(QWidget* parent = nullptr);

  void set(const LaneProblem& problem);

 Q_SIGNALS:
  void againRequested();

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void retranslate();

  QLabel* m_icon;
  QLabel* m_title;
  QLabel* m_text;
  QPushButton* m_again;
};

}  // namespace sb::ui
