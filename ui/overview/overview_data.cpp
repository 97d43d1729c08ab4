#include "ui/overview/overview_data.h"

#include <QDateTime>
#include <algorithm>
#include <utility>

#include "ui/widgets/tile.h"

namespace sb::ui {
namespace {

constexpr int kSoonMs = 1'000, kMinuteMs = 60'000;
constexpr int kRecentRows = 120, kErrorRows = 6;

double share(const QList<double>& ascending, double part) {
  const auto last = static_cast<double>(ascending.size() - 1);
  return ascending[static_cast<qsizetype>(part * last + 0.5)];
}

}  // namespace

DayFigures figuresOf(const Spend& spend, const QDateTime& now) {
  DayFigures day;
  const qint64 midnight = now.date().startOfDay().toMSecsSinceEpoch();
  const qsizetype hours = (now.toMSecsSinceEpoch() - midnight) / 3'600'000 + 1;
  day.requestsByHour = day.errorsByHour = day.costByHour =
      QList<double>(std::max<qsizetype>(hours, 2));
  for (const SpendCell& cell : spend.cells) {
    const qsizetype hour = (cell.start - midnight) / 3'600'000;
    if (hour < 0 || hour >= day.requestsByHour.size()) continue;
    day.requests += cell.requests;
    day.errors += cell.errors;
    day.requestsByHour[hour] += static_cast<double>(cell.requests);
    day.errorsByHour[hour] += static_cast<double>(cell.errors);
    // What the demo would have cost is nobody's money.
    if (!spend.demoProvider.isEmpty() && cell.name == spend.demoProvider) continue;
    day.unpriced += cell.unpriced;
    day.cost += cell.cost;
    day.costByHour[hour] += static_cast<double>(cell.cost);
  }
  return day;
}

void addFirstTokens(DayFigures& figures, const QList<LogRow>& rows) {
  figures.firstTokens.clear();
  figures.firstToken50.reset();
  figures.firstToken95.reset();
  for (const LogRow& row : rows)
    if (row.isOk() && row.ms.firstToken) figures.firstTokens.prepend(*row.ms.firstToken);
  if (figures.firstTokens.isEmpty()) return;
  QList<double> ascending = figures.firstTokens;
  std::sort(ascending.begin(), ascending.end());
  figures.firstToken50 = share(ascending, 0.5);
  figures.firstToken95 = share(ascending, 0.95);
}

OverviewData::OverviewData(Connection& connection, QObject* parent)
    : QObject(parent), m_connection(connection) {
  m_soon.setSingleShot(true);
  m_soon.setInterval(kSoonMs);
  m_minute.setInterval(kMinuteMs);
  connect(&m_soon, &QTimer::timeout, this, [this] {
    askFigures();
    if (std::exchange(m_newErrors, false)) askErrors();
  });
  connect(&m_minute, &QTimer::timeout, this, [this] {
    askFigures();
    askErrors();
  });
  connect(&m_servers, &LocalServers::changed, this, &OverviewData::serversChanged);
  connect(&connection, &Connection::configChanged, this, [this] {
    if (!m_active) return;
    askProviders();
    askModels();
  });
  connect(&connection.events(), &EventStream::keysChanged, this, [this] {
    if (m_active) askKeys();
  });
  connect(&connection.events(), &EventStream::rowsArrived, this, [this](const QList<LogRow>& rows) {
    // Looking for errors goes through the whole day where there are none.
    m_newErrors = m_newErrors || std::any_of(rows.begin(), rows.end(),
                                             [](const LogRow& row) { return !row.isOk(); });
    if (m_active && !m_soon.isActive()) m_soon.start();
  });
  connect(&connection, &Connection::stateChanged, this, [this](Connection::State state) {
    if (m_active && state == Connection::State::Connected) refresh();
  });
}

void OverviewData::setActive(bool active) {
  m_active = active;
  if (!active) {
    m_minute.stop();
    m_soon.stop();
    return;
  }
  m_minute.start();
  if (m_connection.isConnected()) refresh();
}

void OverviewData::refresh() {
  askProviders();
  askModels();
  askKeys();
  askFigures();
  askErrors();
}

void OverviewData::askProviders() {
  m_callProviders =
      m_connection.client().providers().list(this, [this](const Reply<QList<Provider>>& reply) {
        m_problem = reply || reply.error().isGone() ? QString() : sentenceOf(reply.error());
        if (!reply) return Q_EMIT providersChanged();
        m_providers = *reply;
        m_loaded = true;
        Q_EMIT providersChanged();
        if (m_providers.isEmpty()) lookForServers();
      });
}

void OverviewData::lookForServers() {
  if (std::exchange(m_looked, true)) return;
  m_connection.client().providers().presets(this, [this](const Reply<QList<Preset>>& reply) {
    if (reply) m_servers.look(*reply);
  });
}

void OverviewData::askModels() {
  ModelQuery query;
  query.limit = 500;
  m_callModels =
      m_connection.client().routes().names(query, this, [this](const Reply<ModelPage>& reply) {
        if (!reply) return;
        m_models = reply->models;
        Q_EMIT modelsChanged();
      });
}

void OverviewData::askKeys() {
  m_callKeys = m_connection.client().keys().list(this, [this](const Reply<QList<KeyInfo>>& reply) {
    if (!reply) return;
    m_keys = *reply;
    m_keysKnown = true;
    Q_EMIT keysChanged();
  });
}

void OverviewData::askFigures() {
  SpendQuery query;
  query.from = timeToText(QDate::currentDate().startOfDay().toMSecsSinceEpoch());
  query.step = SpendStep::Hour;
  query.by = SpendBy::Provider;
  query.demo = true;
  LogsApi& logs = m_connection.client().logs();
  m_callFigures = logs.spend(query, this, [this](const Reply<Spend>& reply) {
    if (!reply) return;
    m_today = figuresOf(*reply, QDateTime::currentDateTime());
    addFirstTokens(m_today, m_recent);
    Q_EMIT figuresChanged();
  });
  LogQuery recent;
  recent.limit = kRecentRows;
  m_callRecent = logs.page(recent, this, [this](const Reply<LogPage>& reply) {
    if (!reply) return;
    m_recent = reply->rows;
    m_hadRequest = m_hadRequest || !m_recent.isEmpty();
    addFirstTokens(m_today, m_recent);
    Q_EMIT figuresChanged();
  });
}

void OverviewData::askErrors() {
  LogQuery query;
  query.filter = QStringLiteral("outcome:error since:24h");
  query.limit = kErrorRows;
  m_callErrors =
      m_connection.client().logs().page(query, this, [this](const Reply<LogPage>& reply) {
        if (!reply) return;
        m_errors = reply->rows;
        Q_EMIT errorsChanged();
      });
}

int OverviewData::placeOf(const QString& providerId) const {
  QStringList ids;
  for (const Provider& provider : m_providers)
    ids.append(provider.id);
  return huesOfProviders(ids).value(providerId, -1);
}

}  // namespace sb::ui
