// What Routes shows, asked from the gateway and kept fresh, and what it does there: publish,
// remove, dry run. Owner: the page; GUI thread.
#pragma once

#include <QObject>
#include <functional>

#include "ui/client/connection.h"
#include "ui/routes/route_drafts.h"

namespace sb::ui {

class RoutesData : public QObject {
  Q_OBJECT

 public:
  RoutesData(Connection& connection, Preferences& preferences, QObject* parent = nullptr);

  void setActive(bool active);
  void refresh();
  bool isLoaded() const { return m_loaded; }
  // Why the list could not be read; empty: it was.
  const QString& problem() const { return m_problem; }

  RouteDrafts& drafts() { return m_drafts; }
  const RouteDrafts& drafts() const { return m_drafts; }
  // "provider/model", for those who add a target: those that a provider does not list
  // itself come last.
  const QStringList& targets() const { return m_targets; }
  // The hue of a configured provider; -1 if it is none.
  int placeOfProvider(const QString& providerId) const;
  // In force for all, "30m"; empty: not known.
  QString defaultLimit(const QString& name) const;

  bool isBusy() const { return m_publishing; }
  // published(), or refused() with the route's key.
  void publish(const QString& key);
  void remove(const QString& key);
  // Puts back what remove() took, as it was published.
  void putBack(const Route& route);
  // Of the draft, where there is one.
  void dryRun(const RouteRow& row, const QJsonObject& request, Then<DryRun> then);
  // Reads the file again, which somebody changed on the disk.
  void readFileAgain();

 Q_SIGNALS:
  void changed();
  void busyChanged();
  void published(const QString& name, const sb::ui::Saved& saved);
  void removed(const sb::ui::Route& route);
  // Of publish, remove, putBack and readFileAgain; `name` is the route's.
  void refused(const QString& name, const sb::ui::ApiError& error);

 private:
  using Step = std::function<void(const Saved&)>;
  void askRoutes();
  void askNames(int offset);
  void askDefaults();
  void putThen(const Route& route, const QString& name, const Step& then);
  void removeThen(const QString& old, const QString& name, const Step& then);
  void rename(const QString& key, const Route& from, const Route& to);
  void finish(const QString& key, const QString& name, const Saved& saved);
  void fail(const QString& name, const ApiError& error);
  void setBusy(bool busy);

  Connection& m_connection;
  RouteDrafts m_drafts;
  bool m_active = false, m_loaded = false, m_publishing = false;
  QString m_problem;
  QStringList m_targets, m_comingTargets, m_comingUnlisted;
  QHash<QString, int> m_hues;
  QJsonObject m_limits;
  LatestCall m_callRoutes, m_callNames, m_callProviders, m_callDefaults, m_callDryRun;
};

}  // namespace sb::ui
