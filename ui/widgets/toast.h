// A short notice at the lower edge of a window, with an optional undo; gone after a while, but not
// while the pointer or the focus is on it. Owner: the window.
#pragma once

#include <QFrame>
#include <QTimer>
#include <functional>

class QLabel;
class QPushButton;

namespace sb::ui {

class Toast : public QFrame {
  Q_OBJECT

 public:
  explicit Toast(QWidget* window);

  // Replaces what is shown.
  void show(const QString& text, std::function<void()> undo = {});

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void enterEvent(QEnterEvent* event) override;
  void leaveEvent(QEvent* event) override;

 private:
  void place();

  QLabel* m_text;
  QPushButton* m_undo;
  std::function<void()> m_whenUndone;
  QTimer m_timer;
};

}  // namespace sb::ui
