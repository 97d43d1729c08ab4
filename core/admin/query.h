// The parameters behind the "?" of a request, decoded (application/x-www-form-urlencoded: a plus is
// a blank). Values; any thread. Errors: BadRequest with the parameter's name.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/clock.h"
#include "core/base/result.h"

namespace sb::admin {

class Query {
 public:
  Query() = default;
  explicit Query(std::string_view text);

  // The first one's value; "" where it is missing.
  const std::string& get(std::string_view name) const;
  bool has(std::string_view name) const;

  // A whole number from `least` to `most`; `otherwise` where it is missing.
  Result<std::int64_t> number(std::string_view name, std::int64_t otherwise, std::int64_t least,
                              std::int64_t most) const;
  Result<std::optional<std::int64_t>> maybeNumber(std::string_view name) const;
  // A date, a time (RFC 3339), milliseconds since 1970, or a time span that lies before `now`.
  Result<WallMillis> time(std::string_view name, WallMillis now, WallMillis otherwise) const;

 private:
  std::vector<std::pair<std::string, std::string>> m_all;
};

}  // namespace sb::admin
