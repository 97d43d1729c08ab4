#include "ui/client/secrets_api.h"

namespace sb::ui {
namespace {

// The gateway waits a minute for a person.
constexpr int kPatienceMs = 90'000;

QString placeOf(const QString& reference) { return reference.section(QLatin1Char(':'), 0, 0); }

Request requestFor(const QByteArray& method, const QString& reference) {
  Request request;
  request.method = method;
  request.path = QStringLiteral("secrets/%1").arg(escaped(reference.section(QLatin1Char(':'), 1)));
  request.patienceMs = kPatienceMs;
  request.slow = placeOf(reference) == QLatin1String("keychain");
  return request;
}

}  // namespace

Call SecretsApi::list(QObject* context, Then<Vault> then) {
  Request request;
  request.path = QStringLiteral("secrets");
  return m_wire.object(request, vaultFromJson, context, std::move(then));
}

Call SecretsApi::set(const QString& reference, const QString& value, QObject* context,
                     Then<Done> then) {
  Request request = requestFor("PUT", reference);
  request.body =
      jsonBody({{QStringLiteral("value"), value}, {QStringLiteral("place"), placeOf(reference)}});
  return m_wire.done(request, context, std::move(then));
}

Call SecretsApi::remove(const QString& reference, QObject* context, Then<Done> then) {
  Request request = requestFor("DELETE", reference);
  request.query.addQueryItem(QStringLiteral("place"), placeOf(reference));
  request.query.addQueryItem(QStringLiteral("unused"), QStringLiteral("true"));
  return m_wire.done(request, context, std::move(then));
}

Call SecretsApi::unlockKeychain(QObject* context, Then<Done> then) {
  Request request;
  request.method = "POST";
  request.path = QStringLiteral("keychain/unlock");
  return m_wire.done(request, context, std::move(then));
}

}  // namespace sb::ui
