// The clients of each dialect, without our codecs: what they make of a stream, and how they put the
// next turn together. A dialect that is added has a row in clientOf.
#pragma once

#include <boost/json.hpp>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "core/base/json.h"

namespace sb::dialects::test {

namespace bj = boost::json;

inline std::string textAt(const bj::value& body, std::string_view pointer) {
  boost::system::error_code error;
  const bj::value* value = body.find_pointer(pointer, error);
  return value == nullptr || !value->is_string() ? "" : std::string(value->as_string());
}

// What a client makes of a stream without our codecs. What is told twice stands there twice.
struct Heard {
  struct Call {
    std::string id, name, arguments;
  };
  std::string text, finish;
  std::map<std::int64_t, Call> calls;
};

inline void hearChat(const bj::value& event, Heard& heard) {
  heard.text += textAt(event, "/choices/0/delta/content");
  heard.finish += textAt(event, "/choices/0/finish_reason");
  boost::system::error_code none;
  const bj::value* calls = event.find_pointer("/choices/0/delta/tool_calls", none);
  if (calls == nullptr) return;
  for (const bj::value& call : calls->as_array()) {
    Heard::Call& to = heard.calls[call.at("index").to_number<std::int64_t>()];
    to.id += textAt(call, "/id");
    to.name += textAt(call, "/function/name");
    to.arguments += textAt(call, "/function/arguments");
  }
}

inline void hearMessages(const bj::value& event, Heard& heard) {
  heard.text += textAt(event, "/delta/text");
  heard.finish += textAt(event, "/delta/stop_reason");
  const bool begins = textAt(event, "/content_block/type") == "tool_use";
  if (!begins && textAt(event, "/delta/type") != "input_json_delta") return;
  Heard::Call& to = heard.calls[event.at("index").to_number<std::int64_t>()];
  to.id += textAt(event, "/content_block/id");
  to.name += textAt(event, "/content_block/name");
  to.arguments += textAt(event, "/delta/partial_json");
}

inline void hearContents(const bj::value& event, Heard& heard) {
  heard.finish += textAt(event, "/candidates/0/finishReason");
  boost::system::error_code none;
  const bj::value* parts = event.find_pointer("/candidates/0/content/parts", none);
  if (parts == nullptr) return;
  for (const bj::value& part : parts->as_array()) {
    heard.text += textAt(part, "/text");
    const bj::value* call = part.find_pointer("/functionCall", none);
    if (call != nullptr)
      heard.calls[std::int64_t(heard.calls.size())] = {textAt(*call, "/id"), textAt(*call, "/name"),
                                                       json::write(call->at("args"))};
  }
}

inline void hearResponses(const bj::value& event, Heard& heard) {
  const std::string type = textAt(event, "/type");
  if (type == "response.output_text.delta") heard.text += textAt(event, "/delta");
  if (type == "response.completed") heard.finish += textAt(event, "/response/status");
  const bool begins =
      type == "response.output_item.added" && textAt(event, "/item/type") == "function_call";
  if (!begins && type != "response.function_call_arguments.delta") return;
  Heard::Call& to = heard.calls[event.at("output_index").to_number<std::int64_t>()];
  to.id += textAt(event, "/item/call_id");
  to.name += textAt(event, "/item/name");
  to.arguments += textAt(event, begins ? "/item/arguments" : "/delta");
}

// What each is told of an answer it sends back, word for word, between "q" and "and?".
inline bj::object userSays(const char* text) { return {{"role", "user"}, {"content", text}}; }

inline std::string nextOfChat(const bj::value& answer) {
  const bj::array turns{userSays("q"), answer.at("choices").at(0).at("message"), userSays("and?")};
  return json::write(bj::object{{"model", "m"}, {"messages", turns}});
}

inline std::string nextOfMessages(const bj::value& answer) {
  const bj::object said{{"role", "assistant"}, {"content", answer.at("content")}};
  const bj::array turns{userSays("q"), said, userSays("and?")};
  return json::write(bj::object{{"model", "m"}, {"max_tokens", 100}, {"messages", turns}});
}

inline std::string nextOfContents(const bj::value& answer) {
  const auto user = [](const char* text) {
    return bj::object{{"role", "user"}, {"parts", bj::array{bj::object{{"text", text}}}}};
  };
  const bj::array turns{user("q"), answer.at("candidates").at(0).at("content"), user("and?")};
  return json::write(bj::object{{"contents", turns}});
}

inline std::string nextOfResponses(const bj::value& answer) {
  bj::array turns{userSays("q")};
  for (const bj::value& item : answer.at("output").as_array())
    turns.push_back(item);
  turns.push_back(userSays("and?"));
  return json::write(bj::object{{"model", "m"}, {"input", turns}});
}

struct Client {
  void (*hear)(const bj::value& event, Heard& heard);
  // What it is told where calls are to be run, and where that stands in a whole answer.
  std::string_view finish, wholeFinish;
  std::string (*nextTurn)(const bj::value& answer);
};

inline const Client& clientOf(std::string_view dialect) {
  static const std::map<std::string_view, Client> all{
      {"openai_chat", {hearChat, "tool_calls", "/choices/0/finish_reason", nextOfChat}},
      {"anthropic", {hearMessages, "tool_use", "/stop_reason", nextOfMessages}},
      {"gemini", {hearContents, "STOP", "/candidates/0/finishReason", nextOfContents}},
      {"openai_responses", {hearResponses, "completed", "/status", nextOfResponses}}};
  return all.at(dialect);
}

}  // namespace sb::dialects::test
