// What a list says when it has nothing: icon, title, a sentence on what to do first, and the button
// that does it. Parents own it.
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace sb::ui {

class EmptyState : public QWidget {
  Q_OBJECT

 public:
  explicit EmptyState(QWidget* parent = nullptr);

  void set(const QString& iconName, const QString& title, const QString& text);
  // Empty: no button. `primary` unless the page has another primary button.
  void setAction(const QString& text, bool primary = true, const QString& iconName = {});
  QPushButton* actionButton() const { return m_action; }

 Q_SIGNALS:
  void acted();

 protected:
  bool event(QEvent* event) override;

 private:
  void fitText();

  class Tile* m_tile;
  QLabel* m_title;
  QLabel* m_text;
  QPushButton* m_action;
};

}  // namespace sb::ui
