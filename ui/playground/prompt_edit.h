// The text field of the prompt: Enter is for sending, pictures that are pasted or dropped go to the
// box, and text of any size that does not fit is refused as a whole. Owner: PromptBox.
#pragma once

#include "ui/widgets/text_edit.h"

namespace sb::ui {

class PromptEdit : public TextEdit {
  Q_OBJECT

 public:
  explicit PromptEdit(QWidget* parent = nullptr);

 Q_SIGNALS:
  void sendRequested();
  void focusChanged(bool in);
  // The receiver sets `taken`.
  void mimeOffered(const QMimeData* data, bool* taken);

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  bool canInsertFromMimeData(const QMimeData* source) const override;
  void insertFromMimeData(const QMimeData* source) override;
};

}  // namespace sb::ui
