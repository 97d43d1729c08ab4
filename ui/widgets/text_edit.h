// A text of several lines that takes whatever is pasted without stopping the window: text without
// any place to wrap at, as pictures in base64 are, is wrapped anywhere, which takes time in
// proportion to its length and not to its square. Parents own it.
#pragma once

#include <QPlainTextEdit>

namespace sb::ui {

class TextEdit : public QPlainTextEdit {
  Q_OBJECT

 public:
  explicit TextEdit(QWidget* parent = nullptr);

  // In place of setPlainText().
  void setWhole(const QString& text);

 protected:
  void insertFromMimeData(const QMimeData* source) override;

 private:
  void wrapFor(const QString& text);
};

}  // namespace sb::ui
