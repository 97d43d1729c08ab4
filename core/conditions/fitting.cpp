// Which comparisons fit which facts.
#include <fmt/format.h>
#include <array>
#include <cmath>

#include "core/base/text.h"
#include "core/conditions/condition.h"
#include "core/conditions/fact_table.h"
#include "core/conditions/term.h"

namespace sb::conditions {
namespace {

constexpr std::array<std::string_view, 7> kWeekdays{"monday", "tuesday",  "wednesday", "thursday",
                                                    "friday", "saturday", "sunday"};

bool orders(Op op) { return op >= Op::Greater && op <= Op::LessEqual; }

// Matches and Contains are for texts, an order for what has one.
bool takes(FactType type, Op op) {
  if (type == FactType::Any || op == Op::Exists || op == Op::Has) return true;
  if (op == Op::Matches || op == Op::Contains)
    return type == FactType::Text || type == FactType::Texts;
  if (orders(op))
    return type == FactType::Text || type == FactType::Number || type == FactType::Time ||
           type == FactType::Weekday;
  return true;
}

std::string_view describe(FactType type) {
  switch (type) {
    case FactType::Any:
      return "any value";
    case FactType::Text:
      return "a text";
    case FactType::Texts:
      return "a list of texts";
    case FactType::Number:
      return "a number";
    case FactType::Bool:
      return "true or false";
    case FactType::Language:
      return "the code of a language";
    case FactType::Time:
      return "a time of day";
    case FactType::Weekday:
      return "a day of the week";
    case FactType::Address:
      return "an address";
  }
  return {};
}

std::string_view expectedFor(FactType type) {
  switch (type) {
    case FactType::Number:
      return "a number";
    case FactType::Bool:
      return "true or false";
    case FactType::Language:
      return "two letters (ISO 639-1) such as \"en\"";
    case FactType::Time:
      return "a time such as \"08:00\"";
    case FactType::Weekday:
      return "a day such as \"mon\"";
    case FactType::Address:
      return "an address or a block such as \"10.0.0.0/8\"";
    default:
      return "a text in quotes";
  }
}

bool isTime(std::string_view text) {
  const auto digit = [&](std::size_t i) { return text[i] >= '0' && text[i] <= '9'; };
  return text.size() == 5 && digit(0) && digit(1) && text[2] == ':' && digit(3) && digit(4) &&
         text.substr(0, 2) < "24" && text[3] < '6';
}

bool isCode(std::string_view text) {
  return text.size() == 2 && text[0] >= 'a' && text[0] <= 'z' && text[1] >= 'a' && text[1] <= 'z';
}

bool fitText(std::string& text, FactType type, Literal& literal) {
  switch (type) {
    case FactType::Number:
    case FactType::Bool:
      return false;
    case FactType::Language:
      text = lower(text);
      return isCode(text);
    case FactType::Time:
      return isTime(text);
    case FactType::Weekday:
      literal.weekday = weekdayOf(text);
      text = lower(text).substr(0, 3);
      return literal.weekday != 0;
    case FactType::Address:
      literal.block = parseBlock(text);
      return literal.block.has_value();
    default:
      return true;
  }
}

// Completes it too.
bool fits(Literal& literal, FactType type) {
  if (auto* text = std::get_if<std::string>(&literal.value)) return fitText(*text, type, literal);
  if (type == FactType::Any) return true;
  return type == (std::holds_alternative<bool>(literal.value) ? FactType::Bool : FactType::Number);
}

// What holds for a literal whatever the fact.
std::string flaw(const Literal& literal, Op op) {
  const auto* text = std::get_if<std::string>(&literal.value);
  if (text != nullptr && !validUtf8(*text)) return "a text that is no UTF-8";
  if ((op == Op::Matches || op == Op::Contains) && text == nullptr)
    return fmt::format("expected a text in quotes after {}", symbolOf(op));
  if (orders(op) && std::holds_alternative<bool>(literal.value))
    return "true and false have no order";
  const auto* real = std::get_if<double>(&literal.value);
  return real != nullptr && !std::isfinite(*real) ? "a number out of range" : "";
}

std::optional<Misfit> compilePattern(Term& term) {
  const std::string& text = std::get<std::string>(term.literals.front().value);
  if (text.size() > kMaxPattern)
    return Misfit{fmt::format("a regular expression has at most {} bytes", kMaxPattern), 0};
  auto pattern = std::make_shared<Pattern>(text);
  if (const std::string problem = pattern->problem(); !problem.empty())
    return Misfit{"no regular expression: " + problem, 0};
  term.pattern = std::move(pattern);
  return std::nullopt;
}

}  // namespace

int weekdayOf(std::string_view text) {
  for (std::size_t i = 0; i < kWeekdays.size(); ++i)
    if (equalNoCase(text, kWeekdays[i]) || equalNoCase(text, kWeekdays[i].substr(0, 3)))
      return static_cast<int>(i) + 1;
  return 0;
}

std::optional<Misfit> complete(Term& comparison) {
  const FactType type = rowOf(comparison.path.fact).type;
  if (!takes(type, comparison.op))
    return Misfit{fmt::format("`{}` is {}, which `{}` does not fit", comparison.path.toText(),
                              describe(type), symbolOf(comparison.op)),
                  std::nullopt};
  for (std::size_t i = 0; i < comparison.literals.size(); ++i) {
    if (std::string wrong = flaw(comparison.literals[i], comparison.op); !wrong.empty())
      return Misfit{std::move(wrong), i};
    if (!fits(comparison.literals[i], type))
      return Misfit{fmt::format("`{}` is {}: expected {}", comparison.path.toText(), describe(type),
                                expectedFor(type)),
                    i};
  }
  return comparison.op == Op::Matches ? compilePattern(comparison) : std::nullopt;
}

}  // namespace sb::conditions
