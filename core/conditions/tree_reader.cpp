// The tree form: maps of facts to values or operators.
#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <boost/json.hpp>

#include "core/base/text.h"
#include "core/conditions/readers.h"

namespace sb::conditions {
namespace {

namespace bj = boost::json;
using Wrong = std::optional<ConditionProblem>;

constexpr std::array kJoining{Op::And, Op::Or, Op::Not};
constexpr std::array kComparing{
    Op::Equal, Op::NotEqual, Op::Greater,  Op::GreaterEqual, Op::Less, Op::LessEqual, Op::In,
    Op::NotIn, Op::Matches,  Op::Contains, Op::Exists,       Op::Has,  Op::Not};

template <class Ops>
std::optional<Op> opOf(const Ops& ops, std::string_view member) {
  const auto found =
      std::find_if(ops.begin(), ops.end(), [&](Op op) { return memberOf(op) == member; });
  return found == ops.end() ? std::nullopt : std::optional<Op>(*found);
}

template <class Ops>
std::string unknownOperator(const Ops& ops, std::string_view member) {
  std::vector<std::string> names;
  for (const Op op : ops)
    names.emplace_back(memberOf(op));
  const std::vector<std::string> near = nearNames(member, names, 1);
  if (member == "$options") return "there is no $options: a pattern begins with (?i) instead";
  if (opOf(kComparing, member))
    return fmt::format("{} stands below a fact: {{tokens: {{{}: …}}}}", member, member);
  return near.empty() ? fmt::format("there is no operator {} here", excerpt(member, 60))
                      : fmt::format("there is no operator {} here, did you mean {}?",
                                    excerpt(member, 60), near.front());
}

std::optional<Literal> literalOf(const bj::value& value) {
  if (value.is_bool()) return Literal(value.get_bool());
  if (value.is_int64()) return Literal(std::int64_t{value.get_int64()});
  if (value.is_uint64()) return Literal(static_cast<double>(value.get_uint64()));
  if (value.is_double()) return Literal(value.get_double());
  if (!value.is_string()) return std::nullopt;
  return Literal(std::string(value.get_string()));
}

// Each read…() leaves its result in an argument and gives the problem, if there is one. m_member
// leads to what is being read.
class TreeReader {
 public:
  Checked<Term> read(const bj::value& tree) {
    Term root;
    if (auto wrong = readCondition(tree, root)) return *std::move(wrong);
    if (std::string wrong = tooLarge(root); !wrong.empty()) return problem(std::move(wrong));
    return root;
  }

 private:
  // Enters a member for as long as it lives.
  class Inside {
   public:
    Inside(TreeReader& reader, std::string member) : m_member(reader.m_member) {
      m_member.push_back(std::move(member));
    }
    ~Inside() { m_member.pop_back(); }

   private:
    std::vector<std::string>& m_member;
  };

  Wrong readCondition(const bj::value& value, Term& term) {
    if (value.is_bool()) {
      term = constantTerm(value.get_bool());
      return {};
    }
    const bj::object* members = value.if_object();
    if (members == nullptr || members->empty())
      return problem("expected a map such as {tokens: {$gt: 1000}}, true or false");
    if (m_member.size() > 3 * kMaxLevels) return problem(tooDeep());
    std::vector<Term> terms;
    for (const auto& [name, member] : *members) {
      const Inside inside(*this, std::string(name));
      Term next;
      if (auto wrong = name.starts_with('$') ? readJoining(name, member, next)
                                             : readFact(name, member, next))
        return wrong;
      terms.push_back(std::move(next));
    }
    term = joined(Op::And, std::move(terms));
    return {};
  }

  Wrong readJoining(std::string_view name, const bj::value& value, Term& term) {
    const auto op = opOf(kJoining, name);
    if (!op) return problem(unknownOperator(kJoining, name));
    if (*op == Op::Not) {
      Term inner;
      if (auto wrong = readCondition(value, inner)) return wrong;
      term = negated(std::move(inner));
      return {};
    }
    const bj::array* items = value.if_array();
    if (items == nullptr || items->empty())
      return problem(fmt::format("expected a list of conditions for {}", name));
    if (items->size() > kMaxTerms)
      return problem(fmt::format("a condition has at most {} terms", kMaxTerms));
    std::vector<Term> terms;
    for (std::size_t i = 0; i < items->size(); ++i) {
      const Inside inside(*this, std::to_string(i));
      Term next;
      if (auto wrong = readCondition((*items)[i], next)) return wrong;
      terms.push_back(std::move(next));
    }
    term = joined(*op, std::move(terms));
    return {};
  }

