// What a snapshot and the process know of a target.
#pragma once

#include <memory>

#include "core/catalog/cost.h"
#include "core/providers/key_ring.h"
#include "core/routing/health.h"

namespace sb::gateway {

struct TargetNotes {
  const catalog::Price* price = nullptr;  // null: unknown; lives as long as the snapshot
  std::shared_ptr<routing::TargetHealth> health;
  const providers::KeyRing* keys = nullptr;  // its provider's; lives as long as the snapshot
};

}  // namespace sb::gateway
