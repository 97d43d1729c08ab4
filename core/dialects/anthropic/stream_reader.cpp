#include <optional>
#include <utility>

#include "core/dialects/anthropic/blocks.h"
#include "core/dialects/anthropic/citations.h"
#include "core/dialects/anthropic/messages_codec.h"
#include "core/dialects/anthropic/usage.h"
#include "core/dialects/citations.h"
#include "core/dialects/json_read.h"
#include "core/dialects/signature.h"

namespace sb::dialects::anthropic {
namespace {

using namespace chat;

class Reader final : public ChatStreamReader {
 public:
  void event(std::string_view name, std::string_view data, EventSink& sink) override;
  bool finish(EventSink&) override { return m_ended; }

 private:
  void read(JsonCursor& cursor);
  void messageStart(JsonCursor& cursor);
  void blockStart(JsonCursor& cursor);
  void blockDelta(JsonCursor& cursor);
  void blockStop();
  void messageDelta(JsonCursor& cursor);
  void messageStop();
  void failure(JsonCursor& cursor);
  void tell(Event::Kind kind, std::string_view text = {}, const Part* part = nullptr);
  void tellUsage();

  JsonIndex m_index;
  EventSink* m_sink = nullptr;
  Answer m_start;
  Usage m_usage;
  std::optional<Part> m_open;  // the block that is open; its signature as it comes
  int m_blocks = 0;
  std::int64_t m_characters = 0;  // of its text
  std::string m_stopReason, m_stopSequence;
  bool m_ended = false, m_failed = false;
};

void Reader::tell(Event::Kind kind, std::string_view text, const Part* part) {
  Event event;
  event.kind = kind;
  event.block = m_blocks;
  event.text = text;
  event.part = part;
  m_sink->on(event);
}

void Reader::tellUsage() {
  Event event;
  event.kind = Event::Kind::Usage;
  event.usage = &m_usage;
  m_sink->on(event);
}

void Reader::messageStart(JsonCursor& cursor) {
  eachMember(cursor, [&](std::string_view name, JsonCursor& value) {
    if (name == "id")
      m_start.id = takeText(value);
    else if (name == "model")
      m_start.model = takeText(value);
    else if (name == "usage") {
      m_start.serviceTier = tierOf(value);
      readUsage(value, m_usage);
    }
  });
  Event event;
  event.kind = Event::Kind::Start;
  event.start = &m_start;
  m_sink->on(event);
  tellUsage();
}

// What already stands in the block's beginning is its first piece; a call's input begins empty.
void Reader::blockStart(JsonCursor& cursor) {
  if (m_open) blockStop();
  Part part = readBlock(cursor);
  std::string first;
  if (auto* text = std::get_if<Text>(&part.what)) first = std::exchange(text->text, std::string());
  if (auto* thinking = std::get_if<Thinking>(&part.what))
    first = std::exchange(thinking->text, std::string());
  if (auto* call = std::get_if<ToolCall>(&part.what)) {
    first = std::exchange(call->arguments, std::string());
    if (first == "{}") first.clear();
  }
  m_open = std::move(part);
  m_characters = characters(first);
  tell(Event::Kind::Open, {}, &*m_open);
  if (!first.empty()) tell(Event::Kind::Delta, first);
}

void Reader::blockDelta(JsonCursor& cursor) {
  if (!m_open) return cursor.skip();
  std::string type, text, signature;
  std::optional<JsonCursor> citation;
  eachMember(cursor, [&](std::string_view name, JsonCursor& value) {
    if (name == "type")
      type = takeText(value);
    else if (name == "text" || name == "thinking" || name == "partial_json")
      text = takeText(value);
    else if (name == "signature")
      signature = takeText(value);
    else if (name == "citation")
      citation = value;
  });
  m_characters += characters(text);
  auto* cited = std::get_if<Text>(&m_open->what);
  if (cited && citation && citation->peek() == '{')
    cited->citations.push_back(readCitation(*citation));
  auto* thinking = std::get_if<Thinking>(&m_open->what);
  if (!signature.empty() && thinking) {
    if (!thinking->signature) thinking->signature = Signature{Dialect::Anthropic, std::string()};
    thinking->signature->data += signature;
  }
  if (!text.empty()) tell(Event::Kind::Delta, text);
}

void Reader::blockStop() {
  if (!m_open) return;
  auto* thinking = std::get_if<Thinking>(&m_open->what);
  if (thinking && thinking->signature)
    thinking->signature = signatureOf(thinking->signature->data, Dialect::Anthropic);
  if (auto* text = std::get_if<Text>(&m_open->what)) spanWhole(*text, m_characters);
  tell(Event::Kind::Close, {}, &*m_open);
  m_open.reset();
  ++m_blocks;
}

void Reader::messageDelta(JsonCursor& cursor) {
  eachMember(cursor, [&](std::string_view name, JsonCursor& value) {
    if (name == "stop_reason") m_stopReason = takeText(value);
    if (name == "stop_sequence") m_stopSequence = takeText(value);
  });
}

void Reader::messageStop() {
  if (m_open) blockStop();
  Event finish;
  finish.kind = Event::Kind::Finish;
  finish.finish = finishOf(m_stopReason);
  finish.finishRaw = m_stopReason;
  finish.text = m_stopSequence;
  m_sink->on(finish);
  tell(Event::Kind::End);
  m_ended = true;
}

void Reader::failure(JsonCursor& cursor) {
  std::string type, message;
  eachMember(cursor, [&](std::string_view name, JsonCursor& value) {
    if (name == "type") type = takeText(value);
    if (name == "message") message = takeText(value);
  });
  m_failed = true;
  Event event;
  event.kind = Event::Kind::Failure;
  event.text = message;
  event.code = type;
  m_sink->on(event);
}

void Reader::read(JsonCursor& cursor) {
  JsonCursor again = cursor;
  std::string type;
  eachMember(again, [&](std::string_view name, JsonCursor& value) {
    if (name == "type") type = takeText(value);
  });
  if (type == "ping") return tell(Event::Kind::Ping);
  if (type == "content_block_stop") return blockStop();
  if (type == "message_stop") return messageStop();
  eachMember(cursor, [&](std::string_view name, JsonCursor& value) {
    if (type == "message_start" && name == "message") return messageStart(value);
    if (type == "content_block_start" && name == "content_block") return blockStart(value);
    if (type == "content_block_delta" && name == "delta") return blockDelta(value);
    if (type == "error" && name == "error") return failure(value);
    if (type != "message_delta") return;
    if (name == "delta") return messageDelta(value);
    if (name != "usage") return;
    readUsage(value, m_usage);
    tellUsage();
  });
}

void Reader::event(std::string_view, std::string_view data, EventSink& sink) {
  m_sink = &sink;
  if (m_ended || m_failed) return;
  Result<JsonCursor> cursor = m_index.read(data);
  if (cursor && cursor->peek() == '{') read(*cursor);
}

}  // namespace

std::unique_ptr<ChatStreamReader> MessagesCodec::streamReader() const {
  return std::make_unique<Reader>();
}

}  // namespace sb::dialects::anthropic
