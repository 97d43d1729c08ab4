// What an answer says, in a form to compare and to read.
#pragma once

#include <algorithm>
#include <boost/json.hpp>
#include <string>
#include <string_view>

#include "core/base/json.h"
#include "core/dialects/chat.h"

namespace sb::dialects::test {

// A chat provider's signature stands in an envelope with what else must go back.
inline std::string sealOf(const chat::Signature& signature) {
  if (signature.origin != Dialect::OpenAiChat) return signature.data;
  const auto envelope = json::parse(signature.data);
  if (!envelope || !envelope->is_object()) return signature.data;
  for (const char* name : {"signature", "data"})
    if (const auto* value = envelope->get_object().if_contains(name); value && value->is_string())
      return std::string(value->get_string());
  return signature.data;
}

inline std::string told(const chat::ToolCall& call) {
  const auto value = json::parse(call.arguments.empty() ? "{}" : call.arguments);
  return "call " + call.id + " " + call.name + " " +
         (value ? json::write(*value) : "broken: " + call.arguments) + "\n";
}

// Padding says nothing.
inline std::string told(const chat::Media& media) {
  std::string bytes = media.base64;
  bytes.erase(bytes.find_last_not_of('=') + 1);
  return "media " + media.mime + " " + bytes + media.url + media.fileId + "\n";
}

// The signature of a call may stand on it or before it.
inline std::string told(const chat::Part& part) {
  using namespace chat;
  if (const auto* text = as<Text>(part))
    return text->text.empty() ? std::string() : "text: " + text->text + "\n";
  if (const auto* refusal = as<Refusal>(part)) return "refusal: " + refusal->text + "\n";
  if (const auto* call = as<ToolCall>(part))
    return (call->signature ? "thinking:  signed " + call->signature->data + "\n" : "") +
           told(*call);
  if (const auto* thinking = as<Thinking>(part))
    return "thinking: " + thinking->text +
           (thinking->signature ? " signed " + sealOf(*thinking->signature) : "") + "\n";
  if (const auto* media = as<Media>(part)) return told(*media);
  if (const auto* opaque = as<Opaque>(part)) return "of its own: " + opaque->type + "\n";
  return "something else\n";
}

inline std::string told(const Usage& usage) {
  std::string out = "usage";
  const auto add = [&out](const char* name, std::int64_t count) {
    if (count > 0) out += std::string(" ") + name + " " + std::to_string(count);
  };
  add("input", usage.input);
  add("read", usage.cacheRead);
  add("written", usage.cacheWrite);
  add("written for an hour", usage.cacheWrite1h);
  add("input audio", usage.inputAudio);
  add("output", usage.output);
  add("reasoning", usage.reasoning);
  add("output audio", usage.outputAudio);
  return out + "\n";
}

// Ids of answers, names of models and the raw words for the end are each dialect's own business,
// and so is whether what was not said was refused or filtered.
inline std::string told(const chat::Answer& answer) {
  using namespace chat;
  std::string out;
  for (const Choice& choice : answer.choices) {
    for (const Part& part : choice.content)
      out += told(part);
    const bool filtered = choice.finish == Finish::ContentFilter;
    const Finish finish = filtered ? Finish::Refusal : choice.finish;
    out += "finish " + std::to_string(static_cast<int>(finish)) + "\n";
  }
  // Where a number must stand, nothing is told as 0.
  return answer.usage.value_or(Usage()) == Usage() ? out : out + told(*answer.usage);
}

}  // namespace sb::dialects::test
