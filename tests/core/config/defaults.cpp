#include <QtTest>

#include "complete.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::config;

namespace {

std::shared_ptr<const Config> read(const std::string& text) {
  const Loaded loaded = load(text, test::known());
  if (!loaded.problems.empty()) qWarning("%s", toString(loaded.problems, "file").c_str());
  return loaded.config;
}

std::string withRoutes(const std::string& flow) {
  return "version: 1\nproviders: [ { id: a, kind: openai } ]\nroutes: [ { name: r, flow: " + flow +
         " } ]\n";
}

}  // namespace

class Defaults : public QObject {
  Q_OBJECT

 private slots:
  void givesDefaultsForEmptyText_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("nothing") << QByteArray("");
    QTest::newRow("comment") << QByteArray("# later\n");
    QTest::newRow("document start") << QByteArray("---\n");
    QTest::newRow("version only") << QByteArray("version: 1\n");
    QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbfversion: 1\n");
    QTest::newRow("windows") << QByteArray("version: 1\r\nworkers: 1\r\n");
    QTest::newRow("empty sections") << QByteArray(
        "version: 1\nlisten:\nadmin:\nauth:\nhosts:\norigins:\nnetwork:\ntimeouts:\n"
        "limits:\nkeys:\nproviders:\nmodels:\nroutes:\nledger:\n");
  }
  void givesDefaultsForEmptyText() {
    QFETCH(QByteArray, text);
    const auto config = read(text.toStdString());
    QVERIFY(config);
    QCOMPARE(config->listen.size(), 1u);
    QCOMPARE(config->listen[0].address, "127.0.0.1");
    QCOMPARE(config->listen[0].port, 7411);
    QCOMPARE(config->admin.port, 7412);
    QVERIFY(config->authRequired && config->onlyLoopback());
    QCOMPARE(config->proxy, "system");
    QVERIFY(!config->fetchMedia);
    QCOMPARE(config->workers, 1);
    QCOMPARE(config->timeouts.total.count(), 1'800'000);
    QVERIFY(config->ledger.bodies == Ledger::Bodies::Full);
    QVERIFY(config->ledger.onFull == Ledger::OnFull::Serve);
    QVERIFY(config->providers.empty() && config->routes.empty() && config->keys.empty());
  }

  void takesOneListenerAsMap() {
    const auto config = read("version: 1\nlisten: { port: 0 }\n");
    QVERIFY(config);
    QCOMPARE(config->listen.size(), 1u);
    QCOMPARE(config->listen[0].port, 0);
    QCOMPARE(config->listen[0].address, "127.0.0.1");
  }

  void keepsNoBodiesOffLoopbackUnlessAsked() {
    const std::string open = "version: 1\nlisten: { address: 0.0.0.0 }\n";
    QVERIFY(read(open)->ledger.bodies == Ledger::Bodies::None);
    QVERIFY(read(open + "ledger: { retain: 1d }\n")->ledger.bodies == Ledger::Bodies::None);
    QVERIFY(read(open + "ledger: { bodies: full }\n")->ledger.bodies == Ledger::Bodies::Full);
  }

  void commandLineIsHeldToTheSameRules() {
    Known known = test::known();
    known.listen.emplace();
    known.listen->address = "0.0.0.0";
    const auto open = load("version: 1\n", known).config;
    QVERIFY(open);
    QCOMPARE(open->listen.at(0).address, "0.0.0.0");
    QVERIFY(open->ledger.bodies == Ledger::Bodies::None);
    QVERIFY(load("", known).config->ledger.bodies == Ledger::Bodies::None);
    const Loaded keyless = load("version: 1\nauth: { required: false }\n", known);
    QVERIFY(!keyless.config);
    QVERIFY(keyless.problems.at(0).what.find("loopback") != std::string::npos);
    known.listen->address = "127.0.0.1";
    QVERIFY(load("version: 1\nlisten: { address: 0.0.0.0 }\nauth: { required: false }\n", known)
                .config);
  }

  void refusesOnFullDiskWithStrict() {
    QVERIFY(read("version: 1\nledger: { durability: strict }")->ledger.onFull ==
            Ledger::OnFull::Refuse);
    QVERIFY(read("version: 1\nledger: { on_full: serve, durability: strict }")->ledger.onFull ==
            Ledger::OnFull::Serve);
  }

  void allowsKeylessOnLoopback() {
    QVERIFY(!read("version: 1\nauth: { required: false }\nlisten: { address: localhost }")
                 ->authRequired);
  }

  void takesPlainDurationAsTotal() {
    const auto config = read(withRoutes("{ target: a/m, timeout: 9s }"));
    QCOMPARE(config->routes[0].flow.timeouts.total->count(), 9'000);
    QVERIFY(!config->routes[0].flow.timeouts.connect);
  }

  void appliesOnlyGivenTimeouts() {
    Timeouts timeouts;
    TimeoutOverrides overrides;
    overrides.stall = Millis(5);
    timeouts.apply(overrides);
    QCOMPARE(timeouts.stall.count(), 5);
    QCOMPARE(timeouts.connect.count(), 5'000);
  }

  void splitsTargetAtFirstSlash() {
    const auto config = read(withRoutes("{ target: a/openai/gpt-4o }"));
    QCOMPARE(config->routes[0].flow.provider, "a");
    QCOMPARE(config->routes[0].flow.model, "openai/gpt-4o");
  }

  void numbersNodesAroundGivenIds() {
    const auto config =
        read(withRoutes("{ fallback: { try: [ { target: a/x }, { target: a/y, id: n2 } ] } }"));
    const Node& flow = config->routes[0].flow;
    QCOMPARE(flow.id, "n1");
    QCOMPARE(flow.children[0].id, "n2-2");
    QCOMPARE(flow.children[1].id, "n2");
  }

  void namesOnlyKeyMain() {
    const auto config =
        read("version: 1\nproviders: [ { id: a, kind: openai, keys: [ { secret: env:K } ] } ]");
    QCOMPARE(config->providers[0].keys[0].name, "main");
  }

  void takesKeychainWhereThereIsOne() {
    Known known = test::known();
    known.keychain = true;
    const Loaded loaded = load(
        "version: 1\nproviders: [ { id: a, kind: openai, keys: [ { secret: keychain:openai } ] } ]",
        known);
    QVERIFY(loaded.config);
    QCOMPARE(toString(loaded.config->providers[0].keys[0].secret), "keychain:openai");
  }

  void convertsScalarsToJson_data() {
    QTest::addColumn<QString>("yaml");
    QTest::addColumn<QString>("json");
    const auto row = [](const char* yaml, const char* json) {
      QTest::newRow(yaml) << QString(yaml) << QString(json);
    };
    row("true", "true");
    row("False", "false");
    row("'true'", "\"true\"");
    row("~", "null");
    row("null", "null");
    row("'null'", "\"null\"");
    row("0", "0");
    row("-1.50", "-1.50");
    row("1e5", "1e5");
    row("123456789012345678901234567890", "123456789012345678901234567890");
    row("'5'", "\"5\"");
    row("yes", "\"yes\"");
    row("1.2.3", "\"1.2.3\"");
    row("12abc", "\"12abc\"");
    row("2024-01-01", "\"2024-01-01\"");
    row("'.5'", "\".5\"");
    row("\"a\\n\\\"b\\\"\"", "\"a\\n\\\"b\\\"\"");
    row("''", "\"\"");
    row("[]", "[]");
    row("{}", "{}");
    row("{ a: [ 1, { b: } ] }", "{\"a\":[1,{\"b\":null}]}");
  }
  void convertsScalarsToJson() {
    QFETCH(QString, yaml);
    QFETCH(QString, json);
    const auto config = read(
        withRoutes("{ target: a/m, params: { override: { x: " + yaml.toStdString() + " } } }"));
    QVERIFY(config);
    QCOMPARE(config->routes[0].flow.params.overrides[0].second, json.toStdString());
  }
};

SB_TEST(Defaults);
#include "defaults.moc"
