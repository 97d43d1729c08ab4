#include "core/base/ids.h"

#include <sys/random.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <stdexcept>

namespace sb {
namespace {

constexpr std::string_view kAlphabet = "0123456789abcdefghjkmnpqrstvwxyz";

// Request ids need to be unique, not secret: one seed of the system's generator a thread, then
// SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014).
std::uint64_t nextRandom() {
  thread_local std::uint64_t state = [] {
    std::uint64_t seed = 0;
    randomBytes({reinterpret_cast<unsigned char*>(&seed), sizeof seed});
    return seed;
  }();
  std::uint64_t z = (state += 0x9e3779b97f4a7c15ULL);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31);
}

}  // namespace

void randomBytes(std::span<unsigned char> out) {
  std::size_t done = 0;
  while (done < out.size()) {
    const ssize_t n = getrandom(out.data() + done, out.size() - done, 0);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) throw std::runtime_error("the system has no random bytes");
    done += static_cast<std::size_t>(n);
  }
}

std::string randomText(std::size_t length) {
  std::string bytes(length, '\0');
  randomBytes({reinterpret_cast<unsigned char*>(bytes.data()), length});
  for (char& c : bytes)
    c = kAlphabet[static_cast<unsigned char>(c) & 31];
  return bytes;
}

std::string newRequestId(WallMillis at) {
  std::string id = "req_00000000000000000000000000";
  auto time = static_cast<std::uint64_t>(at);
  for (std::size_t i = 13; i >= 4; --i, time >>= 5)
    id[i] = kAlphabet[time & 31];
  std::uint64_t high = nextRandom();
  std::uint64_t low = nextRandom();
  for (std::size_t i = 14; i < 22; ++i, high >>= 5)
    id[i] = kAlphabet[high & 31];
  for (std::size_t i = 22; i < 30; ++i, low >>= 5)
    id[i] = kAlphabet[low & 31];
  return id;
}

}  // namespace sb
