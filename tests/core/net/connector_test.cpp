#include "core/net/connector.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <QElapsedTimer>
#include <QTest>

#include "tests/support/loop.h"
#include "tests/support/raw_peer.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::net;
using sb::test::deadPort;
using sb::test::LoopRunner;
using sb::test::RawPeer;
using sb::test::RawSocket;

namespace {

using Addresses = std::vector<SocketAddress>;

void add(Addresses& all, const char* text) {
  SocketAddress one;
  auto* v4 = reinterpret_cast<sockaddr_in*>(one.bytes);
  auto* v6 = reinterpret_cast<sockaddr_in6*>(one.bytes);
  if (inet_pton(AF_INET, text, &v4->sin_addr) == 1) {
    v4->sin_family = AF_INET;
    one.family = AF_INET;
    one.length = sizeof *v4;
  } else {
    inet_pton(AF_INET6, text, &v6->sin6_addr);
    v6->sin6_family = AF_INET6;
    one.family = AF_INET6;
    one.length = sizeof *v6;
  }
  all.push_back(one);
}

// "a,b,c" resolves to these addresses.
Result<Addresses> listed(const std::string& host) {
  Addresses all;
  for (const std::string_view each : split(host, ','))
    add(all, std::string(each).c_str());
  return all;
}

struct Outcome {
  std::string address;  // or the error's name
  std::string message;
};

Outcome connectTo(const std::string& host, std::uint16_t port, Millis limit = Millis(10'000),
                  Refuse refuse = {}) {
  LoopRunner runner;
  Resolver resolver(listed);
  return runner.run<Outcome>([&]() -> Task<Outcome> {
    Outcome outcome;
    Guard guard(runner.loop());
    guard.set(Limit::Connect, limit);
    Result<Connected> connected = co_await connectTcp(resolver, host, port, refuse, guard);
    outcome.address = connected ? connected->address : errorName(connected.error().kind);
    if (!connected) outcome.message = connected.error().message;
    co_return outcome;
  });
}

// A listener that accepts nothing: once its queue is full, further connections get no answer.
class Deaf {
 public:
  explicit Deaf(std::uint16_t port = 0) {
    m_fd = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in at{};
    at.sin_family = AF_INET;
    inet_pton(AF_INET, kAddress, &at.sin_addr);
    at.sin_port = htons(port);
    const int on = 1;
    ::setsockopt(m_fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    m_bound = ::bind(m_fd, reinterpret_cast<const sockaddr*>(&at), sizeof at) == 0;
    ::listen(m_fd, 0);
    for (int i = 0; i < 4; ++i) {
      const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
      ::connect(fd, reinterpret_cast<const sockaddr*>(&at), sizeof at);
      m_waiting.push_back(fd);
    }
  }
  ~Deaf() {
    for (const int fd : m_waiting)
      ::close(fd);
    ::close(m_fd);
  }
  bool bound() const { return m_bound; }

  static constexpr const char* kAddress = "127.0.0.9";

 private:
  int m_fd = -1;
  bool m_bound = false;
  std::vector<int> m_waiting;
};

bool isRefused(const void* context, const SocketAddress& address, std::uint16_t port) {
  return toString(address) == "127.0.0.1" && port == *static_cast<const std::uint16_t*>(context);
}

}  // namespace

class ConnectorTest : public QObject {
  Q_OBJECT

 private slots:
  void connects() {
    RawPeer peer([](RawSocket& socket, int) { socket.readToEnd(); });
    QCOMPARE(connectTo("127.0.0.1", peer.port()).address, std::string("127.0.0.1"));
  }

  void T86_refusedIsToldWithThePlace() {
    const std::uint16_t port = deadPort();
    const Outcome outcome = connectTo("127.0.0.1", port);
    QCOMPARE(outcome.address, std::string("connect_refused"));
    QVERIFY(outcome.message.find(std::to_string(port)) != std::string::npos);
  }

  void triesTheNextAddressAtOnceWhenOneRefuses() {
    RawPeer peer([](RawSocket& socket, int) { socket.readToEnd(); });
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(connectTo("::1,127.0.0.5,127.0.0.6,127.0.0.1", peer.port()).address,
             std::string("127.0.0.1"));
    QVERIFY2(timer.elapsed() < 200, qPrintable(QString::number(timer.elapsed())));
  }

  void triesTheNextAddressAfterAQuarterOfASecondWhenOneIsSilent() {
    RawPeer peer([](RawSocket& socket, int) { socket.readToEnd(); });
    Deaf deaf(peer.port());
    if (!deaf.bound()) QSKIP("no second loopback address here");
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(connectTo(std::string(Deaf::kAddress) + ",127.0.0.1", peer.port()).address,
             std::string("127.0.0.1"));
    QVERIFY2(timer.elapsed() >= 240 && timer.elapsed() < 2000,
             qPrintable(QString::number(timer.elapsed())));
  }

  void T86_silentIsTimedOut() {
    const std::uint16_t port = deadPort();
    Deaf deaf(port);
    if (!deaf.bound()) QSKIP("no second loopback address here");
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(connectTo(Deaf::kAddress, port, Millis(100)).address, std::string("connect_timeout"));
    QVERIFY(timer.elapsed() >= 100 && timer.elapsed() < 2000);
  }

  void familiesTakeTurns() {
    RawPeer peer([](RawSocket& socket, int) { socket.readToEnd(); });
    // Only 127.0.0.1 listens; it is the second of its family but the third to be tried.
    QCOMPARE(connectTo("::1,::1,127.0.0.1", peer.port()).address, std::string("127.0.0.1"));
  }

  void T102_ownAddressesAreRefusedBeforeAnythingIsSent() {
    std::atomic<int> connections{0};
    RawPeer peer([&](RawSocket&, int) { ++connections; });
    const std::uint16_t port = peer.port();
    Refuse refuse;
    refuse.check = isRefused;
    refuse.context = &port;
    for (const char* host : {"127.0.0.1", "192.0.2.1,127.0.0.1"})
      QCOMPARE(connectTo(host, port, Millis(1000), refuse).address, std::string("loop_refused"));
    QCOMPARE(connections.load(), 0);
  }
};

SB_TEST(ConnectorTest);
#include "connector_test.moc"
