// Every caller's dialect and every provider's, as data: how a client asks and reads, what a
// provider says. A dialect is added by one row of each table. Pure.
//
// Written by hand, the members after the APIs' references, the words ours. OpenAI API reference:
// "Create chat completion" and "The chat completion chunk object", "Create completion", "Create a
// model response" and "Streaming events". Anthropic API reference: "Create a Message", guide
// "Streaming messages". Gemini API reference: models.generateContent and streamGenerateContent.
// Errors within streams are those that the providers send: OpenAI's error object, Anthropic's
// event "error", Google's google.rpc.Status. What providers sent themselves is under
// tests/core/dialects/recorded.
#pragma once

#include <QTest>
#include <string>
#include <vector>

#include "tests/support/dialect_pair.h"

namespace sb::test {

// How a client of a dialect asks, and where it reads what was said.
struct Caller {
  const char* name;
  const char* path;        // "*" stands for the model
  const char* streamPath;  // the same for streams
  const char* body;        // "*" stands for the model
  const char* streamMember;
  const char* tools;                            // null: it has none
  const char *text, *toolName, *toolArguments;  // in whole answers; arguments: a text or an object
  const char *textDelta, *argumentsDelta;       // in events
  const char *input, *output;                   // usage
  const char* end;                              // stands in each stream that is complete
};

inline constexpr const char* kSchema =
    R"({"type":"object","properties":{"city":{"type":"string"}}})";

inline const Caller kCallers[] = {
    {"openai_chat", "/v1/chat/completions", "/v1/chat/completions",
     R"({"model":"*","messages":[{"role":"user","content":"hi"}])",
     R"(,"stream":true,"stream_options":{"include_usage":true})",
     R"(,"tools":[{"type":"function","function":{"name":"weather","parameters":@}}])",
     "/choices/0/message/content", "/choices/0/message/tool_calls/0/function/name",
     "/choices/0/message/tool_calls/0/function/arguments", "/choices/0/delta/content",
     "/choices/0/delta/tool_calls/0/function/arguments", "/usage/prompt_tokens",
     "/usage/completion_tokens", "data: [DONE]"},
    {"anthropic", "/v1/messages", "/v1/messages",
     R"({"model":"*","max_tokens":99,"messages":[{"role":"user","content":"hi"}])",
     R"(,"stream":true)", R"(,"tools":[{"name":"weather","input_schema":@}])", "/content/0/text",
     "/content/0/name", "/content/0/input", "/delta/text", "/delta/partial_json",
     "/usage/input_tokens", "/usage/output_tokens", "event: message_stop"},
    {"gemini", "/v1beta/models/*:generateContent", "/v1beta/models/*:streamGenerateContent?alt=sse",
     R"({"contents":[{"role":"user","parts":[{"text":"hi"}]}])", "",
     R"(,"tools":[{"functionDeclarations":[{"name":"weather","parameters":@}]}])",
     "/candidates/0/content/parts/0/text", "/candidates/0/content/parts/0/functionCall/name",
     "/candidates/0/content/parts/0/functionCall/args", "/candidates/0/content/parts/0/text",
     "/candidates/0/content/parts/0/functionCall/args", "/usageMetadata/promptTokenCount",
     "/usageMetadata/candidatesTokenCount", "\"finishReason\":\"STOP\""},
    {"openai_responses", "/v1/responses", "/v1/responses", R"({"model":"*","input":"hi")",
     R"(,"stream":true)", R"(,"tools":[{"type":"function","name":"weather","parameters":@}])",
     "/output/0/content/0/text", "/output/0/name", "/output/0/arguments", "/delta", "/delta",
     "/usage/input_tokens", "/usage/output_tokens", "event: response.completed"},
    {"completions", "/v1/completions", "/v1/completions", R"({"model":"*","prompt":"hi")",
     R"(,"stream":true,"stream_options":{"include_usage":true})", nullptr, "/choices/0/text",
     nullptr, nullptr, "/choices/0/text", nullptr, "/usage/prompt_tokens",
     "/usage/completion_tokens", "data: [DONE]"},
};

inline bool completions(const Caller& caller) { return caller.name == std::string("completions"); }

// What a provider says to everything: a text, or a call of a tool.
struct Provider {
  const char* name;
  const char* kind;
  std::string text, textStream, tool, toolStream;
  std::string failure;        // an event that says that it gave up
  const char* settings = "";  // of the provider

