// The vault's file format and its cryptography (libsodium). Pure but for the random generator; any
// thread. Errors: StoreCorrupt for a file that is no vault, is cut short, or does not open with the
// key; Internal when the system refuses memory for the key derivation.
//
// Layout, integers little-endian:
//   "SBVAULT1"                     8 bytes
//   protection                     1 byte: 0 = key file, 1 = passphrase
//   salt 16, operations 8, memory 8    only with a passphrase: Argon2id parameters
//   nonce                          24 bytes, new with every write
//   box                            XChaCha20-Poly1305 (IETF) over the entries; everything before
//   the
//                                  nonce is authenticated with it
// Entries: a count, then name and secret of each as a length (4 bytes) and its bytes.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/base/secret.h"

namespace sb::vault {

inline constexpr std::size_t kKeyBytes = 32;
inline constexpr std::size_t kSaltBytes = 16;

struct Protection {
  enum class Kind : std::uint8_t { KeyFile = 0, Passphrase = 1 };
  Kind kind = Kind::KeyFile;
  std::string salt;
  std::uint64_t operations = 0;
  std::uint64_t memory = 0;  // bytes
};

using Entries = std::map<std::string, Secret, std::less<>>;

// A passphrase protection with a new salt and today's cost (about 0.1 s and 64 MB).
Protection newPassphraseProtection();

// How the file is protected, without opening it.
Result<Protection> protectionOf(std::string_view file);

// Argon2id. Takes long and much memory on purpose: not for an event loop.
Result<Secret> deriveKey(const Secret& passphrase, const Protection& protection);

std::string seal(const Entries& entries, const Protection& protection, const Secret& key);
Result<Entries> unseal(std::string_view file, const Secret& key);

}  // namespace sb::vault
