// What models refuse or want otherwise than their API says, by their names: how they are told how
// much to think, which of the sampling they take, in which API they are best asked. Read once from
// the embedded resources/catalog/model_rules.json, immutable, alive for ever; any thread.
//
// A row's `match` holds patterns of the name (* any text, ? any character, [2-9] one of these),
// without what stands before its last slash and behind a colon, in lower case. The first row that
// fits counts; a model without a row is told what its API knows.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/dialects/chat.h"
#include "core/dialects/dialect.h"

namespace sb::dialects {

struct ModelRules {
  enum class Maker : std::uint8_t { Other, OpenAi, Anthropic };
  // How it is told how much to think: a budget of tokens, adaptive thinking with an effort, either
  // of them, an effort alone, or not at all.
  enum class Thinking : std::uint8_t { Budget, Adaptive, Either, Effort, None };
  // How Claude is told not to think: by nothing, by a type of `thinking`, or in no way.
  enum class Off : std::uint8_t { Unsaid, Disabled, BetweenTools, Never };
  // Of temperature and top_p: both, one of them, both while it does not think, or none.
  enum class Sampling : std::uint8_t { All, One, Unthinking, None };

  std::vector<std::string> match;
  Maker maker = Maker::Other;
  Thinking thinking = Thinking::Budget;
  Off off = Off::Unsaid;
  Sampling sampling = Sampling::All;
  std::vector<std::string> efforts;  // that it knows, the least first; empty: any
  std::string unsaid;                // the effort of a request that names none, where known
  bool hidden = false;               // thoughts come without their text unless asked for
  bool forcedTools = true;           // a tool can be required
  bool schemas = true;               // an answer can be held to a schema
  std::optional<Dialect> dialect;    // it is asked in this one where its provider speaks it …
  bool only = false;                 // … for its maker serves it in no other

  // What a wanted effort becomes: the same, the largest below it, else the least there is. Only
  // "none" becomes "none".
  std::string_view effortFor(std::string_view wanted) const;
};

const ModelRules& rulesOf(std::string_view model);

// "none" for a budget of nothing, else the word that stands for about so many tokens.
std::string_view effortOfBudget(std::int64_t budget);

// Reads a document in the format of model_rules.json.
Result<std::vector<ModelRules>> parseRules(std::string_view json);

}  // namespace sb::dialects
