#include <algorithm>
#include <array>
#include <utility>

#include "core/dialects/openai_responses/read_items.h"
#include "core/dialects/openai_responses/responses_codec.h"
#include "core/dialects/openai_responses/tool_names.h"
#include "core/dialects/request_read.h"

namespace sb::dialects::openai_responses {
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
  static const std::array<Field, 23> kFields;

  template <auto Member>
  void text(JsonCursor& v) {
    request.*Member = takeText(v);
  }
  template <auto Member>
  void flag(JsonCursor& v) {
    request.*Member = takeFlag(v);
  }
  template <auto Member>
  void number(JsonCursor& v) {
    request.sampling.*Member = v.peek() == '"' ? (v.skip(), std::string()) : takeRaw(v);
  }

  void input(JsonCursor& v);
  void item(JsonCursor& v);
  void add(ReadItem item);
  void tools(JsonCursor& v);
  void tool(JsonCursor& v);
  void nested(JsonCursor& v, std::string_view space, std::string_view about);
  void toolChoice(JsonCursor& v);
  void textConfig(JsonCursor& v);
  void format(JsonCursor& v);
  void reasoning(JsonCursor& v);
  void limit(JsonCursor& v) { request.maxTokens = takeNumber(v); }
  void stream(JsonCursor& v) { request.stream = takeFlag(v).value_or(false); }
  void metadata(JsonCursor& v) { request.metadataJson = takeRaw(v); }
  void include(JsonCursor& v);
  void background(JsonCursor& v);
  void truncation(JsonCursor& v);
  void nothing(JsonCursor& v) { v.skip(); }

  std::string m_instructions;
  std::optional<Signature> m_seal;  // of the call that comes next
};

const std::array<Reader::Field, 23> Reader::kFields{{
    {"model", &Reader::text<&Request::model>},
    {"input", &Reader::input},
    {"tools", &Reader::tools},
    {"tool_choice", &Reader::toolChoice},
    {"parallel_tool_calls", &Reader::flag<&Request::parallelTools>},
    {"text", &Reader::textConfig},
    {"reasoning", &Reader::reasoning},
    {"max_output_tokens", &Reader::limit},
    {"temperature", &Reader::number<&Sampling::temperature>},
    {"top_p", &Reader::number<&Sampling::topP>},
    {"top_logprobs", &Reader::number<&Sampling::topLogprobs>},
    {"stream", &Reader::stream},
    {"stream_options", &Reader::nothing},  // how its padding is made
    {"store", &Reader::flag<&Request::store>},
    {"metadata", &Reader::metadata},
    {"user", &Reader::text<&Request::user>},
    {"safety_identifier", &Reader::text<&Request::user>},
    {"service_tier", &Reader::text<&Request::serviceTier>},
    {"previous_response_id", &Reader::text<&Request::previousId>},
    {"prompt_cache_key", &Reader::text<&Request::cacheKey>},
    {"include", &Reader::include},
    {"background", &Reader::background},
    {"truncation", &Reader::truncation},
}};

bool Reader::member(std::string_view name, JsonCursor& value) {
  if (value.peek() == 'n') return value.skip(), true;
  if (name == "instructions" && value.peek() == '"')
    return void(m_instructions = takeText(value)), true;
  const auto field = std::find_if(kFields.begin(), kFields.end(),
                                  [&](const Field& one) { return one.name == name; });
  if (field != kFields.end()) return (this->*field->take)(value), true;
  return false;
}

// What the model made stands in one message, and so does what tools answered one after another.
void Reader::add(ReadItem item) {
  const bool result = item.parts.size() == 1 && as<ToolResult>(item.parts.front()) != nullptr;
  Message* last = request.messages.empty() ? nullptr : &request.messages.back();
  const bool results = last && !last->content.empty() && as<ToolResult>(last->content.back());
  const bool joins =
      last && last->role == item.role && (item.role == Role::Assistant || (result && results));
  if (!joins) {
    request.messages.emplace_back();
    last = &request.messages.back();
    last->role = item.role;
  }
  std::move(item.parts.begin(), item.parts.end(), std::back_inserter(last->content));
  std::move(item.extras.begin(), item.extras.end(), std::back_inserter(last->extras));
}

