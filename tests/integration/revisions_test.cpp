// Revisions of the configuration in a running gateway: who makes one, the way back under traffic,
// and a state.db that fails.
#include <QTest>
#include <atomic>
#include <boost/json.hpp>
#include <fstream>
#include <thread>

#include "core/base/json.h"
#include "tests/support/engine.h"
#include "tests/support/full_disk.h"
#include "tests/support/test_main.h"
#include "tests/support/upstream.h"

using namespace sb;
using namespace sb::test;

namespace {

namespace bj = boost::json;

void answerWell(RawSocket& socket, const Upstream::Request& request) {
  const bool stream = request.body.find("\"stream\":true") != std::string::npos;
  socket.send(stream ? Upstream::stream(Upstream::delta("good") + Upstream::finish())
                     : Upstream::json(Upstream::completion("good")));
}

std::string textOf(const Gate& gate) { return stringAt(gate.admin("GET", "config").body, "/text"); }
std::string revisionOf(const Gate& gate) {
  return stringAt(gate.admin("GET", "config").body, "/revision");
}

bj::array revisions(const Gate& gate) {
  return gate.admin("GET", "config/revisions").body.at("revisions").as_array();
}

int save(const Gate& gate, const std::string& text) {
  const bj::object body{{"text", text}, {"revision", revisionOf(gate)}};
  return gate.admin("PUT", "config", json::write(body)).status;
}

int rollBack(const Gate& gate, std::int64_t number, const std::string& revision) {
  return gate
      .admin("POST", "config/revisions/" + std::to_string(number) + "/rollback",
             json::write(bj::object{{"revision", revision}}))
      .status;
}

void put(const Home& home, const std::string& text) {
  std::ofstream(home.configFile(), std::ios::binary) << text;
}

// Requests for one route, whole and streamed, until told to stop.
class Callers {
 public:
  explicit Callers(const Gate& gate) {
    for (int i = 0; i < 6; ++i)
      m_threads.emplace_back([this, &gate, i] {
        while (!m_stop) {
          const RawResponse answer = i % 2 == 0 ? gate.chat("route") : gate.stream("route");
          ++(answer.status == 200 && answer.complete ? good : bad);
        }
      });
  }
  void end() {
    m_stop = true;
    for (std::thread& thread : m_threads)
      thread.join();
    m_threads.clear();
  }
  ~Callers() { end(); }
  std::atomic<int> good{0}, bad{0};

 private:
  std::atomic<bool> m_stop{false};
  std::vector<std::thread> m_threads;
};

}  // namespace

class RevisionsLifeTest : public QObject {
  Q_OBJECT
 private slots:
  void eachWayIntoForceMakesOne();
  void rollingBackUnderTrafficFailsNoRequest();
  void ofTwoEditsOneIsRefused();
  void aDamagedStateStopsNoChange();
  void aFullDiskStopsNoChange();
};

void RevisionsLifeTest::eachWayIntoForceMakesOne() {
  Upstream upstream(answerWell);
  auto home = std::make_shared<Home>();
  home->write("providers:\n" + providerLine("up", upstream.port()));
  std::string first, second;
  {
    Engine engine(home, false);
    QCOMPARE(revisions(engine).size(), std::size_t(1));
    first = textOf(engine);
    second = first + "# by the admin API\n";
    QCOMPARE(save(engine, second), 200);
    QCOMPARE(revisions(engine).at(0).at("author").as_string(), "api");
    put(*home, second + "# by hand\n");
    engine.host().reload();
    QCOMPARE(revisions(engine).at(0).at("author").as_string(), "file");
    QCOMPARE(revisions(engine).at(0).at("added").as_int64(), std::int64_t(1));
    put(*home, "version: 9\n");
    engine.host().reload();
    QCOMPARE(revisions(engine).size(), std::size_t(3));
    put(*home, second + "# by hand\n");
  }
  {
    // The same as before: a start alone makes none.
    Engine engine(home, false);
    QCOMPARE(revisions(engine).size(), std::size_t(3));
  }
  put(*home, first);
  Engine engine(home, false);
  const bj::array all = revisions(engine);
  QCOMPARE(all.size(), std::size_t(4));
  QCOMPARE(all.at(0).at("author").as_string(), "file");
  QCOMPARE(all.at(0).at("revision"), all.at(3).at("revision"));
  QCOMPARE(stringAt(engine.admin("GET", "config/revisions/2").body, "/text"), second);
}

