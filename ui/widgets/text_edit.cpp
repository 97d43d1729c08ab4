#include "ui/widgets/text_edit.h"

#include <QMimeData>

#include "ui/theme/format.h"
#include "ui/widgets/outside_text.h"

namespace sb::ui {

TextEdit::TextEdit(QWidget* parent) : QPlainTextEdit(parent) {}

void TextEdit::setWhole(const QString& text) {
  setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
  wrapFor(text);
  setPlainText(text);
}

void TextEdit::insertFromMimeData(const QMimeData* source) {
  const QString text = source->hasText() ? source->text() : QString();
  const QTextCursor at = textCursor();
  const qsizetype kept =
      document()->characterCount() - 1 - (at.selectionEnd() - at.selectionStart());
  if (text.size() + kept > m_longest)
    return Q_EMIT pasteRefused(tr("The text has %1 characters; at most %2 fit. Nothing was pasted.")
                                   .arg(number(text.size()), number(m_longest)));
  wrapFor(text);
  QPlainTextEdit::insertFromMimeData(source);
}

void TextEdit::wrapFor(const QString& text) {
  if (hasLongRun(text)) setWordWrapMode(QTextOption::WrapAnywhere);
}

}  // namespace sb::ui
