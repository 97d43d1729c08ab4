#include "ui/shell/traffic.h"

#include <QDateTime>
#include <algorithm>

namespace sb::ui {
namespace {

constexpr qint64 kWindowMs = 10'000;
constexpr int kTickMs = 1'000, kRefreshMs = 60'000;

QDateTime midnight() { return QDate::currentDate().startOfDay(); }

}  // namespace

Traffic::Traffic(Connection& connection, QObject* parent)
    : QObject(parent), m_connection(connection) {
  m_clock.start();
  m_tick.setInterval(kTickMs);
  m_refresh.setInterval(kRefreshMs);
  connect(&m_tick, &QTimer::timeout, this, &Traffic::forgetOld);
  connect(&m_refresh, &QTimer::timeout, this, &Traffic::askToday);
  connect(&connection.events(), &EventStream::rowsArrived, this, &Traffic::takeRows);
  connect(&connection, &Connection::liveChanged, this, [this](const LivePicture& picture) {
    m_streams = std::count_if(picture.open.begin(), picture.open.end(),
                              [](const LiveRequest& request) { return request.stream; });
    Q_EMIT changed();
  });
  connect(&connection, &Connection::stateChanged, this, [this](Connection::State state) {
    if (state != Connection::State::Connected) return m_refresh.stop();
    askToday();
    m_refresh.start();
  });
}

double Traffic::ratePerSecond() const {
  int rows = 0;
  for (const Second& second : m_seconds)
    rows += second.rows;
  return rows * 1000.0 / static_cast<double>(kWindowMs);
}

void Traffic::takeRows(const QList<LogRow>& rows) {
  const qint64 since = midnight().toMSecsSinceEpoch();
  for (const LogRow& row : rows) {
    if (row.at < since || row.demo) continue;
    if (m_today && row.cost) *m_today += *row.cost;
    if (!row.priced && row.isOk()) ++m_unpriced;
  }
  m_seconds.append({m_clock.elapsed(), static_cast<int>(rows.size())});
  m_tick.start();
  Q_EMIT changed();
}

void Traffic::forgetOld() {
  const qint64 now = m_clock.elapsed();
  while (!m_seconds.isEmpty() && now - m_seconds.first().at > kWindowMs)
    m_seconds.removeFirst();
  if (m_seconds.isEmpty()) m_tick.stop();
  Q_EMIT changed();
}

void Traffic::askToday() {
  SpendQuery query;
  query.from = timeToText(midnight().toMSecsSinceEpoch());
  query.step = SpendStep::Whole;
  query.by = SpendBy::Nothing;
  m_call = m_connection.client().logs().spend(query, this, [this](const Reply<Spend>& reply) {
    if (!reply) return;
    m_today = 0;
    m_unpriced = 0;
    for (const SpendCell& cell : reply->cells) {
      *m_today += cell.cost;
      m_unpriced += cell.unpriced;
    }
    Q_EMIT changed();
  });
}

}  // namespace sb::ui
