#include <algorithm>
#include <utility>

#include "core/dialects/openai_chat/common_members.h"
#include "core/dialects/openai_chat/completions_codec.h"
#include "core/dialects/request_read.h"

namespace sb::dialects::openai_chat {
namespace {

using namespace chat;

class Reader {
 public:
  Request request;

  bool member(std::string_view name, JsonCursor& value) {
    if (name == "prompt")
      prompt(value);
    else if (name == "best_of")
      m_best = takeNumber(value).value_or(1);
    else if (name == "suffix" || name == "echo" || name == "logprobs")
      own(name, value);
    else
      return readCommonMember(name, value, request);
    return true;
  }

  Status finish() {
    if (m_prompts == 0) return Error(ErrorKind::BadRequest, "prompt is missing", "prompt");
    if (m_prompts > 1 || !m_text)
      return Error(ErrorKind::UnsupportedParameter,
                   "prompt: several prompts in one request, or tokens in place of a text, reach "
                   "only providers that serve completions themselves",
                   "prompt");
    // Of `best_of` answers the `n` best are told: with no more than these there is no choice.
    if (m_best > std::max<std::int64_t>(1, request.choices))
      request.extras.push_back(Extra{"best_of", std::to_string(m_best)});
    Message message;
    message.content.emplace_back();
    message.content.back().what = Text{std::move(m_prompt), {}};
    request.messages.push_back(std::move(message));
    return {};
  }

 private:
  // A text, or a list of them.
  void prompt(JsonCursor& value) {
    if (value.peek() == 'n') return value.skip();
    if (value.peek() != '[') return text(value);
    value.elements([&](JsonCursor& one) { text(one); });
  }

  void text(JsonCursor& value) {
    ++m_prompts;
    m_text = value.peek() == '"';
    m_prompt = takeText(value);
  }

  // What changes the answer and has no like in a conversation.
  void own(std::string_view name, JsonCursor& value) {
    std::string raw = takeRaw(value);
    if (raw.empty() || raw == "false" || raw == "\"\"") return;
    request.extras.push_back(Extra{std::string(name), std::move(raw)});
  }

  std::string m_prompt;
  std::size_t m_prompts = 0;
  std::int64_t m_best = 1;
  bool m_text = false;  // the last prompt is one
};

}  // namespace

Result<Request> CompletionsCodec::readRequest(std::string_view body) const {
  return readRequestWith<Reader>(body, Dialect::OpenAiChat);
}

}  // namespace sb::dialects::openai_chat
