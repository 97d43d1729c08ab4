#include "ui/shell/traffic.h"

#include <QDateTime>
#include <algorithm>
#include <utility>

namespace sb::ui {
namespace {

constexpr int kTellMs = 500, kTickMs = 1'000, kRefreshMs = 60'000;

QDateTime midnight() { return QDate::currentDate().startOfDay(); }

}  // namespace

Traffic::Traffic(Connection& connection, QObject* parent)
    : QObject(parent), m_connection(connection) {
  m_clock.start();
  m_tell.setSingleShot(true);
  m_tell.setInterval(kTellMs);
  m_tick.setInterval(kTickMs);
  m_refresh.setInterval(kRefreshMs);
  connect(&m_tell, &QTimer::timeout, this, [this] {
    if (std::exchange(m_changed, false)) tell();
  });
  connect(&m_tick, &QTimer::timeout, this, &Traffic::forgetOld);
  connect(&m_refresh, &QTimer::timeout, this, &Traffic::askToday);
  connect(&connection.events(), &EventStream::rowsArrived, this, &Traffic::takeRows);
  connect(&connection, &Connection::liveChanged, this, [this](const LivePicture& picture) {
    m_streams = std::count_if(picture.open.begin(), picture.open.end(),
                              [](const LiveRequest& request) { return request.stream; });
    tell();
  });
  connect(&connection, &Connection::stateChanged, this, [this](Connection::State state) {
    if (state != Connection::State::Connected) return m_refresh.stop();
    askToday();
    m_refresh.start();
  });
}

void Traffic::takeRows(const QList<LogRow>& rows) {
  const qint64 since = midnight().toMSecsSinceEpoch();
  for (const LogRow& row : rows) {
    if (row.at < since || row.demo) continue;
    if (m_today && row.cost) *m_today += *row.cost;
    if (!row.priced && row.isOk()) ++m_unpriced;
  }
  m_rate.add(m_clock.elapsed(), static_cast<int>(rows.size()));
  if (!m_tick.isActive()) m_tick.start();
  tell();
}

// At once after a quiet time, then twice a second.
void Traffic::tell() {
  if (m_tell.isActive()) {
    m_changed = true;
    return;
  }
  m_tell.start();
  Q_EMIT changed();
}

void Traffic::forgetOld() {
  m_rate.forget(m_clock.elapsed());
  if (m_rate.isEmpty()) m_tick.stop();
  tell();
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
