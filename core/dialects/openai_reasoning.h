// How models of OpenAI's are told how much to think, and what they take of sampling; both of its
// dialects say the same. Pure; any thread.
// Source: OpenAI, "Reasoning models", "Using the latest model" (parameter compatibility).
#pragma once

#include <string>

#include "core/dialects/chat.h"
#include "core/dialects/losses.h"
#include "core/dialects/model_rules.h"

namespace sb::dialects {

// The effort that the model is told; "" = none is named.
std::string openAiEffort(const chat::Request& request, const ModelRules& rules, Losses& losses);

// Whether it takes temperature and the like beside that effort.
bool takesSampling(const ModelRules& rules, std::string_view effort);

// Notes temperature and top_p as what such a model is not told: they say how words are chosen, and
// it chooses them in its own way.
void dropChoosing(const chat::Sampling& sampling, Losses& losses);

}  // namespace sb::dialects
