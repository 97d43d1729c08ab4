// What the status bar says in numbers: requests a second over the last 10 s, open streams, money of
// today. Owner: the main window; GUI thread.
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include "ui/client/connection.h"
#include "ui/shell/rate_window.h"

namespace sb::ui {

class Traffic : public QObject {
  Q_OBJECT

 public:
  explicit Traffic(Connection& connection, QObject* parent = nullptr);

  double ratePerSecond() const { return m_rate.perSecond(); }
  qint64 streams() const { return m_streams; }
  // Nano-dollars since local midnight; empty until asked.
  std::optional<NanoUsd> today() const { return m_today; }
  // Requests of today at an unknown price.
  qint64 unpriced() const { return m_unpriced; }

 Q_SIGNALS:
  void changed();

 private:
  void takeRows(const QList<LogRow>& rows);
  void askToday();
  void forgetOld();
  void tell();

  Connection& m_connection;
  QElapsedTimer m_clock;
  RateWindow m_rate;
  qint64 m_streams = 0;
  std::optional<NanoUsd> m_today;
  qint64 m_unpriced = 0;
  QTimer m_tick, m_refresh, m_tell;
  bool m_changed = false;  // since it was told
  LatestCall m_call;
};

}  // namespace sb::ui