void Reader::item(JsonCursor& v) {
  JsonCursor again = v;
  ReadItem item = readItem(v);
  if (item.type == "additional_tools") {
    return eachMember(again, [&](std::string_view name, JsonCursor& value) {
      if (name == "tools") tools(value);
    });
  }
  if (item.seal) return void(m_seal = std::move(item.seal));
  for (Part& part : item.parts)
    if (auto* call = std::get_if<ToolCall>(&part.what))
      call->signature = std::exchange(m_seal, std::nullopt);
  const bool empty = item.parts.empty() && item.role == Role::Assistant;
  if (!empty) add(std::move(item));
}

void Reader::input(JsonCursor& v) {
  if (v.peek() != '"')
    return eachElement(v, [&](JsonCursor& one) {
      if (one.peek() == '{') item(one);
    });
  ReadItem said;
  said.role = Role::User;
  readContent(v, said.parts);
  add(std::move(said));
}

// Grammars stand one level deeper in the chat completions API, whose form a tool keeps.
std::string formatOf(JsonCursor& cursor) {
  std::string type, syntax, definition;
  JsonCursor again = cursor;
  eachMember(cursor, [&](std::string_view name, JsonCursor& value) {
    if (name == "type")
      type = takeText(value);
    else if (name == "syntax")
      syntax = takeRaw(value);
    else if (name == "definition")
      definition = takeRaw(value);
  });
  if (type != "grammar" || syntax.empty() || definition.empty()) return takeRaw(again);
  return R"({"type":"grammar","grammar":{"syntax":)" + syntax + R"(,"definition":)" + definition +
         "}}";
}

struct ToolFields {
  std::string type;
  Tool tool;
  std::optional<JsonCursor> nested;
};

ToolFields readTool(JsonCursor& cursor) {
  ToolFields fields;
  Tool& tool = fields.tool;
  eachMember(cursor, [&](std::string_view name, JsonCursor& value) {
    if (name == "type")
      fields.type = takeText(value);
    else if (name == "name")
      tool.name = takeText(value);
    else if (name == "description")
      tool.description = takeText(value);
    else if (name == "parameters")
      tool.schemaJson = takeRaw(value);
    else if (name == "strict")
      tool.strict = takeFlag(value);
    else if (name == "format")
      tool.formatJson = formatOf(value);
    else if (name == "tools")
      fields.nested = value;
    else
      tool.extras.push_back(Extra{std::string(name), takeRaw(value)});
  });
  tool.custom = fields.type == "custom";
  return fields;
}

bool plain(const ToolFields& fields) {
  return fields.type == "function" || fields.type == "custom";
}

// What is said about the namespace is said about each of its tools.
void Reader::nested(JsonCursor& v, std::string_view space, std::string_view about) {
  JsonCursor again = v;
  ToolFields fields = readTool(v);
  if (!plain(fields)) {
    request.hostedTools.push_back(
        HostedTool{Dialect::OpenAiResponses, std::move(fields.type), std::string(again.checked())});
    return;
  }
  Tool& tool = fields.tool;
  tool.name = flatName(space, tool.name);
  if (!about.empty() && !tool.description.empty()) tool.description.insert(0, "\n\n");
  tool.description.insert(0, about);
  request.tools.push_back(std::move(tool));
}

void Reader::tool(JsonCursor& v) {
  JsonCursor again = v;
  ToolFields fields = readTool(v);
  if (fields.type == "namespace" && fields.nested)
    return eachElement(*fields.nested, [&](JsonCursor& one) {
      nested(one, fields.tool.name, fields.tool.description);
    });
  if (plain(fields)) return request.tools.push_back(std::move(fields.tool));
  request.hostedTools.push_back(
      HostedTool{Dialect::OpenAiResponses, std::move(fields.type), std::string(again.checked())});
}

void Reader::tools(JsonCursor& v) {
  eachElement(v, [&](JsonCursor& one) { tool(one); });
}

struct ChoiceFields {
  std::string type, name, space, mode;
  std::optional<JsonCursor> tools;
};

ChoiceFields readChoice(JsonCursor& cursor) {
  ChoiceFields fields;
  eachMember(cursor, [&](std::string_view name, JsonCursor& value) {
    if (name == "type")
      fields.type = takeText(value);
    else if (name == "name")
      fields.name = takeText(value);
    else if (name == "namespace")
      fields.space = takeText(value);
    else if (name == "mode")
      fields.mode = takeText(value);
    else if (name == "tools")
      fields.tools = value;
  });
  return fields;
}

