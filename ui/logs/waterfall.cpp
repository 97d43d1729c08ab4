#include "ui/logs/waterfall.h"

#include <QEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/logs/log_cells.h"
#include "ui/theme/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/paint_line.h"
#include "ui/widgets/tile.h"

namespace sb::ui {
namespace {

constexpr int kAxis = 24, kRow = 28, kBar = 14, kLabels = 228, kTimes = 84, kMostRows = 12;

// "0.5 s": 1, 2 or 5 of a power of ten, about four of them.
double stepOf(double total) {
  const double rough = std::max(total, 0.001) / 4;
  const double power = std::pow(10, std::floor(std::log10(rough)));
  for (const double factor : {1.0, 2.0, 5.0})
    if (rough <= factor * power) return factor * power;
  return 10 * power;
}

QString axisText(double ms, double step) {
  const QLocale locale;
  if (step < 100) return Waterfall::tr("%1 ms").arg(locale.toString(ms, 'f', step < 1 ? 1 : 0));
  return Waterfall::tr("%1 s").arg(locale.toString(ms / 1000, 'f', step < 1000 ? 1 : 0));
}

QString streamText(const Attempt& attempt, double ms) {
  const qint64 out = attempt.usage.out();
  if (out <= 0) return {};
  const QString tokens = Waterfall::tr("%Ln tokens", nullptr, static_cast<int>(out));
  if (ms < 20) return tokens;
  const double perSecond = static_cast<double>(out) * 1000 / ms;
  return Waterfall::tr("%1, %2 tok/s")
      .arg(tokens, number(static_cast<qint64>(std::llround(perSecond))));
}

QString failureText(const Attempt& attempt) {
  QString kind = attempt.outcome;
  kind.replace(QLatin1Char('_'), QLatin1Char(' '));
  const QString what = attempt.detail.isEmpty() ? kind : saidBy(attempt);
  return attempt.status ? listed({QString::number(*attempt.status), what}) : what;
}

WaterfallRow rowOf(const Attempt& attempt, double start) {
  WaterfallRow row;
  row.name = attempt.provider + QLatin1Char('/') + attempt.model;
  row.provider = attempt.provider;
  row.start = start;
  const double total = attempt.ms.total.value_or(0);
  row.connect = std::clamp(attempt.ms.connect.value_or(0), 0.0, total);
  const double first = std::clamp(attempt.ms.firstToken.value_or(total), row.connect, total);
  row.waiting = first - row.connect;
  row.stream = total - first;
  if (attempt.outcome != QLatin1String("ok")) {
    row.note = failureText(attempt);
    row.tone = attempt.status && *attempt.status < 500 ? Tone::Warn : Tone::Error;
    if (attempt.outcome == QLatin1String("race_lost")) row.tone = Tone::Muted;  // nothing is wrong
    return row;
  }
  if (attempt.ms.firstToken) row.waitingText = Waterfall::tr("first token %1").arg(duration(first));
  row.streamText = streamText(attempt, row.stream);
  return row;
}

}  // namespace

WaterfallPlan waterfallOf(const LogDetail& detail) {
  WaterfallPlan plan;
  const double overhead = static_cast<double>(detail.row.overheadUs) / 1000;
  WaterfallRow own;
  own.name = QStringLiteral("Signalbox");
  own.connect = overhead;
  own.note = Waterfall::tr("key, limits, route: %1").arg(duration(overhead));
  own.tone = Tone::Muted;
  plan.rows.append(own);
  double at = overhead;
  for (qsizetype i = 0; i < detail.attempts.size(); ++i) {
    const Attempt& attempt = detail.attempts[i];
    const double length = attempt.ms.total.value_or(0);
    // Pauses between attempts are not logged; the last ends with the request.
    const bool last = i + 1 == detail.attempts.size();
    if (last && detail.row.ms.total) at = std::max(at, *detail.row.ms.total - length);
    // Those that raced ran beside each other and say when they began.
    const double start = attempt.ms.queue.value_or(at);
    plan.rows.append(rowOf(attempt, start));
    at = std::max(at, start + length);
  }
  plan.total = std::max(at, detail.row.ms.total.value_or(0));
  return plan;
}

struct Waterfall::Scale {
  QRect bars;  // where time is shown
  double total = 1;
  bool mirrored = false;

