// A call that is made for whoever waits for its answer: for one request, so that what it gets can
// be stored, or for all requests that are the same and come while it runs. It is the caller of an
// exchange of its own, which goes on with the rest of the walk, and tells what it is given to its
// listeners, the first of which asked first and whose row the call has. It lives on one worker,
// with its key's owner where others may join; listeners are tasks of any worker and are told by
// message. It goes on as long as one of them waits.
#pragma once

#include <atomic>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "core/gateway/answer_cache.h"
#include "core/gateway/exchange.h"
#include "core/net/body_bytes.h"
#include "core/net/caller.h"
#include "core/routing/directory.h"
#include "core/routing/plan.h"

namespace sb::gateway {

class Flight;

struct FlightHead {
  bool stream = false;
  int status = 0;
  std::string lines;  // of the answer, as for the one who asked first
};

// What a listener hears: the head first, the end last.
struct FlightNews {
  std::shared_ptr<const FlightHead> head;
  std::shared_ptr<const std::string> bytes;
  std::shared_ptr<const AnswerNote> end;
};

struct Listener {
  explicit Listener(net::Worker& on) : worker(on) {}

  // Any thread.
  static void tell(const std::shared_ptr<Listener>& to, FlightNews news);

  net::Worker& worker;
  bool first = false;                  // it asked first; does not change once it has joined
  std::atomic<std::int64_t> taken{0};  // bytes that its client's connection has taken
  // On its worker's thread.
  std::deque<FlightNews> news;
  net::Signal* waiting = nullptr;  // of the task that listens
};
using ListenerPtr = std::shared_ptr<Listener>;

// Where a flight is found. Used on its worker's thread, but for `worker`.
struct FlightLink {
  explicit FlightLink(net::Worker& on) : worker(on) {}

  void join(ListenerPtr listener);
  void left(const ListenerPtr& listener, bool received);

  net::Worker& worker;
  Flight* flight = nullptr;        // not yet, or no more
  std::vector<ListenerPtr> early;  // that came before it
};

// What becomes of a good answer.
struct KeepAs {
  const config::Node* node = nullptr;
  cache::RequestDigest key{};
  std::optional<Millis> ttl;  // none: it is not stored
  bool shared = false;        // others may join
};

class Flight final : public net::Caller {
 public:
  // Takes what there is of the request out of `from`, whose record and places are gone then. The
  // lane is that of the link's worker.
  Flight(Lane& lane, std::shared_ptr<FlightLink> link, Exchange& from, routing::Plan plan,
         const routing::Destination& to, const KeepAs& keep);
  ~Flight() override;

  // On its worker's thread; it is its own owner from then on.
  static void start(std::unique_ptr<Flight> flight);

  void join(ListenerPtr listener);
  void left(const ListenerPtr& listener, bool received);

  const net::RequestHead& request() const override { return m_head; }
  const std::string& clientAddress() const override { return m_clientAddress; }
  Steady receivedAt() const override { return m_receivedAt; }
  net::Guard& guard() override { return m_guard; }
  bool lastWord() override;
  Status charge(std::size_t bytes) override;
  net::Task<Result<std::string>> readBody(std::int64_t limit) override;
  net::Task<bool> respond(int status, std::string_view headerLines, std::string_view body) override;
  void begin(int status, std::string_view headerLines) override;
  bool begun() const override { return m_answer != nullptr; }
  bool send(std::span<const std::string_view> pieces) override;
  bool congested() const override;
  net::Task<bool> flush() override;
  net::Task<bool> end() override;

 private:
  static net::Task<void> run(std::unique_ptr<Flight> flight);
  void tellAll(const FlightNews& news);
  void finish(std::shared_ptr<const std::string> last);
  void store(const AnswerNote& note);
  void keep(const std::shared_ptr<const std::string>& bytes);
  void closeDoor();
  net::Task<void> untilFirstLeft();

  Lane& m_lane;
  const std::shared_ptr<FlightLink> m_link;
  const KeepAs m_keep;
  const net::RequestHead m_head;
  const std::string m_clientAddress;
  const Steady m_receivedAt;
  net::Guard m_guard;
  net::Signal m_signal;  // a listener has left
  std::vector<ListenerPtr> m_listeners;
  bool m_firstThere = true, m_firstReceived = false, m_lastWordSaid = false, m_ended = false;
  net::BodyBytes m_bodies;
  // The answer so far, for those who come later and to be stored.
  std::shared_ptr<const FlightHead> m_answer;
  std::vector<std::shared_ptr<const std::string>> m_pieces;
  net::BodyBytes m_kept;
  std::int64_t m_bytes = 0;
  bool m_whole = true;  // m_pieces are all of it
  std::string m_last;   // strict: leaves with the end
  routing::Plan m_plan;
  const routing::Destination m_to;
  AnswerNote m_note;
  Exchange m_x;
};

}  // namespace sb::gateway
