// Answers of the Responses API that the provider keeps, under ids of its own.
// Wire case: T84.
#include <QTest>

#include "tests/support/dialect_pair.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::test;

namespace {

std::string lineOf(const Upstream::Request& request) {
  return request.head.substr(0, request.head.find(" HTTP/"));
}

// Answers a POST with the next id of this server, and calls about an id with who was asked.
class Keeper {
 public:
  explicit Keeper(std::string name)
      : m_name(std::move(name)),
        upstream([this](RawSocket& socket, const Upstream::Request& request) {
          const bool made = request.head.starts_with("POST");
          const std::string said = made ? answer() : R"({"about":")" + lineOf(request) + "\"}";
          socket.send(Upstream::json(said, request.head.find("gone") == said.npos ? 200 : 404));
        }) {}

  std::string id() const { return "resp_" + m_name; }

 private:
  std::string answer() const {
    return R"({"id":")" + id() +
           R"(","object":"response","status":"completed","model":"m","output":[
        {"type":"message","id":"msg_1","role":"assistant","status":"completed","content":[
        {"type":"output_text","text":"hi","annotations":[]}]}],
        "usage":{"input_tokens":10,"output_tokens":5,"total_tokens":15}})";
  }
  std::string m_name;

 public:
  Upstream upstream;
};

std::string body(const std::string& model, const std::string& more = {}) {
  return R"({"model":")" + model + R"(","input":"hi")" + more + "}";
}

struct World {
  Keeper one{"one"}, two{"two"};
  Engine engine{"providers:\n" + providerLine("one", one.upstream.port(), "", "openai") +
                providerLine("two", two.upstream.port(), "", "openai") +
                "routes:\n  - name: r\n    flow: { fallback: { try: [ { target: one/m }, "
                "{ target: two/m } ] } }\n"};

  std::string made(const std::string& model) {
    const RawResponse answer = engine.ask("POST", "/v1/responses", body(model));
    return stringAt(parsed(answer.body), "/id");
  }
};

}  // namespace

class KeptElsewhereTest : public QObject {
  Q_OBJECT
 private slots:
  void T84_callsGoToWhoKeepsIt_data();
  void T84_callsGoToWhoKeepsIt();
  void T84_queriesAndErrorsPass();
  void T84_whatWasDeletedIsNotKnown();
  void T84_nobodyElseReachesIt();
  void T84_conversationsGoOnWhereTheyAreKept();
  void T84_aRestartForgetsNothing();
  void T84_storeFalseIsRememberedNowhere();
  void T84_aKeyThatWasSwitchedOffIsNotUsed();
};

void KeptElsewhereTest::T84_callsGoToWhoKeepsIt_data() {
  QTest::addColumn<QByteArray>("method");
  for (const char* method : {"GET", "DELETE"})
    QTest::newRow(method) << QByteArray(method);
}

void KeptElsewhereTest::T84_callsGoToWhoKeepsIt() {
  QFETCH(QByteArray, method);
  World world;
  QCOMPARE(world.made("one/m"), std::string("resp_one"));
  QCOMPARE(world.made("two/m"), std::string("resp_two"));
  for (Keeper* keeper : {&world.one, &world.two}) {
    const RawResponse answer =
        world.engine.ask(method.toStdString(), "/v1/responses/" + keeper->id());
    QCOMPARE(answer.status, 200);
    const auto asked = keeper->upstream.requests().back();
    QCOMPARE(lineOf(asked), method.toStdString() + " /v1/responses/" + keeper->id());
    QCOMPARE(answer.body, R"({"about":")" + lineOf(asked) + "\"}");
    QCOMPARE(keeper->upstream.requests().size(), std::size_t{2});
  }
}

void KeptElsewhereTest::T84_queriesAndErrorsPass() {
  World world;
  const std::string path = "/v1/responses/" + world.made("one/m");
  const RawResponse answer = world.engine.ask("GET", path + "?include=gone&key=sk-sb-mine");
  QCOMPARE(answer.status, 404);
  QVERIFY(world.one.upstream.requests().back().head.find(path + "?include=gone") !=
          std::string::npos);
  QVERIFY(world.one.upstream.requests().back().head.find("sk-sb-mine") == std::string::npos);
  QVERIFY2(answer.body.find("about") != std::string::npos, answer.body.c_str());
}

void KeptElsewhereTest::T84_whatWasDeletedIsNotKnown() {
  World world;
  const std::string path = "/v1/responses/" + world.made("one/m");
  QCOMPARE(world.engine.ask("DELETE", path).status, 200);
  const std::size_t asked = world.one.upstream.requests().size();
  QCOMPARE(world.engine.ask("GET", path).status, 404);
  QCOMPARE(world.one.upstream.requests().size(), asked);
}

