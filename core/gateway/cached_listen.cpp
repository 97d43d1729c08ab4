#include "core/gateway/cached_listen.h"

#include <array>
#include <utility>

#include "core/base/text.h"
#include "core/gateway/relay.h"

namespace sb::gateway {
namespace {

using net::Task;

constexpr Millis kGrace{10'000};
constexpr std::size_t kMostLogged = 8 * 1024 * 1024;

// Header fields that belong to the one who asked first.
constexpr std::array<std::string_view, 10> kOwn{"x-signalbox-request-id",
                                                "x-request-id",
                                                "request-id",
                                                "x-signalbox-cache",
                                                "x-signalbox-overhead-us",
                                                "x-signalbox-cost-usd",
                                                "vary",
                                                "access-control-allow-origin",
                                                "access-control-expose-headers",
                                                "access-control-allow-credentials"};

std::string linesOfJoiner(const Exchange& x, std::string_view of) {
  std::string lines = commonLines(x);
  while (!of.empty()) {
    const std::size_t end = std::min(of.find("\r\n"), of.size());
    const std::string_view line = of.substr(0, end);
    of.remove_prefix(std::min(of.size(), end + 2));
    const std::string_view name = line.substr(0, line.find(':'));
    const auto same = [&](std::string_view own) { return equalNoCase(own, name); };
    if (std::none_of(kOwn.begin(), kOwn.end(), same)) lines.append(line).append("\r\n");
  }
  net::appendHeader(lines, "x-signalbox-cache", x.record->cache);
  net::appendHeader(lines, "x-signalbox-cost-usd", toString(NanoUsd()));
  return lines;
}

// Says that it has left, however it leaves.
class Presence {
 public:
  Presence(ListenerPtr listener, std::shared_ptr<FlightLink> link, net::Signal& signal)
      : m_listener(std::move(listener)), m_link(std::move(link)) {
    m_listener->waiting = &signal;
  }
  ~Presence() {
    m_listener->waiting = nullptr;
    m_link->worker.post([link = m_link, listener = m_listener, received = m_received] {
      link->left(listener, received);
    });
  }
  Presence(const Presence&) = delete;
  Presence& operator=(const Presence&) = delete;
  void received() { m_received = true; }

 private:
  const ListenerPtr m_listener;
  const std::shared_ptr<FlightLink> m_link;
  bool m_received = false;
};

// What has come so far.
class Hearing {
 public:
  enum class After { GoOn, Received, Gone, Alone };

  Hearing(Exchange& x, Listener& listener) : m_x(x), m_listener(listener) {}

  Task<After> take(FlightNews news);
  bool begun() const { return m_begun; }

 private:
  Task<After> takePart(const FlightNews& news);
  Task<After> takeLast(const FlightNews& news);
  std::string lines(const FlightHead& head) const {
    return m_x.record ? linesOfJoiner(m_x, head.lines) : head.lines;
  }
  void keep(std::string_view bytes);
  void note(const AnswerNote& note, int status);
  bool onlyTheirs(const AnswerNote& note) const;

  Exchange& m_x;
  Listener& m_listener;
  bool m_begun = false;
};

// Of a joiner: the one who asked first has left its row to the call.
void Hearing::keep(std::string_view bytes) {
  if (!m_x.record || bytes.empty()) return;
  ledger::Record& record = *m_x.record;
  if (!record.ms.firstToken) record.ms.firstToken = m_x.millisSinceAccepted();
  m_x.bytes += static_cast<std::int64_t>(bytes.size());
  if (!m_x.keepBodies()) return;
  record.response.fullSize = m_x.bytes;
  if (record.response.bytes.size() < kMostLogged) record.response.bytes.append(bytes);
}

void Hearing::note(const AnswerNote& note, int status) {
  if (m_x.note != nullptr && !m_x.record) *m_x.note = note;
  if (!m_x.record) return;
  ledger::Record& record = *m_x.record;
  record.status = status;
  record.outcome = note.outcome;
  record.error = note.error;
  record.errorMessage = note.errorMessage;
  record.provider = note.provider;
  record.model = note.model;
  record.finishReason = note.finishReason;
  m_x.cachedBy.clear();
  if (note.outcome != ledger::OutcomeClass::Ok) return;
  record.saved = note.cost;
  CacheCounts& counts = m_x.lane.services.cache.counts();
  counts.joined.fetch_add(1, std::memory_order_relaxed);
  if (note.cost) counts.savedNanoUsd.fetch_add(note.cost->value, std::memory_order_relaxed);
}

// The call ended because of the key of the one who asked first.
bool Hearing::onlyTheirs(const AnswerNote& note) const {
  return m_x.record && !m_begun && note.error == ErrorKind::KeyRevoked &&
         !(m_x.key && m_x.key->revoked());
}

Task<Hearing::After> Hearing::takePart(const FlightNews& news) {
  if (!m_begun) {
    m_begun = true;
    m_x.http.begin(news.head->status, lines(*news.head));
    if (m_x.record) m_x.record->status = news.head->status;
  }
  if (!news.bytes) co_return After::GoOn;
  keep(*news.bytes);
  if (!m_x.http.send(*news.bytes)) co_return After::Gone;
  if (m_x.http.congested()) {
    const bool flushed = co_await m_x.http.flush();
    if (!flushed) co_return After::Gone;
  }
  m_listener.taken.fetch_add(static_cast<std::int64_t>(news.bytes->size()),
                             std::memory_order_relaxed);
  co_return After::GoOn;
}

Task<Hearing::After> Hearing::takeLast(const FlightNews& news) {
  if (!news.head) {
    const Error none(ErrorKind::Internal, "the gateway failed on this request; its log says more");
    co_await answerError(m_x, none);
    co_return After::Received;
  }
  if (onlyTheirs(*news.end)) co_return After::Alone;
  const std::string headLines = m_begun ? std::string() : lines(*news.head);
  keep(*news.bytes);
  note(*news.end, news.head->status);
  if (m_x.record && m_x.strict()) co_await settle(m_x);
  bool received = false;
  if (news.head->stream) {
    if (!m_begun) m_x.http.begin(news.head->status, headLines);
    if (!news.bytes->empty()) m_x.http.send(*news.bytes);
    received = co_await m_x.http.end();
  } else {
    received = co_await m_x.http.respond(news.head->status, headLines, *news.bytes);
  }
  if (received) co_return After::Received;
  if (m_x.record) {
    m_x.record->outcome = ledger::OutcomeClass::ClientGone;
    m_x.record->error = ErrorKind::ClientGone;
  }
  co_return After::Gone;
}

Task<Hearing::After> Hearing::take(FlightNews news) {
  if (news.end) co_return co_await takeLast(news);
  co_return co_await takePart(news);
}

// The call has the same limits, and says so where one has passed.
void giveTime(const Exchange& x) {
  net::Guard& guard = x.http.guard();
  for (const net::Limit limit : {net::Limit::FirstToken, net::Limit::Stall, net::Limit::Hold})
    guard.clear(limit);
  guard.set(net::Limit::Total, x.deadline + kGrace);
}

}  // namespace

Task<bool> listen(Exchange& x, ListenerPtr listener, std::shared_ptr<FlightLink> link) {
  net::Signal signal;
  Presence presence(listener, std::move(link), signal);
  net::Guard& guard = x.http.guard();
  giveTime(x);
  if (x.record) {
    x.record->cache = "joined";
    x.workPauses();
  }
  Hearing hearing(x, *listener);
  Hearing::After after = Hearing::After::GoOn;
  while (after == Hearing::After::GoOn) {
    if (listener->news.empty()) {
      const bool told = co_await guard.wait(signal);
      if (!told) after = Hearing::After::Gone;
      continue;
    }
    FlightNews news = std::move(listener->news.front());
    listener->news.pop_front();
    after = co_await hearing.take(std::move(news));
  }
  if (after == Hearing::After::Alone) {
    x.record->cache = "miss";
    guard.set(net::Limit::Total, x.deadline);
    x.workStarts();
    co_return false;
  }
  if (after == Hearing::After::Received) presence.received();
  if (after == Hearing::After::Gone &&
      (!x.record || x.record->outcome == ledger::OutcomeClass::Open)) {
    const Error gone(guard.expired().value_or(ErrorKind::ClientGone),
                     "the client closed the connection");
    co_await answerError(x, gone);
  }
  co_return true;
}

}  // namespace sb::gateway
