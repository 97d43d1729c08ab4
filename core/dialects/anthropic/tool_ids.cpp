#include "core/dialects/anthropic/tool_ids.h"

namespace sb::dialects::anthropic {
namespace {

bool accepted(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-';
}

}  // namespace

std::string toolId(std::string_view id) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string out;
  for (const char c : id) {
    if (accepted(c)) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out.append("_").append(1, kHex[byte >> 4]).append(1, kHex[byte & 15]);
  }
  return out.empty() ? "toolu_0" : out;
}

}  // namespace sb::dialects::anthropic