void KeptElsewhereTest::T84_nobodyElseReachesIt() {
  World world;
  const std::string id = world.made("one/m");
  const auto made = world.engine.admin("POST", "keys", R"({"name":"other"})");
  const std::string other = "Authorization: Bearer " + stringAt(made.body, "/text") + "\r\n";
  const std::size_t asked = world.one.upstream.requests().size();
  for (const char* method : {"GET", "DELETE"})
    QCOMPARE(world.engine.ask(method, "/v1/responses/" + id, "", other).status, 404);
  const std::string more = R"(,"previous_response_id":")" + id + "\"";
  QCOMPARE(world.engine.ask("POST", "/v1/responses", body("one/m", more), other).status, 404);
  QCOMPARE(world.one.upstream.requests().size(), asked);
}

void KeptElsewhereTest::T84_conversationsGoOnWhereTheyAreKept() {
  World world;
  const std::string more = R"(,"previous_response_id":")" + world.made("two/m") + "\"";
  const RawResponse answer = world.engine.ask("POST", "/v1/responses", body("r", more));
  QCOMPARE(answer.status, 200);
  QCOMPARE(answer.header("x-signalbox-provider"), std::string("two"));
  QCOMPARE(world.one.upstream.requests().size(), std::size_t{0});
  const auto row = world.engine.row(answer);
  QVERIFY(row.attempts.at(0).detail.find("the provider two keeps") != std::string::npos);
}

void KeptElsewhereTest::T84_aRestartForgetsNothing() {
  Keeper one("one"), two("two");
  auto home = std::make_shared<Home>();
  home->write("providers:\n" + providerLine("one", one.upstream.port(), "", "openai") +
              providerLine("two", two.upstream.port(), "", "openai"));
  {
    Engine engine(home, false);
    for (const char* model : {"one/m", "two/m"})
      QCOMPARE(engine.ask("POST", "/v1/responses", body(model)).status, 200);
    QCOMPARE(engine.ask("DELETE", "/v1/responses/" + two.id()).status, 200);
  }
  Engine engine(home, false);
  const RawResponse kept = engine.ask("GET", "/v1/responses/" + one.id());
  QCOMPARE(kept.status, 200);
  QCOMPARE(kept.header("x-signalbox-provider"), std::string("one"));
  QCOMPARE(engine.ask("GET", "/v1/responses/" + two.id()).status, 404);
  QCOMPARE(two.upstream.requests().size(), std::size_t{2});
}

void KeptElsewhereTest::T84_storeFalseIsRememberedNowhere() {
  World world;
  const RawResponse made =
      world.engine.ask("POST", "/v1/responses", body("one/m", R"(,"store":false)"));
  QCOMPARE(made.status, 200);
  QCOMPARE(world.engine.ask("GET", "/v1/responses/" + world.one.id()).status, 404);
  QCOMPARE(world.one.upstream.requests().size(), std::size_t{1});
}

// What goes on from an answer is asked with another key then: it may be of the same account.
void KeptElsewhereTest::T84_aKeyThatWasSwitchedOffIsNotUsed() {
  Keeper one("one");
  const auto yaml = [&](const char* first, const char* second) {
    std::string line = providerLine("one", one.upstream.port(), "", "openai");
    const std::size_t at = line.find("{ name: main");
    line.insert(line.find('}', at), first);
    return "providers:\n" + line.insert(at, "{ name: second, secret: \"file:{dir}/second.key\"" +
                                                std::string(second) + " }, ");
  };
  auto home = std::make_shared<Home>();
  home->write(yaml("", ", disabled: true"));
  Engine engine(home, false);
  QCOMPARE(engine.ask("POST", "/v1/responses", body("one/m")).status, 200);
  QCOMPARE(one.upstream.requests().back().header("Authorization"), "Bearer " + providerKey("one"));
  home->write(yaml(", disabled: true", ""));
  engine.host().reload();
  const std::string more = R"(,"previous_response_id":")" + one.id() + "\"";
  QCOMPARE(engine.ask("POST", "/v1/responses", body("one/m", more)).status, 200);
  QCOMPARE(one.upstream.requests().back().header("Authorization"),
           "Bearer " + providerKey("second"));
  QCOMPARE(engine.ask("GET", "/v1/responses/" + one.id()).status, 200);  // the second key made it
}

SB_TEST(KeptElsewhereTest);

#include "kept_elsewhere_test.moc"
