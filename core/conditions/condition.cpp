#include "core/conditions/condition.h"

#include <fmt/format.h>
#include <algorithm>
#include <boost/json.hpp>
#include <stdexcept>

#include "core/conditions/evaluation.h"
#include "core/conditions/explanation.h"
#include "core/conditions/readers.h"
#include "core/conditions/term.h"

namespace sb::conditions {
namespace {

template <class Visit>
void eachComparison(const Term& term, const Visit& visit) {
  if (term.op > Op::Constant) visit(term);
  for (const Term& below : term.terms)
    eachComparison(below, visit);
}

}  // namespace

std::string ConditionProblem::toText() const {
  if (member.empty()) return fmt::format("line {}, column {}: {}", line, column, what);
  return fmt::format("{}: {}", fmt::join(member, "."), what);
}

void throw_exception_from_error(const ConditionProblem& problem, const boost::source_location&) {
  throw std::logic_error("value() of a condition's problem: " + problem.toText());
}

Checked<Condition> Condition::made(Checked<Term> root) {
  if (!root) return root.error();
  return Condition(std::make_shared<const Term>(std::move(*root)));
}

Checked<Condition> Condition::parse(std::string_view text) { return made(readText(text)); }

Checked<Condition> Condition::fromJson(const boost::json::value& tree) {
  if (const auto* text = tree.if_string()) return parse({text->data(), text->size()});
  return made(readTree(tree));
}

std::string Condition::toText() const { return textOf(*m_root); }
boost::json::value Condition::toJson() const { return treeOf(*m_root); }

bool Condition::holds(const Facts& facts) const { return conditions::holds(*m_root, facts); }

Explained Condition::explain(const Facts& facts, Shown shown) const {
  return explained(*m_root, facts, shown);
}

FactSet Condition::needs() const {
  FactSet facts;
  eachComparison(*m_root, [&](const Term& term) { facts.add(term.path.fact); });
  return facts;
}

std::vector<FactPath> Condition::bodyPaths() const {
  std::vector<FactPath> paths;
  eachComparison(*m_root, [&](const Term& term) {
    const bool known = std::find(paths.begin(), paths.end(), term.path) != paths.end();
    if (term.path.fact == Fact::Body && !known) paths.push_back(term.path);
  });
  return paths;
}

bool Condition::operator==(const Condition& other) const {
  return m_root == other.m_root || *m_root == *other.m_root;
}

}  // namespace sb::conditions