  // Of the stream with a text: before anything is said, and with half of it.
  std::string untilContent() const { return textStream.substr(0, firstPiece()); }
  std::string half() const {
    return textStream.substr(0, textStream.find("\n\n", textStream.find("\"hel\"")) + 2);
  }
  // Callers of completions are passed on by kinds that serve these: here by one that does not.
  std::string kindFor(const Caller& caller) const {
    return completions(caller) && name == std::string("openai_chat") ? "groq" : kind;
  }
  std::string line(const Caller& caller, std::uint16_t port, const std::string& id = "up") const {
    return providerLine(id, port, settings, kindFor(caller));
  }

 private:
  std::size_t firstPiece() const {
    const std::size_t end = textStream.rfind("\n\n", textStream.find("\"hel\""));
    return end == std::string::npos ? 0 : end + 2;
  }
};

inline std::string data(const std::string& json) { return "data: " + json + "\n\n"; }

inline std::vector<Provider> providers() {
  const std::string usage =
      R"("usage":{"prompt_tokens":10,"completion_tokens":5,"total_tokens":15})";
  const std::string chat = R"({"id":"c1","object":"chat.completion.chunk","model":"m",)";
  const auto chunk = [&](const std::string& delta, const std::string& finish) {
    return data(chat + R"("choices":[{"index":0,"delta":)" + delta + R"(,"finish_reason":)" +
                finish + "}]}");
  };
  const std::string chatEnd = data(chat + R"("choices":[],)" + usage + "}") + "data: [DONE]\n\n";
  const std::string call =
      R"({"role":"assistant","content":null,"tool_calls":[{"index":0,"id":"call_1","type":"function","function":{"name":"weather","arguments":"{\"city\":\"Oslo\"}"}}]})";
  const std::string message = R"({"id":"m1","type":"message","role":"assistant","model":"m",)";
  const std::string anthropicUsage = R"("usage":{"input_tokens":10,"output_tokens":5}})";
  const std::string start = messageEvent(
      R"({"type":"message_start","message":{"id":"m1","type":"message","role":"assistant","model":"m","content":[],"usage":{"input_tokens":10,"output_tokens":1}}})");
  const auto end = [](const std::string& reason) {
    return messageEvent(R"({"type":"content_block_stop","index":0})") +
           messageEvent(R"({"type":"message_delta","delta":{"stop_reason":")" + reason +
                        R"(","stop_sequence":null},"usage":{"output_tokens":5}})") +
           messageEvent(R"({"type":"message_stop"})");
  };
  const auto block = [](const std::string& of) {
    return messageEvent(R"({"type":"content_block_start","index":0,"content_block":)" + of + "}");
  };
  const auto json = [](const std::string& piece) {
    return messageEvent(
        R"({"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta","partial_json":)" +
        json::quoted(piece) + "}}");
  };
  const auto gemini = [](const std::string& part, bool last) {
    return R"({"candidates":[{"index":0,"content":{"role":"model","parts":[)" + part + "]}" +
           (last ? R"(,"finishReason":"STOP")" : "") +
           R"(}],"usageMetadata":{"promptTokenCount":10,"candidatesTokenCount":5,"totalTokenCount":15},"modelVersion":"m","responseId":"r1"})";
  };
  const std::string geminiCall = R"({"functionCall":{"name":"weather","args":{"city":"Oslo"}}})";
  return {
      {"openai_chat", "openai_compatible", Upstream::completion("hello"),
       chunk(R"({"role":"assistant","content":"hel"})", "null") +
           chunk(R"({"content":"lo"})", "null") + chunk("{}", "\"stop\"") + chatEnd,
       R"({"id":"c1","model":"m","choices":[{"index":0,"message":)" + call +
           R"(,"finish_reason":"tool_calls"}],)" + usage + "}",
       chunk(call, "null") + chunk("{}", "\"tool_calls\"") + chatEnd,
       data(R"({"error":{"message":"gave up","type":"server_error","param":null,"code":null}})")},
      {"anthropic", "anthropic_compatible",
       message + R"("content":[{"type":"text","text":"hello"}],"stop_reason":"end_turn",)" +
           anthropicUsage,
       start + block(R"({"type":"text","text":""})") + textDelta("hel") + textDelta("lo") +
           end("end_turn"),
       message +
           R"("content":[{"type":"tool_use","id":"toolu_1","name":"weather","input":{"city":"Oslo"}}],"stop_reason":"tool_use",)" +
           anthropicUsage,
       start + block(R"({"type":"tool_use","id":"toolu_1","name":"weather","input":{}})") +
           json(R"({"ci)") + json(R"(ty":"Oslo"})") + end("tool_use"),
       messageEvent(R"({"type":"error","error":{"type":"overloaded_error","message":"gave up"}})")},
      {"gemini", "gemini_compatible", gemini(R"({"text":"hello"})", true),
       data(gemini(R"({"text":"hel"})", false)) + data(gemini(R"({"text":"lo"})", true)),
       gemini(geminiCall, true), data(gemini(geminiCall, true)),
       data(R"({"error":{"code":503,"message":"gave up","status":"UNAVAILABLE"}})")},
  };
}

