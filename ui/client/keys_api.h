// Keys of the gateway that applications use. GUI thread.
#pragma once

#include "ui/client/key_values.h"
#include "ui/client/wire.h"

namespace sb::ui {

class KeysApi {
 public:
  explicit KeysApi(Wire& wire) : m_wire(wire) {}

  // All, revoked ones and those of the file and of sessions included.
  Call list(QObject* context, Then<QList<KeyInfo>> then);
  // Its text is given this once. Errors: 409 (the name is taken), 400.
  Call create(const KeyDraft& draft, QObject* context, Then<NewKey> then);
  Call rename(const QString& id, const QString& name, QObject* context, Then<KeyInfo> then);
  // At once, its running requests included.
  Call revoke(const QString& id, QObject* context, Then<Done> then);
  // A key that lives in the gateway's memory only: the console's own.
  Call createSession(const QString& name, QObject* context, Then<NewKey> then);

 private:
  Wire& m_wire;
};

}  // namespace sb::ui
