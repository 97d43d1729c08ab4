// What Overview shows, asked from the gateway and kept fresh. Owner: the screen; GUI thread.
#pragma once

#include <QObject>
#include <QTimer>
#include <optional>

#include "ui/client/connection.h"
#include "ui/client/local_servers.h"

namespace sb::ui {

// Today, by the hours of the person's zone.
struct DayFigures {
  qint64 requests = 0, errors = 0, unpriced = 0;
  NanoUsd cost = 0;
  QList<double> requestsByHour, errorsByHour, costByHour;  // the last is the hour now
  std::optional<double> firstToken50, firstToken95;        // ms, of the last requests
  QList<double> firstTokens;                               // of those, old to new
};

DayFigures figuresOf(const Spend& spend, const QDateTime& now);
// Takes over the times of rows, newest first.
void addFirstTokens(DayFigures& figures, const QList<LogRow>& rows);

class OverviewData : public QObject {
  Q_OBJECT

 public:
  explicit OverviewData(Connection& connection, QObject* parent = nullptr);

  void setActive(bool active);
  void refresh();
  // Local servers are looked for once, when there is no provider.
  void lookForServers();

  bool isLoaded() const { return m_loaded; }
  // Why nothing is loaded; empty while it may still come.
  const QString& problem() const { return m_problem; }
  const QList<Provider>& providers() const { return m_providers; }
  const QList<ModelName>& models() const { return m_models; }
  const QList<KeyInfo>& keys() const { return m_keys; }
  bool keysKnown() const { return m_keysKnown; }
  const DayFigures& today() const { return m_today; }
  const QList<LogRow>& errors() const { return m_errors; }
  bool hadRequest() const { return m_hadRequest; }
  const QList<LocalServer>& servers() const { return m_servers.found(); }
  // The hue of a configured provider; -1 if it is none.
  int placeOf(const QString& providerId) const;

 Q_SIGNALS:
  void providersChanged();
  void modelsChanged();
  void keysChanged();
  void figuresChanged();
  void errorsChanged();
  void serversChanged();

 private:
  void askProviders();
  void askModels();
  void askKeys();
  void askFigures();
  void askErrors();

  Connection& m_connection;
  LocalServers m_servers;
  QTimer m_soon, m_minute;
  bool m_newErrors = false;  // since they were asked for
  bool m_active = false, m_loaded = false, m_looked = false, m_hadRequest = false,
       m_keysKnown = false;
  QString m_problem;
  QList<Provider> m_providers;
  QList<ModelName> m_models;
  QList<KeyInfo> m_keys;
  DayFigures m_today;
  QList<LogRow> m_recent, m_errors;
  LatestCall m_callProviders, m_callModels, m_callKeys, m_callFigures, m_callRecent, m_callErrors;
};

}  // namespace sb::ui
