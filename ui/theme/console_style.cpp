#include "ui/theme/console_style.h"

#include <QLabel>
#include <QPainter>
#include <QPainterPath>
#include <QStyleOption>

#include "ui/theme/theme.h"

namespace sb::ui {
namespace {

constexpr int kIndicator = 16;

QPen markPen(qreal unit) {
  QPen pen(tokens().onAccent, 3 * unit);
  pen.setCapStyle(Qt::RoundCap);
  pen.setJoinStyle(Qt::RoundJoin);
  return pen;
}

void drawMark(QPainter& painter, const QRectF& box, bool partly) {
  const qreal unit = box.width() / 32;
  const auto at = [&](qreal x, qreal y) { return box.topLeft() + QPointF(x, y) * unit; };
  QPainterPath path;
  path.moveTo(partly ? at(9, 16) : at(8, 16.5));
  if (!partly) path.lineTo(at(13.5, 22));
  path.lineTo(partly ? at(23, 16) : at(24, 10.5));
  painter.setPen(markPen(unit));
  painter.setBrush(Qt::NoBrush);
  painter.drawPath(path);
}

void drawBox(QPainter& painter, const QRectF& rect, const QStyleOption& option, bool on) {
  const Tokens& t = tokens();
  const bool enabled = option.state.testFlag(QStyle::State_Enabled);
  const QColor fill = on ? (enabled ? t.accent : t.muted) : (enabled ? t.field : t.surface);
  painter.setPen(QPen(on ? fill : (enabled ? t.fieldLine : t.line), 1));
  painter.setBrush(fill);
  const qreal round = radius::kInner * rect.width() / kIndicator;
  painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), round, round);
}

void drawCheck(const QStyleOption& option, QPainter* painter) {
  painter->save();
  painter->setRenderHint(QPainter::Antialiasing);
  const bool partly = option.state.testFlag(QStyle::State_NoChange);
  const bool on = option.state.testFlag(QStyle::State_On) || partly;
  drawBox(*painter, option.rect, option, on);
  if (on) drawMark(*painter, option.rect, partly);
  painter->restore();
}

void drawRadio(const QStyleOption& option, QPainter* painter) {
  const Tokens& t = tokens();
  const bool on = option.state.testFlag(QStyle::State_On);
  const QRectF rect = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5);
  painter->save();
  painter->setRenderHint(QPainter::Antialiasing);
  painter->setPen(QPen(on ? t.accent : t.fieldLine, 1));
  painter->setBrush(on ? t.accent : t.field);
  painter->drawEllipse(rect);
  if (on) {
    painter->setPen(Qt::NoPen);
    painter->setBrush(t.onAccent);
    const qreal r = rect.width() / 5;
    painter->drawEllipse(rect.center(), r, r);
  }
  painter->restore();
}

}  // namespace

ConsoleStyle::ConsoleStyle(QStyle* base) : QProxyStyle(base) {}

// A tip shows names and answers of others: they are text, whatever they look like.
void ConsoleStyle::polish(QWidget* widget) {
  QProxyStyle::polish(widget);
  if (widget->inherits("QTipLabel")) qobject_cast<QLabel*>(widget)->setTextFormat(Qt::PlainText);
}

void ConsoleStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option,
                                 QPainter* painter, const QWidget* widget) const {
  switch (element) {
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
      return drawCheck(*option, painter);
    case PE_IndicatorRadioButton:
      return drawRadio(*option, painter);
    case PE_FrameFocusRect:
      return;  // the ring of widgets/focus_ring.h
    default:
      QProxyStyle::drawPrimitive(element, option, painter, widget);
  }
}

int ConsoleStyle::pixelMetric(PixelMetric metric, const QStyleOption* option,
                              const QWidget* widget) const {
  switch (metric) {
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
      return scaled(kIndicator);
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
    case PM_ListViewIconSize:
      return scaled(16);
    case PM_FocusFrameHMargin:
    case PM_FocusFrameVMargin:
      return 3;
    case PM_ScrollView_ScrollBarOverlap:
      return 0;
    default:
      return QProxyStyle::pixelMetric(metric, option, widget);
  }
}

int ConsoleStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                            QStyleHintReturn* data) const {
  switch (hint) {
    case SH_DialogButtonBox_ButtonsHaveIcons:
    case SH_EtchDisabledText:
    case SH_UnderlineShortcut:
      return 0;
    case SH_FocusFrame_AboveWidget:
    case SH_ItemView_ShowDecorationSelected:
      return 1;
    case SH_Widget_Animation_Duration:
      return reducedMotion() ? 0 : 120;
    default:
      return QProxyStyle::styleHint(hint, option, widget, data);
  }
}

}  // namespace sb::ui
