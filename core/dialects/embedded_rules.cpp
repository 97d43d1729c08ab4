#include "core/dialects/embedded_rules.h"

#include "core/base/embed.h"

SB_EMBED(model_rules_json)

namespace sb::dialects {

std::string_view embeddedRules() { return model_rules_json(); }

}  // namespace sb::dialects
