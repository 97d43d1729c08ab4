// The Messages API of Anthropic, versions 2023-06-01 and 2026-10-21.
// Source: Anthropic API reference, "Messages" and "Streaming messages".
#pragma once

#include "core/dialects/codec.h"

namespace sb::dialects::anthropic {

class MessagesCodec final : public Codec {
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

}  // namespace sb::dialects::anthropic
