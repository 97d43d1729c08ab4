#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <utility>

#include "core/base/text.h"
#include "core/dialects/gemini/content_codec.h"
#include "core/dialects/gemini/parts.h"
#include "core/dialects/gemini/schema.h"
#include "core/dialects/gemini/wire.h"
#include "core/dialects/request_read.h"

namespace sb::dialects::gemini {
namespace {

using namespace chat;

class Reader {
 public:
  Request request;

  bool member(std::string_view written, JsonCursor& value);
  void finish();

 private:
  using Take = void (Reader::*)(JsonCursor&);
  struct Field {
    std::string_view name;
    Take take;
  };
  static const std::array<Field, 7> kFields;
  static const std::array<Field, 16> kConfig;

  void model(JsonCursor& v);
  void contents(JsonCursor& v);
  void content(JsonCursor& v);
  void system(JsonCursor& v);
  void tools(JsonCursor& v);
  void tool(JsonCursor& v);
  void function(JsonCursor& v);
  void toolConfig(JsonCursor& v);
  void calling(JsonCursor& v);
  void config(JsonCursor& v);
  void thinking(JsonCursor& v);
  void tier(JsonCursor& v) { request.serviceTier = lower(takeText(v)); }
  void limit(JsonCursor& v) { request.maxTokens = takeNumber(v); }
  void stop(JsonCursor& v) { request.sampling.stop = takeTexts(v); }
  void choices(JsonCursor& v) { request.choices = takeNumber(v).value_or(1); }
  void logprobs(JsonCursor& v) { request.sampling.logprobs = takeFlag(v); }
  void mime(JsonCursor& v) { m_mime = takeText(v); }
  void openApi(JsonCursor& v) { request.format.schemaJson = jsonSchemaOf(v.value()); }
  void schema(JsonCursor& v) { request.format.schemaJson = takeRaw(v); }
  void modalities(JsonCursor& v);
  template <auto Member>
  void number(JsonCursor& v) {
    request.sampling.*Member = takeRaw(v);
  }
  void extra(std::string name, JsonCursor& value);
  void callIds();

