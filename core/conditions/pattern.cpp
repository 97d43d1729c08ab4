#include "core/conditions/pattern.h"

#include <re2/re2.h>

#include "core/conditions/condition.h"

namespace sb::conditions {
namespace {

re2::RE2::Options options() {
  re2::RE2::Options some;
  some.set_log_errors(false);
  some.set_never_capture(true);
  some.set_max_mem(static_cast<std::int64_t>(kPatternMemory));
  return some;
}

}  // namespace

Pattern::Pattern(const std::string& text)
    : m_expression(std::make_unique<re2::RE2>(text, options())) {}

Pattern::~Pattern() = default;

std::string Pattern::problem() const { return m_expression->ok() ? "" : m_expression->error(); }

bool Pattern::matches(std::string_view text) const {
  const std::string_view seen = text.substr(0, kMaxMatched);
  return m_expression->Match({seen.data(), seen.size()}, 0, seen.size(), re2::RE2::UNANCHORED,
                             nullptr, 0);
}

}  // namespace sb::conditions
