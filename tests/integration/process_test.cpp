// signalboxd as a process: signals, a data folder that is in use, and an end without warning.
// Wire cases: T15, T124.
#include <signal.h>

#include <QElapsedTimer>
#include <QTemporaryFile>
#include <QTest>
#include <atomic>
#include <fstream>
#include <limits>
#include <mutex>
#include <random>
#include <set>
#include <thread>

#include "core/demo/demo_server.h"
#include "tests/support/daemon.h"
#include "tests/support/read_only.h"
#include "tests/support/test_main.h"
#include "tests/support/upstream.h"

using namespace sb;
using namespace sb::test;

namespace {

const std::string kProgram = SB_SIGNALBOXD;

void answerWell(RawSocket& socket, const Upstream::Request& request) {
  const bool stream = request.body.find("\"stream\":true") != std::string::npos;
  socket.send(stream ? Upstream::stream(Upstream::delta("good") + Upstream::finish())
                     : Upstream::json(Upstream::completion("good")));
}

struct Answered {
  std::string id;
  Steady at;
};

// Clients that ask without a pause until the gateway is gone; every other one for a stream.
class Load {
 public:
  Load(const Gate& gate, int clients) {
    for (int i = 0; i < clients; ++i)
      m_threads.emplace_back([this, &gate, i] { run(gate, i % 2 == 1); });
  }
  ~Load() { join(); }
  int count() const { return m_count; }
  std::vector<Answered> join() {
    for (std::thread& one : m_threads)
      one.join();
    m_threads.clear();
    return m_answered;
  }

 private:
  void run(const Gate& gate, bool stream) {
    RawSocket socket = gate.connect();
    const std::string request = Gate::text(
        "POST", "/v1/chat/completions", chatBody("up/m", "hi", stream ? ",\"stream\":true" : ""));
    for (;;) {
      if (!socket.open() || !socket.send(request)) return;
      const RawResponse answer = socket.readResponse();
      if (answer.status != 200 || !answer.complete) return;
      const Steady now = std::chrono::steady_clock::now();
      ++m_count;
      std::lock_guard lock(m_mutex);
      m_answered.push_back({answer.header("x-signalbox-request-id"), now});
    }
  }

  std::mutex m_mutex;
  std::vector<Answered> m_answered;
  std::atomic<int> m_count{0};
  std::vector<std::thread> m_threads;
};

// The most memory that a process has had at once, in bytes.
std::int64_t mostResident(pid_t process) {
  std::ifstream file("/proc/" + std::to_string(process) + "/status");
  for (std::string line; std::getline(file, line);)
    if (line.starts_with("VmHWM:")) return std::stoll(line.substr(6)) * 1024;
  return -1;
}

// Rounds of T124; other numbers by SB_KILL_ROUNDS.
int killRounds() {
  const int wanted = qEnvironmentVariableIntValue("SB_KILL_ROUNDS");
  return wanted > 0 ? wanted : 20;
}

// How long a thread of this machine waits for its turn, and the disk for its own, at worst: what a
// promise in milliseconds is measured against.
class Lateness {
 public:
  Lateness()
      : m_thread([this] {
          constexpr Millis kNap{2};
          QTemporaryFile file;
          if (!file.open()) qFatal("no temporary file");
          while (!m_stop) {
            const Steady before = std::chrono::steady_clock::now();
            std::this_thread::sleep_for(kNap);
            if (::pwrite(file.handle(), &before, sizeof before, 0) < 0) qFatal("no space left");
            ::fsync(file.handle());
            const auto late = std::chrono::steady_clock::now() - before - kNap;
            m_worst = std::max(m_worst, std::chrono::duration<double, std::milli>(late).count());
          }
        }) {}
  // Ends the measurement.
  double worst() {
    m_stop = true;
    if (m_thread.joinable()) m_thread.join();
    return m_worst;
  }
  ~Lateness() { worst(); }

 private:
  std::atomic<bool> m_stop{false};
  double m_worst = 0;
  std::thread m_thread;
};

// Answers that the log does not know after a kill.
struct Missing {
  int rows = 0;
  double oldest = 0;  // ms between the answer and the kill

