// Grey shapes in the place of what is still being read, as that will stand there. Parents own it.
#pragma once

#include <QWidget>

class QPainter;

namespace sb::ui {

class Skeleton : public QWidget {
  Q_OBJECT

 public:
  enum class Shape { Rows, Cards, Chart };

  // `rowHeight`: of Rows, and of those below a Chart.
  explicit Skeleton(QWidget* parent = nullptr, int rowHeight = 32, Shape shape = Shape::Rows);
  Skeleton(QWidget* parent, Shape shape) : Skeleton(parent, 32, shape) {}

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void paintRows(QPainter& painter, int top) const;
  void paintCards(QPainter& painter) const;
  void paintChart(QPainter& painter, int bottom) const;
  // Mirrored where one reads from right to left; `radius` in pixels.
  void bar(QPainter& painter, QRect at, int radius) const;

  int m_rowHeight;
  Shape m_shape;
};

}  // namespace sb::ui
