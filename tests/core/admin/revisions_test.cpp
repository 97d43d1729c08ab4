// Revisions of the configuration by the admin API.
#include "core/config/file.h"
#include "tests/core/admin/support.h"
#include "tests/support/full_disk.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::admin::test;

namespace {

const std::string kSecond = kConfig + "hosts: [ gateway.local ]\n";

// The answer's JSON; what else came is told.
bj::object jsonOf(const Home& home, const std::string& target) {
  const Reply reply = home.get(target);
  if (reply.status != 200) qWarning("%s: %d %s", target.c_str(), reply.status, reply.body.c_str());
  return reply.json();
}

bj::array listed(const Home& home, const std::string& query = "") {
  return jsonOf(home, "config/revisions" + query).at("revisions").as_array();
}

bj::value revisionOf(const Home& home) { return jsonOf(home, "config").at("revision"); }

Reply save(const Home& home, const std::string& text, const bj::object& more = {}) {
  bj::object body{{"text", text}, {"revision", revisionOf(home)}};
  for (const auto& [name, value] : more)
    body[name] = value;
  return home.call("PUT", "config", body);
}

// The same from a program that names itself.
Reply saveAs(const Home& home, const std::string& text, const std::string& program) {
  const std::string body = json::write(bj::object{{"text", text}, {"revision", revisionOf(home)}});
  return home.send(home.head("PUT", "config", "User-Agent: " + program + "\r\n") +
                   "Content-Type: application/json\r\nContent-Length: " +
                   std::to_string(body.size()) + "\r\n\r\n" + body);
}

}  // namespace

class AdminRevisionsTest : public QObject {
  Q_OBJECT

 private slots:
  void eachTextThatCameIntoForceIsListed();
  void saysWhoBroughtIt_data();
  void saysWhoBroughtIt();
  void pages();
  void aMessageIsKept();
  void showsATextAndWhatDiffers();
  void tooLargeADifferenceIsCounted();
  void rollsBack();
  void rollsBackOnlyWhatTheCallerHasSeen();
  void aTextThatIsNotValidAnyMoreStaysOut();
  void aFileThatCannotBeWrittenRefuses();
  void forgets();
  void refusesWhatIsNoNumber();
};

void AdminRevisionsTest::eachTextThatCameIntoForceIsListed() {
  Home home;
  home.ready();
  QCOMPARE(listed(home).size(), std::size_t(1));
  const bj::object first = listed(home)[0].as_object();
  QCOMPARE(first.at("number").as_int64(), std::int64_t(1));
  QCOMPARE(first.at("author").as_string(), "file");
  QCOMPARE(first.at("revision"), revisionOf(home));
  QVERIFY(first.at("message").is_null() && first.at("client").is_null());
  QVERIFY(!first.contains("text"));
  QCOMPARE(save(home, kSecond).status, 200);
  // What is refused, or is the same again, is none.
  QCOMPARE(save(home, "version: 9\n").status, 422);
  QCOMPARE(save(home, kSecond).status, 200);
  QCOMPARE(home.call("POST", "config/reload").status, 200);
  const bj::array all = listed(home);
  QCOMPARE(all.size(), std::size_t(2));
  QCOMPARE(all[0].at("number").as_int64(), std::int64_t(2));
  QCOMPARE(all[0].at("added").as_int64(), std::int64_t(1));
  QCOMPARE(all[0].at("removed").as_int64(), std::int64_t(0));
  QCOMPARE(jsonOf(home, "config/revisions").at("revision_in_force"), all[0].at("revision"));
}

void AdminRevisionsTest::saysWhoBroughtIt_data() {
  QTest::addColumn<QString>("program");
  QTest::addColumn<QString>("author");
  QTest::addColumn<QString>("client");
  QTest::newRow("console") << "signalbox-console"
                           << "console"
                           << "";
  QTest::newRow("signalboxctl") << "signalboxctl"
                                << "signalboxctl"
                                << "";
  QTest::newRow("another") << "curl/7.88.1"
                           << "api"
                           << "curl/7.88.1";
  QTest::newRow("nobody") << ""
                          << "api"
                          << "";
  QTest::newRow("long") << QString(300, 'x') << "api" << QString(100, 'x') + "…";
}
void AdminRevisionsTest::saysWhoBroughtIt() {
  QFETCH(QString, program);
  QFETCH(QString, author);
  QFETCH(QString, client);
  Home home;
  home.ready();
  QCOMPARE(saveAs(home, kSecond, program.toStdString()).status, 200);
  const bj::value newest = listed(home)[0];
  QCOMPARE(newest.at("author").as_string(), author.toStdString());
  if (client.isEmpty())
    QVERIFY(newest.at("client").is_null());
  else
    QCOMPARE(newest.at("client").as_string(), client.toStdString());
  // An edit of one item is the same program's; an edit of the file is the file's.
  const bj::object value{{"value", bj::array{"a.example"}}};
  QCOMPARE(home.call("PUT", "settings/hosts", value).status, 200);
  QCOMPARE(listed(home)[0].at("author").as_string(), "api");
  home.write("signalbox.yaml", kConfig);
  QCOMPARE(home.call("POST", "config/reload").status, 200);
  QCOMPARE(listed(home)[0].at("author").as_string(), "file");
  QCOMPARE(listed(home).size(), std::size_t(4));
}

