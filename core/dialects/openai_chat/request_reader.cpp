#include <algorithm>
#include <array>
#include <utility>

#include "core/dialects/openai_chat/chat_codec.h"
#include "core/dialects/openai_chat/common_members.h"
#include "core/dialects/openai_chat/parts.h"
#include "core/dialects/request_read.h"

namespace sb::dialects::openai_chat {
namespace {

using namespace chat;

class Reader {
 public:
  Request request;

  bool member(std::string_view name, JsonCursor& value);
  void finish();

 private:
  using Take = void (Reader::*)(JsonCursor&);
  struct Field {
    std::string_view name;
    Take take;
  };
  static const std::array<Field, 16> kFields;

  template <auto Member>
  void raw(JsonCursor& v) {
    request.*Member = takeRaw(v);
  }
  template <auto Member>
  void flag(JsonCursor& v) {
    request.*Member = takeFlag(v);
  }
  void topLogprobs(JsonCursor& v) {
    const std::optional<std::int64_t> count = takeNumber(v);
    if (count) request.sampling.topLogprobs = std::to_string(*count);
  }

  void messages(JsonCursor& v);
  void message(JsonCursor& v);
  void tools(JsonCursor& v);
  void tool(JsonCursor& v);
  void functions(JsonCursor& v);
  void toolChoice(JsonCursor& v);
  void functionCall(JsonCursor& v);
  void format(JsonCursor& v);
  void schema(JsonCursor& v);
  void reasoning(JsonCursor& v);
  void thinking(JsonCursor& v);
  void enableThinking(JsonCursor& v) { think(takeFlag(v).value_or(true)); }
  void think(bool on) { request.reasoning.mode = on ? Reasoning::Mode::On : Reasoning::Mode::Off; }
  void effort(JsonCursor& v) { request.reasoning.effort = takeText(v); }
  void modalities(JsonCursor& v) { request.modalities = takeTexts(v); }
  void logprobs(JsonCursor& v) { request.sampling.logprobs = takeFlag(v); }
};

const std::array<Reader::Field, 16> Reader::kFields{{
    {"messages", &Reader::messages},
    {"tools", &Reader::tools},
    {"functions", &Reader::functions},
    {"tool_choice", &Reader::toolChoice},
    {"function_call", &Reader::functionCall},
    {"parallel_tool_calls", &Reader::flag<&Request::parallelTools>},
    {"response_format", &Reader::format},
    {"reasoning_effort", &Reader::effort},
    {"reasoning", &Reader::reasoning},
    {"thinking", &Reader::thinking},
    {"enable_thinking", &Reader::enableThinking},
    {"logprobs", &Reader::logprobs},
    {"top_logprobs", &Reader::topLogprobs},
    {"modalities", &Reader::modalities},
    {"store", &Reader::flag<&Request::store>},
    {"metadata", &Reader::raw<&Request::metadataJson>},
}};

// Texts whose name here and on the wire are alike but for the spelling.
struct TextField {
  std::string_view name;
  std::string Request::*to;
};
constexpr std::array<TextField, 4> kTexts{{{"safety_identifier", &Request::user},
                                           {"service_tier", &Request::serviceTier},
                                           {"verbosity", &Request::verbosity},
                                           {"prompt_cache_key", &Request::cacheKey}}};

bool Reader::member(std::string_view name, JsonCursor& value) {
  if (readCommonMember(name, value, request)) return true;
  const auto field = std::find_if(kFields.begin(), kFields.end(),
                                  [&](const Field& one) { return one.name == name; });
  if (field != kFields.end()) return (this->*field->take)(value), true;
  const auto text = std::find_if(kTexts.begin(), kTexts.end(),
                                 [&](const TextField& one) { return one.name == name; });
  if (text == kTexts.end()) return false;
  request.*text->to = takeText(value);
  return true;
}

Role roleOf(std::string_view role) {
  if (role == "system") return Role::System;
  if (role == "developer") return Role::Developer;
  return role == "assistant" ? Role::Assistant : Role::User;
}

// The answers of tools are parts of what the user says.
void makeResult(Message& message, std::string callId, std::vector<Part> content) {
  ToolResult result;
  result.callId = std::move(callId);
  result.name = std::move(message.name);
  result.content = std::move(content);
  message.name.clear();
  message.role = Role::User;
  Part part;
  part.what = std::move(result);
  message.content.push_back(std::move(part));
}

void Reader::message(JsonCursor& v) {
  Message message;
  AssistantParts said;
  std::string role, callId;
  const auto other = [&](std::string_view name, JsonCursor& value) {
    JsonCursor again = value;
    if (said.member(name, value)) return;
    std::string raw = takeRaw(again);
    if (!raw.empty()) message.extras.push_back(Extra{std::string(name), std::move(raw)});
  };
  eachMember(v, [&](std::string_view name, JsonCursor& value) {
    if (name == "role")
      role = takeText(value);
    else if (name == "name")
      message.name = takeText(value);
    else if (name == "tool_call_id")
      callId = takeText(value);
    else
      other(name, value);
  });
  message.role = roleOf(role);
  std::vector<Part> parts = std::move(said).parts();
  if (role == "tool" || role == "function")
    makeResult(message, std::move(callId), std::move(parts));
  else
    message.content = std::move(parts);
  request.messages.push_back(std::move(message));
}

void Reader::messages(JsonCursor& v) {
  eachElement(v, [&](JsonCursor& one) { message(one); });
}

void functionOf(JsonCursor& cursor, Tool& tool) {
  eachMember(cursor, [&](std::string_view name, JsonCursor& value) {
    if (name == "name")
      tool.name = takeText(value);
    else if (name == "description")
      tool.description = takeText(value);
    else if (name == "parameters")
      tool.schemaJson = takeRaw(value);
    else if (name == "strict")
      tool.strict = takeFlag(value);
    else if (name == "format")
      tool.formatJson = takeRaw(value);
    else
      tool.extras.push_back(Extra{std::string(name), takeRaw(value)});
  });
}

void Reader::tool(JsonCursor& v) {
  JsonCursor again = v;
  Tool tool;
  std::string type;
  eachMember(v, [&](std::string_view name, JsonCursor& value) {
    if (name == "type")
      type = takeText(value);
    else if (name == "function" || name == "custom")
      functionOf(value, tool);
    else if (name == "cache_control")
      tool.cache = readCacheHint(value);
  });
  tool.custom = type == "custom";
  if (type == "function" || type == "custom" || type.empty())
    return request.tools.push_back(std::move(tool));
  request.hostedTools.push_back(
      HostedTool{Dialect::OpenAiChat, std::move(type), std::string(again.checked())});
}

void Reader::tools(JsonCursor& v) {
  eachElement(v, [&](JsonCursor& one) { tool(one); });
}

void Reader::functions(JsonCursor& v) {
  eachElement(v, [&](JsonCursor& one) {
    Tool tool;
    functionOf(one, tool);
    request.tools.push_back(std::move(tool));
  });
}

ToolChoice choiceOfWord(std::string_view word) {
  ToolChoice choice;
  if (word == "auto") choice.kind = ToolChoice::Kind::Auto;
  if (word == "none") choice.kind = ToolChoice::Kind::None;
  if (word == "required" || word == "any") choice.kind = ToolChoice::Kind::Required;
  return choice;
}

// {"mode": "required", "tools": [{"type": "function", "function": {"name": "…"}}]}
void allowedTools(JsonCursor& cursor, ToolChoice& choice) {
  choice.kind = ToolChoice::Kind::Allowed;
  eachMember(cursor, [&](std::string_view name, JsonCursor& value) {
    if (name == "mode") choice.required = takeText(value) == "required";
    if (name != "tools") return;
    eachElement(value, [&](JsonCursor& one) {
      Tool tool;
      eachMember(one, [&](std::string_view inside, JsonCursor& of) {
        if (inside == "function" || inside == "custom") functionOf(of, tool);
      });
      if (!tool.name.empty()) choice.names.push_back(std::move(tool.name));
    });
  });
}

void Reader::toolChoice(JsonCursor& v) {
  ToolChoice& choice = request.toolChoice;
  if (v.peek() == '"') return void(choice = choiceOfWord(takeText(v)));
  eachMember(v, [&](std::string_view name, JsonCursor& value) {
    if (name == "allowed_tools") return allowedTools(value, choice);
    if (name != "function" && name != "custom") return;
    Tool tool;
    functionOf(value, tool);
    choice.kind = ToolChoice::Kind::Named;
    choice.names = {std::move(tool.name)};
  });
}

void Reader::functionCall(JsonCursor& v) {
  if (v.peek() == '"') return void(request.toolChoice = choiceOfWord(takeText(v)));
  const ToolCall call = readFunctionCall(v);
  if (call.name.empty()) return;
  request.toolChoice.kind = ToolChoice::Kind::Named;
  request.toolChoice.names = {call.name};
}

void Reader::schema(JsonCursor& v) {
  Format& format = request.format;
  eachMember(v, [&](std::string_view name, JsonCursor& value) {
    if (name == "name")
      format.name = takeText(value);
    else if (name == "description")
      format.description = takeText(value);
    else if (name == "schema")
      format.schemaJson = takeRaw(value);
    else if (name == "strict")
      format.strict = takeFlag(value);
  });
}

void Reader::format(JsonCursor& v) {
  std::string type;
  eachMember(v, [&](std::string_view name, JsonCursor& value) {
    if (name == "type") type = takeText(value);
    if (name == "json_schema") schema(value);
  });
  if (type == "json_object") request.format.kind = Format::Kind::Json;
  if (type == "json_schema") request.format.kind = Format::Kind::Schema;
}

// OpenRouter's form.
void Reader::reasoning(JsonCursor& v) {
  Reasoning& reasoning = request.reasoning;
  eachMember(v, [&](std::string_view name, JsonCursor& value) {
    if (name == "effort")
      reasoning.effort = takeText(value);
    else if (name == "max_tokens")
      reasoning.budget = takeNumber(value);
    else if (name == "exclude")
      reasoning.shown = !takeFlag(value).value_or(false);
    else if (name == "enabled")
      reasoning.mode = takeFlag(value).value_or(true) ? Reasoning::Mode::On : Reasoning::Mode::Off;
  });
}

// DeepSeek's form, and that of others after it.
void Reader::thinking(JsonCursor& v) {
  eachMember(v, [&](std::string_view name, JsonCursor& value) {
    if (name == "type") think(takeText(value) != "disabled");
    if (name == "budget_tokens") request.reasoning.budget = takeNumber(value);
  });
}

// Old functions have no ids: calls and results are paired by name, in order.
void Reader::finish() {
  int calls = 0;
  std::vector<std::pair<std::string, std::string>> open;  // name, id
  for (Message& message : request.messages)
    for (Part& part : message.content) {
      if (auto* call = std::get_if<ToolCall>(&part.what); call && call->id.empty()) {
        call->id = "call_" + std::to_string(++calls);
        open.emplace_back(call->name, call->id);
      } else if (auto* result = std::get_if<ToolResult>(&part.what);
                 result && result->callId.empty()) {
        const auto match = std::find_if(open.begin(), open.end(),
                                        [&](const auto& one) { return one.first == result->name; });
        if (match == open.end()) continue;
        result->callId = match->second;
        open.erase(match);
      }
    }
}

}  // namespace

Result<Request> ChatCodec::readRequest(std::string_view body) const {
  return readRequestWith<Reader>(body, Dialect::OpenAiChat);
}

}  // namespace sb::dialects::openai_chat
