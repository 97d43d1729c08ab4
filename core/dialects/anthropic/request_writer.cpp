#include <algorithm>
#include <cstdlib>
#include <utility>

#include "core/base/text.h"
#include "core/dialects/anthropic/blocks.h"
#include "core/dialects/anthropic/format.h"
#include "core/dialects/anthropic/messages_codec.h"
#include "core/dialects/anthropic/thinking.h"
#include "core/dialects/anthropic/tool_ids.h"
#include "core/dialects/json_out.h"
#include "core/dialects/losses.h"
#include "core/dialects/media.h"
#include "core/dialects/model_rules.h"

namespace sb::dialects::anthropic {
namespace {

using namespace chat;

constexpr std::int64_t kDefaultLimit = 8'192;  // a limit is required
constexpr std::string_view kNoSchema = R"({"type":"object","properties":{}})";
constexpr std::string_view kTextSchema =
    R"({"type":"object","properties":{"input":{"type":"string"}},"required":["input"]})";

// A turn: what stands in it came from one or several messages of the same role.
struct Turn {
  bool assistant = false;
  struct Piece {
    const Part* part;
    std::size_t message, index;
  };
  std::vector<Piece> results, rest;
  bool empty() const { return results.empty() && rest.empty(); }
};

class Writer {
 public:
  Writer(const Request& request, const Target& target, Written& written)
      : m_request(request),
        m_target(target),
        m_losses(written),
        m_rules(rulesOf(modelOf(request, target))),
        m_body(written.body),
        m_out(written.body) {}

  void run();

 private:
  void gather();
  void add(const Message& message, std::size_t at);
  void beginWithUser();
  void turn(const Turn& turn);
  void part(const Part& part, const std::string& where, bool last);
  void media(const Media& media, const std::string& where);
  void source(const Media& media);
  void call(const ToolCall& call, const std::string& where);
  void result(const ToolResult& result, const std::string& where);
  void thinkingBlock(const Thinking& thinking, const std::string& where);
  void cache(CacheHint hint);
  void textBlock(std::string_view text, CacheHint hint);
  void system();
  void tools();
  void toolChoice();
  void limits();
  void sampling();
  void outputConfig();
  void hints();
  void choosing();
  std::int64_t limit() const;
  bool unthought() const;

