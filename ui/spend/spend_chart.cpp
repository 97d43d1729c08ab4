#include "ui/spend/spend_chart.h"

#include <QAccessible>
#include <QEvent>
#include <QGraphicsLayout>
#include <QKeyEvent>
#include <QLegend>
#include <QPainter>
#include <QToolTip>
#include <QtCharts/QBarCategoryAxis>
#include <QtCharts/QBarSet>
#include <QtCharts/QChart>
#include <QtCharts/QLineSeries>
#include <QtCharts/QScatterSeries>
#include <QtCharts/QStackedBarSeries>
#include <QtCharts/QValueAxis>
#include <algorithm>
#include <cmath>

#include "ui/spend/spend_brushes.h"
#include "ui/spend/spend_models.h"
#include "ui/theme/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/accessible_role.h"

namespace sb::ui {
namespace {

constexpr double kNano = 1e9;
constexpr int kTicks = 4, kLabels = 20;

double dollars(NanoUsd value) { return static_cast<double>(value) / kNano; }

// A little above `highest`, so that the ticks are round numbers.
double roundTop(double highest) {
  if (highest <= 0) return 1;
  const double step = highest / (kTicks - 1);
  const double power = std::pow(10, std::floor(std::log10(step)));
  for (const double factor : {1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0})
    if (step <= factor * power) return factor * power * (kTicks - 1);
  return highest;
}

// Digits that tell the ticks of a scale apart.
QString moneyFormat(double top) {
  const double step = top / (kTicks - 1);
  const int digits = step >= 1 && std::abs(step - std::round(step)) < 1e-9
                         ? 0
                         : std::clamp(1 - static_cast<int>(std::floor(std::log10(step))), 1, 9);
  return QStringLiteral("$%.") + QString::number(digits) + QLatin1Char('f');
}

}  // namespace

SpendChart::SpendChart(QWidget* parent)
    : QChartView(parent),
      m_columns(new QStackedBarSeries(this)),
      m_line(new QLineSeries(this)),
      m_end(new QScatterSeries(this)),
      m_days(new QBarCategoryAxis(this)),
      m_money(new QValueAxis(this)),
      m_all(new QValueAxis(this)) {
  setObjectName(QStringLiteral("spendChart"));
  setAccessibleRole(this, QAccessible::Chart);
  setFocusPolicy(Qt::StrongFocus);
  setRenderHint(QPainter::Antialiasing);
  setFrameShape(QFrame::NoFrame);
  setLayoutDirection(Qt::LeftToRight);  // time goes to the right in every chart
  chart()->setLocalizeNumbers(true);
  chart()->legend()->hide();
  chart()->setMargins(QMargins(0, 0, 0, scaled(kLabels)));
  chart()->layout()->setContentsMargins(0, 0, 0, 0);
  chart()->setBackgroundRoundness(0);
  m_columns->setBarWidth(0.76);
  makeAxes();
  connect(m_columns, &QStackedBarSeries::clicked, this, [this](int day, QBarSet* set) {
    Q_EMIT dayOpened(day, static_cast<int>(m_columns->barSets().indexOf(set)));
  });
  connect(m_columns, &QStackedBarSeries::hovered, this, &SpendChart::hover);
  style();
}

void SpendChart::makeAxes() {
  for (QAbstractSeries* const series :
       std::initializer_list<QAbstractSeries*>{m_columns, m_line, m_end})
    chart()->addSeries(series);
  chart()->addAxis(m_days, Qt::AlignBottom);
  chart()->addAxis(m_money, Qt::AlignLeft);
  chart()->addAxis(m_all, Qt::AlignRight);
  for (QAbstractSeries* const series :
       std::initializer_list<QAbstractSeries*>{m_columns, m_line, m_end})
    series->attachAxis(m_days);
  m_columns->attachAxis(m_money);
  m_line->attachAxis(m_all);
  m_end->attachAxis(m_all);
  m_money->setTickCount(kTicks);
  m_all->setTickCount(kTicks);
  m_days->setGridLineVisible(false);
  m_days->setLabelsVisible(false);  // the axis would cut them to the width of a column
  m_all->setGridLineVisible(false);
  m_end->setMarkerSize(8);
}

void SpendChart::setTable(const SpendTable& table, const QList<SpendGroup>& groups,
                          const QHash<QString, int>& places) {
  m_table = table;
  m_groups = groups;
  m_places = places;
  m_day = std::min(m_day, static_cast<int>(table.costByDay.size()) - 1);
  fill();
}

void SpendChart::fill() {
  NanoUsd highest = 0;
  fillColumns(highest);
  fillLine();
  const double top = roundTop(dollars(highest));
  const double all =
      roundTop(m_table.cumulative.isEmpty() ? 0 : dollars(m_table.cumulative.last()));
  m_money->setRange(0, top);
  m_money->setLabelFormat(moneyFormat(top));
  m_all->setRange(0, all);
  m_all->setLabelFormat(moneyFormat(all));
  setAccessibleName(tr("Spend by day"));
  setAccessibleDescription(
      tr("%1 over %Ln days. Left and Right go from day to day, Enter opens its requests; the table "
         "view has the same numbers.",
         nullptr, static_cast<int>(m_table.costByDay.size()))
          .arg(money(m_table.cost)));
}

void SpendChart::fillColumns(NanoUsd& highest) {
  m_columns->clear();
  const QList<QBrush> brushes = brushesOf(m_groups, m_places);
  for (qsizetype i = 0; i < m_groups.size(); ++i) {
    auto* const set = new QBarSet(QString(), this);
    for (const NanoUsd cost : m_groups[i].costByDay)
      set->append(dollars(std::max<NanoUsd>(cost, 0)));
    set->setBrush(brushes[i]);
    set->setPen(QPen(tokens().card, 1));
    m_columns->append(set);
  }
  QStringList names;
  for (int i = 0; i < m_table.costByDay.size(); ++i) {
    highest = std::max(highest, m_table.costByDay[i]);
    names.append(QString::number(i));
  }
  m_days->setCategories(names);
}

// The line ends today.
void SpendChart::fillLine() {
  m_line->clear();
  m_end->clear();
  const qint64 past = m_table.range.from.daysTo(QDate::currentDate());
  const qsizetype last = std::min<qsizetype>(m_table.cumulative.size() - 1, past);
  for (qsizetype i = 0; i <= last; ++i)
    m_line->append(static_cast<double>(i), dollars(m_table.cumulative[i]));
  if (last >= 0) m_end->append(static_cast<double>(last), dollars(m_table.cumulative[last]));
}

void SpendChart::style() {
  const Tokens& t = tokens();
  chart()->setBackgroundBrush(t.card);
  chart()->setBackgroundPen(Qt::NoPen);
  setBackgroundBrush(t.card);
  for (QAbstractAxis* const axis : std::initializer_list<QAbstractAxis*>{m_days, m_money, m_all}) {
    axis->setLabelsFont(monoFont());
    axis->setLabelsBrush(t.muted);
    axis->setLinePen(Qt::NoPen);
    axis->setGridLinePen(QPen(t.lineSoft, 1));
  }
  m_line->setPen(QPen(t.text, 1.75));
  m_end->setBrush(t.card);
  m_end->setPen(QPen(t.text, 1.75));
}

QString SpendChart::dayText(int day) const {
  if (day < 0 || day >= m_table.costByDay.size()) return {};
  return tr("%1: %2", "day, money")
      .arg(QLocale().toString(m_table.range.from.addDays(day), QStringLiteral("ddd d MMM")),
           money(m_table.costByDay[day]));
}

void SpendChart::hover(bool on, int day, QBarSet* set) {
  const qsizetype place = m_columns->barSets().indexOf(set);
  setCursor(on ? Qt::PointingHandCursor : Qt::ArrowCursor);
  if (!on || place < 0 || place >= m_groups.size()) return QToolTip::hideText();
  const SpendGroup& group = m_groups[place];
  QToolTip::showText(
      QCursor::pos(),
      tr("%1, of %2", "group with money, day with money")
          .arg(groupName(group, m_table.by) + QLatin1Char(' ') + money(group.costByDay.value(day)),
               dayText(day)),
      this);
}

// A click leads elsewhere: what was told of the column goes with it.
void SpendChart::hideEvent(QHideEvent* event) {
  QToolTip::hideText();
  QChartView::hideEvent(event);
}

void SpendChart::moveTo(int day) {
  const int last = static_cast<int>(m_table.costByDay.size()) - 1;
  if (last < 0) return;
  m_day = std::clamp(day, 0, last);
  viewport()->update();
  QAccessibleValueChangeEvent event(this, dayText(m_day));
  QAccessible::updateAccessibility(&event);
}

void SpendChart::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
    case Qt::Key_Left:
      return moveTo(m_day - 1);
    case Qt::Key_Right:
      return moveTo(m_day + 1);
    case Qt::Key_Home:
      return moveTo(0);
    case Qt::Key_End:
      return moveTo(static_cast<int>(m_table.costByDay.size()) - 1);
    case Qt::Key_Return:
    case Qt::Key_Enter:
      if (m_day >= 0) Q_EMIT dayOpened(m_day, -1);
      return;
    default:
      QChartView::keyPressEvent(event);
  }
}

