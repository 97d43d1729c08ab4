#include "core/gateway/front_door.h"

#include <QTest>

#include "core/gateway/endpoints.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::gateway;

namespace {

Snapshot snapshot() {
  auto config = std::make_shared<config::Config>();
  config->hosts = {"gateway.local"};
  config->origins = {"https://app.example"};
  Snapshot made;
  made.config = config;
  return made;
}

net::RequestHead head(std::initializer_list<std::pair<const char*, const char*>> headers,
                      const char* method = "POST") {
  net::RequestHead made;
  made.method = method;
  for (const auto& [name, value] : headers)
    made.headers.add(name, value);
  return made;
}

}  // namespace

class FrontDoorTest : public QObject {
  Q_OBJECT

 private slots:
  void mapsPaths_data() {
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("endpoint");
    QTest::addColumn<QString>("rest");
    QTest::newRow("T19 with v1") << "/v1/chat/completions"
                                 << "chat.completions"
                                 << "";
    QTest::newRow("T19 without") << "/chat/completions"
                                 << "chat.completions"
                                 << "";
    QTest::newRow("T19 trailing slash") << "/v1/chat/completions/"
                                        << "chat.completions"
                                        << "";
    QTest::newRow("T19 doubled slash") << "//v1//chat/completions"
                                       << "chat.completions"
                                       << "";
    QTest::newRow("legacy") << "/v1/completions"
                            << "completions"
                            << "";
    QTest::newRow("one model") << "/v1/models/openai%2Fgpt-4o"
                               << "models"
                               << "openai/gpt-4o";
    QTest::newRow("one model, plain slash") << "/v1/models/openai/gpt-4o"
                                            << "models"
                                            << "openai/gpt-4o";
    QTest::newRow("key in the path") << "/k/sk-sb-x/v1/embeddings"
                                     << "embeddings"
                                     << "";
    QTest::newRow("unknown") << "/v1/nothing"
                             << "not_found"
                             << "";
    QTest::newRow("v1 twice") << "/v1/v1/embeddings"
                              << "not_found"
                              << "";
  }
  void mapsPaths() {
    QFETCH(QString, path);
    QFETCH(QString, endpoint);
    QFETCH(QString, rest);
    const bool get = endpoint == "models";
    const auto match = matchPath(get ? "GET" : "POST", path.toStdString());
    const std::string found(match ? endpointName(match->endpoint) : errorName(match.error().kind));
    QCOMPARE(QString::fromStdString(found), endpoint);
    if (match) QCOMPARE(QString::fromStdString(match->rest), rest);
  }

  void namesTheAllowedMethod() {
    const auto match = matchPath("GET", "/v1/chat/completions");
    QVERIFY(!match);
    QCOMPARE(match.error().detail, std::string("POST"));
    QVERIFY(static_cast<bool>(matchPath("HEAD", "/v1/models")));
  }

  void takesTheKeyOutOfPathsThatAreShown() {
    QCOMPARE(redactedPath("/k/sk-sb-abc/v1/models"), std::string("/k/[redacted]/v1/models"));
    QCOMPARE(matchPath("GET", "/k/se%2Fcret/v1/models")->key, std::string("se/cret"));
    QVERIFY(belowBeta("/v1beta/models"));
    QVERIFY(belowBeta("/k/sk-sb-abc/v1beta/models"));
    QVERIFY(belowBeta("//k//sk-sb-abc/v1beta/models/"));
    QVERIFY(!belowBeta("/k/v1beta/v1/models"));
  }

  void admitsHosts_data() {
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("admitted");
    for (const char* yes : {"127.0.0.1:7411", "localhost", "[::1]:7411", "192.168.1.20:7443",
                            "gateway.local", "GATEWAY.local:80"})
      QTest::addRow("T10 %s", yes) << yes << true;
    for (const char* no : {"evil.example", "evil.example:7411", "localhost.evil.example",
                           "gateway.local.evil", "1.2.3.4.evil"})
      QTest::addRow("T10 %s", no) << no << false;
  }
  void admitsHosts() {
    QFETCH(QString, host);
    QFETCH(bool, admitted);
    const QByteArray bytes = host.toUtf8();
    const Status checked =
        checkHead(head({{"Host", bytes.constData()}}), snapshot(), "1.1 signalbox-us");
    QCOMPARE(static_cast<bool>(checked), admitted);
    if (!admitted) QCOMPARE(errorStatus(checked.error().kind), 403);
  }

