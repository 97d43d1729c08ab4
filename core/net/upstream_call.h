// One HTTP request to an upstream and its answer, over a pooled connection. Owner: the attempt; one
// thread. Time limits are the guard's: the caller sets FirstToken, Stall and Total as they begin to
// matter.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/net/upstream_pool.h"

namespace sb::net {

class UpstreamCall {
 public:
  UpstreamCall(UpstreamPool& pool, const Destination& destination, Guard& guard);
  ~UpstreamCall();  // closes the connection unless finish() gave it back
  UpstreamCall(const UpstreamCall&) = delete;
  UpstreamCall& operator=(const UpstreamCall&) = delete;

  // Connects, sends the whole request, reads the answer's head. The pieces must stay until then: a
  // reused connection that dies before the first byte of an answer is replaced by a fresh one,
  // once. UpstreamReset (before a head), UpstreamProtocol, or what acquire() and the guard give.
  Task<Status> exchange(std::span<const std::string_view> pieces, Millis connect, Millis poolWait);
  const ResponseHead& head() const { return m_connection->parser.head(); }

  // Waits for more of the body and hands it to the sink; false once it is complete. The bytes stay
  // valid until the next suspension of the worker. UpstreamCut, UpstreamReset, UpstreamProtocol,
  // the guard's.
  Task<Result<bool>> read(BodySink& sink);

  // The answer has ended: keeps the connection if it can serve again.
  void finish();

  bool sent() const { return m_sent; }                // any byte of the request left
  bool reusedConnection() const { return m_reused; }  // the answer came over a kept connection
  std::optional<double> connectMs() const { return m_connectMs; }  // of a new connection
  const std::string& peerAddress() const { return m_peer; }

 private:
  Task<Status> attempt(std::span<const std::string_view> pieces, Millis connect, Millis poolWait,
                       bool fresh);
  Task<Status> send(std::span<const std::string_view> pieces);
  Task<Status> readHead();
  // What the guard or the peer did, as an error.
  Error waitFailed() const;
  Result<bool> feed(BodySink& sink);

  UpstreamPool& m_pool;
  const Destination& m_destination;
  Guard& m_guard;
  std::unique_ptr<UpstreamConnection> m_connection;
  std::string m_peer;
  std::optional<double> m_connectMs;
  bool m_reused = false;
  bool m_sent = false;
  bool m_ended = false;
};

}  // namespace sb::net
