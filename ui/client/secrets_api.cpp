#include "ui/client/secrets_api.h"

namespace sb::ui {

Call SecretsApi::list(QObject* context, Then<Vault> then) {
  Request request;
  request.path = QStringLiteral("secrets");
  return m_wire.object(request, vaultFromJson, context, std::move(then));
}

Call SecretsApi::set(const QString& name, const QString& value, QObject* context, Then<Done> then) {
  Request request;
  request.method = "PUT";
  request.path = QStringLiteral("secrets/%1").arg(escaped(name));
  request.body = jsonBody({{QStringLiteral("value"), value}});
  return m_wire.done(request, context, std::move(then));
}

Call SecretsApi::remove(const QString& name, QObject* context, Then<Done> then) {
  Request request;
  request.method = "DELETE";
  request.path = QStringLiteral("secrets/%1").arg(escaped(name));
  return m_wire.done(request, context, std::move(then));
}

}  // namespace sb::ui
