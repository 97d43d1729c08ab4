// The vault: secrets of providers go in and never come out. GUI thread.
#pragma once

#include "ui/client/provider_values.h"
#include "ui/client/wire.h"

namespace sb::ui {

class SecretsApi {
 public:
  explicit SecretsApi(Wire& wire) : m_wire(wire) {}

  Call list(QObject* context, Then<Vault> then);
  // Stores or replaces; "vault:NAME" names it in the configuration.
  Call set(const QString& name, const QString& value, QObject* context, Then<Done> then);
  // Errors: 409 while a provider uses it, 404.
  Call remove(const QString& name, QObject* context, Then<Done> then);

 private:
  Wire& m_wire;
};

}  // namespace sb::ui
