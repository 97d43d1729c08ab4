// What the model thought in earlier turns, as the target takes it back (thinking_back.h). What
// another provider has signed stays away. One request; one thread.
#pragma once

#include <cstddef>
#include <vector>

#include "core/dialects/json_out.h"
#include "core/dialects/losses.h"
#include "core/dialects/thinking_back.h"

namespace sb::dialects::openai_chat {

class EarlierThinking {
 public:
  EarlierThinking(const chat::Request& request, const ThinkingBack& back);

  // The member of the model's message, if there is one; notes what stays behind.
  void write(std::size_t message, JsonOut& out, Losses& losses) const;
  // Only the notes, for a message that is not told.
  void leave(std::size_t message, Losses& losses) const;

 private:
  bool goesBack(std::size_t message) const;
  bool takes(const chat::Thinking& thinking) const;

  const chat::Request& m_request;
  ThinkingBack m_back;
  std::vector<bool> m_toolTurns;  // by message: the model has called tools in its turn
};

}  // namespace sb::dialects::openai_chat
