// Puts a text into the clipboard and says so for a moment. Parents own it.
#pragma once

#include <QToolButton>
#include <functional>

namespace sb::ui {

class CopyButton : public QToolButton {
  Q_OBJECT

 public:
  // `tip` says what is copied ("Copy the address"); `text` is asked at the click.
  CopyButton(const QString& name, const QString& tip, std::function<QString()> text,
             QWidget* parent = nullptr);

  void setTipText(const QString& tip);
  void copy();

 private:
  void showCopied(bool copied);

  QString m_tip;
  std::function<QString()> m_text;
};

}  // namespace sb::ui
