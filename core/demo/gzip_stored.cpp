#include "core/demo/gzip_stored.h"

#include <algorithm>

namespace sb::demo {
namespace {

constexpr std::size_t kMostInBlock = 65'535;
constexpr std::string_view kHeader("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff", 10);

void appendNumber(std::string& out, std::uint32_t number, int bytes) {
  for (int i = 0; i < bytes; ++i)
    out += static_cast<char>((number >> (8 * i)) & 0xff);
}

void appendBlock(std::string& out, std::string_view bytes, bool last) {
  const auto size = static_cast<std::uint32_t>(bytes.size());
  out += last ? '\x01' : '\x00';
  appendNumber(out, size, 2);
  appendNumber(out, ~size, 2);
  out += bytes;
}

}  // namespace

std::string GzipStored::feed(std::string_view bytes) {
  std::string out(m_begun ? std::string_view() : kHeader);
  m_begun = true;
  m_crc.process_bytes(bytes.data(), bytes.size());
  m_size += static_cast<std::uint32_t>(bytes.size());
  while (!bytes.empty()) {
    const std::size_t n = std::min(bytes.size(), kMostInBlock);
    appendBlock(out, bytes.substr(0, n), false);
    bytes.remove_prefix(n);
  }
  return out;
}

std::string GzipStored::finish() {
  std::string out(m_begun ? std::string_view() : kHeader);
  appendBlock(out, {}, true);
  appendNumber(out, m_crc.checksum(), 4);
  appendNumber(out, m_size, 4);
  return out;
}

}  // namespace sb::demo
