#include "core/conditions/term.h"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

#include "core/base/json.h"
#include "core/base/text.h"
#include "core/conditions/condition.h"

namespace sb::conditions {
namespace {

struct OpRow {
  std::string_view symbol, member;
};

const OpRow& rowOf(Op op) {
  static constexpr std::array<OpRow, 16> kRows{{{"and", "$and"},
                                                {"or", "$or"},
                                                {"not", "$not"},
                                                {"", ""},
                                                {"==", "$eq"},
                                                {"!=", "$ne"},
                                                {">", "$gt"},
                                                {">=", "$gte"},
                                                {"<", "$lt"},
                                                {"<=", "$lte"},
                                                {"in", "$in"},
                                                {"not in", "$nin"},
                                                {"matches", "$regex"},
                                                {"contains", "$contains"},
                                                {"exists", "$exists"},
                                                {"has", "$has"}}};
  return kRows[static_cast<std::size_t>(op)];
}

// A number that is whole and fits is kept exact: 1.0 and 1 are one literal.
Literal::Value plain(Literal::Value value) {
  const double* real = std::get_if<double>(&value);
  constexpr double kTooLarge = 9223372036854775808.0;  // 2^63
  if (real == nullptr || std::trunc(*real) != *real) return value;
  if (*real < -kTooLarge || *real >= kTooLarge) return value;
  return static_cast<std::int64_t>(*real);
}

std::size_t leaves(const Term& term) {
  if (term.op > Op::Not) return 1;
  std::size_t sum = 0;
  for (const Term& below : term.terms)
    sum += leaves(below);
  return sum;
}

std::size_t levels(const Term& term) {
  std::size_t deepest = 0;
  for (const Term& below : term.terms)
    deepest = std::max(deepest, levels(below) + 1);
  return deepest;
}

// An Or among And's terms and either below Not stand in parentheses.
void append(std::string& out, const Term& term, Op above) {
  const bool joins = term.op == Op::And || term.op == Op::Or;
  const bool enclosed = joins && (above == Op::Not || (above == Op::And && term.op == Op::Or));
  if (enclosed) out += '(';
  if (joins) {
    for (std::size_t i = 0; i < term.terms.size(); ++i) {
      if (i > 0) out.append(" ").append(symbolOf(term.op)).append(" ");
      append(out, term.terms[i], term.op);
    }
  } else if (term.op == Op::Not) {
    append(out += "not ", term.terms.front(), Op::Not);
  } else if (term.op == Op::Constant) {
    out += term.constant ? "true" : "false";
  } else if (term.op == Op::Exists || term.op == Op::Has) {
    out.append(symbolOf(term.op)).append("(").append(term.path.toText()).append(")");
  } else {
    fmt::format_to(std::back_inserter(out), "{} {} {}", term.path.toText(), symbolOf(term.op),
                   operandText(term));
  }
  if (enclosed) out += ')';
}

}  // namespace

Literal::Literal(Value v) : value(plain(std::move(v))) {}

std::string Literal::toText() const {
  if (const auto* flag = std::get_if<bool>(&value)) return *flag ? "true" : "false";
  if (const auto* exact = std::get_if<std::int64_t>(&value)) return fmt::format("{}", *exact);
  if (const auto* real = std::get_if<double>(&value)) return fmt::format("{}", *real);
  return json::quoted(std::get<std::string>(value));
}

bool Term::operator==(const Term& other) const {
  return op == other.op && constant == other.constant && path == other.path &&
         literals == other.literals && terms == other.terms;
}

std::string_view symbolOf(Op op) { return rowOf(op).symbol; }
std::string_view memberOf(Op op) { return rowOf(op).member; }

Term joined(Op op, std::vector<Term> terms) {
  if (terms.size() == 1) return std::move(terms.front());
  Term whole;
  whole.op = op;
  for (Term& term : terms) {
    if (term.op == op)
      std::move(term.terms.begin(), term.terms.end(), std::back_inserter(whole.terms));
    else
      whole.terms.push_back(std::move(term));
  }
  return whole;
}

Term negated(Term term) {
  Term whole;
  whole.op = Op::Not;
  whole.terms.push_back(std::move(term));
  return whole;
}

Term constantTerm(bool value) {
  Term term;
  term.constant = value;
  return term;
}

std::string tooLarge(const Term& root) {
  if (leaves(root) > kMaxTerms) return fmt::format("a condition has at most {} terms", kMaxTerms);
  if (levels(root) > kMaxLevels) return tooDeep();
  if (textOf(root).size() > kMaxConditionText) return tooLong();
  return {};
}

std::string tooDeep() {
  return fmt::format("and, or, not and parentheses are at most {} levels deep", kMaxLevels);
}
std::string tooLong() {
  return fmt::format("a condition has at most {} bytes as text", kMaxConditionText);
}

std::string operandText(const Term& comparison) {
  if (comparison.op != Op::In && comparison.op != Op::NotIn)
    return comparison.literals.front().toText();
  std::string out = "[";
  for (const Literal& literal : comparison.literals)
    out.append(out.size() > 1 ? ", " : "").append(literal.toText());
  return out + "]";
}

std::string textOf(const Term& term) {
  std::string out;
  append(out, term, Op::Or);
  return out;
}

}  // namespace sb::conditions
