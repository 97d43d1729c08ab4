// The navigation: name of the program, one row a screen, the way to the command palette. 184 wide,
// or 48 with icons only. Owner: the window.
#pragma once

#include <QFrame>
#include <QHash>

class QButtonGroup;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace sb::ui {

class NavigationButton;

class Sidebar : public QFrame {
  Q_OBJECT

 public:
  explicit Sidebar(QWidget* parent = nullptr);

  void addScreen(const QString& id, const QString& title, const QString& iconName, int number);
  void setTitle(const QString& id, const QString& title);
  void setCurrent(const QString& id);
  void setMarked(const QString& id, bool marked);
  void setNarrow(bool narrow);
  bool isNarrow() const { return m_narrow; }

 Q_SIGNALS:
  void chosen(const QString& id);
  void findRequested();

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void retranslate();
  QWidget* makeBrand();

  QHash<QString, NavigationButton*> m_buttons;
  QButtonGroup* m_group;
  QVBoxLayout* m_list;
  QLabel* m_name = nullptr;
  QPushButton* m_find;
  QLabel* m_findKeys;
  bool m_narrow = false;
};

}  // namespace sb::ui
