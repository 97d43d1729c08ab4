// Who is let in, and how refusals look.
#include "tests/core/admin/support.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::admin::test;

class EntranceTest : public QObject {
  Q_OBJECT

 private slots:
  void answersStatusBeforeAnyPartIsThere() {
    Home home;
    const Reply reply = home.get("status");
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.json().at("phase").as_string(), "starting");
    QCOMPARE(reply.json().at("api_version").as_int64(), 1);
    const Reply providers = home.get("providers");
    QCOMPARE(providers.status, 503);
    QCOMPARE(providers.kind(), "overloaded");
  }

  void requiresTheToken_data() {
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("kind");
    QTest::newRow("none") << ""
                          << "key_missing";
    QTest::newRow("empty") << "Authorization: Bearer \r\n"
                           << "key_missing";
    QTest::newRow("another scheme") << "Authorization: Basic YTpi\r\n"
                                    << "key_missing";
    QTest::newRow("shorter") << "Authorization: Bearer token-of\r\n"
                             << "key_invalid";
    QTest::newRow("longer") << QString::fromStdString("Authorization: Bearer " + kToken + "x\r\n")
                            << "key_invalid";
    QTest::newRow("as x-api-key") << QString::fromStdString("x-api-key: " + kToken + "\r\n")
                                  << "key_missing";
  }
  void requiresTheToken() {
    QFETCH(QString, line);
    QFETCH(QString, kind);
    Home home;
    home.ready();
    for (const char* target : {"status", "logs", "nothing/here"}) {
      const Reply reply =
          home.send("GET /admin/v1/" + std::string(target) + " HTTP/1.1\r\nHost: localhost\r\n" +
                    line.toStdString() + "\r\n");
      QCOMPARE(reply.status, 401);
      QCOMPARE(reply.raw.header("WWW-Authenticate"), "Bearer");
      QCOMPARE(QString::fromStdString(reply.kind()), kind);
    }
  }

  void answersEachWrongTokenAlike() {
    Home home;
    home.ready();
    std::string first;
    for (const std::string& token : {std::string("a"), std::string(500, 'b'), kToken + "1"}) {
      const Reply reply =
          home.send("GET /admin/v1/status HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " +
                    token + "\r\n\r\n");
      QCOMPARE(reply.status, 401);
      if (first.empty()) first = reply.body;
      QCOMPARE(reply.body, first);
    }
  }

  void neverTakesAGatewayKey() {
    Home home;
    home.ready();
    const auto session = home.keys().addSessionKey("console");
    const Reply reply =
        home.send("GET /admin/v1/status HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " +
                  std::string(session.text.reveal()) + "\r\n\r\n");
    QCOMPARE(reply.status, 401);
    QCOMPARE(reply.kind(), "key_invalid");
  }

  void refusesForeignHostsAndEveryOrigin_data() {
    QTest::addColumn<QString>("lines");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("kind");
    QTest::newRow("loopback name") << "Host: localhost:7412\r\n" << 200 << "";
    QTest::newRow("loopback address") << "Host: 127.0.0.1\r\n" << 200 << "";
    QTest::newRow("IPv6") << "Host: [::1]:7412\r\n" << 200 << "";
    QTest::newRow("a page's own name") << "Host: evil.example:7412\r\n" << 403 << "foreign_host";
    QTest::newRow("begins like ours") << "Host: localhost.evil.example\r\n"
                                      << 403 << "foreign_host";
    QTest::newRow("another address") << "Host: 192.168.1.20:7412\r\n" << 403 << "foreign_host";
    QTest::newRow("a page") << "Host: localhost\r\nOrigin: https://evil.example\r\n"
                            << 403 << "foreign_origin";
    QTest::newRow("a page of this machine")
        << "Host: localhost\r\nOrigin: http://localhost:3000\r\n"
        << 403 << "foreign_origin";
    QTest::newRow("a file") << "Host: localhost\r\nOrigin: null\r\n" << 403 << "foreign_origin";
  }
  void refusesForeignHostsAndEveryOrigin() {
    QFETCH(QString, lines);
    QFETCH(int, status);
    QFETCH(QString, kind);
    Home home;
    const Reply reply = home.send("GET /admin/v1/status HTTP/1.1\r\n" + lines.toStdString() +
                                  "Authorization: Bearer " + kToken + "\r\n\r\n");
    QCOMPARE(reply.status, status);
    QCOMPARE(QString::fromStdString(reply.kind()), kind);
    QCOMPARE(reply.raw.header("Access-Control-Allow-Origin"), "");
  }

  void refusesAPreflight() {
    Home home;
    const Reply reply = home.send(
        "OPTIONS /admin/v1/config HTTP/1.1\r\nHost: localhost\r\nOrigin: http://a.example\r\n"
        "Access-Control-Request-Method: PUT\r\n\r\n");
    QCOMPARE(reply.status, 403);
  }

  void refusesAsProblemDocuments() {
    Home home;
    home.ready();
    const Reply reply = home.get("no/such/thing");
    QCOMPARE(reply.status, 404);
    QCOMPARE(reply.raw.header("Content-Type"), "application/problem+json");
    const bj::object json = reply.json();
    QCOMPARE(json.at("type").as_string(), "urn:signalbox:error:not_found");
    QCOMPARE(json.at("title").as_string(), "Not found");
    QCOMPARE(json.at("status").as_int64(), 404);
    QVERIFY(!json.at("detail").as_string().empty());
    QCOMPARE(json.at("kind").as_string(), "not_found");
    QVERIFY(json.at("params").is_object());
  }

  void namesTheMethodsOfAnAddress() {
    Home home;
    home.ready();
    const Reply reply = home.call("DELETE", "config");
    QCOMPARE(reply.status, 405);
    QCOMPARE(reply.raw.header("Allow"), "GET, PUT");
  }

  void wantsJsonBodies_data() {
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("body");
    QTest::addColumn<int>("status");
    QTest::newRow("no type") << ""
                             << R"({"text":""})" << 415;
    QTest::newRow("a form") << "application/x-www-form-urlencoded"
                            << R"({"text":""})" << 415;
    QTest::newRow("plain text") << "text/plain"
                                << R"({"text":""})" << 415;
    QTest::newRow("no JSON") << "application/json"
                             << "{" << 400;
    QTest::newRow("no object") << "application/json"
                               << "[]" << 400;
    QTest::newRow("nothing") << "application/json"
                             << "" << 400;
    QTest::newRow("with a charset") << "application/json; charset=utf-8"
                                    << R"({"text":""})" << 200;
  }
  void wantsJsonBodies() {
    QFETCH(QString, type);
    QFETCH(QString, body);
    QFETCH(int, status);
    Home home;
    home.ready();
    const std::string text = body.toStdString();
    const std::string line = type.isEmpty() ? "" : "Content-Type: " + type.toStdString() + "\r\n";
    const Reply reply = home.send(home.head("POST", "config/check", line) + "Content-Length: " +
                                  std::to_string(text.size()) + "\r\n\r\n" + text);
    QCOMPARE(reply.status, status);
  }

  void keepsAConnectionForTheNextCall() {
    Home home;
    sb::test::RawSocket socket(home.port());
    for (int i = 0; i < 3; ++i) {
      socket.send(home.head("GET", "status") + "\r\n");
      QCOMPARE(socket.readResponse().status, 200);
    }
  }

  void answersNothingOnceStopped() {
    Home home;
    home.ready();
    sb::test::RawSocket socket(home.port());
    socket.send(home.head("GET", "events?topics=status") + "\r\n");
    QVERIFY(socket.readUntil("event: hello").ends_with("event: hello"));
    home.close();
    socket.readToEnd();
    QVERIFY(socket.atEnd());
    sb::test::RawSocket late(home.port());
    QVERIFY(!late.open());
  }
};

SB_TEST(EntranceTest);
#include "entrance_test.moc"
