// One of a few choices, side by side. Left and right move the choice. Parents own it.
#pragma once

#include <QFrame>
#include <QStringList>

class QButtonGroup;
class QToolButton;

namespace sb::ui {

class Segment : public QFrame {
  Q_OBJECT

 public:
  // `name` is the object's, `label` the accessible name of the whole.
  Segment(const QString& name, const QString& label, QWidget* parent = nullptr);

  // `id` is not shown. An item with an icon and no text says `text` to a screen reader only.
  void addItem(const QString& id, const QString& text, const QString& iconName = {},
               bool iconOnly = false);
  void setItemText(const QString& id, const QString& text);
  // One that is not visible is skipped by the keys; the chosen one should be visible.
  void setItemVisible(const QString& id, bool visible);
  void setCurrent(const QString& id);
  QString current() const;

 Q_SIGNALS:
  void chosen(const QString& id);

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  QToolButton* find(const QString& id) const;
  void move(int by);

  QButtonGroup* m_group;
};

}  // namespace sb::ui
