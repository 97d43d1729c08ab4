// The attempts of a request over time: one row each, with connect, waiting and stream. Painted; a
// screen reader hears the rows as one text, and the tab of attempts has the same numbers. Owner:
// the detail.
#pragma once

#include <QHash>
#include <QList>
#include <QWidget>

#include "ui/client/log_values.h"
#include "ui/theme/icons.h"

namespace sb::ui {

struct WaterfallRow {
  QString name;                                 // "openai/gpt-5-mini"
  QString provider;                             // empty: Signalbox itself
  double start = 0;                             // ms from the request's beginning
  double connect = 0, waiting = 0, stream = 0;  // ms, one behind the other
  QString waitingText, streamText;              // within their bars, if they fit
  QString note;                                 // behind the bar: why it failed
  Tone tone = Tone::Ok;  // of the note, and of the bar of an attempt that failed
  double total() const { return connect + waiting + stream; }
};

struct WaterfallPlan {
  QList<WaterfallRow> rows;
  double total = 0;  // ms
};

WaterfallPlan waterfallOf(const LogDetail& detail);

class Waterfall : public QWidget {
  Q_OBJECT

 public:
  explicit Waterfall(QWidget* parent = nullptr);

  void setPlan(const WaterfallPlan& plan, const QHash<QString, int>& providers);

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  struct Scale;
  void paintAxis(QPainter& painter, const Scale& scale) const;
  void paintRow(QPainter& painter, const Scale& scale, const WaterfallRow& row, int top) const;
  void paintBars(QPainter& painter, const Scale& scale, const WaterfallRow& row, int top) const;
  void describe();

  WaterfallPlan m_plan;
  QHash<QString, int> m_providers;
};

}  // namespace sb::ui
