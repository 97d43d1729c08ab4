#include "core/conditions/evaluation.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <compare>
#include <limits>

#include "core/base/text.h"

namespace sb::conditions {
namespace {

using Order = std::partial_ordering;

static_assert(std::numeric_limits<long double>::digits >= 63,
              "every exact number is a long double");

FactValue numberIn(std::string_view text) {
  const char *const first = text.data(), *const last = first + text.size();
  std::int64_t exact = 0;
  double real = 0;
  if (const auto [stop, wrong] = std::from_chars(first, last, exact);
      wrong == std::errc() && stop == last)
    return FactValue::number(exact);
  if (const auto [stop, wrong] = std::from_chars(first, last, real);
      wrong == std::errc() && stop == last && std::isfinite(real))
    return FactValue::number(real);
  return {};
}

FactValue booleanIn(std::string_view text) {
  if (equalNoCase(text, "true")) return FactValue::boolean(true);
  if (equalNoCase(text, "false")) return FactValue::boolean(false);
  return {};
}

// How the value stands to the literal; unordered if they are of different kinds.
Order orderOfNumber(const FactValue& value, const Literal::Value& literal) {
  const std::int64_t *a = value.exact(), *b = std::get_if<std::int64_t>(&literal);
  if (a != nullptr && b != nullptr) return *a <=> *b;
  if (a == nullptr && value.real() == nullptr) return Order::unordered;
  const long double left = a != nullptr ? static_cast<long double>(*a) : *value.real();
  const long double right = b != nullptr ? static_cast<long double>(*b) : std::get<double>(literal);
  return left <=> right;
}

Order orderOfText(std::string_view text, const Literal& literal) {
  if (literal.weekday != 0) {
    const int day = weekdayOf(text);
    return day == 0 ? Order::unordered : Order(day <=> literal.weekday);
  }
  if (literal.block) {
    const auto address = parseAddress(text);
    return address && literal.block->contains(*address) ? Order::equivalent : Order::unordered;
  }
  return text <=> std::string_view(std::get<std::string>(literal.value));
}

// What comes as text without saying its kind is read as the literal's kind.
bool untyped(const FactPath& path) {
  return path.fact == Fact::Headers || path.fact == Fact::Metadata;
}

Order orderOf(const FactPath& path, const FactValue& value, const Literal& literal) {
  const std::string_view* text = value.text();
  if (std::holds_alternative<std::string>(literal.value))
    return text != nullptr ? orderOfText(*text, literal) : Order::unordered;
  if (const bool* wanted = std::get_if<bool>(&literal.value)) {
    const FactValue read = text != nullptr && untyped(path) ? booleanIn(*text) : value;
    if (read.boolean() == nullptr) return Order::unordered;
    return *read.boolean() == *wanted ? Order::equivalent : Order::less;
  }
  if (text != nullptr)
    return untyped(path) ? orderOfNumber(numberIn(*text), literal.value) : Order::unordered;
  return orderOfNumber(value, literal.value);
}

bool accepts(Op op, Order order) {
  switch (op) {
    case Op::Greater:
      return order > 0;
    case Op::GreaterEqual:
      return order >= 0;
    case Op::Less:
      return order < 0;
    case Op::LessEqual:
      return order <= 0;
    default:
      return order == 0;
  }
}

// NotEqual and NotIn count as Equal and In.
bool metByOne(const Term& term, const FactValue& value) {
  if (term.op == Op::Matches)
    return value.text() != nullptr && term.pattern->matches(*value.text());
  if (term.op == Op::Contains) {
    const std::string& part = std::get<std::string>(term.literals.front().value);
    return value.text() != nullptr && value.text()->find(part) != std::string_view::npos;
  }
  return std::any_of(term.literals.begin(), term.literals.end(), [&](const Literal& literal) {
    return accepts(term.op, orderOf(term.path, value, literal));
  });
}

bool metByMember(const Term& term, FactValue::Texts texts) {
  return std::any_of(texts.begin(), texts.end(), [&](const std::string& text) {
    if (term.op == Op::Contains) return text == std::get<std::string>(term.literals.front().value);
    return metByOne(term, FactValue::text(text));
  });
}

bool filled(const FactValue& value) {
  if (const bool* flag = value.boolean()) return *flag;
  if (const std::int64_t* exact = value.exact()) return *exact != 0;
  if (const double* real = value.real()) return *real != 0;
  if (const std::string_view* text = value.text()) return !text->empty();
  if (const FactValue::Texts* list = value.list()) return !list->empty();
  return value.whole() != nullptr && value.whole()->members > 0;
}

}  // namespace

bool met(const Term& comparison, const FactValue& value) {
  if (comparison.op == Op::Exists) return !value.missing();
  if (comparison.op == Op::Has) return filled(value);
  const FactValue::Texts* list = value.list();
  const bool one = list != nullptr ? metByMember(comparison, *list) : metByOne(comparison, value);
  return one != (comparison.op == Op::NotEqual || comparison.op == Op::NotIn);
}

bool holds(const Term& term, const Facts& facts) {
  const auto holdsToo = [&](const Term& below) { return holds(below, facts); };
  switch (term.op) {
    case Op::And:
      return std::all_of(term.terms.begin(), term.terms.end(), holdsToo);
    case Op::Or:
      return std::any_of(term.terms.begin(), term.terms.end(), holdsToo);
    case Op::Not:
      return !holds(term.terms.front(), facts);
    case Op::Constant:
      return term.constant;
    default:
      return met(term, facts.get(term.path));
  }
}

}  // namespace sb::conditions
