// What a snapshot and the process know of a target.
#pragma once

#include <memory>

#include "core/catalog/cost.h"
#include "core/routing/health.h"

namespace sb::gateway {

struct TargetNotes {
  const catalog::Price* price = nullptr;  // null: unknown; lives as long as the snapshot
  std::shared_ptr<routing::TargetHealth> health;
};

}  // namespace sb::gateway
