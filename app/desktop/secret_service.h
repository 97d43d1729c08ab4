// How the keychain's service is, without asking it for anything that could prompt: by D-Bus, where
// https://specifications.freedesktop.org/secret-service names it; of KWallet only that it is there.
// Owner: KeychainWorker; its thread.
#pragma once

#include <QDBusConnection>
#include <QDBusMessage>
#include <QObject>
#include <QTimer>
#include <functional>

#include "core/vault/keychain.h"

namespace sb::app {

class SecretService : public QObject {
  Q_OBJECT

 public:
  using State = vault::Keychain::State;
  using Seen = std::function<void(State)>;

  SecretService();
  ~SecretService() override;

  // Tells later, within seconds. `wake` starts a service that can be started; without it, such a
  // one counts as locked.
  void look(bool wake, const Seen& seen);

 Q_SIGNALS:
  // Somebody locked or unlocked it, or it came or went.
  void changed();

 private Q_SLOTS:
  void hear(const QDBusMessage& message);

 private:
  using Heard = std::function<void(const QDBusMessage&)>;
  void call(const QDBusMessage& message, const Heard& heard);
  bool connected();
  void watch();
  void lookAtNames(bool wake, const Seen& seen);
  void lookAtLock(const Seen& seen);

  QDBusConnection m_bus;
  QTimer m_soon;
};

}  // namespace sb::app
