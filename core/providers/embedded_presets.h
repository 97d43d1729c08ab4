// The text of resources/catalog/providers.json, carried by the program.
#pragma once

#include <string_view>

namespace sb::providers {

std::string_view embeddedPresets();

}  // namespace sb::providers
