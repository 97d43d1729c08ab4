#include "ui/routes/route_drafts.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>

namespace sb::ui {
namespace {

constexpr int kLongestName = 200;

QJsonObject toJson(const Route& route) {
  QJsonObject json = routeToJson(route);
  json.insert(QStringLiteral("name"), route.name);
  return json;
}

Route fromJson(const QJsonValue& json) {
  const QJsonObject list{{QStringLiteral("routes"), QJsonArray{json}}};
  return routesFromJson(list).value(0);
}

// A key of a route that is new cannot be a published route's name: that has no spaces.
QString newKey(int number) { return QStringLiteral("new %1").arg(number); }

bool isClean(const QString& text) {
  return std::all_of(text.begin(), text.end(), [](QChar c) { return c.isPrint() && !c.isSpace(); });
}

}  // namespace

RouteDrafts::RouteDrafts(Preferences& preferences, QObject* parent)
    : QObject(parent), m_preferences(preferences) {
  load();
}

void RouteDrafts::load() {
  const QByteArray kept =
      m_preferences.of(QStringLiteral("routes"), QStringLiteral("drafts")).toByteArray();
  for (const QJsonValue& value : QJsonDocument::fromJson(kept).array()) {
    Draft draft;
    draft.base = fromJson(value.toObject().value(QLatin1String("base")));
    draft.now = fromJson(value.toObject().value(QLatin1String("now")));
    if (draft.now.name.isEmpty()) continue;
    draft.key = draft.base.name.isEmpty() ? newKey(++m_lastNew) : draft.base.name;
    m_drafts.append(draft);
  }
  rebuild();
}

void RouteDrafts::save() {
  QJsonArray kept;
  for (const Draft& draft : m_drafts)
    kept.append(QJsonObject{{QStringLiteral("base"), toJson(draft.base)},
                            {QStringLiteral("now"), toJson(draft.now)}});
  m_preferences.setOf(QStringLiteral("routes"), QStringLiteral("drafts"),
                      QJsonDocument(kept).toJson(QJsonDocument::Compact));
  rebuild();
}

RouteRow RouteDrafts::rowOf(const Draft& draft) const {
  RouteRow row;
  row.key = draft.key;
  row.now = draft.now;
  row.base = draft.base;
  row.isNew = draft.base.name.isEmpty();
  row.isDraft = true;
  if (row.isNew) return row;
  const Route* const there = publishedRoute(draft.base.name);
  row.isGone = there == nullptr;
  row.isOutdated = row.isGone || !sameRoute(*there, draft.base);
  return row;
}

void RouteDrafts::rebuild() {
  QList<RouteRow> rows;
  for (const Route& route : m_published) {
    const Draft* const changed = draft(route.name);
    RouteRow plain;
    plain.key = route.name;
    plain.now = plain.base = route;
    rows.append(changed != nullptr ? rowOf(*changed) : plain);
  }
  for (const Draft& draft : m_drafts)
    if (draft.base.name.isEmpty() || publishedRoute(draft.base.name) == nullptr)
      rows.append(rowOf(draft));
  m_rows = rows;
  Q_EMIT changed();
}

void RouteDrafts::setPublished(const QList<Route>& routes) {
  m_published = routes;
  // A draft that says what the file says by now is none.
  m_drafts.removeIf([this](const Draft& draft) {
    const Route* const there = publishedRoute(draft.now.name);
    return there != nullptr && sameRoute(*there, draft.now) &&
           (draft.base.name == draft.now.name || publishedRoute(draft.base.name) == nullptr);
  });
  save();
}

const RouteRow* RouteDrafts::find(const QString& key) const {
  const auto found = std::find_if(m_rows.begin(), m_rows.end(),
                                  [&](const RouteRow& row) { return row.key == key; });
  return found != m_rows.end() ? &*found : nullptr;
}

const RouteRow* RouteDrafts::findName(const QString& name) const {
  const auto found = std::find_if(m_rows.begin(), m_rows.end(),
                                  [&](const RouteRow& row) { return row.now.name == name; });
  return found != m_rows.end() ? &*found : nullptr;
}

int RouteDrafts::drafts() const { return static_cast<int>(m_drafts.size()); }

RouteDrafts::Draft* RouteDrafts::draft(const QString& key) {
  const auto found = std::find_if(m_drafts.begin(), m_drafts.end(),
                                  [&](const Draft& draft) { return draft.key == key; });
  return found != m_drafts.end() ? &*found : nullptr;
}

const Route* RouteDrafts::publishedRoute(const QString& name) const {
  const auto found = std::find_if(m_published.begin(), m_published.end(),
                                  [&](const Route& route) { return route.name == name; });
  return found != m_published.end() ? &*found : nullptr;
}

QString RouteDrafts::add(const Route& route) {
  const QString key = newKey(++m_lastNew);
  m_drafts.append({key, Route(), route});
  save();
  return key;
}

void RouteDrafts::change(const QString& key, const Route& now) {
  const RouteRow* const row = find(key);
  if (row == nullptr || sameRoute(row->now, now)) return;
  if (Draft* const changed = draft(key))
    changed->now = now;
  else
    m_drafts.append({key, row->base, now});
  m_drafts.removeIf([&](const Draft& d) { return d.key == key && sameRoute(d.base, d.now); });
  save();
}

void RouteDrafts::discard(const QString& key) {
  m_drafts.removeIf([&](const Draft& draft) { return draft.key == key; });
  save();
}

void RouteDrafts::keepMine(const QString& key) {
  Draft* const mine = draft(key);
  if (mine == nullptr) return;
  const Route* const there = publishedRoute(mine->base.name);
  mine->base = there != nullptr ? *there : Route();
  save();
}

void RouteDrafts::published(const QString& key) {
  const Draft* const done = draft(key);
  if (done == nullptr) return;
  const Route now = done->now, base = done->base;
  m_published.removeIf([&](const Route& route) { return route.name == now.name; });
  const auto place = std::find_if(m_published.begin(), m_published.end(),
                                  [&](const Route& route) { return route.name == base.name; });
  if (place != m_published.end())
    *place = now;
  else
    m_published.append(now);
  discard(key);
}

void RouteDrafts::removed(const QString& key) {
  m_published.removeIf([&](const Route& route) { return route.name == key; });
  discard(key);
}

QString RouteDrafts::problemOfName(const QString& name, const QString& key) const {
  if (name.isEmpty()) return tr("Give the route a name: apps send it as the model.");
  if (name.size() > kLongestName)
    return tr("The name is too long: use at most %Ln characters.", nullptr, kLongestName);
  if (!isClean(name)) return tr("A name has no spaces, line breaks or invisible characters.");
  if (name.contains(QLatin1Char('*')) || name.contains(QLatin1Char('?')))
    return tr("A name has no * or ?. Patterns are added to the route later.");
  const RouteRow* const other = findName(name);
  if (other != nullptr && other->key != key)
    return tr("A route named “%1” already exists.").arg(name);
  return {};
}

QString RouteDrafts::problemOfPattern(const QString& pattern, const QString& key) const {
  if (pattern.isEmpty()) return tr("Write a model name, or a pattern like claude-*.");
  if (pattern.size() > kLongestName)
    return tr("The pattern is too long: use at most %Ln characters.", nullptr, kLongestName);
  if (!isClean(pattern)) return tr("A pattern has no spaces, line breaks or invisible characters.");
  for (const RouteRow& row : m_rows) {
    const bool taken = row.now.name == pattern || row.now.match.contains(pattern);
    if (taken && row.key == key) return tr("“%1” already leads to this route.").arg(pattern);
    if (taken) return tr("“%1” already leads to route “%2”.").arg(pattern, row.now.name);
  }
  return {};
}

}  // namespace sb::ui
