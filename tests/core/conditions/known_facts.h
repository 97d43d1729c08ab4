// Facts that a test sets, by the text of their paths: facts.number("tokens", 5).
#pragma once

#include <deque>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "core/conditions/condition.h"

namespace sb::test {

class KnownFacts final : public conditions::Facts {
 public:
  conditions::FactValue get(const conditions::FactPath& path) const override {
    ++asked;
    const auto found = m_values.find(path.toText());
    return found == m_values.end() ? conditions::FactValue() : found->second;
  }

  KnownFacts& set(const std::string& path, conditions::FactValue value) {
    m_values[path] = value;
    return *this;
  }
  KnownFacts& text(const std::string& path, std::string_view value) {
    return set(path, conditions::FactValue::text(m_texts.emplace_back(value)));
  }
  KnownFacts& number(const std::string& path, std::int64_t value) {
    return set(path, conditions::FactValue::number(value));
  }
  KnownFacts& real(const std::string& path, double value) {
    return set(path, conditions::FactValue::number(value));
  }
  KnownFacts& flag(const std::string& path, bool value) {
    return set(path, conditions::FactValue::boolean(value));
  }
  KnownFacts& list(const std::string& path, std::vector<std::string> value) {
    return set(path, conditions::FactValue::list(m_lists.emplace_back(std::move(value))));
  }
  KnownFacts& whole(const std::string& path, std::size_t members) {
    return set(path, conditions::FactValue::whole(members));
  }

  mutable int asked = 0;

 private:
  std::map<std::string, conditions::FactValue> m_values;
  std::deque<std::string> m_texts;
  std::deque<std::vector<std::string>> m_lists;
};

// A condition that is known to be one.
inline conditions::Condition conditionOf(std::string_view text) {
  auto parsed = conditions::Condition::parse(text);
  if (!parsed) throw std::logic_error(std::string(text) + ": " + parsed.error().toText());
  return *parsed;
}

}  // namespace sb::test
