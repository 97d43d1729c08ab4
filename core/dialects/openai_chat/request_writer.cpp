#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

#include "core/base/json.h"
#include "core/base/text.h"
#include "core/dialects/json_out.h"
#include "core/dialects/losses.h"
#include "core/dialects/media.h"
#include "core/dialects/openai_chat/chat_codec.h"
#include "core/dialects/openai_chat/earlier_thinking.h"
#include "core/dialects/openai_chat/parts.h"
#include "core/dialects/openai_hints.h"
#include "core/dialects/openai_reasoning.h"

namespace sb::dialects::openai_chat {
namespace {

using namespace chat;

constexpr std::size_t kMostStops = 4;
constexpr std::string_view kNoSchema = R"({"type":"object","properties":{}})";
constexpr std::string_view kTextSchema =
    R"({"type":"object","properties":{"input":{"type":"string"}},"required":["input"]})";

class Writer {
 public:
  Writer(const Request& request, const Target& target, Written& written)
      : m_request(request),
        m_target(target),
        m_losses(written),
        m_rules(rulesOf(modelOf(request, target))),
        m_out(written.body),
        m_thinking(request, target.thinkingBack) {}

  void run();

 private:
  void message(std::size_t at);
  void system(std::size_t at);
  void assistant(std::size_t at);
  void user(std::size_t at);
  void result(const ToolResult& result, CacheHint hint, std::size_t at,
              std::vector<const Part*>& images);
  CacheHint marked(const Part& part);
  void content(const std::vector<const Part*>& parts, std::size_t at);
  void part(const Part& part, std::size_t at, std::size_t index);
  void media(const Media& media, const std::string& where);
  void file(const Media& media, const std::string& where);
  void toolCalls(const std::vector<const ToolCall*>& calls);
  void tools();
  void toolChoice();
  void toolName(const std::string& name);
  void allowedTools();
  void format();
  void reasoning();
  void sampling();
  void tokens();
  void choosing();
  void stops();
  void limit();
  void modalities();
  void hints();