void AdminRevisionsTest::pages() {
  Home home;
  home.ready();
  for (int i = 0; i < 4; ++i)
    QCOMPARE(save(home, kConfig + "# " + std::to_string(i) + "\n").status, 200);
  const bj::object page = jsonOf(home, "config/revisions?limit=2");
  QCOMPARE(page.at("revisions").as_array().size(), std::size_t(2));
  QCOMPARE(page.at("next").as_string(), "4");
  const bj::object rest = jsonOf(home, "config/revisions?limit=3&before=4");
  QCOMPARE(rest.at("revisions").at(0).at("number").as_int64(), std::int64_t(3));
  QCOMPARE(rest.at("revisions").as_array().size(), std::size_t(3));
  QVERIFY(rest.at("next").is_null());
  for (const char* wrong : {"?limit=0", "?limit=501", "?before=x"})
    QCOMPARE(home.get(std::string("config/revisions") + wrong).status, 400);
}

void AdminRevisionsTest::aMessageIsKept() {
  Home home;
  home.ready();
  QCOMPARE(save(home, kSecond, {{"message", "Für die Gäste"}}).status, 200);
  QCOMPARE(listed(home)[0].at("message").as_string(), "Für die Gäste");
  for (const bj::value& wrong : {bj::value("a\nb"), bj::value(std::string(501, 'a')), bj::value(5)})
    QCOMPARE(save(home, kConfig, {{"message", wrong}}).status, 400);
  QCOMPARE(home.read("signalbox.yaml"), kSecond);
}

void AdminRevisionsTest::showsATextAndWhatDiffers() {
  Home home;
  home.ready();
  QCOMPARE(save(home, kSecond).status, 200);
  QCOMPARE(save(home, "version: 1\n").status, 200);
  QCOMPARE(jsonOf(home, "config/revisions/1").at("text").as_string(), kConfig);
  const bj::object diff = jsonOf(home, "config/revisions/2/diff");
  QCOMPARE(diff.at("from").at("number").as_int64(), std::int64_t(1));
  QCOMPARE(diff.at("to").at("number").as_int64(), std::int64_t(2));
  QCOMPARE(diff.at("added").as_int64(), std::int64_t(1));
  const std::string text(diff.at("text").as_string());
  QVERIFY2(text.starts_with("--- revision 1\n+++ revision 2\n@@ -17,3 +17,4 @@\n"), text.c_str());
  QVERIFY2(text.ends_with("\n+hosts: [ gateway.local ]\n"), text.c_str());
  const bj::object hunk = diff.at("hunks").at(0).as_object();
  QCOMPARE(hunk.at("new_lines").as_int64(), std::int64_t(4));
  QCOMPARE(hunk.at("lines").at(0).at("text").as_string(), "        move_on: [ 429 ]");
  QCOMPARE(hunk.at("lines").at(3),
           (bj::object{{"kind", "added"}, {"text", "hosts: [ gateway.local ]"}, {"ended", true}}));
  // The other way round; against what is in force; from nothing.
  QCOMPARE(jsonOf(home, "config/revisions/1/diff?against=2").at("removed").as_int64(), 1);
  const bj::object back = jsonOf(home, "config/revisions/2/diff?against=current");
  QVERIFY(back.at("from").at("number").is_null());
  QCOMPARE(back.at("from").at("revision"), revisionOf(home));
  QVERIFY(back.at("added").as_int64() > 15);
  const bj::object first = jsonOf(home, "config/revisions/1/diff");
  QVERIFY(first.at("from").is_null());
  QCOMPARE(first.at("removed").as_int64(), std::int64_t(0));
  QCOMPARE(home.get("config/revisions/2/diff?against=9").status, 404);
  QCOMPARE(home.get("config/revisions/2/diff?against=x").status, 400);
  QCOMPARE(home.get("config/revisions/9/diff").status, 404);
}

