// The path half of url.h: steps 2 to 5 of its rule. Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/providers/preset.h"

namespace sb::providers {

// Path of `call` under a base path.
std::string callPath(const Preset& preset, std::string_view basePath, Call call);

// … under an exact address; nothing where that call has none.
std::optional<std::string> exactCallPath(const Preset& preset, std::string_view path, Call call);

}  // namespace sb::providers
