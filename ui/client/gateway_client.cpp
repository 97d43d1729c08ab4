#include "ui/client/gateway_client.h"

namespace sb::ui {

GatewayClient::GatewayClient(const Endpoint& endpoint, QObject* parent)
    : QObject(parent),
      m_wire(endpoint),
      m_status(m_wire),
      m_config(m_wire),
      m_providers(m_wire),
      m_secrets(m_wire),
      m_routes(m_wire),
      m_keys(m_wire),
      m_logs(m_wire),
      m_backup(m_wire) {
  connect(&m_wire, &Wire::callFailed, this, &GatewayClient::callFailed);
}

}  // namespace sb::ui
