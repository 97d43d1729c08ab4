// The console's only way to the gateway: every operation of the admin API (docs/openapi.yaml),
// asynchronous and typed.
//
//   client.providers().list(this, [this](Reply<QList<Provider>> reply) {
//     if (!reply) return showError(reply.error());
//     setProviders(*reply);
//   });
//
// Each method takes its arguments, then a context, then a callback. The callback comes exactly
// once, never before the method has returned, on the GUI thread; it does not come when the context
// has died, after Call::cancel(), or when the client has died. Owner: Connection, or a test. GUI
// thread.
#pragma once

#include <QObject>

#include "ui/client/backup_api.h"
#include "ui/client/config_api.h"
#include "ui/client/keys_api.h"
#include "ui/client/logs_api.h"
#include "ui/client/providers_api.h"
#include "ui/client/routes_api.h"
#include "ui/client/secrets_api.h"
#include "ui/client/status_api.h"
#include "ui/client/wire.h"

namespace sb::ui {

class GatewayClient : public QObject {
  Q_OBJECT

 public:
  explicit GatewayClient(const Endpoint& endpoint, QObject* parent = nullptr);

  const Endpoint& endpoint() const { return m_wire.endpoint(); }
  // Another address or token, e.g. after the gateway was started again.
  void setEndpoint(const Endpoint& endpoint) { m_wire.setEndpoint(endpoint); }

  StatusApi& status() { return m_status; }
  ConfigApi& config() { return m_config; }
  ProvidersApi& providers() { return m_providers; }
  SecretsApi& secrets() { return m_secrets; }
  RoutesApi& routes() { return m_routes; }
  KeysApi& keys() { return m_keys; }
  LogsApi& logs() { return m_logs; }
  BackupApi& backup() { return m_backup; }

 Q_SIGNALS:
  // Of any call; the caller hears of it too.
  void callFailed(const sb::ui::ApiError& error);

 private:
  Wire m_wire;
  StatusApi m_status;
  ConfigApi m_config;
  ProvidersApi m_providers;
  SecretsApi m_secrets;
  RoutesApi m_routes;
  KeysApi m_keys;
  LogsApi m_logs;
  BackupApi m_backup;
};

}  // namespace sb::ui
