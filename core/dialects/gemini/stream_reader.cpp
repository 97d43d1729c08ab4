#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "core/dialects/citations.h"
#include "core/dialects/gemini/content_codec.h"
#include "core/dialects/gemini/grounding.h"
#include "core/dialects/gemini/parts.h"
#include "core/dialects/gemini/usage.h"
#include "core/dialects/gemini/wire.h"
#include "core/dialects/json_read.h"

namespace sb::dialects::gemini {
namespace {

using namespace chat;

constexpr std::int64_t kMostChoices = 256;
constexpr std::size_t kMostCitations = 1'000;  // of a candidate

// One candidate: at most one block of words is open; calls and media come whole.
class Candidate {
 public:
  Candidate(int index, EventSink*& sink) : m_index(index), m_sink(sink) {}

  void text(std::string_view text, const std::string& signature) {
    if (!text.empty()) words(false, text);
    m_said += text;
    if (!signature.empty()) seal(unsealed(signature));
  }

  // Of a piece of the stream, places counted in all texts; the same may come with every piece. They
  // go with the end of the text that is open, or alone.
  void cite(std::vector<Citation> citations) {
    for (Citation& one : citations)
      if (m_citations.size() < kMostCitations &&
          std::find(m_citations.begin(), m_citations.end(), one) == m_citations.end())
        m_citations.push_back(std::move(one));
  }
  const std::string& said() const { return m_said; }

  void thought(const Thinking& thinking) {
    if (!thinking.text.empty()) words(true, thinking.text);
    if (!thinking.signature) return;
    if (!m_open || !m_thinking) open(Thinking(), true);
    Part part;
    part.what = thinking;
    close(&part);
  }

  void call(const ToolCall& call) {
    close();
    m_calls = true;
    Part part;
    ToolCall named = call;
    named.arguments.clear();
    part.what = std::move(named);
    tell(Event::Kind::Open, {}, &part);
    tell(Event::Kind::Delta, call.arguments);
    tell(Event::Kind::Close);
    ++m_block;
  }

  // Media, with the signature that stands on it.
  void media(const Part& part, const std::string& signature) {
    if (!signature.empty()) seal(unsealed(signature));
    close();
    tell(Event::Kind::Open, {}, &part);
    tell(Event::Kind::Close, {}, &part);
    ++m_block;
  }

  void finish(Finish finish, std::string_view raw) {
    if (std::exchange(m_finished, true)) return;
    if (!m_citations.empty()) closeCited();
    close();
    Event event;
    event.kind = Event::Kind::Finish;
    event.choice = m_index;
    event.finish = finish;
    event.finishRaw = raw;
    m_sink->on(event);
  }

  bool finished() const { return m_finished; }
  bool calls() const { return m_calls; }

 private:
  void tell(Event::Kind kind, std::string_view text = {}, const Part* part = nullptr) {
    Event event;
    event.kind = kind;
    event.choice = m_index;
    event.block = m_block;
    event.text = text;
    event.part = part;
    m_sink->on(event);
  }

  template <class What>
  void open(What what, bool thinking) {
    close();
    m_open = true;
    m_thinking = thinking;
    Part part;
    part.what = std::move(what);
    tell(Event::Kind::Open, {}, &part);
  }

  void close(const Part* part = nullptr) {
    if (!std::exchange(m_open, false)) return;
    tell(Event::Kind::Close, {}, part);
    ++m_block;
  }

  void closeCited() {
    if (!m_open || m_thinking) {
      open(Text(), false);
      m_begin = characters(m_said);
    }
    const std::int64_t length = characters(m_said) - m_begin;
    for (Citation& one : m_citations)
      if (one.place) {
        one.place->end = std::clamp<std::int64_t>(one.place->end - m_begin, 0, length);
        one.place->begin = std::clamp<std::int64_t>(one.place->begin - m_begin, 0, one.place->end);
      }
    Part part;
    part.what = Text{{}, std::move(m_citations)};
    close(&part);
  }

