// One worker with a pool of upstream connections, and calls over it, for tests.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/net/upstream_call.h"
#include "tests/support/loop.h"

namespace sb::test {

// What came of a call.
struct CallOutcome {
  int status = 0;
  std::string body;
  std::string error;  // its kind's name; "" when the answer was read to its end
  std::string message, detail;
  bool reused = false;
  bool sent = false;

  void fail(const Error& e) {
    error = errorName(e.kind);
    message = e.message;
    detail = e.detail;
  }
};

class UpstreamFixture {
 public:
  explicit UpstreamFixture(std::uint16_t port, const std::string& host = "127.0.0.1") {
    destination.host = host;
    destination.port = port;
    destination.makeKey();
    m_runner.call([this] {
      m_pool = std::make_unique<net::UpstreamPool>(m_runner.worker(), m_resolver, net::Refuse());
    });
  }
  ~UpstreamFixture() {
    m_runner.call([this] { m_pool.reset(); });
  }

  net::Destination destination;
  Millis poolWait{10'000};
  std::string request = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

  LoopRunner& runner() { return m_runner; }
  net::UpstreamPool& pool() { return *m_pool; }

  // One call under a guard with these limits, read to its end and finished.
  net::Task<CallOutcome> call(net::Guard& guard) {
    CallOutcome outcome;
    net::UpstreamCall call(*m_pool, destination, guard);
    const std::vector<std::string_view> pieces{request};
    Status done = co_await call.send(pieces, Millis(5'000), poolWait);
    if (done) done = co_await call.awaitHead();
    outcome.sent = call.sent();
    outcome.reused = call.reusedConnection();
    if (!done) {
      outcome.fail(done.error());
      co_return outcome;
    }
    outcome.status = call.head().status;
    Sink sink(outcome.body);
    for (;;) {
      const Result<bool> more = co_await call.read(sink);
      if (!more) outcome.fail(more.error());
      if (!more || !*more) break;
    }
    if (outcome.error.empty()) call.finish();
    co_return outcome;
  }

  CallOutcome get(Millis total = Millis(20'000)) { return begin(total).get(); }

  std::future<CallOutcome> begin(Millis total = Millis(20'000)) {
    return m_runner.begin<CallOutcome>([this, total]() -> net::Task<CallOutcome> {
      net::Guard guard(m_runner.loop());
      guard.set(net::Limit::Total, total);
      CallOutcome outcome = co_await call(guard);
      co_return outcome;
    });
  }

  std::size_t idle() {
    std::size_t n = 0;
    m_runner.call([&] { n = m_pool->idle(); });
    return n;
  }

 private:
  struct Sink final : net::BodySink {
    explicit Sink(std::string& to) : text(to) {}
    void bodyPart(std::string_view bytes) override { text += bytes; }
    std::string& text;
  };

  LoopRunner m_runner;
  net::Resolver m_resolver;
  std::unique_ptr<net::UpstreamPool> m_pool;
};

}  // namespace sb::test
