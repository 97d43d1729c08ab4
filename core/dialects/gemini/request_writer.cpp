#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <utility>

#include "core/base/text.h"
#include "core/dialects/gemini/content_codec.h"
#include "core/dialects/gemini/generation.h"
#include "core/dialects/gemini/model_traits.h"
#include "core/dialects/gemini/parts.h"
#include "core/dialects/gemini/schema.h"
#include "core/dialects/gemini/turns.h"
#include "core/dialects/gemini/wire.h"
#include "core/dialects/json_out.h"
#include "core/dialects/losses.h"

namespace sb::dialects::gemini {
namespace {

using namespace chat;

constexpr std::string_view kTextSchema =
    R"({"type":"object","properties":{"input":{"type":"string"}},"required":["input"]})";

class Writer {
 public:
  Writer(const Request& request, const Target& target, Written& written)
      : m_request(request),
        m_target(target),
        m_traits(traitsOf(target.model)),
        m_losses(written),
        m_out(written.body) {}

  void run();

 private:
  void system(const std::vector<Line>& lines);
  void contents(const std::vector<Turn>& turns);
  void line(const Line& line);
  void media(const Media& media, const Line& line);
  void file(const Media& media, const Line& line);
  void call(const ToolCall& call, const Line& line);
  void result(const ToolResult& result, const std::string& where);
  void tools();
  void function(const Tool& tool, std::size_t at);
  void toolConfig();
  void extras();
  std::string told(std::string_view id) const;

