#include "app/desktop/secret_service.h"

#include <QDBusError>
#include <QDBusPendingCallWatcher>
#include <QDBusServiceWatcher>
#include <QDBusVariant>
#include <QLibrary>
#include <QStringList>

namespace sb::app {
namespace {

using State = vault::Keychain::State;

constexpr int kPatienceMs = 3'000, kSoonMs = 100;

const QString kConnection = QStringLiteral("signalbox-keychain");
const QString kSecrets = QStringLiteral("org.freedesktop.secrets");
const QString kProperties = QStringLiteral("org.freedesktop.DBus.Properties");
const QStringList kWallets{QStringLiteral("org.kde.kwalletd5"),
                           QStringLiteral("org.kde.kwalletd6")};

QDBusMessage toBus(const QString& method) {
  const QString bus = QStringLiteral("org.freedesktop.DBus");
  return QDBusMessage::createMethodCall(bus, QStringLiteral("/org/freedesktop/DBus"), bus, method);
}

QStringList namesIn(const QDBusMessage& reply) { return reply.arguments().value(0).toStringList(); }

bool hasAny(const QStringList& names, const QStringList& wanted) {
  for (const QString& one : wanted)
    if (names.contains(one)) return true;
  return false;
}

// QtKeychain prefers KWallet there.
bool isPlasma() { return qgetenv("XDG_CURRENT_DESKTOP").toUpper().contains("KDE"); }

// No collection yet: the first secret makes one. No answer: it may be asking somebody.
State withoutProperty(const QDBusMessage& error) {
  switch (QDBusError(error).type()) {
    case QDBusError::ServiceUnknown:
    case QDBusError::Disconnected:
    case QDBusError::NoServer:
      return State::Absent;
    case QDBusError::NoReply:
    case QDBusError::Timeout:
    case QDBusError::TimedOut:
      return State::Locked;
    default:
      return error.errorName().startsWith(QLatin1String("org.freedesktop.DBus.Error.Spawn"))
                 ? State::Absent
                 : State::Open;
  }
}

// libsecret, which QtKeychain loads, keeps its session with a service that has ended.
void forgetSession() {
  QLibrary library(QStringLiteral("secret-1"), 0);
  if (const QFunctionPointer disconnect = library.resolve("secret_service_disconnect"))
    disconnect();
}

}  // namespace

SecretService::SecretService() : m_bus(kConnection) {
  m_soon.setSingleShot(true);
  m_soon.setInterval(kSoonMs);
  connect(&m_soon, &QTimer::timeout, this, &SecretService::changed);
}

SecretService::~SecretService() { QDBusConnection::disconnectFromBus(kConnection); }

bool SecretService::connected() {
  if (m_bus.isConnected()) return true;
  QDBusConnection::disconnectFromBus(kConnection);
  m_bus = QDBusConnection::connectToBus(QDBusConnection::SessionBus, kConnection);
  if (m_bus.isConnected()) watch();
  return m_bus.isConnected();
}

void SecretService::watch() {
  delete findChild<QDBusServiceWatcher*>();
  auto* const watcher = new QDBusServiceWatcher(this);
  watcher->setConnection(m_bus);
  watcher->setWatchMode(QDBusServiceWatcher::WatchForOwnerChange);
  watcher->addWatchedService(kSecrets);
  for (const QString& wallet : kWallets)
    watcher->addWatchedService(wallet);
  connect(watcher, &QDBusServiceWatcher::serviceOwnerChanged, this, [this](const QString& name) {
    if (name == kSecrets) forgetSession();
    m_soon.start();
  });
  m_bus.connect(kSecrets, QString(), kProperties, QStringLiteral("PropertiesChanged"), this,
                SLOT(hear(QDBusMessage)));
  m_bus.connect(kSecrets, QString(), QStringLiteral("org.freedesktop.Secret.Service"),
                QStringLiteral("CollectionChanged"), this, SLOT(hear(QDBusMessage)));
}

void SecretService::hear(const QDBusMessage&) { m_soon.start(); }

void SecretService::call(const QDBusMessage& message, const Heard& heard) {
  auto* const pending = new QDBusPendingCallWatcher(m_bus.asyncCall(message, kPatienceMs), this);
  connect(pending, &QDBusPendingCallWatcher::finished, this,
          [heard](QDBusPendingCallWatcher* done) {
            done->deleteLater();
            heard(done->reply());
          });
}

void SecretService::look(bool wake, const Seen& seen) {
  if (connected()) return lookAtNames(wake, seen);
  QMetaObject::invokeMethod(
      this, [seen] { seen(State::Absent); }, Qt::QueuedConnection);
}

void SecretService::lookAtNames(bool wake, const Seen& seen) {
  call(toBus(QStringLiteral("ListNames")), [=, this](const QDBusMessage& running) {
    const QStringList owned = namesIn(running);
    if (isPlasma() && hasAny(owned, kWallets)) return seen(State::Open);
    if (owned.contains(kSecrets)) return lookAtLock(seen);
    call(toBus(QStringLiteral("ListActivatableNames")), [=, this](const QDBusMessage& reply) {
      const QStringList known = namesIn(reply);
      const bool wallet = hasAny(owned, kWallets) || hasAny(known, kWallets);
      if (isPlasma() && wallet) return seen(State::Open);
      if (!known.contains(kSecrets)) return seen(wallet ? State::Open : State::Absent);
      if (wake) return lookAtLock(seen);
      seen(State::Locked);
    });
  });
}

void SecretService::lookAtLock(const Seen& seen) {
  QDBusMessage get = QDBusMessage::createMethodCall(
      kSecrets, QStringLiteral("/org/freedesktop/secrets/aliases/default"), kProperties,
      QStringLiteral("Get"));
  get << QStringLiteral("org.freedesktop.Secret.Collection") << QStringLiteral("Locked");
  call(get, [seen](const QDBusMessage& reply) {
    if (reply.type() == QDBusMessage::ErrorMessage) return seen(withoutProperty(reply));
    const QVariant value = reply.arguments().value(0).value<QDBusVariant>().variant();
    seen(value.toBool() ? State::Locked : State::Open);
  });
}

}  // namespace sb::app
