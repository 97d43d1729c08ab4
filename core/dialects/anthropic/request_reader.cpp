#include <algorithm>
#include <array>
#include <utility>

#include "core/dialects/anthropic/blocks.h"
#include "core/dialects/anthropic/messages_codec.h"
#include "core/dialects/request_read.h"

namespace sb::dialects::anthropic {
namespace {

using namespace chat;

// What Claude Code puts first into its system prompt: it concerns Anthropic's bills only.
constexpr std::string_view kBilling = "x-anthropic-billing-header:";

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

  void model(JsonCursor& v) { request.model = takeText(v); }
  void system(JsonCursor& v);
  void messages(JsonCursor& v);
  void message(JsonCursor& v);
  void tools(JsonCursor& v);
  void tool(JsonCursor& v);
  void toolChoice(JsonCursor& v);
  void thinking(JsonCursor& v);
  void outputConfig(JsonCursor& v);
  void format(JsonCursor& v);
  void metadata(JsonCursor& v);
  void limit(JsonCursor& v) { request.maxTokens = takeNumber(v); }
  void stop(JsonCursor& v) { request.sampling.stop = takeTexts(v); }
  void stream(JsonCursor& v) { request.stream = takeFlag(v).value_or(false); }
  void tier(JsonCursor& v) { request.serviceTier = takeText(v); }
  template <auto Member>
  void number(JsonCursor& v) {
    request.sampling.*Member = takeRaw(v);
  }

  std::vector<Part> m_system;
};

const std::array<Reader::Field, 16> Reader::kFields{{
    {"model", &Reader::model},
    {"system", &Reader::system},
    {"messages", &Reader::messages},
    {"tools", &Reader::tools},
    {"tool_choice", &Reader::toolChoice},
    {"thinking", &Reader::thinking},
    {"output_config", &Reader::outputConfig},
    {"output_format", &Reader::format},
    {"metadata", &Reader::metadata},
    {"max_tokens", &Reader::limit},
    {"stop_sequences", &Reader::stop},
    {"stream", &Reader::stream},
    {"service_tier", &Reader::tier},
    {"temperature", &Reader::number<&Sampling::temperature>},
    {"top_p", &Reader::number<&Sampling::topP>},
    {"top_k", &Reader::number<&Sampling::topK>},
}};

bool Reader::member(std::string_view name, JsonCursor& value) {
  const auto field = std::find_if(kFields.begin(), kFields.end(),
                                  [&](const Field& one) { return one.name == name; });
  if (field == kFields.end()) return false;
  (this->*field->take)(value);
  return true;
}

void Reader::system(JsonCursor& v) {
  readBlocks(v, m_system);
  std::erase_if(m_system, [](const Part& part) {
    const auto* text = as<Text>(part);
    return text != nullptr && text->text.starts_with(kBilling);
  });
}

void Reader::message(JsonCursor& v) {
  Message message;
  eachMember(v, [&](std::string_view name, JsonCursor& value) {
    if (name == "content") return readBlocks(value, message.content);
    if (name != "role") {
      JsonCursor again = value;
      std::string raw = takeRaw(again);
      if (!raw.empty()) message.extras.push_back(Extra{std::string(name), std::move(raw)});
      return;
    }
    const std::string role = takeText(value);
    message.role = role == "assistant" ? Role::Assistant : Role::User;
    if (role == "system") message.role = Role::System;
  });
  request.messages.push_back(std::move(message));
}

void Reader::messages(JsonCursor& v) {
  eachElement(v, [&](JsonCursor& one) { message(one); });
}

// Other dialects have no place for examples of a tool's input but its description.
void describeExamples(Tool& tool) {
  for (const Extra& extra : tool.extras)
    if (extra.name == "input_examples")
      tool.description.append(tool.description.empty() ? "" : "\n\n")
          .append("Examples of its input, as a JSON list: ")
          .append(extra.valueJson);
}

void Reader::tool(JsonCursor& v) {
  JsonCursor again = v;
  Tool tool;
  std::string type;
  eachMember(v, [&](std::string_view name, JsonCursor& value) {
    if (name == "type")
      type = takeText(value);
    else if (name == "name")
      tool.name = takeText(value);
    else if (name == "description")
      tool.description = takeText(value);
    else if (name == "input_schema")
      tool.schemaJson = takeRaw(value);
    else if (name == "strict")
      tool.strict = takeFlag(value);
    else if (name == "cache_control")
      tool.cache = readCacheHint(value);
    else
      tool.extras.push_back(Extra{std::string(name), takeRaw(value)});
  });
  describeExamples(tool);
  if (type.empty() || type == "custom") return request.tools.push_back(std::move(tool));
  request.hostedTools.push_back(
      HostedTool{Dialect::Anthropic, std::move(type), std::string(again.checked())});
}

void Reader::tools(JsonCursor& v) {
  eachElement(v, [&](JsonCursor& one) { tool(one); });
}

void Reader::toolChoice(JsonCursor& v) {
  ToolChoice& choice = request.toolChoice;
  std::string type, tool;
  eachMember(v, [&](std::string_view name, JsonCursor& value) {
    if (name == "type")
      type = takeText(value);
    else if (name == "name")
      tool = takeText(value);
    else if (name == "disable_parallel_tool_use")
      request.parallelTools = !takeFlag(value).value_or(false);
  });
  if (type == "auto") choice.kind = ToolChoice::Kind::Auto;
  if (type == "none") choice.kind = ToolChoice::Kind::None;
  if (type == "any") choice.kind = ToolChoice::Kind::Required;
  if (type != "tool") return;
  choice.kind = ToolChoice::Kind::Named;
  choice.names = {std::move(tool)};
}

void Reader::thinking(JsonCursor& v) {
  Reasoning& reasoning = request.reasoning;
  eachMember(v, [&](std::string_view name, JsonCursor& value) {
    if (name == "budget_tokens") {
      reasoning.budget = takeNumber(value);
    } else if (name == "display") {
      reasoning.shown = takeText(value) != "omitted";
    } else if (name == "type") {
      const std::string type = takeText(value);
      reasoning.mode = type == "disabled" ? Reasoning::Mode::Off : Reasoning::Mode::On;
      if (type == "adaptive") reasoning.mode = Reasoning::Mode::Adaptive;
    }
  });
}

void Reader::format(JsonCursor& v) {
  Format& format = request.format;
  eachMember(v, [&](std::string_view name, JsonCursor& value) {
    if (name == "type" && takeText(value) == "json_schema") format.kind = Format::Kind::Schema;
    if (name == "schema") format.schemaJson = takeRaw(value);
  });
}

void Reader::outputConfig(JsonCursor& v) {
  eachMember(v, [&](std::string_view name, JsonCursor& value) {
    if (name == "effort") request.reasoning.effort = takeText(value);
    if (name == "format") format(value);
  });
}

void Reader::metadata(JsonCursor& v) {
  eachMember(v, [&](std::string_view name, JsonCursor& value) {
    if (name == "user_id") request.user = takeText(value);
  });
}

// The system prompt stands first, wherever its member stood.
void Reader::finish() {
  if (m_system.empty()) return;
  Message message;
  message.role = Role::System;
  message.content = std::move(m_system);
  request.messages.insert(request.messages.begin(), std::move(message));
}

}  // namespace

Result<Request> MessagesCodec::readRequest(std::string_view body) const {
  return readRequestWith<Reader>(body, Dialect::Anthropic);
}

}  // namespace sb::dialects::anthropic
