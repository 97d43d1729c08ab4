// Grey rows in the place of a list that is still being read. Parents own it.
#pragma once

#include <QWidget>

namespace sb::ui {

class Skeleton : public QWidget {
  Q_OBJECT

 public:
  explicit Skeleton(QWidget* parent = nullptr, int rowHeight = 32);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  int m_rowHeight;
};

}  // namespace sb::ui
