// A conversation as the API wants it: the user and the model in turns, each part with the signature
// that belongs to it. Pure; any thread.
// Source: Gemini API reference, "Thought signatures".
#pragma once

#include <string>
#include <vector>

#include "core/dialects/chat.h"
#include "core/dialects/losses.h"

namespace sb::dialects::gemini {

// Parts point into the request.
struct Line {
  const chat::Part* part = nullptr;  // null: the signature stands alone
  std::string where;
  std::string signature;  // "" = none
};

struct Turn {
  bool model = false;
  std::vector<Line> lines;  // of the user: the answers of functions first
};

struct Turns {
  std::vector<Line> system;
  std::vector<Turn> turns;
};

// `signedCalls`: the model refuses calls without signatures, so those that have none are told not
// to be looked at.
Turns turnsOf(const chat::Request& request, bool signedCalls, Losses& losses);

}  // namespace sb::dialects::gemini
