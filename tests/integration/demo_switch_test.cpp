// The demo provider, switched on and off while the gateway runs.
#include <QTest>

#include <boost/json.hpp>

#include "tests/support/engine.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::test;
namespace bj = boost::json;

namespace {

bool demoIsOn(const Engine& engine) {
  return engine.admin("GET", "status").body.at("config").at("demo").as_bool();
}

bj::array cells(const Engine& engine, const std::string& query) {
  return engine.admin("GET", "spend?by=provider" + query).body.at("cells").as_array();
}

}  // namespace

class DemoSwitchTest : public QObject {
  Q_OBJECT

 private slots:
  void comesAndGoesWithoutAWordInTheFile() {
    Engine engine("");
    QVERIFY(!demoIsOn(engine));
    QCOMPARE(engine.chat("demo").status, 404);
    const std::string before = engine.admin("GET", "config").text;
    QCOMPARE(engine.admin("POST", "demo", "{\"on\":true}").status, 200);
    QVERIFY(demoIsOn(engine));
    QCOMPARE(engine.chat("demo").status, 200);
    QCOMPARE(engine.chat("demo/hello").status, 200);
    QCOMPARE(engine.admin("POST", "demo", "{\"on\":false}").status, 200);
    QVERIFY(!demoIsOn(engine));
    QCOMPARE(engine.chat("demo").status, 404);
    QCOMPARE(engine.chat("demo/hello").status, 404);
    QCOMPARE(engine.admin("POST", "demo", "{\"on\":true}").status, 200);
    QCOMPARE(engine.chat("demo").status, 200);
    QCOMPARE(engine.admin("GET", "config").text, before);
  }

  void comesIntoTheListOfModelsAtOnce() {
    Engine engine("");
    const auto lists = [&] {
      const std::string list = engine.ask("GET", "/v1/models").body;
      return list.find("demo/hello") != std::string::npos;
    };
    QVERIFY(!lists());
    QCOMPARE(engine.admin("POST", "demo", "{\"on\":true}").status, 200);
    QVERIFY(lists());
    QVERIFY(lists());
    QCOMPARE(engine.admin("POST", "demo", "{\"on\":false}").status, 200);
    QVERIFY(!lists());
  }

  void routesMayLeadToItAndOutliveIt() {
    auto home = std::make_shared<Home>();
    home->write("routes: [ { name: first, flow: { target: demo/hello } } ]\n");
    Engine engine(home, false);
    QVERIFY(engine.started());
    const RawResponse off = engine.chat("first");
    QCOMPARE(off.status / 100, 5);
    QVERIFY2(off.body.find("switched off") != std::string::npos, off.body.c_str());
    QCOMPARE(engine.admin("POST", "demo", "{\"on\":true}").status, 200);
    QCOMPARE(engine.chat("first").status, 200);
  }

  void isOnWhenTheProgramBeganWithIt() {
    Engine engine("", true);
    QVERIFY(demoIsOn(engine));
    QCOMPARE(engine.admin("POST", "demo", "{\"on\":true}").status, 200);
    QCOMPARE(engine.chat("demo").status, 200);
    QCOMPARE(engine.admin("POST", "demo", "{\"on\":false}").status, 200);
    QCOMPARE(engine.chat("demo").status, 404);
  }

  void cutsAStreamInsteadOfWaitingForIt() {
    Engine engine("", true);
    RawSocket socket = engine.connect();
    const std::string body =
        chatBody("demo/script:rate=2,tokens=100", "tell me a long story", ",\"stream\":true");
    socket.send(Gate::text("POST", "/v1/chat/completions", body));
    QVERIFY(
        until([&] { return engine.admin("GET", "live").body.at("open").as_array().size() == 1; }));
    QCOMPARE(engine.admin("POST", "demo", "{\"on\":false}").status, 200);
    QVERIFY(until([&] { return engine.admin("GET", "live").body.at("open").as_array().empty(); }));
  }

  void marksItsRowsAndKeepsThemOutOfSpend() {
    Engine engine("", true);
    const ledger::Detail row = engine.row(engine.chat("demo"));
    QVERIFY(row.row.demo);
    QVERIFY(until([&] { return !cells(engine, "&demo=true").empty(); }));
    QVERIFY(cells(engine, "").empty());
    QCOMPARE(engine.admin("GET", "spend").body.at("demo_provider").as_string(), "demo");
    const bj::value page = engine.admin("GET", "logs").body;
    QVERIFY(page.at("rows").as_array().at(0).at("demo").as_bool());
  }

  void leavesAProviderOfTheSameNameAlone() {
    Engine engine("providers:\n" + providerLine("demo", 9));
    const Gate::AdminReply reply = engine.admin("POST", "demo", "{\"on\":true}");
    QCOMPARE(reply.status, 409);
    QVERIFY(!demoIsOn(engine));
    const RawResponse answer = engine.chat("demo/x");
    QCOMPARE(answer.status, 502);
    QVERIFY(!engine.row(answer).row.demo);
    QVERIFY(until([&] { return !cells(engine, "").empty(); }));
    QVERIFY(engine.admin("GET", "spend").body.at("demo_provider").is_null());
  }

  void wantsAYesOrNo() {
    Engine engine("");
    for (const char* body : {"{}", "{\"on\":\"yes\"}", "{\"on\":1}"})
      QCOMPARE(engine.admin("POST", "demo", body).status, 400);
  }
};

SB_TEST(DemoSwitchTest);
#include "demo_switch_test.moc"
