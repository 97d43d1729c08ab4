// The gateway's life: new configurations, what it keeps of a request, damaged files, a
// full disk, a port that is taken.
// Wire cases: T118.
#include <sys/mount.h>
#include <unistd.h>

#include <QTest>
#include <fstream>

#include "core/demo/demo_server.h"
#include "tests/support/engine.h"
#include "tests/support/test_main.h"
#include "tests/support/upstream.h"

using namespace sb;
using namespace sb::test;

namespace {

void answerWell(RawSocket& socket, const Upstream::Request& request) {
  const bool stream = request.body.find("\"stream\":true") != std::string::npos;
  socket.send(stream ? Upstream::stream(Upstream::delta("good") + Upstream::finish())
                     : Upstream::json(Upstream::completion("good")));
}

// A small file system of its own as data folder.
class SmallDisk {
 public:
  SmallDisk(const std::string& folder, const char* size)
      : m_folder(folder),
        m_mounted(::mount("none", folder.c_str(), "tmpfs", 0,
                          ("size=" + std::string(size)).c_str()) == 0) {}
  ~SmallDisk() {
    if (m_mounted) ::umount2(m_folder.c_str(), MNT_DETACH);
  }
  bool mounted() const { return m_mounted; }
  void fill() {
    std::ofstream file(m_folder + "/filler", std::ios::binary);
    const std::string block(4096, 'f');
    while (file.write(block.data(), 4096) && file.flush()) {
    }
  }
  void release() { ::unlink((m_folder + "/filler").c_str()); }

