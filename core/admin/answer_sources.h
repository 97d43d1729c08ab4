// The pages and documents that an answer names, each once. Pure; any thread.
#pragma once

#include <string>
#include <vector>

#include "core/dialects/chat.h"

namespace sb::admin {

struct AnswerSource {
  std::string title, url;
  std::string text;  // what was quoted
};

std::vector<AnswerSource> sourcesOf(const dialects::chat::Choice& choice);

}  // namespace sb::admin
