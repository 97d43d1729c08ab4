#include "core/net/public_address.h"

#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace sb::net {
namespace {

struct Range4 {
  std::uint32_t address;
  int bits;
};

constexpr std::uint32_t ip(std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t d) {
  return a << 24 | b << 16 | c << 8 | d;
}

// The last one is where Azure answers its own machines: public by its number only.
constexpr std::array kSpecial4{Range4{ip(0, 0, 0, 0), 8},       Range4{ip(10, 0, 0, 0), 8},
                               Range4{ip(100, 64, 0, 0), 10},   Range4{ip(127, 0, 0, 0), 8},
                               Range4{ip(169, 254, 0, 0), 16},  Range4{ip(172, 16, 0, 0), 12},
                               Range4{ip(192, 0, 0, 0), 24},    Range4{ip(192, 0, 2, 0), 24},
                               Range4{ip(192, 88, 99, 0), 24},  Range4{ip(192, 168, 0, 0), 16},
                               Range4{ip(198, 18, 0, 0), 15},   Range4{ip(198, 51, 100, 0), 24},
                               Range4{ip(203, 0, 113, 0), 24},  Range4{ip(224, 0, 0, 0), 3},
                               Range4{ip(168, 63, 129, 16), 32}};

bool isPublic4(std::uint32_t address) {
  return std::none_of(kSpecial4.begin(), kSpecial4.end(), [&](const Range4& range) {
    return (address ^ range.address) >> (32 - range.bits) == 0;
  });
}

using Bytes6 = std::array<unsigned char, 16>;

struct Range6 {
  std::array<unsigned char, 4> begin;
  int bits;
};

bool within(const Bytes6& address, const Range6& range) {
  for (int bit = 0; bit < range.bits; bit += 8) {
    const auto i = static_cast<std::size_t>(bit / 8);
    const int rest = std::min(8, range.bits - bit);
    if ((address[i] ^ range.begin[i]) >> (8 - rest) != 0) return false;
  }
  return true;
}

// Of the one block that is given out (2000::/3): protocols and tunnels, documentation.
constexpr std::array kSpecial6{
    Range6{{0x20, 0x01, 0x00, 0x00}, 23}, Range6{{0x20, 0x01, 0x0d, 0xb8}, 32},
    Range6{{0x20, 0x02, 0x00, 0x00}, 16}, Range6{{0x3f, 0xff, 0x00, 0x00}, 20}};

bool isPublic6(const Bytes6& address) {
  // 64:ff9b::/96: an IPv4 address behind a translator (RFC 6052).
  static constexpr Bytes6 kTranslated{0x00, 0x64, 0xff, 0x9b};
  if (std::equal(address.begin(), address.begin() + 12, kTranslated.begin()))
    return isPublic4(ip(address[12], address[13], address[14], address[15]));
  if (!within(address, Range6{{0x20}, 3})) return false;
  return std::none_of(kSpecial6.begin(), kSpecial6.end(),
                      [&](const Range6& range) { return within(address, range); });
}

}  // namespace

bool isPublic(const SocketAddress& address) {
  if (address.family == AF_INET) {
    sockaddr_in four{};
    std::memcpy(&four, address.bytes, sizeof four);
    return isPublic4(ntohl(four.sin_addr.s_addr));
  }
  if (address.family != AF_INET6) return false;
  sockaddr_in6 six{};
  std::memcpy(&six, address.bytes, sizeof six);
  Bytes6 bytes{};
  std::memcpy(bytes.data(), six.sin6_addr.s6_addr, bytes.size());
  return isPublic6(bytes);
}

}  // namespace sb::net
