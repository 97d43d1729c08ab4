// The text of resources/catalog/model_rules.json, carried by the program.
#pragma once

#include <string_view>

namespace sb::dialects {

std::string_view embeddedRules();

}  // namespace sb::dialects
