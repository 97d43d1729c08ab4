// What a style sheet cannot say: tick boxes and radio buttons in the colours of the tokens, no
// rubber effects, icons of 16; tips are plain text. Owner: the application.
#pragma once

#include <QProxyStyle>

namespace sb::ui {

class ConsoleStyle : public QProxyStyle {
  Q_OBJECT

 public:
  explicit ConsoleStyle(QStyle* base);

  void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                     const QWidget* widget) const override;
  int pixelMetric(PixelMetric metric, const QStyleOption* option,
                  const QWidget* widget) const override;
  int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                QStyleHintReturn* data) const override;
  using QProxyStyle::polish;
  void polish(QWidget* widget) override;
};

}  // namespace sb::ui
