// zstd (RFC 8878) of whole texts. Used by every store that keeps bodies.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "core/base/result.h"

struct ZSTD_CCtx_s;

namespace sb::store {

// Level 3. Keeps its working memory between calls; belongs to one thread.
class ZstdPacker {
 public:
  ZstdPacker();
  ~ZstdPacker();

  // "" if it cannot be packed.
  std::string pack(std::string_view text);

 private:
  ZSTD_CCtx_s* m_context;
};

// StoreCorrupt if this is no zstd text, or one of more than 64 MB.
Result<std::string> zstdUnpack(std::string_view packed);

}  // namespace sb::store
