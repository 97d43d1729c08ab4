#include <algorithm>
#include <map>
#include <utility>

#include "core/dialects/citations.h"
#include "core/dialects/json_out.h"
#include "core/dialects/openai_chat/answer_parts.h"
#include "core/dialects/openai_chat/chat_codec.h"
#include "core/dialects/openai_chat/finish.h"
#include "core/dialects/openai_chat/reasoning_details.h"
#include "core/dialects/service_tier.h"

namespace sb::dialects::openai_chat {
namespace {

using namespace chat;

class Writer final : public ChatStreamWriter {
 public:
  explicit Writer(const AnswerName& name) : m_name(name) {}

  void on(const Event& event, std::string& out) override;
  // A comment: the standard for server-sent events has clients ignore it.
  void heartbeat(std::string& out) override { out += ": waiting for the provider\n\n"; }
  void breakOff(const Error& error, const ErrorDetails& details, std::string& out) override {
    writeFailureChunk(out, error, details);
  }

 private:
  enum class What { Text, Thinking, Refusal, Call, Image };
  struct Block {
    What what = What::Text;
    int call = 0;  // Call: its index in the choice
    bool custom = false;
    bool function = false;   // told as a function_call
    bool written = false;    // arguments have been
    std::int64_t begin = 0;  // Text: characters of the texts before it
  };
  struct ChoiceState {
    std::map<int, Block> blocks;
    int calls = 0, thoughts = 0;
    std::int64_t characters = 0;  // of the texts
    bool begun = false, function = false;
  };

  // A chunk around what `members` writes into the delta. `tokens`: those of its text.
  template <class F>
  void chunk(std::string& out, int choice, std::string_view finish, F&& members,
             std::string_view tokens = {});
  void head(JsonOut& json) const;
  void role(std::string& out, int choice);
  void open(const Event& event, std::string& out);
  void openCall(const Event& event, const ToolCall& call, const Block& block, std::string& out);
  void delta(const Event& event, std::string& out);
  void arguments(const Event& event, const Block& block, std::string_view text, std::string& out);
  void close(const Event& event, std::string& out);
  void usage(std::string& out);

