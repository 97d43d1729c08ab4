#include "ui/playground/gateway_access.h"

#include <QHostAddress>
#include <QTimer>
#include <utility>

namespace sb::ui {
namespace {

// A listener on all addresses is reached where its admin API is.
QString reachable(const QString& host, const QString& adminHost) {
  const QHostAddress address(host);
  if (address == QHostAddress::AnyIPv4 || address == QHostAddress::AnyIPv6) return adminHost;
  return host;
}

}  // namespace

GatewayAccess::GatewayAccess(Connection& connection, QObject* parent)
    : QObject(parent), m_connection(connection) {}

QUrl GatewayAccess::url(const QString& path) const {
  const GatewayStatus& status = m_connection.status();
  if (!m_connection.isConnected() || !status.listening || status.addresses.isEmpty()) return {};
  QUrl url(status.addresses.first());
  url.setHost(reachable(url.host(), m_connection.client().endpoint().url.host()));
  url.setPath(QStringLiteral("/v1/") + path);
  return url;
}

void GatewayAccess::withKey(QObject* context, std::function<void(const Reply<QByteArray>&)> then) {
  m_waiters.append({context, std::move(then)});
  if (!m_key.isEmpty()) {
    QTimer::singleShot(0, this, [this, key = m_key] { answer(Reply<QByteArray>(key)); });
    return;
  }
  if (m_waiters.size() > 1) return;
  m_connection.client().keys().createSession(
      QStringLiteral("playground"), this, [this](const Reply<NewKey>& reply) {
        if (reply) m_key = reply->text.toLatin1();
        answer(reply ? Reply<QByteArray>(m_key) : Reply<QByteArray>(reply.error()));
      });
}

void GatewayAccess::forgetKey(const QByteArray& refused) {
  if (refused == m_key) m_key.clear();
}

void GatewayAccess::answer(const Reply<QByteArray>& reply) {
  const QList<Waiter> waiters = std::exchange(m_waiters, {});
  for (const Waiter& waiter : waiters)
    if (waiter.context) waiter.then(reply);
}

}  // namespace sb::ui
