// One row of the navigation: icon, title, a dot when something waits there. Up and down lead to its
// neighbours. Owner: the sidebar.
#pragma once

#include <QAbstractButton>

namespace sb::ui {

class NavigationButton : public QAbstractButton {
  Q_OBJECT

 public:
  NavigationButton(const QString& id, const QString& iconName, QWidget* parent);

  void setTitle(const QString& title, const QString& shortcut);
  void setMarked(bool marked);
  void setNarrow(bool narrow);

  QSize sizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  bool event(QEvent* event) override;

 private:
  void paintGround(class QPainter& painter) const;

  QString m_icon;
  bool m_marked = false, m_narrow = false;
};

}  // namespace sb::ui
