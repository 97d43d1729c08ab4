#include "ui/spend/spend_models.h"

#include <QCoreApplication>

#include "ui/theme/format.h"
#include "ui/theme/icons.h"
#include "ui/widgets/delegates.h"

namespace sb::ui {
namespace {

constexpr QChar kDash(0x2013);
constexpr int kDayColumns = 4;  // day, requests, sum of the day, all so far

struct Words {
  Q_DECLARE_TR_FUNCTIONS(sb::ui::SpendModels)
};

int alignment(bool number) {
  return int((number ? Qt::AlignTrailing : Qt::AlignLeading) | Qt::AlignVCenter);
}

QString maybeMoney(NanoUsd cost) { return cost == 0 ? QString(kDash) : money(cost); }

}  // namespace

QString groupName(const SpendGroup& group, SpendBy by) {
  if (group.isRest) return Words::tr("others");
  if (!group.name.isEmpty() && group.apart)
    return Words::tr("%1 · %2", "model, its provider")
        .arg(group.name, group.apart->isEmpty() ? Words::tr("no provider") : *group.apart);
  if (!group.name.isEmpty()) return group.name;
  switch (by) {
    case SpendBy::Key:
      return Words::tr("without a key");
    case SpendBy::Provider:
      return Words::tr("no provider");
    case SpendBy::Route:
      return Words::tr("direct", "no route");
    default:
      return Words::tr("no model");
  }
}

QString byTitle(SpendBy by) {
  switch (by) {
    case SpendBy::Key:
      return Words::tr("Key");
    case SpendBy::Provider:
      return Words::tr("Provider");
    case SpendBy::Route:
      return Words::tr("Route");
    default:
      return Words::tr("Model");
  }
}

QString groupCost(const SpendGroup& group) {
  if (group.cost == 0 && group.unpriced > 0) return Words::tr("unpriced");
  return group.unpriced > 0 ? QStringLiteral("≥ ") + money(group.cost) : money(group.cost);
}

void SpendGroupsModel::setTable(const SpendTable& table) {
  beginResetModel();
  m_table = table;
  endResetModel();
}

void SpendGroupsModel::setProviders(const QHash<QString, int>& places) {
  beginResetModel();
  m_places = places;
  endResetModel();
}

int SpendGroupsModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_table.groups.size());
}

int SpendGroupsModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : kColumns;
}

QVariant SpendGroupsModel::text(const SpendGroup& group, int column) const {
  switch (column) {
    case Name:
      return groupName(group, m_table.by);
    case Requests:
      return number(group.requests);
    case Tokens:
      return compactNumber(group.usage.total());
    case Cost:
      return groupCost(group);
    case Share:
      if (m_table.cost <= 0 || group.cost <= 0) return QString(kDash);
      return percent(static_cast<double>(group.cost) / static_cast<double>(m_table.cost));
    default:
      return QString();
  }
}

QVariant SpendGroupsModel::sortKey(const SpendGroup& group, int column) const {
  switch (column) {
    case Name:
      return groupName(group, m_table.by).toLower();
    case Requests:
      return group.requests;
    case Tokens:
      return group.usage.total();
    default:
      return group.cost;
  }
}

QVariant SpendGroupsModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const SpendGroup& group = m_table.groups[index.row()];
  switch (role) {
    case Qt::DisplayRole:
      return text(group, index.column());
    case Qt::TextAlignmentRole:
      return alignment(index.column() != Name);
    case kSortRole:
      return sortKey(group, index.column());
    case kMonoRole:
      return true;
    case kProviderRole:
      if (index.column() != Name || m_table.by == SpendBy::Key) return {};
      return m_places.value(group.provider, -1);
    case kLetterRole:
      return group.provider.isEmpty() ? group.name : group.provider;
    case kToneRole:
      if (index.column() == Cost && group.unpriced > 0) return static_cast<int>(Tone::Warn);
      return index.column() == Share ? QVariant(static_cast<int>(Tone::Muted)) : QVariant();
    case kCurveRole: {
      QList<double> values;
      for (const NanoUsd cost : group.costByDay)
        values.append(static_cast<double>(cost));
      return QVariant::fromValue(values);
    }
    default:
      return {};
  }
}

QVariant SpendGroupsModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || section < 0 || section >= kColumns) return {};
  if (role == Qt::TextAlignmentRole) return alignment(section != Name);
  if (role != Qt::DisplayRole) return {};
  const QString titles[kColumns] = {byTitle(m_table.by), Words::tr("Requests"),
                                    Words::tr("Tokens"), Words::tr("Cost"),
                                    Words::tr("Share"),  Words::tr("By day")};
  return titles[section];
}

void SpendDaysModel::setTable(const SpendTable& table, const QList<SpendGroup>& groups) {
  beginResetModel();
  m_table = table;
  m_groups = groups;
  endResetModel();
}

const SpendGroup* SpendDaysModel::group(int column) const {
  const int place = column - kDayColumns;
  return place >= 0 && place < m_groups.size() ? &m_groups[place] : nullptr;
}

int SpendDaysModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_table.costByDay.size());
}

int SpendDaysModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : kDayColumns + static_cast<int>(m_groups.size());
}

QVariant SpendDaysModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  if (role == Qt::TextAlignmentRole) return alignment(index.column() > 0);
  if (role == kMonoRole) return true;
  if (role != Qt::DisplayRole) return {};
  const int row = index.row();
  switch (index.column()) {
    case 0:
      return QLocale().toString(day(row), QStringLiteral("ddd d MMM"));
    case 1:
      return number(m_table.requestsByDay[row]);
    case 2:
      return maybeMoney(m_table.costByDay[row]);
    case 3:
      return maybeMoney(m_table.cumulative[row]);
    default:
      return maybeMoney(group(index.column())->costByDay[row]);
  }
}

QVariant SpendDaysModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || section < 0 || section >= columnCount()) return {};
  if (role == Qt::TextAlignmentRole) return alignment(section > 0);
  if (role != Qt::DisplayRole) return {};
  if (const SpendGroup* const one = group(section)) return groupName(*one, m_table.by);
  const QString titles[kDayColumns] = {Words::tr("Day"), Words::tr("Requests"), Words::tr("Spend"),
                                       Words::tr("Cumulative")};
  return titles[section];
}

}  // namespace sb::ui
