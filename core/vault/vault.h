// Provider secrets in an encrypted file: DATA/vault.bin, opened with a random key file (mode 0600)
// or a passphrase. For machines without a keychain, and for servers. Any thread (one lock);
// blocking file work and, with a passphrase, Argon2id: not for an event loop. A vault that does not
// open gives no object, so nothing can write over it. Errors: StoreCorrupt (wrong key, damaged),
// SecretWaiting (locked by a passphrase that was not given), SecretMissing (no such name; no key
// file), BadRequest (a bad name or secret), StoreFailed and StoreFull (the file system).
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/vault/vault_file.h"

namespace sb::vault {

struct VaultOptions {
  std::string folder;                // DATA
  std::string keyFile;               // --vault-key-file; empty = none
  std::optional<Secret> passphrase;  // wins over key files where the vault is new
  std::string credentials;  // systemd's $CREDENTIALS_DIRECTORY; its vault.key; empty = none
};

// A secret travels in a header line: a line break in it would begin another header, so neither that
// nor any other control character may be in one.
bool fitsHeader(std::string_view secret);

// BadRequest for a name or a secret that is not kept, in the vault or in a keychain.
Status checkEntry(std::string_view name, const Secret& secret);

class Vault {
 public:
  // A vault that does not exist yet is an empty one; files are made by the first set(). A key file
  // holds 32 bytes, or their 64 hex digits. The first of these that there is counts: keyFile,
  // CREDENTIALS/vault.key, DATA/vault.key (made at need).
  static Result<std::unique_ptr<Vault>> open(const VaultOptions& options);

  struct Listed {
    std::string name;
    std::string hint;  // "…" and the last four characters
  };
  std::vector<Listed> list() const;
  Result<Secret> get(std::string_view name) const;
  Status set(const std::string& name, const Secret& secret);
  Status remove(std::string_view name);

  // KeyFile means: protected by file permissions only.
  Protection::Kind protection() const;
  // Seals everything anew under a passphrase. The old key file is left where it is; it opens
  // nothing any more.
  Status setPassphrase(const Secret& passphrase);

  // Whether such a file opens with the key or the passphrase that this vault has: of a backup.
  Status opens(std::string_view file) const;

  // What a person should know, e.g. that others may read the key file.
  const std::vector<std::string>& warnings() const { return m_warnings; }

 private:
  explicit Vault(VaultOptions options);

  std::string path() const { return m_options.folder + "/vault.bin"; }
  Status load(std::string_view file);
  Status ensureKey();
  Result<Secret> keyFromFile();
  bool hasKeyFile() const;
  Status save(const Entries& entries);

  VaultOptions m_options;
  std::vector<std::string> m_warnings;
  mutable std::mutex m_mutex;
  Protection m_protection;
  std::optional<Secret> m_key;
  Entries m_entries;
};

}  // namespace sb::vault
