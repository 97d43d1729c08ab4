#include "core/dialects/openai_chat/finish.h"

namespace sb::dialects::openai_chat {

using chat::Finish;

Finish finishOf(std::string_view reason, Answered said) {
  if (reason.empty() && !said.calls) return said.refusal ? Finish::Refusal : Finish::Unsaid;
  if (reason == "length" || reason == "max_tokens") return Finish::Length;
  if (reason == "tool_calls" || reason == "function_call") return Finish::ToolCalls;
  if (reason == "content_filter") return Finish::ContentFilter;
  if (reason == "refusal") return Finish::Refusal;
  if (reason == "error") return Finish::Error;
  if (said.calls) return Finish::ToolCalls;
  return said.refusal ? Finish::Refusal : Finish::Stop;
}

std::string_view finishName(Finish finish, bool functions) {
  switch (finish) {
    case Finish::Length:
      return "length";
    case Finish::ToolCalls:
      return functions ? "function_call" : "tool_calls";
    case Finish::ContentFilter:
    case Finish::Refusal:
      return "content_filter";
    case Finish::Unsaid:
    case Finish::Stop:
    case Finish::Pause:
    case Finish::Error:
      break;
  }
  return "stop";
}

}  // namespace sb::dialects::openai_chat
