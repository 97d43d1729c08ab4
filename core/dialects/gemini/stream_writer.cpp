#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "core/dialects/gemini/content_codec.h"
#include "core/dialects/gemini/errors.h"
#include "core/dialects/gemini/grounding.h"
#include "core/dialects/gemini/parts.h"
#include "core/dialects/gemini/usage.h"
#include "core/dialects/gemini/wire.h"
#include "core/dialects/json_out.h"

namespace sb::dialects::gemini {
namespace {

using namespace chat;

// Words go out as they come; calls and media once they are whole. How each choice ended is told
// with the usage, at the end.
class Writer final : public ChatStreamWriter {
 public:
  explicit Writer(const AnswerName& name) : m_name(name) {}

  void on(const Event& event, std::string& out) override;
  // Empty lines: clients read comments as answers, but skip these in both forms of a stream.
  void heartbeat(std::string& out) override { out += m_name.list ? "\n" : "\n\n"; }
  void breakOff(const Error& error, const ErrorDetails& details, std::string& out) override;

 private:
  struct Block {
    Part part;               // as it was opened
    std::string arguments;   // of a call
    std::int64_t begin = 0;  // of a text: characters said before
    bool said = false;       // words were written
  };

  template <class F>
  void event(std::string& out, F&& members);
  template <class F>
  void chunk(std::string& out, int choice, F&& parts);
  void name(JsonOut& json) const;
  void open(const Event& event);
  void delta(const Event& event, std::string& out);
  void close(const Event& event, std::string& out);
  void signature(const Event& event, const Block& block, const Thinking& closed, std::string& out);
  void end(std::string& out);
  void failure(const Event& event, std::string& out);

  AnswerName m_name;
  std::map<std::pair<int, int>, Block> m_blocks;
  std::map<int, Finish> m_finishes;
  std::map<int, SaidText> m_said;  // by choice
  Usage m_usage;
  std::string m_tier;
  bool m_began = false;
};

template <class F>
void Writer::event(std::string& out, F&& members) {
  if (m_name.list)
    out += std::exchange(m_began, true) ? ",\n" : "[";
  else
    out += "data: ";
  JsonOut json(out);
  json.beginObject();
  members(json);
  json.endObject();
  if (!m_name.list) out += "\n\n";
}

void Writer::name(JsonOut& json) const {
  json.text("modelVersion", m_name.model);
  json.text("responseId", m_name.id);
}

template <class F>
void Writer::chunk(std::string& out, int choice, F&& parts) {
  event(out, [&](JsonOut& json) {
    json.beginList("candidates");
    json.beginObject();
    json.beginObject("content");
    json.beginList("parts");
    parts(json);
    json.endList();
    json.text("role", "model");
    json.endObject();
    json.number("index", choice);
    json.endObject();
    json.endList();
    name(json);
  });
}

void Writer::open(const Event& event) {
  Block& block = m_blocks[{event.choice, event.block}];
  block.part = *event.part;
  block.begin = m_said[event.choice].characters();
}

void Writer::delta(const Event& event, std::string& out) {
  const auto found = m_blocks.find({event.choice, event.block});
  if (found == m_blocks.end() || event.text.empty()) return;
  Block& block = found->second;
  if (as<ToolCall>(block.part)) return void(block.arguments += event.text);
  if (as<Media>(block.part) || as<Opaque>(block.part)) return;
  block.said = true;
  const bool thought = as<Thinking>(block.part) != nullptr;
  if (!thought) m_said[event.choice].add(event.text);
  chunk(out, event.choice, [&](JsonOut& json) { writeText(json, event.text, thought, {}); });
}

void Writer::signature(const Event& event, const Block& block, const Thinking& closed,
                       std::string& out) {
  if (!closed.signature) return;
  const bool alone = closed.signature->origin == Dialect::Gemini && !block.said;
  chunk(out, event.choice, [&](JsonOut& json) {
    writeText(json, {}, !alone && !closed.redacted, sealed(*closed.signature));
  });
}

void Writer::close(const Event& event, std::string& out) {
  const auto found = m_blocks.find({event.choice, event.block});
  if (found == m_blocks.end()) return;
  const Block block = std::move(found->second);
  m_blocks.erase(found);
  const Part& last = event.part != nullptr ? *event.part : block.part;
  if (const auto* call = as<ToolCall>(block.part)) {
    ToolCall whole = *call;
    whole.arguments = block.arguments;
    const auto* closed = as<ToolCall>(last);
    if (closed && closed->signature) whole.signature = closed->signature;
    chunk(out, event.choice, [&](JsonOut& json) {
      writeCall(json, whole.id, whole.name, argsOf(whole),
                whole.signature ? sealed(*whole.signature) : std::string());
    });
  } else if (const auto* text = as<Text>(last); text && as<Text>(block.part)) {
    m_said[event.choice].cite(text->citations, block.begin);
  } else if (const auto* thinking = as<Thinking>(last)) {
    signature(event, block, *thinking, out);
  } else if (const auto* media = as<Media>(last); media && !media->base64.empty()) {
    chunk(out, event.choice,
          [&](JsonOut& json) { writeInline(json, media->mime, media->base64, {}); });
  }
}

void Writer::end(std::string& out) {
  if (m_finishes.empty()) m_finishes[0] = Finish::Stop;
  event(out, [&](JsonOut& json) {
    json.beginList("candidates");
    for (const auto& [choice, finish] : m_finishes) {
      json.beginObject();
      json.beginObject("content");
      json.beginList("parts");
      writeText(json, {}, false, {});
      json.endList();
      json.text("role", "model");
      json.endObject();
      json.text("finishReason", finishName(finish));
      json.number("index", choice);
      m_said[choice].write(json);
      json.endObject();
    }
    json.endList();
    json.key("usageMetadata");
    writeUsage(json, m_usage, m_tier);
    name(json);
  });
  if (m_name.list) out += "]";
}

// An error is an element of the list like any other.
void Writer::breakOff(const Error& error, const ErrorDetails& details, std::string& out) {
  const std::string body = errorBody(error, details);
  event(out, [&](JsonOut& json) { json.raw(std::string_view(body).substr(1, body.size() - 2)); });
  if (m_name.list) out += "]";
}

// What the provider calls it stands where it is a status as Google has them.
void Writer::failure(const Event& failed, std::string& out) {
  const bool status = !failed.code.empty() &&
                      std::all_of(failed.code.begin(), failed.code.end(),
                                  [](char c) { return c == '_' || (c >= 'A' && c <= 'Z'); });
  ErrorDetails details;
  details.status = 503;
  if (status) details.upstreamType = failed.code;
  breakOff(failureOf(failed), details, out);
}

void Writer::on(const Event& event, std::string& out) {
  switch (event.kind) {
    case Event::Kind::Start:
      if (event.start) m_tier = event.start->serviceTier;
      return;
    case Event::Kind::Open:
      return open(event);
    case Event::Kind::Delta:
      return delta(event, out);
    case Event::Kind::Close:
      return close(event, out);
    case Event::Kind::Finish:
      m_finishes[event.choice] = event.finish;
      return;
    case Event::Kind::Usage:
      m_usage = *event.usage;
      return;
    case Event::Kind::Ping:
      return heartbeat(out);
    case Event::Kind::Failure:
      return failure(event, out);
    case Event::Kind::End:
      return end(out);
  }
}

}  // namespace

std::unique_ptr<ChatStreamWriter> ContentCodec::streamWriter(const AnswerName& name) const {
  return std::make_unique<Writer>(name);
}

}  // namespace sb::dialects::gemini
