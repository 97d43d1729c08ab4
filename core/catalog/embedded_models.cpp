#include "core/catalog/embedded_models.h"

#include "core/base/embed.h"

SB_EMBED(models_jsonl)

namespace sb::catalog {

std::string_view embeddedModels() { return models_jsonl(); }

}  // namespace sb::catalog
