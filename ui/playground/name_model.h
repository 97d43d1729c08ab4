// The names that a lane can ask for, routes first, as the gateway lists them; loaded in pages.
// Owner: the page; GUI thread.
#pragma once

#include <QAbstractListModel>
#include <QHash>
#include <QTimer>

#include "ui/client/connection.h"

namespace sb::ui {

class NameModel : public QAbstractListModel {
  Q_OBJECT

 public:
  explicit NameModel(Connection& connection, QObject* parent = nullptr);

  // Loads anew now and after each change of the configuration; nothing while not active.
  void setActive(bool active);
  bool isLoaded() const { return m_loaded; }
  // What the last loading failed with; empty: it did not.
  const QString& problem() const { return m_problem; }

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;

  // Two to begin with, of two providers if there are.
  QStringList suggestions() const;
  // The provider told its models, and this is none of them: only the catalogue knows it.
  bool isUnlisted(int row) const { return m_names[row].listed == false; }
  // The hue of a configured provider; -1 if it is none.
  int placeOf(const QString& provider) const { return m_places.value(provider, -1); }
  // Of a name: the provider that it begins with; empty for routes.
  QString providerOf(const QString& name) const;
  bool isRoute(const QString& name) const;
  void setNames(const QList<ModelName>& names);
  void setProviders(const QStringList& ids);

 Q_SIGNALS:
  void loaded();

 private:
  void refresh();
  void askProviders();
  void askPage(int offset);

  Connection& m_connection;
  QList<ModelName> m_names, m_coming;
  QHash<QString, int> m_places;
  QHash<QString, int> m_rows;
  QString m_problem;
  bool m_active = false, m_loaded = false;
  LatestCall m_callNames, m_callProviders;
};

}  // namespace sb::ui