  const Request& m_request;
  const Target& m_target;
  ModelTraits m_traits;
  Losses m_losses;
  JsonOut m_out;
  std::map<std::string, std::string, std::less<>> m_names;  // call → its function
  std::vector<std::pair<const Media*, Line>> m_beside;  // media of results, as parts of their own
};

// Ids that were made for calls without one are not Google's to know.
std::string Writer::told(std::string_view id) const {
  return isMadeCallId(id) ? std::string() : std::string(id);
}

void Writer::file(const Media& media, const Line& line) {
  const bool own = m_request.dialect == Dialect::Gemini;
  if (media.url.empty() && (media.fileId.empty() || !own))
    return m_losses.lost(line.where + ": a file by its id at another provider");
  m_out.beginObject();
  m_out.beginObject("fileData");
  m_out.textIf("mimeType",
               media.mime.empty() ? mimeOfUrl(media.url) : std::string_view(media.mime));
  m_out.text("fileUri", media.url.empty() ? media.fileId : media.url);
  m_out.endObject();
  m_out.textIf("thoughtSignature", line.signature);
  m_out.endObject();
}

void Writer::media(const Media& media, const Line& line) {
  m_losses.droppedIf(!media.detail.empty() && media.detail != "auto", line.where + ".detail");
  if (!media.text.empty()) {
    m_losses.converted(line.where + ": a text document became text");
    return writeText(m_out, media.name.empty() ? media.text : media.name + "\n\n" + media.text,
                     false, line.signature);
  }
  if (media.base64.empty()) return file(media, line);
  const std::string_view mime =
      media.mime.empty() ? imageMime(media.base64) : std::string_view(media.mime);
  if (mime.empty()) return m_losses.lost(line.where + ": a file of unknown type");
  writeInline(m_out, mime, media.base64, line.signature);
}

void Writer::call(const ToolCall& call, const Line& line) {
  bool broken = false;
  const std::string args = argsOf(call, &broken);
  if (broken) m_losses.converted(line.where + ": arguments that are no JSON object");
  writeCall(m_out, told(call.id), call.name, args, line.signature);
}

// An answer is an object there. Media stand inside of it where the model takes them, else beside.
void Writer::result(const ToolResult& result, const std::string& where) {
  std::string text;
  std::vector<const Media*> inside;
  for (const Part& part : result.content) {
    const auto* words = as<Text>(part);
    const auto* media = as<Media>(part);
    if (words != nullptr)
      text.append(text.empty() ? "" : "\n").append(words->text);
    else if (media && m_traits.richResults && !media->base64.empty() && !media->mime.empty())
      inside.push_back(media);
    else if (media != nullptr)
      m_beside.emplace_back(media, Line{nullptr, where, std::string()});
    else
      m_losses.lost(where + ": a part of a tool's result");
  }
  const auto named = m_names.find(result.callId);
  m_out.beginObject();
  m_out.beginObject("functionResponse");
  m_out.textIf("id", told(result.callId));
  const std::string& said = result.name.empty() ? result.callId : result.name;
  m_out.text("name", named == m_names.end() ? said : named->second);
  if (!result.isError && isJsonObject(text)) {
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
    m_out.raw("response", text);
  } else {
    m_out.beginObject("response");
    m_out.text(result.isError ? "error" : "output", text);
    m_out.endObject();
  }
  if (!inside.empty()) {
    m_out.beginList("parts");
    for (const Media* media : inside)
      writeInline(m_out, media->mime, media->base64, {});
    m_out.endList();
  }
  m_out.endObject();
  m_out.endObject();
}

void Writer::line(const Line& line) {
  if (line.part == nullptr) return writeText(m_out, {}, false, line.signature);
  const Part& part = *line.part;
  if (const auto* text = as<Text>(part)) {
    m_losses.earlierCitations(line.where, *text);
    return writeText(m_out, text->text, false, line.signature);
  }
  if (const auto* refusal = as<Refusal>(part)) return writeText(m_out, refusal->text, false, {});
  if (const auto* thinking = as<Thinking>(part))
    return writeText(m_out, thinking->text, true, line.signature);
  if (const auto* one = as<Media>(part)) return media(*one, line);
  if (const auto* one = as<ToolCall>(part)) return call(*one, line);
  if (const auto* one = as<ToolResult>(part)) return result(*one, line.where);
  if (const auto* one = as<Opaque>(part)) m_out.raw(one->valueJson);
}

void Writer::system(const std::vector<Line>& lines) {
  const std::string form = formInstruction(m_request, m_traits, m_losses);
  if (lines.empty() && form.empty()) return;
  m_out.beginObject("systemInstruction");
  m_out.beginList("parts");
  for (const Line& one : lines)
    line(one);
  if (!form.empty()) writeText(m_out, form, false, {});
  m_out.endList();
  m_out.endObject();
}

void Writer::contents(const std::vector<Turn>& turns) {
  m_out.beginList("contents");
  for (const Turn& turn : turns) {
    m_out.beginObject();
    m_out.text("role", turn.model ? "model" : "user");
    m_out.beginList("parts");
    for (const Line& one : turn.lines)
      line(one);
    for (const auto& [media, at] : m_beside) {
      m_losses.converted(at.where + ": media of a tool's result stand beside it");
      this->media(*media, at);
    }
    m_beside.clear();
    m_out.endList();
    m_out.endObject();
  }
  m_out.endList();
}

void Writer::function(const Tool& tool, std::size_t at) {
  const std::string where = "tools[" + std::to_string(at) + "]";
  const Schema schema = writtenSchema(tool.custom ? kTextSchema : tool.schemaJson, true);
  tellSchema(schema, where, m_losses);
  m_losses.droppedIf(tool.strict.value_or(false), where + ".strict");
  m_out.beginObject();
  m_out.text("name", tool.name);
  m_out.textIf("description", tool.description);
  m_out.rawIf(schema.openApi ? "parameters" : "parametersJsonSchema", schema.json);
  m_out.endObject();
}

void Writer::tools() {
  std::size_t hosted = 0;
  for (const HostedTool& tool : m_request.hostedTools) {
    hosted += tool.origin == Dialect::Gemini ? 1 : 0;
    if (tool.origin != Dialect::Gemini) m_losses.dropped("tools: " + tool.type);
  }
  if (m_request.tools.empty() && hosted == 0) return;
  m_out.beginList("tools");
  if (!m_request.tools.empty()) {
    m_out.beginObject();
    m_out.beginList("functionDeclarations");
    for (std::size_t i = 0; i < m_request.tools.size(); ++i)
      function(m_request.tools[i], i);
    m_out.endList();
    m_out.endObject();
  }
  for (const HostedTool& tool : m_request.hostedTools) {
    if (tool.origin != Dialect::Gemini) continue;
    m_out.beginObject();
    m_out.raw(tool.type, tool.valueJson);
    m_out.endObject();
  }
  m_out.endList();
}

void Writer::toolConfig() {
  const ToolChoice& choice = m_request.toolChoice;
  if (m_request.tools.empty()) return;
  m_losses.lostIf(m_request.parallelTools && !*m_request.parallelTools, "parallel_tool_calls");
  std::string_view mode;
  switch (choice.kind) {
    case ToolChoice::Kind::Unsaid:
      return;
    case ToolChoice::Kind::Auto:
      mode = "AUTO";
      break;
    case ToolChoice::Kind::None:
      mode = "NONE";
      break;
    case ToolChoice::Kind::Required:
    case ToolChoice::Kind::Named:
      mode = "ANY";
      break;
    case ToolChoice::Kind::Allowed:
      mode = choice.required ? "ANY" : "VALIDATED";
      break;
  }
  m_out.beginObject("toolConfig");
  m_out.beginObject("functionCallingConfig");
  m_out.text("mode", mode);
  if (!choice.names.empty()) {
    m_out.beginList("allowedFunctionNames");
    for (const std::string& name : choice.names)
      m_out.text(name);
    m_out.endList();
  }
  m_out.endObject();
  m_out.endObject();
}

// Members that only this dialect knows go back where they stood.
void Writer::extras() {
  m_losses.cacheMarks(m_request);
  if (m_request.dialect != Dialect::Gemini) return m_losses.unknownMembers(m_request);
  for (const Extra& extra : m_request.extras)
    if (extra.name.find('.') == std::string::npos) m_out.raw(extra.name, extra.valueJson);
}

void Writer::run() {
  for (const Message& message : m_request.messages)
    for (const Part& part : message.content)
      if (const auto* call = as<ToolCall>(part)) m_names[call->id] = call->name;
  const Turns all = turnsOf(m_request, m_traits.signedCalls, m_losses);
  m_out.beginObject();
  system(all.system);
  contents(all.turns);
  tools();
  toolConfig();
  m_out.rawIf("generationConfig", generationConfig(m_request, m_target, m_traits, m_losses));
  serviceHints(m_request, m_out, m_losses);
  extras();
  m_out.endObject();
}

}  // namespace

Written ContentCodec::writeRequest(const Request& request, const Target& target) const {
  Written written;
  written.body.reserve(roomFor(request));
  Writer(request, target, written).run();
  return written;
}

// Its servers fetch by https only, and not for models before 2.5.
bool ContentCodec::wantsBytes(const Media& media, const Target& target) const {
  if (media.kind == MediaKind::Video) return false;
  return !target.mediaUrls || !startsWithNoCase(media.url, "https:") ||
         !traitsOf(target.model).fetches;
}

}  // namespace sb::dialects::gemini
