#include "ui/widgets/text_edit.h"

#include <QMimeData>

#include "ui/widgets/outside_text.h"

namespace sb::ui {

TextEdit::TextEdit(QWidget* parent) : QPlainTextEdit(parent) {}

void TextEdit::setWhole(const QString& text) {
  setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
  wrapFor(text);
  setPlainText(text);
}

void TextEdit::insertFromMimeData(const QMimeData* source) {
  if (source->hasText()) wrapFor(source->text());
  QPlainTextEdit::insertFromMimeData(source);
}

void TextEdit::wrapFor(const QString& text) {
  if (hasLongRun(text)) setWordWrapMode(QTextOption::WrapAnywhere);
}

}  // namespace sb::ui