void RevisionsLifeTest::rollingBackUnderTrafficFailsNoRequest() {
  Upstream left(answerWell), right(answerWell);
  const auto route = [](const char* provider) {
    return std::string("routes: [ { name: route, flow: { target: ") + provider + "/m } } ]\n";
  };
  const std::string providers =
      "providers:\n" + providerLine("left", left.port()) + providerLine("right", right.port());
  Engine engine(providers + route("left"));
  const std::string toLeft = textOf(engine);
  std::string toRight = toLeft;
  toRight.replace(toRight.find("left/m"), 6, "right/m");
  Callers callers(engine);
  for (int turn = 0; turn < 20; ++turn) {
    const int before = right.count();
    QCOMPARE(save(engine, toRight), 200);
    QVERIFY(until([&] { return right.count() > before + 3; }));
    const int asked = left.count();
    QCOMPARE(rollBack(engine, 1, revisionOf(engine)), 200);
    // The old behaviour, at once and for all that come.
    QVERIFY(until([&] { return left.count() > asked + 3; }));
    QCOMPARE(engine.chat("route").header("x-signalbox-provider"), std::string("left"));
  }
  callers.end();
  QCOMPARE(callers.bad.load(), 0);
  QVERIFY2(callers.good > 100, std::to_string(callers.good).c_str());
  const bj::array all = revisions(engine);
  QCOMPARE(all.size(), std::size_t(41));
  QCOMPARE(all.at(0).at("rolled_back_to").as_int64(), std::int64_t(1));
  QCOMPARE(all.at(0).at("revision"), all.at(40).at("revision"));
  QCOMPARE(textOf(engine), toLeft);
}

void RevisionsLifeTest::ofTwoEditsOneIsRefused() {
  Engine engine("hosts: [ a.example ]\n");
  const std::string seen = revisionOf(engine), text = textOf(engine);
  QCOMPARE(save(engine, text + "# one\n"), 200);
  // Who has not seen that, or an edit on the disk that nobody has read yet, goes back to nothing.
  QCOMPARE(rollBack(engine, 1, seen), 409);
  const std::string read = revisionOf(engine);
  put(engine.home(), text + "# by hand\n");
  QCOMPARE(rollBack(engine, 1, read), 409);
  QCOMPARE(textOf(engine), text + "# by hand\n");
  QCOMPARE(revisions(engine).size(), std::size_t(2));
  // Two at once: one wins, the other is told.
  const std::string both = revisionOf(engine);
  std::atomic<int> done{0}, refused{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < 2; ++i)
    threads.emplace_back([&] {
      const int status = rollBack(engine, 1, both);
      if (status == 200) ++done;
      if (status == 409) ++refused;
    });
  for (std::thread& thread : threads)
    thread.join();
  QCOMPARE(done.load(), 1);
  QCOMPARE(refused.load(), 1);
  QCOMPARE(textOf(engine), text);
}

void RevisionsLifeTest::aDamagedStateStopsNoChange() {
  auto home = std::make_shared<Home>();
  home->write("hosts: [ a.example ]\n");
  { Engine engine(home, false); }
  {
    std::fstream file(home->dataFolder() + "/state.db",
                      std::ios::in | std::ios::out | std::ios::binary);
    file << std::string(2'000, 'Z');
  }
  Engine engine(home, false);
  QVERIFY(engine.started());
  const std::string text = textOf(engine) + "# in spite of it\n";
  QCOMPARE(save(engine, text), 200);
  QCOMPARE(stringAt(engine.admin("GET", "status").body, "/config/revision"), revisionOf(engine));
  QCOMPARE(textOf(engine), text);
  const auto refused = engine.admin("GET", "config/revisions");
  QCOMPARE(refused.status, 503);
  QCOMPARE(stringAt(refused.body, "/kind"), std::string("store_corrupt"));
  QCOMPARE(rollBack(engine, 1, revisionOf(engine)), 503);
}

void RevisionsLifeTest::aFullDiskStopsNoChange() {
  Upstream upstream(answerWell);
  auto home = std::make_shared<Home>();
  home->write("providers:\n" + providerLine("up", upstream.port()));
  Engine engine(home, false);
  QCOMPARE(revisions(engine).size(), std::size_t(1));
  const std::string text = textOf(engine);
  put(*home, text + "routes: [ { name: later, flow: { target: up/m } } ]\n");
  {
    const FullDisk full;
    engine.host().reload();
    QCOMPARE(engine.chat("later").status, 200);
    QCOMPARE(revisions(engine).size(), std::size_t(1));
  }
  QCOMPARE(revisions(engine).size(), std::size_t(2));
  QCOMPARE(revisions(engine).at(0).at("author").as_string(), "file");
}

SB_TEST(RevisionsLifeTest);
#include "revisions_test.moc"
