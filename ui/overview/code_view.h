// A snippet of code, read-only, with colours for words, texts and comments. Owner: its parent.
#pragma once

#include <QPlainTextEdit>

namespace sb::ui {

class CodeView : public QPlainTextEdit {
  Q_OBJECT

 public:
  CodeView(const QString& name, QWidget* parent = nullptr);

  void setCode(const QString& code, const QString& language);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  class Colours;
  Colours* m_colours;
};

}  // namespace sb::ui
