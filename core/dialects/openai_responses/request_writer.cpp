#include <algorithm>
#include <array>
#include <cstdlib>
#include <set>
#include <utility>

#include "core/base/text.h"
#include "core/dialects/json_out.h"
#include "core/dialects/json_read.h"
#include "core/dialects/losses.h"
#include "core/dialects/media.h"
#include "core/dialects/openai_hints.h"
#include "core/dialects/openai_reasoning.h"
#include "core/dialects/openai_responses/call_ids.h"
#include "core/dialects/openai_responses/responses_codec.h"

namespace sb::dialects::openai_responses {
namespace {

using namespace chat;

constexpr std::int64_t kLeastOutput = 16;  // OpenAI refuses smaller limits
constexpr std::string_view kNoSchema = R"({"type":"object","properties":{}})";

class Writer {
 public:
  Writer(const Request& request, const Target& target, Written& written)
      : m_request(request),
        m_target(target),
        m_losses(written),
        m_rules(rulesOf(modelOf(request, target))),
        m_out(written.body) {}

  void run();

 private:
  void message(std::size_t at);
  void flush(std::size_t at, std::string_view role);
  void contentPart(const Part& part, const std::string& where, bool assistant);
  void item(const Part& part, const std::string& where);
  void call(const ToolCall& call);
  void result(const ToolResult& result, const std::string& where);
  void thinking(const Thinking& thinking, const std::string& where);
  void media(const Media& media, const std::string& where);
  void file(const Media& media, const std::string& where);
  bool ownFile(const Media& media) const;
  void tools();
  void tool(const Tool& tool);
  void toolChoice();
  std::string_view kindOf(std::string_view tool) const;
  void textConfig();
  void reasoning();
  void include(bool thinking);
  void limit();
  void sampling();
  void hints();

