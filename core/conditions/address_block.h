// An address or a block of addresses in CIDR notation (RFC 4632, RFC 4291 section 2.3). Pure.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace sb::conditions {

// IPv4 as IPv6 has it: ::ffff:0:0/96 (RFC 4291 section 2.5.5.2).
using AddressBytes = std::array<std::uint8_t, 16>;

// "10.0.0.1", "::1", "[::1]", "fe80::1%eth0".
std::optional<AddressBytes> parseAddress(std::string_view text);

struct AddressBlock {
  AddressBytes bytes{};
  int bits = 128;  // of `bytes` that count

  bool contains(const AddressBytes& address) const;
};

// "10.0.0.0/8", "fd00::/8" or a single address.
std::optional<AddressBlock> parseBlock(std::string_view text);

}  // namespace sb::conditions
