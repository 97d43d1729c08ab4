#include "ui/client/keys_api.h"

namespace sb::ui {

Call KeysApi::list(QObject* context, Then<QList<KeyInfo>> then) {
  Request request;
  request.path = QStringLiteral("keys");
  return m_wire.object(request, keysFromJson, context, std::move(then));
}

Call KeysApi::create(const KeyDraft& draft, QObject* context, Then<NewKey> then) {
  Request request;
  request.method = "POST";
  request.path = QStringLiteral("keys");
  request.body = jsonBody(keyDraftToJson(draft));
  return m_wire.object(request, newKeyFromJson, context, std::move(then));
}

Call KeysApi::rename(const QString& id, const QString& name, QObject* context, Then<KeyInfo> then) {
  Request request;
  request.method = "PATCH";
  request.path = QStringLiteral("keys/%1").arg(escaped(id));
  request.body = jsonBody({{QStringLiteral("name"), name}});
  return m_wire.object(request, keyFromJson, context, std::move(then));
}

Call KeysApi::revoke(const QString& id, QObject* context, Then<Done> then) {
  Request request;
  request.method = "DELETE";
  request.path = QStringLiteral("keys/%1").arg(escaped(id));
  return m_wire.done(request, context, std::move(then));
}

Call KeysApi::createSession(const QString& name, QObject* context, Then<NewKey> then) {
  Request request;
  request.method = "POST";
  request.path = QStringLiteral("session-key");
  request.body = jsonBody({{QStringLiteral("name"), name}});
  return m_wire.object(request, newKeyFromJson, context, std::move(then));
}

}  // namespace sb::ui
