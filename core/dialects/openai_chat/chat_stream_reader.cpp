#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <utility>

#include "core/dialects/citations.h"
#include "core/dialects/json_read.h"
#include "core/dialects/openai_chat/answer_parts.h"
#include "core/dialects/openai_chat/chat_codec.h"
#include "core/dialects/openai_chat/finish.h"
#include "core/dialects/openai_chat/parts.h"
#include "core/dialects/openai_chat/reasoning_details.h"
#include "core/dialects/openai_chat/usage.h"
#include "core/dialects/openai_logprobs.h"

namespace sb::dialects::openai_chat {
namespace {

using namespace chat;

constexpr std::int64_t kMostChoices = 256;
constexpr std::size_t kMostCalls = 1'024;

Part emptyPart(int kind) {
  Part part;
  if (kind == 1) part.what = Thinking();
  if (kind == 2) part.what = Refusal();
  return part;
}

// One choice of a stream: at most one block of words is open, and any number of calls.
class ChoiceState {
 public:
  ChoiceState(int choice, EventSink*& sink) : m_choice(choice), m_sink(sink) {}

  enum class Words { Text, Thinking, Refusal };

  void words(Words kind, std::string_view text) {
    if (text.empty()) return;
    if (m_open != kind) {
      closeWords();
      m_open = kind;
      m_refused = m_refused || kind == Words::Refusal;
      m_wordsBlock = m_blocks++;
      const Part part = emptyPart(static_cast<int>(kind));
      tell(Event::Kind::Open, m_wordsBlock, {}, &part);
    }
    if (kind == Words::Text) m_characters += characters(text);
    if (kind == Words::Thinking) m_thought += text;
    Event event = of(Event::Kind::Delta, m_wordsBlock);
    event.text = text;
    const std::string tokens = kind == Words::Text ? std::exchange(m_tokens, {}) : std::string();
    event.logprobsJson = tokens;
    m_sink->on(event);
  }

  void image(const Part& part) {
    closeWords();
    const int block = m_blocks++;
    tell(Event::Kind::Open, block, {}, &part);
    tell(Event::Kind::Close, block, {}, &part);
  }

  // They go with the next words of a text: those of a character that is told in pieces come before
  // it is whole.
  void tokens(std::string_view list) { appendTokens(m_tokens, list); }

  // They go with the end of the text that is open, or that comes next. Places count the characters
  // of all texts.
  void cite(std::vector<Citation> citations) {
    m_cites = m_cites || !citations.empty();
    std::move(citations.begin(), citations.end(), std::back_inserter(m_citations));
  }
  bool cites() const { return m_cites; }

  // A signature or a redacted block: it ends the thinking it belongs to, whose words it may repeat.
  void detail(Thinking thinking) {
    const bool told = thinking.signature && m_open == Words::Thinking && thinking.text == m_thought;
    if (!thinking.redacted && !told) words(Words::Thinking, thinking.text);
    if (!thinking.signature) return;
    if (m_open != Words::Thinking || thinking.redacted) {
      closeWords();
      m_open = Words::Thinking;
      m_wordsBlock = m_blocks++;
      Part opened;
      Thinking begun;
      begun.redacted = thinking.redacted;
      opened.what = begun;
      tell(Event::Kind::Open, m_wordsBlock, {}, &opened);
    }
    Part closed;
    closed.what = std::move(thinking);
    tell(Event::Kind::Close, m_wordsBlock, {}, &closed);
    m_open.reset();
    m_thought.clear();
  }

  void call(std::optional<std::int64_t> index, ToolCall delta) {
    Call* call = find(index, delta);
    if (call == nullptr) return;
    closeWords();
    if (!call->open) begin(*call, delta);
    if (!delta.arguments.empty()) tell(Event::Kind::Delta, call->block, delta.arguments);
  }

  void finish(std::string_view reason) {
    if (m_finished) return;
    m_finished = true;
    closeAll();
    Event event;
    event.kind = Event::Kind::Finish;
    event.choice = m_choice;
    Answered said;
    said.calls = !m_calls.empty();
    said.refusal = m_refused;
    event.finish = finishOf(reason, said);
    event.finishRaw = reason;
    m_sink->on(event);
  }

  void closeAll() {
    closeWords();
    if (!m_citations.empty()) citeAlone();
    for (Call& call : m_calls)
      if (call.open) tell(Event::Kind::Close, call.block);
    for (Call& call : m_calls)
      call.open = false;
  }
  bool finished() const { return m_finished; }

 private:
  struct Call {
    std::int64_t index = 0;
    std::string id;
    int block = 0;
    bool open = false;
  };

  Event of(Event::Kind kind, int block) const {
    Event event;
    event.kind = kind;
    event.choice = m_choice;
    event.block = block;
    return event;
  }

  void tell(Event::Kind kind, int block, std::string_view text = {}, const Part* part = nullptr) {
    Event event = of(kind, block);
    event.text = text;
    event.part = part;
    m_sink->on(event);
  }

  void closeWords() {
    if (!m_open) return;
    if (m_open == Words::Text && !m_citations.empty())
      closeCited();
    else
      tell(Event::Kind::Close, m_wordsBlock);
    if (m_open == Words::Text) m_before = m_characters;
    m_open.reset();
    m_thought.clear();
  }

