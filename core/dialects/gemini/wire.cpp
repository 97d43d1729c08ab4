#include "core/dialects/gemini/wire.h"

#include <cstdint>
#include <optional>

#include "core/base/text.h"
#include "core/dialects/signature.h"

namespace sb::dialects::gemini {
namespace {

constexpr std::string_view kMade = "gem-";
// "sb1." in base64, as far as it does not depend on what follows.
constexpr std::string_view kForeign = "c2IxL";

int sixBits(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  if (c == '+' || c == '-') return 62;
  return c == '/' || c == '_' ? 63 : -1;
}

std::optional<std::string> fromBase64(std::string_view text) {
  std::string out;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : text.substr(0, text.find('='))) {
    const int value = sixBits(c);
    if (value < 0) return std::nullopt;
    bits = bits << 6 | static_cast<std::uint32_t>(value);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    out += static_cast<char>(bits >> count & 0xff);
  }
  return out;
}

// FNV-1a
std::uint64_t hashed(std::string_view text, std::uint64_t hash) {
  for (const char c : text)
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  return hash;
}

}  // namespace

std::string camel(std::string_view name) {
  std::string out;
  bool upper = false;
  for (const char c : name) {
    if (c == '_' && !out.empty()) {
      upper = true;
      continue;
    }
    out += upper && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    upper = false;
  }
  return out;
}

std::string sealed(const chat::Signature& signature) {
  if (signature.origin == Dialect::Gemini) return signature.data;
  return base64(carried(signature, Dialect::Gemini));
}

chat::Signature unsealed(std::string_view text) {
  const std::optional<std::string> inside =
      text.starts_with(kForeign) ? fromBase64(text) : std::nullopt;
  const std::optional<chat::Signature> other =
      inside ? signatureOf(*inside, Dialect::Gemini) : std::nullopt;
  if (other && other->origin != Dialect::Gemini) return *other;
  return signatureOf(text, Dialect::Gemini)
      .value_or(chat::Signature{Dialect::Gemini, std::string(text)});
}

std::string madeCallId(std::string_view responseId, std::string_view name, std::string_view args,
                       int number) {
  std::string id(kMade);
  if (responseId.empty())
    id += std::to_string(hashed(args, hashed(name, 0xcbf29ce484222325)));
  else
    id += responseId;
  return id.append("-").append(std::to_string(number));
}

bool isMadeCallId(std::string_view id) { return id.starts_with(kMade); }

}  // namespace sb::dialects::gemini