  void add(const Home& home, const std::vector<Answered>& answered, Steady killed) {
    std::set<std::string> known;
    for (const ledger::Row& row : home.rows())
      known.insert(row.id);
    for (const Answered& one : answered) {
      if (known.contains(one.id)) continue;
      ++rows;
      oldest = std::max(oldest, std::chrono::duration<double, std::milli>(killed - one.at).count());
    }
  }
};

}  // namespace

class ProcessTest : public QObject {
  Q_OBJECT
 private slots:
  void saysWhereItIs();
  void T124_killedProcessKeepsItsPromise_data();
  void T124_killedProcessKeepsItsPromise();
  void T124_openRequestsBecomeInterrupted();
  void aSecondProcessNamesTheFirst();
  void aBadFileExitsTwo();
  void aDataFolderThatCannotBeWrittenIsTold_data();
  void aDataFolderThatCannotBeWrittenIsTold();
  void theCommandLineOpensNothingThatTheFileMayNot_data();
  void theCommandLineOpensNothingThatTheFileMayNot();
  void T15_largeBodiesLeaveMemoryBounded();
  void T15_largeBodiesAcrossDialectsLeaveMemoryBounded();
  void sigtermLetsAStreamEnd();
  void sighupReadsTheFileAgain();
  void whoLeavesAProcessThatStandsStillIsLoggedAsGone();
  void demoNeedsNoFile();
};

void ProcessTest::saysWhereItIs() {
  auto home = std::make_shared<Home>();
  home->write("");
  Daemon daemon(kProgram, home);
  QVERIFY2(daemon.ready(), daemon.err().c_str());
  const auto line = parsed(daemon.out());
  QCOMPARE(stringAt(line, "/gateway"), "http://127.0.0.1:" + std::to_string(daemon.port()));
  QCOMPARE(stringAt(line, "/token_file"), home->dataFolder() + "/admin.token");
  QCOMPARE(daemon.ask("GET", "/readyz").status, 200);
  QCOMPARE(daemon.admin("GET", "status").status, 200);
  const auto run = parsed([&] {
    std::ifstream file(home->dataFolder() + "/run.json");
    return std::string(std::istreambuf_iterator<char>(file), {});
  }());
  QCOMPARE(numberAt(run, "/pid"), std::int64_t(daemon.pid()));
  daemon.signal(SIGTERM);
  QCOMPARE(daemon.wait(), 0);
  QVERIFY(!std::ifstream(home->dataFolder() + "/run.json").good());
}

void ProcessTest::T124_killedProcessKeepsItsPromise_data() {
  QTest::addColumn<QByteArray>("durability");
  QTest::newRow("T124 strict") << QByteArray("strict");
  QTest::newRow("T124 batched") << QByteArray("batched");
}

void ProcessTest::T124_killedProcessKeepsItsPromise() {
  QFETCH(QByteArray, durability);
  Upstream upstream(answerWell);
  auto home = std::make_shared<Home>();
  home->write("ledger: { durability: " + durability.toStdString() + " }\nproviders:\n" +
              providerLine("up", upstream.port()));
  std::mt19937 random(7);
  std::size_t all = 0;
  Missing missing;
  Lateness lateness;
  for (int round = 0; round < killRounds(); ++round) {
    Daemon daemon(kProgram, home);
    QVERIFY2(daemon.ready(), daemon.err().c_str());
    Load load(daemon, 8);
    // Long enough for a few commits; the kill falls anywhere between two of them.
    const qint64 enough = 150 + qint64(random() % 150);
    QElapsedTimer timer;
    timer.start();
    QVERIFY(until([&] { return load.count() >= 50 && timer.elapsed() >= enough; }));
    daemon.signal(SIGKILL);
    const Steady killed = std::chrono::steady_clock::now();
    QCOMPARE(daemon.wait(), -1);
    const std::vector<Answered> answered = load.join();
    // It opens by itself, and knows what it has answered.
    Daemon again(kProgram, home);
    QVERIFY2(again.ready(), again.err().c_str());
    QCOMPARE(again.chat("up/m").status, 200);
    const auto status = again.admin("GET", "status").body;
    QVERIFY(status.at("ledger").at("log_set_aside").is_null());
    all += answered.size();
    missing.add(*home, answered, killed);
    again.signal(SIGTERM);
    QCOMPARE(again.wait(), 0);
  }
  qInfo("%s: %d kills, %zu answers, %d of them without a row, the oldest %.1f ms before its kill",
        durability.constData(), killRounds(), all, missing.rows, missing.oldest);
  if (durability == "strict") QCOMPARE(missing.rows, 0);
  // 50 ms, and what an answer takes to be read here; both wait for their turns on the machine.
  const double late = lateness.worst();
  QVERIFY2(missing.oldest <= 75 + 10 * late, qPrintable(QString::number(late)));
  QVERIFY(std::size_t(missing.rows) < all);
}

