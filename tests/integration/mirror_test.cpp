// Copies of requests that nobody waits for.
#include <QElapsedTimer>
#include <QTest>

#include "tests/support/engine.h"
#include "tests/support/runner.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::test;

namespace {

// Route "r": main/m answers, shadow/s gets the copy.
std::string mirrored(const Runner& main, const Runner& shadow, const std::string& more = "",
                     const std::string& share = "") {
  return "providers:\n" + providerLine("main", main.port()) +
         providerLine("shadow", shadow.port()) + "routes: [ { name: r, flow: { mirror: { " + share +
         "then: { target: main/m }, to: { target: shadow/s } } } } ]\n" + more;
}

RawResponse ask(const Engine& engine, bool stream) {
  return stream ? engine.stream("r") : engine.chat("r");
}

void bothForms() {
  QTest::addColumn<bool>("stream");
  QTest::newRow("stream") << true;
  QTest::newRow("whole") << false;
}

// The row of the only copy, once it has ended.
ledger::Detail copyOf(const Engine& engine, Home& home) {
  std::string id;
  until([&] {
    for (const ledger::Row& row : home.rows())
      if (row.mirror) id = row.id;
    return !id.empty();
  });
  return engine.row(id);
}

bool counted(const Engine& engine, const std::string& line) {
  return until([&] {
    return engine.ask("GET", "/metrics").body.find("\n" + line + "\n") != std::string::npos;
  });
}

}  // namespace

class MirrorTest : public QObject {
  Q_OBJECT
 private slots:
  void theCallerFeelsNothing_data() { bothForms(); }
  void theCallerFeelsNothing();
  void failuresOfTheCopyAreItsOwn_data() { bothForms(); }
  void failuresOfTheCopyAreItsOwn();
  void theCopyOutlivesItsClient();
  void copiesAreBounded();
  void bytesOfCopiesAreBounded();
  void aRevokedKeyEndsTheCopy();
  void stoppingWaitsForNoCopy();
  void copiesCostAndAreNotCounted();
  void aShareIsCopied_data();
  void aShareIsCopied();
  void copiesAreFoundInTheLog();
  void aCopyMayRace();
  void aDeadShadowIsNotFelt();
  void copiesAreNotRepeated();
  void aCopyTakesNoKeyAway_data();
  void aCopyTakesNoKeyAway();
};

