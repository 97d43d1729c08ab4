#include "core/providers/embedded_presets.h"

#include "core/base/embed.h"

SB_EMBED(providers_json)

namespace sb::providers {

std::string_view embeddedPresets() { return providers_json(); }

}  // namespace sb::providers
