// A strip under the page's head that says what is wrong and offers the next step. Parents own it.
#pragma once

#include <QFrame>

class QLabel;
class QPushButton;

namespace sb::ui {

class Band : public QFrame {
  Q_OBJECT

 public:
  enum class Kind { Error, Warning, Stopped, Good };

  explicit Band(QWidget* parent = nullptr);

  // `title` is bold and ends with a full stop. Hidden until set.
  void set(Kind kind, const QString& title, const QString& text, const QString& action = {});
  QPushButton* actionButton() const { return m_action; }

 Q_SIGNALS:
  void acted();
  void shownChanged(bool shown);  // by show() and hide(), whatever the window does

 protected:
  bool event(QEvent* event) override;

 private:
  QLabel* m_icon;
  QLabel* m_title;
  QLabel* m_text;
  QPushButton* m_action;
};

}  // namespace sb::ui
