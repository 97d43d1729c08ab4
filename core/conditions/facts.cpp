#include "core/conditions/facts.h"

#include <algorithm>
#include <array>

#include "core/base/json.h"
#include "core/conditions/fact_table.h"

namespace sb::conditions {
namespace {

void appendName(std::string& out, std::string_view name) {
  if (plainName(name))
    out.append(".").append(name);
  else
    out.append("[").append(json::quoted(name)).append("]");
}

}  // namespace

std::string_view factName(Fact fact) { return rowOf(fact).name; }

const FactRow& rowOf(Fact fact) {
  static constexpr std::array<FactRow, kFacts> kRows{{
      {"metadata", FactType::Any},   {"headers", FactType::Any},
      {"key", FactType::Text},       {"team", FactType::Text},
      {"tags", FactType::Texts},     {"user", FactType::Text},
      {"session", FactType::Text},   {"model", FactType::Text},
      {"endpoint", FactType::Text},  {"dialect", FactType::Text},
      {"tokens", FactType::Number},  {"messages", FactType::Number},
      {"images", FactType::Number},  {"files", FactType::Number},
      {"tools", FactType::Number},   {"schema", FactType::Bool},
      {"stream", FactType::Bool},    {"language", FactType::Language},
      {"time", FactType::Time},      {"weekday", FactType::Weekday},
      {"client", FactType::Address}, {"body", FactType::Any},
  }};
  return kRows[static_cast<std::size_t>(fact)];
}

bool plainName(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-';
  });
}

std::string FactPath::toText() const {
  std::string out(factName(fact));
  if (!name.empty()) appendName(out, name);
  for (const BodyStep& step : steps) {
    if (const auto* member = std::get_if<std::string>(&step))
      appendName(out, *member);
    else
      out.append("[").append(std::to_string(std::get<std::int64_t>(step))).append("]");
  }
  return out;
}

}  // namespace sb::conditions
