// The terms that decided, in words.
#pragma once

#include "core/conditions/condition.h"
#include "core/conditions/term.h"

namespace sb::conditions {

Explained explained(const Term& term, const Facts& facts, Shown shown);

}  // namespace sb::conditions
