// The codecs under test, the recorded answers, and ways to compare what they say.
#pragma once

#include <QDir>
#include <QFile>
#include <QString>
#include <string>
#include <string_view>
#include <vector>

#include "core/dialects/anthropic/messages_codec.h"
#include "core/dialects/chat_collector.h"
#include "core/dialects/gemini/content_codec.h"
#include "core/dialects/openai_chat/chat_codec.h"
#include "core/dialects/openai_responses/responses_codec.h"
#include "tests/core/dialects/told.h"

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

inline const Known& knownAs(std::string_view name) {
  for (const Known& known : codecs())
    if (known.name == name) return known;
  qFatal("no such dialect");
}
inline const Codec& codecOf(std::string_view name) { return knownAs(name).codec; }

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

inline chat::Answer assembled(const Codec& codec, const std::vector<std::string>& events) {
  ChatCollector collector;
  const auto reader = codec.streamReader();
  for (const std::string& event : events)
    reader->event({}, event, collector);
  if (!reader->finish(collector)) qFatal("the stream did not end");
  return collector.answer();
}

}  // namespace sb::dialects::test
