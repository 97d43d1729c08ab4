// How a model of Anthropic's is told how much to think. Pure; any thread.
// Source: Anthropic, "Thinking", "Effort", and the migration guides of the models.
#pragma once

#include <cstdint>
#include <string>

#include "core/dialects/chat.h"
#include "core/dialects/json_out.h"
#include "core/dialects/losses.h"
#include "core/dialects/model_rules.h"

namespace sb::dialects::anthropic {

struct ThinkingPlan {
  enum class Kind { Unsaid, Budget, Adaptive, Disabled, BetweenTools };
  Kind kind = Kind::Unsaid;
  std::int64_t budget = 0;  // in tokens
  std::string effort;       // "" = the model's own
  bool shown = false;       // the text of thoughts has to be asked for

  bool thinks() const { return kind != Kind::Unsaid && kind != Kind::Disabled; }
  void write(JsonOut& out) const;  // the member `thinking`, if there is anything to say
};

// Whether the model must call a tool.
bool forced(const chat::ToolChoice& choice);

// `most`: the limit of the answer. `unthought`: the turn that the tools have answered shows no
// thinking that this API would accept.
ThinkingPlan planThinking(const chat::Request& request, const ModelRules& rules, std::int64_t most,
                          bool unthought, Losses& losses);

}  // namespace sb::dialects::anthropic