// The events of a stream with their numbers.
inline std::string numbered(std::string stream) {
  const std::string begin = "data: {";
  int number = 0;
  for (std::size_t at = stream.find(begin); at != std::string::npos;
       at = stream.find(begin, at + begin.size()))
    stream.insert(at + begin.size(), "\"sequence_number\":" + std::to_string(number++) + ",");
  return stream;
}

// A server that serves the Responses API alone, as its settings say.
inline Provider responses() {
  const auto event = [](const std::string& type, const std::string& more) {
    return "event: " + type + "\ndata: {\"type\":\"" + type + "\"," + more + "}\n\n";
  };
  const auto answer = [](const std::string& status, const std::string& output) {
    return R"({"id":"resp_1","object":"response","model":"m","status":")" + status +
           R"(","output":[)" + output +
           R"(],"usage":{"input_tokens":10,"output_tokens":5,"total_tokens":15}})";
  };
  const auto message = [](const std::string& content) {
    return R"({"type":"message","id":"msg_1","role":"assistant","status":"completed","content":[)" +
           content + "]}";
  };
  const std::string text = R"({"type":"output_text","text":"hello","annotations":[]})";
  const std::string begun = R"({"type":"output_text","text":"","annotations":[]})";
  const std::string call =
      R"({"type":"function_call","id":"fc_1","call_id":"call_1","name":"weather","status":"completed","arguments":)";
  const std::string whole = call + R"("{\"city\":\"Oslo\"}"})";
  const std::string at = R"("output_index":0,"item_id":")";
  const std::string part = at + R"(msg_1","content_index":0,)";
  const auto stream = [&](const std::string& item, const std::string& pieces,
                          const std::string& done) {
    return numbered(event("response.created", "\"response\":" + answer("in_progress", "")) +
                    event("response.output_item.added", "\"output_index\":0,\"item\":" + item) +
                    pieces +
                    event("response.output_item.done", "\"output_index\":0,\"item\":" + done) +
                    event("response.completed", "\"response\":" + answer("completed", done)));
  };
  const std::string textPieces = event("response.content_part.added", part + "\"part\":" + begun) +
                                 event("response.output_text.delta", part + "\"delta\":\"hel\"") +
                                 event("response.output_text.delta", part + "\"delta\":\"lo\"") +
                                 event("response.output_text.done", part + "\"text\":\"hello\"") +
                                 event("response.content_part.done", part + "\"part\":" + text);
  const std::string callPieces =
      event("response.function_call_arguments.delta", at + R"(fc_1","delta":"{\"ci")") +
      event("response.function_call_arguments.delta", at + R"(fc_1","delta":"ty\":\"Oslo\"}")") +
      event("response.function_call_arguments.done",
            at + R"(fc_1","arguments":"{\"city\":\"Oslo\"}")");
  return {
      "openai_responses",
      "openai_compatible",
      answer("completed", message(text)),
      stream(message(""), textPieces, message(text)),
      answer("completed", whole),
      stream(call + "\"\"}", callPieces, whole),
      event(
          "response.failed",
          R"("response":{"id":"resp_1","object":"response","model":"m","status":"failed","output":[],"error":{"code":"server_error","message":"gave up"}})"),
      ", dialects: [ openai_responses ]"};
}

