// One HTTP request to an upstream and its answer, over a pooled connection. Owner: the attempt; one
// thread. Time limits are the guard's: the caller sets FirstToken, Stall and Total as they begin to
// matter.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/net/upstream_pool.h"

namespace sb::net {

class UpstreamCall {
 public:
  UpstreamCall(UpstreamPool& pool, const Destination& destination, Guard& guard);
  ~UpstreamCall();  // closes the connection unless finish() gave it back
  UpstreamCall(const UpstreamCall&) = delete;
  UpstreamCall& operator=(const UpstreamCall&) = delete;

  // Connects and sends the whole request. The pieces, and their list, must stay until awaitHead()
  // has succeeded.
  // UpstreamReset, or what acquire() and the guard give.
  Task<Status> send(std::span<const std::string_view> pieces, Millis connect, Millis poolWait);

  // Reads the answer's head. A reused connection that dies before the first byte of an answer is
  // replaced by a fresh one, once. When a soft limit of the guard ends the wait, it may be called
  // again. UpstreamReset, UpstreamProtocol, the guard's.
  Task<Status> awaitHead();
  const ResponseHead& head() const { return m_connection->parser.head(); }

  // Waits for more of the body and hands it to the sink; false once it is complete. The bytes stay
  // valid until the next suspension of the worker. UpstreamCut, UpstreamReset, UpstreamProtocol,
  // the guard's.
  Task<Result<bool>> read(BodySink& sink);
  // The same for what came together with the head, or was left when the parser stopped: no wait.
  Status readHeld(BodySink& sink);
  bool complete() const { return m_connection->parser.done(); }

  // The answer has ended: keeps the connection if it can serve again.
  void finish();

  bool sent() const { return m_sent; }                // any byte of the request left
  bool reusedConnection() const { return m_reused; }  // the answer came over a kept connection
  std::optional<double> connectMs() const { return m_connectMs; }  // of a new connection
  const std::string& peerAddress() const { return m_peer; }

 private:
  Task<Status> attempt(bool fresh);
  Task<Status> connect(bool fresh);
  Status writeAtOnce();
  Status afterWrite(const Status& sent);
  Status took(Stream::Io status, std::size_t bytes);
  Task<Status> write();
  Task<Status> readHead();
  // What the guard or the peer did, as an error.
  Error waitFailed() const;
  Result<bool> feed(BodySink& sink);

  UpstreamPool& m_pool;
  const Destination& m_destination;
  Guard& m_guard;
  std::unique_ptr<UpstreamConnection> m_connection;
  std::span<const std::string_view> m_pieces;
  std::vector<std::string_view> m_unsent;  // where not all left at once
  Millis m_connect{0}, m_poolWait{0};
  std::string m_peer;
  std::optional<double> m_connectMs;
  bool m_reused = false;
  bool m_sent = false;
  bool m_ended = false;
};

}  // namespace sb::net