void ProcessTest::T124_openRequestsBecomeInterrupted() {
  Upstream upstream([](RawSocket& socket, const Upstream::Request&) { waitForEnd(socket); });
  auto home = std::make_shared<Home>();
  home->write("providers:\n" + providerLine("up", upstream.port()));
  {
    Daemon daemon(kProgram, home);
    QVERIFY(daemon.ready());
    RawSocket client = daemon.connect();
    client.send(Gate::text("POST", "/v1/chat/completions", chatBody("up/m", "hi")));
    // The log knows of requests that take long.
    QVERIFY(until([&] { return !home->openRequests().empty(); }));
    daemon.signal(SIGKILL);
    daemon.wait();
  }
  Daemon again(kProgram, home);
  QVERIFY(again.ready());
  QVERIFY(until([&] { return !home->rows().empty(); }));
  QCOMPARE(home->rows().front().outcome, ledger::OutcomeClass::Interrupted);
  QCOMPARE(home->rows().front().modelAsked, std::string("up/m"));
}

void ProcessTest::aSecondProcessNamesTheFirst() {
  auto home = std::make_shared<Home>();
  home->write("");
  Daemon first(kProgram, home);
  QVERIFY(first.ready());
  Daemon second(kProgram, home);
  QVERIFY(!second.ready());
  QCOMPARE(second.wait(), 2);
  QVERIFY2(second.err().find("signalboxd (process " + std::to_string(first.pid()) + ")") !=
               std::string::npos,
           second.err().c_str());
  QCOMPARE(first.ask("GET", "/healthz").status, 200);
  first.signal(SIGKILL);
  first.wait();
  Daemon third(kProgram, home);
  QVERIFY2(third.ready(), third.err().c_str());
}

void ProcessTest::aBadFileExitsTwo() {
  auto home = std::make_shared<Home>();
  home->write("providers:\n  - { id: up, kind: opnai }\nroutes: 5\n");
  Daemon daemon(kProgram, home);
  QVERIFY(!daemon.ready());
  QCOMPARE(daemon.wait(), 2);
  const std::string text = daemon.err();
  QVERIFY2(text.find("signalbox.yaml:") != std::string::npos, text.c_str());
  QVERIFY2(text.find("opnai") != std::string::npos, text.c_str());
  QVERIFY2(std::count(text.begin(), text.end(), '\n') >= 2, text.c_str());
}

void ProcessTest::aDataFolderThatCannotBeWrittenIsTold_data() {
  QTest::addColumn<QByteArray>("name");
  QTest::newRow("the folder") << QByteArray();
  for (const char* file : {"lock", "state.db", "log.db", "bodies.db"})
    QTest::newRow(file) << QByteArray("/") + file;
}

void ProcessTest::aDataFolderThatCannotBeWrittenIsTold() {
  QFETCH(QByteArray, name);
  auto home = std::make_shared<Home>();
  home->write("");
  std::string key;
  {
    Daemon first(kProgram, home);
    key = stringAt(first.admin("POST", "keys", R"({"name":"a"})").body, "/text");
    first.signal(SIGTERM);
    QCOMPARE(first.wait(), 0);
  }
  {
    const ReadOnly readOnly(home->dataFolder() + name.toStdString());
    if (!readOnly.works()) QSKIP("nothing can be mounted here");
    Daemon refused(kProgram, home);
    QVERIFY(!refused.ready());
    QCOMPARE(refused.wait(), 2);
    for (const std::string& part : {home->dataFolder(), std::string("Read-only file system"),
                                    std::string("can read and write"), std::string("--data DIR")})
      QVERIFY2(refused.err().find(part) != std::string::npos, refused.err().c_str());
  }
  Daemon again(kProgram, home);
  QVERIFY2(again.ready(), again.err().c_str());
  const RawResponse models =
      again.ask("GET", "/v1/models", "", "Authorization: Bearer " + key + "\r\n");
  QCOMPARE(models.status, 200);
}

