#include "core/dialects/openai_responses/call_ids.h"

#include <cstdint>

namespace sb::dialects::openai_responses {
namespace {

constexpr std::size_t kMostId = 64;

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

std::string shortened(std::string_view text, std::size_t most) {
  if (text.size() <= most) return std::string(text);
  const std::string end = "_" + digest(text);
  std::size_t cut = most - end.size();
  while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80)
    --cut;  // not within a character
  return std::string(text.substr(0, cut)) + end;
}

std::string callId(std::string_view id) {
  return id.empty() ? std::string("call_0") : shortened(id, kMostId);
}

}  // namespace sb::dialects::openai_responses