  const Request& m_request;
  const Target& m_target;
  Losses m_losses;
  const ModelRules& m_rules;
  JsonOut m_out;
  std::string m_effort;
  std::vector<std::pair<const Part*, std::size_t>> m_content;  // of a message, its index there
  std::set<std::string, std::less<>> m_customCalls;
  bool m_tokens = false;   // their probabilities are asked for
  bool m_thought = false;  // there is thinking of this API in the conversation
};

void textPart(JsonOut& out, std::string_view type, std::string_view text) {
  out.beginObject();
  out.text("type", type);
  out.text("text", text);
  out.endObject();
}

// Ids of files are known to those who speak OpenAI's dialects only.
bool Writer::ownFile(const Media& media) const {
  return !media.fileId.empty() && (m_request.dialect == Dialect::OpenAiChat ||
                                   m_request.dialect == Dialect::OpenAiResponses);
}

void Writer::file(const Media& media, const std::string& where) {
  if (!media.text.empty()) {
    m_losses.converted(where + ": a text document became text");
    return textPart(m_out, "input_text",
                    media.name.empty() ? media.text : media.name + "\n\n" + media.text);
  }
  if (media.base64.empty() && media.url.empty() && !ownFile(media))
    return m_losses.lost(where + ": a file by its id at another provider");
  m_out.beginObject();
  m_out.text("type", "input_file");
  if (!media.base64.empty()) {
    m_out.text("filename", media.name.empty() ? "file" : std::string_view(media.name));
    m_out.text("file_data", urlOfMedia(media));
  } else {
    m_out.text(media.url.empty() ? "file_id" : "file_url",
               media.url.empty() ? media.fileId : media.url);
  }
  m_out.endObject();
}

void Writer::media(const Media& media, const std::string& where) {
  if (media.kind == MediaKind::File) return file(media, where);
  if (media.kind != MediaKind::Image)
    return m_losses.lost(where + (media.kind == MediaKind::Audio ? ": audio" : ": video"));
  const bool bytes = !media.base64.empty() || !media.url.empty();
  if (!bytes && !ownFile(media))
    return m_losses.lost(where + ": an image by its id at another provider");
  m_out.beginObject();
  m_out.text("type", "input_image");
  m_out.text(bytes ? "image_url" : "file_id", bytes ? urlOfMedia(media) : media.fileId);
  m_out.text("detail", media.detail.empty() ? "auto" : std::string_view(media.detail));
  m_out.endObject();
}

void Writer::contentPart(const Part& part, const std::string& where, bool assistant) {
  if (const auto* text = as<Text>(part)) {
    m_losses.earlierCitations(where, *text);
    return textPart(m_out, assistant ? "output_text" : "input_text", text->text);
  }
  if (const auto* one = as<Media>(part)) {
    if (assistant) return m_losses.lost(where + ": an image that the model made");
    return media(*one, where);
  }
  if (const auto* refusal = as<Refusal>(part)) {
    if (!assistant) return textPart(m_out, "input_text", refusal->text);
    m_out.beginObject();
    m_out.text("type", "refusal");
    m_out.text("refusal", refusal->text);
    return m_out.endObject();
  }
  const auto* opaque = as<Opaque>(part);
  if (opaque && opaque->origin == Dialect::OpenAiResponses) return m_out.raw(opaque->valueJson);
  m_losses.lost(where + ": a part of a tool's result");
}

// What was said so far becomes an item.
void Writer::flush(std::size_t at, std::string_view role) {
  if (m_content.empty()) return;
  m_out.beginObject();
  m_out.text("type", "message");
  m_out.text("role", role);
  m_out.beginList("content");
  for (const auto& [part, index] : m_content)
    contentPart(*part, place(at, index), role == "assistant");
  m_out.endList();
  m_out.endObject();
  m_content.clear();
}

void Writer::call(const ToolCall& call) {
  const std::string id = callId(call.id);
  if (call.custom) m_customCalls.insert(id);
  m_out.beginObject();
  m_out.text("type", call.custom ? "custom_tool_call" : "function_call");
  m_out.text("call_id", id);
  m_out.text("name", call.name);
  const bool none = call.arguments.empty() && !call.custom;
  m_out.text(call.custom ? "input" : "arguments", none ? "{}" : std::string_view(call.arguments));
  m_out.endObject();
}

bool onlyText(const std::vector<Part>& parts) {
  return std::all_of(parts.begin(), parts.end(),
                     [](const Part& part) { return as<Text>(part) != nullptr; });
}

void Writer::result(const ToolResult& result, const std::string& where) {
  const std::string id = callId(result.callId);
  const bool custom = m_customCalls.contains(id);
  m_out.beginObject();
  m_out.text("type", custom ? "custom_tool_call_output" : "function_call_output");
  m_out.text("call_id", id);
  if (onlyText(result.content)) {
    std::string text;
    for (const Part& part : result.content)
      text.append(text.empty() ? "" : "\n").append(as<Text>(part)->text);
    if (result.isError && !startsWithNoCase(text, "error")) text.insert(0, "Error: ");
    m_out.text("output", text);
  } else {
    m_out.beginList("output");
    if (result.isError) textPart(m_out, "input_text", "Error:");
    for (const Part& part : result.content)
      contentPart(part, where, false);
    m_out.endList();
  }
  m_out.endObject();
}

void Writer::thinking(const Thinking& thinking, const std::string& where) {
  if (!thinking.signature || thinking.signature->origin != Dialect::OpenAiResponses)
    return m_losses.dropped(where + ": thinking without a signature of this API");
  m_thought = true;
  m_out.beginObject();
  m_out.text("type", "reasoning");
  m_out.textIf("id", thinking.id);
  m_out.beginList("summary");
  if (!thinking.text.empty()) textPart(m_out, "summary_text", thinking.text);
  m_out.endList();
  m_out.text("encrypted_content", thinking.signature->data);
  m_out.endObject();
}

// Parts that are items of their own.
void Writer::item(const Part& part, const std::string& where) {
  if (const auto* one = as<ToolCall>(part)) return call(*one);
  if (const auto* one = as<ToolResult>(part)) return result(*one, where);
  if (const auto* one = as<Thinking>(part)) return thinking(*one, where);
  const auto* opaque = as<Opaque>(part);
  if (opaque == nullptr) return;
  if (opaque->origin == Dialect::OpenAiResponses) return m_out.raw(opaque->valueJson);
  m_losses.foreign(where, *opaque);
}

bool inMessage(const Part& part) {
  const auto* opaque = as<Opaque>(part);
  if (opaque)
    return opaque->origin == Dialect::OpenAiResponses && opaque->type.starts_with("input_");
  return as<Text>(part) || as<Media>(part) || as<Refusal>(part);
}

void Writer::message(std::size_t at) {
  const Message& message = m_request.messages[at];
  for (const Extra& extra : message.extras)
    m_losses.dropped("messages[" + std::to_string(at) + "]." + extra.name);
  m_losses.droppedIf(!message.name.empty(), "messages[" + std::to_string(at) + "].name");
  std::string_view role = "user";
  if (message.role == Role::Assistant) role = "assistant";
  if (message.role == Role::System) role = "system";
  if (message.role == Role::Developer) role = m_target.developerRole ? "developer" : "system";
  for (std::size_t i = 0; i < message.content.size(); ++i) {
    const Part& part = message.content[i];
    if (inMessage(part)) {
      m_content.emplace_back(&part, i);
      continue;
    }
    flush(at, role);
    item(part, place(at, i));
  }
  flush(at, role);
}

// A grammar stands beside its type here.
void customFormat(JsonOut& out, const std::string& formatJson) {
  if (formatJson.empty()) return;
  JsonIndex index;
  Result<JsonCursor> cursor = index.read(formatJson);
  std::string type, syntax, definition;
  if (cursor)
    eachMember(*cursor, [&](std::string_view name, JsonCursor& value) {
      if (name == "type") type = takeText(value);
      if (name != "grammar") return;
      eachMember(value, [&](std::string_view inside, JsonCursor& of) {
        if (inside == "syntax") syntax = takeRaw(of);
        if (inside == "definition") definition = takeRaw(of);
      });
    });
  if (syntax.empty() || definition.empty()) return out.raw("format", formatJson);
  out.beginObject("format");
  out.text("type", type);
  out.raw("syntax", syntax);
  out.raw("definition", definition);
  out.endObject();
}

// Functions are held to their schema there unless one says that they are not.
void Writer::tool(const Tool& tool) {
  m_out.beginObject();
  m_out.text("type", tool.custom ? "custom" : "function");
  m_out.text("name", tool.name);
  m_out.textIf("description", tool.description);
  if (tool.custom) {
    customFormat(m_out, tool.formatJson);
  } else {
    m_out.raw("parameters",
              tool.schemaJson.empty() ? kNoSchema : std::string_view(tool.schemaJson));
    m_out.flag("strict", tool.strict.value_or(false));
  }
  m_out.endObject();
}

void Writer::tools() {
  const auto own = [](const HostedTool& tool) { return tool.origin == Dialect::OpenAiResponses; };
  for (const HostedTool& hosted : m_request.hostedTools)
    m_losses.droppedIf(!own(hosted), "tools: " + hosted.type);
  const bool hosts = std::any_of(m_request.hostedTools.begin(), m_request.hostedTools.end(), own);
  if (m_request.tools.empty() && !hosts) return;
  m_out.beginList("tools");
  for (const Tool& one : m_request.tools)
    tool(one);
  for (const HostedTool& hosted : m_request.hostedTools)
    if (own(hosted)) m_out.raw(hosted.valueJson);
  m_out.endList();
}

std::string_view Writer::kindOf(std::string_view tool) const {
  for (const Tool& one : m_request.tools)
    if (one.name == tool) return one.custom ? "custom" : "function";
  return "function";
}

void Writer::toolChoice() {
  const ToolChoice& choice = m_request.toolChoice;
  if (m_request.tools.empty()) return;
  if (m_request.parallelTools) m_out.flag("parallel_tool_calls", *m_request.parallelTools);
  switch (choice.kind) {
    case ToolChoice::Kind::Unsaid:
      break;
    case ToolChoice::Kind::Auto:
      return m_out.text("tool_choice", "auto");
    case ToolChoice::Kind::None:
      return m_out.text("tool_choice", "none");
    case ToolChoice::Kind::Required:
      return m_out.text("tool_choice", "required");
    case ToolChoice::Kind::Named:
      m_out.beginObject("tool_choice");
      m_out.text("type", kindOf(choice.names.front()));
      m_out.text("name", choice.names.front());
      return m_out.endObject();
    case ToolChoice::Kind::Allowed:
      m_out.beginObject("tool_choice");
      m_out.text("type", "allowed_tools");
      m_out.text("mode", choice.required ? "required" : "auto");
      m_out.beginList("tools");
      for (const std::string& name : choice.names) {
        m_out.beginObject();
        m_out.text("type", kindOf(name));
        m_out.text("name", name);
        m_out.endObject();
      }
      m_out.endList();
      return m_out.endObject();
  }
}

void Writer::textConfig() {
  const Format& format = m_request.format;
  if (format.kind == Format::Kind::Text && m_request.verbosity.empty()) return;
  m_out.beginObject("text");
  if (format.kind == Format::Kind::Json) m_out.raw("format", R"({"type":"json_object"})");
  if (format.kind == Format::Kind::Schema) {
    m_out.beginObject("format");
    m_out.text("type", "json_schema");
    m_out.text("name", format.name.empty() ? "answer" : std::string_view(format.name));
    m_out.textIf("description", format.description);
    m_out.raw("schema", format.schemaJson.empty() ? "{}" : std::string_view(format.schemaJson));
    m_out.flag("strict", format.strict.value_or(false));
    m_out.endObject();
  }
  m_out.textIf("verbosity", m_request.verbosity);
  m_out.endObject();
}

// Thinking comes back in encrypted form, for nothing is kept there. A model that does not think
// refuses to be asked for it.
void Writer::reasoning() {
  const Reasoning& reasoning = m_request.reasoning;
  m_effort = openAiEffort(m_request, m_rules, m_losses);
  const bool known = m_rules.maker == ModelRules::Maker::OpenAi;
  if (known && m_rules.thinking == ModelRules::Thinking::None) return;
  const bool shown = reasoning.shown.value_or(false);
  const std::string_view summary =
      reasoning.summary.empty() && shown ? "auto" : std::string_view(reasoning.summary);
  if (!m_effort.empty() || !summary.empty()) {
    m_out.beginObject("reasoning");
    m_out.textIf("effort", m_effort);
    m_out.textIf("summary", summary);
    m_out.endObject();
  }
  const bool thinks = known || reasoning.said() || m_thought;
  include(thinks && m_effort != "none");
}

// Models that think tell no probabilities; Gemini's answers have another form for them.
void Writer::include(bool thinking) {
  const bool asked = m_request.sampling.logprobs.value_or(false);
  m_tokens = asked && takesSampling(m_rules, m_effort) && m_request.dialect != Dialect::Gemini;
  m_losses.lostIf(asked && !m_tokens, "logprobs");
  if (!thinking && !m_tokens) return;
  m_out.beginList("include");
  if (thinking) m_out.text("reasoning.encrypted_content");
  if (m_tokens) m_out.text("message.output_text.logprobs");
  m_out.endList();
}

void Writer::limit() {
  if (!m_request.maxTokens) return;
  std::int64_t most = *m_request.maxTokens;
  if (m_target.mostOutput > 0 && most > m_target.mostOutput) {
    most = m_target.mostOutput;
    m_losses.converted("the limit of the answer became the model's own");
  }
  if (most < kLeastOutput) {
    most = kLeastOutput;
    m_losses.converted("the limit of the answer became 16 tokens, the least there is");
  }
  m_out.number("max_output_tokens", most);
}

bool said(const std::string& digits) {
  return !digits.empty() && std::strtod(digits.c_str(), nullptr) != 0;
}

void Writer::sampling() {
  const Sampling& sampling = m_request.sampling;
  if (takesSampling(m_rules, m_effort)) {
    m_out.rawIf("temperature", sampling.temperature);
    m_out.rawIf("top_p", sampling.topP);
  } else {
    dropChoosing(sampling, m_losses);
  }
  m_losses.lostIf(!sampling.topK.empty(), "top_k");
  m_losses.lostIf(!sampling.minP.empty(), "min_p");
  m_losses.lostIf(said(sampling.frequencyPenalty), "frequency_penalty");
  m_losses.lostIf(said(sampling.presencePenalty), "presence_penalty");
  m_losses.lostIf(!sampling.logitBiasJson.empty() && sampling.logitBiasJson != "{}", "logit_bias");
  if (m_tokens) m_out.rawIf("top_logprobs", sampling.topLogprobs);
  m_losses.lostIf(!sampling.stop.empty(), "stop");
  m_losses.droppedIf(!sampling.seed.empty(), "seed");
  m_losses.lostIf(m_request.choices > 1, "n");
  m_losses.otherThanText(m_request);
}

void Writer::hints() {
  m_out.flag("store", m_request.store.value_or(false));
  writeUser(m_request.user, m_out, m_losses);
  const bool own = m_target.openAiHints && m_request.dialect == Dialect::OpenAiChat;
  writeOpenAiHints(m_request, own, m_out, m_losses);
  m_losses.cacheMarks(m_request);
  m_losses.unknownMembers(m_request);
}

void Writer::run() {
  m_out.beginObject();
  m_out.text("model", modelOf(m_request, m_target));
  m_out.beginList("input");
  for (std::size_t i = 0; i < m_request.messages.size(); ++i)
    message(i);
  m_out.endList();
  tools();
  toolChoice();
  textConfig();
  reasoning();
  limit();
  sampling();
  hints();
  if (m_request.stream) m_out.flag("stream", true);
  m_out.endObject();
}

}  // namespace

Written ResponsesCodec::writeRequest(const Request& request, const Target& target) const {
  Written written;
  written.body.reserve(roomFor(request));
  Writer(request, target, written).run();
  return written;
}

bool ResponsesCodec::wantsBytes(const Media& media, const Target& target) const {
  const bool known = media.kind == MediaKind::Image || media.kind == MediaKind::File;
  return known && !target.mediaUrls;
}

}  // namespace sb::dialects::openai_responses
