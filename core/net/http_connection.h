// The server side of one client connection: reads requests, hands each to a handler, writes the
// answers. One reader stays pending during the whole exchange: it collects pipelined bytes
// (bounded) and takes the client's end of file as "gone" (half-closed clients are not supported).
// Owner: the server; one thread.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/net/body_bytes.h"
#include "core/net/caller.h"
#include "core/net/guard.h"
#include "core/net/http_parser.h"
#include "core/net/stream.h"
#include "core/net/tls.h"
#include "core/net/worker.h"

namespace sb::net {

struct ServerLimits {
  std::int64_t head = 64 * 1024;
  Millis headTime{30'000};                  // to receive a head
  Millis bodyTime{120'000};                 // between two reads of a body
  Millis idle{75'000};                      // without a request
  std::int64_t bodies = 256 * 1024 * 1024;  // of all buffered request bodies of the process
};

class HttpConnection;

// What a server does with requests. Lives longer than every connection; called on the worker's
// thread.
class HttpHandler {
 public:
  virtual ~HttpHandler() = default;
  // Answers the request. Returning without an answer closes the connection.
  virtual Task<void> handle(HttpConnection& connection) = 0;
  // The JSON body for a request that is no HTTP.
  virtual std::string protocolError(const Error& error) = 0;
};

class HttpConnection final : public Caller {
 public:
  HttpConnection(Worker& worker, Stream stream, const ServerLimits& limits, HttpHandler& handler,
                 TlsContext tls);
  ~HttpConnection() override;

  // Serves until the connection ends.
  Task<void> run();
  // Ends it when the current exchange has ended; at once if there is none.
  void drain();

  // ---- for handlers ----
  const RequestHead& request() const override { return m_parser.head(); }
  const std::string& clientAddress() const override { return m_clientAddress; }
  bool secure() const { return m_tls != nullptr; }
  Steady receivedAt() const override { return m_receivedAt; }
  Guard& guard() override { return m_guard; }
  Worker& worker() { return m_worker; }
  bool lastWord() override;

  Status charge(std::size_t bytes) override;
  Task<Result<std::string>> readBody(std::int64_t limit) override;

  Task<bool> respond(int status, std::string_view headerLines,
                     std::span<const std::string_view> body);
  Task<bool> respond(int status, std::string_view headerLines, std::string_view body) override;

  void begin(int status, std::string_view headerLines) override;
  bool begun() const override { return m_begun; }
  using Caller::send;
  bool send(std::span<const std::string_view> pieces) override;
  bool congested() const override { return !m_out.empty(); }
  Task<bool> flush() override;
  Task<bool> end() override;
  // Ends the answer so that the client sees it broken: no last chunk, connection closed, by a reset
  // if asked for or if nothing else tells it from a complete one (HTTP/1.0).
  void breakOff(bool byReset = false);
  // Bytes as they are, outside of any framing: interim answers (1xx), and scripted faults. An
  // exchange that has nothing but these closes its connection.
  bool sendRaw(std::string_view bytes);

 private:
  struct Drop;
  Task<bool> readHead();
  Task<bool> readMore();
  Task<void> refuse(const Error& error);
  Task<void> lingeringClose();
  bool takeIn();
  bool onReadable();
  std::string head(int status, std::string_view headerLines, std::string_view framing) const;
  bool write(std::span<const std::string_view> pieces);
  void endExchange();

  Worker& m_worker;
  Stream m_stream;
  const ServerLimits m_limits;
  HttpHandler& m_handler;
  TlsContext m_tls;
  Guard m_guard;
  RequestParser m_parser;
  std::string m_clientAddress;
  std::string m_in;          // read, not yet parsed
  std::string_view m_whole;  // the body of respond()
  std::string m_out;         // to be written
  Steady m_receivedAt{};
  BodyBytes m_bodies;
  bool m_busy = false;  // an exchange is running
  bool m_draining = false;
  bool m_begun = false;
  bool m_answered = false;
  bool m_chunked = false;
  bool m_broken = false;
  bool m_reset = false;   // m_broken shall show as a reset
  bool m_failed = false;  // the socket failed
};

}  // namespace sb::net
