// Dims a window while a dialog is in front of it. Owner: that window; main thread.
#pragma once

#include <QWidget>

namespace sb::ui {

class Scrim : public QWidget {
  Q_OBJECT

 public:
  // Covers `window` at once, and at every later size of it.
  explicit Scrim(QWidget* window);

 protected:
  void paintEvent(QPaintEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;
};

}  // namespace sb::ui
