#include "core/net/server.h"

#include <sys/resource.h>

#include <QElapsedTimer>
#include <QTest>
#include <ctime>

#include "core/net/port_owner.h"
#include "core/net/port_taken.h"
#include "tests/support/http_server.h"
#include "tests/support/raw_peer.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::net;
using sb::test::FunctionHandler;
using sb::test::LoopRunner;
using sb::test::RawPeer;
using sb::test::RawSocket;

namespace {

constexpr std::string_view kGet = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

Task<void> serve(HttpConnection& c) { co_await c.respond(200, "", c.clientAddress()); }

// A server whose addresses the test chooses.
class Listening {
 public:
  Listening()
      : m_handler(serve),
        m_server(m_runner.loop(), {ServerWorker{&m_runner.worker(), &m_handler}}, ServerLimits()) {}
  ~Listening() {
    m_runner.run<void>([this]() -> Task<void> {
      m_server.stop();
      m_server.cancelAll(ErrorKind::ShuttingDown);
      Guard guard(m_runner.loop());
      while (m_server.connections() > 0)
        co_await guard.sleep(Millis(2));
    });
  }

  Status listen(const std::vector<ListenAddress>& addresses) {
    Status result;
    m_runner.call([&] { result = m_server.listen(addresses); });
    return result;
  }
  std::vector<ListenAddress> bound() {
    std::vector<ListenAddress> all;
    m_runner.call([&] { all = m_server.bound(); });
    return all;
  }
  Server& server() { return m_server; }
  LoopRunner& runner() { return m_runner; }

 private:
  LoopRunner m_runner;
  FunctionHandler m_handler;
  Server m_server;
};

ListenAddress at(const std::string& address, std::uint16_t port = 0) {
  return ListenAddress{address, port, nullptr};
}

bool answers(std::uint16_t port, const char* address) {
  RawSocket client(port, address);
  return client.open() && client.send(kGet) && client.readResponse().body == address;
}

bool hasIpv6() {
  const int fd = ::socket(AF_INET6, SOCK_STREAM, 0);
  sockaddr_in6 local{};
  local.sin6_family = AF_INET6;
  local.sin6_addr = in6addr_loopback;
  const bool ok = ::bind(fd, reinterpret_cast<const sockaddr*>(&local), sizeof local) == 0;
  ::close(fd);
  return ok;
}

// No descriptor can be opened while it lives.
class NoDescriptors {
 public:
  NoDescriptors() {
    getrlimit(RLIMIT_NOFILE, &m_before);
    rlimit none = m_before;
    none.rlim_cur = 3;  // the standard ones
    setrlimit(RLIMIT_NOFILE, &none);
  }
  ~NoDescriptors() { end(); }
  void end() { setrlimit(RLIMIT_NOFILE, &m_before); }

 private:
  rlimit m_before{};
};

bool connectTo(int fd, const ListenAddress& to) {
  if (to.address == "::1") {
    sockaddr_in6 v6{};
    v6.sin6_family = AF_INET6;
    v6.sin6_addr = in6addr_loopback;
    v6.sin6_port = htons(to.port);
    return ::connect(fd, reinterpret_cast<const sockaddr*>(&v6), sizeof v6) == 0;
  }
  sockaddr_in v4{};
  v4.sin_family = AF_INET;
  v4.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  v4.sin_port = htons(to.port);
  return ::connect(fd, reinterpret_cast<const sockaddr*>(&v4), sizeof v4) == 0;
}

double cpuSeconds() {
  timespec used{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
  return static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) / 1e9;
}

}  // namespace

class ServerTest : public QObject {
  Q_OBJECT

 private slots:
  void T118_localhostIsServedOnBothFamilies() {
    if (!hasIpv6()) QSKIP("no IPv6 here");
    Listening listening;
    QVERIFY(listening.listen({at("localhost")}));
    const auto bound = listening.bound();
    QCOMPARE(bound.size(), std::size_t{2});
    QCOMPARE(bound[0].address, std::string("127.0.0.1"));
    QCOMPARE(bound[1].address, std::string("::1"));
    QCOMPARE(bound[0].port, bound[1].port);
    QVERIFY(answers(bound[0].port, "127.0.0.1"));
    QVERIFY(answers(bound[1].port, "::1"));
  }

  void T118_aPortThatIsTakenInOneFamilyIsNotChosen() {
    if (!hasIpv6()) QSKIP("no IPv6 here");
    for (int i = 0; i < 50; ++i) {
      Listening listening;
      QVERIFY(listening.listen({at("localhost")}));
    }
  }

  void T117_portInUseNamesItsHolder() {
    RawPeer holder([](RawSocket&, int) {});
    Listening listening;
    const Status result = listening.listen({at("127.0.0.1", holder.port())});
    QVERIFY(!result);
    QCOMPARE(result.error().kind, ErrorKind::Conflict);
    const std::string process = "(process " + std::to_string(getpid()) + ")";
    QVERIFY2(result.error().message.find(process) != std::string::npos,
             result.error().message.c_str());
    QVERIFY(result.error().message.find(std::to_string(holder.port())) != std::string::npos);
  }

