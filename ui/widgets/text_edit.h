// A text of several lines that takes whatever is pasted without stopping the window: text without
// any place to wrap at, as pictures in base64 are, is wrapped anywhere, which takes time in
// proportion to its length and not to its square; what is longer than a field may be is not pasted
// at all. Parents own it.
#pragma once

#include <QPlainTextEdit>
#include <limits>

namespace sb::ui {

class TextEdit : public QPlainTextEdit {
  Q_OBJECT

 public:
  explicit TextEdit(QWidget* parent = nullptr);

  // In place of setPlainText().
  void setWhole(const QString& text);
  // In characters. Without it, anything is taken.
  void setLongest(qsizetype most) { m_longest = most; }

 Q_SIGNALS:
  // Nothing was pasted: why, in words.
  void pasteRefused(const QString& said);

 protected:
  void insertFromMimeData(const QMimeData* source) override;

 private:
  void wrapFor(const QString& text);

  qsizetype m_longest = std::numeric_limits<qsizetype>::max();
};

}  // namespace sb::ui
