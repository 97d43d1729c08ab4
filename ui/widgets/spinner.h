// Something is going on: a ring that turns once in 1.2 s, and stands still under reduced motion.
// Parents own it.
#pragma once

#include <QTimer>
#include <QWidget>

namespace sb::ui {

class Spinner : public QWidget {
  Q_OBJECT

 public:
  explicit Spinner(QWidget* parent = nullptr, int size = 16);

  QSize sizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;

 private:
  int m_size;
  int m_step = 0;
  QTimer m_timer;
};

}  // namespace sb::ui