void SpendChart::focusInEvent(QFocusEvent* event) {
  if (m_day < 0 && event->reason() != Qt::MouseFocusReason)
    moveTo(static_cast<int>(m_table.costByDay.size()) - 1);
  QChartView::focusInEvent(event);
}

void SpendChart::focusOutEvent(QFocusEvent* event) {
  viewport()->update();
  QChartView::focusOutEvent(event);
}

QRectF SpendChart::columnOf(int day) const {
  const QRectF plot = chart()->mapToScene(chart()->plotArea()).boundingRect();
  const double width = plot.width() / static_cast<double>(m_table.costByDay.size());
  return {plot.left() + width * day, plot.top(), width, plot.height()};
}

void SpendChart::drawForeground(QPainter* painter, const QRectF&) {
  if (m_table.costByDay.isEmpty()) return;
  painter->setRenderHint(QPainter::Antialiasing);
  painter->setFont(monoFont());
  paintDays(*painter);
  if (hasFocus() && m_day >= 0) paintMark(*painter);
}

// As many days as there is room for.
void SpendChart::paintDays(QPainter& painter) const {
  const auto days = static_cast<int>(m_table.costByDay.size());
  const QString pattern = QStringLiteral("d MMM");
  const int widest =
      painter.fontMetrics().horizontalAdvance(QLocale().toString(QDate(2026, 11, 28), pattern));
  const double room = columnOf(0).width();
  const int every = std::max(1, static_cast<int>(std::ceil((widest + space::k16) / room)));
  painter.setPen(tokens().muted);
  for (int day = 0; day < days; day += every) {
    const QRectF column = columnOf(day);
    const QRectF label(column.center().x() - widest, column.bottom() + 6, 2 * widest,
                       scaled(kLabels));
    painter.drawText(label, Qt::AlignHCenter | Qt::AlignTop,
                     QLocale().toString(m_table.range.from.addDays(day), pattern));
  }
}

// The day under the keyboard, with what it cost.
void SpendChart::paintMark(QPainter& painter) const {
  const QRectF column = columnOf(m_day);
  const QRectF plot = columnOf(0).united(columnOf(static_cast<int>(m_table.costByDay.size()) - 1));
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(tokens().accent, 2));
  painter.drawRoundedRect(column.adjusted(1, 0, -1, 0), 3, 3);
  const QString text = dayText(m_day);
  QRectF label(0, 0, painter.fontMetrics().horizontalAdvance(text) + 16, scaled(24));
  label.moveCenter(QPointF(column.center().x(), plot.top() + 14));
  label.moveLeft(std::max(plot.left(), std::min(label.left(), plot.right() - label.width())));
  painter.setPen(QPen(tokens().line, 1));
  painter.setBrush(tokens().card);
  painter.drawRoundedRect(label, radius::kInner, radius::kInner);
  painter.setPen(tokens().text);
  painter.drawText(label, Qt::AlignCenter, text);
}

void SpendChart::changeEvent(QEvent* event) {
  if (event->type() == QEvent::StyleChange) {
    style();
    fill();
  }
  if (event->type() == QEvent::LanguageChange) fill();
  QChartView::changeEvent(event);
}

}  // namespace sb::ui
