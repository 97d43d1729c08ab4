// OpenAI's completions API of old, for callers: a prompt that becomes what the user says, and an
// answer whose text stands by itself. Providers that serve it get the bytes; no other provider is
// asked in it.
// Source: OpenAI API reference, "Completions" (object, create).
#pragma once

#include "core/dialects/codec.h"

namespace sb::dialects::openai_chat {

class CompletionsCodec final : public CallerCodec {
 public:
  Result<chat::Request> readRequest(std::string_view body) const override;
  std::string writeAnswer(const chat::Answer& answer, const AnswerName& name) const override;
  std::unique_ptr<ChatStreamWriter> streamWriter(const AnswerName& name) const override;
  std::string untold(const chat::Part& part) const override;
};

}  // namespace sb::dialects::openai_chat
