#include "ui/routes/routes_data.h"

#include "ui/widgets/tile.h"

namespace sb::ui {
namespace {

constexpr int kPage = 500, kMostTargets = 5'000;

}  // namespace

RoutesData::RoutesData(Connection& connection, Preferences& preferences, QObject* parent)
    : QObject(parent), m_connection(connection), m_drafts(preferences) {
  connect(&m_drafts, &RouteDrafts::changed, this, &RoutesData::changed);
  connect(&connection, &Connection::configChanged, this, [this] {
    if (m_active) refresh();
  });
  connect(&connection, &Connection::stateChanged, this, [this](Connection::State state) {
    if (m_active && state == Connection::State::Connected) refresh();
  });
}

void RoutesData::setActive(bool active) {
  m_active = active;
  if (active && m_connection.isConnected()) refresh();
}

void RoutesData::refresh() {
  askRoutes();
  askNames(0);
  askDefaults();
}

void RoutesData::askRoutes() {
  m_callRoutes = m_connection.client().routes().list(this, [this](Reply<QList<Route>> reply) {
    m_problem = reply ? QString() : sentenceOf(reply.error());
    if (reply) m_loaded = true;
    if (reply && !m_publishing) m_drafts.setPublished(*reply);
    Q_EMIT changed();
  });
}

void RoutesData::askNames(int offset) {
  if (offset == 0) {
    m_comingTargets.clear();
    m_comingUnlisted.clear();
  }
  ModelQuery query;
  query.offset = offset;
  query.limit = kPage;
  m_callNames =
      m_connection.client().routes().names(query, this, [this, offset](Reply<ModelPage> reply) {
        if (!reply) return;
        for (const ModelName& name : reply->models)
          if (!name.isRoute)
            (name.listed == false ? m_comingUnlisted : m_comingTargets).append(name.name);
        const bool more = reply->models.size() == kPage && offset + kPage < kMostTargets;
        if (more) return askNames(offset + kPage);
        m_targets = m_comingTargets + m_comingUnlisted;
        Q_EMIT changed();
      });
}

void RoutesData::askDefaults() {
  m_callProviders =
      m_connection.client().providers().list(this, [this](Reply<QList<Provider>> reply) {
        if (!reply) return;
        QStringList ids;
        for (const Provider& provider : *reply)
          ids.append(provider.id);
        m_hues = huesOfProviders(ids);
        Q_EMIT changed();
      });
  m_callDefaults = m_connection.client().config().settings(this, [this](Reply<Settings> reply) {
    if (!reply) return;
    m_limits = reply->inForce.value(QLatin1String("timeouts")).toObject();
    Q_EMIT changed();
  });
}

int RoutesData::placeOfProvider(const QString& providerId) const {
  return m_hues.value(providerId, -1);
}

QString RoutesData::defaultLimit(const QString& name) const {
  return m_limits.value(name).toVariant().toString();
}

void RoutesData::setBusy(bool busy) {
  m_publishing = busy;
  Q_EMIT busyChanged();
}

void RoutesData::fail(const QString& name, const ApiError& error) {
  setBusy(false);
  Q_EMIT refused(name, error);
  refresh();
}

void RoutesData::putThen(const Route& route, const QString& name, const Step& then) {
  m_connection.client().routes().save(route, this, [this, name, then](const Reply<Saved>& reply) {
    if (!reply) return fail(name, reply.error());
    then(*reply);
  });
}

void RoutesData::removeThen(const QString& old, const QString& name, const Step& then) {
  m_connection.client().routes().remove(old, this, [this, name, then](const Reply<Saved>& reply) {
    if (!reply && !reply.error().isNotFound()) return fail(name, reply.error());
    then(reply ? *reply : Saved());
  });
}

void RoutesData::publish(const QString& key) {
  const RouteRow* const row = m_drafts.find(key);
  if (row == nullptr || !row->isDraft || m_publishing) return;
  const Route now = row->now;
  setBusy(true);
  if (!row->isNew && row->base.name != now.name && !row->isGone) return rename(key, row->base, now);
  putThen(now, now.name,
          [this, key, name = now.name](const Saved& saved) { finish(key, name, saved); });
}

// The new name first and without patterns, which lead to the old one until that is gone: whatever
// fails, no request finds less than before.
void RoutesData::rename(const QString& key, const Route& from, const Route& to) {
  Route bare = to;
  bare.match.clear();
  putThen(bare, to.name, [this, key, from, to](const Saved&) {
    removeThen(from.name, to.name, [this, key, to](const Saved& saved) {
      if (to.match.isEmpty()) return finish(key, to.name, saved);
      putThen(to, to.name, [this, key, to](const Saved& last) { finish(key, to.name, last); });
    });
  });
}

void RoutesData::finish(const QString& key, const QString& name, const Saved& saved) {
  m_drafts.published(key);
  setBusy(false);
  Q_EMIT published(name, saved);
  refresh();
}

void RoutesData::remove(const QString& key) {
  const RouteRow* const row = m_drafts.find(key);
  if (row == nullptr || m_publishing) return;
  if (row->isNew || row->isGone) return m_drafts.discard(key);
  const Route base = row->base;
  setBusy(true);
  removeThen(base.name, base.name, [this, key, base](const Saved&) {
    m_drafts.removed(key);
    setBusy(false);
    Q_EMIT removed(base);
    refresh();
  });
}

void RoutesData::putBack(const Route& route) {
  putThen(route, route.name, [this](const Saved&) { refresh(); });
}

void RoutesData::dryRun(const RouteRow& row, const QJsonObject& request, Then<DryRun> then) {
  RoutesApi& routes = m_connection.client().routes();
  const auto take = [then](Reply<DryRun> reply) { then(std::move(reply)); };
  const bool draft = row.isDraft || row.isNew || row.isGone;
  m_callDryRun = draft ? routes.dryRunDraft(row.now, row.base.name, request, this, take)
                       : routes.dryRun(row.base.name, request, this, take);
}

void RoutesData::readFileAgain() {
  m_connection.client().config().reload(this, [this](const Reply<Saved>& reply) {
    if (!reply) Q_EMIT refused({}, reply.error());
    refresh();
  });
}

}  // namespace sb::ui
