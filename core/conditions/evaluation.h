// Whether terms are met. Pure; any thread; no allocation but a pattern's.
#pragma once

#include "core/conditions/facts.h"
#include "core/conditions/term.h"

namespace sb::conditions {

bool holds(const Term& term, const Facts& facts);

// One comparison with the value of its fact.
bool met(const Term& comparison, const FactValue& value);

}  // namespace sb::conditions
