// The reader of a when case's `if`: a text, or the same as a map (docs/conditions.md).
#pragma once

#include <memory>

#include "core/conditions/condition.h"
#include "core/config/problems.h"

namespace sb::config {

// Null after a problem.
std::shared_ptr<const conditions::Condition> readCondition(const Value& value);

}  // namespace sb::config
