// The Gemini API of Google: generateContent and streamGenerateContent. The model and whether to
// stream stand in the URL there: readers of requests leave both open, writers do not tell them.
// Source: Gemini API reference, "Generating content", "Function calling", "Thinking", "Thought
// signatures", "Structured output".
#pragma once

#include "core/dialects/codec.h"

namespace sb::dialects::gemini {

class ContentCodec final : public Codec {
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

}  // namespace sb::dialects::gemini
