#include "core/dialects/shortened.h"

#include <cstdint>

namespace sb::dialects {
namespace {

// FNV-1a, 64 bits, in hexadecimal.
std::string digest(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char c : text)
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  std::string out;
  for (int shift = 60; shift >= 0; shift -= 4)
    out += "0123456789abcdef"[(hash >> shift) & 15];
  return out;
}

}  // namespace

std::string digested(std::string_view text, std::string_view beginning, std::size_t most) {
  const std::string end = "_" + digest(text);
  std::size_t cut = most - end.size();
  if (cut >= beginning.size()) return std::string(beginning) + end;
  while (cut > 0 && (static_cast<unsigned char>(beginning[cut]) & 0xC0) == 0x80)
    --cut;  // not within a character
  return std::string(beginning.substr(0, cut)) + end;
}

std::string shortened(std::string_view text, std::size_t most) {
  return text.size() <= most ? std::string(text) : digested(text, text, most);
}

}  // namespace sb::dialects