  AnswerName m_name;
  std::string m_tier;
  std::map<int, ChoiceState> m_choices;
  Usage m_usage;
  bool m_hasUsage = false;
};

void Writer::head(JsonOut& json) const {
  json.text("id", "chatcmpl-" + m_name.id);
  json.text("object", "chat.completion.chunk");
  json.number("created", m_name.created);
  json.text("model", m_name.model);
  json.textIf("service_tier", tierIn("default", m_tier));
}

template <class F>
void Writer::chunk(std::string& out, int choice, std::string_view finish, F&& members,
                   std::string_view tokens) {
  out += "data: ";
  JsonOut json(out);
  json.beginObject();
  head(json);
  json.beginList("choices");
  json.beginObject();
  json.number("index", choice);
  json.beginObject("delta");
  members(json);
  json.endObject();
  if (!tokens.empty()) writeTokensOfChoice(json, tokens);
  if (finish.empty())
    json.null("finish_reason");
  else
    json.text("finish_reason", finish);
  json.endObject();
  json.endList();
  if (m_name.streamUsage) json.null("usage");
  json.endObject();
  out += "\n\n";
}

void Writer::role(std::string& out, int choice) {
  ChoiceState& state = m_choices[choice];
  if (std::exchange(state.begun, true)) return;
  chunk(out, choice, {}, [](JsonOut& json) {
    json.text("role", "assistant");
    json.text("content", "");
  });
}

void Writer::openCall(const Event& event, const ToolCall& call, const Block& block,
                      std::string& out) {
  chunk(out, event.choice, {}, [&](JsonOut& json) {
    if (block.function) {
      json.beginObject("function_call");
      json.text("name", call.name);
      json.text("arguments", "");
      return json.endObject();
    }
    const std::string_view kind = call.custom ? "custom" : "function";
    json.beginList("tool_calls");
    json.beginObject();
    json.number("index", block.call);
    json.text("id", call.id);
    json.text("type", kind);
    json.beginObject(kind);
    json.text("name", call.name);
    json.text(call.custom ? "input" : "arguments", "");
    json.endObject();
    writeCallSignature(json, call);
    json.endObject();
    json.endList();
  });
}

void Writer::open(const Event& event, std::string& out) {
  role(out, event.choice);
  ChoiceState& state = m_choices[event.choice];
  Block block;
  block.begin = state.characters;
  if (as<Thinking>(*event.part) != nullptr) block.what = What::Thinking;
  if (as<Refusal>(*event.part) != nullptr) block.what = What::Refusal;
  if (as<Media>(*event.part) != nullptr) block.what = What::Image;
  if (const auto* call = as<ToolCall>(*event.part)) {
    block.what = What::Call;
    block.function = m_name.functions && !std::exchange(state.function, true);
    if (!block.function) block.call = state.calls++;
    block.custom = call->custom;
    openCall(event, *call, block, out);
  }
  state.blocks[event.block] = block;
}

void Writer::arguments(const Event& event, const Block& block, std::string_view text,
                       std::string& out) {
  chunk(out, event.choice, {}, [&](JsonOut& json) {
    if (block.function) {
      json.beginObject("function_call");
      json.text("arguments", text);
      return json.endObject();
    }
    json.beginList("tool_calls");
    json.beginObject();
    json.number("index", block.call);
    json.beginObject(block.custom ? "custom" : "function");
    json.text(block.custom ? "input" : "arguments", text);
    json.endObject();
    json.endObject();
    json.endList();
  });
}

void Writer::delta(const Event& event, std::string& out) {
  Block& block = m_choices[event.choice].blocks[event.block];
  std::string_view member = "content";
  switch (block.what) {
    case What::Call:
      block.written = true;
      return arguments(event, block, event.text, out);
    case What::Image:
      return;
    case What::Thinking:
      member = "reasoning_content";
      break;
    case What::Refusal:
      member = "refusal";
      break;
    case What::Text:
      m_choices[event.choice].characters += characters(event.text);
      break;
  }
  const auto words = [&](JsonOut& json) {
    json.text(member, event.text);
    if (block.what == What::Thinking)
      writeReasoningPiece(json, event.text, m_choices[event.choice].thoughts);
  };
  chunk(out, event.choice, {}, words, event.logprobsJson);
}

void Writer::close(const Event& event, std::string& out) {
  ChoiceState& state = m_choices[event.choice];
  const Block& block = state.blocks[event.block];
  if (block.what == What::Call && !block.written && !block.custom)
    arguments(event, block, "{}", out);
  const int thought = block.what == What::Thinking ? state.thoughts++ : 0;
  if (event.part == nullptr) return;
  const auto* text = as<Text>(*event.part);
  if (text && std::any_of(text->citations.begin(), text->citations.end(), hasAnnotation))
    chunk(out, event.choice, {}, [&](JsonOut& json) {
      AnnotationList list(json, block.begin);
      list.add(*text, state.characters - block.begin);
      list.end();
    });
  if (const auto* thinking = as<Thinking>(*event.part); thinking && thinking->signature)
    chunk(out, event.choice, {}, [&](JsonOut& json) {
      Thinking end = *thinking;
      end.text.clear();  // told in pieces
      json.beginList("reasoning_details");
      writeReasoningDetail(json, end, thought);
      json.endList();
    });
  if (const auto* media = as<Media>(*event.part); media && media->kind == MediaKind::Image)
    chunk(out, event.choice, {}, [&](JsonOut& json) {
      json.beginList("images");
      writeImage(json, *media);
      json.endList();
    });
}

void Writer::usage(std::string& out) {
  if (!m_name.streamUsage || !m_hasUsage) return;
  out += "data: ";
  JsonOut json(out);
  json.beginObject();
  head(json);
  json.beginList("choices");
  json.endList();
  json.key("usage");
  writeUsage(json, m_usage);
  json.endObject();
  out += "\n\n";
}

void Writer::on(const Event& event, std::string& out) {
  switch (event.kind) {
    case Event::Kind::Start:
      if (event.start) m_tier = event.start->serviceTier;
      return role(out, 0);
    case Event::Kind::Open:
      return open(event, out);
    case Event::Kind::Delta:
      return delta(event, out);
    case Event::Kind::Close:
      return close(event, out);
    case Event::Kind::Finish:
      role(out, event.choice);
      return chunk(out, event.choice, finishName(event.finish, m_name.functions), [](JsonOut&) {});
    case Event::Kind::Usage:
      m_usage = *event.usage;
      m_hasUsage = true;
      return;
    case Event::Kind::Ping:
      return heartbeat(out);
    case Event::Kind::Failure:
      return breakOff(failureOf(event), failureDetails(event), out);
    case Event::Kind::End:
      usage(out);
      out += "data: [DONE]\n\n";
      return;
  }
}

}  // namespace

std::unique_ptr<ChatStreamWriter> ChatCodec::streamWriter(const AnswerName& name) const {
  return std::make_unique<Writer>(name);
}

}  // namespace sb::dialects::openai_chat
