// The chat completions API of OpenAI and of those who speak like it.
// Source: OpenAI API reference, "Chat completions" (object, chunk object, create).
#pragma once

#include "core/dialects/codec.h"

namespace sb::dialects::openai_chat {

class ChatCodec final : public Codec {
 public:
  Result<chat::Request> readRequest(std::string_view body) const override;
  Written writeRequest(const chat::Request& request, const Target& target) const override;
  bool wantsBytes(const chat::Media& media, const Target& target) const override;
  Result<chat::Answer> readAnswer(std::string_view body) const override;
  std::string writeAnswer(const chat::Answer& answer, const AnswerName& name) const override;
  std::unique_ptr<ChatStreamReader> streamReader() const override;
  std::unique_ptr<ChatStreamWriter> streamWriter(const AnswerName& name) const override;
  std::string untold(const chat::Part& part) const override;
};

}  // namespace sb::dialects::openai_chat