  std::vector<Part> m_system;
  std::string m_mime;
};

const std::array<Reader::Field, 7> Reader::kFields{{
    {"model", &Reader::model},
    {"contents", &Reader::contents},
    {"systemInstruction", &Reader::system},
    {"tools", &Reader::tools},
    {"toolConfig", &Reader::toolConfig},
    {"generationConfig", &Reader::config},
    {"serviceTier", &Reader::tier},
}};

const std::array<Reader::Field, 16> Reader::kConfig{{
    {"temperature", &Reader::number<&Sampling::temperature>},
    {"topP", &Reader::number<&Sampling::topP>},
    {"topK", &Reader::number<&Sampling::topK>},
    {"presencePenalty", &Reader::number<&Sampling::presencePenalty>},
    {"frequencyPenalty", &Reader::number<&Sampling::frequencyPenalty>},
    {"seed", &Reader::number<&Sampling::seed>},
    {"logprobs", &Reader::number<&Sampling::topLogprobs>},
    {"responseLogprobs", &Reader::logprobs},
    {"maxOutputTokens", &Reader::limit},
    {"stopSequences", &Reader::stop},
    {"candidateCount", &Reader::choices},
    {"responseMimeType", &Reader::mime},
    {"responseSchema", &Reader::openApi},
    {"responseJsonSchema", &Reader::schema},
    {"responseModalities", &Reader::modalities},
    {"thinkingConfig", &Reader::thinking},
}};

void Reader::extra(std::string name, JsonCursor& value) {
  std::string raw = takeRaw(value);
  if (!raw.empty()) request.extras.push_back(Extra{std::move(name), std::move(raw)});
}

bool Reader::member(std::string_view written, JsonCursor& value) {
  const std::string name = camel(written);
  const auto field = std::find_if(kFields.begin(), kFields.end(),
                                  [&](const Field& one) { return one.name == name; });
  if (field == kFields.end()) return extra(name, value), true;
  (this->*field->take)(value);
  return true;
}

void Reader::model(JsonCursor& v) {
  constexpr std::string_view kFolder = "models/";
  request.model = takeText(v);
  if (request.model.starts_with(kFolder)) request.model.erase(0, kFolder.size());
}

void Reader::content(JsonCursor& v) {
  Message message;
  eachField(v, [&](std::string_view name, JsonCursor& value) {
    if (name == "parts") return readParts(value, message.content, &message.extras);
    if (name != "role") return;
    const std::string role = takeText(value);
    if (role == "model" || role == "assistant") message.role = Role::Assistant;
    if (role == "system") message.role = Role::System;
  });
  // What a client kept of a stream stands piece by piece.
  Message* before = request.messages.empty() ? nullptr : &request.messages.back();
  if (before == nullptr || message.role != Role::Assistant || before->role != message.role)
    return request.messages.push_back(std::move(message));
  for (Part& part : message.content) {
    const auto* text = as<Text>(part);
    auto* words =
        before->content.empty() ? nullptr : std::get_if<Text>(&before->content.back().what);
    if (text != nullptr && words != nullptr) {
      words->text += text->text;
      continue;
    }
    WirePart wire;
    wire.part = std::move(part);
    addPart(before->content, std::move(wire));
  }
  std::move(message.extras.begin(), message.extras.end(), std::back_inserter(before->extras));
}

void Reader::contents(JsonCursor& v) {
  if (v.peek() == '{') return content(v);
  eachElement(v, [&](JsonCursor& one) { content(one); });
}

void Reader::system(JsonCursor& v) {
  Part part;
  if (v.peek() == '"') {
    part.what = Text{takeText(v), {}};
    return m_system.push_back(std::move(part));
  }
  eachField(v, [&](std::string_view name, JsonCursor& value) {
    if (name == "parts") readParts(value, m_system, nullptr);
  });
}

void Reader::function(JsonCursor& v) {
  Tool tool;
  eachField(v, [&](std::string_view name, JsonCursor& value) {
    if (name == "name")
      tool.name = takeText(value);
    else if (name == "description")
      tool.description = takeText(value);
    else if (name == "parameters")
      tool.schemaJson = jsonSchemaOf(value.value());
    else if (name == "parametersJsonSchema")
      tool.schemaJson = takeRaw(value);
    else
      tool.extras.push_back(Extra{std::string(name), takeRaw(value)});
  });
  request.tools.push_back(std::move(tool));
}

// An entry holds functions, or one tool of the provider by its name.
void Reader::tool(JsonCursor& v) {
  eachField(v, [&](std::string_view name, JsonCursor& value) {
    if (name == "functionDeclarations")
      return eachElement(value, [&](JsonCursor& one) { function(one); });
    HostedTool hosted;
    hosted.origin = Dialect::Gemini;
    hosted.type = name;
    hosted.valueJson = takeRaw(value);
    if (!hosted.valueJson.empty()) request.hostedTools.push_back(std::move(hosted));
  });
}

void Reader::tools(JsonCursor& v) {
  eachElement(v, [&](JsonCursor& one) { tool(one); });
}

void Reader::calling(JsonCursor& v) {
  ToolChoice& choice = request.toolChoice;
  std::string mode;
  eachField(v, [&](std::string_view name, JsonCursor& value) {
    if (name == "mode")
      mode = takeText(value);
    else if (name == "allowedFunctionNames")
      choice.names = takeTexts(value);
  });
  using Kind = ToolChoice::Kind;
  const bool any = mode == "ANY";
  if (mode == "AUTO" || mode == "VALIDATED") choice.kind = Kind::Auto;
  if (mode == "NONE") choice.kind = Kind::None;
  if (any) choice.kind = choice.names.size() == 1 ? Kind::Named : Kind::Required;
  if (choice.names.empty() || choice.kind == Kind::None || choice.kind == Kind::Named) return;
  choice.kind = Kind::Allowed;
  choice.required = any;
}

void Reader::toolConfig(JsonCursor& v) {
  eachField(v, [&](std::string_view name, JsonCursor& value) {
    name == "functionCallingConfig" ? calling(value)
                                    : extra("toolConfig." + std::string(name), value);
  });
}

void Reader::thinking(JsonCursor& v) {
  Reasoning& reasoning = request.reasoning;
  eachField(v, [&](std::string_view name, JsonCursor& value) {
    if (name == "includeThoughts") reasoning.shown = takeFlag(value);
    if (name == "thinkingLevel") reasoning.effort = lower(takeText(value));
    if (name == "thinkingBudget") reasoning.budget = takeNumber(value);
  });
  if (reasoning.effort == "thinking_level_unspecified") reasoning.effort.clear();
  if (!reasoning.budget || *reasoning.budget > 0) return;
  // -1: as much as the question needs.
  reasoning.mode = *reasoning.budget < 0 ? Reasoning::Mode::Adaptive : Reasoning::Mode::Off;
  if (*reasoning.budget < 0) reasoning.budget.reset();
}

void Reader::modalities(JsonCursor& v) {
  for (const std::string& one : takeTexts(v))
    request.modalities.push_back(lower(one));
}

void Reader::config(JsonCursor& v) {
  eachField(v, [&](std::string_view name, JsonCursor& value) {
    const auto field = std::find_if(kConfig.begin(), kConfig.end(),
                                    [&](const Field& one) { return one.name == name; });
    if (field != kConfig.end()) return (this->*field->take)(value);
    extra("generationConfig." + std::string(name), value);
  });
}

// Calls and results without ids are paired by name, in order. Ids count from the beginning, so that
// they stay what they are while the conversation grows.
void Reader::callIds() {
  int calls = 0;
  std::vector<std::pair<std::string, std::string>> open;  // name, id
  for (Message& message : request.messages)
    for (Part& part : message.content) {
      if (auto* call = std::get_if<ToolCall>(&part.what)) {
        ++calls;
        if (call->id.empty()) call->id = "call_" + std::to_string(calls);
        open.emplace_back(call->name, call->id);
        continue;
      }
      auto* result = std::get_if<ToolResult>(&part.what);
      if (result == nullptr) continue;
      const auto match = std::find_if(open.begin(), open.end(), [&](const auto& one) {
        return result->callId.empty() ? one.first == result->name : one.second == result->callId;
      });
      if (match == open.end()) continue;
      result->callId = match->second;
      open.erase(match);
    }
}

void Reader::finish() {
  if (!m_system.empty()) {
    Message message;
    message.role = Role::System;
    message.content = std::move(m_system);
    request.messages.insert(request.messages.begin(), std::move(message));
  }
  using Kind = Format::Kind;
  Format& format = request.format;
  if (m_mime == "application/json") format.kind = Kind::Json;
  if (!format.schemaJson.empty()) format.kind = Kind::Schema;
  if (!m_mime.empty() && m_mime != "application/json" && m_mime != "text/plain")
    request.extras.push_back(Extra{"generationConfig.responseMimeType", json::quoted(m_mime)});
  callIds();
}

}  // namespace

Result<Request> ContentCodec::readRequest(std::string_view body) const {
  return readRequestWith<Reader>(body, Dialect::Gemini);
}

}  // namespace sb::dialects::gemini
