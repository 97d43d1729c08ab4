// An area that wants to be as large as what is in it, and scrolls where it gets less. Parents own
// it.
#pragma once

#include <QScrollArea>

namespace sb::ui {

class FittingArea : public QScrollArea {
  Q_OBJECT

 public:
  FittingArea(QWidget* content, QWidget* parent);

  bool hasHeightForWidth() const override;
  int heightForWidth(int width) const override;
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
};

}  // namespace sb::ui
