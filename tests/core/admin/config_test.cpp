// The configuration by the admin API: the file stays the only owner of settings.
#include <unistd.h>

#include "core/admin/yaml_json.h"
#include "tests/core/admin/support.h"
#include "tests/support/raw_peer.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::admin::test;

class ConfigTest : public QObject {
  Q_OBJECT

 private slots:
  void givesTheTextThatTheFileHolds() {
    Home home;
    home.ready();
    const bj::object json = home.get("config").json();
    QCOMPARE(json.at("text").as_string(), kConfig);
    QCOMPARE(json.at("revision"), json.at("revision_in_force"));
    QVERIFY(json.at("writable").as_bool());
  }

  void savesATextAndPutsItInForce() {
    Home home;
    home.ready();
    const std::string text = kConfig + "hosts: [ gateway.local ]\n";
    const bj::value revision = home.get("config").json().at("revision");
    const Reply reply =
        home.call("PUT", "config", bj::object{{"text", text}, {"revision", revision}});
    QCOMPARE(reply.status, 200);
    QVERIFY(reply.json().at("changed").as_bool());
    QCOMPARE(home.read("signalbox.yaml"), text);
    QCOMPARE(home.settings().config()->hosts.size(), std::size_t(1));
  }

  void keepsAFileThatChangedMeanwhile() {
    Home home;
    home.ready();
    const bj::value revision = home.get("config").json().at("revision");
    const std::string theirs = kConfig + "# by hand\n";
    home.write("signalbox.yaml", theirs);
    const Reply reply =
        home.call("PUT", "config", bj::object{{"text", "version: 1\n"}, {"revision", revision}});
    QCOMPARE(reply.status, 409);
    QCOMPARE(reply.kind(), "conflict");
    QCOMPARE(reply.json().at("text").as_string(), theirs);
    QCOMPARE(home.read("signalbox.yaml"), theirs);
    // With the revision that came along, it can be saved after all.
    const bj::value now = reply.json().at("revision");
    QCOMPARE(home.call("PUT", "config", bj::object{{"text", kConfig}, {"revision", now}}).status,
             200);
  }

  void listsEachProblemWithItsPlace() {
    Home home;
    home.ready();
    const std::string wrong = "version: 1\nworkers: many\nnonsense: 1\n";
    const bj::value revision = home.get("config").json().at("revision");
    const Reply saved =
        home.call("PUT", "config", bj::object{{"text", wrong}, {"revision", revision}});
    const Reply checked = home.call("POST", "config/check", bj::object{{"text", wrong}});
    QCOMPARE(saved.status, 422);
    QCOMPARE(saved.kind(), "config_invalid");
    QCOMPARE(checked.status, 200);
    QVERIFY(!checked.json().at("ok").as_bool());
    QCOMPARE(saved.json().at("problems"), checked.json().at("problems"));
    const bj::array problems = saved.json().at("problems").as_array();
    QCOMPARE(problems.size(), std::size_t(2));
    QCOMPARE(problems[0].at("line").as_int64(), 2);
    QCOMPARE(problems[0].at("column").as_int64(), 10);
    QCOMPARE(problems[0].at("path").as_string(), "workers");
    QCOMPARE(problems[1].at("line").as_int64(), 3);
    QCOMPARE(home.read("signalbox.yaml"), kConfig);
  }

  void readsAFileAgainThatWasEditedByHand() {
    Home home;
    home.ready();
    QVERIFY(!home.call("POST", "config/reload").json().at("changed").as_bool());
    home.write("signalbox.yaml", kConfig + "workers: 2\n");
    const bj::object json = home.call("POST", "config/reload").json();
    QVERIFY(json.at("changed").as_bool());
    QCOMPARE(json.at("needs_restart").as_array().at(0).as_string(), "workers");
    home.write("signalbox.yaml", "version: 9\n");
    QCOMPARE(home.call("POST", "config/reload").status, 422);
    QCOMPARE(home.settings().config()->workers, 2);
  }

