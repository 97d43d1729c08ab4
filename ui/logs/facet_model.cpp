#include "ui/logs/facet_model.h"

#include <algorithm>

#include "ui/logs/filter_text.h"
#include "ui/theme/icons.h"
#include "ui/widgets/tile.h"

namespace sb::ui {
namespace {

constexpr int kSoonMs = 2'500, kLatestMs = 30'000, kMostValues = 6;
constexpr int kRestShare = 400;  // rests so many times as long as an answer took
constexpr int kOutcome = 0, kProvider = 1, kKey = 2, kRoute = 3;
// Ids of rows that are groups; others hold their group's number.
constexpr quintptr kGroupId = 1000;

struct OutcomeLook {
  const char* value;
  const char* icon;
  Tone tone;
};

constexpr OutcomeLook kOutcomes[] = {{"ok", "circle-check", Tone::Ok},
                                     {"error", "circle-x", Tone::Error},
                                     {"client_closed", "stop", Tone::Muted},
                                     {"interrupted", "circle-alert", Tone::Warn}};

const OutcomeLook* outcomeLook(const QString& value) {
  for (const OutcomeLook& look : kOutcomes)
    if (value == QLatin1String(look.value)) return &look;
  return nullptr;
}

// The kinds of errors are one box.
QString outcomeBox(const QString& value) {
  return outcomeLook(value) != nullptr ? value : QStringLiteral("error");
}

QString valueOf(int group, const LogRow& row) {
  switch (group) {
    case kOutcome:
      return outcomeBox(row.outcome);
    case kProvider:
      return row.provider;
    case kKey:
      return row.key;
    case kRoute:
      return row.route;
    default:
      return row.model;
  }
}

}  // namespace

FacetModel::FacetModel(Connection& connection, QObject* parent)
    : QAbstractItemModel(parent),
      m_connection(connection),
      m_groups{{"outcome", {}, {}},
               {"provider", {}, {}},
               {"key", {}, {}},
               {"route", {}, {}},
               {"model", {}, {}}},
      m_restMs(kSoonMs) {
  m_soon.setSingleShot(true);
  connect(&m_soon, &QTimer::timeout, this, &FacetModel::ask);
}

void FacetModel::setActive(bool active) {
  m_active = active;
  if (active)
    ask();
  else
    m_soon.stop();
}

void FacetModel::setFilter(const QString& filter) {
  if (filter == m_filter) return;
  m_filter = filter;
  for (int i = 0; i < kGroups; ++i) {
    const QModelIndex group = index(i, 0);
    const int rows = rowCount(group);
    if (rows > 0) Q_EMIT dataChanged(index(0, 0, group), index(rows - 1, 0, group));
  }
  ask();
}

void FacetModel::setProviders(const QStringList& ids) { m_places = huesOfProviders(ids); }

void FacetModel::addRows(const QList<LogRow>& rows) {
  if (!m_active) return;
  askWithin(m_restMs);
  if (!m_filter.isEmpty()) return;
  for (int i = 0; i < kGroups; ++i)
    count(i, rows);
}

void FacetModel::askWithin(int ms) {
  if (!m_soon.isActive() || m_soon.remainingTime() > ms) m_soon.start(ms);
}

// A value that has no box yet gets it from the gateway, with all that is known of it.
void FacetModel::count(int group, const QList<LogRow>& rows) {
  QList<Value>& values = m_groups[group].values;
  for (const LogRow& row : rows) {
    const QString value = valueOf(group, row);
    const auto box = std::find_if(values.begin(), values.end(),
                                  [&value](const Value& one) { return one.value == value; });
    if (box != values.end())
      ++box->count;
    else if (!value.isEmpty() && values.size() < kMostValues)
      askWithin(kSoonMs);
  }
  const QModelIndex parent = index(group, 0);
  const int boxes = rowCount(parent);
  if (boxes > 0) Q_EMIT dataChanged(index(0, 0, parent), index(boxes - 1, 0, parent), {kCountRole});
}

void FacetModel::retranslate() {
  beginResetModel();
  endResetModel();
}

// A group is counted without the boxes that are ticked in it: its others stay to be chosen.
QString FacetModel::scopeOf(int group) const {
  const QString field = QLatin1String(m_groups[group].field);
  for (const QString& value : ui::valuesOf(m_filter, field))
    if (value.contains(QLatin1Char('*')) || value.contains(QLatin1Char('?'))) return m_filter;
  return withoutField(m_filter, field);
}

void FacetModel::ask() {
  if (!m_active || !m_connection.isConnected()) return;
  m_soon.stop();
  m_sinceAsked.start();
  for (int i = 0; i < kGroups; ++i) {
    const QString field = QLatin1String(m_groups[i].field);
    m_groups[i].call = m_connection.client().logs().facets(
        field, scopeOf(i), 100, this, [this, i](const Reply<QList<Facet>>& reply) {
          if (reply) take(i, *reply);
        });
  }
}

void FacetModel::take(int group, const QList<Facet>& facets) {
  m_restMs =
      static_cast<int>(std::clamp<qint64>(m_sinceAsked.elapsed() * kRestShare, kSoonMs, kLatestMs));
  QList<Value> values;
  const auto add = [&values](const QString& value, qint64 count) {
    const auto same = std::find_if(values.begin(), values.end(),
                                   [&value](const Value& one) { return one.value == value; });
    if (same != values.end())
      same->count += count;
    else
      values.append({value, count});
  };
  for (const Facet& facet : facets)
    add(group == kOutcome ? outcomeBox(facet.value) : facet.value, facet.count);
  if (group == kOutcome)
    std::sort(values.begin(), values.end(), [](const Value& one, const Value& other) {
      return outcomeLook(one.value) < outcomeLook(other.value);
    });
  setValues(group, values.mid(0, kMostValues));
  Q_EMIT valuesChanged();
}

void FacetModel::setValues(int group, const QList<Value>& values) {
  const QModelIndex parent = index(group, 0);
  QList<Value>& own = m_groups[group].values;
  const int before = static_cast<int>(own.size()), after = static_cast<int>(values.size());
  if (after > before) {
    beginInsertRows(parent, before, after - 1);
    own = values;
    endInsertRows();
  } else if (after < before) {
    beginRemoveRows(parent, after, before - 1);
    own = values;
    endRemoveRows();
  } else {
    own = values;
  }
  if (after > 0) Q_EMIT dataChanged(index(0, 0, parent), index(after - 1, 0, parent));
}

QStringList FacetModel::valuesOf(const QString& field) const {
  QStringList values;
  for (const Group& group : m_groups)
    if (field == QLatin1String(group.field))
      for (const Value& value : group.values)
        values.append(value.value);
  return values;
}

bool FacetModel::isChecked(int group, const QString& value) const {
  return ui::valuesOf(m_filter, QLatin1String(m_groups[group].field)).contains(value);
}

QModelIndex FacetModel::index(int row, int column, const QModelIndex& parent) const {
  if (!hasIndex(row, column, parent)) return {};
  return createIndex(row, column,
                     parent.isValid() ? static_cast<quintptr>(parent.row()) : kGroupId);
}

QModelIndex FacetModel::parent(const QModelIndex& index) const {
  if (!index.isValid() || index.internalId() == kGroupId) return {};
  return createIndex(static_cast<int>(index.internalId()), 0, kGroupId);
}

int FacetModel::rowCount(const QModelIndex& parent) const {
  if (!parent.isValid()) return kGroups;
  if (parent.internalId() != kGroupId || parent.column() != 0) return 0;
  return static_cast<int>(m_groups[parent.row()].values.size());
}

int FacetModel::columnCount(const QModelIndex&) const { return 1; }

QVariant FacetModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  if (index.internalId() != kGroupId) {
    const int group = static_cast<int>(index.internalId());
    return valueData(group, m_groups[group].values[index.row()], role);
  }
  if (role != Qt::DisplayRole) return {};
  const QString titles[kGroups] = {tr("Status"), tr("Provider"), tr("Key"), tr("Route"),
                                   tr("Model")};
  return titles[index.row()];
}

