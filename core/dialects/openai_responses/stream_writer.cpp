#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>

#include "core/dialects/json_out.h"
#include "core/dialects/json_read.h"
#include "core/dialects/openai_errors.h"
#include "core/dialects/openai_logprobs.h"
#include "core/dialects/openai_responses/annotations.h"
#include "core/dialects/openai_responses/output_items.h"
#include "core/dialects/openai_responses/responses_codec.h"

namespace sb::dialects::openai_responses {
namespace {

using namespace chat;
using Kind = OutputItem::Kind;

struct ErrorWords {
  std::string message, code;
};

ErrorWords wordsOf(const std::string& errorBody) {
  ErrorWords words;
  JsonIndex index;
  Result<JsonCursor> cursor = index.read(errorBody);
  if (!cursor) return words;
  eachMember(*cursor, [&](std::string_view, JsonCursor& error) {
    eachMember(error, [&](std::string_view name, JsonCursor& value) {
      if (name == "message") words.message = takeText(value);
      if (name == "code") words.code = takeText(value);
    });
  });
  return words;
}

// Those of the response object's codes that coding agents tell apart; all else is the server's.
std::string_view failedCode(std::string_view code) {
  static constexpr std::array<std::string_view, 5> kKnown{
      "rate_limit_exceeded", "insufficient_quota", "context_length_exceeded", "invalid_prompt",
      "server_is_overloaded"};
  const bool known = std::find(kKnown.begin(), kKnown.end(), code) != kKnown.end();
  return known ? code : std::string_view("server_error");
}

class Writer final : public ChatStreamWriter {
 public:
  explicit Writer(const AnswerName& name) : m_frame(name) {}

  void on(const Event& event, std::string& out) override;
  void heartbeat(std::string& out) override;
  void breakOff(const Error& error, const ErrorDetails& details, std::string& out) override;
  void goOnBehind(const AnswerFacts& passed) override;

 private:
  // A block of the stream: which item it is, or which part of a message.
  struct Place {
    std::size_t item = 0, part = 0;
  };

  template <class F>
  void write(std::string& out, std::string_view type, F&& members);
  void lifecycle(std::string& out, std::string_view type, const ResponseState& state);
  void start(std::string& out);
  std::size_t begin(OutputItem item, std::string& out);
  void end(std::size_t item, std::string& out);
  void open(const Event& event, std::string& out);
  void openText(const Event& event, std::string& out);
  void seal(const Part& call, std::string& out);
  void delta(const Event& event, std::string& out);
  void close(const Event& event, std::string& out);
  void closeText(const Place& place, const Part* last, std::string& out);
  void annotations(const Place& place, const Text& text, std::string& out);
  void closeThinking(std::size_t at, const Part* last, std::string& out);
  void closeCall(std::size_t at, std::string& out);
  void endMessage(std::string& out);
  void closeAll(std::string& out);
  void finish(std::string& out);
  void at(JsonOut& json, std::size_t item) const;
  void at(JsonOut& json, const Place& place) const;

