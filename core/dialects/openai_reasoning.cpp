#include "core/dialects/openai_reasoning.h"

#include <cstdlib>

namespace sb::dialects {

using chat::Reasoning;

std::string openAiEffort(const chat::Request& request, const ModelRules& rules, Losses& losses) {
  const Reasoning& reasoning = request.reasoning;
  const bool known = rules.maker == ModelRules::Maker::OpenAi;
  const bool off = reasoning.mode == Reasoning::Mode::Off || reasoning.effort == "none" ||
                   (reasoning.budget && *reasoning.budget <= 0);
  if (known && rules.thinking == ModelRules::Thinking::None) {
    losses.droppedIf(reasoning.said() && !off, "thinking: the model does not know it");
    return {};
  }
  std::string wanted = reasoning.effort;
  if (wanted.empty() && reasoning.budget) {
    losses.converted("the budget for thinking became an effort");
    wanted = effortOfBudget(*reasoning.budget);
  }
  if (known && off) wanted = "none";
  losses.droppedIf(wanted.empty() && reasoning.mode != Reasoning::Mode::Unsaid,
                   "thinking: the model's default");
  if (!known || wanted.empty()) return wanted;
  std::string told(rules.effortFor(wanted));
  if (told != wanted) losses.converted("effort: " + wanted + " became " + told);
  return told;
}

bool takesSampling(const ModelRules& rules, std::string_view effort) {
  if (rules.maker != ModelRules::Maker::OpenAi) return true;
  if (rules.sampling != ModelRules::Sampling::Unthinking)
    return rules.sampling != ModelRules::Sampling::None;
  return (effort.empty() ? std::string_view(rules.unsaid) : effort) == "none";
}

void dropChoosing(const chat::Sampling& sampling, Losses& losses) {
  const auto said = [](const std::string& value) {
    return !value.empty() && std::strtod(value.c_str(), nullptr) != 1;
  };
  losses.droppedIf(said(sampling.temperature), "temperature: a model that thinks takes none");
  losses.droppedIf(said(sampling.topP), "top_p: a model that thinks takes none");
}

}  // namespace sb::dialects
