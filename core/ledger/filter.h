// The language in which people ask for rows of the log:
//
//   status:5xx model:gpt-4o* -provider:openai key:ci,dev cost:>0.01 since:1h timeout
//
// Words are separated by blanks and all must hold. `field:a,b` holds if one of the values does; a
// leading minus turns a word round; "…" keeps blanks. * and ? are wildcards in names, which compare
// without regard to case. A word without a field looks into model names, provider, key, route,
// error messages, and request ids (req_…).
//
//   status    200, 5xx, >=400          outcome   ok, error, client_closed, interrupted, or the name
//   model     asked for or answered              of an error kind
//   asked, provider, key, team, route, endpoint, tag, cache (off, miss, hit, joined)
//   stream, priced, estimated, mirror  true or false
//   cost, saved  US dollars: >0.01     ms, first_ms  milliseconds: >1000       attempts  >1
//   id        req_… or its beginning   since, until  1h, 30m, 7d, 2026-11-22, 2026-11-22T10:00:00Z
//
// Pure; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/clock.h"
#include "core/base/result.h"

namespace sb::ledger {

enum class Field : std::uint8_t {
  Word,
  Status,
  Outcome,
  Model,
  Asked,
  Provider,
  Key,
  Team,
  Route,
  Endpoint,
  Tag,
  Cache,
  Stream,
  Priced,
  Estimated,
  Mirror,
  Cost,
  Saved,
  Ms,
  FirstMs,
  Attempts,
  Id,
  Since,
  Until
};

struct Range {  // both ends belong to it
  std::int64_t low = std::numeric_limits<std::int64_t>::min();
  std::int64_t high = std::numeric_limits<std::int64_t>::max();
};

struct Condition {
  Field field = Field::Word;
  bool negated = false;
  std::vector<std::string> texts;  // names, lower case where case does not matter
  std::vector<Range> ranges;       // numbers: status, nano-dollars, tenths of a ms, ms since 1970
};

struct Filter {
  std::vector<Condition> conditions;  // all of them
};

struct FilterProblem {
  std::size_t at = 0;      // byte in the text
  std::size_t length = 0;  // bytes concerned
  std::string message;     // what is wrong, what is expected
};

// `now` is what since:1h counts from. Words with problems are left out of the filter.
Filter parseFilter(std::string_view text, WallMillis now, std::vector<FilterProblem>& problems);

// BadRequest with the first problem: "At character 8: …".
Result<Filter> parseFilter(std::string_view text, WallMillis now);

// The names of the fields, for completion.
std::vector<std::string> filterFields();

}  // namespace sb::ledger