void MirrorTest::theCallerFeelsNothing() {
  QFETCH(bool, stream);
  Runner main(saying("main")), shadow(saying("shadow"));
  main.speak();
  Engine engine(mirrored(main, shadow));
  QElapsedTimer since;
  since.start();
  const RawResponse answer = ask(engine, stream);
  QVERIFY(since.elapsed() < 20'000);
  QCOMPARE(answer.body, stream ? streamOf("main") : Upstream::completion("main"));
  QCOMPARE(answer.header("x-signalbox-attempts"), std::string("1"));
  const auto row = engine.row(answer);
  QVERIFY(!row.row.mirror);
  QCOMPARE(row.attempts.size(), std::size_t{1});
  QVERIFY(until([&] { return shadow.asked() == 1; }));
  shadow.speak();
  const auto copy = copyOf(engine, engine.home());
  QVERIFY(copy.row.mirror);
  QVERIFY(copy.row.id != row.row.id);
  QCOMPARE(copy.row.outcome, ledger::OutcomeClass::Ok);
  QCOMPARE(copy.row.route, std::string("r"));
  QCOMPARE(copy.row.key, row.row.key);
  QCOMPARE(copy.row.provider, std::string("shadow"));
  QCOMPARE(copy.row.status, 200);
  QVERIFY(copy.row.usage.output > 0);
  // What it was asked is what the other was asked, but for the model.
  std::string asked = shadow.requests().at(0).body;
  asked.replace(asked.find("\"s\""), 3, "\"m\"");
  QCOMPARE(asked, main.requests().at(0).body);
}

void MirrorTest::failuresOfTheCopyAreItsOwn() {
  QFETCH(bool, stream);
  Runner main(saying("main")), shadow(refusing(500));
  main.speak();
  shadow.speak();
  Engine engine(mirrored(main, shadow));
  const RawResponse answer = ask(engine, stream);
  QCOMPARE(answer.status, 200);
  QCOMPARE(answer.body, stream ? streamOf("main") : Upstream::completion("main"));
  QCOMPARE(engine.row(answer).row.outcome, ledger::OutcomeClass::Ok);
  const auto copy = copyOf(engine, engine.home());
  QCOMPARE(copy.row.outcome, ledger::OutcomeClass::Failed);
  QCOMPARE(copy.row.error, std::optional(ErrorKind::UpstreamStatus));
  QCOMPARE(copy.row.status, 500);
}

void MirrorTest::theCopyOutlivesItsClient() {
  Runner main(saying("main")), shadow(saying("shadow"));
  Engine engine(mirrored(main, shadow));
  {
    RawSocket client = engine.connect();
    client.send(
        Gate::text("POST", "/v1/chat/completions", chatBody("r", "hi", ",\"stream\":true")));
    QVERIFY(until([&] { return main.asked() + shadow.asked() == 2; }));
  }
  QVERIFY(until([&] { return main.left() == 1; }));
  shadow.speak();
  QCOMPARE(copyOf(engine, engine.home()).row.outcome, ledger::OutcomeClass::Ok);
  QCOMPARE(shadow.left(), 0);
}

void MirrorTest::copiesAreBounded() {
  Runner main(saying("main")), shadow(saying("shadow"));
  main.speak();
  Engine engine(mirrored(main, shadow));
  for (int i = 0; i < 40; ++i)
    QCOMPARE(engine.chat("r").status, 200);
  QVERIFY(until([&] { return shadow.asked() == 32; }));
  QVERIFY(counted(engine, "signalbox_mirrors_open 32"));
  QVERIFY(counted(engine, "signalbox_mirrors_skipped_total 8"));
  shadow.speak();
  QVERIFY(counted(engine, "signalbox_mirrors_open 0"));
  QCOMPARE(engine.chat("r").status, 200);
  QVERIFY(counted(engine, "signalbox_mirrors_total 33"));
}

void MirrorTest::bytesOfCopiesAreBounded() {
  Runner main(saying("main")), shadow(saying("shadow"));
  main.speak();
  Engine engine(mirrored(main, shadow, "ledger: { bodies: none }\n"));
  const std::string body = chatBody("r", std::string(6'000'000, 'x'));
  for (int i = 0; i < 3; ++i)
    QCOMPARE(engine.ask("POST", "/v1/chat/completions", body).status, 200);
  QVERIFY(counted(engine, "signalbox_mirrors_open 2"));
  QVERIFY(counted(engine, "signalbox_mirrors_skipped_total 1"));
  QVERIFY(until([&] { return shadow.asked() == 2; }));
  for (const Upstream::Request& request : shadow.requests())
    QCOMPARE(request.body.size(), body.size());
}

void MirrorTest::aRevokedKeyEndsTheCopy() {
  Runner main(saying("main")), shadow(saying("shadow"));
  main.speak();
  Engine engine(mirrored(main, shadow));
  const auto made = engine.admin("POST", "keys", R"({"name":"brief"})");
  QCOMPARE(
      engine.chat("r", "hi", "", "Authorization: Bearer " + stringAt(made.body, "/text") + "\r\n")
          .status,
      200);
  QVERIFY(until([&] { return shadow.asked() == 1; }));
  QCOMPARE(engine.admin("DELETE", "keys/" + stringAt(made.body, "/key/id")).status / 100, 2);
  QVERIFY(until([&] { return shadow.left() == 1; }));
  QCOMPARE(copyOf(engine, engine.home()).row.error, std::optional(ErrorKind::KeyRevoked));
}

void MirrorTest::stoppingWaitsForNoCopy() {
  Runner main(saying("main")), shadow(saying("shadow"));
  main.speak();
  Engine engine(mirrored(main, shadow));
  QCOMPARE(engine.chat("r").status, 200);
  QVERIFY(until([&] { return shadow.asked() == 1; }));
  QElapsedTimer since;
  since.start();
  engine.stop(Millis(30'000));
  QVERIFY(since.elapsed() < 25'000);
  QCOMPARE(shadow.left(), 1);
  std::vector<ledger::Row> rows = engine.home().rows();
  QCOMPARE(rows.size(), std::size_t{2});
  QVERIFY(rows[0].mirror);
  QCOMPARE(rows[0].error, std::optional(ErrorKind::ShuttingDown));
}

void MirrorTest::copiesCostAndAreNotCounted() {
  Runner main(saying("main")), shadow(saying("shadow"));
  main.speak();
  shadow.speak();
  Engine engine(mirrored(main, shadow));
  QCOMPARE(engine.chat("r").status, 200);
  QVERIFY(copyOf(engine, engine.home()).row.mirror);
  const std::string labels = "{provider=\"shadow\",model=\"s\",route=\"r\",status=\"200\"} ";
  QVERIFY(counted(engine, "signalbox_requests_total" + labels + "0"));
  QVERIFY(counted(engine, "signalbox_output_tokens_total" + labels + "5"));
  const auto spend = engine.admin("GET", "spend");
  QCOMPARE(spend.status, 200);
}

void MirrorTest::aShareIsCopied_data() {
  QTest::addColumn<QByteArray>("percent");
  QTest::addColumn<int>("least");
  QTest::addColumn<int>("most");
  QTest::newRow("none") << QByteArray("0") << 0 << 0;
  QTest::newRow("all") << QByteArray("100") << 200 << 200;
  // Further away than six standard deviations of the draw.
  QTest::newRow("a quarter") << QByteArray("25") << 13 << 87;
}

void MirrorTest::aShareIsCopied() {
  QFETCH(QByteArray, percent);
  QFETCH(int, least);
  QFETCH(int, most);
  Runner main(saying("main")), shadow(saying("shadow"));
  main.speak();
  shadow.speak();
  Engine engine(mirrored(main, shadow, "", "percent: " + percent.toStdString() + ", "));
  RawSocket client = engine.connect();
  for (int i = 0; i < 200; ++i) {
    client.send(Gate::text("POST", "/v1/chat/completions", chatBody("r", "hi")));
    QCOMPARE(client.readResponse().status, 200);
    // There is room for each.
    if (i % 20 == 19) QVERIFY(counted(engine, "signalbox_mirrors_open 0"));
  }
  QVERIFY(counted(engine, "signalbox_mirrors_skipped_total 0"));
  QCOMPARE(main.asked(), 200);
  QVERIFY(shadow.asked() >= least && shadow.asked() <= most);
  QVERIFY(counted(engine, "signalbox_mirrors_total " + std::to_string(shadow.asked())));
}

void MirrorTest::copiesAreFoundInTheLog() {
  Runner main(saying("main")), shadow(saying("shadow"));
  main.speak();
  shadow.speak();
  Engine engine(mirrored(main, shadow));
  const RawResponse answer = engine.chat("r");
  const std::string id = answer.header("x-signalbox-request-id");
  const std::string copy = copyOf(engine, engine.home()).row.id;
  QCOMPARE(engine.row(answer).row.id, id);
  const auto found = [&](const std::string& query) {
    const auto reply = engine.admin("GET", "logs?q=" + query);
    std::vector<std::string> ids;
    for (const auto& row : reply.body.at("rows").as_array())
      ids.push_back(stringAt(row, "/id"));
    return ids;
  };
  QCOMPARE(found("mirror:true"), std::vector{copy});
  QCOMPARE(found("mirror:false"), std::vector{id});
  QCOMPARE(found("provider:shadow"), std::vector{copy});
  const auto shown = engine.admin("GET", "logs/" + copy);
  QVERIFY(shown.body.at("mirror").as_bool());
  QVERIFY(!engine.admin("GET", "logs/" + id).body.at("mirror").as_bool());
}

void MirrorTest::aCopyMayRace() {
  Runner main(saying("main")), one(saying("one")), two(saying("two"));
  main.speak();
  two.speak();
  Engine engine("providers:\n" + providerLine("main", main.port()) +
                providerLine("one", one.port()) + providerLine("two", two.port()) +
                "routes: [ { name: r, flow: { mirror: { then: { target: main/m }, to: { race: { "
                "try: [ { target: one/m }, { target: two/m } ] } } } } } ]\n");
  QCOMPARE(engine.stream("r").body, streamOf("main"));
  const auto copy = copyOf(engine, engine.home());
  QCOMPARE(copy.row.provider, std::string("two"));
  QCOMPARE(copy.attempts.size(), std::size_t{2});
  QCOMPARE(copy.attempts[0].error, std::optional(ErrorKind::RaceLost));
  QVERIFY(until([&] { return one.left() == 1; }));
}

void MirrorTest::copiesAreNotRepeated() {
  Runner main(saying("main")), shadow(refusing(500));
  main.speak();
  shadow.speak();
  Engine engine("providers:\n" + providerLine("main", main.port()) +
                providerLine("shadow", shadow.port()) +
                "routes: [ { name: r, flow: { mirror: { then: { target: main/m }, to: { target: "
                "shadow/s, retry: 2 } } } } ]\n");
  QCOMPARE(engine.chat("r").status, 200);
  QCOMPARE(copyOf(engine, engine.home()).attempts.size(), std::size_t{1});
  QCOMPARE(shadow.asked(), 1);
}

void MirrorTest::aCopyTakesNoKeyAway_data() {
  QTest::addColumn<int>("status");
  for (const int status : {401, 403, 429})
    QTest::addRow("%d", status) << status;
}

void MirrorTest::aCopyTakesNoKeyAway() {
  QFETCH(int, status);
  Runner main(saying("main")), shadow(refusing(status));
  main.speak();
  shadow.speak();
  Engine engine(mirrored(main, shadow));
  QCOMPARE(engine.chat("r").status, 200);
  QCOMPARE(copyOf(engine, engine.home()).row.status, status);
  QCOMPARE(engine.chat("shadow/s").status, status);
  QCOMPARE(shadow.asked(), 2);
}

// One that takes connections and never says anything, all day long.
void MirrorTest::aDeadShadowIsNotFelt() {
  Runner main(saying("main")), shadow(saying("shadow"));
  main.speak();
  Engine engine(mirrored(main, shadow));
  RawSocket client = engine.connect();
  QElapsedTimer since;
  since.start();
  for (int i = 0; i < 100; ++i) {
    client.send(
        Gate::text("POST", "/v1/chat/completions", chatBody("r", "hi", ",\"stream\":true")));
    QCOMPARE(client.readResponse().body, streamOf("main"));
  }
  QVERIFY(since.elapsed() < 30'000);
  QVERIFY(counted(engine, "signalbox_mirrors_skipped_total 68"));
}

SB_TEST(MirrorTest);

#include "mirror_test.moc"