  void words(bool thinking, std::string_view text) {
    if (!m_open || m_thinking != thinking) {
      thinking ? open(Thinking(), true) : open(Text(), false);
      if (!thinking) m_begin = characters(m_said);
    }
    tell(Event::Kind::Delta, text);
  }

  // A signature that is not a thought's stands as one without words.
  void seal(Signature signature) {
    Thinking thinking;
    thinking.redacted = signature.origin != Dialect::Gemini;
    open(thinking, true);
    thinking.signature = std::move(signature);
    Part part;
    part.what = std::move(thinking);
    close(&part);
  }

  int m_index;
  EventSink*& m_sink;
  int m_block = 0;
  std::string m_said;        // all texts
  std::int64_t m_begin = 0;  // characters before the text that is open
  std::vector<Citation> m_citations;
  bool m_open = false, m_thinking = false, m_finished = false, m_calls = false;
};

class Reader final : public ChatStreamReader {
 public:
  void event(std::string_view name, std::string_view data, EventSink& sink) override;
  bool finish(EventSink& sink) override;

 private:
  void chunk(JsonCursor& cursor);
  void head(JsonCursor cursor);
  void candidate(JsonCursor& cursor);
  void part(Candidate& to, JsonCursor& cursor);
  void end(Candidate& of, std::string_view reason, std::string_view message);
  void usage(JsonCursor& cursor);
  void feedback(JsonCursor& cursor);
  void error(JsonCursor& cursor);
  void fail(std::string_view text, std::string_view code);
  Candidate* at(std::int64_t index);