  const Request& m_request;
  const Target& m_target;
  Losses m_losses;
  const ModelRules& m_rules;
  JsonOut m_out;
  EarlierThinking m_thinking;
  std::string m_effort;
  bool m_unmarked = false;  // a cache mark has no place
};

void textPart(JsonOut& out, std::string_view text, CacheHint hint = CacheHint::None) {
  out.beginObject();
  out.text("type", "text");
  out.text("text", text);
  if (hint != CacheHint::None) {
    out.beginObject("cache_control");
    out.text("type", "ephemeral");
    if (hint == CacheHint::OneHour) out.text("ttl", "1h");
    out.endObject();
  }
  out.endObject();
}

bool onlyText(const std::vector<const Part*>& parts) {
  return std::all_of(parts.begin(), parts.end(),
                     [](const Part* part) { return as<Text>(*part) != nullptr; });
}

void Writer::file(const Media& media, const std::string& where) {
  if (!media.text.empty()) {
    m_losses.converted(where + ": a text document became text");
    return textPart(m_out, media.name.empty() ? media.text : media.name + "\n\n" + media.text);
  }
  if (media.base64.empty() && !media.url.empty())
    return m_losses.lost(where + ": a file by its URL");
  // Ids of files are known to those who speak OpenAI's dialects only.
  const bool own =
      m_request.dialect == Dialect::OpenAiChat || m_request.dialect == Dialect::OpenAiResponses;
  if (media.base64.empty() && (media.fileId.empty() || !own))
    return m_losses.lost(where + ": a file by its id at another provider");
  m_out.beginObject();
  m_out.text("type", "file");
  m_out.beginObject("file");
  if (media.base64.empty()) {
    m_out.text("file_id", media.fileId);
  } else {
    m_out.text("filename", media.name.empty() ? "file" : std::string_view(media.name));
    m_out.text("file_data", urlOfMedia(media));
  }
  m_out.endObject();
  m_out.endObject();
}

void Writer::media(const Media& media, const std::string& where) {
  switch (media.kind) {
    case MediaKind::Image: {
      if (media.base64.empty() && media.url.empty())
        return m_losses.lost(where + ": an image by its id");
      m_out.beginObject();
      m_out.text("type", "image_url");
      m_out.beginObject("image_url");
      m_out.text("url", urlOfMedia(media));
      m_out.textIf("detail", media.detail);
      m_out.endObject();
      return m_out.endObject();
    }
    case MediaKind::Audio:
      if (media.base64.empty()) return m_losses.lost(where + ": audio by its URL");
      m_out.beginObject();
      m_out.text("type", "input_audio");
      m_out.beginObject("input_audio");
      m_out.text("data", media.base64);
      m_out.text("format", audioFormat(media.mime));
      m_out.endObject();
      return m_out.endObject();
    case MediaKind::File:
      return file(media, where);
    case MediaKind::Video:
      break;
  }
  m_losses.lost(where + ": video");
}

// What the target is told of a mark: those that know none cache by themselves, or not.
CacheHint Writer::marked(const Part& part) {
  if (part.cache == CacheHint::None || m_target.cacheMarks) return part.cache;
  m_unmarked = true;
  return CacheHint::None;
}

void Writer::part(const Part& part, std::size_t at, std::size_t index) {
  const std::string where = place(at, index);
  if (const auto* text = as<Text>(part)) {
    m_losses.earlierCitations(where, *text);
    return textPart(m_out, text->text, marked(part));
  }
  if (const auto* one = as<Media>(part)) return media(*one, where);
  if (const auto* refusal = as<Refusal>(part)) {
    m_out.beginObject();
    m_out.text("type", "refusal");
    m_out.text("refusal", refusal->text);
    return m_out.endObject();
  }
  const auto* opaque = as<Opaque>(part);
  if (opaque != nullptr && opaque->origin == Dialect::OpenAiChat)
    return m_out.raw(opaque->valueJson);
  if (opaque != nullptr) return m_losses.foreign(where, *opaque);
  m_losses.lost(where + ": a part");
}

// One text stands as such, everything else as a list.
void Writer::content(const std::vector<const Part*>& parts, std::size_t at) {
  const bool one = parts.size() == 1 && onlyText(parts);
  if (one && marked(*parts.front()) == CacheHint::None) {
    const auto& text = *as<Text>(*parts.front());
    m_losses.earlierCitations(place(at, 0), text);
    return m_out.text("content", text.text);
  }
  m_out.beginList("content");
  for (std::size_t i = 0; i < parts.size(); ++i)
    part(*parts[i], at, i);
  m_out.endList();
}

void Writer::system(std::size_t at) {
  const Message& message = m_request.messages[at];
  std::vector<const Part*> parts;
  for (const Part& part : message.content)
    parts.push_back(&part);
  m_out.beginObject();
  const bool developer = message.role == Role::Developer && m_target.developerRole;
  m_out.text("role", developer ? "developer" : "system");
  m_out.textIf("name", message.name);
  content(parts, at);
  m_out.endObject();
}

void Writer::toolCalls(const std::vector<const ToolCall*>& calls) {
  if (calls.empty()) return;
  m_out.beginList("tool_calls");
  for (const ToolCall* call : calls) {
    const bool custom = call->custom && m_target.openAiHints;
    const std::string_view kind = custom ? "custom" : "function";
    m_out.beginObject();
    m_out.text("id", call->id);
    m_out.text("type", kind);
    m_out.beginObject(kind);
    m_out.text("name", call->name);
    if (call->custom && !custom)
      m_out.text("arguments", "{\"input\":" + json::quoted(call->arguments) + "}");
    else
      m_out.text(custom ? "input" : "arguments", call->arguments);
    m_out.endObject();
    m_out.endObject();
  }
  m_out.endList();
}

void Writer::assistant(std::size_t at) {
  const Message& message = m_request.messages[at];
  std::vector<const Part*> said;
  std::vector<const ToolCall*> calls;
  for (std::size_t i = 0; i < message.content.size(); ++i) {
    const Part& part = message.content[i];
    const auto* opaque = as<Opaque>(part);
    if (opaque != nullptr && opaque->origin != Dialect::OpenAiChat)
      m_losses.foreign(place(at, i), *opaque);
    else if (const auto* call = as<ToolCall>(part))
      calls.push_back(call);
    else if (as<Thinking>(part) == nullptr)
      said.push_back(&part);
  }
  if (said.empty() && calls.empty()) return m_thinking.leave(at, m_losses);
  m_out.beginObject();
  m_out.text("role", "assistant");
  m_out.textIf("name", message.name);
  if (said.empty())
    m_out.null("content");
  else
    content(said, at);
  m_thinking.write(at, m_out, m_losses);
  toolCalls(calls);
  m_out.endObject();
}

// A tool's answer is text there; its images follow in what the user says.
void Writer::result(const ToolResult& result, CacheHint hint, std::size_t at,
                    std::vector<const Part*>& images) {
  std::string text;
  for (const Part& part : result.content) {
    if (const auto* words = as<Text>(part))
      text.append(text.empty() ? "" : "\n").append(words->text);
    else if (as<Media>(part) != nullptr)
      images.push_back(&part);
    else
      m_losses.lost("messages[" + std::to_string(at) + "]: a part of a tool's result");
  }
  if (result.isError && !startsWithNoCase(text, "error")) text.insert(0, "Error: ");
  m_out.beginObject();
  m_out.text("role", "tool");
  m_out.text("tool_call_id", result.callId);
  if (hint == CacheHint::None) {
    m_out.text("content", text);
  } else {
    m_out.beginList("content");
    textPart(m_out, text, hint);
    m_out.endList();
  }
  m_out.endObject();
}

void Writer::user(std::size_t at) {
  const Message& message = m_request.messages[at];
  std::vector<const Part*> images, rest;
  for (const Part& part : message.content) {
    const auto* answer = as<ToolResult>(part);
    if (answer == nullptr)
      rest.push_back(&part);
    else
      result(*answer, marked(part), at, images);
  }
  if (!images.empty())
    m_losses.converted("messages[" + std::to_string(at) +
                       "]: images of a tool's result became a message of the user");
  images.insert(images.end(), rest.begin(), rest.end());
  const bool results = rest.size() < message.content.size();
  if (images.empty() && results) return;
  m_out.beginObject();
  m_out.text("role", "user");
  m_out.textIf("name", message.name);
  if (images.empty())
    m_out.text("content", "");
  else
    content(images, at);
  m_out.endObject();
}

void Writer::message(std::size_t at) {
  const Message& message = m_request.messages[at];
  for (const Extra& extra : message.extras)
    m_losses.dropped("messages[" + std::to_string(at) + "]." + extra.name);
  switch (message.role) {
    case Role::System:
    case Role::Developer:
      return system(at);
    case Role::Assistant:
      return assistant(at);
    case Role::User:
      return user(at);
  }
}

void Writer::tools() {
  for (const HostedTool& tool : m_request.hostedTools)
    if (tool.origin != Dialect::OpenAiChat) m_losses.dropped("tools: " + tool.type);
  if (m_request.tools.empty()) return;
  m_out.beginList("tools");
  for (const Tool& tool : m_request.tools) {
    if (!m_target.openAiHints && !mayCall(m_request, tool)) continue;
    // Those who only speak like OpenAI know no tools that take free text.
    const bool custom = tool.custom && m_target.openAiHints;
    const std::string_view kind = custom ? "custom" : "function";
    m_unmarked |= tool.cache != CacheHint::None;
    m_out.beginObject();
    m_out.text("type", kind);
    m_out.beginObject(kind);
    m_out.text("name", tool.name);
    m_out.textIf("description", tool.description);
    const std::string_view none = tool.custom ? kTextSchema : kNoSchema;
    if (custom)
      m_out.rawIf("format", tool.formatJson);
    else
      m_out.raw("parameters", tool.schemaJson.empty() ? none : std::string_view(tool.schemaJson));
    if (tool.strict && !tool.custom) m_out.flag("strict", *tool.strict);
    m_out.endObject();
    m_out.endObject();
  }
  m_out.endList();
}

// {"type": "function", "function": {"name": "…"}}
void Writer::toolName(const std::string& name) {
  const auto named = [&](const Tool& tool) { return tool.custom && tool.name == name; };
  const bool custom =
      m_target.openAiHints && std::any_of(m_request.tools.begin(), m_request.tools.end(), named);
  const std::string_view kind = custom ? "custom" : "function";
  m_out.beginObject();
  m_out.text("type", kind);
  m_out.beginObject(kind);
  m_out.text("name", name);
  m_out.endObject();
  m_out.endObject();
}

void Writer::allowedTools() {
  const ToolChoice& choice = m_request.toolChoice;
  const std::string_view mode = choice.required ? "required" : "auto";
  if (!m_target.openAiHints) {
    m_losses.converted("tool_choice: tools that may not be called are left out");
    return m_out.text("tool_choice", mode);
  }
  m_out.beginObject("tool_choice");
  m_out.text("type", "allowed_tools");
  m_out.beginObject("allowed_tools");
  m_out.text("mode", mode);
  m_out.beginList("tools");
  for (const std::string& name : choice.names)
    toolName(name);
  m_out.endList();
  m_out.endObject();
  m_out.endObject();
}

void Writer::toolChoice() {
  const ToolChoice& choice = m_request.toolChoice;
  if (m_request.tools.empty()) return;
  switch (choice.kind) {
    case ToolChoice::Kind::Unsaid:
      break;
    case ToolChoice::Kind::Auto:
      m_out.text("tool_choice", "auto");
      break;
    case ToolChoice::Kind::None:
      m_out.text("tool_choice", "none");
      break;
    case ToolChoice::Kind::Required:
      m_out.text("tool_choice", "required");
      break;
    case ToolChoice::Kind::Named:
      m_out.key("tool_choice");
      toolName(choice.names.front());
      break;
    case ToolChoice::Kind::Allowed:
      allowedTools();
      break;
  }
  if (m_request.parallelTools) m_out.flag("parallel_tool_calls", *m_request.parallelTools);
}

void Writer::format() {
  const Format& format = m_request.format;
  if (format.kind == Format::Kind::Text) return;
  m_out.beginObject("response_format");
  const bool schema = format.kind == Format::Kind::Schema;
  m_out.text("type", schema ? "json_schema" : "json_object");
  if (schema) {
    m_out.beginObject("json_schema");
    m_out.text("name", format.name.empty() ? "answer" : std::string_view(format.name));
    m_out.textIf("description", format.description);
    m_out.raw("schema", format.schemaJson.empty() ? "{}" : std::string_view(format.schemaJson));
    if (format.strict) m_out.flag("strict", *format.strict);
    m_out.endObject();
  }
  m_out.endObject();
}

void Writer::reasoning() {
  m_effort = openAiEffort(m_request, m_rules, m_losses);
  m_out.textIf("reasoning_effort", m_effort);
}

struct Number {
  std::string_view name;
  std::string Sampling::*from;
};
constexpr std::array<Number, 4> kNumbers{{{"temperature", &Sampling::temperature},
                                          {"top_p", &Sampling::topP},
                                          {"frequency_penalty", &Sampling::frequencyPenalty},
                                          {"presence_penalty", &Sampling::presencePenalty}}};

bool counts(const std::string& penalty) {
  return !penalty.empty() && std::strtod(penalty.c_str(), nullptr) != 0;
}

// The answer tells them to callers of OpenAI's APIs; Gemini's has another form for them.
void Writer::tokens() {
  const Sampling& sampling = m_request.sampling;
  if (!sampling.logprobs) return;
  if (m_request.dialect == Dialect::Gemini && *sampling.logprobs) return m_losses.lost("logprobs");
  m_out.flag("logprobs", *sampling.logprobs);
  if (*sampling.logprobs) m_out.rawIf("top_logprobs", sampling.topLogprobs);
}

// What models that think refuse.
void Writer::choosing() {
  const Sampling& sampling = m_request.sampling;
  if (takesSampling(m_rules, m_effort)) {
    for (const Number& number : kNumbers)
      m_out.rawIf(number.name, sampling.*number.from);
    m_out.rawIf("seed", sampling.seed);
    m_out.rawIf("logit_bias", sampling.logitBiasJson);
    tokens();
    return stops();
  }
  m_out.rawIf("seed", sampling.seed);
  dropChoosing(sampling, m_losses);
  m_losses.lostIf(counts(sampling.frequencyPenalty), "frequency_penalty");
  m_losses.lostIf(counts(sampling.presencePenalty), "presence_penalty");
  m_losses.lostIf(!sampling.logitBiasJson.empty() && sampling.logitBiasJson != "{}", "logit_bias");
  m_losses.lostIf(sampling.logprobs.value_or(false), "logprobs");
  m_losses.lostIf(!sampling.stop.empty(), "stop");
}

void Writer::sampling() {
  choosing();
  m_losses.lostIf(!m_request.sampling.topK.empty(), "top_k");
  m_losses.lostIf(!m_request.sampling.minP.empty(), "min_p");
}

void Writer::stops() {
  const Sampling& sampling = m_request.sampling;
  if (sampling.stop.empty()) return;
  m_losses.lostIf(sampling.stop.size() > kMostStops, "stop: more than four");
  m_out.beginList("stop");
  for (std::size_t i = 0; i < std::min(sampling.stop.size(), kMostStops); ++i)
    m_out.text(sampling.stop[i]);
  m_out.endList();
}

void Writer::limit() {
  if (!m_request.maxTokens) return;
  std::int64_t most = *m_request.maxTokens;
  if (m_target.mostOutput > 0 && most > m_target.mostOutput) {
    most = m_target.mostOutput;
    m_losses.converted("the limit of the answer became the model's own");
  }
  m_out.number(m_target.limitName.empty() ? "max_tokens" : m_target.limitName, most);
}

// OpenAI draws by a tool of its other API; those who only speak like it know the kind "image".
void Writer::modalities() {
  const std::vector<std::string>& wanted = m_request.modalities;
  const bool draws = std::find(wanted.begin(), wanted.end(), "image") != wanted.end();
  const bool others = std::any_of(wanted.begin(), wanted.end(), [](const std::string& kind) {
    return kind != "text" && kind != "image";
  });
  if (!draws || others || m_target.openAiHints) return m_losses.otherThanText(m_request);
  m_out.beginList("modalities");
  for (const std::string& kind : wanted)
    m_out.text(kind);
  m_out.endList();
}

void Writer::hints() {
  writeUser(m_request.user, m_out, m_losses);
  m_out.textIf("verbosity", m_request.verbosity);
  const bool own = m_request.dialect == Dialect::OpenAiResponses && m_target.openAiHints;
  writeOpenAiHints(m_request, own, m_out, m_losses);
  if (own && m_request.store) m_out.flag("store", *m_request.store);
  m_losses.droppedIf(m_unmarked, "cache_control");
  m_losses.unknownMembers(m_request);
}

void Writer::run() {
  m_out.beginObject();
  m_out.text("model", modelOf(m_request, m_target));
  m_out.beginList("messages");
  for (std::size_t i = 0; i < m_request.messages.size(); ++i)
    message(i);
  m_out.endList();
  tools();
  toolChoice();
  format();
  reasoning();
  limit();
  sampling();
  if (m_request.choices != 1) m_out.number("n", m_request.choices);
  modalities();
  hints();
  if (m_request.stream) {
    m_out.flag("stream", true);
    if (m_target.askUsage) m_out.raw("stream_options", R"({"include_usage":true})");
  }
  m_out.endObject();
}

}  // namespace

Written ChatCodec::writeRequest(const Request& request, const Target& target) const {
  Written written;
  written.body.reserve(roomFor(request));
  Writer(request, target, written).run();
  return written;
}

// Only images have a URL there.
bool ChatCodec::wantsBytes(const Media& media, const Target& target) const {
  if (media.kind == MediaKind::Image) return !target.mediaUrls;
  return media.kind != MediaKind::Video;
}

}  // namespace sb::dialects::openai_chat
