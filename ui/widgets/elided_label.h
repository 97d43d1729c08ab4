// A line of text that gives way: what does not fit becomes …, and the whole is the tool tip.
// Parents own it.
#pragma once

#include <QLabel>

namespace sb::ui {

class ElidedLabel : public QLabel {
  Q_OBJECT

 public:
  explicit ElidedLabel(QWidget* parent = nullptr);
  ElidedLabel(const QString& text, Qt::TextElideMode mode, QWidget* parent = nullptr);

  void setText(const QString& text);
  QString fullText() const { return m_text; }

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  QString m_text;
  Qt::TextElideMode m_mode = Qt::ElideRight;
};

}  // namespace sb::ui
