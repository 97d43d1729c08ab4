// A core/net server on port 0 whose requests a function answers. Owner: the test.
#pragma once

#include <functional>
#include <string>

#include "core/base/error.h"
#include "core/net/server.h"
#include "tests/support/loop.h"
#include "tests/support/raw_socket.h"

namespace sb::test {

class FunctionHandler final : public net::HttpHandler {
 public:
  using Serve = std::function<net::Task<void>(net::HttpConnection&)>;

  explicit FunctionHandler(Serve serve) : m_serve(std::move(serve)) {}
  net::Task<void> handle(net::HttpConnection& connection) override { return m_serve(connection); }
  std::string protocolError(const Error& error) override {
    return "{\"refused\":\"" + std::string(errorName(error.kind)) + "\"}";
  }

 private:
  Serve m_serve;
};

class HttpServer {
 public:
  explicit HttpServer(FunctionHandler::Serve serve, const net::ServerLimits& limits = {},
                      net::TlsContext tls = nullptr)
      : m_handler(std::move(serve)),
        m_server(m_runner.loop(), {net::ServerWorker{&m_runner.worker(), &m_handler}}, limits) {
    m_runner.call([&] {
      if (m_server.listen({{"127.0.0.1", 0, tls}})) m_port = m_server.bound().front().port;
    });
  }

  ~HttpServer() { stop(); }

  std::uint16_t port() const { return m_port; }
  net::Server& server() { return m_server; }
  LoopRunner& runner() { return m_runner; }
  RawSocket connect() const { return RawSocket(m_port); }

  // Returns when every connection has ended.
  void stop() {
    m_runner.run<void>([this]() -> net::Task<void> {
      m_server.stop();
      m_server.cancelAll(ErrorKind::ShuttingDown);
      co_await untilConnections(0);
    });
  }

  net::Task<void> untilConnections(std::int64_t wanted) {
    net::Guard guard(m_runner.loop());
    while (m_server.connections() != wanted)
      co_await guard.sleep(Millis(2));
  }

  // Waits until the server has that many connections.
  void awaitConnections(std::int64_t wanted) {
    m_runner.run<void>([&] { return untilConnections(wanted); });
  }

 private:
  LoopRunner m_runner;
  FunctionHandler m_handler;
  net::Server m_server;
  std::uint16_t m_port = 0;
};

}  // namespace sb::test
