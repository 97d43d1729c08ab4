// The text of resources/catalog/models.jsonl, carried by the program.
#pragma once

#include <string_view>

namespace sb::catalog {

std::string_view embeddedModels();

}  // namespace sb::catalog