void ProcessTest::theCommandLineOpensNothingThatTheFileMayNot_data() {
  QTest::addColumn<QByteArray>("option");
  QTest::addColumn<QByteArray>("said");
  QTest::newRow("admin API") << QByteArray("--admin") << QByteArray("loopback only");
  QTest::newRow("no keys") << QByteArray("--listen") << QByteArray("only while every listener");
}

void ProcessTest::theCommandLineOpensNothingThatTheFileMayNot() {
  QFETCH(QByteArray, option);
  QFETCH(QByteArray, said);
  auto home = std::make_shared<Home>();
  home->write("auth: { required: false }\n");
  Daemon daemon(kProgram, home, {option.toStdString(), "0.0.0.0:0"});
  QVERIFY(!daemon.ready());
  QCOMPARE(daemon.wait(), 2);
  QVERIFY2(daemon.err().find(said.toStdString()) != std::string::npos, daemon.err().c_str());
}

void ProcessTest::sigtermLetsAStreamEnd() {
  std::atomic<bool> finish{false};
  Upstream upstream([&](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::streamHead() + Upstream::chunk(Upstream::delta("first")));
    while (!finish)
      if (!socket.quiet(2)) return;
    socket.send(Upstream::chunk(Upstream::finish()) + Upstream::lastChunk());
  });
  auto home = std::make_shared<Home>();
  home->write("providers:\n" + providerLine("up", upstream.port()));
  Daemon daemon(kProgram, home);
  QVERIFY(daemon.ready());
  RawSocket idle = daemon.connect();
  RawSocket client = daemon.connect();
  client.send(
      Gate::text("POST", "/v1/chat/completions", chatBody("up/m", "hi", ",\"stream\":true")));
  QVERIFY(client.readUntil("first").ends_with("first"));
  daemon.signal(SIGTERM);
  QVERIFY(until([&] { return !daemon.connect().open(); }));
  QVERIFY(idle.atEnd());
  QCOMPARE(daemon.wait(100), -2);
  finish = true;
  QVERIFY(client.readUntil("0\r\n\r\n").find("[DONE]") != std::string::npos);
  QCOMPARE(daemon.wait(), 0);
  const auto rows = home->rows();
  QCOMPARE(rows.size(), std::size_t{1});
  QCOMPARE(rows.front().outcome, ledger::OutcomeClass::Ok);
}

void ProcessTest::T15_largeBodiesLeaveMemoryBounded() {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  QSKIP("a sanitizer keeps what was freed");
#endif
  constexpr std::int64_t kMb = 1024 * 1024;
  Upstream upstream(answerWell);
  auto home = std::make_shared<Home>();
  home->write("providers:\n" + providerLine("up", upstream.port()));
  Daemon daemon(kProgram, home);
  QVERIFY(daemon.ready());
  const std::int64_t before = mostResident(daemon.pid());
  QVERIFY(before > kMb);
  const std::string request =
      Gate::text("POST", "/v1/chat/completions", chatBody("up/m", std::string(25 * kMb, 'A')));
  for (int i = 0; i < 12; ++i) {
    RawSocket client = daemon.connect();
    QVERIFY(client.send(request));
    QCOMPARE(client.readResponse().status, 200);
  }
  const std::int64_t grown = mostResident(daemon.pid()) - before;
  QVERIFY2(grown < 6 * 25 * kMb, std::to_string(grown / kMb).c_str());
}

