// What a caller sends back that another provider than the one it reaches now has signed
// (signature.h): a provider takes its own only, so where bytes pass as they are it is left out.
// Bodies that hold none cost one search. Pure; any thread. Wire cases: T59, T60, T61, T74.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/dialects/dialect.h"
#include "core/dialects/edits.h"
#include "core/dialects/look.h"

namespace sb::dialects {

struct Foreign {
  std::vector<Edit> edits;           // by position
  std::vector<std::string> dropped;  // for the log
};

// For a provider of the body's own dialect; each dialect's folder says what becomes of its turns.
Foreign withoutForeign(std::string_view body, const Look& look, Dialect dialect);

}  // namespace sb::dialects
