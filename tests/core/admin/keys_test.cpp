// Gateway keys and provider secrets by the admin API.
#include "tests/core/admin/support.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::admin::test;

namespace {

bj::object created(const Home& home, const std::string& name) {
  return home.call("POST", "keys", bj::object{{"name", name}}).json();
}

}  // namespace

class KeysTest : public QObject {
  Q_OBJECT

 private slots:
  void showsTheTextOfAKeyOnce() {
    Home home;
    home.ready();
    const Reply reply = home.call("POST", "keys",
                                  bj::object{{"name", "laptop"},
                                             {"models", bj::array{"fast", "openai/*"}},
                                             {"tags", bj::array{"dev"}},
                                             {"expires", "2090-01-01"}});
    QCOMPARE(reply.status, 201);
    const std::string text(reply.json().at("text").as_string());
    QVERIFY(text.starts_with("sk-sb-"));
    const auto checked = home.keys().check(text, systemClock().wall());
    QVERIFY(bool(checked));
    QVERIFY(policy::allows(**checked, "openai/gpt-4o"));
    QVERIFY(!policy::allows(**checked, "local/qwen3"));
    const Reply list = home.get("keys");
    const bj::object key = list.json().at("keys").as_array().at(0).as_object();
    QCOMPARE(key.at("name").as_string(), "laptop");
    QCOMPARE(key.at("origin").as_string(), "stored");
    QCOMPARE(key.at("expires").as_string(), "2090-01-01T00:00:00.000Z");
    QVERIFY(!key.at("last_used").is_null());
    QVERIFY(list.body.find(text.substr(text.rfind('-') + 1)) == std::string::npos);
  }

  void refusesWrongKeys_data() {
    QTest::addColumn<QString>("body");
    QTest::addColumn<int>("status");
    QTest::newRow("no name") << "{}" << 400;
    QTest::newRow("models as text") << R"({"name":"a","models":"fast"})" << 400;
    QTest::newRow("models of numbers") << R"({"name":"a","models":[1]})" << 400;
    QTest::newRow("no date") << R"({"name":"a","expires":"soon"})" << 400;
    QTest::newRow("a past date") << R"({"name":"a","expires":"2001-01-01"})" << 400;
    QTest::newRow("a name in use") << R"({"name":"taken"})" << 409;
  }
  void refusesWrongKeys() {
    QFETCH(QString, body);
    QFETCH(int, status);
    Home home;
    home.ready();
    created(home, "taken");
    QCOMPARE(home.call("POST", "keys", *json::parse(body.toStdString())).status, status);
  }

  void revokesAtOnceAndClosesWhatRuns() {
    Home home;
    home.ready();
    const bj::object key = created(home, "laptop");
    const std::string id(key.at("key").at("id").as_string()), text(key.at("text").as_string());
    QVERIFY(bool(home.keys().check(text, systemClock().wall())));
    std::vector<std::string> told;
    const auto subscription =
        home.keys().subscribe([&](const policy::KeyHandle& one) { told.push_back(one->id); });
    QCOMPARE(home.call("DELETE", "keys/" + id).status, 204);
    QCOMPARE(told, std::vector<std::string>{id});
    const auto checked = home.keys().check(text, systemClock().wall());
    QVERIFY(!checked);
    QCOMPARE(int(checked.error().kind), int(ErrorKind::KeyRevoked));
    const bj::value listed = home.get("keys").json().at("keys").as_array().at(0);
    QVERIFY(listed.at("revoked").is_string());
    QCOMPARE(home.call("DELETE", "keys/nobody").status, 404);
  }

  void renamesAKey() {
    Home home;
    home.ready();
    const std::string id(created(home, "laptop").at("key").at("id").as_string());
    created(home, "other");
    const Reply renamed = home.call("PATCH", "keys/" + id, bj::object{{"name", "desk"}});
    QCOMPARE(renamed.status, 200);
    QCOMPARE(renamed.json().at("name").as_string(), "desk");
    QCOMPARE(home.keys().find(id)->name, "desk");
    QCOMPARE(home.call("PATCH", "keys/" + id, bj::object{{"name", "other"}}).status, 409);
    QCOMPARE(home.call("PATCH", "keys/nobody", bj::object{{"name", "x"}}).status, 404);
  }

  void leavesKeysOfTheFileToTheFile() {
    qputenv("SB_TEST_FILE_KEY", "a-key-of-the-file-0123456789");
    Home home(kConfig + "keys: [ { name: ci, value: \"env:SB_TEST_FILE_KEY\" } ]\n");
    home.ready();
    const bj::value key = home.get("keys").json().at("keys").as_array().at(0);
    QCOMPARE(key.at("origin").as_string(), "file");
    const Reply reply = home.call("DELETE", "keys/file%3Aci");
    QCOMPARE(reply.status, 409);
    QVERIFY(bool(home.keys().check("a-key-of-the-file-0123456789", systemClock().wall())));
  }

  void handsOutAKeyForASession() {
    Home home;
    home.ready();
    const Reply reply = home.call("POST", "session-key");
    QCOMPARE(reply.status, 201);
    const std::string text(reply.json().at("text").as_string());
    QVERIFY(bool(home.keys().check(text, systemClock().wall())));
    const std::string id(reply.json().at("key").at("id").as_string());
    QCOMPARE(home.call("DELETE", "keys/" + id).status, 204);
    QVERIFY(!home.keys().check(text, systemClock().wall()));
  }

