// How gateway keys are remembered: never as text, only as HMAC-SHA-256 under a pepper that lives in
// DATA/pepper (32 random bytes, mode 0600), so that a copy of state.db alone lets nobody test
// guesses. Values; any thread. Sources: RFC 2104, libsodium's crypto_auth_hmacsha256.
#pragma once

#include <sodium.h>

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/base/secret.h"

namespace sb::policy {

using KeyDigest = std::array<unsigned char, crypto_auth_hmacsha256_BYTES>;

class KeyHasher {
 public:
  explicit KeyHasher(const Secret& pepper);

  KeyDigest operator()(std::string_view key) const;

 private:
  crypto_auth_hmacsha256_state
      m_ready{};  // the pepper is already mixed in: half the work of a check
};

bool equalConstantTime(const KeyDigest& a, const KeyDigest& b);

// Reads the pepper. NotFound when there is none, StoreCorrupt when it has another size.
Result<Secret> readPepper(const std::string& folder);
// Makes it where there is none.
Result<Secret> readOrMakePepper(const std::string& folder);

// "sk-sb-PUBLICID-SECRET": 12 and 32 characters of Crockford's base 32.
inline constexpr std::string_view kKeyPrefix = "sk-sb-";
inline constexpr std::size_t kPublicIdLength = 12;
inline constexpr std::size_t kSecretLength = 32;

struct KeyText {
  std::string publicId;
  Secret text;
};
KeyText newKeyText();

// The public id of a text of that form; empty for any other.
std::string_view publicIdOf(std::string_view text);

}  // namespace sb::policy