inline std::vector<Provider> allProviders() {
  std::vector<Provider> all = providers();
  all.push_back(responses());
  return all;
}

inline std::string with(std::string text, char place, const std::string& value) {
  const std::size_t at = text.find(place);
  return at == std::string::npos ? text : text.replace(at, 1, value);
}

inline boost::json::value valueAt(const boost::json::value& value, std::string_view pointer) {
  boost::system::error_code ec;
  const boost::json::value* found = value.find_pointer(pointer, ec);
  return found == nullptr ? boost::json::value() : *found;
}

// The last number under the pointer that any event has.
inline std::int64_t lastNumber(const std::string& stream, const std::string& pointer) {
  std::int64_t last = -1;
  for (const std::string& event : eventsOf(stream))
    for (const char* inside : {"", "/message", "/response"})
      if (const std::int64_t n = numberAt(parsed(event), inside + pointer); n >= 0) last = n;
  return last;
}

struct Asked {
  const Caller& caller;
  Engine& engine;
  RawResponse whole(bool tools) const { return ask(caller.path, tools, ""); }
  RawResponse stream(bool tools) const {
    return ask(caller.streamPath, tools, caller.streamMember);
  }

 private:
  RawResponse ask(const char* path, bool tools, const std::string& more) const {
    std::string body = with(caller.body, '*', "up/m") + more;
    if (tools) body += with(caller.tools, '@', kSchema);
    return engine.ask("POST", with(path, '*', "up/m"), body + "}");
  }
};

// A stream's path and body.
inline std::string streamPath(const Caller& caller, const std::string& model = "up/m") {
  return with(caller.streamPath, '*', model);
}
inline std::string streamBody(const Caller& caller, const std::string& model = "up/m") {
  return with(caller.body, '*', model) + caller.streamMember + "}";
}

// "FROM to TO" for those callers, as indexes into the tables.
template <class F>
void addPairsOf(F&& wanted) {
  QTest::addColumn<int>("from");
  QTest::addColumn<int>("to");
  const auto all = allProviders();
  for (std::size_t from = 0; from < std::size(kCallers); ++from)
    for (std::size_t to = 0; to < all.size(); ++to) {
      if (!wanted(kCallers[from])) continue;
      QTest::newRow((std::string(kCallers[from].name) + " to " + all[to].name).c_str())
          << static_cast<int>(from) << static_cast<int>(to);
    }
}

inline void addAllPairs() {
  addPairsOf([](const Caller&) { return true; });
}
inline void addToolPairs() {
  addPairsOf([](const Caller& caller) { return caller.tools != nullptr; });
}
inline void addPairsFrom(std::string_view name) {
  addPairsOf([&](const Caller& caller) { return caller.name == name; });
}

}  // namespace sb::test
