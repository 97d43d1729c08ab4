#include "core/conditions/address_block.h"

#include <arpa/inet.h>
#include <algorithm>
#include <charconv>
#include <cstring>

namespace sb::conditions {

std::optional<AddressBytes> parseAddress(std::string_view text) {
  if (text.size() >= 2 && text.front() == '[' && text.back() == ']')
    text = text.substr(1, text.size() - 2);
  text = text.substr(0, text.find('%'));
  char name[INET6_ADDRSTRLEN] = {};
  if (text.size() >= sizeof name || text.find('\0') != std::string_view::npos) return std::nullopt;
  std::copy(text.begin(), text.end(), name);
  AddressBytes bytes{};
  if (text.find(':') != std::string_view::npos)
    return inet_pton(AF_INET6, name, bytes.data()) == 1 ? std::optional(bytes) : std::nullopt;
  bytes[10] = bytes[11] = 0xff;
  if (inet_pton(AF_INET, name, bytes.data() + 12) == 1) return bytes;
  return std::nullopt;
}

bool AddressBlock::contains(const AddressBytes& address) const {
  const auto whole = static_cast<std::size_t>(bits / 8);
  if (std::memcmp(bytes.data(), address.data(), whole) != 0) return false;
  const int rest = bits % 8;
  return rest == 0 || ((bytes[whole] ^ address[whole]) >> (8 - rest)) == 0;
}

std::optional<AddressBlock> parseBlock(std::string_view text) {
  const std::size_t slash = text.find('/');
  const auto address = parseAddress(text.substr(0, slash));
  if (!address) return std::nullopt;
  AddressBlock block{*address, 128};
  if (slash == std::string_view::npos) return block;
  const std::string_view length = text.substr(slash + 1);
  const bool v4 = text.substr(0, slash).find(':') == std::string_view::npos;
  int bits = -1;
  const auto [end, wrong] = std::from_chars(length.data(), length.data() + length.size(), bits);
  if (wrong != std::errc() || end != length.data() + length.size()) return std::nullopt;
  if (bits < 0 || bits > (v4 ? 32 : 128)) return std::nullopt;
  block.bits = v4 ? bits + 96 : bits;
  return block;
}

}  // namespace sb::conditions