  void saysWhyKeysAreSuspended() {
    Home home;
    home.readyWithoutKeyStore();
    QCOMPARE(home.get("status").json().at("keys").at("suspended").as_string(),
             "state.db is damaged");
    const Reply reply = home.call("POST", "keys", bj::object{{"name", "a"}});
    QCOMPARE(reply.status, 503);
    QCOMPARE(reply.kind(), "store_corrupt");
    QCOMPARE(home.get("keys").status, 200);
  }

  void countsTheMoneyOfAKey() {
    Home home;
    home.ready();
    created(home, "ci");
    auto record = Home::record("qwen3");
    record->attempts.front().cost.usd.value = 1'500;
    home.ledger().submit(std::move(record));
    home.settle();
    const bj::value key = home.get("keys").json().at("keys").as_array().at(0);
    QCOMPARE(key.at("spend_usd_30d").as_string(), "0.000001500");
  }

  void unknownPricesAreNotNothing() {
    Home home;
    home.ready();
    created(home, "ci");
    auto record = Home::record("qwen3");
    record->attempts.front().cost = {};
    home.ledger().submit(std::move(record));
    home.settle();
    const bj::value key = home.get("keys").json().at("keys").as_array().at(0);
    QVERIFY(key.at("spend_usd_30d").is_null());
  }

  void neverGivesASecretBack() {
    const std::string canary = "canary-7f3a9c1e5b2d4860-secret";
    Home home;
    home.ready();
    sb::test::RawSocket events(home.port());
    events.send(home.head("GET", "events?topics=logs,live,status,keys,config") + "\r\n");
    events.readUntil("event: hello");
    QCOMPARE(home.call("PUT", "secrets/openai", bj::object{{"value", canary}}).status, 204);
    std::string seen;
    for (const char* target : {"secrets", "providers", "config", "status", "routes", "keys", "logs",
                               "models", "presets", "providers/openai/models"})
      seen += home.get(target).body;
    seen += home.call("POST", "providers/openai/test").body;
    seen += home.call("POST", "routes/fast/dry-run", bj::object()).body;
    seen += home.call("PUT", "secrets/a%20b", bj::object{{"value", canary}}).body;
    seen += home.call("PUT", "secrets/other", bj::object{{"value", canary + "\n"}}).body;
    seen += events.readUntil("event: status");
    QVERIFY(seen.size() > 1'000);
    QVERIFY(seen.find(canary) == std::string::npos);
    QVERIFY(seen.find(canary.substr(0, canary.size() - 4)) == std::string::npos);
    // The last four characters tell a person which one it is.
    const bj::array secrets = home.get("secrets").json().at("secrets").as_array();
    const bj::object secret = secrets.at(0).as_object();
    QCOMPARE(secret.at("hint").as_string(), "…cret");
    QCOMPARE(secret.at("used_by").as_array().at(0).as_string(), "providers/openai/main");
    for (const char* file : {"log.db", "state.db", "vault.bin", "signalbox.yaml"})
      QVERIFY2(home.read(file).find(canary) == std::string::npos, file);
  }

  void takesSecretsAsTheyArePasted_data() {
    QTest::addColumn<QByteArray>("pasted");
    QTest::addColumn<int>("status");
    QTest::newRow("as it is") << QByteArray("sk-0123456789") << 204;
    QTest::newRow("line end") << QByteArray("sk-0123456789\n") << 204;
    QTest::newRow("Windows line end") << QByteArray("sk-0123456789\r\n") << 204;
    QTest::newRow("space around it") << QByteArray(" \t\nsk-0123456789 \n") << 204;
    QTest::newRow("two lines") << QByteArray("sk-01234\nx-evil: 1") << 400;
    QTest::newRow("tab inside") << QByteArray("sk-01234\t56789") << 400;
    QTest::newRow("NUL inside") << QByteArray("sk-01234\0 56789", 15) << 400;
    QTest::newRow("DEL inside") << QByteArray("sk-01234\x7f 56789") << 400;
    QTest::newRow("only space") << QByteArray(" \n") << 400;
    QTest::newRow("nothing") << QByteArray("") << 400;
  }

  void takesSecretsAsTheyArePasted() {
    QFETCH(QByteArray, pasted);
    QFETCH(int, status);
    Home home;
    home.ready();
    const auto answer =
        home.call("PUT", "secrets/openai", bj::object{{"value", pasted.toStdString()}});
    QCOMPARE(answer.status, status);
    if (status == 400) {
      QVERIFY(answer.body.find("value ") != std::string::npos);
      QVERIFY(answer.body.find("sk-") == std::string::npos);
      QVERIFY(home.get("secrets").json().at("secrets").as_array().empty());
    } else {
      const auto kept = home.vault().get("openai");
      QVERIFY(bool(kept));
      QVERIFY(kept->reveal() == "sk-0123456789");
    }
  }

  void putsASecretInForceAtOnce() {
    Home home;
    home.ready();
    const auto status = [&] {
      const bj::object all = home.get("providers").json();
      for (const bj::value& one : all.at("providers").as_array())
        if (one.at("id").as_string() == "openai")
          return std::string(one.at("keys").as_array().at(0).at("status").as_string());
      return std::string();
    };
    QCOMPARE(status(), "missing");
    home.call("PUT", "secrets/openai", bj::object{{"value", "sk-test-0123456789"}});
    QCOMPARE(status(), "usable");
    QCOMPARE(home.call("DELETE", "secrets/openai").status, 204);
    QCOMPARE(status(), "missing");
    QCOMPARE(home.call("DELETE", "secrets/openai").status, 404);
    QCOMPARE(home.call("PUT", "secrets/openai", bj::object{{"value", 5}}).status, 400);
  }
};

SB_TEST(KeysTest);
#include "keys_test.moc"
