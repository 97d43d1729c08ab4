#include <map>
#include <optional>
#include <utility>

#include "core/dialects/citations.h"
#include "core/dialects/json_read.h"
#include "core/dialects/openai_logprobs.h"
#include "core/dialects/openai_responses/read_answer.h"
#include "core/dialects/openai_responses/responses_codec.h"

namespace sb::dialects::openai_responses {
namespace {

using namespace chat;

constexpr std::size_t kMostItems = 4'096;

// Every member that some event has.
struct EventFields {
  std::string type, delta, words, tokens, code, message;
  std::int64_t output = 0, content = 0, summary = 0;
  std::optional<JsonCursor> item, part, response, annotation, error;
};

void eventMember(std::string_view name, JsonCursor& value, EventFields& f) {
  if (name == "type")
    f.type = takeText(value);
  else if (name == "delta")
    f.delta = takeText(value);
  else if (name == "text" || name == "arguments" || name == "input" || name == "refusal")
    f.words = takeText(value);
  else if (name == "logprobs")
    f.tokens = takeTokens(value);
  else if (name == "output_index")
    f.output = takeNumber(value).value_or(0);
  else if (name == "content_index")
    f.content = takeNumber(value).value_or(0);
  else if (name == "summary_index")
    f.summary = takeNumber(value).value_or(0);
  else if (name == "code")
    f.code = takeText(value);
  else if (name == "message")
    f.message = takeText(value);
  else if (name == "item")
    f.item = value;
  else if (name == "part")
    f.part = value;
  else if (name == "response")
    f.response = value;
  else if (name == "annotation")
    f.annotation = value;
  else if (name == "error" && value.peek() != 'n')
    f.error = value;
}

// A block that is told: a text of a message, a call, a line of thought.
struct Block {
  int number = 0;
  Part part;             // as it was opened
  std::size_t told = 0;  // bytes of its words
  std::vector<Citation> citations;
  std::int64_t summary = 0;  // of thinking: which one is being told
  bool fromContent = false;  // of thinking: told from its content, not from summaries
  bool open = true;
};

class Reader final : public ChatStreamReader {
 public:
  void event(std::string_view name, std::string_view data, EventSink& sink) override;
  bool finish(EventSink&) override { return m_ended; }

 private:
  using Take = void (Reader::*)(EventFields&);
  static Take takeOf(std::string_view type);

  void created(EventFields& f);
  void itemAdded(EventFields& f);
  void itemDone(EventFields& f);
  void partDone(EventFields& f);
  void textDelta(EventFields& f) { words(block(f, f.delta, Part()), f.delta, f.tokens); }
  void textDone(EventFields& f) { rest(block(f, f.words, Part()), f.words); }
  void refusalDelta(EventFields& f) { words(block(f, f.delta, refusal()), f.delta); }
  void refusalDone(EventFields& f) { rest(block(f, f.words, refusal()), f.words); }
  void annotation(EventFields& f);
  void callDelta(EventFields& f) { words(find(f.output, 0), f.delta); }
  void callDone(EventFields& f) { rest(find(f.output, 0), f.words); }
  void summaryDelta(EventFields& f);
  void thoughtDelta(EventFields& f);
  void completed(EventFields& f);
  void failed(EventFields& f);
  void ping(EventFields&);

  void start(const ResponseFields& fields);
  void item(std::int64_t output, ReadItem item);
  Block* find(std::int64_t output, std::int64_t content);
  Block* open(std::int64_t output, std::int64_t content, Part part);
  Block* block(const EventFields& f, std::string_view words, Part part);
  static Part refusal();
  void words(Block* block, std::string_view text, std::string_view tokens = {});
  void rest(Block* block, std::string_view whole, std::string_view tokens = {});
  void close(Block& block, Part part);
  void closeAll();
  void tell(Event::Kind kind, int block, std::string_view text = {}, const Part* part = nullptr);