  void closeCited() {
    Text text;
    const std::int64_t length = m_characters - m_before;
    for (Citation& one : m_citations)
      if (one.place) {
        one.place->end = std::clamp<std::int64_t>(one.place->end - m_before, 0, length);
        one.place->begin = std::clamp<std::int64_t>(one.place->begin - m_before, 0, one.place->end);
      }
    text.citations = std::exchange(m_citations, {});
    Part part;
    part.what = std::move(text);
    tell(Event::Kind::Close, m_wordsBlock, {}, &part);
  }

  // They came when the texts were over.
  void citeAlone() {
    m_wordsBlock = m_blocks++;
    const Part part;
    tell(Event::Kind::Open, m_wordsBlock, {}, &part);
    closeCited();
  }

  void begin(Call& call, const ToolCall& delta) {
    call.open = true;
    call.block = m_blocks++;
    Part part;
    ToolCall named = delta;
    named.id = call.id;
    named.arguments.clear();
    part.what = std::move(named);
    tell(Event::Kind::Open, call.block, {}, &part);
  }

  Call* add(std::optional<std::int64_t> index, const ToolCall& delta) {
    if (m_calls.size() >= kMostCalls) return nullptr;
    Call call;
    call.index = index.value_or(static_cast<std::int64_t>(m_calls.size()));
    call.id = delta.id.empty() ? "call_" + std::to_string(m_calls.size()) : delta.id;
    m_calls.push_back(std::move(call));
    return &m_calls.back();
  }

  // By index; by id where the provider gives none, or the same to every call; the last one for
  // what has neither.
  Call* find(std::optional<std::int64_t> index, const ToolCall& delta) {
    const auto same = [&](const Call& call) {
      if (!index) return !delta.id.empty() && call.id == delta.id;
      // An index that is used again with a name and another id is a call of its own.
      return call.index == *index &&
             (delta.id.empty() || delta.name.empty() || call.id == delta.id);
    };
    const auto found = std::find_if(m_calls.rbegin(), m_calls.rend(), same);
    if (found != m_calls.rend()) return &*found;
    const bool fresh = !delta.id.empty() || !delta.name.empty() || index;
    if (!fresh) return m_calls.empty() ? nullptr : &m_calls.back();
    return add(index, delta);
  }

  const int m_choice;
  EventSink*& m_sink;
  std::optional<Words> m_open;
  std::string m_thought;  // of the open block of thinking
  std::string m_tokens;
  int m_wordsBlock = 0, m_blocks = 0;
  std::vector<Call> m_calls;
  std::vector<Citation> m_citations;
  std::int64_t m_characters = 0, m_before = 0;  // of all texts, and of those that are over
  bool m_finished = false, m_cites = false, m_refused = false;
};

class Reader final : public ChatStreamReader {
 public:
  void event(std::string_view name, std::string_view data, EventSink& sink) override;
  bool finish(EventSink& sink) override;

 private:
  void chunk(JsonCursor& cursor);
  void start();
  void choice(JsonCursor& cursor);
  void delta(JsonCursor& cursor, ChoiceState& to);
  void deltaMember(std::string_view name, JsonCursor& value, ChoiceState& to);
  void call(JsonCursor& cursor, ChoiceState& to);
  void failure(JsonCursor& cursor);
  ChoiceState* at(std::int64_t index);
  void end();

