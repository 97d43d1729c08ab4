// A body on its way into the log: redacted if asked, cut to a preview if large, compressed. Slow
// work: runs on the ledger's own threads, never on a worker. Internal to core/ledger.
#pragma once

#include "core/config/config.h"
#include "core/ledger/entry.h"
#include "core/store/zstd.h"

namespace sb::ledger {

inline constexpr std::size_t kWholeBody = 1024 * 1024;  // larger ones become a preview
inline constexpr std::size_t kPreview = 64 * 1024;

// Takes the body's bytes away. Not kept: an empty body, or mode None.
PackedBody packBody(Body& body, config::Ledger::Bodies mode, store::ZstdPacker& packer);

}  // namespace sb::ledger