  JsonIndex m_index;
  EventSink* m_sink = nullptr;
  Answer m_start;
  Counts m_counts;
  Usage m_usage;
  std::map<std::int64_t, Candidate> m_candidates;
  int m_calls = 0;
  bool m_started = false, m_ended = false, m_failed = false;
};

Candidate* Reader::at(std::int64_t index) {
  if (index < 0 || index >= kMostChoices) return nullptr;
  return &m_candidates.try_emplace(index, static_cast<int>(index), m_sink).first->second;
}

// What names the answer is known before anything in it is told.
void Reader::head(JsonCursor cursor) {
  if (m_started) return;
  bool answer = false;
  eachField(cursor, [&](std::string_view name, JsonCursor& value) {
    if (name == "responseId" && m_start.id.empty()) m_start.id = takeText(value);
    if (name == "modelVersion" && m_start.model.empty()) m_start.model = takeText(value);
    if (name == "usageMetadata") {
      JsonCursor again = value;
      Counts counts;
      counts.read(again);
      m_start.serviceTier = counts.tier;
    }
    if (name == "candidates" || name == "promptFeedback" || name == "usageMetadata") answer = true;
  });
  if (!answer) return;
  m_started = true;
  Event event;
  event.kind = Event::Kind::Start;
  event.start = &m_start;
  m_sink->on(event);
}

void Reader::part(Candidate& to, JsonCursor& cursor) {
  WirePart wire = readPart(cursor);
  if (wire.piecewise) return fail("arguments of a call in pieces, which were not asked for", {});
  if (const auto* text = as<Text>(wire.part)) return to.text(text->text, wire.signature);
  if (const auto* thinking = as<Thinking>(wire.part)) return to.thought(*thinking);
  if (as<Media>(wire.part)) return to.media(wire.part, wire.signature);
  auto* call = std::get_if<ToolCall>(&wire.part.what);
  if (call == nullptr) return;
  ++m_calls;
  if (call->id.empty()) call->id = madeCallId(m_start.id, call->name, call->arguments, m_calls);
  to.call(*call);
}

void Reader::end(Candidate& of, std::string_view reason, std::string_view message) {
  const Finish finish = finishOf(reason, of.calls());
  if (!failed(finish)) return of.finish(finish, reason);
  std::string text("The model did not answer: ");
  text.append(reason).append(message.empty() ? "" : ": ").append(message);
  fail(text, reason);
}

void Reader::candidate(JsonCursor& cursor) {
  std::int64_t index = 0;
  JsonCursor again = cursor, sources = cursor;
  std::string reason, message;
  eachField(again, [&](std::string_view name, JsonCursor& value) {
    if (name == "index") index = takeNumber(value).value_or(0);
    if (name == "finishReason") reason = takeText(value);
    if (name == "finishMessage") message = takeText(value);
  });
  Candidate* to = at(index);
  if (to == nullptr || to->finished()) return cursor.skip();
  eachField(cursor, [&](std::string_view name, JsonCursor& value) {
    if (name != "content") return;
    eachField(value, [&](std::string_view inside, JsonCursor& of) {
      if (inside != "parts") return;
      eachElement(of, [&](JsonCursor& one) {
        if (!m_failed) part(*to, one);
      });
    });
  });
  eachField(sources, [&](std::string_view name, JsonCursor& value) {
    to->cite(readSources(name, value, to->said()));
  });
  if (!reason.empty() && !m_failed) end(*to, reason, message);
}

void Reader::usage(JsonCursor& cursor) {
  m_counts.read(cursor);
  if (!m_counts.any) return;
  m_usage = m_counts.usage();
  Event event;
  event.kind = Event::Kind::Usage;
  event.usage = &m_usage;
  m_sink->on(event);
}

// A prompt that is not let through has no candidates.
void Reader::feedback(JsonCursor& cursor) {
  std::string reason;
  eachField(cursor, [&](std::string_view name, JsonCursor& value) {
    if (name == "blockReason") reason = takeText(value);
  });
  if (!reason.empty()) at(0)->finish(Finish::ContentFilter, reason);
}

void Reader::fail(std::string_view text, std::string_view code) {
  m_failed = true;
  Event event;
  event.kind = Event::Kind::Failure;
  event.text = text;
  event.code = code;
  m_sink->on(event);
}

void Reader::error(JsonCursor& cursor) {
  std::string message, status;
  if (cursor.peek() == '"') message = takeText(cursor);
  eachField(cursor, [&](std::string_view name, JsonCursor& value) {
    if (name == "message") message = takeText(value);
    if (name == "status") status = takeText(value);
    if (name == "code" && status.empty()) status = takeRaw(value);
  });
  fail(message, status);
}

void Reader::chunk(JsonCursor& cursor) {
  head(cursor);
  eachField(cursor, [&](std::string_view name, JsonCursor& value) {
    if (m_failed) return;
    if (name == "error") return error(value);
    if (name == "candidates") return eachElement(value, [&](JsonCursor& one) { candidate(one); });
    if (name == "promptFeedback") return feedback(value);
    if (name == "usageMetadata") usage(value);
  });
}

// Errors come in a list where the stream would have been one.
void Reader::event(std::string_view, std::string_view data, EventSink& sink) {
  m_sink = &sink;
  if (m_ended || m_failed) return;
  Result<JsonCursor> cursor = m_index.read(data);
  if (!cursor) return;
  if (cursor->peek() == '{') return chunk(*cursor);
  eachElement(*cursor, [&](JsonCursor& one) {
    if (one.peek() == '{' && !m_failed) chunk(one);
  });
}

// There is no terminal marker: every candidate that began has ended.
bool Reader::finish(EventSink& sink) {
  m_sink = &sink;
  if (m_ended) return true;
  if (m_failed || m_candidates.empty()) return false;
  for (const auto& [index, candidate] : m_candidates)
    if (!candidate.finished()) return false;
  m_ended = true;
  Event event;
  event.kind = Event::Kind::End;
  m_sink->on(event);
  return true;
}

}  // namespace

std::unique_ptr<ChatStreamReader> ContentCodec::streamReader() const {
  return std::make_unique<Reader>();
}

}  // namespace sb::dialects::gemini
