// The routes as they will be: what is published, and over it what a person changed and has not
// published yet. Drafts are kept with the console's preferences and survive a restart; wrong ones
// too. Owner: RoutesData; GUI thread.
#pragma once

#include <QObject>

#include "ui/preferences/preferences.h"
#include "ui/routes/route_flow.h"

namespace sb::ui {

struct RouteRow {
  QString key;  // stays while the console runs, through a renaming too
  Route now;
  Route base;               // what the draft began with; of one without a draft the published route
  bool isNew = false;       // never published
  bool isDraft = false;     // now differs from base
  bool isOutdated = false;  // somebody else changed or removed what the draft began with
  bool isGone = false;      // …removed it
  int changes() const { return isNew ? 1 : changesBetween(base, now); }
};

class RouteDrafts : public QObject {
  Q_OBJECT

 public:
  explicit RouteDrafts(Preferences& preferences, QObject* parent = nullptr);

  void setPublished(const QList<Route>& routes);
  // Published ones in the file's order, then those that are new.
  const QList<RouteRow>& rows() const { return m_rows; }
  const RouteRow* find(const QString& key) const;
  const RouteRow* findName(const QString& name) const;
  int drafts() const;

  // Its key. `route.name` must be free.
  QString add(const Route& route);
  void change(const QString& key, const Route& now);
  void discard(const QString& key);
  // What the file says now is what the draft replaces; one that is gone becomes new.
  void keepMine(const QString& key);
  // The route is in the file under its present name.
  void published(const QString& key);
  // It was taken out of the file.
  void removed(const QString& key);

  // Why a name cannot be a route's, as a sentence; empty: it can. `key` is the route's own.
  QString problemOfName(const QString& name, const QString& key = {}) const;
  QString problemOfPattern(const QString& pattern, const QString& key = {}) const;

 Q_SIGNALS:
  void changed();

 private:
  struct Draft {
    QString key;
    Route base, now;  // base.name is empty for a new one
  };
  void load();
  void save();
  void rebuild();
  Draft* draft(const QString& key);
  const Route* publishedRoute(const QString& name) const;
  RouteRow rowOf(const Draft& draft) const;

  Preferences& m_preferences;
  QList<Route> m_published;
  QList<Draft> m_drafts;
  QList<RouteRow> m_rows;
  int m_lastNew = 0;
};

}  // namespace sb::ui
