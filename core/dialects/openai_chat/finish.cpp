#include "core/dialects/openai_chat/finish.h"

#include <algorithm>
#include <array>

namespace sb::dialects::openai_chat {

using chat::Finish;

namespace {

struct Reason {
  std::string_view name;
  Finish finish;
};
// OpenAI's own, and those by which other providers of this API say that an answer is no whole one:
// Mistral's model_length; Z.ai's model_context_window_exceeded, sensitive and network_error;
// DeepSeek's insufficient_system_resource; abort of vLLM and SGLang. What breaks off in the middle
// is cut short. Names that are not known end an answer as "stop" does.
constexpr std::array kReasons{
    Reason{"length", Finish::Length},
    Reason{"max_tokens", Finish::Length},
    Reason{"model_length", Finish::Length},
    Reason{"model_context_window_exceeded", Finish::Length},
    Reason{"insufficient_system_resource", Finish::Length},
    Reason{"network_error", Finish::Length},
    Reason{"abort", Finish::Length},
    Reason{"tool_calls", Finish::ToolCalls},
    Reason{"function_call", Finish::ToolCalls},
    Reason{"content_filter", Finish::ContentFilter},
    Reason{"sensitive", Finish::ContentFilter},
    Reason{"refusal", Finish::Refusal},
    Reason{"error", Finish::Error},
};

}  // namespace

Finish finishOf(std::string_view reason, Answered said) {
  if (reason.empty() && !said.calls) return said.refusal ? Finish::Refusal : Finish::Unsaid;
  const auto* const known = std::ranges::find(kReasons, reason, &Reason::name);
  if (known != kReasons.end()) return known->finish;
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