void AdminRevisionsTest::tooLargeADifferenceIsCounted() {
  Home home;
  home.ready();
  std::string text = kConfig;
  for (int i = 0; i < 30'000; ++i)
    text += "# line " + std::to_string(i) + "\n";
  QCOMPARE(save(home, text).status, 200);
  const bj::object diff = jsonOf(home, "config/revisions/2/diff");
  QVERIFY(diff.at("too_large").as_bool());
  QCOMPARE(diff.at("added").as_int64(), std::int64_t(30'000));
  QVERIFY(diff.at("hunks").as_array().empty());
}

void AdminRevisionsTest::rollsBack() {
  Home home;
  home.ready();
  QCOMPARE(save(home, kSecond).status, 200);
  QCOMPARE(home.settings().config()->hosts.size(), std::size_t(1));
  const Reply done =
      home.call("POST", "config/revisions/1/rollback",
                bj::object{{"revision", revisionOf(home)}, {"message", "It was better"}});
  QCOMPARE(done.status, 200);
  QVERIFY(done.json().at("changed").as_bool());
  QCOMPARE(home.read("signalbox.yaml"), kConfig);
  QVERIFY(home.settings().config()->hosts.empty());
  const bj::object newest = listed(home)[0].as_object();
  QCOMPARE(newest.at("number").as_int64(), std::int64_t(3));
  QCOMPARE(newest.at("rolled_back_to").as_int64(), std::int64_t(1));
  QCOMPARE(newest.at("message").as_string(), "It was better");
  // To what is in force: nothing happens.
  const Reply again =
      home.call("POST", "config/revisions/1/rollback", bj::object{{"revision", revisionOf(home)}});
  QVERIFY(!again.json().at("changed").as_bool());
  QCOMPARE(listed(home).size(), std::size_t(3));
  QCOMPARE(
      home.call("POST", "config/revisions/9/rollback", bj::object{{"revision", revisionOf(home)}})
          .status,
      404);
  QCOMPARE(home.call("POST", "config/revisions/1/rollback", bj::object{}).status, 400);
}

void AdminRevisionsTest::rollsBackOnlyWhatTheCallerHasSeen() {
  Home home;
  home.ready();
  const bj::value seen = revisionOf(home);
  QCOMPARE(save(home, kSecond).status, 200);
  const Reply refused =
      home.call("POST", "config/revisions/1/rollback", bj::object{{"revision", seen}});
  QCOMPARE(refused.status, 409);
  QCOMPARE(refused.json().at("text").as_string(), kSecond);
  QCOMPARE(home.read("signalbox.yaml"), kSecond);
  QCOMPARE(listed(home).size(), std::size_t(2));
}

void AdminRevisionsTest::aTextThatIsNotValidAnyMoreStaysOut() {
  Home home;
  home.ready();
  QCOMPARE(listed(home).size(), std::size_t(1));
  {
    // As an older program, with other rules, would have left it.
    const std::string state = home.path("state.db");
    config::RevisionStore store(*policy::openState(state.substr(0, state.rfind('/'))));
    QVERIFY(store.add(std::vector<config::NewRevision>{{"version: 1\nworkers: many\n", {}, 1},
                                                       {kConfig, {}, 2}}));
  }
  const auto all = listed(home);
  const std::string old = std::to_string(all.at(1).at("number").as_int64());
  const Reply refused = home.call("POST", "config/revisions/" + old + "/rollback",
                                  bj::object{{"revision", revisionOf(home)}});
  QCOMPARE(refused.status, 422);
  QCOMPARE(refused.json().at("problems").at(0).at("line").as_int64(), std::int64_t(2));
  QCOMPARE(home.read("signalbox.yaml"), kConfig);
  QCOMPARE(listed(home).size(), all.size());
}

void AdminRevisionsTest::aFileThatCannotBeWrittenRefuses() {
  Home home;
  home.ready();
  QCOMPARE(save(home, kSecond).status, 200);
  const bj::value revision = revisionOf(home);
  QCOMPARE(listed(home).size(), std::size_t(2));  // written down by now
  int put = 0, back = 0;
  {
    const sb::test::FullDisk full;
    put = save(home, kConfig).status;
    back =
        home.call("POST", "config/revisions/1/rollback", bj::object{{"revision", revision}}).status;
  }
  QVERIFY2(back >= 500, std::to_string(back).c_str());
  QCOMPARE(back, put);
  QCOMPARE(home.read("signalbox.yaml"), kSecond);
  QCOMPARE(home.settings().config()->hosts.size(), std::size_t(1));
  QCOMPARE(listed(home).size(), std::size_t(2));
}

void AdminRevisionsTest::forgets() {
  Home home;
  home.ready();
  QCOMPARE(save(home, kSecond).status, 200);
  QCOMPARE(home.call("DELETE", "config/revisions/1").status, 204);
  QCOMPARE(home.call("DELETE", "config/revisions/1").status, 404);
  QCOMPARE(home.get("config/revisions/1").status, 404);
  QCOMPARE(home.call("DELETE", "config/revisions/2").status, 409);
  QCOMPARE(listed(home).size(), std::size_t(1));
  QVERIFY(jsonOf(home, "config/revisions/2/diff").at("from").is_null());
}

void AdminRevisionsTest::refusesWhatIsNoNumber() {
  Home home;
  home.ready();
  for (const char* wrong : {"x", "0", "-1", "1x", "99999999999999999999", "1.0", "%31%00"}) {
    const std::string at = std::string("config/revisions/") + wrong;
    QCOMPARE(home.get(at).status, 404);
    QCOMPARE(home.call("DELETE", at).status, 404);
  }
}

SB_TEST(AdminRevisionsTest);
#include "revisions_test.moc"