  int x(double ms) const {
    const int along = static_cast<int>(ms / total * bars.width());
    return mirrored ? bars.right() - along : bars.left() + along;
  }
  QRect span(double from, double to, int top, int height) const {
    const int one = x(from), other = x(to);
    return QRect(std::min(one, other), top, std::max(2, std::abs(other - one)), height);
  }
};

Waterfall::Waterfall(QWidget* parent) : QWidget(parent) {
  setObjectName(QStringLiteral("waterfall"));
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void Waterfall::setPlan(const WaterfallPlan& plan, const QHash<QString, int>& providers) {
  m_plan = plan;
  // The first and the last say most.
  while (m_plan.rows.size() > kMostRows)
    m_plan.rows.removeAt(m_plan.rows.size() / 2);
  m_providers = providers;
  describe();
  updateGeometry();
  update();
}

void Waterfall::describe() {
  setAccessibleName(tr("Attempts over time"));
  QStringList lines;
  for (const WaterfallRow& row : m_plan.rows)
    lines.append(
        listed({row.name, duration(row.total()), row.waitingText, row.streamText, row.note}));
  setAccessibleDescription(lines.join(QLatin1Char('\n')));
}

QSize Waterfall::sizeHint() const {
  return {scaled(640),
          scaled(kAxis) + static_cast<int>(m_plan.rows.size()) * scaled(kRow) + space::k4};
}

QSize Waterfall::minimumSizeHint() const { return {scaled(320), sizeHint().height()}; }

void Waterfall::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  Scale scale;
  scale.mirrored = layoutDirection() == Qt::RightToLeft;
  const int labels = std::min(scaled(kLabels), width() / 3), times = scaled(kTimes);
  scale.bars = rect().adjusted(scale.mirrored ? times : labels, scaled(kAxis),
                               scale.mirrored ? -labels : -times, 0);
  scale.total = std::max(m_plan.total, 0.001) * 1.02;
  if (scale.bars.width() < 20) return;
  paintAxis(painter, scale);
  int top = scaled(kAxis);
  for (const WaterfallRow& row : m_plan.rows) {
    paintRow(painter, scale, row, top);
    top += scaled(kRow);
  }
}

void Waterfall::paintAxis(QPainter& painter, const Scale& scale) const {
  painter.setFont(monoFont());
  const double step = stepOf(scale.total);
  for (double at = 0; at < scale.total; at += step) {
    const int x = scale.x(at);
    painter.fillRect(QRect(x, scale.bars.top() - 4, 1, scale.bars.height()), tokens().line);
    painter.setPen(tokens().muted);
    const QString text = axisText(at, step);
    const int wide = painter.fontMetrics().horizontalAdvance(text) + 1;
    painter.drawText(QRect(scale.mirrored ? x - 4 - wide : x + 4, 0, wide, scaled(kAxis) - 6),
                     Qt::AlignVCenter, text);
  }
}

void Waterfall::paintRow(QPainter& painter, const Scale& scale, const WaterfallRow& row,
                         int top) const {
  const int tall = scaled(kRow), side = scaled(20);
  const bool mirrored = scale.mirrored;
  QRect tile(0, top + (tall - side) / 2, side, side);
  if (mirrored) tile.moveRight(width() - 1);
  const int place = row.provider.isEmpty() ? -1 : m_providers.value(row.provider, -1);
  paintTile(painter, tile, monogram(row.name), place);
  const int labels = std::min(scaled(kLabels), width() / 3) - side - 2 * space::k8;
  QRect name(side + space::k8, top, labels, tall);
  if (mirrored) name.moveRight(tile.left() - space::k8);
  painter.setFont(monoFont());
  painter.setPen(tokens().text);
  paintLine(painter, name, row.name, mirrored, false, Qt::ElideMiddle);
  painter.setPen(row.provider.isEmpty() ? tokens().muted : tokens().text);
  QRect time(width() - scaled(kTimes), top, scaled(kTimes), tall);
  if (mirrored) time.moveLeft(0);
  paintLine(painter, time, duration(row.total()), mirrored, true, Qt::ElideNone);
  paintBars(painter, scale, row, top);
}

void Waterfall::paintBars(QPainter& painter, const Scale& scale, const WaterfallRow& row,
                          int top) const {
  const bool own = row.provider.isEmpty();
  const bool bad = !own && !row.note.isEmpty();
  const int place = m_providers.value(row.provider, -1);
  const ProviderHue hue =
      place >= 0 ? providerHue(tokens(), place) : ProviderHue{tokens().muted, tokens().bg, false};
  const int y = top + (scaled(kRow) - scaled(kBar)) / 2, tall = scaled(kBar);
  QColor waiting = bad ? toneColor(row.tone) : hue.fill;
  if (!bad) waiting.setAlphaF(0.42F);
  painter.setFont(textFont(type::kSmall));
  const auto piece = [&](double from, double length, const QColor& fill, const QString& text,
                         const QColor& ink) {
    if (length <= 0) return;
    const QRect span = scale.span(from, from + length, y, tall);
    painter.fillRect(span, fill);
    if (text.isEmpty() || painter.fontMetrics().horizontalAdvance(text) + 12 > span.width()) return;
    painter.setPen(ink);
    paintLine(painter, span.adjusted(6, 0, -6, 0), text, scale.mirrored, false, Qt::ElideNone);
  };
  QColor grey = tokens().muted;
  grey.setAlphaF(own ? 1.0F : 0.55F);
  piece(row.start, row.connect, bad && row.waiting <= 0 ? waiting : grey, {}, grey);
  piece(row.start + row.connect, row.waiting, waiting, row.waitingText, tokens().text);
  piece(row.start + row.connect + row.waiting, row.stream, bad ? waiting : hue.fill, row.streamText,
        hue.ink);
  if (row.note.isEmpty()) return;
  const QRect all = scale.span(row.start, row.start + row.total(), y, tall);
  painter.setPen(toneColor(row.tone));
  const QFontMetrics metrics = painter.fontMetrics();
  const int behind =
      scale.mirrored ? all.left() - 8 - scale.bars.left() : scale.bars.right() - all.right() - 8;
  const int before =
      scale.mirrored ? scale.bars.right() - all.right() - 8 : all.left() - 8 - scale.bars.left();
  const bool after = behind >= std::min(before, metrics.horizontalAdvance(row.note));
  const int room = std::max(after ? behind : before, 0);
  const QString text = metrics.elidedText(row.note, Qt::ElideRight, room);
  const int wide = metrics.horizontalAdvance(text) + 1;
  const bool right = after != scale.mirrored;
  paintLine(painter,
            QRect(right ? all.right() + 8 : all.left() - 8 - wide, top, wide, scaled(kRow)), text,
            scale.mirrored, false, Qt::ElideNone);
}

void Waterfall::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) describe();
  if (event->type() == QEvent::StyleChange) updateGeometry();
  QWidget::changeEvent(event);
}

}  // namespace sb::ui
