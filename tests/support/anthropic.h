// Requests of Anthropic's dialect, its recorded answers as an upstream sends them, and what a
// client makes of a stream, without the code under test. Pure.
#pragma once

#include <QFile>
#include <QString>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/openai.h"
#include "tests/support/upstream.h"

namespace sb::test {

inline std::string messagesBody(std::string_view model, std::string_view user = "hi",
                                std::string_view more = {}) {
  return R"({"model":)" + json::quoted(model) +
         R"(,"max_tokens":256,"messages":[{"role":"user","content":)" + json::quoted(user) + "}]" +
         std::string(more) + "}";
}

// A file of tests/core/dialects/recorded.
inline std::string recorded(const std::string& file) {
  QFile opened(QStringLiteral(SB_SOURCE_DIR "/tests/core/dialects/recorded/") +
               QString::fromStdString(file));
  if (!opened.open(QIODevice::ReadOnly)) qFatal("cannot read %s", file.c_str());
  return opened.readAll().toStdString();
}

// One event as its API sends it.
inline std::string messageEvent(const std::string& data) {
  return "event: " + stringAt(parsed(data), "/type") + "\ndata: " + data + "\n\n";
}

// The stream whose events' data stands in the lines of a recorded file.
inline std::string recordedStream(const std::string& file) {
  const std::string text = recorded(file);
  std::string out;
  for (const std::string_view line : split(text, '\n'))
    if (!trim(line).empty()) out += messageEvent(std::string(trim(line)));
  return out;
}

// An upstream that answers every question with the recorded answer of that name, whole or as a
// stream.
inline Upstream::Answer answersWith(const std::string& name) {
  return [whole = recorded("anthropic/" + name + ".json"),
          stream = recordedStream("anthropic/" + name + ".events")](
             RawSocket& socket, const Upstream::Request& request) {
    const bool streams = request.body.find("\"stream\":true") != std::string::npos;
    socket.send(streams ? Upstream::stream(stream) : Upstream::json(whole));
  };
}

// The types of a stream's events in order; repetitions of deltas and pings are left out.
inline std::string typesOf(const std::string& stream) {
  std::string types;
  for (const std::string& event : eventsOf(stream)) {
    const std::string type = stringAt(parsed(event), "/type");
    if (type == "ping" || types.ends_with(type)) continue;
    types += (types.empty() ? "" : " ") + type;
  }
  return types;
}

// What the deltas of a stream say under this pointer.
inline std::string joined(const std::string& stream, std::string_view pointer) {
  std::string text;
  for (const std::string& event : eventsOf(stream))
    text += stringAt(parsed(event), pointer);
  return text;
}

}  // namespace sb::test
