// The routes as a list: name, what else leads there, and how its draft stands. Owner: RouteList.
#pragma once

#include <QAbstractListModel>

#include "ui/routes/route_drafts.h"

namespace sb::ui {

class RouteListModel : public QAbstractListModel {
  Q_OBJECT

 public:
  enum Role { kKeyRole = Qt::UserRole + 1, kPatternsRole };

  explicit RouteListModel(const RouteDrafts& drafts, QObject* parent = nullptr);

  // A part of a name or pattern; empty: all.
  void setFilter(const QString& text);
  QString filter() const { return m_filter; }
  int rowOf(const QString& key) const;

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;

 private:
  void refresh();
  QList<RouteRow> wanted() const;

  const RouteDrafts& m_drafts;
  QString m_filter;
  QList<RouteRow> m_rows;
};

}  // namespace sb::ui