  JsonIndex m_index;
  EventSink* m_sink = nullptr;
  Answer m_start;
  std::map<std::int64_t, ChoiceState> m_choices;
  std::vector<Citation> m_pages, m_urls;  // beside the choices
  bool m_started = false, m_failed = false, m_ended = false;
};

ChoiceState* Reader::at(std::int64_t index) {
  if (index < 0 || index >= kMostChoices) return nullptr;
  return &m_choices.try_emplace(index, static_cast<int>(index), m_sink).first->second;
}

void Reader::start() {
  if (m_started) return;
  m_started = true;
  Event event;
  event.kind = Event::Kind::Start;
  event.start = &m_start;
  m_sink->on(event);
}

void Reader::call(JsonCursor& cursor, ChoiceState& to) {
  std::optional<std::int64_t> index;
  JsonCursor again = cursor;
  eachMember(again, [&](std::string_view name, JsonCursor& value) {
    if (name == "index") index = takeNumber(value);
  });
  to.call(index, readToolCall(cursor));
}

void Reader::deltaMember(std::string_view name, JsonCursor& value, ChoiceState& to) {
  using Words = ChoiceState::Words;
  if (name == "content") {
    if (value.peek() == '"') return to.words(Words::Text, takeText(value));
    std::vector<Part> parts;
    readContent(value, parts);
    for (const Part& part : parts) {
      if (const auto* text = as<Text>(part)) to.words(Words::Text, text->text);
      if (as<Media>(part)) to.image(part);
    }
  } else if (name == "images") {
    eachElement(value, [&](JsonCursor& one) {
      if (const Part part = readPart(one); as<Media>(part)) to.image(part);
    });
  } else if (name == "refusal") {
    to.words(Words::Refusal, takeText(value));
  } else if (name == "tool_calls") {
    eachElement(value, [&](JsonCursor& one) { call(one, to); });
  } else if (name == "function_call" && value.peek() == '{') {
    to.call(0, readFunctionCall(value));
  } else if (name == "reasoning_details") {
    for (Thinking& thinking : readReasoningDetails(value, true))
      to.detail(std::move(thinking));
  } else if (name == "annotations") {
    to.cite(readAnnotations(value, Dialect::OpenAiChat));
  }
}

// The thoughts first: within one delta they were thought before they were said. The same words may
// stand under several names; details know the most.
void Reader::delta(JsonCursor& cursor, ChoiceState& to) {
  JsonCursor again = cursor;
  std::string thought;
  bool details = false;
  eachMember(again, [&](std::string_view name, JsonCursor& value) {
    if ((name == "reasoning_content" || name == "reasoning") && thought.empty())
      thought = takeText(value);
    else if (name == "reasoning_details" && value.peek() == '[')
      details = value.value().size() > 2;
  });
  if (!details) to.words(ChoiceState::Words::Thinking, thought);
  eachMember(cursor,
             [&](std::string_view name, JsonCursor& value) { deltaMember(name, value, to); });
}

void Reader::choice(JsonCursor& cursor) {
  JsonCursor again = cursor;
  std::int64_t index = 0;
  std::string reason, tokens;
  eachMember(again, [&](std::string_view name, JsonCursor& value) {
    if (name == "index") index = takeNumber(value).value_or(0);
    if (name == "finish_reason") reason = takeText(value);
    if (name == "logprobs") tokens = tokensOfChoice(value);
  });
  ChoiceState* to = at(index);
  if (to == nullptr || to->finished()) return cursor.skip();
  to->tokens(tokens);
  eachMember(cursor, [&](std::string_view name, JsonCursor& value) {
    if (name == "delta" || name == "message") delta(value, *to);
  });
  if (reason.empty()) return;
  if (!to->cites()) to->cite(m_pages.empty() ? m_urls : m_pages);
  to->finish(reason);
}

void Reader::failure(JsonCursor& cursor) {
  std::string message, code, type;
  if (cursor.peek() == '"') message = takeText(cursor);
  eachMember(cursor, [&](std::string_view name, JsonCursor& value) {
    if (name == "message")
      message = takeText(value);
    else if (name == "code")
      code = value.peek() == '"' ? takeText(value) : takeRaw(value);
    else if (name == "type")
      type = takeText(value);
  });
  m_failed = true;
  Event event;
  event.kind = Event::Kind::Failure;
  event.text = message;
  event.code = type.empty() ? code : type;
  m_sink->on(event);
}

void Reader::chunk(JsonCursor& cursor) {
  JsonCursor again = cursor;
  bool choices = false, error = false;
  eachMember(again, [&](std::string_view name, JsonCursor& value) {
    if (name == "id")
      m_start.id = takeText(value);
    else if (name == "model")
      m_start.model = takeText(value);
    else if (name == "created")
      m_start.created = takeNumber(value).value_or(0);
    else if (name == "service_tier")
      m_start.serviceTier = takeText(value);
    else if (name == "choices")
      choices = value.peek() == '[';
    else if (name == "error")
      error = value.peek() == '{' || value.peek() == '"';
    else if (name == "search_results")
      m_pages = readPages(value);
    else if (name == "citations")
      m_urls = readPages(value);
  });
  if (choices && !error) start();
  eachMember(cursor, [&](std::string_view name, JsonCursor& value) {
    if (name == "error" && error) return failure(value);
    if (name == "choices") return eachElement(value, [&](JsonCursor& one) { choice(one); });
    if (name != "usage" || value.peek() != '{') return;
    const UsageReport report = readUsage(value);
    Event event;
    event.kind = Event::Kind::Usage;
    event.usage = &report.usage;
    m_sink->on(event);
  });
}

void Reader::end() {
  if (m_ended || m_failed) return;
  m_ended = true;
  for (auto& [index, choice] : m_choices)
    choice.finish({});  // some say [DONE] and no reason
  Event event;
  event.kind = Event::Kind::End;
  m_sink->on(event);
}

void Reader::event(std::string_view, std::string_view data, EventSink& sink) {
  m_sink = &sink;
  if (m_ended || m_failed || data.empty()) return;
  if (data == "[DONE]") return end();
  Result<JsonCursor> cursor = m_index.read(data);
  if (cursor && cursor->peek() == '{') chunk(*cursor);
}

// Some servers leave [DONE] away; a finish reason for every choice says as much.
bool Reader::finish(EventSink& sink) {
  m_sink = &sink;
  if (m_ended) return true;
  if (m_failed || m_choices.empty()) return false;
  for (const auto& [index, choice] : m_choices)
    if (!choice.finished()) return false;
  end();
  return true;
}

}  // namespace

std::unique_ptr<ChatStreamReader> ChatCodec::streamReader() const {
  return std::make_unique<Reader>();
}

}  // namespace sb::dialects::openai_chat