// Read into a conversation, written and edited for another dialect: the copies are as many for the
// first request as for the twelfth, and all of them are counted.
void ProcessTest::T15_largeBodiesAcrossDialectsLeaveMemoryBounded() {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  QSKIP("a sanitizer keeps what was freed");
#endif
  constexpr std::int64_t kMb = 1024 * 1024;
  Upstream upstream(answerWell);
  auto home = std::make_shared<Home>();
  const std::string provider = "providers:\n" + providerLine("up", upstream.port());
  home->write(provider);
  const std::string request = Gate::text(
      "POST", "/v1/messages",
      R"({"model":"up/m","max_tokens":9,"messages":[{"role":"user","content":[{"type":"image","source":{"type":"base64","media_type":"image/png","data":")" +
          std::string(25 * kMb, 'A') + R"("}},{"type":"text","text":"q"}]}]})");
  const auto asked = [&](const Daemon& daemon) {
    RawSocket client = daemon.connect();
    return client.send(request) ? client.readResponse().status : 0;
  };
  Daemon daemon(kProgram, home);
  QVERIFY(daemon.ready());
  const std::int64_t before = mostResident(daemon.pid());
  const auto grownAfter = [&](int requests) {
    for (int i = 0; i < requests; ++i)
      if (asked(daemon) != 200) return std::numeric_limits<std::int64_t>::max();
    return mostResident(daemon.pid()) - before;
  };
  // One that kept a copy of each would have grown by as many.
  const std::int64_t grown = grownAfter(20);
  QVERIFY2(grown < 16 * 25 * kMb, std::to_string(grown / kMb).c_str());
  // A cap that the body alone would not reach.
  auto small = std::make_shared<Home>();
  small->write("limits: { body: 64MiB, bodies: 70MiB }\n" + provider);
  Daemon capped(kProgram, small);
  QVERIFY(capped.ready());
  QCOMPARE(asked(capped), 503);
  QCOMPARE(capped.chat("up/m").status, 200);
}

void ProcessTest::sighupReadsTheFileAgain() {
  Upstream upstream(answerWell);
  auto home = std::make_shared<Home>();
  home->write("providers:\n" + providerLine("up", upstream.port()));
  Daemon daemon(kProgram, home);
  QVERIFY(daemon.ready());
  QCOMPARE(daemon.chat("new").status, 404);
  home->write("providers:\n" + providerLine("up", upstream.port()) +
              "routes: [ { name: new, flow: { target: up/m } } ]\n");
  daemon.signal(SIGHUP);
  QVERIFY(until([&] { return daemon.chat("new").status == 200; }));
  home->write("routes: [ { name: new, flow: { target: nobody/m } } ]\n");
  daemon.signal(SIGHUP);
  QVERIFY(until([&] { return daemon.err().find("old one stays") != std::string::npos; }));
  QCOMPARE(daemon.chat("new").status, 200);
}

// So many leave at once, as their first heartbeat is due, that some are found by it to have left.
void ProcessTest::whoLeavesAProcessThatStandsStillIsLoggedAsGone() {
  constexpr int kClients = 300, kHoldMs = 1'000;
  std::atomic<int> asked{0};
  Upstream silent([&](RawSocket& socket, const Upstream::Request&) {
    ++asked;
    waitForEnd(socket);
  });
  auto home = std::make_shared<Home>();
  home->write("timeouts: { hold_head: " + std::to_string(kHoldMs) + "ms }\nproviders:\n" +
              providerLine("up", silent.port()));
  Daemon daemon(kProgram, home);
  QVERIFY2(daemon.ready(), daemon.err().c_str());
  std::vector<RawSocket> clients;
  for (int i = 0; i < kClients; ++i) {
    clients.push_back(daemon.connect());
    clients.back().send(
        Gate::text("POST", "/v1/chat/completions", chatBody("up/m", "hi", ",\"stream\":true")));
  }
  QVERIFY(until([&] { return asked == kClients; }));
  daemon.signal(SIGSTOP);
  for (RawSocket& client : clients)
    client.reset();
  QTest::qWait(kHoldMs + 100);
  daemon.signal(SIGCONT);
  QVERIFY(until([&] { return home->rows().size() == kClients; }));
  for (const ledger::Row& row : home->rows()) {
    QCOMPARE(row.outcome, ledger::OutcomeClass::ClientGone);
    QCOMPARE(home->findRow(row.id).attempts.at(0).error, std::optional(ErrorKind::ClientGone));
  }
}

void ProcessTest::demoNeedsNoFile() {
  auto home = std::make_shared<Home>();
  home->write("auth: { required: false }\n");
  Daemon daemon(kProgram, home, {"--demo"});
  QVERIFY2(daemon.ready(), daemon.err().c_str());
  const RawResponse answer = daemon.stream("demo", "hello there");
  QCOMPARE(answer.status, 200);
  QVERIFY(answer.body.find("[DONE]") != std::string::npos);
}

SB_TEST(ProcessTest);

#include "process_test.moc"
