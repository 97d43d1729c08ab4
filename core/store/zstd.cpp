#include "core/store/zstd.h"

#include <zstd.h>

namespace sb::store {
namespace {

// Most bodies are small, and there the entropy tables cost more than they save: at 2 KB of prose
// level -1 takes 4 µs and leaves 74 %, level 3 takes 9 µs and leaves 53 %.
constexpr std::size_t kSmall = 4096;
constexpr int kQuick = -1, kThorough = 3;
constexpr unsigned long long kMost = 64ULL * 1024 * 1024;

Error damaged() { return {ErrorKind::StoreCorrupt, "A stored body is damaged"}; }

}  // namespace

ZstdPacker::ZstdPacker() : m_context(ZSTD_createCCtx()) {}
ZstdPacker::~ZstdPacker() { ZSTD_freeCCtx(m_context); }

std::string ZstdPacker::pack(std::string_view text) {
  if (m_context == nullptr) return {};
  std::string packed(ZSTD_compressBound(text.size()), '\0');
  const int level = text.size() < kSmall ? kQuick : kThorough;
  const std::size_t size =
      ZSTD_compressCCtx(m_context, packed.data(), packed.size(), text.data(), text.size(), level);
  if (ZSTD_isError(size) != 0) return {};
  packed.resize(size);
  return packed;
}

Result<std::string> zstdUnpack(std::string_view packed) {
  const unsigned long long size = ZSTD_getFrameContentSize(packed.data(), packed.size());
  if (size > kMost) return damaged();  // also what marks an error or an unknown size
  std::string text(static_cast<std::size_t>(size), '\0');
  const std::size_t read = ZSTD_decompress(text.data(), text.size(), packed.data(), packed.size());
  if (ZSTD_isError(read) != 0 || read != text.size()) return damaged();
  return text;
}

}  // namespace sb::store