  void nothingIsBoundWhenOneAddressFails() {
    RawPeer holder([](RawSocket&, int) {});
    const std::uint16_t free = sb::test::deadPort();
    Listening listening;
    QVERIFY(!listening.listen({at("127.0.0.1", free), at("127.0.0.1", holder.port())}));
    QVERIFY(listening.bound().empty());
    QVERIFY(!RawSocket(free).open());
    QVERIFY(listening.listen({at("127.0.0.1", free)}));
    QVERIFY(answers(free, "127.0.0.1"));
  }

  void addressesThatAreNoneAreRefused() {
    Listening listening;
    for (const char* address : {"", "example.com", "256.1.1.1", "203.0.113.7"}) {
      const Status result = listening.listen({at(address)});
      QVERIFY(!result);
      QCOMPARE(result.error().kind, ErrorKind::ConfigInvalid);
    }
  }

  void aPortIsFreeAgainAfterStop() {
    std::uint16_t port = 0;
    for (int i = 0; i < 3; ++i) {
      Listening listening;
      QVERIFY(listening.listen({at("127.0.0.1", port)}));
      port = listening.bound().front().port;
      QVERIFY(answers(port, "127.0.0.1"));
    }
  }

  void listensAgainAfterStop() {
    Listening listening;
    QVERIFY(listening.listen({at("127.0.0.1")}));
    const std::uint16_t first = listening.bound().front().port;
    listening.runner().call([&] { listening.server().stop(); });
    QVERIFY(!RawSocket(first).open());
    QVERIFY(listening.listen({at("127.0.0.1")}));
    QCOMPARE(listening.bound().size(), std::size_t{1});
    QVERIFY(answers(listening.bound().front().port, "127.0.0.1"));
  }

  void backsOffWithoutDescriptorsAndRecovers() {
    Listening listening;
    QVERIFY(listening.listen({at(hasIpv6() ? "localhost" : "127.0.0.1")}));
    std::vector<std::pair<RawSocket, ListenAddress>> clients;
    for (const ListenAddress& to : listening.bound())
      for (int i = 0; i < 3; ++i) {
        const int family = to.address == "::1" ? AF_INET6 : AF_INET;
        clients.emplace_back(RawSocket(::socket(family, SOCK_STREAM, 0)), to);
      }
    NoDescriptors none;
    for (auto& [client, to] : clients) {
      QVERIFY(connectTo(client.fd(), to));
      QVERIFY(client.send(kGet));
    }
    const double before = cpuSeconds();
    QVERIFY(clients.front().first.quiet(300));
    QVERIFY(cpuSeconds() - before < 0.15);
    none.end();
    for (auto& [client, to] : clients)
      QCOMPARE(client.readResponse().status, 200);
  }

  void connectionsAreHandedToTheWorkersInTurn() {
    LoopRunner one, two;
    std::atomic<int> onOne{0}, onTwo{0};
    FunctionHandler handler([&](HttpConnection& c) -> Task<void> {
      ++(&c.worker() == &one.worker() ? onOne : onTwo);
      co_await c.respond(200, "", "");
    });
    Server server(one.loop(), {{&one.worker(), &handler}, {&two.worker(), &handler}}, {});
    std::uint16_t port = 0;
    one.call([&] {
      if (server.listen({at("127.0.0.1")})) port = server.bound().front().port;
    });
    {
      std::vector<RawSocket> clients;
      for (int i = 0; i < 10; ++i)
        clients.emplace_back(port);
      for (RawSocket& client : clients) {
        client.send(kGet);
        QCOMPARE(client.readResponse().status, 200);
      }
    }
    QCOMPARE(onOne.load(), 5);
    QCOMPARE(onTwo.load(), 5);
    one.call([&] { server.stop(); });
    QTRY_COMPARE(server.connections(), std::int64_t{0});
  }

  void stopsWithConnectionsOfWhichSomeWereJustAccepted() {
    for (int round = 0; round < 30; ++round) {
      Listening listening;
      QVERIFY(listening.listen({at("127.0.0.1")}));
      const std::uint16_t port = listening.bound().front().port;
      std::vector<RawSocket> clients;
      for (int i = 0; i < 20; ++i)
        clients.emplace_back(port);
      listening.runner().call([&] { listening.server().stop(); });
      for (RawSocket& client : clients)
        QVERIFY(client.atEnd());
    }
  }

  void T117_tellsTheTakenPortItsOwnerAndTheNextFreeOne() {
    Listening listening;
    QVERIFY(listening.listen({at("127.0.0.1")}));
    const std::uint16_t port = listening.bound().front().port;
    const auto next = static_cast<std::uint16_t>(port + 1);
    const auto taken = firstTaken({{"127.0.0.1", 0}, {"127.0.0.1", port}}, {next});
    QVERIFY(taken.has_value());
    QCOMPARE(taken->port, port);
    QCOMPARE(taken->address, std::string("127.0.0.1"));
    QCOMPARE(taken->pid, ::getpid());
    QVERIFY(taken->program.starts_with("test_core_net"));
    QVERIFY(taken->nextFree.has_value() && *taken->nextFree > next);
    QVERIFY(canListen("127.0.0.1", *taken->nextFree));
    QVERIFY(!canListen("localhost", port));
    QVERIFY(!firstTaken({{"127.0.0.1", 0}, {"127.0.0.1", *taken->nextFree}}, {}));
  }

  void portOwnerIsEmptyForAFreePort() { QCOMPARE(portOwner(sb::test::deadPort()), std::string()); }
};

SB_TEST(ServerTest);
#include "server_test.moc"
