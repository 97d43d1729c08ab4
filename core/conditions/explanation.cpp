#include "core/conditions/explanation.h"

#include <fmt/format.h>

#include "core/base/json.h"
#include "core/base/text.h"
#include "core/conditions/evaluation.h"

namespace sb::conditions {
namespace {

constexpr std::size_t kMostOfText = 60;  // bytes of a value
constexpr std::size_t kMostOfWhy = 600;  // bytes

// 120431 → 120,431
std::string grouped(std::int64_t number) {
  std::string digits = fmt::format("{}", number);
  const std::size_t sign = number < 0 ? 1 : 0;
  for (std::size_t at = digits.size(); at > sign + 3;)
    digits.insert(at -= 3, 1, ',');
  return digits;
}

std::string grouped(std::size_t number) { return grouped(static_cast<std::int64_t>(number)); }

std::string listText(FactValue::Texts texts) {
  std::string out = "[";
  for (const std::string& text : texts) {
    if (out.size() > kMostOfText) return out + ", …]";
    out.append(out.size() > 1 ? ", " : "").append(json::quoted(excerpt(text, kMostOfText)));
  }
  return out + "]";
}

std::string valueText(const FactValue& value, bool hidden) {
  if (const bool* flag = value.boolean()) return *flag ? "true" : "false";
  if (const std::int64_t* exact = value.exact()) return grouped(*exact);
  if (const double* real = value.real()) return fmt::format("{}", *real);
  if (const std::string_view* text = value.text())
    return hidden ? fmt::format("a text of {} bytes", grouped(text->size()))
                  : json::quoted(excerpt(*text, kMostOfText));
  if (const FactValue::Texts* list = value.list())
    return hidden ? fmt::format("a list of {}", grouped(list->size())) : listText(*list);
  return fmt::format("an object or list of {}", grouped(value.whole()->members));
}

// "tokens = 120,431 > 100000", "key is missing, not == "ci"".
std::string wordsFor(const Term& term, const FactValue& value, bool met, bool hidden) {
  std::string words = term.path.toText();
  words.append(value.missing() ? " is missing" : " = ");
  if (!value.missing()) words += valueText(value, hidden);
  if (term.op == Op::Exists || term.op == Op::Has) return words;
  const bool said = met && term.op == Op::Equal && term.path.fact != Fact::Client &&
                    value.list() == nullptr && !hidden;
  if (said) return words;
  words += !met ? ", not " : value.missing() ? ", so " : " ";
  return words.append(symbolOf(term.op)).append(" ").append(excerpt(operandText(term), 120));
}

Explained leaf(const Term& term, const Facts& facts, Shown shown) {
  const FactValue value = facts.get(term.path);
  const bool is = met(term, value);
  const bool hidden = shown == Shown::NoBodyTexts && term.path.fact == Fact::Body;
  return {is, wordsFor(term, value, is, hidden)};
}

// The first term that settles it, or else all.
Explained several(const Term& term, const Facts& facts, Shown shown) {
  const bool settling = term.op == Op::Or;
  Explained all{!settling, {}};
  for (const Term& below : term.terms) {
    Explained one = explained(below, facts, shown);
    if (one.holds == settling) return one;
    if (all.why.size() < kMostOfWhy) all.why.append(all.why.empty() ? "" : "; ").append(one.why);
  }
  all.why = excerpt(all.why, kMostOfWhy);
  return all;
}

}  // namespace

Explained explained(const Term& term, const Facts& facts, Shown shown) {
  switch (term.op) {
    case Op::And:
    case Op::Or:
      return several(term, facts, shown);
    case Op::Not: {
      Explained inner = explained(term.terms.front(), facts, shown);
      inner.holds = !inner.holds;
      return inner;
    }
    case Op::Constant:
      return {term.constant, term.constant ? "true" : "false"};
    default:
      return leaf(term, facts, shown);
  }
}

}  // namespace sb::conditions
