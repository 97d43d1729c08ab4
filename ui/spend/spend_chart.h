// Spend by day: a stacked column for each day, and a line of all so far. Left and Right go from day
// to day, Enter opens its rows; a click opens those of the part that was hit. The table of days has
// the same numbers. Owner: the page.
#pragma once

#include <QtCharts/QChartView>

#include "ui/spend/spend_table.h"

class QBarCategoryAxis;
class QBarSet;
class QLineSeries;
class QScatterSeries;
class QStackedBarSeries;
class QValueAxis;

namespace sb::ui {

class SpendChart : public QChartView {
  Q_OBJECT

 public:
  explicit SpendChart(QWidget* parent = nullptr);

  void setTable(const SpendTable& table, const QList<SpendGroup>& groups,
                const QHash<QString, int>& places);
  // The day under the keyboard; -1: none.
  int day() const { return m_day; }

 Q_SIGNALS:
  // `group` of the groups that were set; -1: the whole day.
  void dayOpened(int day, int group);

 protected:
  void hideEvent(QHideEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  void changeEvent(QEvent* event) override;
  void drawForeground(QPainter* painter, const QRectF& rect) override;

 private:
  void makeAxes();
  void fill();
  void fillColumns(NanoUsd& highest);
  void fillLine();
  void style();
  void hover(bool on, int day, QBarSet* set);
  void moveTo(int day);
  QString dayText(int day) const;
  QRectF columnOf(int day) const;
  void paintDays(QPainter& painter) const;
  void paintMark(QPainter& painter) const;

  SpendTable m_table;
  QList<SpendGroup> m_groups;
  QHash<QString, int> m_places;
  QStackedBarSeries* m_columns;
  QLineSeries* m_line;
  QScatterSeries* m_end;
  QBarCategoryAxis* m_days;
  QValueAxis *m_money, *m_all;
  int m_day = -1;
};

}  // namespace sb::ui
