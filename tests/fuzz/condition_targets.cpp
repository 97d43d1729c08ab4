#include <boost/json.hpp>

#include "core/base/json.h"
#include "core/conditions/condition.h"
#include "core/conditions/language.h"
#include "tests/fuzz/families.h"

namespace sb::fuzz {
namespace {

using conditions::Checked;
using conditions::Condition;
using conditions::FactValue;

// Gives each kind of value to some path.
struct SomeFacts final : conditions::Facts {
  FactValue get(const conditions::FactPath& path) const override {
    switch ((path.toText().size() + static_cast<std::size_t>(path.fact)) % 7) {
      case 0:
        return FactValue::boolean(true);
      case 1:
        return FactValue::number(std::int64_t{5});
      case 2:
        return FactValue::number(0.5);
      case 3:
        return FactValue::text("10.1.2.3");
      case 4:
        return FactValue::list(texts);
      case 5:
        return FactValue::whole(2);
      default:
        return {};
    }
  }
  std::vector<std::string> texts{"a", "mon", "12"};
};

// Both forms come back, and mean the same.
std::string kept(const Checked<Condition>& read, std::size_t size) {
  if (!read) {
    if (read.error().what.empty()) return "a problem without words";
    return read.error().offset > size ? "a problem beyond the text" : "";
  }
  const SomeFacts facts;
  const bool holds = read->holds(facts);
  if (read->explain(facts).holds != holds) return "the explanation differs";
  const auto text = Condition::parse(read->toText());
  if (!text || !(*text == *read)) return "the text does not come back";
  const auto tree = Condition::fromJson(read->toJson());
  if (!tree || !(*tree == *read)) return "the tree does not come back";
  return tree->holds(facts) == holds ? "" : "the tree means something else";
}

std::string conditionText(std::string_view input) {
  return kept(Condition::parse(input), input.size());
}

std::string conditionTree(std::string_view input) {
  const auto tree = json::parse(input);
  return tree ? kept(Condition::fromJson(*tree), input.size()) : "";
}

std::string language(std::string_view input) {
  const std::string_view code = conditions::languageOf(input);
  return code.empty() || code.size() == 2 ? "" : "no code of a language";
}

}  // namespace

std::vector<FuzzTarget> conditionTargets() {
  return {
      {"condition_text", conditionText}, {"condition_tree", conditionTree}, {"language", language}};
}

}  // namespace sb::fuzz
