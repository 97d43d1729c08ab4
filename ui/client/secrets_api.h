// The vault and the keychain: secrets of providers go in and never come out. GUI thread.
#pragma once

#include "ui/client/provider_values.h"
#include "ui/client/wire.h"

namespace sb::ui {

class SecretsApi {
 public:
  explicit SecretsApi(Wire& wire) : m_wire(wire) {}

  Call list(QObject* context, Then<Vault> then);
  // Stores or replaces; `reference` is what names it in the configuration: "vault:NAME" or
  // "keychain:NAME". A keychain may ask a person first, for a minute. Errors: secret_waiting,
  // secret_missing, store_failed (the keychain did not take it).
  Call set(const QString& reference, const QString& value, QObject* context, Then<Done> then);
  // Errors: 409 while the configuration names it, 404; those of set().
  Call remove(const QString& reference, QObject* context, Then<Done> then);
  // Asks the keychain again for what it has not given; may prompt. What comes of it is seen in the
  // keys of the providers.
  Call unlockKeychain(QObject* context, Then<Done> then);

 private:
  Wire& m_wire;
};

}  // namespace sb::ui
