// The Responses API of OpenAI and of those who speak like it.
// Source: OpenAI API reference, "Responses" and "Streaming events", as the types of the official
// Node package (openai 6.49) put them.
#pragma once

#include "core/dialects/codec.h"

namespace sb::dialects::openai_responses {

class ResponsesCodec final : public Codec {
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

}  // namespace sb::dialects::openai_responses
