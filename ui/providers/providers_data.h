// What the screen of providers shows, asked from the gateway and kept fresh while it is seen.
// Owner: the page; GUI thread.
#pragma once

#include <QDateTime>
#include <QHash>
#include <QObject>
#include <QTimer>
#include <optional>

#include "ui/client/connection.h"
#include "ui/client/local_servers.h"
#include "ui/providers/provider_words.h"

namespace sb::ui {

// Of one provider, the last 30 days by day, and its last requests.
struct ProviderFigures {
  qint64 requests = 0, errors = 0, unpriced = 0;
  NanoUsd cost = 0;
  QList<double> requestsByDay;         // the last is today
  std::optional<double> firstToken50;  // ms
  bool answered = false;               // one of the last requests was good
};

inline constexpr int kFigureDays = 30;

QHash<QString, ProviderFigures> figuresByProvider(const Spend& spend, const QDate& today);
void addFirstTokens(QHash<QString, ProviderFigures>& figures, const QList<LogRow>& rows);

// The last test of a provider, since the console was opened.
struct TestState {
  bool running = false;
  std::optional<Trial> trial;
  QString problem;  // the test could not be asked for
  QDateTime when;
};

class ProvidersData : public QObject {
  Q_OBJECT

 public:
  explicit ProvidersData(Connection& connection, QObject* parent = nullptr);

  void setActive(bool active);
  void refresh();
  // Presets once; servers of this computer each time.
  void lookForServers();
  // A test that runs is not begun again.
  void test(const QString& id, const QString& key = {});
  void stopTest(const QString& id);
  void forgetTest(const QString& id);
  // Where secrets can be kept; also at each refresh().
  void askVault();
  // The keychain is asked again; it may prompt.
  void unlockKeychain();

  Connection& connection() { return m_connection; }
  GatewayClient& client() { return m_connection.client(); }
  bool isLoaded() const { return m_loaded; }
  // Why there is nothing to show; empty code: no reason.
  const ApiError& error() const { return m_error; }
  const QList<Provider>& providers() const { return m_providers; }
  // Null if there is none with that id; until the next providersChanged().
  const Provider* provider(const QString& id) const;
  // -1 if there is none with that id.
  int hueOf(const QString& id) const { return m_hues.value(id, -1); }
  const QList<Preset>& presets() const { return m_presets; }
  const Preset* preset(const QString& kind) const;
  // Those found that no provider of the list uses yet.
  QList<LocalServer> newServers() const;
  const Vault& vault() const { return m_vault; }
  ProviderFigures figures(const QString& id) const { return m_figures.value(id); }
  TestState testOf(const QString& id) const { return m_tests.value(id); }
  Evidence evidence(const QString& id) const;

 Q_SIGNALS:
  void providersChanged();
  void figuresChanged();
  void presetsChanged();
  void serversChanged();
  void vaultChanged();
  void testChanged(const QString& id);

 private:
  void askProviders();
  void askFigures();
  int placeOf(const QString& id) const;
  void take(const Reply<QList<Provider>>& reply);

  Connection& m_connection;
  LocalServers m_servers;
  QTimer m_often, m_minute;
  bool m_active = false, m_loaded = false;
  ApiError m_error;
  QList<Provider> m_providers;
  QHash<QString, int> m_hues;
  QList<Preset> m_presets;
  Vault m_vault;
  QHash<QString, ProviderFigures> m_figures;
  QList<LogRow> m_recent;
  QHash<QString, TestState> m_tests;
  QHash<QString, Call> m_testCalls;
  LatestCall m_callProviders, m_callPresets, m_callSpend, m_callRecent, m_callVault;
};

}  // namespace sb::ui
