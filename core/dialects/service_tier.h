// What the tiers of service are called in answers. Pure; any thread.
#pragma once

#include <string_view>

namespace sb::dialects {

// The usual tier has two names: `usual` is the one that the caller's dialect has for it. "" for
// what was not said.
inline std::string_view tierIn(std::string_view usual, std::string_view tier) {
  return tier == "default" || tier == "standard" ? usual : tier;
}

}  // namespace sb::dialects
