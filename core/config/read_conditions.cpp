#include <fmt/format.h>
#include <boost/json.hpp>

#include <charconv>

#include "core/base/json.h"
#include "core/config/conditions.h"
#include "core/config/sections.h"

namespace sb::config {
namespace {

using conditions::Condition;

// The value that the names (or places in lists) lead to, as far as they lead.
Value at(Value value, const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    bool found = false;
    if (value.isMap()) {
      for (std::size_t i = 0; i < value.yaml().members() && !found; ++i) {
        if (value.yaml().key(i).text != name) continue;
        value = value.member(i);
        found = true;
      }
    } else if (value.isList()) {
      std::size_t place = 0;
      const auto read = std::from_chars(name.data(), name.data() + name.size(), place);
      found = read.ec == std::errc() && place < value.yaml().items.size();
      if (found) value = value.item(place);
    }
    if (!found) break;
  }
  return value;
}

std::shared_ptr<const Condition> fromText(const Value& value) {
  const auto read = Condition::parse(value.text());
  if (read) return std::make_shared<const Condition>(*read);
  const conditions::ConditionProblem& problem = read.error();
  value.problem(fmt::format("{} (character {} of the condition)", problem.what, problem.column));
  return nullptr;
}

}  // namespace

std::shared_ptr<const Condition> readCondition(const Value& value) {
  if (value.isScalar()) return fromText(value);
  if (!value.isMap()) {
    value.problem(kindOf(value) + " stands here, expected a condition, e.g. tokens > 1000");
    return nullptr;
  }
  const auto tree = json::parse(jsonOf(value));
  if (!tree) return nullptr;  // jsonOf() has told why
  const auto read = Condition::fromJson(*tree);
  if (read) return std::make_shared<const Condition>(*read);
  at(value, read.error().member).problem(read.error().what);
  return nullptr;
}

}  // namespace sb::config
