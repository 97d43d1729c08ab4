// A line that opens and closes what stands below it; closed at first. Parents own it.
#pragma once

#include <QWidget>

class QPushButton;

namespace sb::ui {

class Fold : public QWidget {
  Q_OBJECT

 public:
  // The fold owns `content`. `name` is the button's object name.
  Fold(const QString& name, const QString& title, QWidget* content, QWidget* parent = nullptr);

  bool isOpen() const;
  void setOpen(bool open);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void refresh();

  QPushButton* m_button;
  QWidget* m_content;
};

}  // namespace sb::ui
