// The log as a table: the requests that run, then those that have ended, newest first. It knows how
// many rows there are and fetches those that somebody looks at; new ones come by the event stream
// while it follows. Owner: the page; GUI thread.
#pragma once

#include <QAbstractTableModel>
#include <QHash>
#include <QTimer>

#include "ui/client/connection.h"
#include "ui/logs/live_rows.h"
#include "ui/logs/log_pages.h"

namespace sb::ui {

class LogModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum class State { Loading, Ready, Failed };

  explicit LogModel(Connection& connection, QObject* parent = nullptr);

  // Nothing is asked for while nobody looks.
  void setActive(bool active);
  void setFilter(const QString& filter);
  const QString& filter() const { return m_filter; }
  void reload();

  // New rows push in while it follows; otherwise they are counted.
  void setFollowing(bool following);
  bool isFollowing() const { return m_following; }
  // New rows that are not shown; more than kMostWaiting are not counted.
  static constexpr int kMostWaiting = 1000;
  int waiting() const { return m_waiting; }

  State state() const { return m_state; }
  const ApiError& error() const { return m_error; }
  // Rows that have ended, shown or not yet fetched.
  int total() const { return m_pages.count(); }

  // What is seen now: these are fetched first.
  void look(int firstRow, int lastRow);
  // The row, or nothing while it is not fetched.
  const LogRow* rowAt(int row) const;
  bool isLive(int row) const { return row >= 0 && row < m_live.size(); }
  int rowOf(const QString& id) const;

  // Provider ids in the order of the configuration.
  void setProviders(const QStringList& ids);

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  QVariant headerData(int section, Qt::Orientation orientation,
                      int role = Qt::DisplayRole) const override;

 Q_SIGNALS:
  // State, error or total.
  void stateChanged();
  void waitingChanged();

 private:
  void begun(const Anchors& anchors, qint64 seen);
  void failed(const ApiError& error);
  void setState(State state, const ApiError& error = {});
  void takeRows(const QList<LogRow>& rows);
  void showGathered();
  void append(QList<LogRow> rows);
  void catchUp();
  void caughtUp(const LogPage& page, qint64 seen);
  void countWaiting();
  void setWaiting(int waiting);
  void takeLive(const LivePicture& picture);
  void growLive(const LivePicture& picture);
  void addLive(const LivePicture& picture);
  void endLive(const QList<LogRow>& rows);
  void dropLive(const std::function<bool(const LiveRow&)>& gone);
  void fetch();
  void loaded(qint64 first, const LogPage& page);
  int liveCount() const { return static_cast<int>(m_live.size()); }

  Connection& m_connection;
  QString m_filter, m_epoch;
  LogPages m_pages;
  QList<LiveRow> m_live;
  QHash<QString, int> m_places;
  State m_state = State::Loading;
  ApiError m_error;
  bool m_active = false, m_following = true, m_stale = true;
  qint64 m_seen = 0;  // rows up to this seq are in, or do not pass the filter
  int m_waiting = 0, m_rounds = 0;
  int m_firstSeen = 0, m_lastSeen = 30;
  QTimer m_soon, m_showSoon, m_countSoon, m_dropSoon;
  QList<LogRow> m_gathered;  // they follow m_seen and are shown with the next change
  LatestCall m_beginning, m_catching, m_counting, m_fetching;
};

}  // namespace sb::ui
