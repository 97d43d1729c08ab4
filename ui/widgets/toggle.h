// A switch for something that acts at once. Space or a click turns it. Parents own it.
#pragma once

#include <QAbstractButton>

namespace sb::ui {

class Toggle : public QAbstractButton {
  Q_OBJECT

 public:
  // `name` is the object's, `label` the accessible name.
  Toggle(const QString& name, const QString& label, QWidget* parent = nullptr);

  QSize sizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
};

}  // namespace sb::ui
