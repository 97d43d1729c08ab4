#include "core/dialects/foreign.h"

#include "core/dialects/dialect_tools.h"

namespace sb::dialects {

Foreign withoutForeign(std::string_view body, const Look& look, Dialect dialect) {
  const auto own = toolsOf(dialect)->withoutForeign;
  return own == nullptr ? Foreign() : own(body, look);
}

}  // namespace sb::dialects