  void savesAProviderAndLeavesEveryOtherByte() {
    Home home;
    home.ready();
    const bj::object item{
        {"id", "local"},
        {"kind", "ollama"},
        {"base_url", "http://127.0.0.1:10/v1"},
        {"headers", bj::object{{"X-Team", "yes"}}},
        {"keys", bj::array{bj::object{{"name", "main"}, {"secret", "env:A_KEY"}}}},
        {"proxy", nullptr}};
    QCOMPARE(home.call("POST", "providers", item).status, 200);
    const std::string text = home.read("signalbox.yaml");
    const std::size_t begin = kConfig.find("  - id: local"), end = kConfig.find("  - id: openai");
    QVERIFY(text.starts_with(kConfig.substr(0, begin)));
    QVERIFY(text.ends_with(kConfig.substr(end)));
    const config::Provider* provider = home.settings().config()->provider("local");
    QCOMPARE(*provider->baseUrl, "http://127.0.0.1:10/v1");
    QCOMPARE(provider->headers.at(0).value, "yes");
    QCOMPARE(config::toString(provider->keys.at(0).secret), "env:A_KEY");
    const bj::object listed =
        home.get("providers").json().at("providers").as_array().at(0).as_object();
    bj::object same = item;
    same.erase("proxy");
    QCOMPARE(listed.at("item"), bj::value(same));
  }

  void addsAndRemovesAProvider() {
    Home home;
    home.ready();
    const bj::object item{
        {"id", "vllm"}, {"kind", "openai_compatible"}, {"base_url", "http://127.0.0.1:10/v1"}};
    QCOMPARE(home.call("POST", "providers", item).status, 200);
    QVERIFY(home.settings().config()->provider("vllm") != nullptr);
    QCOMPARE(home.call("DELETE", "providers/vllm").status, 200);
    QVERIFY(home.settings().config()->provider("vllm") == nullptr);
    QCOMPARE(home.call("DELETE", "providers/vllm").status, 404);
    // A route needs it: the file stays as it is.
    const std::string before = home.read("signalbox.yaml");
    QCOMPARE(home.call("DELETE", "providers/openai").status, 422);
    QCOMPARE(home.read("signalbox.yaml"), before);
  }

  void refusesASecretInTheFileWithoutRepeatingIt() {
    Home home;
    home.ready();
    const std::string canary = "sk-canary-0123456789abcdef";
    const bj::object item{{"id", "openai"},
                          {"kind", "openai"},
                          {"keys", bj::array{bj::object{{"name", "main"}, {"secret", canary}}}}};
    const Reply reply = home.call("POST", "providers", item);
    QCOMPARE(reply.status, 422);
    QVERIFY(reply.body.find(canary) == std::string::npos);
    QVERIFY(home.read("signalbox.yaml").find(canary) == std::string::npos);
  }

  void savesARouteFromItsOwnJson() {
    Home home;
    home.ready();
    bj::object route = home.get("routes").json().at("routes").as_array().at(0).as_object();
    QCOMPARE(route.at("name").as_string(), "fast");
    QCOMPARE(route.at("flow").at("fallback").at("move_on").as_array().at(0).as_int64(), 429);
    QCOMPARE(home.call("PUT", "routes/fast", route).status, 200);
    const bj::object again = home.get("routes").json().at("routes").as_array().at(0).as_object();
    QCOMPARE(again, route);
    const bj::object flow{{"flow", bj::object{{"target", "local/qwen3"}}}};
    QCOMPARE(home.call("PUT", "routes/big", flow).status, 200);
    QCOMPARE(home.settings().config()->route("big")->flow.model, "qwen3");
    const bj::object cached{{"flow", bj::object{{"target", "local/qwen3"}}},
                            {"cache", bj::object{{"coalesce", true}}}};
    QCOMPARE(home.call("PUT", "routes/big", cached).status, 200);
    const bj::array all = home.get("routes").json().at("routes").as_array();
    QCOMPARE(all.back().at("cache"), cached.at("cache"));
    QCOMPARE(home.call("DELETE", "routes/big").status, 200);
    QVERIFY(home.settings().config()->route("big") == nullptr);
  }

