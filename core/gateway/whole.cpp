#include <algorithm>

#include "core/base/text.h"
#include "core/dialects/chat_collector.h"
#include "core/dialects/list_stream.h"
#include "core/dialects/openai_chat/embeddings.h"
#include "core/dialects/openai_chat/reassemble.h"
#include "core/gateway/prompt_tokens.h"
#include "core/gateway/relay.h"

namespace sb::gateway {
namespace {

using dialects::AnswerFacts;
using net::Task;

constexpr std::size_t kMostAnswer = 128 * 1024 * 1024;

struct Gather final : net::BodySink {
  void bodyPart(std::string_view part) override {
    if (bytes.size() + part.size() <= kMostAnswer)
      bytes.append(part);
    else
      tooLarge = true;
  }
  std::string bytes;
  bool tooLarge = false;
};

Task<Result<std::string>> readAll(AttemptContext& c) {
  const net::ResponseHead& head = c.call.head();
  Result<std::unique_ptr<net::ContentDecoder>> decoder =
      net::makeDecoder(head.headers.get("Content-Encoding"));
  if (!decoder) co_return decoder.error();
  Gather gathered;
  gathered.bytes.reserve(std::min<std::size_t>(head.contentLength.value_or(4096), 1 << 20) + 64);
  const Status held = c.call.readHeld(gathered);
  if (!held) co_return held.error();
  while (!c.call.complete()) {
    const Result<bool> more = co_await c.call.read(gathered);
    if (!more) co_return more.error();
    if (gathered.tooLarge) {
      const Error large(ErrorKind::UpstreamTooLarge,
                        c.record.provider + " sent an answer that is too large");
      co_return large;
    }
    if (!*more) break;
  }
  c.call.finish();
  if (!*decoder) co_return std::move(gathered.bytes);
  std::string plain;
  Status decoded = (*decoder)->decode(gathered.bytes, plain);
  if (decoded) decoded = (*decoder)->finish();
  if (!decoded) co_return decoded.error();
  co_return plain;
}

// The whole answer of a stream that nobody asked for, in the dialect of both.
class Collect final : public net::SseSink {
 public:
  Collect(const dialects::DialectTools& tools, dialects::Form form)
      : m_watch(tools.watch(nullptr)),
        m_codec(*tools.codec),
        m_reader(m_codec.streamReader()),
        m_chunks(form),
        m_openAi(tools.dialect == dialects::Dialect::OpenAiChat) {}

  bool event(const net::SseEvent& event) override {
    if (event.comment) return true;
    const dialects::Verdict verdict = m_watch->event(event.data);
    if (verdict.kind == dialects::Verdict::Error) failure = event.data;
    if (m_openAi)
      m_chunks.event(event.data);
    else
      m_reader->event(event.type, event.data, m_whole);
    return verdict.kind != dialects::Verdict::Done && failure.empty();
  }
  // Chunks of OpenAI's form are put together with all that they hold.
  std::string answer(const dialects::AnswerName& name) const {
    return m_openAi ? m_chunks.json() : m_codec.writeAnswer(m_whole.answer(), name);
  }
  const dialects::StreamWatch& watch() const { return *m_watch; }

  std::string failure;  // the event that says so

