#include "core/dialects/openai_chat/earlier_thinking.h"

#include <algorithm>
#include <string>

#include "core/dialects/openai_chat/reasoning_details.h"

namespace sb::dialects::openai_chat {
namespace {

using namespace chat;
using Member = ThinkingBack::Member;

template <class What>
bool any(const Message& message) {
  return std::any_of(message.content.begin(), message.content.end(),
                     [](const Part& part) { return as<What>(part) != nullptr; });
}

// A turn of the model lasts until somebody else than its tools speaks.
bool endsTurn(const Message& message) {
  return message.role == Role::User &&
         std::any_of(message.content.begin(), message.content.end(),
                     [](const Part& part) { return as<ToolResult>(part) == nullptr; });
}

std::vector<bool> toolTurns(const std::vector<Message>& messages) {
  std::vector<bool> in(messages.size());
  std::size_t begin = 0;
  bool calls = false;
  const auto settle = [&](std::size_t end) {
    for (; begin < end; ++begin)
      in[begin] = calls;
    calls = false;
  };
  for (std::size_t at = 0; at < messages.size(); ++at) {
    if (endsTurn(messages[at])) settle(at);
    calls = calls || any<ToolCall>(messages[at]);
  }
  settle(messages.size());
  return in;
}

}  // namespace

EarlierThinking::EarlierThinking(const Request& request, const ThinkingBack& back)
    : m_request(request), m_back(back) {
  if (back.toolTurnsOnly) m_toolTurns = toolTurns(request.messages);
}

bool EarlierThinking::goesBack(std::size_t message) const {
  return m_back.member != Member::None && (!m_back.toolTurnsOnly || m_toolTurns[message]);
}

bool EarlierThinking::takes(const Thinking& thinking) const {
  if (!thinking.signature) return true;
  return m_back.member == Member::ReasoningDetails &&
         thinking.signature->origin == Dialect::OpenAiChat;
}

void EarlierThinking::leave(std::size_t message, Losses& losses) const {
  const std::vector<Part>& content = m_request.messages[message].content;
  for (std::size_t i = 0; i < content.size(); ++i)
    losses.droppedIf(as<Thinking>(content[i]) != nullptr,
                     place(message, i) + ": thinking of an earlier turn");
}

void EarlierThinking::write(std::size_t message, JsonOut& out, Losses& losses) const {
  if (!goesBack(message)) return leave(message, losses);
  const std::vector<Part>& content = m_request.messages[message].content;
  std::vector<const Thinking*> taken;
  for (std::size_t i = 0; i < content.size(); ++i) {
    const auto* thinking = as<Thinking>(content[i]);
    if (thinking == nullptr) continue;
    if (takes(*thinking))
      taken.push_back(thinking);
    else
      losses.dropped(place(message, i) + ": thinking that another provider signed");
  }
  if (taken.empty() && !m_back.required) return;
  if (m_back.member == Member::ReasoningDetails) {
    out.beginList("reasoning_details");
    for (std::size_t i = 0; i < taken.size(); ++i)
      writeReasoningDetail(out, *taken[i], static_cast<int>(i));
    return out.endList();
  }
  std::string words;
  for (const Thinking* thinking : taken)
    words += thinking->text;
  out.text(m_back.member == Member::Reasoning ? "reasoning" : "reasoning_content", words);
}

}  // namespace sb::dialects::openai_chat
