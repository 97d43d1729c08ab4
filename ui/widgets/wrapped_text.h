// Text to be read and copied, as high as it is: wrapped at words, and anywhere where a word is
// wider than the room, so that nothing is cut. What is shown may be laid out otherwise than what it
// stands for. Roles of the style sheet as makeLabel()'s "body", "muted", "mono", "mono-muted".
// Parents own it.
#pragma once

#include <QTextEdit>

namespace sb::ui {

class WrappedText : public QTextEdit {
  Q_OBJECT

 public:
  // `label` is the accessible name.
  WrappedText(const QString& role, const QString& label, QWidget* parent = nullptr);

  // `original` is what is copied where the whole is chosen; null: what is shown.
  void setWords(const QString& shown, const QString& original = {});
  // What a copy of the whole gives.
  const QString& original() const { return m_original; }

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 protected:
  QMimeData* createMimeDataFromSelection() const override;
  void wheelEvent(QWheelEvent* event) override;

 private:
  QString m_original;
};

}  // namespace sb::ui
