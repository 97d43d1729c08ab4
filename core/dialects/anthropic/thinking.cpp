#include "core/dialects/anthropic/thinking.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace sb::dialects::anthropic {
namespace {

using namespace chat;
using Kind = ThinkingPlan::Kind;
using Off = ModelRules::Off;
using Style = ModelRules::Thinking;

constexpr std::int64_t kLeastBudget = 1'024;
constexpr std::string_view kMostUnthought = "high";  // effort of a model that is told not to think

bool wantsNone(const Reasoning& reasoning) {
  return reasoning.mode == Reasoning::Mode::Off || reasoning.effort == "none" ||
         (reasoning.budget && *reasoning.budget <= 0);
}

class Planner {
 public:
  Planner(const Request& request, const ModelRules& rules, Losses& losses)
      : m_request(request), m_reasoning(request.reasoning), m_rules(rules), m_losses(losses) {}

  ThinkingPlan adaptive();
  ThinkingPlan budget(std::int64_t most, bool unthought);

 private:
  ThinkingPlan off();
  ThinkingPlan unthinking(std::string effort);
  std::string effort();
  std::int64_t wantedBudget(std::int64_t most);
  bool mayThink(bool unthought);
  bool forcedHere() const { return m_rules.forcedTools && forced(m_request.toolChoice); }

  const Request& m_request;
  const Reasoning& m_reasoning;
  const ModelRules& m_rules;
  Losses& m_losses;
};

ThinkingPlan Planner::off() {
  ThinkingPlan plan;
  if (m_rules.off == Off::Disabled) plan.kind = Kind::Disabled;
  if (m_rules.off == Off::BetweenTools) plan.kind = Kind::BetweenTools;
  if (m_rules.off != Off::Never) return plan;
  plan.effort = m_rules.effortFor("low");
  m_losses.converted("thinking: the model always thinks, so with effort " + plan.effort);
  return plan;
}

// A tool cannot be forced upon a model that thinks (T61).
ThinkingPlan Planner::unthinking(std::string effort) {
  ThinkingPlan plan;
  plan.effort = std::move(effort);
  if (m_rules.off != Off::Disabled) return plan;
  plan.kind = Kind::Disabled;
  if (plan.effort != "xhigh" && plan.effort != "max") return plan;
  plan.effort = kMostUnthought;
  m_losses.converted("effort: high is the most there is without thinking");
  return plan;
}

std::string Planner::effort() {
  std::string wanted = m_reasoning.effort;
  if (wanted.empty() && m_reasoning.budget) {
    wanted = effortOfBudget(*m_reasoning.budget);
    m_losses.converted("the budget for thinking became an effort");
  }
  std::string told(m_rules.effortFor(wanted));
  if (told != wanted) m_losses.converted("effort: " + wanted + " became " + told);
  return told;
}

ThinkingPlan Planner::adaptive() {
  if (wantsNone(m_reasoning)) return off();
  if (!m_reasoning.said()) {
    if (!forcedHere() || m_rules.off != Off::Disabled) return {};
    m_losses.converted("thinking: off, for a tool is required");
    return unthinking({});
  }
  ThinkingPlan plan;
  plan.effort = effort();
  if (forcedHere()) {
    m_losses.dropped("thinking: a tool is required");
    return unthinking(std::move(plan.effort));
  }
  plan.kind = Kind::Adaptive;
  plan.shown = m_rules.hidden && m_reasoning.shown.value_or(true);
  return plan;
}

// Shares of the answer's limit for the words that stand for them, as OpenRouter has them.
std::int64_t Planner::wantedBudget(std::int64_t most) {
  struct Share {
    std::string_view effort;
    std::int64_t percent;
  };
  static constexpr std::array<Share, 6> kShares{
      {{"minimal", 10}, {"low", 20}, {"medium", 50}, {"high", 80}, {"xhigh", 95}, {"max", 95}}};
  if (m_reasoning.budget) return *m_reasoning.budget;
  for (const Share& share : kShares)
    if (share.effort == m_reasoning.effort)
      return std::max(kLeastBudget, most * share.percent / 100);
  const bool adaptive = m_reasoning.mode == Reasoning::Mode::Adaptive;
  if (adaptive) m_losses.converted("adaptive thinking became a budget");
  return adaptive || m_reasoning.mode == Reasoning::Mode::On ? std::max(kLeastBudget, most / 2) : 0;
}

// A turn of the model that goes on after its tools' answers must begin with what it thought.
bool Planner::mayThink(bool unthought) {
  if (forced(m_request.toolChoice)) return m_losses.dropped("thinking: a tool is required"), false;
  m_losses.droppedIf(unthought, "thinking: the turn before has none that this API would accept");
  return !unthought;
}

ThinkingPlan Planner::budget(std::int64_t most, bool unthought) {
  if (wantsNone(m_reasoning)) return off();
  const std::int64_t wanted = wantedBudget(most);
  ThinkingPlan plan;
  if (wanted <= 0 || !mayThink(unthought)) return plan;
  if (most <= kLeastBudget)
    return m_losses.dropped("thinking: the answer's limit leaves no room for it"), plan;
  plan.kind = Kind::Budget;
  plan.budget = std::clamp(wanted, kLeastBudget, most - 1);
  return plan;
}

}  // namespace

void ThinkingPlan::write(JsonOut& out) const {
  if (kind == Kind::Unsaid) return;
  out.beginObject("thinking");
  switch (kind) {
    case Kind::Budget:
      out.text("type", "enabled");
      out.number("budget_tokens", budget);
      break;
    case Kind::Adaptive:
      out.text("type", "adaptive");
      if (shown) out.text("display", "summarized");
      break;
    case Kind::Disabled:
      out.text("type", "disabled");
      break;
    case Kind::BetweenTools:
      out.text("type", "between_tools");
      break;
    case Kind::Unsaid:
      break;
  }
  out.endObject();
}

bool forced(const ToolChoice& choice) {
  return choice.kind == ToolChoice::Kind::Required || choice.kind == ToolChoice::Kind::Named ||
         choice.required;
}

ThinkingPlan planThinking(const Request& request, const ModelRules& rules, std::int64_t most,
                          bool unthought, Losses& losses) {
  const Reasoning& reasoning = request.reasoning;
  Planner planner(request, rules, losses);
  const bool known = rules.maker == ModelRules::Maker::Anthropic;
  const Style style = known ? rules.thinking : Style::Budget;
  if (style == Style::None) {
    losses.droppedIf(reasoning.said() && !wantsNone(reasoning),
                     "thinking: the model does not know it");
    return {};
  }
  const bool adaptive = style == Style::Adaptive || (style == Style::Either && !reasoning.budget);
  return adaptive ? planner.adaptive() : planner.budget(most, unthought);
}

}  // namespace sb::dialects::anthropic
