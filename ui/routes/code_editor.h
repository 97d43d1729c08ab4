// A text with numbered lines, marks at lines with mistakes, and colours for YAML. Tab leaves it, as
// any field; two spaces are what YAML wants. Owner: its parent.
#pragma once

#include <QHash>

#include "ui/widgets/text_edit.h"

namespace sb::ui {

class CodeEditor : public TextEdit {
  Q_OBJECT

 public:
  CodeEditor(const QString& name, QWidget* parent = nullptr);

  // What is wrong, by line from 1.
  void setProblems(const QHash<int, QString>& problems);
  void goTo(int line, int column = 1);

 protected:
  void changeEvent(QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  bool viewportEvent(QEvent* event) override;

 private:
  class Gutter;
  class Colours;
  int gutterWidth() const;
  void paintGutter(QPaintEvent* event);
  void arrange();
  void markLines();
  int lineAt(const QPoint& position) const;

  Gutter* m_gutter;
  Colours* m_colours;
  QHash<int, QString> m_problems;
};

}  // namespace sb::ui
