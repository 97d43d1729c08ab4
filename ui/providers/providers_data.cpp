#include "ui/providers/providers_data.h"

#include <algorithm>

#include "ui/widgets/tile.h"

namespace sb::ui {
namespace {

constexpr int kOftenMs = 5'000, kMinuteMs = 60'000;
constexpr int kRecentRows = 500;

double middle(QList<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

}  // namespace

QHash<QString, ProviderFigures> figuresByProvider(const Spend& spend, const QDate& today) {
  QHash<QString, ProviderFigures> all;
  for (const SpendCell& cell : spend.cells) {
    if (cell.name.isEmpty()) continue;
    ProviderFigures& one = all[cell.name];
    if (one.requestsByDay.isEmpty()) one.requestsByDay = QList<double>(kFigureDays);
    one.requests += cell.requests;
    one.errors += cell.errors;
    one.unpriced += cell.unpriced;
    one.cost += cell.cost;
    const QDate day = QDateTime::fromMSecsSinceEpoch(cell.start).date();
    const qint64 before = day.daysTo(today);
    if (before >= 0 && before < kFigureDays)
      one.requestsByDay[kFigureDays - 1 - before] += static_cast<double>(cell.requests);
  }
  return all;
}

void addFirstTokens(QHash<QString, ProviderFigures>& figures, const QList<LogRow>& rows) {
  QHash<QString, QList<double>> times;
  for (auto& one : figures) {
    one.answered = false;
    one.firstToken50.reset();
  }
  for (const LogRow& row : rows) {
    if (!row.isOk() || row.provider.isEmpty()) continue;
    figures[row.provider].answered = true;
    if (row.ms.firstToken) times[row.provider].append(*row.ms.firstToken);
  }
  for (auto it = times.begin(); it != times.end(); ++it)
    figures[it.key()].firstToken50 = middle(it.value());
}

ProvidersData::ProvidersData(Connection& connection, QObject* parent)
    : QObject(parent), m_connection(connection) {
  m_often.setInterval(kOftenMs);
  m_minute.setInterval(kMinuteMs);
  connect(&m_often, &QTimer::timeout, this, &ProvidersData::askProviders);
  connect(&m_minute, &QTimer::timeout, this, &ProvidersData::askFigures);
  connect(&m_servers, &LocalServers::changed, this, &ProvidersData::serversChanged);
  connect(&connection, &Connection::configChanged, this, [this] {
    if (m_active) askProviders();
  });
  connect(&connection, &Connection::stateChanged, this, [this](Connection::State state) {
    if (m_active && state == Connection::State::Connected) refresh();
  });
}

void ProvidersData::setActive(bool active) {
  m_active = active;
  if (!active) {
    m_often.stop();
    m_minute.stop();
    return;
  }
  m_often.start();
  m_minute.start();
  if (m_connection.isConnected()) refresh();
}

void ProvidersData::refresh() {
  askProviders();
  askFigures();
  askVault();
  lookForServers();
}

void ProvidersData::askVault() {
  if (!m_connection.isConnected()) return;
  m_callVault = client().secrets().list(this, [this](const Reply<Vault>& reply) {
    if (!reply) return;
    m_vault = *reply;
    Q_EMIT vaultChanged();
  });
}

void ProvidersData::unlockKeychain() {
  client().secrets().unlockKeychain(this, [this](const Reply<Done>&) { askProviders(); });
}

void ProvidersData::askProviders() {
  if (!m_connection.isConnected()) return;
  m_callProviders =
      client().providers().list(this, [this](const Reply<QList<Provider>>& reply) { take(reply); });
}

void ProvidersData::take(const Reply<QList<Provider>>& reply) {
  if (reply) {
    m_providers = *reply;
    QStringList ids;
    for (const Provider& provider : m_providers)
      ids.append(provider.id);
    m_hues = huesOfProviders(ids);
    m_loaded = true;
    m_error = {};
  } else {
    m_error = reply.error();
  }
  Q_EMIT providersChanged();
}

void ProvidersData::askFigures() {
  if (!m_connection.isConnected()) return;
  SpendQuery query;
  const QDate today = QDate::currentDate();
  query.from = timeToText(today.addDays(1 - kFigureDays).startOfDay().toMSecsSinceEpoch());
  query.by = SpendBy::Provider;
  query.demo = true;
  m_callSpend = client().logs().spend(query, this, [this, today](const Reply<Spend>& reply) {
    if (!reply) return;
    m_figures = figuresByProvider(*reply, today);
    addFirstTokens(m_figures, m_recent);
    Q_EMIT figuresChanged();
  });
  LogQuery recent;
  recent.limit = kRecentRows;
  m_callRecent = client().logs().page(recent, this, [this](const Reply<LogPage>& reply) {
    if (!reply) return;
    m_recent = reply->rows;
    addFirstTokens(m_figures, m_recent);
    Q_EMIT figuresChanged();
  });
}

void ProvidersData::lookForServers() {
  if (!m_presets.isEmpty()) return m_servers.look(m_presets);
  m_callPresets = client().providers().presets(this, [this](const Reply<QList<Preset>>& reply) {
    if (!reply) return;
    m_presets = *reply;
    Q_EMIT presetsChanged();
    m_servers.look(m_presets);
  });
}

void ProvidersData::test(const QString& id, const QString& key) {
  TestState& state = m_tests[id];
  if (std::exchange(state.running, true)) return;
  m_testCalls[id] = client().providers().test(id, key, this, [this, id](const Reply<Trial>& reply) {
    TestState& now = m_tests[id];
    now.running = false;
    now.when = QDateTime::currentDateTime();
    now.trial = reply ? std::optional(*reply) : std::nullopt;
    now.problem = reply ? QString() : sentenceOf(reply.error());
    Q_EMIT testChanged(id);
    askProviders();
  });
  Q_EMIT testChanged(id);
}

void ProvidersData::stopTest(const QString& id) {
  m_testCalls[id].cancel();
  m_tests[id].running = false;
  Q_EMIT testChanged(id);
}

void ProvidersData::forgetTest(const QString& id) {
  m_testCalls[id].cancel();
  m_tests.remove(id);
  Q_EMIT testChanged(id);
}

const Provider* ProvidersData::provider(const QString& id) const {
  const int place = placeOf(id);
  return place < 0 ? nullptr : &m_providers[place];
}

int ProvidersData::placeOf(const QString& id) const {
  for (int i = 0; i < m_providers.size(); ++i)
    if (m_providers[i].id == id) return i;
  return -1;
}

const Preset* ProvidersData::preset(const QString& kind) const {
  for (const Preset& preset : m_presets)
    if (preset.id == kind) return &preset;
  return nullptr;
}

QList<LocalServer> ProvidersData::newServers() const {
  QList<LocalServer> servers;
  for (const LocalServer& server : m_servers.found()) {
    const bool used = std::any_of(m_providers.begin(), m_providers.end(), [&](const Provider& p) {
      const QUrl url(p.baseUrl);
      return url.port() == server.port && url.host() == QUrl(server.preset.baseUrl).host();
    });
    if (!used) servers.append(server);
  }
  return servers;
}

Evidence ProvidersData::evidence(const QString& id) const {
  Evidence known;
  const TestState state = testOf(id);
  known.worked = m_figures.value(id).answered;
  if (!state.trial) {
    const Provider* const one = provider(id);
    known.worked = known.worked || (one != nullptr && one->modelsListed.has_value());
    return known;
  }
  known.worked = state.trial->ok;
  known.failed = !state.trial->ok;
  const Provider* const one = provider(id);
  const Preset* const kind = one != nullptr ? preset(one->kind) : nullptr;
  known.notConnected = known.failed && !state.trial->status && kind != nullptr &&
                       kind->kind == QLatin1String("local");
  return known;
}

}  // namespace sb::ui
