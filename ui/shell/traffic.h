// What the status bar says in numbers: requests a second over the last 10 s, open streams, money of
// today. Owner: the main window; GUI thread.
#pragma once

#include <QElapsedTimer>
#include <QList>
#include <QObject>
#include <QTimer>

#include "ui/client/connection.h"

namespace sb::ui {

class Traffic : public QObject {
  Q_OBJECT

 public:
  explicit Traffic(Connection& connection, QObject* parent = nullptr);

  double ratePerSecond() const;
  qint64 streams() const { return m_streams; }
  // Nano-dollars since local midnight; empty until asked.
  std::optional<NanoUsd> today() const { return m_today; }
  // Requests of today at an unknown price.
  qint64 unpriced() const { return m_unpriced; }

 Q_SIGNALS:
  void changed();

 private:
  struct Second {
    qint64 at;  // on m_clock
    int rows;
  };

  void takeRows(const QList<LogRow>& rows);
  void askToday();
  void forgetOld();

  Connection& m_connection;
  QElapsedTimer m_clock;
  QList<Second> m_seconds;
  qint64 m_streams = 0;
  std::optional<NanoUsd> m_today;
  qint64 m_unpriced = 0;
  QTimer m_tick, m_refresh;
  LatestCall m_call;
};

}  // namespace sb::ui
