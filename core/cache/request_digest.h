// What a stored answer is found by: BLAKE2b with 256 bits over everything that decides about the
// answer. No two requests that anybody can make share one, so the text itself need not be kept to
// compare. Values; any thread. Source: RFC 7693, libsodium's crypto_generichash.
#pragma once

#include <sodium.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace sb::cache {

using RequestDigest = std::array<unsigned char, 32>;

// Its bytes are as good as random, so any of them do.
inline std::uint64_t shortOf(const RequestDigest& digest) {
  std::uint64_t value = 0;
  std::memcpy(&value, digest.data(), sizeof value);
  return value;
}

struct DigestHash {
  std::size_t operator()(const RequestDigest& digest) const { return shortOf(digest); }
};

// Takes one part after another; where one ends and the next begins counts.
class DigestMaker {
 public:
  DigestMaker() { crypto_generichash_init(&m_state, nullptr, 0, sizeof(RequestDigest)); }

  DigestMaker& add(std::string_view part) {
    add(std::uint64_t{part.size()});
    crypto_generichash_update(&m_state, reinterpret_cast<const unsigned char*>(part.data()),
                              part.size());
    return *this;
  }
  DigestMaker& add(std::uint64_t number) {
    std::array<unsigned char, sizeof number> bytes{};
    std::memcpy(bytes.data(), &number, sizeof number);
    crypto_generichash_update(&m_state, bytes.data(), bytes.size());
    return *this;
  }
  DigestMaker& add(const RequestDigest& digest) {
    crypto_generichash_update(&m_state, digest.data(), digest.size());
    return *this;
  }
  RequestDigest finish() {
    RequestDigest digest;
    crypto_generichash_final(&m_state, digest.data(), digest.size());
    return digest;
  }

 private:
  crypto_generichash_state m_state{};
};

}  // namespace sb::cache