  Wrong readFact(std::string_view name, const bj::value& value, Term& term) {
    if (name.size() > kMaxConditionText) return problem(tooLong());
    if (!validUtf8(name)) return problem("a name is a text in UTF-8");
    auto found = name.empty() ? Checked<FoundPath>(problem("expected the name of a fact"))
                              : readPath(name, 0);
    if (!found) return problem(found.error().what);
    if (found->end < name.size())
      return problem(fmt::format("unexpected `{}` after `{}`", excerpt(name.substr(found->end), 60),
                                 found->path.toText()));
    if (const bj::object* operators = value.if_object())
      return readOperators(found->path, *operators, term);
    term.op = Op::Equal;
    term.path = std::move(found->path);
    if (const auto literal = literalOf(value)) {
      term.literals.push_back(*literal);
      return checked(term);
    }
    return problem(value.is_array()
                       ? "expected a value or a map of operators; one of several is {$in: […]}"
                       : "expected a value or a map of operators; what is missing is "
                         "{$exists: false}");
  }

  Wrong readOperators(const FactPath& path, const bj::object& operators, Term& term) {
    if (operators.empty()) return problem("expected an operator such as $eq");
    if (m_member.size() > 3 * kMaxLevels) return problem(tooDeep());
    std::vector<Term> terms;
    for (const auto& [name, value] : operators) {
      const Inside inside(*this, std::string(name));
      Term next;
      next.path = path;
      if (auto wrong = readOperator(name, value, next)) return wrong;
      terms.push_back(std::move(next));
    }
    term = joined(Op::And, std::move(terms));
    return {};
  }

  Wrong readOperator(std::string_view name, const bj::value& value, Term& term) {
    const auto op = opOf(kComparing, name);
    if (!op) return problem(unknownOperator(kComparing, name));
    term.op = *op;
    if (*op == Op::Not) return readTurned(value, term);
    if (*op == Op::Exists || *op == Op::Has) return readPresence(value, term);
    if (*op == Op::In || *op == Op::NotIn) return readList(name, value, term);
    const auto literal = literalOf(value);
    if (!literal) return problem(fmt::format("expected a value for {}", name));
    term.literals.push_back(*literal);
    return checked(term);
  }

  Wrong readTurned(const bj::value& value, Term& term) {
    const bj::object* operators = value.if_object();
    if (operators == nullptr) return problem("expected a map of operators for $not");
    Term inner;
    if (auto wrong = readOperators(term.path, *operators, inner)) return wrong;
    term = negated(std::move(inner));
    return {};
  }

  Wrong readPresence(const bj::value& value, Term& term) {
    const bool* wanted = value.if_bool();
    if (wanted == nullptr)
      return problem(fmt::format("expected true or false for {}", memberOf(term.op)));
    if (!*wanted) term = negated(std::move(term));
    return {};
  }

  Wrong readList(std::string_view name, const bj::value& value, Term& term) {
    const bj::array* items = value.if_array();
    if (items == nullptr || items->empty())
      return problem(fmt::format("expected a list of values for {}", name));
    if (items->size() > kMaxConditionText) return problem(tooLong());
    for (std::size_t i = 0; i < items->size(); ++i) {
      const Inside inside(*this, std::to_string(i));
      const auto literal = literalOf((*items)[i]);
      if (!literal) return problem("expected a text, a number, true or false");
      term.literals.push_back(*literal);
    }
    return checked(term);
  }

  Wrong checked(Term& term) {
    const auto misfit = complete(term);
    if (!misfit) return {};
    const bool ofItem = misfit->literal && (term.op == Op::In || term.op == Op::NotIn);
    if (!ofItem) return problem(misfit->what);
    const Inside inside(*this, std::to_string(*misfit->literal));
    return problem(misfit->what);
  }

  ConditionProblem problem(std::string what) const {
    ConditionProblem found;
    found.what = std::move(what);
    found.member = m_member;
    return found;
  }

  std::vector<std::string> m_member;
};

bj::value literalTree(const Literal& literal) {
  if (const auto* text = std::get_if<std::string>(&literal.value)) return bj::value(*text);
  if (const auto* flag = std::get_if<bool>(&literal.value)) return bj::value(*flag);
  if (const auto* exact = std::get_if<std::int64_t>(&literal.value)) return bj::value(*exact);
  return bj::value(std::get<double>(literal.value));
}

bj::value operandTree(const Term& term) {
  if (term.op == Op::Exists || term.op == Op::Has) return bj::value(true);
  if (term.op != Op::In && term.op != Op::NotIn) return literalTree(term.literals.front());
  bj::array items;
  for (const Literal& literal : term.literals)
    items.push_back(literalTree(literal));
  return items;
}

bj::value memberTree(std::string_view name, bj::value value) {
  bj::object object;
  object.emplace(name, std::move(value));
  return object;
}

}  // namespace

Checked<Term> readTree(const bj::value& tree) { return TreeReader().read(tree); }

bj::value treeOf(const Term& term) {
  if (term.op == Op::Constant) return bj::value(term.constant);
  if (term.op == Op::Not) return memberTree(memberOf(Op::Not), treeOf(term.terms.front()));
  if (term.op != Op::And && term.op != Op::Or)
    return memberTree(term.path.toText(), memberTree(memberOf(term.op), operandTree(term)));
  bj::array items;
  for (const Term& below : term.terms)
    items.push_back(treeOf(below));
  return memberTree(memberOf(term.op), std::move(items));
}

}  // namespace sb::conditions
