// The entry of Anthropic's Messages API in the table of dialects. Any thread.
#pragma once

#include "core/dialects/dialect_tools.h"

namespace sb::dialects::anthropic {

DialectTools entry();

}  // namespace sb::dialects::anthropic