QVariant FacetModel::valueData(int group, const Value& value, int role) const {
  const OutcomeLook* const look = group == kOutcome ? outcomeLook(value.value) : nullptr;
  switch (role) {
    case Qt::DisplayRole:
      if (look == nullptr) return value.value;
      return QStringList{tr("OK"), tr("Errors"), tr("Cancelled"), tr("Interrupted")}.value(
          static_cast<int>(look - kOutcomes));
    case Qt::ToolTipRole:
      return value.value;
    case Qt::CheckStateRole:
      return isChecked(group, value.value) ? Qt::Checked : Qt::Unchecked;
    case kCountRole:
      return value.count;
    case kFacetIconRole:
      return look != nullptr ? QVariant(QString(QLatin1String(look->icon))) : QVariant();
    case kFacetToneRole:
      return look != nullptr ? QVariant(static_cast<int>(look->tone)) : QVariant();
    case kFacetPlaceRole:
      return group == kProvider ? QVariant(m_places.value(value.value, -1)) : QVariant();
    default:
      return {};
  }
}

bool FacetModel::setData(const QModelIndex& index, const QVariant& value, int role) {
  if (role != Qt::CheckStateRole || !index.isValid() || index.internalId() == kGroupId)
    return false;
  const Group& group = m_groups[index.internalId()];
  const QString field = QLatin1String(group.field);
  const QString& name = group.values[index.row()].value;
  QStringList chosen = ui::valuesOf(m_filter, field);
  chosen.removeAll(name);
  if (value.toInt() == Qt::Checked) chosen.append(name);
  Q_EMIT filterChosen(withValues(m_filter, field, chosen));
  return true;
}

Qt::ItemFlags FacetModel::flags(const QModelIndex& index) const {
  if (!index.isValid()) return Qt::NoItemFlags;
  if (index.internalId() == kGroupId) return Qt::ItemIsEnabled;
  return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable |
         Qt::ItemNeverHasChildren;
}

}  // namespace sb::ui
