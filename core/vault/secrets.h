// From "env:NAME", "file:PATH", "vault:NAME", "keychain:NAME" to the secret. Asking is
// asynchronous, because a keychain may prompt a person for minutes; nothing in core waits for it.
// Errors: SecretMissing (the message says what to do), SecretWaiting (a locked keychain or vault),
// StoreCorrupt (the vault does not open), BadRequest (the secret cannot go into a header).
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/config/config.h"
#include "core/vault/keychain_cache.h"
#include "core/vault/vault.h"

namespace sb::vault {

// All sources together. Whatever it gives is registered with the log's redaction first. Any thread.
class Secrets final : public SecretSource {
 public:
  // A vault that did not open comes as its error, which then answers every vault: reference.
  explicit Secrets(Result<std::shared_ptr<Vault>> vault);
  ~Secrets() override;

  // Null: none here. `app` hands it in before any thread asks.
  void setKeychain(std::shared_ptr<Keychain> keychain);
  // Null where there is none.
  KeychainCache* keychain() const { return m_keychain.get(); }

  // env:, file: and vault: call `done` before this returns.
  void fetch(const config::SecretRef& ref, Done done) override;

  // What can be had without waiting: of a keychain what it answered last, else SecretWaiting.
  Result<Fetched> fetchNow(const config::SecretRef& ref) const;

  const Result<std::shared_ptr<Vault>>& vault() const { return m_vault; }

 private:
  Result<Fetched> read(const config::SecretRef& ref) const;
  Result<Fetched> readVault(const std::string& name) const;

  Result<std::shared_ptr<Vault>> m_vault;
  std::shared_ptr<KeychainCache> m_keychain;
};

}  // namespace sb::vault
