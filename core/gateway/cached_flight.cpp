#include "core/gateway/cached_flight.h"

#include <algorithm>
#include <utility>

#include "core/base/log.h"
#include "core/gateway/walk.h"

namespace sb::gateway {
namespace {

using net::Task;

constexpr std::int64_t kMostKept = 16 * 1024 * 1024;  // of an answer, for those who come later
constexpr std::int64_t kMostBehind = 1024 * 1024;     // a listener, before the others wait for it
constexpr Millis kLook{10};                           // whether it has caught up
constexpr Millis kLastWord{1'000};

std::shared_ptr<const std::string> joined(std::span<const std::string_view> pieces) {
  auto text = std::make_shared<std::string>();
  std::size_t size = 0;
  for (const std::string_view piece : pieces)
    size += piece.size();
  text->reserve(size);
  for (const std::string_view piece : pieces)
    text->append(piece);
  return text;
}

std::vector<std::string_view> viewsOf(const std::vector<std::shared_ptr<const std::string>>& of) {
  std::vector<std::string_view> views;
  for (const auto& each : of)
    views.push_back(*each);
  return views;
}

}  // namespace

void Listener::tell(const std::shared_ptr<Listener>& to, FlightNews news) {
  to->worker.post([to, news = std::move(news)] {
    to->news.push_back(news);
    if (to->waiting != nullptr) to->waiting->fire();
  });
}

void FlightLink::join(ListenerPtr listener) {
  if (flight != nullptr)
    flight->join(std::move(listener));
  else
    early.push_back(std::move(listener));
}

void FlightLink::left(const ListenerPtr& listener, bool received) {
  std::erase(early, listener);
  if (flight != nullptr) flight->left(listener, received);
}

Flight::Flight(Lane& lane, std::shared_ptr<FlightLink> link, Exchange& from, routing::Plan plan,
               const routing::Destination& to, const KeepAs& keep)
    : m_lane(lane),
      m_link(std::move(link)),
      m_keep(keep),
      m_head(from.http.request()),
      m_clientAddress(from.http.clientAddress()),
      m_receivedAt(from.http.receivedAt()),
      m_guard(lane.worker.loop()),
      m_plan(std::move(plan)),
      m_to(to),
      m_x(lane, *this, from.snapshot) {
  m_x.takeOver(from);
  m_x.note = &m_note;
}

Flight::~Flight() {
  closeDoor();
  m_link->flight = nullptr;
}

void Flight::start(std::unique_ptr<Flight> flight) {
  Flight& self = *flight;
  self.m_lane.enterAgain(self.m_x);
  self.m_link->flight = &self;
  for (ListenerPtr& listener : std::exchange(self.m_link->early, {}))
    self.join(std::move(listener));
  // Everybody has left meanwhile.
  if (self.m_listeners.empty()) self.m_guard.cancel(ErrorKind::ClientGone);
  net::spawn(self.m_lane.worker.loop(), run(std::move(flight)));
}

Task<void> Flight::run(std::unique_ptr<Flight> flight) {
  Flight& self = *flight;
  co_await net::GiveWay(self.m_lane.worker.loop());  // no task runs inside another
  bool failed = false;
  try {
    co_await walk(self.m_x, self.m_to, &self.m_plan);
  } catch (const std::exception& e) {
    log::error(std::string("a request ended by an exception: ") + e.what());
    failed = true;
  }
  if (failed) {
    const Error bug(ErrorKind::Internal, "the gateway failed on this request; its log says more");
    co_await answerError(self.m_x, bug);
  }
  co_await settle(self.m_x);
  if (!self.m_ended) self.finish(std::make_shared<const std::string>());
}

void Flight::join(ListenerPtr listener) {
  if (m_pieces.size() > 1) {
    const std::vector<std::string_view> pieces = viewsOf(m_pieces);
    m_pieces.assign(1, joined(pieces));
  }
  if (m_answer)
    Listener::tell(listener, {m_answer, m_pieces.empty() ? nullptr : m_pieces.front(), nullptr});
  m_listeners.push_back(std::move(listener));
}

void Flight::left(const ListenerPtr& listener, bool received) {
  if (std::erase(m_listeners, listener) == 0) return;
  if (listener->first) {
    m_firstThere = false;
    m_firstReceived = received;
    // Its connection no longer counts the body.
    if (!m_listeners.empty()) (void)charge(m_x.body.size());
  }
  if (m_listeners.empty() && !m_ended) {
    closeDoor();
    m_guard.cancel(ErrorKind::ClientGone);
  }
  m_signal.fire();
}

// Nobody joins any more.
void Flight::closeDoor() {
  if (!m_keep.shared) return;
  auto& flights = m_lane.share.flights;
  const auto found = flights.find(m_keep.key);
  if (found != flights.end() && found->second == m_link) flights.erase(found);
}

bool Flight::lastWord() {
  const auto why = m_guard.cancelledFor();
  if (!why || *why == ErrorKind::ClientGone || std::exchange(m_lastWordSaid, true)) return false;
  m_guard.pardon();
  m_guard.set(net::Limit::Total, kLastWord);
  return true;
}

Status Flight::charge(std::size_t bytes) {
  const std::int64_t most = m_x.snapshot->config->limits.bodies;
  if (m_bodies.add(static_cast<std::int64_t>(bytes), most)) return {};
  return net::tooManyBodies();
}

Task<Result<std::string>> Flight::readBody(std::int64_t) { co_return std::string(); }

void Flight::tellAll(const FlightNews& news) {
  for (const ListenerPtr& listener : m_listeners)
    Listener::tell(listener, news);
}

Task<bool> Flight::respond(int status, std::string_view headerLines, std::string_view body) {
  auto head = std::make_shared<FlightHead>();
  head->status = status;
  head->lines = headerLines;
  m_answer = std::move(head);
  finish(std::make_shared<const std::string>(body));
  co_await untilFirstLeft();
  co_return m_firstReceived;
}

void Flight::begin(int status, std::string_view headerLines) {
  auto head = std::make_shared<FlightHead>();
  head->stream = true;
  head->status = status;
  head->lines = headerLines;
  m_answer = std::move(head);
  tellAll({m_answer, nullptr, nullptr});
}

void Flight::keep(const std::shared_ptr<const std::string>& bytes) {
  const auto size = static_cast<std::int64_t>(bytes->size());
  m_bytes += size;
  if (!m_whole) return;
  const bool room = m_kept.add(size, m_x.snapshot->config->limits.bodies);
  if (room && m_bytes <= kMostKept) return m_pieces.push_back(bytes);
  m_whole = false;
  closeDoor();
  m_pieces.clear();
  m_kept.release();
}

bool Flight::send(std::span<const std::string_view> pieces) {
  if (!m_x.record && m_note.made) {  // its row is on disk: what comes now is the end
    for (const std::string_view piece : pieces)
      m_last.append(piece);
    return !gone();
  }
  const auto bytes = joined(pieces);
  keep(bytes);
  tellAll({m_answer, bytes, nullptr});
  return !gone();
}

// While all of it is kept, nobody waits for a slow listener.
bool Flight::congested() const {
  if (m_whole) return false;
  return std::ranges::any_of(m_listeners, [&](const ListenerPtr& listener) {
    return m_bytes - listener->taken.load(std::memory_order_relaxed) > kMostBehind;
  });
}

Task<bool> Flight::flush() {
  while (congested()) {
    const bool slept = co_await m_guard.sleep(kLook);
    if (!slept) co_return false;
  }
  co_return !gone();
}

Task<bool> Flight::end() {
  finish(std::make_shared<const std::string>(std::move(m_last)));
  co_await untilFirstLeft();
  co_return m_firstReceived;
}

void Flight::finish(std::shared_ptr<const std::string> last) {
  if (std::exchange(m_ended, true)) return;
  if (!m_note.made) m_note.take(m_x);
  keep(last);
  store(m_note);
  closeDoor();
  tellAll({m_answer, std::move(last), std::make_shared<const AnswerNote>(m_note)});
}

// A good answer that came by way of the node, and all of it.
void Flight::store(const AnswerNote& note) {
  const bool good = note.outcome == ledger::OutcomeClass::Ok && m_answer && m_answer->status == 200;
  const bool fromHere = std::ranges::find(note.cachedBy, m_keep.node) != note.cachedBy.end();
  if (!m_keep.ttl || !good || !fromHere || !m_whole) return;
  auto answer = std::make_shared<cache::StoredAnswer>();
  answer->key = m_keep.key;
  answer->storedAt = m_lane.services.clock.wall();
  answer->expiresAt = answer->storedAt + m_keep.ttl->count();
  answer->route = m_to.route;
  answer->provider = note.provider;
  answer->model = note.model;
  answer->finishReason = note.finishReason;
  answer->cost = note.cost;
  const std::vector<std::string_view> pieces = viewsOf(m_pieces);
  answer->body = *joined(pieces);
  // Where the caller of the Responses API said `store: false`, no word of it reaches a disk.
  m_lane.services.cache.put(m_lane.share, std::move(answer), m_x.look.store);
}

// The row of the call is that of the one who asked first, and says whether it got everything.
Task<void> Flight::untilFirstLeft() {
  while (m_firstThere) {
    const bool told = co_await m_guard.wait(m_signal);
    if (!told) break;
  }
}

}  // namespace sb::gateway
