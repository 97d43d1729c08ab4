// The splices that make a caller's body fit its target; every byte outside of them stays as it came
// (engine-rules 15). None re-serialises. Pure functions; any thread.
//
// The list, complete, but for what the route does to the system prompt before (system_prompt.h):
// the model's value; stream_options.include_usage inserted or set to true; the name of the output
// limit; members removed (by the route or because the target does not take them); members replaced
// or added by the route's parameters; what another provider has signed (foreign.h); the model's
// name where Gemini's bodies repeat it.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/result.h"
#include "core/dialects/look.h"

namespace sb::dialects {

// `removed` bytes from `at` on give way to `text`.
struct Edit {
  std::size_t at = 0, removed = 0;
  std::string text;
};

struct Edits {
  std::vector<Edit> list;                  // by position, none overlaps another
  std::vector<std::string> droppedParams;  // names of what was removed
  bool usageInserted = false;              // we asked for usage, the caller did not
};

// What happens to a parameter that the target is known not to take.
enum class Unsupported { Refuse, Drop, Pass };

// What the target wants. Views and spans must live as long as the call.
struct Wanted {
  using Values = std::span<const std::pair<std::string, std::string>>;  // name, raw JSON

  std::string_view model;      // "" leaves the caller's
  bool askUsage = false;       // when streaming
  std::string_view limitName;  // "max_tokens" or "max_completion_tokens"; "" leaves the caller's
  Values defaults;             // where the caller set none
  Values overrides;            // always
  std::span<const std::string> drop;
  std::span<const std::string> unsupported;
  Unsupported policy = Unsupported::Pass;
};

// UnsupportedParameter names all parameters in the way; `detail` is the first one's name.
// model, messages, stream and stream_options are no parameters: what the route says of them is not
// done. A target that does not take stream_options gets none; nothing is said of it. Of the two
// names of the output limit, an override of one removes the other, a default stands back behind
// either.
Result<Edits> prepare(std::string_view body, const Look& look, const Wanted& wanted);

// Adds splices made elsewhere, by position; those that meet one that is there already stay out.
void merge(Edits& edits, std::vector<Edit> more);

// Appends the edited body as slices of `body` and `edits` (both must live as long as the slices),
// for a gathered write, and adds their length to `total`.
void pieces(std::string_view body, const Edits& edits, std::vector<std::string_view>& out,
            std::size_t& total);

}  // namespace sb::dialects
