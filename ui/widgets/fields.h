// Line edits with a purpose. Parents own them.
#pragma once

#include <QLineEdit>

class QAction;
class QComboBox;

namespace sb::ui {

// The name of a choice that has no label of its own: Qt tells a screen reader of a QComboBox what
// was chosen, and as its name what a label beside it says. This one is not shown.
void nameChoice(QComboBox* choice, const QString& name);

// A search with a glass, cleared by Escape.
class SearchField : public QLineEdit {
  Q_OBJECT

 public:
  // `name` is the object's, `placeholder` also the accessible name.
  SearchField(const QString& name, const QString& placeholder, QWidget* parent = nullptr);
  void setPlaceholder(const QString& placeholder);

  QSize sizeHint() const override;

 protected:
  void keyPressEvent(QKeyEvent* event) override;

 private:
  QAction* m_glass;
};

// A secret that is being typed: hidden, with an eye. Blanks and line ends around a pasted text fall
// away; nothing else is changed.
class SecretField : public QLineEdit {
  Q_OBJECT

 public:
  SecretField(const QString& name, const QString& label, QWidget* parent = nullptr);

  // Without the blanks around it.
  QString secret() const;
  // Overwrites what was typed.
  void wipe();

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void showSecret(bool shown);

  QAction* m_eye;
};

}  // namespace sb::ui