 private:
  std::string m_folder;
  bool m_mounted;
};

void damage(const std::string& file) {
  std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
  stream << std::string(2'000, 'Z');
}

}  // namespace

class LifeTest : public QObject {
  Q_OBJECT
 private slots:
  void aBadFileKeepsTheOldConfiguration();
  void aReloadIsSeenByTheNextRequest();
  void strictRowsAreOnDiskBeforeTheEnd_data();
  void strictRowsAreOnDiskBeforeTheEnd();
  void bodiesAreKeptAsTold_data();
  void bodiesAreKeptAsTold();
  void aFullDiskIsServedAndCounted();
  void aFullDiskRefusesWhereRowsMatter();
  void aDamagedLogIsSetAside();
  void damagedKeysServeNobody();
  void aTakenPortIsTold();
  void T118_localhostIsBothFamilies();
  void stoppingTheGatewayKeepsTheRest();
};

void LifeTest::aBadFileKeepsTheOldConfiguration() {
  Upstream upstream(answerWell);
  auto home = std::make_shared<Home>();
  home->write("providers:\n" + providerLine("up", upstream.port()));
  Engine engine(home, false);
  const auto revision = [&] {
    return stringAt(engine.admin("GET", "status").body, "/config/revision");
  };
  const std::string before = revision();
  std::ofstream(home->configFile()) << "version: 1\nproviders: [ { id: up, kind: nothing } ]\n";
  engine.host().reload();
  QCOMPARE(engine.chat("up/m").status, 200);
  QCOMPARE(revision(), before);
  std::ofstream(home->configFile()) << "version: [\n";
  engine.host().reload();
  QCOMPARE(engine.chat("up/m").status, 200);
  const auto refused = engine.admin("POST", "config/reload");
  QVERIFY(refused.status >= 400);
  QCOMPARE(engine.chat("up/m").status, 200);
}

void LifeTest::aReloadIsSeenByTheNextRequest() {
  Upstream upstream(answerWell);
  auto home = std::make_shared<Home>();
  home->write("providers:\n" + providerLine("up", upstream.port()));
  Engine engine(home, false);
  for (int i = 0; i < 20; ++i) {
    const std::string name = "route" + std::to_string(i);
    QCOMPARE(engine.chat(name).status, 404);
    home->write("providers:\n" + providerLine("up", upstream.port()) + "routes: [ { name: " + name +
                ", flow: { target: up/m } } ]\n");
    engine.host().reload();
    QCOMPARE(engine.chat(name).status, 200);
  }
}

void LifeTest::strictRowsAreOnDiskBeforeTheEnd_data() {
  QTest::addColumn<QByteArray>("model");
  QTest::addColumn<bool>("stream");
  QTest::newRow("whole") << QByteArray("fast") << false;
  QTest::newRow("stream") << QByteArray("fast") << true;
  QTest::newRow("json for a stream") << QByteArray("script:json-for-stream") << true;
  QTest::newRow("no marker") << QByteArray("script:no-done,tokens=3") << true;
  QTest::newRow("broken") << QByteArray("script:cut-after=2,tokens=5") << true;
  QTest::newRow("refused") << QByteArray("script:status=400") << false;
}

void LifeTest::strictRowsAreOnDiskBeforeTheEnd() {
  QFETCH(QByteArray, model);
  QFETCH(bool, stream);
  auto demo = *demo::DemoServer::start({});
  Engine engine("ledger: { durability: strict }\nproviders:\n" +
                providerLine("demo", demo->port()));
  const std::string name = "demo/" + model.toStdString();
  for (int i = 0; i < 10; ++i) {
    const RawResponse answer = stream ? engine.stream(name) : engine.chat(name);
    QVERIFY(answer.complete);
    const auto row = engine.home().findRow(answer.header("x-signalbox-request-id"));
    QCOMPARE(row.row.status, answer.status);
    QVERIFY(row.row.outcome != ledger::OutcomeClass::Open);
  }
  // Refusals of our own leave rows, too.
  const RawResponse unknown = engine.chat("none");
  QCOMPARE(engine.home().findRow(unknown.header("x-signalbox-request-id")).row.status, 404);
}

void LifeTest::bodiesAreKeptAsTold_data() {
  QTest::addColumn<QByteArray>("bodies");
  for (const char* bodies : {"none", "redacted", "full"})
    QTest::newRow(bodies) << QByteArray(bodies);
}

void LifeTest::bodiesAreKeptAsTold() {
  QFETCH(QByteArray, bodies);
  Upstream upstream(answerWell);
  Engine engine("ledger: { bodies: " + bodies.toStdString() + " }\nproviders:\n" +
                providerLine("up", upstream.port()));
  for (const bool stream : {false, true}) {
    const RawResponse answer = stream ? engine.stream("up/m", "my private words")
                                      : engine.chat("up/m", "my private words");
    QCOMPARE(answer.status, 200);
    const auto row = engine.row(answer);
    QCOMPARE(row.request.has_value(), bodies != "none");
    QCOMPARE(row.response.has_value(), bodies != "none");
    if (bodies == "none") continue;
    const bool full = bodies == "full";
    QCOMPARE(row.request->bytes.find("my private words") != std::string::npos, full);
    QCOMPARE(row.response->bytes.find("good") != std::string::npos, full);
    QVERIFY(row.request->bytes.find("messages") != std::string::npos);
    if (full && !stream) QCOMPARE(row.response->bytes, answer.body);
  }
}

void LifeTest::aFullDiskIsServedAndCounted() {
  Upstream upstream(answerWell);
  auto home = std::make_shared<Home>();
  SmallDisk disk(home->dataFolder(), "3m");
  if (!disk.mounted()) QSKIP("no right to mount a small file system");
  home->write("providers:\n" + providerLine("up", upstream.port()));
  Engine engine(home, false);
  QVERIFY(engine.started());
  QVERIFY(!engine.row(engine.chat("up/m")).row.id.empty());
  disk.fill();
  const auto lost = [&] {
    return numberAt(engine.admin("GET", "status").body, "/ledger/lost_rows");
  };
  QVERIFY(until(
      [&] {
        for (int i = 0; i < 20; ++i)
          if (engine.chat("up/m", std::string(2'000, 'x')).status != 200) return false;
        return lost() > 0;
      },
      60'000));
  const auto status = engine.admin("GET", "status").body;
  QCOMPARE(status.at("ledger").at("writing").as_bool(), false);
  QVERIFY(!stringAt(status, "/ledger/lost_since").empty());
  QVERIFY(engine.ask("GET", "/metrics").body.find("signalbox_log_rows_lost_total 0\n") ==
          std::string::npos);
  disk.release();
  QVERIFY(until(
      [&] {
        const RawResponse answer = engine.chat("up/m");
        return until(
            [&] { return !home->findRow(answer.header("x-signalbox-request-id")).row.id.empty(); },
            500);
      },
      20'000));
  QVERIFY(lost() > 0);
}

void LifeTest::aFullDiskRefusesWhereRowsMatter() {
  Upstream upstream(answerWell);
  auto home = std::make_shared<Home>();
  SmallDisk disk(home->dataFolder(), "3m");
  if (!disk.mounted()) QSKIP("no right to mount a small file system");
  home->write("ledger: { durability: strict }\nproviders:\n" + providerLine("up", upstream.port()));
  Engine engine(home, false);
  disk.fill();
  RawResponse refused;
  QVERIFY(until(
      [&] {
        refused = engine.chat("up/m", std::string(2'000, 'x'));
        return refused.status == 503;
      },
      30'000));
  QCOMPARE(stringAt(parsed(refused.body), "/error/code"), std::string("store_full"));
  QCOMPARE(engine.ask("GET", "/readyz").status, 503);
  QCOMPARE(engine.ask("GET", "/healthz").status, 200);
  disk.release();
  QVERIFY(until([&] { return engine.chat("up/m").status == 200; }, 20'000));
}

void LifeTest::aDamagedLogIsSetAside() {
  Upstream upstream(answerWell);
  auto home = std::make_shared<Home>();
  home->write("providers:\n" + providerLine("up", upstream.port()));
  {
    Engine engine(home, false);
    QVERIFY(!engine.row(engine.chat("up/m")).row.id.empty());
  }
  damage(home->dataFolder() + "/log.db");
  Engine engine(home, false);
  QVERIFY(engine.started());
  QVERIFY(!engine.row(engine.chat("up/m")).row.id.empty());
  QCOMPARE(home->rows().size(), std::size_t{1});
  const auto status = engine.admin("GET", "status").body;
  QVERIFY(stringAt(status, "/ledger/log_set_aside").find("log.db.corrupt-") != std::string::npos);
}

void LifeTest::damagedKeysServeNobody() {
  Upstream upstream(answerWell);
  auto home = std::make_shared<Home>();
  home->write("providers:\n" + providerLine("up", upstream.port()));
  std::string key;
  {
    Engine engine(home, false);
    key = stringAt(engine.admin("POST", "keys", R"({"name":"a"})").body, "/text");
    QCOMPARE(engine.chat("up/m", "hi", "", "Authorization: Bearer " + key + "\r\n").status, 200);
  }
  damage(home->dataFolder() + "/state.db");
  Engine engine(home, false);
  QVERIFY(engine.started());
  const int before = upstream.count();
  QCOMPARE(engine.chat("up/m").status, 503);
  QCOMPARE(engine.chat("up/m", "hi", "", "Authorization: Bearer " + key + "\r\n").status, 503);
  QCOMPARE(upstream.count(), before);
  QCOMPARE(engine.ask("GET", "/healthz").status, 200);
  QCOMPARE(engine.ask("GET", "/readyz").status, 503);
  const auto status = engine.admin("GET", "status").body;
  QCOMPARE(stringAt(status, "/phase"), std::string("degraded"));
  QVERIFY(stringAt(status, "/why").find("state.db") != std::string::npos);
}

void LifeTest::aTakenPortIsTold() {
  Upstream other(answerWell);
  Engine engine("listen: { address: 127.0.0.1, port: " + std::to_string(other.port()) + " }\n");
  QVERIFY(!engine.started());
  QCOMPARE(engine.failure()->exitCode, 1);
  const std::string& text = engine.failure()->text;
  QVERIFY2(text.find(std::to_string(other.port())) != std::string::npos, text.c_str());
  QVERIFY2(text.find("in use") != std::string::npos, text.c_str());
  QVERIFY2(text.find(std::to_string(::getpid())) != std::string::npos, text.c_str());
  // Nothing stays behind: the folder serves the next start.
  auto home = std::make_shared<Home>();
  home->write("admin: { address: 127.0.0.1, port: " + std::to_string(other.port()) + " }\n");
  {
    Engine blocked(home, false);
    QVERIFY(!blocked.started());
    QVERIFY(blocked.failure()->text.find("admin") != std::string::npos);
  }
  home->write("");
  QVERIFY(Engine(home, false).started());
}

void LifeTest::T118_localhostIsBothFamilies() {
  Engine engine("listen: { address: localhost, port: 0 }\n");
  QVERIFY(engine.started());
  for (const char* address : {"127.0.0.1", "::1"}) {
    RawSocket client(engine.port(), address);
    if (!client.open() && std::string(address) == "::1") QSKIP("no IPv6 here");
    client.send(Gate::text("GET", "/healthz", ""));
    QCOMPARE(client.readResponse().status, 200);
  }
}

void LifeTest::stoppingTheGatewayKeepsTheRest() {
  Upstream upstream(answerWell);
  Engine engine("listen: { address: 127.0.0.1, port: 0 }\nproviders:\n" +
                providerLine("up", upstream.port()));
  RawSocket open = engine.connect();
  open.send(Gate::text("POST", "/v1/chat/completions", chatBody("up/m", "hi")));
  QCOMPARE(open.readResponse().status, 200);
  QCOMPARE(engine.admin("POST", "gateway/stop").status / 100, 2);
  QVERIFY(until([&] { return !engine.connect().open(); }));
  const auto stopped = engine.admin("GET", "status");
  QCOMPARE(stopped.status, 200);
  QCOMPARE(stopped.body.at("gateway").at("listening").as_bool(), false);
  QCOMPARE(engine.admin("GET", "logs?limit=5").status, 200);
  QCOMPARE(engine.admin("POST", "gateway/start").status / 100, 2);
  const auto started = engine.admin("GET", "status").body;
  QCOMPARE(started.at("gateway").at("listening").as_bool(), true);
  const std::string address = stringAt(started, "/gateway/addresses/0");
  RawSocket again(
      static_cast<std::uint16_t>(std::atoi(address.substr(address.rfind(':') + 1).c_str())));
  again.send(Gate::text("POST", "/v1/chat/completions", chatBody("up/m", "hi")));
  QCOMPARE(again.readResponse().status, 200);
}

SB_TEST(LifeTest);

#include "life_test.moc"
