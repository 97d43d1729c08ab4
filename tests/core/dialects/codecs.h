// The codecs under test, the recorded answers, and ways to compare what they say.
#pragma once

#include <QDir>
#include <QFile>
#include <QString>
#include <boost/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"
#include "core/dialects/anthropic/messages_codec.h"
#include "core/dialects/chat_collector.h"
#include "core/dialects/gemini/content_codec.h"
#include "core/dialects/openai_chat/chat_codec.h"
#include "core/dialects/openai_responses/responses_codec.h"

namespace sb::dialects::test {

struct Known {
  std::string_view name;
  const Codec& codec;
};

inline const std::vector<Known>& codecs() {
  static const openai_chat::ChatCodec chat;
  static const anthropic::MessagesCodec messages;
  static const gemini::ContentCodec content;
  static const openai_responses::ResponsesCodec responses;
  static const std::vector<Known> all{{"openai_chat", chat},
                                      {"anthropic", messages},
                                      {"gemini", content},
                                      {"openai_responses", responses}};
  return all;
}

inline const Codec& codecOf(std::string_view name) {
  for (const Known& known : codecs())
    if (known.name == name) return known.codec;
  qFatal("no such dialect");
}

inline QDir recorded(std::string_view dialect) {
  return QDir(QStringLiteral(SB_SOURCE_DIR "/tests/core/dialects/recorded/") +
              QString::fromUtf8(dialect.data(), static_cast<qsizetype>(dialect.size())));
}

inline std::string contents(const QString& path) {
  QFile file(path);
  if (!file.open(QIODevice::ReadOnly)) qFatal("cannot read %s", qPrintable(path));
  return file.readAll().toStdString();
}

// The data of each event of a recording.
inline std::vector<std::string> eventsOf(const QString& path) {
  std::vector<std::string> events;
  std::string line;
  for (const char c : contents(path) + "\n") {
    if (c != '\n') {
      line += c;
      continue;
    }
    if (!line.empty()) events.push_back(std::move(line));
    line.clear();
  }
  return events;
}

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

// What an answer says, in a form to compare and to read: ids of answers, names of models and the
// raw words for the end are each dialect's own business, and so is whether what was not said was
// refused or filtered. The signature of a call may stand on it or before it.
inline std::string told(const chat::Answer& answer) {
  using namespace chat;
  std::string out;
  for (const Choice& choice : answer.choices) {
    for (const Part& part : choice.content) {
      if (const auto* text = as<Text>(part)) out += "text: " + text->text + "\n";
      if (const auto* refusal = as<Refusal>(part)) out += "refusal: " + refusal->text + "\n";
      if (const auto* call = as<ToolCall>(part)) {
        const auto value = json::parse(call->arguments.empty() ? "{}" : call->arguments);
        if (call->signature) out += "thinking:  signed " + call->signature->data + "\n";
        out += "call " + call->id + " " + call->name + " " +
               (value ? json::write(*value) : "broken: " + call->arguments) + "\n";
      }
      if (const auto* thinking = as<Thinking>(part))
        out += "thinking: " + thinking->text +
               (thinking->signature ? " signed " + sealOf(*thinking->signature) : "") + "\n";
    }
    const bool filtered = choice.finish == Finish::ContentFilter;
    const Finish finish = filtered ? Finish::Refusal : choice.finish;
    out += "finish " + std::to_string(static_cast<int>(finish)) + "\n";
  }
  if (answer.usage)
    out += "usage " + std::to_string(answer.usage->totalInput()) + " of that cached " +
           std::to_string(answer.usage->cacheRead) + ", answered " +
           std::to_string(answer.usage->totalOutput()) + "\n";
  return out;
}

inline chat::Answer assembled(const Codec& codec, const std::vector<std::string>& events) {
  ChatCollector collector;
  const auto reader = codec.streamReader();
  for (const std::string& event : events)
    reader->event({}, event, collector);
  if (!reader->finish(collector)) qFatal("the stream did not end");
  return collector.answer();
}

}  // namespace sb::dialects::test
