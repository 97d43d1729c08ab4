#include "ui/logs/log_model.h"

#include <QDateTime>
#include <algorithm>

#include "ui/logs/log_cells.h"
#include "ui/widgets/tile.h"

namespace sb::ui {
namespace {

constexpr int kSoonMs = 250, kCountMs = 1'000, kDropMs = 700;
constexpr int kShowMs = 200;    // between two changes of what is seen, however fast rows come
constexpr int kMostRounds = 8;  // of catching up; then it begins anew
constexpr int kMostLive = 200;

}  // namespace

LogModel::LogModel(Connection& connection, QObject* parent)
    : QAbstractTableModel(parent), m_connection(connection) {
  const auto single = [this](QTimer& timer, int ms, auto slot) {
    timer.setSingleShot(true);
    timer.setInterval(ms);
    connect(&timer, &QTimer::timeout, this, slot);
  };
  single(m_soon, kSoonMs, &LogModel::catchUp);
  single(m_showSoon, kShowMs, &LogModel::showGathered);
  single(m_countSoon, kCountMs, &LogModel::countWaiting);
  single(m_dropSoon, kDropMs, [this] {
    if (m_following) dropLive([](const LiveRow& live) { return !live.running; });
  });
  EventStream& events = connection.events();
  connect(&events, &EventStream::rowsArrived, this, &LogModel::takeRows);
  connect(&events, &EventStream::gapOccurred, this, [this] {
    if (m_active) catchUp();
  });
  connect(&events, &EventStream::epochChanged, this, [this] {
    m_stale = true;
    if (m_active) reload();
  });
  connect(&connection, &Connection::liveChanged, this, &LogModel::takeLive);
  connect(&connection, &Connection::stateChanged, this, [this](Connection::State state) {
    if (!m_active || state != Connection::State::Connected) return;
    if (m_state == State::Ready && !m_stale)
      catchUp();
    else
      reload();
  });
}

void LogModel::setActive(bool active) {
  if (std::exchange(m_active, active) == active) return;
  if (!active) {
    m_gathered.clear();
    m_soon.stop();
    m_countSoon.stop();
    return;
  }
  if (!m_connection.isConnected()) return;
  takeLive(m_connection.live());
  if (m_state != State::Ready || m_stale)
    reload();
  else if (m_following)
    catchUp();
  else
    m_countSoon.start();
}

void LogModel::setFilter(const QString& filter) {
  if (filter == m_filter) return;
  m_filter = filter;
  m_stale = true;
  if (m_active) reload();
}

void LogModel::reload() {
  m_catching.cancel();
  m_counting.cancel();
  m_fetching.cancel();
  m_soon.stop();
  m_gathered.clear();
  m_rounds = 0;
  m_stale = false;
  if (m_state == State::Failed) setState(State::Loading);
  const qint64 seen = m_connection.events().lastSeq();
  m_beginning = m_connection.client().logs().anchors(m_filter, LogPages::kPageRows, this,
                                                     [this, seen](const Reply<Anchors>& reply) {
                                                       if (!reply) return failed(reply.error());
                                                       begun(*reply, seen);
                                                     });
}

void LogModel::begun(const Anchors& anchors, qint64 seen) {
  beginResetModel();
  m_pages.reset(anchors);
  m_live.clear();
  m_epoch.clear();
  endResetModel();
  m_seen = std::max(m_pages.newest(), seen);
  setWaiting(0);
  setState(State::Ready);
  takeLive(m_connection.live());
  fetch();
  if (m_active && m_following) catchUp();
}

void LogModel::failed(const ApiError& error) {
  m_stale = true;
  setState(State::Failed, error);
}

void LogModel::setState(State state, const ApiError& error) {
  m_state = state;
  m_error = error;
  Q_EMIT stateChanged();
}

void LogModel::setFollowing(bool following) {
  showGathered();
  if (std::exchange(m_following, following) == following || !following) return;
  dropLive([](const LiveRow& live) { return !live.running; });
  takeLive(m_connection.live());
  if (m_active && m_state == State::Ready) {
    if (m_waiting >= kMostWaiting)
      reload();
    else
      catchUp();
  }
}

void LogModel::setWaiting(int waiting) {
  const int counted = std::min(waiting, kMostWaiting);
  if (std::exchange(m_waiting, counted) != counted) Q_EMIT waitingChanged();
}

void LogModel::takeRows(const QList<LogRow>& rows) {
  if (!m_active || m_state != State::Ready || rows.isEmpty()) return;
  if (!m_following) {
    endLive(rows);
    if (!m_filter.isEmpty())
      m_countSoon.start();
    else
      setWaiting(m_waiting + static_cast<int>(std::count_if(
                                 rows.begin(), rows.end(),
                                 [this](const LogRow& row) { return row.seq > m_seen; })));
    return;
  }
  if (!m_filter.isEmpty()) {
    if (!m_soon.isActive()) m_soon.start();
    return;
  }
  const qint64 known = m_gathered.isEmpty() ? m_seen : m_gathered.last().seq;
  if (m_catching.isRunning() || rows.first().seq > known + 1) return catchUp();
  m_gathered.append(rows);
  if (!m_showSoon.isActive()) showGathered();
}

// The first row of a quiet time is seen at once, many rows a few times a second.
void LogModel::showGathered() {
  if (m_gathered.isEmpty()) return;
  append(std::exchange(m_gathered, {}));
  m_showSoon.start();
}

// Ascending. Those that have been seen are left out.
void LogModel::append(QList<LogRow> rows) {
  rows.removeIf([this](const LogRow& row) { return row.seq <= m_seen; });
  if (rows.isEmpty()) return;
  m_seen = rows.last().seq;
  dropLive([&rows](const LiveRow& live) {
    return std::any_of(rows.begin(), rows.end(),
                       [&live](const LogRow& row) { return row.id == live.row.id; });
  });
  const int at = liveCount();
  beginInsertRows({}, at, at + static_cast<int>(rows.size()) - 1);
  m_pages.append(rows);
  m_pages.forgetFarFrom(m_firstSeen);
  endInsertRows();
  Q_EMIT stateChanged();
}

void LogModel::catchUp() {
  if (!m_active || !m_following || m_state != State::Ready) return;
  if (m_catching.isRunning() || m_beginning.isRunning()) return m_soon.start();
  LogQuery query;
  query.filter = m_filter;
  query.limit = 1000;
  query.after = m_seen;
  const qint64 seen = m_connection.events().lastSeq();
  m_catching =
      m_connection.client().logs().page(query, this, [this, seen](const Reply<LogPage>& reply) {
        if (reply) caughtUp(*reply, seen);
      });
}

void LogModel::caughtUp(const LogPage& page, qint64 seen) {
  if (!m_epoch.isEmpty() && page.epoch != m_epoch) return reload();
  m_epoch = page.epoch;
  setWaiting(0);
  QList<LogRow> rows = page.rows;
  std::reverse(rows.begin(), rows.end());
  append(rows);
  if (!page.next) {
    m_rounds = 0;
    m_seen = std::max(m_seen, seen);
  } else if (++m_rounds > kMostRounds) {
    reload();
  } else {
    QMetaObject::invokeMethod(this, &LogModel::catchUp, Qt::QueuedConnection);
  }
}

// How many rows of a filter wait: the gateway knows which rows pass.
void LogModel::countWaiting() {
  if (!m_active || m_following || m_state != State::Ready) return;
  LogQuery query;
  query.filter = m_filter;
  query.limit = kMostWaiting;
  query.after = m_seen;
  m_counting = m_connection.client().logs().page(query, this, [this](const Reply<LogPage>& reply) {
    if (reply && !m_following) setWaiting(static_cast<int>(reply->rows.size()));
  });
}

void LogModel::takeLive(const LivePicture& picture) {
  if (!m_active || m_state != State::Ready) return;
  growLive(picture);
  if (m_following) addLive(picture);
}

void LogModel::growLive(const LivePicture& picture) {
  const TimeMs now = QDateTime::currentMSecsSinceEpoch();
  bool ended = false;
  for (LiveRow& live : m_live) {
    if (!live.running) continue;
    const auto still =
        std::find_if(picture.open.begin(), picture.open.end(),
                     [&live](const LiveRequest& open) { return open.id == live.row.id; });
    if (still != picture.open.end())
      live = liveRowOf(*still, now);
    else
      live.running = false;
    ended = ended || !live.running;
  }
  if (ended && !m_dropSoon.isActive()) m_dropSoon.start();
  if (!m_live.isEmpty()) Q_EMIT dataChanged(index(0, 0), index(liveCount() - 1, kLogColumns - 1));
}

void LogModel::addLive(const LivePicture& picture) {
  const TimeMs now = QDateTime::currentMSecsSinceEpoch();
  QList<LiveRow> fresh;
  for (const LiveRequest& open : picture.open) {
    if (liveCount() + fresh.size() >= kMostLive) break;
    const bool known = std::any_of(m_live.begin(), m_live.end(),
                                   [&open](const LiveRow& live) { return live.row.id == open.id; });
    if (!known && now - open.at >= kLiveAfterMs && passesFilter(open, m_filter))
      fresh.append(liveRowOf(open, now));
  }
  if (fresh.isEmpty()) return;
  std::sort(fresh.begin(), fresh.end(),
            [](const LiveRow& one, const LiveRow& other) { return one.row.at > other.row.at; });
  beginInsertRows({}, 0, static_cast<int>(fresh.size()) - 1);
  m_live = fresh + m_live;
  endInsertRows();
  Q_EMIT stateChanged();
}

// While nothing moves, a request that ends becomes its row in place.
void LogModel::endLive(const QList<LogRow>& rows) {
  for (const LogRow& row : rows)
    for (int i = 0; i < liveCount(); ++i) {
      if (m_live[i].row.id != row.id) continue;
      m_live[i].row = row;
      m_live[i].running = false;
      m_live[i].known = true;
      Q_EMIT dataChanged(index(i, 0), index(i, kLogColumns - 1));
    }
}

void LogModel::dropLive(const std::function<bool(const LiveRow&)>& gone) {
  for (int i = liveCount() - 1; i >= 0; --i) {
    if (!gone(m_live[i])) continue;
    beginRemoveRows({}, i, i);
    m_live.removeAt(i);
    endRemoveRows();
  }
}

void LogModel::look(int firstRow, int lastRow) {
  m_firstSeen = std::max(0, firstRow);
  m_lastSeen = std::max(m_firstSeen, lastRow);
  fetch();
}

// One page at a time, from the top of what is seen, then one in advance on each side.
void LogModel::fetch() {
  if (!m_active || m_state != State::Ready || m_pages.count() == 0 || m_fetching.isRunning())
    return;
  const int most = m_pages.count() - 1;
  const int top = std::clamp(m_firstSeen - liveCount(), 0, most);
  const int bottom = std::clamp(m_lastSeen - liveCount(), top, most);
  const int ahead = LogPages::kPageRows / 2;
  for (const int place : {top, bottom, std::min(bottom + ahead, most), std::max(top - ahead, 0)}) {
    const int page = m_pages.pageOf(place);
    if (m_pages.isLoaded(page)) continue;
    LogQuery query;
    query.filter = m_filter;
    query.limit = m_pages.rowsIn(page);
    query.before = m_pages.firstOf(page) + 1;
    m_fetching = m_connection.client().logs().page(
        query, this, [this, first = m_pages.firstOf(page)](const Reply<LogPage>& reply) {
          if (reply) return loaded(first, *reply);
          if (!reply.error().isGone()) failed(reply.error());
        });
    return;
  }
}

void LogModel::loaded(qint64 first, const LogPage& answer) {
  if (!m_epoch.isEmpty() && answer.epoch != m_epoch) return reload();
  m_epoch = answer.epoch;
  int page = 0;
  while (page < m_pages.pages() && m_pages.firstOf(page) != first)
    ++page;
  if (page == m_pages.pages()) return;
  const int place = m_pages.placeOfPage(page) + liveCount();
  const int wanted = m_pages.rowsIn(page);
  const int got = std::min(wanted, static_cast<int>(answer.rows.size()));
  // Retention has taken the others.
  if (got < wanted) beginRemoveRows({}, place + got, place + wanted - 1);
  m_pages.load(page, answer.rows);
  if (got < wanted) endRemoveRows();
  if (got > 0) Q_EMIT dataChanged(index(place, 0), index(place + got - 1, kLogColumns - 1));
  m_pages.forgetFarFrom(m_firstSeen);
  if (got < wanted) Q_EMIT stateChanged();
  QMetaObject::invokeMethod(this, &LogModel::fetch, Qt::QueuedConnection);
}

const LogRow* LogModel::rowAt(int row) const {
  if (row < 0) return nullptr;
  return isLive(row) ? &m_live[row].row : m_pages.at(row - liveCount());
}

int LogModel::rowOf(const QString& id) const {
  for (int i = 0; i < liveCount(); ++i)
    if (m_live[i].row.id == id) return i;
  const int place = m_pages.placeOf(id);
  return place < 0 ? -1 : place + liveCount();
}

void LogModel::setProviders(const QStringList& ids) {
  m_places = huesOfProviders(ids);
  if (rowCount() > 0) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, kLogColumns - 1));
}

int LogModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : liveCount() + m_pages.count();
}

int LogModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : kLogColumns;
}

QVariant LogModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const LogRow* const row = rowAt(index.row());
  if (row == nullptr) return role == Qt::DisplayRole ? QVariant(QStringLiteral("…")) : QVariant();
  return cellData(*row, static_cast<LogColumn>(index.column()), role, m_places);
}

QVariant LogModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || section < 0 || section >= kLogColumns) return {};
  const auto column = static_cast<LogColumn>(section);
  if (role == Qt::DisplayRole) return columnTitle(column);
  if (role == Qt::ToolTipRole && column == LogColumn::Time)
    return tr(
        "When it came. The rows stand in the order in which requests ended, the newest on "
        "top.");
  if (role == Qt::TextAlignmentRole) {
    const bool number = column >= LogColumn::Tokens;
    return int((number ? Qt::AlignTrailing : Qt::AlignLeading) | Qt::AlignVCenter);
  }
  return {};
}

}  // namespace sb::ui
