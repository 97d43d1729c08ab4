#include "core/net/resolver.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <QElapsedTimer>
#include <QTest>
#include <condition_variable>
#include <map>
#include <mutex>

#include "tests/support/loop.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::net;
using sb::test::LoopRunner;

namespace {

using Addresses = std::vector<SocketAddress>;

SocketAddress address(const char* text) {
  SocketAddress one;
  auto* v4 = reinterpret_cast<sockaddr_in*>(one.bytes);
  v4->sin_family = AF_INET;
  inet_pton(AF_INET, text, &v4->sin_addr);
  one.family = AF_INET;
  one.length = sizeof(sockaddr_in);
  return one;
}

// What the look-ups of the tests do; a look-up is a plain function.
struct Names {
  std::mutex mutex;
  std::condition_variable changed;
  std::map<std::string, int> asked;
  bool hanging = true;  // "hang*" waits until it is false
  bool failing = false;

  int count(const std::string& name) {
    std::lock_guard lock(mutex);
    return asked[name];
  }
  void let() {
    std::lock_guard lock(mutex);
    hanging = false;
    changed.notify_all();
  }
} g_names;

Result<Addresses> lookUp(const std::string& host) {
  std::unique_lock lock(g_names.mutex);
  ++g_names.asked[host];
  if (host.starts_with("hang")) g_names.changed.wait(lock, [] { return !g_names.hanging; });
  if (g_names.failing || host.starts_with("bad"))
    return Error(ErrorKind::DnsFailed, "the name " + host + " could not be resolved");
  return Addresses{address("192.0.2.7")};
}

std::string resolved(LoopRunner& runner, Resolver& resolver, const std::string& host,
                     Millis limit = Millis(20'000)) {
  return runner.run<std::string>([&]() -> Task<std::string> {
    Guard guard(runner.loop());
    guard.set(Limit::Connect, limit);
    const Result<Addresses> found = co_await resolver.resolve(host, guard);
    if (!found) co_return std::string(errorName(found.error().kind));
    co_return toString(found->front());
  });
}

}  // namespace

class ResolverTest : public QObject {
  Q_OBJECT

 private slots:
  void init() {
    std::lock_guard lock(g_names.mutex);
    g_names.asked.clear();
    g_names.hanging = true;
    g_names.failing = false;
  }

  void literalsNeedNoLookUp() {
    LoopRunner runner;
    Resolver resolver(lookUp);
    for (const char* text : {"127.0.0.1", "::1", "2001:db8::1"})
      QCOMPARE(resolved(runner, resolver, text), std::string(text));
    QVERIFY(g_names.asked.empty());
  }

  void answersAreCachedUntilFlushed() {
    LoopRunner runner;
    Resolver resolver(lookUp);
    for (int i = 0; i < 3; ++i)
      QCOMPARE(resolved(runner, resolver, "a.example"), std::string("192.0.2.7"));
    QCOMPARE(g_names.count("a.example"), 1);
    resolver.flush();
    QCOMPARE(resolved(runner, resolver, "a.example"), std::string("192.0.2.7"));
    QCOMPARE(g_names.count("a.example"), 2);
  }

  void failuresAreToldAndNotCached() {
    LoopRunner runner;
    Resolver resolver(lookUp);
    QCOMPARE(resolved(runner, resolver, "bad.example"), std::string("dns_failed"));
    QCOMPARE(resolved(runner, resolver, "bad.example"), std::string("dns_failed"));
    QCOMPARE(g_names.count("bad.example"), 2);
  }

  void oneLookUpAnswersAllWaiters() {
    LoopRunner one, two;
    Resolver resolver(lookUp);
    std::vector<std::future<bool>> waiting;
    for (LoopRunner* runner : {&one, &two, &one, &two})
      waiting.push_back(runner->begin<bool>([&resolver, runner]() -> Task<bool> {
        Guard guard(runner->loop());
        const Result<Addresses> found = co_await resolver.resolve("hang.example", guard);
        co_return found.has_value();
      }));
    for (LoopRunner* runner : {&one, &two})
      runner->call([] {});
    g_names.let();
    for (auto& each : waiting)
      QVERIFY(each.get());
    QCOMPARE(g_names.count("hang.example"), 1);
  }

  void waitersLeaveAtTheirLimitAndOtherNamesResolve() {
    LoopRunner runner;
    Resolver resolver(lookUp);
    QElapsedTimer timer;
    timer.start();
    for (const char* host : {"hang1", "hang2", "hang3"})
      QCOMPARE(resolved(runner, resolver, host, Millis(20)), std::string("connect_timeout"));
    QVERIFY(timer.elapsed() < 5000);
    QCOMPARE(resolved(runner, resolver, "quick.example"), std::string("192.0.2.7"));
    // The look-up went on for whoever asks next.
    g_names.let();
    QTRY_COMPARE(resolved(runner, resolver, "hang1"), std::string("192.0.2.7"));
    QCOMPARE(g_names.count("hang1"), 1);
  }

  void aResolverMayGoWhileALookUpHangs() {
    LoopRunner runner;
    {
      Resolver resolver(lookUp);
      QCOMPARE(resolved(runner, resolver, "hang", Millis(10)), std::string("connect_timeout"));
    }
    g_names.let();
  }

  void aLoopMayGoWhileALookUpHangs() {
    Resolver resolver(lookUp);
    {
      LoopRunner runner;
      QCOMPARE(resolved(runner, resolver, "hang", Millis(10)), std::string("connect_timeout"));
    }
    g_names.let();
    LoopRunner runner;
    QCOMPARE(resolved(runner, resolver, "hang"), std::string("192.0.2.7"));
  }

  void theSystemKnowsLocalhost() {
    LoopRunner runner;
    Resolver resolver;
    const std::string found = resolved(runner, resolver, "localhost");
    QVERIFY2(found == "127.0.0.1" || found == "::1", found.c_str());
    QCOMPARE(resolved(runner, resolver, "name.invalid"), std::string("dns_failed"));
  }
};

SB_TEST(ResolverTest);
#include "resolver_test.moc"
