#include "ui/playground/prompt_edit.h"

#include <QKeyEvent>
#include <QMimeData>

namespace sb::ui {

PromptEdit::PromptEdit(QWidget* parent) : TextEdit(parent) {
  setTabChangesFocus(true);
  setProperty("role", QStringLiteral("bare"));
}

void PromptEdit::keyPressEvent(QKeyEvent* event) {
  const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
  if (enter && !event->modifiers().testFlag(Qt::ShiftModifier)) return Q_EMIT sendRequested();
  TextEdit::keyPressEvent(event);
}

void PromptEdit::focusInEvent(QFocusEvent* event) {
  TextEdit::focusInEvent(event);
  Q_EMIT focusChanged(true);
}

void PromptEdit::focusOutEvent(QFocusEvent* event) {
  TextEdit::focusOutEvent(event);
  Q_EMIT focusChanged(false);
}

bool PromptEdit::canInsertFromMimeData(const QMimeData* source) const {
  return source->hasImage() || source->hasUrls() || TextEdit::canInsertFromMimeData(source);
}

void PromptEdit::insertFromMimeData(const QMimeData* source) {
  bool taken = false;
  Q_EMIT mimeOffered(source, &taken);
  if (!taken) TextEdit::insertFromMimeData(source);
}

}  // namespace sb::ui