  ResponseFrame m_frame;
  std::vector<OutputItem> m_items;
  std::map<int, Place> m_blocks;         // those that are open
  std::optional<std::size_t> m_message;  // the message that still may get parts
  std::int64_t m_sequence = 0;
  Usage m_usage;
  bool m_hasUsage = false, m_started = false, m_over = false;
  bool m_cut = false;  // what is still open was not finished
  Finish m_finish = Finish::Unsaid;
};

// Values that stand as they came may hold line ends between their tokens, which would end the
// event.
template <class F>
void Writer::write(std::string& out, std::string_view type, F&& members) {
  out.append("event: ").append(type).append("\ndata: ");
  const auto data = static_cast<std::ptrdiff_t>(out.size());
  JsonOut json(out);
  json.beginObject();
  json.text("type", type);
  json.number("sequence_number", m_sequence++);
  members(json);
  json.endObject();
  std::replace_if(
      out.begin() + data, out.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
  out += "\n\n";
}

void Writer::lifecycle(std::string& out, std::string_view type, const ResponseState& state) {
  write(out, type, [&](JsonOut& json) {
    json.key("response");
    m_frame.write(json, state, [&](JsonOut& list) {
      list.beginList();
      const bool over = state.status != "in_progress";
      for (std::size_t i = 0; over && i < m_items.size(); ++i)
        writeItem(list, m_items[i], m_items[i].whole ? "completed" : "incomplete");
      list.endList();
    });
  });
}

void Writer::start(std::string& out) {
  if (std::exchange(m_started, true)) return;
  ResponseState state;
  state.status = "in_progress";
  lifecycle(out, "response.created", state);
  lifecycle(out, "response.in_progress", state);
}

// OpenAI's own sign of life, which strict clients accept once the answer has begun; before it only
// a comment is nothing to all of them.
void Writer::heartbeat(std::string& out) {
  if (m_started && !m_over)
    write(out, "keepalive", [](JsonOut&) {});
  else
    out += ": waiting for the provider\n\n";
}

void Writer::at(JsonOut& json, std::size_t item) const {
  json.text("item_id", m_items[item].id);
  json.number("output_index", static_cast<std::int64_t>(item));
}

void Writer::at(JsonOut& json, const Place& place) const {
  at(json, place.item);
  json.number("content_index", static_cast<std::int64_t>(place.part));
}

std::size_t Writer::begin(OutputItem item, std::string& out) {
  const std::size_t index = m_items.size();
  item.id = m_frame.itemId(prefixOf(item), index);
  m_items.push_back(std::move(item));
  OutputItem& begun = m_items.back();
  if (begun.kind == Kind::Call) address(begun, m_frame.tools());
  write(out, "response.output_item.added", [&](JsonOut& json) {
    json.number("output_index", static_cast<std::int64_t>(index));
    json.key("item");
    writeItem(json, begun, "in_progress");
  });
  return index;
}

void Writer::end(std::size_t item, std::string& out) {
  m_items[item].whole = !m_cut;
  write(out, "response.output_item.done", [&](JsonOut& json) {
    json.number("output_index", static_cast<std::int64_t>(item));
    json.key("item");
    writeItem(json, m_items[item], m_cut ? "incomplete" : "completed");
  });
}

// Texts that follow one another are parts of one message.
void Writer::openText(const Event& event, std::string& out) {
  if (!m_message) m_message = begin(OutputItem(), out);
  OutputItem& message = m_items[*m_message];
  const Place place{*m_message, message.parts.size()};
  message.parts.push_back(*event.part);
  Part& part = message.parts.back();
  if (auto* text = std::get_if<Text>(&part.what)) *text = Text();
  if (auto* refusal = std::get_if<Refusal>(&part.what)) *refusal = Refusal();
  m_blocks[event.block] = place;
  write(out, "response.content_part.added", [&](JsonOut& json) {
    at(json, place);
    json.key("part");
    writeContentPart(json, part);
  });
}

// The signature of a call goes before it as an item that clients bring back.
void Writer::seal(const Part& call, std::string& out) {
  OutputItem item;
  item.kind = Kind::Seal;
  item.parts.push_back(call);
  end(begin(std::move(item), out), out);
}

void Writer::open(const Event& event, std::string& out) {
  OutputItem item;
  if (!itemOf(*event.part, item)) return;
  start(out);
  if (item.kind == Kind::Message) return openText(event, out);
  const auto inMessage = [&](const auto& block) { return block.second.item == m_message; };
  if (std::none_of(m_blocks.begin(), m_blocks.end(), inMessage)) endMessage(out);
  const auto* call = as<ToolCall>(*event.part);
  if (call && call->signature) seal(*event.part, out);
  item.parts.push_back(*event.part);
  if (auto* begun = std::get_if<ToolCall>(&item.parts.back().what)) begun->arguments.clear();
  if (auto* begun = std::get_if<Thinking>(&item.parts.back().what)) begun->text.clear();
  m_blocks[event.block] = Place{begin(std::move(item), out), 0};
}

std::string* wordsOf(Part& part) {
  if (auto* text = std::get_if<Text>(&part.what)) return &text->text;
  if (auto* refusal = std::get_if<Refusal>(&part.what)) return &refusal->text;
  if (auto* thinking = std::get_if<Thinking>(&part.what)) return &thinking->text;
  if (auto* call = std::get_if<ToolCall>(&part.what)) return &call->arguments;
  return nullptr;
}

std::string_view deltaOf(const Part& part) {
  if (as<Text>(part)) return "response.output_text.delta";
  if (as<Refusal>(part)) return "response.refusal.delta";
  if (as<Thinking>(part)) return "response.reasoning_summary_text.delta";
  const auto* call = as<ToolCall>(part);
  return call && call->custom ? "response.custom_tool_call_input.delta"
                              : "response.function_call_arguments.delta";
}

void Writer::delta(const Event& event, std::string& out) {
  const auto found = m_blocks.find(event.block);
  if (found == m_blocks.end() || event.text.empty()) return;
  const Place place = found->second;
  OutputItem& item = m_items[place.item];
  Part& part = item.parts[place.part];
  std::string* words = wordsOf(part);
  if (words == nullptr) return;
  const bool thinking = item.kind == Kind::Reasoning;
  if (thinking && words->empty())
    write(out, "response.reasoning_summary_part.added", [&](JsonOut& json) {
      at(json, place.item);
      json.number("summary_index", 0);
      json.raw("part", R"({"type":"summary_text","text":""})");
    });
  *words += event.text;
  auto* text = std::get_if<Text>(&part.what);
  if (text) appendTokens(text->logprobsJson, event.logprobsJson);
  if (item.wrapped) return;  // told when it is whole
  write(out, deltaOf(part), [&](JsonOut& json) {
    item.kind == Kind::Message ? at(json, place) : at(json, place.item);
    if (thinking) json.number("summary_index", 0);
    json.text("delta", event.text);
    if (text) json.raw("logprobs", tokensOrNone(event.logprobsJson));
  });
}

void Writer::annotations(const Place& place, const Text& text, std::string& out) {
  std::int64_t index = 0;
  for (const Citation& one : text.citations) {
    if (!hasAnnotation(one)) continue;
    write(out, "response.output_text.annotation.added", [&](JsonOut& json) {
      at(json, place);
      json.number("annotation_index", index++);
      json.key("annotation");
      writeAnnotation(json, one, text.text);
    });
  }
}

void Writer::closeText(const Place& place, const Part* last, std::string& out) {
  Part& part = m_items[place.item].parts[place.part];
  auto* text = std::get_if<Text>(&part.what);
  const auto* ended = last ? as<Text>(*last) : nullptr;
  if (text && ended) text->citations = ended->citations;
  if (text) annotations(place, *text, out);
  write(out, text ? "response.output_text.done" : "response.refusal.done", [&](JsonOut& json) {
    at(json, place);
    json.text(text ? "text" : "refusal", *wordsOf(part));
    if (text) json.raw("logprobs", tokensOrNone(text->logprobsJson));
  });
  write(out, "response.content_part.done", [&](JsonOut& json) {
    at(json, place);
    json.key("part");
    writeContentPart(json, part);
  });
}

void Writer::closeThinking(std::size_t item, const Part* last, std::string& out) {
  auto& thinking = std::get<Thinking>(m_items[item].parts.front().what);
  const auto* ended = last ? as<Thinking>(*last) : nullptr;
  if (ended) thinking.signature = ended->signature;
  if (!thinking.text.empty()) {
    write(out, "response.reasoning_summary_text.done", [&](JsonOut& json) {
      at(json, item);
      json.number("summary_index", 0);
      json.text("text", thinking.text);
    });
    write(out, "response.reasoning_summary_part.done", [&](JsonOut& json) {
      at(json, item);
      json.number("summary_index", 0);
      json.beginObject("part");
      json.text("type", "summary_text");
      json.text("text", thinking.text);
      json.endObject();
    });
  }
  end(item, out);
}

void Writer::closeCall(std::size_t item, std::string& out) {
  OutputItem& called = m_items[item];
  auto& call = std::get<ToolCall>(called.parts.front().what);
  const bool untold = called.wrapped || (call.arguments.empty() && !call.custom);
  unwrap(called);
  if (call.arguments.empty() && !call.custom) call.arguments = "{}";
  if (untold && !call.arguments.empty())
    write(out, deltaOf(called.parts.front()), [&](JsonOut& json) {
      at(json, item);
      json.text("delta", call.arguments);
    });
  write(out,
        call.custom ? "response.custom_tool_call_input.done"
                    : "response.function_call_arguments.done",
        [&](JsonOut& json) {
          at(json, item);
          json.text(call.custom ? "input" : "arguments", call.arguments);
          if (!call.custom) json.text("name", call.name);
        });
  end(item, out);
}

void Writer::close(const Event& event, std::string& out) {
  const auto found = m_blocks.find(event.block);
  if (found == m_blocks.end()) return;
  const Place place = found->second;
  m_blocks.erase(found);
  switch (m_items[place.item].kind) {
    case Kind::Message:
      return closeText(place, event.part, out);
    case Kind::Reasoning:
      return closeThinking(place.item, event.part, out);
    case Kind::Call:
      return closeCall(place.item, out);
    case Kind::Image:
    case Kind::Raw:
      if (event.part) m_items[place.item].parts.front() = *event.part;
      return end(place.item, out);
    case Kind::Seal:
      return;
  }
}

void Writer::endMessage(std::string& out) {
  if (!m_message) return;
  end(*m_message, out);
  m_message.reset();
}

void Writer::closeAll(std::string& out) {
  Event event;
  while (!m_blocks.empty()) {
    event.block = m_blocks.begin()->first;
    close(event, out);
  }
  endMessage(out);
}

void Writer::finish(std::string& out) {
  if (std::exchange(m_over, true)) return;
  start(out);
  ResponseState state = stateOf(m_finish, refuses(m_items));
  if (m_hasUsage) state.usage = &m_usage;
  m_cut = state.status != "completed";
  closeAll(out);
  lifecycle(out, "response." + std::string(state.status), state);
}

// Two events, as OpenAI sends them: clients that assemble throw at the first, coding agents read
// the second. The error's members stand where the reference has them and where the wire has.
void Writer::breakOff(const Error& error, const ErrorDetails& details, std::string& out) {
  if (std::exchange(m_over, true)) return;
  start(out);
  const std::string body = openAiErrorBody(error, details);
  const ErrorWords words = wordsOf(body);
  write(out, "error", [&](JsonOut& json) {
    json.text("code", words.code);
    json.text("message", words.message);
    json.null("param");
    json.raw(std::string_view(body).substr(1, body.size() - 2));
  });
  ResponseState state;
  state.status = "failed";
  state.error = words.message;
  state.errorCode = failedCode(words.code);
  if (m_hasUsage) state.usage = &m_usage;
  lifecycle(out, "response.failed", state);
}

// What has passed was told by the provider: its items are not repeated.
void Writer::goOnBehind(const AnswerFacts& passed) {
  m_sequence = passed.sequence + 1;
  m_started = !passed.id.empty();
  if (m_started) m_frame.call(passed.id, passed.model);
}

void Writer::on(const Event& event, std::string& out) {
  if (event.choice != 0 || m_over) return;  // there is one
  switch (event.kind) {
    case Event::Kind::Start:
      if (event.start) m_frame.servedWith(event.start->serviceTier);
      return start(out);
    case Event::Kind::Open:
      return open(event, out);
    case Event::Kind::Delta:
      return delta(event, out);
    case Event::Kind::Close:
      return close(event, out);
    case Event::Kind::Finish:
      m_finish = event.finish;
      return;
    case Event::Kind::Usage:
      m_usage = *event.usage;
      m_hasUsage = true;
      return;
    case Event::Kind::Ping:
      out += ": waiting for the provider\n\n";
      return;
    case Event::Kind::Failure:
      return breakOff(failureOf(event), failureDetails(event), out);
    case Event::Kind::End:
      return finish(out);
  }
}

}  // namespace

std::unique_ptr<ChatStreamWriter> ResponsesCodec::streamWriter(const AnswerName& name) const {
  return std::make_unique<Writer>(name);
}

}  // namespace sb::dialects::openai_responses
