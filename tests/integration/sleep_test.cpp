// A machine that slept or moved to another network: what the gateway does with connections that the
// other side forgot.
// Wire cases: T88, T119.
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <QTest>
#include <atomic>

#include "core/demo/demo_server.h"
#include "tests/support/engine.h"
#include "tests/support/test_main.h"
#include "tests/support/upstream.h"

namespace {

// How long the machine has slept, for the clock that counts sleep.
std::atomic<time_t> g_slept{0};

// The last number of the machine's one address, 192.0.2.x.
std::atomic<unsigned> g_address{1};

struct OneAddress {
  sockaddr_in address{};
  ifaddrs entry{};
};

}  // namespace

// In place of the library's, for the whole program.
extern "C" int clock_gettime(clockid_t clock, timespec* out) noexcept;
extern "C" int clock_gettime(clockid_t clock, timespec* out) noexcept {
  const auto done = static_cast<int>(::syscall(SYS_clock_gettime, clock, out));
  if (done == 0 && clock == CLOCK_BOOTTIME) out->tv_sec += g_slept.load();
  return done;
}

extern "C" int getifaddrs(ifaddrs** all) noexcept;
extern "C" int getifaddrs(ifaddrs** all) noexcept {
  auto* one = new OneAddress;
  one->address.sin_family = AF_INET;
  one->address.sin_addr.s_addr = htonl(0xC0000200U + g_address.load());
  one->entry.ifa_flags = IFF_UP;
  one->entry.ifa_addr = reinterpret_cast<sockaddr*>(&one->address);
  *all = &one->entry;
  return 0;
}

extern "C" void freeifaddrs(ifaddrs* all) noexcept;
extern "C" void freeifaddrs(ifaddrs* all) noexcept {
  delete reinterpret_cast<OneAddress*>(reinterpret_cast<char*>(all) - offsetof(OneAddress, entry));
}

using namespace sb;
using namespace sb::test;

class SleepTest : public QObject {
  Q_OBJECT
 private slots:
  void T88_aSleepEndsIdleConnections();
  void aNewAddressEndsIdleConnectionsOnly();
  void T119_aSleepEndsOpenStreamsWithAnError();
  void aSleepIsTimeForRates();
};

void SleepTest::T88_aSleepEndsIdleConnections() {
  std::atomic<int> ended{0};
  Upstream upstream([&](RawSocket& socket, const Upstream::Request& request) {
    socket.send(Upstream::json(Upstream::completion()));
    if (request.connection == 0 && request.number == 1) {
      waitForEnd(socket);
      ++ended;
    }
  });
  Engine engine("providers:\n" + providerLine("up", upstream.port()));
  QCOMPARE(engine.chat("up/m").status, 200);
  QCOMPARE(engine.chat("up/m").status, 200);
  QCOMPARE(upstream.connections(), 1);
  QCOMPARE(ended.load(), 0);
  g_slept += 600;
  QVERIFY(until([&] { return ended == 1; }));
  const RawResponse awake = engine.chat("up/m");
  QCOMPARE(awake.status, 200);
  QCOMPARE(upstream.connections(), 2);
  QCOMPARE(engine.row(awake).attempts.size(), std::size_t{1});
}

void SleepTest::aNewAddressEndsIdleConnectionsOnly() {
  std::atomic<int> ended{0};
  std::atomic<bool> finish{false};
  Upstream upstream([&](RawSocket& socket, const Upstream::Request& request) {
    if (request.body.find("\"stream\":true") != std::string::npos) {
      socket.send(Upstream::streamHead() + Upstream::chunk(Upstream::delta("first")));
      if (!until([&] { return finish.load(); })) qFatal("the test did not end");
      socket.send(Upstream::chunk(Upstream::finish() + "data: [DONE]\n\n") + Upstream::lastChunk());
      return;
    }
    socket.send(Upstream::json(Upstream::completion()));
    waitForEnd(socket);
    ++ended;
  });
  Engine engine("providers:\n" + providerLine("up", upstream.port()));
  RawSocket open = engine.connect();
  open.send(Gate::text("POST", "/v1/chat/completions", chatBody("up/m", "hi", ",\"stream\":true")));
  QVERIFY(open.readUntil("first").ends_with("first"));
  QCOMPARE(engine.chat("up/m").status, 200);
  QCOMPARE(ended.load(), 0);
  ++g_address;
  QVERIFY(until([&] { return ended == 1; }));
  finish = true;
  QVERIFY(open.readUntil("0\r\n\r\n").find("[DONE]") != std::string::npos);
}

void SleepTest::T119_aSleepEndsOpenStreamsWithAnError() {
  auto demo = *demo::DemoServer::start({});
  Engine engine("providers:\n" + providerLine("demo", demo->port()));
  RawSocket client = engine.connect();
  client.send(
      Gate::text("POST", "/v1/chat/completions",
                 chatBody("demo/script:silence-after=3,for=60s", "hi", ",\"stream\":true")));
  QVERIFY(client.readUntil("\"content\":").size() > 10);
  g_slept += 600;
  const std::string rest = client.readToEnd();
  QVERIFY2(rest.find(R"("code":"upstream_reset")") != std::string::npos, rest.c_str());
  QVERIFY(rest.find("[DONE]") == std::string::npos);
  const auto row = engine.newestRow();
  QCOMPARE(row.row.outcome, ledger::OutcomeClass::Failed);
  QCOMPARE(row.row.error, std::optional(ErrorKind::UpstreamReset));
  QCOMPARE(engine.chat("demo/fast").status, 200);
}

void SleepTest::aSleepIsTimeForRates() {
  auto demo = *demo::DemoServer::start({});
  Engine engine(
      "providers:\n" + providerLine("demo", demo->port()) +
      "routes: [ { name: r, flow: { limit: { rpm: 1, then: { target: demo/fast } } } } ]\n");
  QCOMPARE(engine.chat("r").status, 200);
  QCOMPARE(engine.chat("r").status, 429);
  g_slept += 600;
  QVERIFY(until([&] { return engine.chat("r").status == 200; }));
}

SB_TEST(SleepTest);

#include "sleep_test.moc"
