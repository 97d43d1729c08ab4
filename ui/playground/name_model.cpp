#include "ui/playground/name_model.h"

#include <utility>

#include "ui/widgets/delegates.h"
#include "ui/widgets/tile.h"

namespace sb::ui {
namespace {

constexpr int kPage = 1'000, kMost = 20'000;

bool talks(const ModelName& name) {
  return name.isRoute || name.facts.mode.isEmpty() || name.facts.mode == QLatin1String("chat");
}

// A model that only the catalogue knows may have been retired.
bool isThere(const ModelName& name) { return name.isRoute || name.listed == true; }

}  // namespace

NameModel::NameModel(Connection& connection, QObject* parent)
    : QAbstractListModel(parent), m_connection(connection) {
  connect(&connection, &Connection::configChanged, this, [this] { refresh(); });
  connect(&connection, &Connection::stateChanged, this, [this] { refresh(); });
}

void NameModel::setActive(bool active) {
  m_active = active;
  refresh();
}

void NameModel::refresh() {
  if (!m_active || !m_connection.isConnected()) return;
  askProviders();
  m_coming.clear();
  askPage(0);
}

void NameModel::askProviders() {
  m_callProviders =
      m_connection.client().providers().list(this, [this](const Reply<QList<Provider>>& reply) {
        if (!reply) return;
        QStringList ids;
        for (const Provider& provider : *reply)
          ids.append(provider.id);
        setProviders(ids);
      });
}

void NameModel::askPage(int offset) {
  ModelQuery query;
  query.offset = offset;
  query.limit = kPage;
  m_callNames =
      m_connection.client().routes().names(query, this, [this](const Reply<ModelPage>& reply) {
        if (!reply) {
          m_problem = sentenceOf(reply.error());
          return Q_EMIT loaded();
        }
        m_coming.append(reply->models);
        const auto have = static_cast<int>(m_coming.size());
        if (!reply->models.isEmpty() && have < std::min(reply->total, kMost)) return askPage(have);
        m_problem.clear();
        m_loaded = true;
        setNames(std::exchange(m_coming, {}));
      });
}

void NameModel::setNames(const QList<ModelName>& names) {
  beginResetModel();
  m_names.clear();
  m_rows.clear();
  for (const ModelName& name : names) {
    if (!talks(name)) continue;
    m_rows.insert(name.name, static_cast<int>(m_names.size()));
    m_names.append(name);
  }
  endResetModel();
  Q_EMIT loaded();
}

void NameModel::setProviders(const QStringList& ids) {
  m_places = huesOfProviders(ids);
  if (!m_names.isEmpty())
    Q_EMIT dataChanged(index(0), index(rowCount() - 1), {kProviderRole, kLetterRole});
  Q_EMIT loaded();
}

int NameModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_names.size());
}

QVariant NameModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const ModelName& name = m_names[index.row()];
  switch (role) {
    case Qt::DisplayRole:
      return name.name;
    case Qt::AccessibleTextRole:
      return name.isRoute ? tr("Route %1").arg(name.name) : name.name;
    case kProviderRole:
      return name.isRoute ? -1 : placeOf(name.provider);
    case kLetterRole:
      return name.isRoute ? name.name : name.provider;
    case kNoteRole:
      if (name.isRoute) return tr("route");
      return name.listed == false ? tr("not listed") : QString();
    case kMonoRole:
      return true;
    default:
      return {};
  }
}

QStringList NameModel::suggestions() const {
  QStringList all, providers;
  for (const ModelName& name : m_names) {
    const QString of = name.isRoute ? QString() : name.provider;
    if (!isThere(name) || providers.contains(of)) continue;
    providers.append(of);
    all.append(name.name);
    if (all.size() == 2) return all;
  }
  for (const ModelName& name : m_names)
    if (isThere(name) && all.size() < 2 && !all.contains(name.name)) all.append(name.name);
  return all;
}

QString NameModel::providerOf(const QString& name) const {
  if (const int row = m_rows.value(name, -1); row >= 0) return m_names[row].provider;
  const QString before = name.section(QLatin1Char('/'), 0, 0);
  return m_places.contains(before) && before != name ? before : QString();
}

bool NameModel::isRoute(const QString& name) const {
  const int row = m_rows.value(name, -1);
  return row >= 0 && m_names[row].isRoute;
}

}  // namespace sb::ui
