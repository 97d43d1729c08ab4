#include "core/ledger/body_packer.h"

#include <sodium.h>

#include <array>
#include <utility>

#include "core/base/text.h"
#include "core/ledger/redact.h"

namespace sb::ledger {
namespace {

constexpr std::size_t kWorthPacking = 200;
constexpr std::size_t kRedactAtMost = 8 * 1024 * 1024;  // parsing more would hold up the others

std::string sha256Of(std::string_view bytes) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> digest;
  crypto_hash_sha256(digest.data(), reinterpret_cast<const unsigned char*>(bytes.data()),
                     bytes.size());
  return hex(digest);
}

// Not within a character.
std::size_t cutBefore(std::string_view text, std::size_t most) {
  std::size_t at = most;
  while (at > 0 && most - at < 4 && (static_cast<unsigned char>(text[at]) & 0xc0) == 0x80)
    --at;
  return (static_cast<unsigned char>(text[at]) & 0xc0) == 0x80 ? most : at;
}

std::string redact(std::string_view bytes) {
  if (bytes.size() > kRedactAtMost) return "[" + std::to_string(bytes.size()) + " bytes]";
  return redactedBody(bytes);
}

}  // namespace

PackedBody packBody(Body& body, config::Ledger::Bodies mode, store::ZstdPacker& packer) {
  PackedBody packed;
  std::string bytes = std::exchange(body.bytes, {});
  if (bytes.empty() || mode == config::Ledger::Bodies::None) return packed;
  packed.kept = true;
  packed.preview = body.preview;
  packed.sha256 = body.sha256;
  packed.fullSize = body.fullSize > 0 ? body.fullSize : static_cast<std::int64_t>(bytes.size());
  if (bytes.size() > kWholeBody && packed.sha256.empty()) packed.sha256 = sha256Of(bytes);
  if (mode == config::Ledger::Bodies::Redacted) {
    bytes = redact(bytes);
    packed.redacted = true;
  }
  if (bytes.size() > kWholeBody) {
    bytes.resize(cutBefore(bytes, kPreview));
    packed.preview = true;
  }
  packed.bytes = bytes.size() >= kWorthPacking ? packer.pack(bytes) : std::string();
  packed.zstd = !packed.bytes.empty();
  if (!packed.zstd) packed.bytes = std::move(bytes);
  return packed;
}

}  // namespace sb::ledger
