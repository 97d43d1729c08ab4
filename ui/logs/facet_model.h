// What the rows of the log have in common, with counts: a group for each field, a box for each
// value. Ticking boxes changes the filter; it asks anew when the filter or the log changes. The
// gateway reads the whole log for an answer, so the longer it takes the longer the next one waits;
// meanwhile new rows are added here where no filter stands between. Owner: the page; GUI thread.
#pragma once

#include <QAbstractItemModel>
#include <QElapsedTimer>
#include <QHash>
#include <QTimer>

#include "ui/client/connection.h"

namespace sb::ui {

enum FacetRole {
  kCountRole = Qt::UserRole + 300,  // qint64
  kFacetIconRole,                   // QString
  kFacetToneRole,                   // int of Tone
  kFacetPlaceRole,                  // int: of a provider; its hue
};

class FacetModel : public QAbstractItemModel {
  Q_OBJECT

 public:
  explicit FacetModel(Connection& connection, QObject* parent = nullptr);

  void setActive(bool active);
  void setFilter(const QString& filter);
  void setProviders(const QStringList& ids);
  // New rows of the log.
  void addRows(const QList<LogRow>& rows);
  void retranslate();
  // Values of a field, most frequent first: what completes a filter.
  QStringList valuesOf(const QString& field) const;

  QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
  QModelIndex parent(const QModelIndex& index) const override;
  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  bool setData(const QModelIndex& index, const QVariant& value, int role) override;
  Qt::ItemFlags flags(const QModelIndex& index) const override;

 Q_SIGNALS:
  // The filter that a box asks for.
  void filterChosen(const QString& filter);
  void valuesChanged();

 private:
  struct Value {
    QString value;
    qint64 count = 0;
  };
  struct Group {
    const char* field;
    QList<Value> values;
    LatestCall call;
  };
  static constexpr int kGroups = 5;

  void ask();
  void askWithin(int ms);
  void count(int group, const QList<LogRow>& rows);
  QString scopeOf(int group) const;
  void take(int group, const QList<Facet>& facets);
  void setValues(int group, const QList<Value>& values);
  bool isChecked(int group, const QString& value) const;
  QVariant valueData(int group, const Value& value, int role) const;

  Connection& m_connection;
  QString m_filter;
  QHash<QString, int> m_places;
  Group m_groups[kGroups];
  QTimer m_soon;
  QElapsedTimer m_sinceAsked;
  int m_restMs;
  bool m_active = false;
};

}  // namespace sb::ui