 private:
  std::unique_ptr<dialects::StreamWatch> m_watch;
  const dialects::Codec& m_codec;
  std::unique_ptr<dialects::ChatStreamReader> m_reader;
  dialects::ChatCollector m_whole;
  dialects::openai_chat::StreamCollector m_chunks;
  bool m_openAi;
};

Result<std::string> streamToWhole(const AttemptContext& c, std::string_view stream) {
  Collect collect(*c.way.tools, c.way.translated ? c.way.tools->form : formOf(c.x.endpoint));
  net::SseParser parser;
  const Status fed = parser.feed(stream, collect);
  if (!fed) return fed.error();
  if (!parser.stopped()) {
    const auto rest = parser.finish(collect);
    if (!rest) return rest.error();
  }
  if (!collect.failure.empty())
    return Error(ErrorKind::UpstreamError,
                 c.record.provider + " reported an error in its answer: " +
                     excerpt(collect.watch().facts().errorMessage, 500),
                 excerpt(collect.failure, 2048));
  if (!collect.watch().terminated())
    return Error(ErrorKind::UpstreamCut,
                 c.record.provider + " ended its answer before it was complete");
  return collect.answer(c.answerName());
}

bool looksLikeStream(std::string_view contentType, std::string_view body) {
  if (startsWithNoCase(trim(contentType), "text/event-stream")) return true;
  const std::string_view start = trim(body.substr(0, 64));
  return start.starts_with("data:") || start.starts_with("event:");
}

// Of a server that knows no events.
bool looksLikeList(const AttemptContext& c, std::string_view body) {
  return c.way.tools->listStreams && !embeds(c.x.endpoint) &&
         trim(body.substr(0, 64)).starts_with('[');
}

Result<std::string> eventsOfList(std::string_view list) {
  std::string events;
  dialects::ListStream elements([&](std::string_view one) {
    std::string line(one);
    // Between its tokens: texts have none.
    std::replace_if(
        line.begin(), line.end(), [](char at) { return at == '\n' || at == '\r'; }, ' ');
    events.append("data: ").append(line).append("\n\n");
  });
  const Status read = elements.feed(list);
  if (!read) return read.error();
  return events;
}

// What the caller asked for, out of what the upstream sent. UpstreamError, UpstreamProtocol …
Result<std::string> asAsked(const AttemptContext& c, std::string body, AnswerFacts& facts,
                            Untold& untold, dialects::JsonIndex& index) {
  if (looksLikeList(c, body)) {
    Result<std::string> events = eventsOfList(body);
    if (!events) return events;
    body = std::move(*events);
  }
  if (looksLikeStream(c.contentType, body)) {
    Result<std::string> whole = streamToWhole(c, body);
    if (!whole) return whole;
    body = std::move(*whole);
  }
  facts = c.way.tools->readAnswer(body, body.capacity(), index);
  if (facts.isError) {
    const bool json = trim(body).starts_with('{');
    return Error(
        json ? ErrorKind::UpstreamError : ErrorKind::UpstreamProtocol,
        c.record.provider + (json ? " answered with an error: " + excerpt(facts.errorMessage, 500)
                                  : std::string(" did not answer in JSON")),
        excerpt(body, 2048));
  }
  if (c.way.translated && embeds(c.x.endpoint)) {
    dialects::EmbedName name;
    name.model = c.record.model;
    name.base64 = c.x.look.base64;
    name.single = c.x.endpoint == Endpoint::EmbedContent;
    return translateEmbedAnswer(c.way.tools->dialect, c.x.dialect, body, name);
  }
  if (c.way.translated && countsTokens(c.x.endpoint))
    return translateCountAnswer(c.way.tools->dialect, c.x.dialect, body);
  if (c.way.translated)
    return translateAnswer(*c.way.tools->codec, callerCodec(c.x.endpoint), c.tools, body,
                           c.answerName(), untold);
  if (c.x.look.base64 && c.x.endpoint == Endpoint::Embeddings)
    return dialects::openai_chat::toBase64Embeddings(body);
  return body;
}

// … as the events of a stream.
Result<std::string> asEvents(const AttemptContext& c, const std::string& answer) {
  if (c.x.dialect == dialects::Dialect::OpenAiChat)
    return dialects::openai_chat::toChunks(answer, formOf(c.x.endpoint), c.x.look.includeUsage);
  return answerAsEvents(*dialects::toolsOf(c.x.dialect)->codec, answer, c.answerName());
}

Task<void> sendWhole(AttemptContext& c, const std::string& body) {
  Exchange& x = c.x;
  std::string lines = answerLines(x, true);
  net::appendHeader(lines, "Content-Type", "application/json");
  if (x.strict()) co_await settle(x);
  const bool received = co_await x.http.respond(200, lines, body);
  if (received || !x.record) co_return;
  x.record->outcome = ledger::OutcomeClass::ClientGone;
  x.record->error = ErrorKind::ClientGone;
}

// The caller asked for a stream and the upstream did not give one.
Task<void> sendAsStream(AttemptContext& c, const std::string& chunks) {
  Exchange& x = c.x;
  if (!x.http.begun())
    x.http.begin(200, answerLines(x, true) + "Content-Type: " +
                          (wantsList(x) ? "application/json" : "text/event-stream") +
                          "; charset=utf-8\r\nCache-Control: no-cache\r\n"
                          "X-Accel-Buffering: no\r\n");
  if (x.strict()) co_await settle(x);
  x.http.send(chunks);
  const bool received = co_await x.http.end();
  if (received || !x.record) co_return;
  x.record->outcome = ledger::OutcomeClass::ClientGone;
  x.record->error = ErrorKind::ClientGone;
}

}  // namespace

Task<AttemptEnd> answerWhole(AttemptContext& c) {
  Exchange& x = c.x;
  Result<std::string> read = co_await readAll(c);
  if (!read) co_return failed(read.error(), c.record.status);
  if (c.lost()) co_return c.beaten();
  x.workStarts();
  AnswerFacts facts;
  Untold untold(callerCodec(x.endpoint));
  Result<std::string> answer = std::string();
  const bool large = read->size() >= net::kLargeBody;
  dialects::JsonIndex own;
  if (!large) {
    answer = asAsked(c, std::move(*read), facts, untold, x.lane.index);
  } else {
    c.keepName();
    std::function<void()> work = [&] { answer = asAsked(c, std::move(*read), facts, untold, own); };
    const Status done = co_await x.lane.services.offload.run(x.lane.worker.loop(), std::move(work));
    if (!done) co_return failed(done.error(), c.record.status);
  }
  if (!answer) co_return failed(answer.error(), c.record.status);
  Result<std::string> chunks = std::string();
  if (x.look.stream) {
    chunks = asEvents(c, *answer);
    if (!chunks) co_return failed(chunks.error(), c.record.status);
  }
  if (!c.claim()) co_return c.beaten();
  const Steady now = std::chrono::steady_clock::now();
  c.record.ms.firstToken = c.millis(now);
  x.record->ms.firstToken = x.millisSinceAccepted(now);
  if (c.wantsPrompt(facts)) co_await countPrompt(c);
  c.meter(facts);
  c.noteUntold(untold);
  AttemptEnd end;
  end.delivered = true;
  end.outcome.ok = true;
  end.outcome.status = c.record.status;
  c.close(end, now);
  x.record->status = 200;
  x.record->outcome = ledger::OutcomeClass::Ok;
  x.bytes = static_cast<std::int64_t>(answer->size());
  if (x.keepBodies()) {
    x.record->response.fullSize = x.bytes;
    x.record->response.bytes = *answer;
  }
  x.workPauses(now);
  if (x.look.stream)
    co_await sendAsStream(c, *chunks);
  else
    co_await sendWhole(c, *answer);
  co_return end;
}

}  // namespace sb::gateway
