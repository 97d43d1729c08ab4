// One section of the configuration at a time by the admin API.
#include "tests/core/admin/support.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::admin::test;

namespace {

bj::value parsed(const char* text) { return *json::parse(text); }

}  // namespace

class SettingsTest : public QObject {
  Q_OBJECT

 private slots:
  void tellsTheFileAndWhatHolds();
  void writesASection_data();
  void writesASection();
  void leavesTheRestOfTheFileAlone();
  void aSectionThatIsTakenOutHasItsDefaults();
  void refusesWhatIsNoSetting_data();
  void refusesWhatIsNoSetting();
  void keepsAFileThatChangedMeanwhile();
};

void SettingsTest::tellsTheFileAndWhatHolds() {
  Home home(kConfig + "timeouts: { total: 90s }\nlimits: { body: 100KB, head: 128KiB }\n");
  home.ready();
  const bj::object json = home.get("settings").json();
  QVERIFY(json.at("writable").as_bool());
  const bj::object& file = json.at("file").as_object();
  QCOMPARE(file.at("timeouts"), parsed(R"({"total":"90s"})"));
  QVERIFY(file.at("workers").is_null());
  const bj::object& now = json.at("in_force").as_object();
  QCOMPARE(now.at("timeouts").at("total").as_string(), "90s");
  QCOMPARE(now.at("timeouts").at("first_token").as_string(), "2m");
  QCOMPARE(now.at("limits").at("body").as_string(), "100KB");
  QCOMPARE(now.at("limits").at("head").as_string(), "128KiB");
  QCOMPARE(now.at("ledger").at("retain").as_string(), "30d");
  QCOMPARE(now.at("ledger").at("max_bytes").as_string(), "5GB");
  QCOMPARE(now.at("workers").as_int64(), 1);
}

void SettingsTest::writesASection_data() {
  QTest::addColumn<std::string>("section");
  QTest::addColumn<std::string>("value");
  const auto row = [](const char* section, const char* value) {
    QTest::newRow(value) << std::string(section) << std::string(value);
  };
  row("timeouts", R"({"connect":"7s","total":"1h"})");
  row("workers", "2");
  row("hosts", R"(["gateway.local","other.local"])");
  row("hosts", "[]");
  row("origins", R"(["https://app.example.com"])");
  row("network", R"({"proxy":"http://proxy.example:3128","extra_ca":["/etc/a b.pem"]})");
  row("auth", R"({"required":false})");
  row("ledger", R"({"bodies":"none","retain":"7d","max_bytes":"1GB"})");
  row("listen", R"({"address":"127.0.0.1","port":0})");
  row("listen", R"([{"address":"127.0.0.1","port":0},{"address":"::1","port":0}])");
}

void SettingsTest::writesASection() {
  QFETCH(std::string, section);
  QFETCH(std::string, value);
  Home home;
  home.ready();
  const bj::value wanted = parsed(value.c_str());
  const auto path = "settings/" + section;
  const Reply reply = home.call("PUT", path, bj::object{{"value", wanted}});
  QVERIFY2(reply.status == 200, reply.body.c_str());
  QCOMPARE(home.get("settings").json().at("file").at(section), wanted);
  // A second one takes the place of the first.
  QCOMPARE(home.call("PUT", path, bj::object{{"value", wanted}}).status, 200);
  QCOMPARE(home.get("settings").json().at("file").at(section), wanted);
  QVERIFY(home.read("signalbox.yaml").starts_with(kConfig.substr(0, 10)));
}

void SettingsTest::leavesTheRestOfTheFileAlone() {
  const std::string more = "# how long\ntimeouts: { total: 90s }  # not longer\n# the end\n";
  Home home(kConfig + more);
  home.ready();
  const Reply reply = home.call("PUT", "settings/workers", bj::object{{"value", 2}});
  QCOMPARE(reply.status, 200);
  const std::string text = home.read("signalbox.yaml");
  QVERIFY(text.find(more) != std::string::npos);
  QVERIFY(text.find("workers: 2\n") != std::string::npos);
}

void SettingsTest::aSectionThatIsTakenOutHasItsDefaults() {
  Home home(kConfig + "timeouts: { total: 90s }\n");
  home.ready();
  QCOMPARE(home.call("DELETE", "settings/timeouts").status, 200);
  QCOMPARE(home.read("signalbox.yaml"), kConfig);
  const bj::object json = home.get("settings").json();
  QCOMPARE(json.at("in_force").at("timeouts").at("total").as_string(), "30m");
  QCOMPARE(home.call("DELETE", "settings/timeouts").status, 404);
}

void SettingsTest::refusesWhatIsNoSetting_data() {
  QTest::addColumn<std::string>("section");
  QTest::addColumn<std::string>("body");
  QTest::addColumn<int>("status");
  const auto row = [](const char* name, const char* section, const char* body, int status) {
    QTest::newRow(name) << std::string(section) << std::string(body) << status;
  };
  row("a list of things", "providers", R"({"value":[]})", 404);
  row("the version", "version", R"({"value":2})", 404);
  row("no section", "nonsense", R"({"value":1})", 404);
  row("no value", "workers", "{}", 400);
  row("null", "workers", R"({"value":null})", 400);
  row("a wrong value", "workers", R"({"value":"many"})", 422);
  row("a wrong name", "timeouts", R"({"value":{"conect":"1s"}})", 422);
  row("a text with lines", "workers", R"({"value":"1\nproviders: []"})", 422);
  row("a loop", "listen", R"({"value":{"address":"nowhere","port":1}})", 422);
}

void SettingsTest::refusesWhatIsNoSetting() {
  QFETCH(std::string, section);
  QFETCH(std::string, body);
  QFETCH(int, status);
  Home home;
  home.ready();
  const Reply reply = home.call("PUT", "settings/" + section, parsed(body.c_str()).as_object());
  QVERIFY2(reply.status == status, reply.body.c_str());
  QCOMPARE(home.read("signalbox.yaml"), kConfig);
}

void SettingsTest::keepsAFileThatChangedMeanwhile() {
  Home home;
  home.ready();
  home.write("signalbox.yaml", kConfig + "# by hand\n");
  const Reply reply = home.call("PUT", "settings/workers", bj::object{{"value", 2}});
  QCOMPARE(reply.status, 409);
  QCOMPARE(reply.json().at("text").as_string(), kConfig + "# by hand\n");
}

SB_TEST(SettingsTest);
#include "settings_test.moc"
