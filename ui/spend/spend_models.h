// Spend as tables: one line a group with its sums, and one line a day with the same numbers as the
// chart. Owner: the page; GUI thread.
#pragma once

#include <QAbstractTableModel>

#include "ui/spend/spend_table.h"

namespace sb::ui {

enum SpendRole {
  kCurveRole = Qt::UserRole + 400,  // QList<double>: the cost by day
  kSortRole,                        // double or QString
};

// The name of a group in words.
QString groupName(const SpendGroup& group, SpendBy by);
QString byTitle(SpendBy by);
// "$1.84", "unpriced", "–".
QString groupCost(const SpendGroup& group);

class SpendGroupsModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { Name, Requests, Tokens, Cost, Share, Days, kColumns };

  using QAbstractTableModel::QAbstractTableModel;

  void setTable(const SpendTable& table);
  // `places`: the hues of the providers.
  void setProviders(const QHash<QString, int>& places);
  const SpendGroup& group(int row) const { return m_table.groups[row]; }

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  QVariant headerData(int section, Qt::Orientation orientation,
                      int role = Qt::DisplayRole) const override;

 private:
  QVariant text(const SpendGroup& group, int column) const;
  QVariant sortKey(const SpendGroup& group, int column) const;

  SpendTable m_table;
  QHash<QString, int> m_places;
};

class SpendDaysModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  using QAbstractTableModel::QAbstractTableModel;

  // The groups as the chart shows them.
  void setTable(const SpendTable& table, const QList<SpendGroup>& groups);
  QDate day(int row) const { return m_table.range.from.addDays(row); }
  // The group of a column; nothing: that of the day, its sum, requests, or all so far.
  const SpendGroup* group(int column) const;

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  QVariant headerData(int section, Qt::Orientation orientation,
                      int role = Qt::DisplayRole) const override;

 private:
  SpendTable m_table;
  QList<SpendGroup> m_groups;
};

}  // namespace sb::ui
