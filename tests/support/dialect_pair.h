// A caller of one dialect and a provider of the same or another, and what both say. Pure.
#pragma once

#include <QTest>
#include <string>

#include "tests/support/anthropic.h"
#include "tests/support/engine.h"

namespace sb::test {

// "claude" speaks Anthropic's dialect, "gpt" OpenAI's.
inline std::string claude(std::uint16_t port, const std::string& more = "") {
  return "providers:\n" + providerLine("claude", port, "", "anthropic_compatible") + more;
}
inline std::string gpt(std::uint16_t port, const std::string& more = "") {
  return "providers:\n" + providerLine("gpt", port) + more;
}
inline std::string routeTo(const std::string& target, const std::string& params) {
  return "routes:\n  - name: r\n    flow: { target: " + target + ", params: " + params + " }\n";
}

inline constexpr const char* kStream = ",\"stream\":true";
inline constexpr const char* kTools =
    R"(,"tools":[{"name":"weather","description":"d","input_schema":{"type":"object"}}])";
inline constexpr const char* kChatTools =
    R"(,"tools":[{"type":"function","function":{"name":"weather","parameters":{"type":"object"}}}])";

inline Upstream::Answer chats() {
  return [](RawSocket& socket, const Upstream::Request& request) {
    const bool streams = request.body.find("\"stream\":true") != std::string::npos;
    const std::string usage =
        "data: {\"id\":\"c1\",\"choices\":[],\"usage\":{\"prompt_tokens\":10,"
        "\"completion_tokens\":5,\"total_tokens\":15}}\n\n";
    const std::string end = Upstream::finish();
    const std::size_t done = end.find("data: [DONE]");
    socket.send(streams ? Upstream::stream(Upstream::delta("h") + Upstream::delta("i") +
                                           end.substr(0, done) + usage + end.substr(done))
                        : Upstream::json(Upstream::completion("hi")));
  };
}

inline void addPairs() {
  QTest::addColumn<bool>("fromChat");
  QTest::addColumn<bool>("toChat");
  for (const bool from : {true, false})
    for (const bool to : {true, false})
      QTest::newRow(
          (std::string(from ? "chat" : "messages") + " to " + (to ? "chat" : "messages")).c_str())
          << from << to;
}

struct Pair {
  bool fromChat, toChat;
  std::string yaml(std::uint16_t port, const std::string& more = "") const {
    return toChat ? gpt(port, more) : claude(port, more);
  }
  std::string model() const { return toChat ? "gpt/m" : "claude/m"; }
  std::string path() const { return fromChat ? "/v1/chat/completions" : "/v1/messages"; }
  std::string body(const std::string& asked, const std::string& more) const {
    return fromChat ? chatBody(asked, "hi", more) : messagesBody(asked, "hi", more);
  }
  RawResponse ask(const Engine& engine, const std::string& more = "") const {
    return engine.ask("POST", path(), body(model(), more));
  }
  // What a client of the caller's dialect reads.
  std::string streamed(const RawResponse& answer) const {
    return joined(answer.body, fromChat ? "/choices/0/delta/content" : "/delta/text");
  }
  std::string text(const RawResponse& answer) const {
    return stringAt(parsed(answer.body),
                    fromChat ? "/choices/0/message/content" : "/content/0/text");
  }
  bool ended(const RawResponse& answer) const {
    return answer.body.find(fromChat ? "data: [DONE]" : "event: message_stop") != std::string::npos;
  }
};

inline std::string wholeMessage() {
  return R"({"id":"m1","type":"message","role":"assistant","model":"m","content":[{"type":"text","text":"hi"}],"stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":10,"output_tokens":5}})";
}

inline std::string messageStart() {
  return messageEvent(
             R"({"type":"message_start","message":{"id":"m1","type":"message","role":"assistant","model":"m","content":[],"usage":{"input_tokens":10,"output_tokens":1}}})") +
         messageEvent(
             R"({"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}})");
}

inline std::string textDelta(const std::string& text) {
  return messageEvent(
      R"({"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":")" + text +
      "\"}}");
}

inline std::string messageEnd() {
  return messageEvent(R"({"type":"content_block_stop","index":0})") +
         messageEvent(
             R"({"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":5}})") +
         messageEvent(R"({"type":"message_stop"})");
}

inline std::string streamOf(bool chat) {
  return chat ? Upstream::delta("h") + Upstream::delta("i") + Upstream::finish()
              : messageStart() + textDelta("h") + textDelta("i") + messageEnd();
}

}  // namespace sb::test
