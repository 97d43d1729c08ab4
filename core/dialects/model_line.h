// A model as lists of models name it, whatever the dialect. A value.
#pragma once

#include <cstdint>
#include <string>

namespace sb::dialects {

struct ModelLine {
  std::string id;
  std::string ownedBy;       // "" = not said
  std::int64_t created = 0;  // seconds since 1970
};

}  // namespace sb::dialects