  JsonIndex m_index;
  EventSink* m_sink = nullptr;
  Answer m_start;
  std::map<std::pair<std::int64_t, std::int64_t>, Block> m_blocks;  // output and content index
  std::optional<Signature> m_seal;                                  // of the call that comes next
  bool m_started = false, m_ended = false, m_failed = false;
};

void Reader::tell(Event::Kind kind, int block, std::string_view text, const Part* part) {
  Event event;
  event.kind = kind;
  event.block = block;
  event.text = text;
  event.part = part;
  m_sink->on(event);
}

void Reader::start(const ResponseFields& fields) {
  if (std::exchange(m_started, true)) return;
  m_start = fields.start;
  Event event;
  event.kind = Event::Kind::Start;
  event.start = &m_start;
  m_sink->on(event);
}

void Reader::created(EventFields& f) {
  if (!f.response) return;
  start(readResponse(*f.response));
}

Block* Reader::find(std::int64_t output, std::int64_t content) {
  const auto found = m_blocks.find({output, content});
  return found == m_blocks.end() ? nullptr : &found->second;
}

Block* Reader::open(std::int64_t output, std::int64_t content, Part part) {
  if (Block* known = find(output, content)) return known;
  if (m_blocks.size() >= kMostItems) return nullptr;
  start({});
  Block& block = m_blocks[{output, content}];
  block.number = static_cast<int>(m_blocks.size()) - 1;
  block.part = std::move(part);
  tell(Event::Kind::Open, block.number, {}, &block.part);
  return &block;
}

// Of a message: opened by its first words.
Block* Reader::block(const EventFields& f, std::string_view words, Part part) {
  return words.empty() ? nullptr : open(f.output, f.content, std::move(part));
}

Part Reader::refusal() {
  Part part;
  part.what = Refusal();
  return part;
}

void Reader::words(Block* block, std::string_view text, std::string_view tokens) {
  if (block == nullptr || !block->open || text.empty()) return;
  block->told += text.size();
  Event event;
  event.kind = Event::Kind::Delta;
  event.block = block->number;
  event.text = text;
  event.logprobsJson = tokens;
  m_sink->on(event);
}

// What no delta has told.
void Reader::rest(Block* block, std::string_view whole, std::string_view tokens) {
  if (block == nullptr || block->fromContent || whole.size() <= block->told) return;
  words(block, whole.substr(block->told), block->told == 0 ? tokens : std::string_view());
}

void Reader::close(Block& block, Part part) {
  if (!std::exchange(block.open, false)) return;
  tell(Event::Kind::Close, block.number, {}, &part);
}

void Reader::closeAll() {
  for (auto& [place, block] : m_blocks)
    close(block, block.part);
}

// Messages wait for their parts, thinking for its words, and what else has no deltas is told when
// it is done.
void Reader::itemAdded(EventFields& f) {
  if (!f.item) return;
  ReadItem item = readItem(*f.item);
  if (item.parts.empty()) return;
  auto* call = std::get_if<ToolCall>(&item.parts.front().what);
  if (call == nullptr) return;
  const std::string first = std::exchange(call->arguments, std::string());
  call->signature = std::exchange(m_seal, std::nullopt);
  words(open(f.output, 0, std::move(item.parts.front())), first);
}

void Reader::annotation(EventFields& f) {
  Block* block = find(f.output, f.content);
  if (block == nullptr || !f.annotation) return;
  if (f.annotation->peek() == '{')
    block->citations.push_back(readAnnotation(*f.annotation, Dialect::OpenAiResponses));
}

void Reader::partDone(EventFields& f) {
  Block* block = find(f.output, f.content);
  if (block == nullptr || !f.part || as<Thinking>(block->part)) return;
  std::string whole;
  std::vector<Citation> citations = std::exchange(block->citations, {});
  eachMember(*f.part, [&](std::string_view name, JsonCursor& value) {
    if (name == "text" || name == "refusal") whole = takeText(value);
    if (name != "annotations") return;
    std::vector<Citation> all = readAnnotations(value, Dialect::OpenAiResponses);
    if (!all.empty()) citations = std::move(all);
  });
  rest(block, whole);
  Part part = block->part;
  if (auto* text = std::get_if<Text>(&part.what)) text->citations = std::move(citations);
  close(*block, std::move(part));
}

void Reader::summaryDelta(EventFields& f) {
  if (f.delta.empty()) return;
  Part part;
  part.what = Thinking();
  Block* block = open(f.output, 0, std::move(part));
  if (block == nullptr || block->fromContent) return;
  if (block->told > 0 && f.summary != block->summary) words(block, "\n\n");
  block->summary = f.summary;
  words(block, f.delta);
}

// Servers of open models tell the thoughts themselves; where there are summaries too, these count.
void Reader::thoughtDelta(EventFields& f) {
  if (f.delta.empty()) return;
  Part part;
  part.what = Thinking();
  Block* block = open(f.output, 0, std::move(part));
  if (block == nullptr || (block->told > 0 && !block->fromContent)) return;
  if (block->told > 0 && f.content != block->summary) words(block, "\n\n");
  block->fromContent = true;
  block->summary = f.content;
  words(block, f.delta);
}

// An item that is whole: what of it was not told yet.
void Reader::item(std::int64_t output, ReadItem item) {
  if (item.seal) return void(m_seal = std::move(item.seal));
  for (std::size_t i = 0; i < item.parts.size(); ++i) {
    Part part = std::move(item.parts[i]);
    const Block* known = find(output, static_cast<std::int64_t>(i));
    if (known == nullptr && saysNothing(part)) continue;
    if (!item.image.empty()) part.what = imageOf(item);
    std::string whole, tokens;
    if (auto* said = std::get_if<Text>(&part.what)) {
      whole = std::exchange(said->text, {});
      tokens = std::exchange(said->logprobsJson, {});
    }
    if (auto* refused = std::get_if<Refusal>(&part.what)) whole = std::exchange(refused->text, {});
    if (auto* thinking = std::get_if<Thinking>(&part.what))
      whole = std::exchange(thinking->text, {});
    if (auto* call = std::get_if<ToolCall>(&part.what)) {
      whole = std::exchange(call->arguments, {});
      const auto* begun = known ? as<ToolCall>(known->part) : nullptr;
      call->signature = begun ? begun->signature : std::exchange(m_seal, std::nullopt);
    }
    Block* block = open(output, static_cast<std::int64_t>(i), part);
    if (block == nullptr) return;
    rest(block, whole, tokens);
    close(*block, std::move(part));
  }
}

void Reader::itemDone(EventFields& f) {
  if (f.item) item(f.output, readItem(*f.item));
}

void Reader::completed(EventFields& f) {
  ResponseFields fields;
  if (f.response) fields = readResponse(*f.response);
  start(fields);
  std::int64_t output = 0;
  // Some servers say at the end only what they have said.
  if (m_blocks.empty() && fields.output)
    eachElement(*fields.output, [&](JsonCursor& one) { item(output++, readItem(one)); });
  closeAll();
  std::vector<Part> parts;
  for (const auto& [place, block] : m_blocks)
    parts.push_back(block.part);
  Event event;
  if (fields.usage) {
    event.kind = Event::Kind::Usage;
    event.usage = &*fields.usage;
    m_sink->on(event);
  }
  const std::string status = f.type.substr(f.type.find('.') + 1);
  const std::string& raw = fields.reason.empty() ? status : fields.reason;
  event = Event();
  event.kind = Event::Kind::Finish;
  event.finish = finishOf(status, fields.reason, parts);
  event.finishRaw = raw;
  m_sink->on(event);
  m_ended = true;
  tell(Event::Kind::End, 0);
}

void Reader::failed(EventFields& f) {
  ResponseFields fields;
  if (f.response) fields = readResponse(*f.response);
  if (f.error) readError(*f.error, fields);
  if (fields.error.empty()) fields.error = f.message;
  if (fields.errorCode.empty()) fields.errorCode = f.code;
  m_failed = true;
  Event event;
  event.kind = Event::Kind::Failure;
  event.text = fields.error.empty() ? std::string_view("The provider gave up.") : fields.error;
  event.code = fields.errorCode;
  m_sink->on(event);
}

void Reader::ping(EventFields&) { tell(Event::Kind::Ping, 0); }

Reader::Take Reader::takeOf(std::string_view type) {
  struct Row {
    std::string_view type;
    Take take;
  };
  static constexpr Row kRows[] = {
      {"response.output_text.delta", &Reader::textDelta},
      {"response.reasoning_summary_text.delta", &Reader::summaryDelta},
      {"response.function_call_arguments.delta", &Reader::callDelta},
      {"response.reasoning_text.delta", &Reader::thoughtDelta},
      {"response.created", &Reader::created},
      {"response.in_progress", &Reader::created},
      {"response.output_item.added", &Reader::itemAdded},
      {"response.output_item.done", &Reader::itemDone},
      {"response.content_part.done", &Reader::partDone},
      {"response.output_text.done", &Reader::textDone},
      {"response.output_text.annotation.added", &Reader::annotation},
      {"response.refusal.delta", &Reader::refusalDelta},
      {"response.refusal.done", &Reader::refusalDone},
      {"response.function_call_arguments.done", &Reader::callDone},
      {"response.custom_tool_call_input.delta", &Reader::callDelta},
      {"response.custom_tool_call_input.done", &Reader::callDone},
      {"response.completed", &Reader::completed},
      {"response.incomplete", &Reader::completed},
      {"response.failed", &Reader::failed},
      {"response.cancelled", &Reader::failed},
      {"error", &Reader::failed},
      {"keepalive", &Reader::ping},
  };
  for (const Row& row : kRows)
    if (row.type == type) return row.take;
  return nullptr;
}

void Reader::event(std::string_view, std::string_view data, EventSink& sink) {
  m_sink = &sink;
  if (m_ended || m_failed) return;
  Result<JsonCursor> cursor = m_index.read(data);
  if (!cursor || cursor->peek() != '{') return;
  EventFields fields;
  eachMember(*cursor,
             [&](std::string_view name, JsonCursor& value) { eventMember(name, value, fields); });
  if (const Take take = takeOf(fields.type)) return (this->*take)(fields);
  // An error without a type: what other dialects send in its place.
  if (fields.type.empty() && fields.error) failed(fields);
}

}  // namespace

std::unique_ptr<ChatStreamReader> ResponsesCodec::streamReader() const {
  return std::make_unique<Reader>();
}

}  // namespace sb::dialects::openai_responses