// Those that have names: functions and custom tools.
std::vector<std::string> allowedNames(ChoiceFields& fields) {
  std::vector<std::string> names;
  if (!fields.tools) return names;
  eachElement(*fields.tools, [&](JsonCursor& one) {
    const ChoiceFields tool = readChoice(one);
    if (!tool.name.empty()) names.push_back(flatName(tool.space, tool.name));
  });
  return names;
}

// A hosted tool that must be used is left out where the tool is.
void Reader::toolChoice(JsonCursor& v) {
  ToolChoice& choice = request.toolChoice;
  if (v.peek() == '"') {
    const std::string word = takeText(v);
    if (word == "auto") choice.kind = ToolChoice::Kind::Auto;
    if (word == "none") choice.kind = ToolChoice::Kind::None;
    if (word == "required") choice.kind = ToolChoice::Kind::Required;
    return;
  }
  JsonCursor again = v;
  ChoiceFields fields = readChoice(v);
  if (fields.type == "function" || fields.type == "custom") {
    choice.kind = ToolChoice::Kind::Named;
    choice.names = {flatName(fields.space, fields.name)};
    return;
  }
  choice.names = allowedNames(fields);
  choice.required = fields.mode == "required";
  if (choice.names.empty())
    request.extras.push_back(Extra{"tool_choice", takeRaw(again)});
  else
    choice.kind = ToolChoice::Kind::Allowed;
}

void Reader::format(JsonCursor& v) {
  Format& format = request.format;
  std::string type;
  eachMember(v, [&](std::string_view name, JsonCursor& value) {
    if (name == "type")
      type = takeText(value);
    else if (name == "name")
      format.name = takeText(value);
    else if (name == "description")
      format.description = takeText(value);
    else if (name == "schema")
      format.schemaJson = takeRaw(value);
    else if (name == "strict")
      format.strict = takeFlag(value);
  });
  if (type == "json_object") format.kind = Format::Kind::Json;
  if (type == "json_schema") format.kind = Format::Kind::Schema;
}

void Reader::textConfig(JsonCursor& v) {
  eachMember(v, [&](std::string_view name, JsonCursor& value) {
    if (name == "format") format(value);
    if (name == "verbosity") request.verbosity = takeText(value);
  });
}

void Reader::reasoning(JsonCursor& v) {
  Reasoning& reasoning = request.reasoning;
  eachMember(v, [&](std::string_view name, JsonCursor& value) {
    if (name == "effort") reasoning.effort = takeText(value);
    if (name != "summary" && name != "generate_summary") return;
    std::string summary = takeText(value);
    if (!summary.empty()) reasoning.summary = std::move(summary);
  });
  if (!reasoning.summary.empty()) reasoning.shown = true;
}

// Encrypted thinking is given unasked, the tokens' probabilities are asked for by this alone.
void Reader::include(JsonCursor& v) {
  JsonCursor again = v;
  bool others = false;
  for (const std::string& one : takeTexts(v)) {
    if (one == "message.output_text.logprobs")
      request.sampling.logprobs = true;
    else
      others |= one != "reasoning.encrypted_content";
  }
  if (others) request.extras.push_back(Extra{"include", takeRaw(again)});
}

void Reader::background(JsonCursor& v) {
  if (takeFlag(v).value_or(false)) request.extras.push_back(Extra{"background", "true"});
}

void Reader::truncation(JsonCursor& v) {
  std::string raw = takeRaw(v);
  if (raw != R"("disabled")") request.extras.push_back(Extra{"truncation", std::move(raw)});
}

void Reader::finish() {
  if (m_instructions.empty()) return;
  Message message;
  message.role = Role::System;
  message.content.emplace_back();
  message.content.back().what = Text{std::move(m_instructions), {}};
  request.messages.insert(request.messages.begin(), std::move(message));
}

}  // namespace

Result<Request> ResponsesCodec::readRequest(std::string_view body) const {
  return readRequestWith<Reader>(body, Dialect::OpenAiResponses);
}

}  // namespace sb::dialects::openai_responses
