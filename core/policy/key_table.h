// The immutable look-up behind GatewayKeys. Any thread.
#pragma once

#include <cstring>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "core/policy/gateway_keys.h"

namespace sb::policy {

class KeyTable {
 public:
  void add(std::string_view publicId, const KeyDigest& digest, const KeyHandle& handle) {
    m_byDigest.insert_or_assign(digest, handle);
    if (!publicId.empty()) m_byId.insert_or_assign(std::string(publicId), Slot{digest, handle});
  }

  // Null where the text belongs to no key.
  const KeyHandle* find(std::string_view text, const KeyHasher& hasher) const {
    const KeyDigest digest = hasher(text);
    if (const auto id = m_byId.find(publicIdOf(text)); id != m_byId.end())
      return equalConstantTime(id->second.digest, digest) ? &id->second.handle : nullptr;
    // Digests under a secret pepper cannot be aimed at, so looking one up tells nothing.
    const auto other = m_byDigest.find(digest);
    return other == m_byDigest.end() ? nullptr : &other->second;
  }

 private:
  struct Slot {
    KeyDigest digest;
    KeyHandle handle;
  };
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>()(text);
    }
  };
  struct DigestHash {
    std::size_t operator()(const KeyDigest& digest) const {
      std::size_t hash = 0;
      std::memcpy(&hash, digest.data(), sizeof hash);
      return hash;
    }
  };
  std::unordered_map<std::string, Slot, TextHash, std::equal_to<>> m_byId;
  std::unordered_map<KeyDigest, KeyHandle, DigestHash> m_byDigest;
};

}  // namespace sb::policy
