// What stands in the window while there is no gateway: it starts, or why it did not and what to do.
// Owner: the window.
#pragma once

#include <QList>
#include <QWidget>
#include <functional>

class QHBoxLayout;
class QLabel;
class QPlainTextEdit;

namespace sb::ui {

// A start that failed, in plain words.
struct StartProblem {
  struct Step {
    QString name;  // the button's object name
    QString text;
    std::function<void()> run;
  };
  QString title;
  QString text;
  QString details;    // as the gateway said it; empty: none
  QList<Step> steps;  // the first is the one to take
};

class StartPage : public QWidget {
  Q_OBJECT

 public:
  explicit StartPage(QWidget* parent = nullptr);

  void showStarting();
  void showProblem(const StartProblem& problem);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void setSteps(const QList<StartProblem::Step>& steps);

  class Spinner* m_spinner;
  QLabel* m_icon;
  QLabel* m_title;
  QLabel* m_text;
  QPlainTextEdit* m_details;
  QHBoxLayout* m_steps;
  bool m_starting = true;
};

}  // namespace sb::ui