  void savesEachKindOfNodeAsItWasSent_data() {
    QTest::addColumn<QString>("flow");
    const QString two = "[{\"target\":\"local/a\"},{\"id\":\"b\",\"target\":\"local/b\"}]";
    QTest::newRow("race") << "{\"race\":{\"after\":\"250ms\",\"try\":" + two + "}}";
    QTest::newRow("race at once") << "{\"race\":{\"try\":" + two + "}}";
    QTest::newRow("mirror") << "{\"mirror\":{\"percent\":12.5,\"then\":{\"target\":\"local/a\"},"
                               "\"to\":{\"fallback\":{\"try\":" +
                                   two + "}}}}";
    QTest::newRow("inside others") << "{\"fallback\":{\"try\":[{\"race\":{\"try\":" + two +
                                          "}},{\"mirror\":{\"then\":{\"target\":\"local/"
                                          "c\"},\"to\":{\"target\":\"local/d\"}}}]}}";
  }
  void savesEachKindOfNodeAsItWasSent() {
    QFETCH(QString, flow);
    Home home;
    home.ready();
    const bj::value sent = *json::parse(flow.toStdString());
    const Reply saved = home.call("PUT", "routes/fast", bj::object{{"flow", sent}});
    QVERIFY2(saved.status == 200, saved.body.c_str());
    const bj::array routes = home.get("routes").json().at("routes").as_array();
    QCOMPARE(routes.at(0).at("flow"), sent);
    QVERIFY(home.settings().config()->route("fast")->flow.kind != config::Node::Kind::Target);
    // What was written is read as the same by a program that starts anew.
    QCOMPARE(home.call("POST", "config/reload").status, 200);
    QCOMPARE(home.get("routes").json().at("routes").as_array(), routes);
  }

  void writesYamlThatReadsAsTheSameJson_data() {
    QTest::addColumn<QString>("json");
    QTest::newRow("words that mean something else")
        << R"({"id":"a","x":"true","y":"5","z":"null","w":"~","e":"","s":" a ","c":"a: b #c"})";
    QTest::newRow("values") << R"({"id":"a","n":5,"d":0.25,"t":true,"o":{},"l":[]})";
    QTest::newRow("deep") << R"({"id":"a","l":[[1,[2]],{"a":{"b":[{"c":1},{"d":[3]}]}},{}]})";
    QTest::newRow("lines") << "{\"id\":\"a\",\"t\":\"one\\ntwo\\ttab \\\"quoted\\\" \\\\ z\"}";
  }
  void writesYamlThatReadsAsTheSameJson() {
    QFETCH(QString, json);
    const bj::object item = json::parse(json.toStdString())->get_object();
    std::string text = "list:\n  - " + admin::yamlOf(item);
    for (std::size_t at = text.find('\n', 8); at + 1 < text.size(); at = text.find('\n', at + 1))
      text.insert(at + 1, "    ");
    const admin::Items read = admin::itemsOf(text, "list", "id");
    QVERIFY2(read.contains("a"), text.c_str());
    QCOMPARE(read.at("a"), item);
  }

