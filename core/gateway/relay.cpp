#include "core/gateway/relay.h"

#include <algorithm>

#include "core/base/log.h"
#include "core/base/text.h"
#include "core/dialects/errors.h"
#include "core/gateway/prompt_tokens.h"

namespace sb::gateway {

using dialects::Verdict;
using net::Task;

namespace {

constexpr Millis kDrain{100};  // for the end of an answer that has said its last word
constexpr std::size_t kMostHeld = 1024 * 1024;  // of events before the first content
constexpr std::size_t kMostLogged = 8 * 1024 * 1024;

constexpr std::string_view kStreamLines =
    "Cache-Control: no-cache\r\nX-Accel-Buffering: no\r\nContent-Type: ";
constexpr std::string_view kEvents = "text/event-stream; charset=utf-8\r\n";
constexpr std::string_view kList = "application/json; charset=utf-8\r\n";

}  // namespace

Relay::Relay(AttemptContext& context)
    : m_c(context),
      m_sse(static_cast<std::size_t>(context.x.snapshot->config->limits.event)),
      m_watch(context.way.tools->watch(&context.x.lane.index)),
      m_lastSent(context.x.http.receivedAt()) {
  if (context.way.translated)
    m_translation.emplace(*context.way.tools->codec, callerCodec(context.x.endpoint), context.tools,
                          context.answerName());
  m_c.watch = m_watch.get();
}

Relay::~Relay() { m_c.watch = nullptr; }

// In a race only whoever has won it; while nobody has, the race itself speaks.
bool Relay::maySpeak() const { return m_committed || m_c.racer == nullptr; }

void Relay::armHold() {
  if (!maySpeak()) return;
  net::Guard& guard = m_c.guard;
  if (m_c.x.http.begun())
    guard.set(net::Limit::Hold, m_lastSent + kHeartbeat);
  else
    guard.set(net::Limit::Hold, m_c.x.http.receivedAt() + m_c.limits.holdHead);
}

bool Relay::holdPassed() const {
  const net::Guard& guard = m_c.guard;
  return !guard.cancelled() && guard.expiredLimit() == net::Limit::Hold;
}

// As the translation numbers it, once the caller knows of an answer.
std::string Relay::signOfLife() {
  if (!m_translation || !m_committed) return heartbeatOf(callerCodec(m_c.x.endpoint));
  std::string sign;
  m_translation->heartbeat(sign);
  return sign;
}

Task<bool> Relay::heartbeat() {
  if (!m_c.x.http.begun()) beginAnswer();
  m_lastSent = std::chrono::steady_clock::now();
  m_c.guard.clear(net::Limit::Hold);
  if (!m_c.x.http.send(signOfLife())) co_return false;
  co_return co_await m_c.x.http.flush();
}

void beginStream(Exchange& x, std::string lines) {
  lines.append(kStreamLines).append(wantsList(x) ? kList : kEvents);
  x.http.begin(200, lines);
  x.record->status = 200;
  x.lane.counters.streams.fetch_add(1, std::memory_order_relaxed);
}

// The head says who answers only if that is certain by now.
void Relay::beginAnswer() {
  if (m_committed)
    beginStream(m_c.x, answerLines(m_c.x, false, 1));
  else
    beginStream(m_c.x, commonLines(m_c.x));
}

void Relay::bodyPart(std::string_view bytes) {
  if (!m_status || m_sawTerminal) return;
  if (m_decoder) {
    m_decoded.clear();
    m_status = m_decoder->decode(bytes, m_decoded);
    if (!m_status) return;
    bytes = m_decoded;
  }
  const Status fed = m_sse.feed(bytes, *this);
  if (!fed) m_status = fed;
  settleViews(bytes);
}

// Views into the upstream's bytes last until the next read; those into the parser's or the
// decoder's buffer only until the next part.
void Relay::settleViews(std::string_view fed) {
  const auto inside = [&](std::string_view piece) {
    return piece.data() >= fed.data() && piece.data() + piece.size() <= fed.data() + fed.size();
  };
  if (!m_decoder && std::all_of(m_out.begin(), m_out.end(), inside)) return;
  for (const std::string_view piece : m_out)
    m_copied.append(piece);
  m_out.clear();
}

bool Relay::event(const net::SseEvent& event) {
  if (event.comment) return comment(event.raw), true;
  const Verdict verdict = m_watch->event(event.data);
  switch (verdict.kind) {
    case Verdict::Error:
      m_status = Error(ErrorKind::UpstreamError,
                       m_c.record.provider + " reported an error in its answer: " +
                           excerpt(m_watch->facts().errorMessage, 500),
                       excerpt(event.data, 2048));
      return false;
    case Verdict::NotJson:
      m_status =
          Error(ErrorKind::UpstreamProtocol,
                m_c.record.provider + " sent an event that is not JSON", excerpt(event.data, 2048));
      return false;
    case Verdict::Done:
      m_sawTerminal = true;
      if (m_committed) relay(event);
      return false;
    case Verdict::Content:
    case Verdict::Finish:
      if (!m_committed && !commit()) return false;
      break;
    case Verdict::UsageOnly:
      if (!m_c.usageInserted) break;
      keepForLog(event.raw);
      return true;
    case Verdict::Ping:
      if (m_committed || !maySpeak() || !m_c.x.http.begun()) break;
      return comment(event.raw), true;
    case Verdict::Empty:
      break;
  }
  if (maySpeak()) ++m_c.x.events;
  relay(event);
  return static_cast<bool>(m_status);
}

// A sign of life of the provider: told at once where the caller has a head, of no use before.
void Relay::comment(std::string_view raw) {
  if (!maySpeak() || !m_c.x.http.begun()) return;
  if (!m_translation) return forward(raw);
  m_text = signOfLife();
  forwardText();
}

// On its way to the caller, or to the others that wait for the first content.
void Relay::relay(const net::SseEvent& event) {
  if (!m_translation) {
    if (!m_sawTerminal) keepForLog(event.raw);
    return m_committed ? forward(event.raw) : hold(event.raw);
  }
  m_text.clear();
  m_translation->event(event.type, event.data, m_text);
  keepForLog(m_text);
  m_committed ? forwardText() : hold(m_text);
}

void Relay::hold(std::string_view raw) {
  m_held.append(raw);
  if (m_held.size() > kMostHeld)
    m_status = Error(ErrorKind::UpstreamTooLarge,
                     m_c.record.provider + " sent too much before any content");
}

// The translated text, whose buffer is about to be used again.
void Relay::forwardText() {
  m_c.x.bytes += static_cast<std::int64_t>(m_text.size());
  (m_sawTerminal && m_c.x.strict() ? m_tail : m_copied).append(m_text);
}

// Neighbouring events leave as one piece.
void Relay::forward(std::string_view raw) {
  m_c.x.bytes += static_cast<std::int64_t>(raw.size());
  if (m_sawTerminal && m_c.x.strict()) {
    m_tail.append(raw);
    return;
  }
  if (!m_out.empty() && m_out.back().data() + m_out.back().size() == raw.data())
    m_out.back() = std::string_view(m_out.back().data(), m_out.back().size() + raw.size());
  else
    m_out.push_back(raw);
}

// False: another target of the race was first.
bool Relay::commit() {
  if (!m_c.claim()) {
    m_status = m_c.beaten().error;
    return false;
  }
  m_committed = true;
  if (m_c.racer != nullptr) keepForLog(m_held);
  const Steady now = std::chrono::steady_clock::now();
  m_c.record.ms.firstToken = m_c.millis(now);
  m_c.passage.content(now);
  m_c.x.record->ms.firstToken = m_c.x.millisSinceAccepted();
  m_c.guard.clear(net::Limit::FirstToken);
  m_c.x.workStarts();
  if (!m_c.x.http.begun()) beginAnswer();
  return true;
}

void Relay::keepForLog(std::string_view raw) {
  if (!maySpeak() || !m_c.x.keepBodies()) return;
  ledger::Body& body = m_c.x.record->response;
  body.fullSize += static_cast<std::int64_t>(raw.size());
  if (body.bytes.size() < kMostLogged) body.bytes.append(raw);
}

// Sends what has gathered; waits only while the caller's socket is full.
Task<bool> Relay::deliver() {
  const bool nothing = m_out.empty() && m_copied.empty() && (!m_committed || m_held.empty());
  if (nothing) co_return true;
  std::vector<std::string_view> pieces;
  pieces.reserve(m_out.size() + 2);
  if (m_committed) pieces.push_back(m_held);
  pieces.push_back(m_copied);
  pieces.insert(pieces.end(), m_out.begin(), m_out.end());
  const bool sent = m_c.x.http.send(pieces);
  m_c.x.workPauses();  // from here on it is the stream's own time
  if (m_committed) m_held.clear();
  m_copied.clear();
  m_out.clear();
  m_lastSent = std::chrono::steady_clock::now();
  if (!sent) co_return false;
  m_c.x.lane.counters.events.fetch_add(1, std::memory_order_relaxed);
  if (!m_c.x.http.congested()) co_return true;
  // A caller that reads slowly holds nobody's time limit against the upstream.
  m_c.guard.clear(net::Limit::Stall);
  m_c.guard.clear(net::Limit::Hold);
  co_return co_await m_c.x.http.flush();
}

// One read of the upstream, its events relayed.
Task<Status> Relay::step(bool& ended) {
  net::Guard& guard = m_c.guard;
  if (m_committed) guard.set(net::Limit::Stall, m_heardAt + m_c.limits.stall);
  armHold();
  const Result<bool> more = co_await m_c.call.read(*this);
  const bool held = !more && holdPassed();
  guard.clear(net::Limit::Hold);
  if (held) {
    const bool there = co_await heartbeat();
    if (there) co_return Status();
    const Error gone(ErrorKind::ClientGone, "the client closed the connection");
    co_return gone;
  }
  const bool delivered = co_await deliver();
  if (!delivered) {
    const Error gone(m_c.x.http.guard().expired().value_or(ErrorKind::ClientGone),
                     "the client closed the connection");
    co_return gone;
  }
  if (!m_status) co_return m_status;
  if (!more) co_return more.error();
  m_heardAt = std::chrono::steady_clock::now();  // a slow caller's time is not the upstream's
  ended = !*more || m_sawTerminal;
  co_return Status();
}

Task<AttemptEnd> Relay::pump() {
  bool ended = false;
  while (!ended) {
    const Status status = co_await step(ended);
    if (!status) co_return co_await failStream(status.error());
    // Content whose head has gone out late still ends the wait for it.
    if (m_committed && !m_c.x.record->ms.firstToken)
      m_c.x.record->ms.firstToken = m_c.x.millisSinceAccepted();
  }
  if (!m_sawTerminal) {
    const Result<net::SseEnd> rest = m_sse.finish(*this);
    const bool delivered = co_await deliver();
    if (!rest) co_return co_await failStream(rest.error());
    if (*rest == net::SseEnd::Unterminated)
      m_c.record.detail = "the stream ended without its last blank line";
    if (!m_status) co_return co_await failStream(m_status.error());
    if (!delivered) {
      const Error gone(ErrorKind::ClientGone, "the client closed the connection");
      co_return co_await failStream(gone);
    }
  }
  if (!m_committed || !m_watch->terminated()) {
    const Error cut(ErrorKind::UpstreamCut,
                    m_c.record.provider + (m_committed ? " ended its answer before it was complete"
                                                       : " ended its answer without any content"));
    co_return co_await failStream(cut);
  }
  co_return co_await finishStream();
}

AttemptEnd Relay::closed(bool ok, const Error& error) {
  AttemptEnd end;
  end.delivered = true;
  end.outcome.ok = ok;
  end.outcome.status = m_c.record.status;
  if (!ok) {
    end.outcome.error = error.kind;
    end.error = error;
  }
  m_c.meter(m_watch->facts(), !ok);
  if (m_translation) m_c.noteUntold(m_translation->untold());
  m_c.close(end);
  return end;
}

Task<AttemptEnd> Relay::finishStream() {
  Exchange& x = m_c.x;
  if (m_c.wantsPrompt(m_watch->facts())) co_await countPrompt(m_c);
  AttemptEnd end = closed(true, Error());
  x.record->outcome = ledger::OutcomeClass::Ok;
  if (!m_sawTerminal) {
    m_sawTerminal = true;
    if (m_translation) {
      m_text.clear();
      m_translation->finish(m_text);
      keepForLog(m_text);
      forwardText();
    } else {
      forward(m_c.way.tools->lastWord);
    }
    co_await deliver();
  }
  x.workPauses();
  if (x.strict()) {
    co_await settle(x);
    if (!m_tail.empty()) x.http.send(m_tail);
  }
  const bool received = co_await x.http.end();
  if (!received && x.record) {
    x.record->outcome = ledger::OutcomeClass::ClientGone;
    x.record->error = ErrorKind::ClientGone;
  }
  co_await settle(x);
  co_await drainUpstream();
  co_return end;
}

// Before content the tree may go on; after it the caller gets what came and an error in its
// dialect.
Task<AttemptEnd> Relay::failStream(const Error& error) {
  if (m_c.lost()) co_return failed(error, m_c.record.status);
  Exchange& x = m_c.x;
  const bool left = x.http.gone() && error.kind == ErrorKind::ClientGone;
  if (!m_committed && !left) co_return failed(error, m_c.record.status);
  if (m_c.wantsPrompt(m_watch->facts())) co_await countPrompt(m_c);
  if (m_c.lost()) co_return failed(error, m_c.record.status);
  AttemptEnd end = closed(false, error);
  ledger::Record& record = *x.record;
  record.outcome = error.kind == ErrorKind::ClientGone ? ledger::OutcomeClass::ClientGone
                                                       : ledger::OutcomeClass::Failed;
  record.error = error.kind;
  record.errorMessage = log::redacted(error.message);
  if (record.status == 0) record.status = errorStatus(error.kind);
  if (error.kind == ErrorKind::ClientGone) co_return end;
  if (m_translation) {
    co_await answerBroken(x, error, &m_translation->writer());
    co_return end;
  }
  const auto writer = callerCodec(x.endpoint).streamWriter(answerNameOf(x, record.model));
  writer->goOnBehind(m_watch->facts());
  co_await answerBroken(x, error, writer.get());
  co_return end;
}

// Lets the connection serve again if the upstream ends its answer soon.
Task<void> Relay::drainUpstream() {
  net::Guard& guard = m_c.guard;
  guard.clear(net::Limit::Hold);
  guard.set(net::Limit::Stall, kDrain);
  for (;;) {
    const Result<bool> more = co_await m_c.call.read(*this);
    if (!more) break;
    if (*more) continue;
    m_c.call.finish();
    break;
  }
  guard.clear(net::Limit::Stall);
}

Task<AttemptEnd> Relay::run() {
  const net::ResponseHead& head = m_c.call.head();
  const std::string type = lower(m_c.contentType);
  const bool whole = type.find("event-stream") == std::string::npos &&
                     (head.contentLength || type.find("json") != std::string::npos ||
                      type.find("html") != std::string::npos);
  if (whole) co_return co_await answerWhole(m_c);
  Result<std::unique_ptr<net::ContentDecoder>> decoder =
      net::makeDecoder(head.headers.get("Content-Encoding"));
  if (!decoder) co_return failed(decoder.error(), head.status);
  m_decoder = std::move(*decoder);
  co_return co_await pump();
}

}  // namespace sb::gateway
