// The head of a lane: what is asked, from the leading edge, with a chevron right behind it. Gives
// way to what stands beside it. Owner: the lane's view; GUI thread.
#pragma once

#include <QPushButton>

namespace sb::ui {

class NameButton : public QPushButton {
  Q_OBJECT

 public:
  explicit NameButton(const QString& name, QWidget* parent = nullptr);

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
};

}  // namespace sb::ui