  void dryRunOfADraftChangesNothing() {
    Home home;
    home.ready();
    const bj::object draft{{"match", bj::array{"claude-*"}},
                           {"flow", bj::object{{"target", "local/big"}}}};
    const auto run = [&](const char* name, const bj::object& body) {
      return home.call("POST", std::string("routes/") + name + "/dry-run", body);
    };
    QCOMPARE(run("fast", {{"draft", draft}}).json().at("attempts"), (bj::value{"local/big"}));
    QCOMPARE(run("fast", {}).json().at("attempts").as_array().size(), std::size_t(2));
    // Renamed: the patterns of the old one are free.
    QCOMPARE(run("quick", {{"draft", draft}}).status, 422);
    QCOMPARE(run("quick", {{"draft", draft}, {"replaces", "fast"}}).json().at("route").as_string(),
             "quick");
    const bj::object priced{
        {"messages", bj::array{bj::object{{"role", "user"}, {"content", "hi"}}}}};
    QCOMPARE(
        run("new", {{"draft", bj::object{{"flow", bj::object{{"target", "openai/gpt-4o-mini"}}}}},
                    {"request", priced}})
            .json()
            .at("estimate_usd")
            .is_string(),
        true);
    const std::string text = kConfig + "workers: 2\n";
    QCOMPARE(run("fast", {{"config", text}}).status, 200);
    const Reply wrong = run("fast", {{"config", "version: 1\nnonsense: 1\n"}});
    QCOMPARE(wrong.status, 422);
    QCOMPARE(wrong.json().at("problems").as_array().at(0).at("line").as_int64(), 2);
    QCOMPARE(
        run("fast", {{"draft", bj::object{{"flow", bj::object{{"target", "unknown/x"}}}}}}).status,
        422);
    QCOMPARE(run("fast", {{"draft", "x"}}).status, 400);
    QCOMPARE(run("fast", {{"config", 5}}).status, 400);
    QCOMPARE(home.read("signalbox.yaml"), kConfig);
    QCOMPARE(home.settings().config()->workers, 1);
    QCOMPARE(home.get("routes").json().at("routes").as_array().size(), std::size_t(1));
  }

  void T117_takenPortIsToldAndAnotherOneSaved() {
    Home home;
    home.ready();
    sb::test::RawPeer other([](sb::test::RawSocket&, int) {});
    const std::string port = std::to_string(other.port());
    const std::string text = "version: 1\nlisten: { address: 127.0.0.1, port: " + port +
                             " }  # known to all\nadmin: { address: 127.0.0.1, port: 0 }\n";
    home.write("signalbox.yaml", text);
    QCOMPARE(home.call("POST", "config/reload").status, 200);
    const Reply refused = home.call("POST", "gateway/start");
    QCOMPARE(refused.status, 409);
    const bj::object taken = refused.json().at("taken").as_object();
    QCOMPARE(taken.at("port").as_int64(), std::int64_t(other.port()));
    QCOMPARE(taken.at("pid").as_int64(), std::int64_t(::getpid()));
    QVERIFY(taken.at("program").is_string());
    const bj::value next = taken.at("next_free");
    for (const bj::object& body : {bj::object{{"port", 0}, {"instead_of", other.port()}},
                                   bj::object{{"port", next}}, bj::object{{"port", "7413"}}})
      QCOMPARE(home.call("POST", "gateway/start", body).status, 400);
    QCOMPARE(
        home.call("POST", "gateway/start", bj::object{{"port", next}, {"instead_of", 1}}).status,
        404);
    QCOMPARE(home.read("signalbox.yaml"), text);
    const Reply started = home.call("POST", "gateway/start",
                                    bj::object{{"port", next}, {"instead_of", other.port()}});
    QCOMPARE(started.status, 200);
    QVERIFY(started.json().at("gateway").at("listening").as_bool());
    std::string expected = text;
    expected.replace(expected.find(port), port.size(), std::to_string(next.as_int64()));
    QCOMPARE(home.read("signalbox.yaml"), expected);
  }

  void stopsAndStartsTheListenersOnly() {
    Home home;
    home.ready();
    const bj::object started = home.call("POST", "gateway/start").json();
    QVERIFY(started.at("gateway").at("listening").as_bool());
    const bj::value address = started.at("gateway").at("addresses");
    QCOMPARE(address.as_array().size(), std::size_t(1));
    const bj::object stopped = home.call("POST", "gateway/stop").json();
    QVERIFY(!stopped.at("gateway").at("listening").as_bool());
    QCOMPARE(home.get("config").status, 200);
    // The same port as before, although the file lets it be any.
    QCOMPARE(home.call("POST", "gateway/start").json().at("gateway").at("addresses"), address);
  }
};

SB_TEST(ConfigTest);
#include "config_test.moc"