  void refusesForeignOriginsAndLoops() {
    const Snapshot with = snapshot();
    const auto kind = [&](const net::RequestHead& h) {
      const Status checked = checkHead(h, with, "1.1 signalbox-us");
      return QString::fromStdString(std::string(checked ? "ok" : errorName(checked.error().kind)));
    };
    QCOMPARE(kind(head({{"Host", "localhost"}, {"Origin", "https://app.example"}})), QString("ok"));
    QCOMPARE(kind(head({{"Host", "localhost"}, {"Origin", "https://evil.example"}})),
             QString("foreign_origin"));
    QCOMPARE(kind(head({{"Host", "localhost"}, {"Origin", "null"}})), QString("foreign_origin"));
    QCOMPARE(kind(head({{"Host", "localhost"}, {"Via", "1.0 other, 1.1 signalbox-us"}})),
             QString("loop_refused"));
  }

  void answersPreflightsOfAllowedOrigins() {
    const net::RequestHead asked = head({{"Origin", "https://app.example"},
                                         {"Access-Control-Request-Method", "POST"},
                                         {"Access-Control-Request-Headers", "x-new, bad name"},
                                         {"Access-Control-Request-Private-Network", "true"}},
                                        "OPTIONS");
    QVERIFY(isPreflight(asked));
    const std::string lines = preflightLines(asked, snapshot());
    QVERIFY(lines.find("Access-Control-Allow-Origin: https://app.example\r\n") !=
            std::string::npos);
    QVERIFY(lines.find("Authorization") != std::string::npos);
    QVERIFY(lines.find(", x-new") != std::string::npos);
    QVERIFY(lines.find("bad name") == std::string::npos);
    QVERIFY(lines.find("Allow-Private-Network: true") != std::string::npos);
  }

  void findsTheKeyWhereClientsPutIt() {
    QCOMPARE(presentedKey(head({{"Authorization", "bearer  abc "}}), ""), std::string_view("abc"));
    QCOMPARE(presentedKey(head({{"x-api-key", "abc"}}), ""), std::string_view("abc"));
    QCOMPARE(presentedKey(head({{"api-key", "abc"}}), ""), std::string_view("abc"));
    QCOMPARE(presentedKey(head({{"x-goog-api-key", "abc"}}), ""), std::string_view("abc"));
    QCOMPARE(presentedKey(head({{"Authorization", "Basic abc"}}), ""), std::string_view());
    QCOMPARE(presentedKey(head({{"x-api-key", "abc"}}), "path"), std::string_view("path"));
  }

  void wantsJson_data() {
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("origin");
    QTest::addColumn<bool>("taken");
    QTest::newRow("json") << "application/json; charset=utf-8"
                          << "" << true;
    QTest::newRow("json with origin") << "application/json"
                                      << "https://app.example" << true;
    QTest::newRow("none") << ""
                          << "" << true;
    QTest::newRow("curl's form") << "application/x-www-form-urlencoded"
                                 << "" << true;
    QTest::newRow("T09 form with origin") << "application/x-www-form-urlencoded"
                                          << "https://app.example" << false;
    QTest::newRow("T09 text") << "text/plain"
                              << "" << false;
    QTest::newRow("multipart") << "multipart/form-data"
                               << "" << false;
  }
  void wantsJson() {
    QFETCH(QString, type);
    QFETCH(QString, origin);
    QFETCH(bool, taken);
    net::RequestHead asked;
    if (!type.isEmpty()) asked.headers.add("Content-Type", type.toStdString());
    if (!origin.isEmpty()) asked.headers.add("Origin", origin.toStdString());
    QCOMPARE(static_cast<bool>(checkContentType(asked)), taken);
  }
};

SB_TEST(FrontDoorTest);
#include "front_door_test.moc"
