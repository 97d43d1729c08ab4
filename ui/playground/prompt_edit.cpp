#include "ui/playground/prompt_edit.h"

#include <QKeyEvent>
#include <QMimeData>

namespace sb::ui {

PromptEdit::PromptEdit(QWidget* parent) : QPlainTextEdit(parent) {
  setTabChangesFocus(true);
  setProperty("role", QStringLiteral("bare"));
}

void PromptEdit::keyPressEvent(QKeyEvent* event) {
  const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
  if (enter && !event->modifiers().testFlag(Qt::ShiftModifier)) return Q_EMIT sendRequested();
  QPlainTextEdit::keyPressEvent(event);
}

void PromptEdit::focusInEvent(QFocusEvent* event) {
  QPlainTextEdit::focusInEvent(event);
  Q_EMIT focusChanged(true);
}

void PromptEdit::focusOutEvent(QFocusEvent* event) {
  QPlainTextEdit::focusOutEvent(event);
  Q_EMIT focusChanged(false);
}

bool PromptEdit::canInsertFromMimeData(const QMimeData* source) const {
  return source->hasImage() || source->hasUrls() || QPlainTextEdit::canInsertFromMimeData(source);
}

void PromptEdit::insertFromMimeData(const QMimeData* source) {
  bool taken = false;
  Q_EMIT mimeOffered(source, &taken);
  if (!taken) QPlainTextEdit::insertFromMimeData(source);
}

}  // namespace sb::ui
