#include "tests/keychain/prompter.h"

#include <QDBusArgument>
#include <QDBusMetaType>
#include <QDBusObjectPath>
#include <QDBusPendingCall>
#include <QDBusVariant>
#include <QtGlobal>
#include <utility>

namespace sb::test {
namespace {

const QString kName = QStringLiteral("org.gnome.keyring.SystemPrompter");
const QString kPath = QStringLiteral("/org/gnome/keyring/Prompter");
const QString kSecrets = QStringLiteral("org.freedesktop.secrets");
const QString kService = QStringLiteral("/org/freedesktop/secrets");
const QString kCollection = QStringLiteral("/org/freedesktop/secrets/collection/login");

// Secret of the Secret Service: session, parameters, value, content type.
struct PlainSecret {
  QDBusObjectPath session;
  QByteArray parameters, value;
  QString type;
};

QDBusArgument& operator<<(QDBusArgument& to, const PlainSecret& secret) {
  to.beginStructure();
  to << secret.session << secret.parameters << secret.value << secret.type;
  to.endStructure();
  return to;
}

const QDBusArgument& operator>>(const QDBusArgument& from, PlainSecret& secret) {
  from.beginStructure();
  from >> secret.session >> secret.parameters >> secret.value >> secret.type;
  from.endStructure();
  return from;
}

QVariantList ask(const QString& interface, const QString& method, const QVariantList& arguments) {
  QDBusMessage call = QDBusMessage::createMethodCall(kSecrets, kService, interface, method);
  call.setArguments(arguments);
  const QDBusMessage reply = QDBusConnection::sessionBus().call(call);
  if (reply.type() == QDBusMessage::ErrorMessage) qFatal("%s", qPrintable(reply.errorMessage()));
  return reply.arguments();
}

}  // namespace
}  // namespace sb::test

Q_DECLARE_METATYPE(sb::test::PlainSecret)

namespace sb::test {

Prompter::Prompter() : m_bus(QDBusConnection::sessionBus()) {
  if (!m_bus.registerVirtualObject(kPath, this) || !m_bus.registerService(kName))
    qFatal("the prompter cannot be offered");
}

Prompter::~Prompter() {
  m_bus.unregisterService(kName);
  m_bus.unregisterObject(kPath);
}

bool Prompter::handleMessage(const QDBusMessage& message, const QDBusConnection& bus) {
  bus.send(message.createReply());
  if (message.member() == QLatin1String("BeginPrompting")) {
    callBack(message, QStringLiteral("PromptReady"), {QString(), QVariantMap(), QString()});
  } else if (message.member() == QLatin1String("PerformPrompt")) {
    ++m_prompts;
    if (m_refuses)
      refuse(message);
    else
      m_open.append(message);
  } else if (message.member() == QLatin1String("StopPrompting")) {
    callBack(message, QStringLiteral("PromptDone"), {});
  }
  return true;
}

void Prompter::refuse(const QDBusMessage& prompt) {
  callBack(prompt, QStringLiteral("PromptReady"), {QStringLiteral("no"), QVariantMap(), QString()});
}

void Prompter::closeAll() {
  for (const QDBusMessage& prompt : std::exchange(m_open, {}))
    refuse(prompt);
}

QString Prompter::introspect(const QString&) const { return {}; }

void Prompter::callBack(const QDBusMessage& prompt, const QString& method,
                        const QVariantList& arguments) {
  QDBusMessage call = QDBusMessage::createMethodCall(
      prompt.service(), prompt.arguments().value(0).value<QDBusObjectPath>().path(),
      QStringLiteral("org.gnome.keyring.internal.Prompter.Callback"), method);
  call.setArguments(arguments);
  m_bus.asyncCall(call);
}

void lockKeyring() {
  ask(QStringLiteral("org.freedesktop.Secret.Service"), QStringLiteral("Lock"),
      {QVariant::fromValue(QList<QDBusObjectPath>{QDBusObjectPath(kCollection)})});
}

void unlockKeyring() {
  qDBusRegisterMetaType<PlainSecret>();
  const QVariantList opened =
      ask(QStringLiteral("org.freedesktop.Secret.Service"), QStringLiteral("OpenSession"),
          {QStringLiteral("plain"), QVariant::fromValue(QDBusVariant(QString()))});
  const PlainSecret password{opened.value(1).value<QDBusObjectPath>(),
                             {},
                             qgetenv("KEYRING_PASSWORD"),
                             QStringLiteral("text/plain")};
  ask(QStringLiteral("org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface"),
      QStringLiteral("UnlockWithMasterPassword"),
      {QVariant::fromValue(QDBusObjectPath(kCollection)), QVariant::fromValue(password)});
}

}  // namespace sb::test