  const Request& m_request;
  const Target& m_target;
  Losses m_losses;
  const ModelRules& m_rules;
  const std::string& m_body;
  JsonOut m_out;
  std::vector<const Part*> m_system;
  std::vector<Turn> m_turns;
  ThinkingPlan m_thinking;
  AnswerFormat m_format;
};

bool blank(std::string_view text) { return trim(text).empty(); }

bool isEmptyText(const Part& part) {
  const auto* text = as<Text>(part);
  return text != nullptr && blank(text->text);
}

// System messages at the beginning are the system prompt; later ones are said by the user, for this
// API knows no others.
void Writer::gather() {
  for (std::size_t at = 0; at < m_request.messages.size(); ++at) {
    const Message& message = m_request.messages[at];
    const bool system = message.role == Role::System || message.role == Role::Developer;
    if (system && m_turns.empty()) {
      for (const Part& part : message.content)
        if (!isEmptyText(part)) m_system.push_back(&part);
      continue;
    }
    if (system)
      m_losses.converted("messages[" + std::to_string(at) +
                         "]: a system message between others became the user's");
    add(message, at);
  }
  beginWithUser();
}

// A conversation begins with the user: where there is nothing but a system prompt, that is said by
// the user.
void Writer::beginWithUser() {
  if (!m_turns.empty() || m_system.empty()) return;
  m_losses.converted("the system prompt became the user's: there is nothing else");
  m_system.clear();
  for (std::size_t at = 0; at < m_request.messages.size(); ++at)
    add(m_request.messages[at], at);
}

void Writer::add(const Message& message, std::size_t at) {
  for (const Extra& extra : message.extras)
    m_losses.dropped("messages[" + std::to_string(at) + "]." + extra.name);
  m_losses.droppedIf(!message.name.empty(), "messages[" + std::to_string(at) + "].name");
  const bool assistant = message.role == Role::Assistant;
  if (m_turns.empty() || m_turns.back().assistant != assistant) {
    m_turns.emplace_back();
    m_turns.back().assistant = assistant;
  }
  Turn& turn = m_turns.back();
  for (std::size_t i = 0; i < message.content.size(); ++i) {
    const Part& part = message.content[i];
    if (isEmptyText(part)) continue;
    const auto* opaque = as<Opaque>(part);
    if (opaque != nullptr && opaque->origin != Dialect::Anthropic) {
      m_losses.foreign(place(at, i), *opaque);
      continue;
    }
    const bool result = as<ToolResult>(part) != nullptr;
    (result ? turn.results : turn.rest).push_back({&part, at, i});
  }
}

void Writer::cache(CacheHint hint) {
  if (hint == CacheHint::None) return;
  m_out.beginObject("cache_control");
  m_out.text("type", "ephemeral");
  if (hint == CacheHint::OneHour) m_out.text("ttl", "1h");
  m_out.endObject();
}

void Writer::textBlock(std::string_view text, CacheHint hint) {
  m_out.beginObject();
  m_out.text("type", "text");
  m_out.text("text", text);
  cache(hint);
  m_out.endObject();
}

void Writer::source(const Media& media) {
  m_out.beginObject("source");
  if (!media.base64.empty()) {
    m_out.text("type", "base64");
    m_out.text("media_type", media.mime);
    m_out.text("data", media.base64);
  } else if (!media.text.empty()) {
    m_out.text("type", "text");
    m_out.text("media_type", "text/plain");
    m_out.text("data", media.text);
  } else {
    m_out.text("type", "url");
    m_out.text("url", media.url);
  }
  m_out.endObject();
}

void Writer::media(const Media& media, const std::string& where) {
  if (media.kind != MediaKind::Image && media.kind != MediaKind::File)
    return m_losses.lost(where + (media.kind == MediaKind::Audio ? ": audio" : ": video"));
  if (media.base64.empty() && media.url.empty() && media.text.empty())
    return m_losses.lost(where + ": a file by its id at another provider");
  const bool image = media.kind == MediaKind::Image;
  const bool pdf = media.base64.empty() || media.mime == "application/pdf";
  if (!image && !pdf) return m_losses.lost(where + ": a file of type " + media.mime);
  m_out.beginObject();
  m_out.text("type", image ? "image" : "document");
  source(media);
  if (!image) m_out.textIf("title", media.name);
  m_losses.droppedIf(!media.detail.empty() && media.detail != "auto", where + ".detail");
}

// Arguments are an object there.
void Writer::call(const ToolCall& call, const std::string& where) {
  m_out.beginObject();
  m_out.text("type", "tool_use");
  m_out.text("id", toolId(call.id));
  m_out.text("name", call.name);
  const std::string_view text = trim(call.arguments);
  if (!call.custom && text.empty()) return m_out.raw("input", "{}");
  if (!call.custom && isJsonObject(text)) return m_out.raw("input", text);
  if (!call.custom) m_losses.converted(where + ": arguments that are no JSON object");
  m_out.beginObject("input");
  m_out.text("input", call.arguments);
  m_out.endObject();
}

void Writer::result(const ToolResult& result, const std::string& where) {
  m_out.beginObject();
  m_out.text("type", "tool_result");
  m_out.text("tool_use_id", toolId(result.callId));
  m_out.beginList("content");
  for (const Part& inside : result.content)
    if (!isEmptyText(inside)) part(inside, where, false);
  m_out.endList();
  if (result.isError) m_out.flag("is_error", true);
}

void Writer::thinkingBlock(const Thinking& thinking, const std::string& where) {
  if (!thinking.signature || thinking.signature->origin != Dialect::Anthropic)
    return m_losses.dropped(where + ": thinking without a signature of this API");
  m_out.beginObject();
  m_out.text("type", thinking.redacted ? "redacted_thinking" : "thinking");
  if (!thinking.redacted) m_out.text("thinking", thinking.text);
  m_out.text(thinking.redacted ? "data" : "signature", thinking.signature->data);
  m_out.endObject();
}

// `last`: the end of the assistant's last words, which must not be white space.
void Writer::part(const Part& part, const std::string& where, bool last) {
  if (const auto* text = as<Text>(part)) {
    m_losses.earlierCitations(where, *text);
    std::string_view words = text->text;
    if (last) words = words.substr(0, words.find_last_not_of(" \t\r\n") + 1);
    return textBlock(words, part.cache);
  }
  if (const auto* refusal = as<Refusal>(part)) return textBlock(refusal->text, part.cache);
  if (const auto* thinking = as<Thinking>(part)) return thinkingBlock(*thinking, where);
  if (const auto* opaque = as<Opaque>(part)) {
    if (opaque->origin == Dialect::Anthropic) return m_out.raw(opaque->valueJson);
    return m_losses.foreign(where, *opaque);
  }
  const std::size_t before = m_body.size();
  if (const auto* one = as<Media>(part)) media(*one, where);
  if (const auto* one = as<ToolCall>(part)) call(*one, where);
  if (const auto* one = as<ToolResult>(part)) result(*one, where);
  if (m_body.size() == before) return;
  cache(part.cache);
  m_out.endObject();
}

void Writer::turn(const Turn& turn) {
  m_out.beginObject();
  m_out.text("role", turn.assistant ? "assistant" : "user");
  m_out.beginList("content");
  for (const Turn::Piece& piece : turn.results)
    part(*piece.part, place(piece.message, piece.index), false);
  const bool final = turn.assistant && &turn == &m_turns.back();
  for (std::size_t i = 0; i < turn.rest.size(); ++i) {
    const Turn::Piece& piece = turn.rest[i];
    part(*piece.part, place(piece.message, piece.index), final && i + 1 == turn.rest.size());
  }
  m_out.endList();
  m_out.endObject();
}

void Writer::system() {
  if (m_system.empty() && m_format.instruction.empty()) return;
  m_out.beginList("system");
  for (const Part* part : m_system) {
    if (const auto* text = as<Text>(*part))
      textBlock(text->text, part->cache);
    else
      m_losses.lost("system: a part that is no text");
  }
  if (!m_format.instruction.empty()) textBlock(m_format.instruction, CacheHint::None);
  m_out.endList();
}

void Writer::tools() {
  for (const HostedTool& tool : m_request.hostedTools)
    m_losses.dropped("tools: " + tool.type);
  if (m_request.tools.empty()) return;
  m_out.beginList("tools");
  for (const Tool& tool : m_request.tools) {
    if (!mayCall(m_request, tool)) continue;
    m_out.beginObject();
    m_out.text("name", tool.name);
    m_out.textIf("description", tool.description);
    const std::string_view none = tool.custom ? kTextSchema : kNoSchema;
    const bool held = tool.strict.value_or(false) && !tool.schemaJson.empty() && m_rules.schemas;
    const std::string strict = held ? strictSchema(tool, m_losses) : std::string();
    const std::string& schema = strict.empty() ? tool.schemaJson : strict;
    m_out.raw("input_schema", schema.empty() ? none : std::string_view(schema));
    if (!strict.empty()) m_out.flag("strict", true);
    cache(tool.cache);
    m_out.endObject();
  }
  m_out.endList();
}

void Writer::toolChoice() {
  const ToolChoice& choice = m_request.toolChoice;
  const bool oneByOne = m_request.parallelTools && !*m_request.parallelTools;
  if (m_request.tools.empty()) return;
  if (choice.kind == ToolChoice::Kind::Allowed)
    m_losses.converted("tool_choice: tools that may not be called are left out");
  if (choice.kind == ToolChoice::Kind::Unsaid && !oneByOne) return;
  const bool refused = forced(choice) && !m_rules.forcedTools;
  m_losses.lostIf(refused, "tool_choice: the model cannot be made to call a tool");
  m_out.beginObject("tool_choice");
  switch (refused ? ToolChoice::Kind::Auto : choice.kind) {
    case ToolChoice::Kind::None:
      m_out.text("type", "none");
      break;
    case ToolChoice::Kind::Required:
      m_out.text("type", "any");
      break;
    case ToolChoice::Kind::Named:
      m_out.text("type", "tool");
      m_out.text("name", choice.names.front());
      break;
    case ToolChoice::Kind::Unsaid:
    case ToolChoice::Kind::Auto:
      m_out.text("type", "auto");
      break;
    case ToolChoice::Kind::Allowed:
      m_out.text("type", choice.required ? "any" : "auto");
      break;
  }
  if (oneByOne && choice.kind != ToolChoice::Kind::None)
    m_out.flag("disable_parallel_tool_use", true);
  m_out.endObject();
}

std::int64_t Writer::limit() const {
  const std::int64_t most = m_target.mostOutput;
  const std::int64_t wanted = m_request.maxTokens.value_or(most > 0 ? most : kDefaultLimit);
  return most > 0 ? std::min(wanted, most) : wanted;
}

// Whether the turn that the tools have answered shows no thinking of this API.
bool Writer::unthought() const {
  if (m_turns.size() < 2 || m_turns.back().results.empty()) return false;
  const Turn& before = m_turns[m_turns.size() - 2];
  return std::none_of(before.rest.begin(), before.rest.end(), [](const auto& piece) {
    const auto* thinking = as<Thinking>(*piece.part);
    return thinking && thinking->signature && thinking->signature->origin == Dialect::Anthropic;
  });
}

void Writer::limits() {
  const std::int64_t most = limit();
  if (m_request.maxTokens && most < *m_request.maxTokens)
    m_losses.converted("the limit of the answer became the model's own");
  m_thinking = planThinking(m_request, m_rules, most, unthought(), m_losses);
  m_out.number("max_tokens", most);
  m_thinking.write(m_out);
}

double numberOf(const std::string& digits) { return std::strtod(digits.c_str(), nullptr); }

// How words are chosen, as far as the model lets one say it.
void Writer::choosing() {
  const Sampling& sampling = m_request.sampling;
  const bool never = m_rules.sampling == ModelRules::Sampling::None;
  if (never || m_thinking.thinks()) {
    const std::string_view who =
        never ? ": the model takes none" : ": a model that thinks takes none";
    m_losses.droppedIf(!sampling.topK.empty(), std::string("top_k").append(who));
    for (const auto& [name, value] :
         {std::pair("temperature", &sampling.temperature), std::pair("top_p", &sampling.topP)})
      m_losses.droppedIf(!value->empty() && numberOf(*value) != 1, std::string(name).append(who));
    return;
  }
  bool temperature = !sampling.temperature.empty(), topP = !sampling.topP.empty();
  if (temperature && topP && m_rules.sampling == ModelRules::Sampling::One) {
    temperature = numberOf(sampling.temperature) != 1;
    m_losses.droppedIf(temperature && numberOf(sampling.topP) != 1,
                       "top_p: the model takes it or temperature");
    topP = !temperature;
  }
  const bool hot = temperature && numberOf(sampling.temperature) > 1;
  if (hot) m_losses.converted("temperature became 1, the most there is");
  if (temperature) m_out.raw("temperature", hot ? "1" : std::string_view(sampling.temperature));
  m_out.rawIf("top_k", sampling.topK);
  if (topP) m_out.raw("top_p", sampling.topP);
}

void Writer::sampling() {
  const Sampling& sampling = m_request.sampling;
  m_losses.lostIf(!sampling.frequencyPenalty.empty() && numberOf(sampling.frequencyPenalty) != 0,
                  "frequency_penalty");
  m_losses.lostIf(!sampling.presencePenalty.empty() && numberOf(sampling.presencePenalty) != 0,
                  "presence_penalty");
  m_losses.lostIf(!sampling.logitBiasJson.empty() && sampling.logitBiasJson != "{}", "logit_bias");
  m_losses.lostIf(sampling.logprobs.value_or(false), "logprobs");
  m_losses.lostIf(!sampling.minP.empty(), "min_p");
  m_losses.droppedIf(!sampling.seed.empty(), "seed");
  m_losses.lostIf(m_request.choices > 1, "n");
  choosing();
  std::vector<std::string_view> stops;
  for (const std::string& stop : sampling.stop)
    blank(stop) ? m_losses.lost("stop: white space") : stops.push_back(stop);
  if (stops.empty()) return;
  m_out.beginList("stop_sequences");
  for (const std::string_view stop : stops)
    m_out.text(stop);
  m_out.endList();
}

void Writer::outputConfig() {
  if (m_format.schemaJson.empty() && m_thinking.effort.empty()) return;
  m_out.beginObject("output_config");
  m_out.textIf("effort", m_thinking.effort);
  if (!m_format.schemaJson.empty()) {
    m_out.beginObject("format");
    m_out.text("type", "json_schema");
    m_out.raw("schema", m_format.schemaJson);
    m_out.endObject();
  }
  m_out.endObject();
}

void Writer::hints() {
  if (!m_request.user.empty()) {
    m_out.beginObject("metadata");
    m_out.text("user_id", m_request.user);
    m_out.endObject();
  }
  m_losses.droppedIf(!m_request.metadataJson.empty(), "metadata");
  m_losses.droppedIf(!m_request.serviceTier.empty(), "service_tier");
  m_losses.droppedIf(!m_request.cacheKey.empty(), "prompt_cache_key");
  m_losses.droppedIf(!m_request.verbosity.empty(), "verbosity");
  m_losses.otherThanText(m_request);
  m_losses.unknownMembers(m_request);
}

void Writer::run() {
  gather();
  m_format = formatOf(m_request, m_rules, m_losses);
  m_out.beginObject();
  m_out.text("model", modelOf(m_request, m_target));
  limits();
  system();
  m_out.beginList("messages");
  for (const Turn& one : m_turns)
    if (!one.empty()) turn(one);
  m_out.endList();
  tools();
  toolChoice();
  sampling();
  outputConfig();
  hints();
  if (m_request.stream) m_out.flag("stream", true);
  m_out.endObject();
}

}  // namespace

Written MessagesCodec::writeRequest(const Request& request, const Target& target) const {
  Written written;
  written.body.reserve(roomFor(request));
  Writer(request, target, written).run();
  return written;
}

// Its servers fetch by https only.
bool MessagesCodec::wantsBytes(const Media& media, const Target& target) const {
  const bool known = media.kind == MediaKind::Image || media.kind == MediaKind::File;
  return known && (!target.mediaUrls || !startsWithNoCase(media.url, "https:"));
}

}  // namespace sb::dialects::anthropic
