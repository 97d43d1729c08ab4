// Who may call at all: hosts, web origins, gateway keys; and what of a call travels on.
// Wire cases: T07, T08, T09, T10, T11, T18, T110.
#include <QTest>

#include "tests/support/engine.h"
#include "tests/support/test_main.h"
#include "tests/support/upstream.h"

using namespace sb;
using namespace sb::test;

namespace {

constexpr const char* kPage = "https://app.example.com";

std::string yaml(const Upstream& upstream) {
  return "hosts: [ gateway.local ]\norigins: [ \"https://app.example.com\" ]\n"
         "keys:\n"
         "  - { name: ci, value: \"file:{dir}/ci.key\" }\n"
         "  - { name: narrow, value: \"file:{dir}/narrow.key\", models: [ \"up/small*\", fast ] }\n"
         "  - { name: old, value: \"file:{dir}/old.key\", expires: 2020-01-01 }\n"
         "providers:\n" +
         providerLine("up", upstream.port(), ", headers: { X-Own: \"1\" }") +
         "routes: [ { name: fast, flow: { target: up/m } } ]\n";
}

int count(const std::string& head, std::string_view name) {
  int n = 0;
  const std::string small = lower(head), wanted = "\n" + lower(name) + ":";
  for (std::size_t at = 0; (at = small.find(wanted, at)) != std::string::npos; ++at)
    ++n;
  return n;
}

// What the status says of an origin; null: nothing.
boost::json::value refusedOrigin(const Gate& gate, std::string_view origin) {
  const boost::json::value status = gate.admin("GET", "status").body;
  for (const auto& one : status.at_pointer("/gateway/refused_origins").as_array())
    if (one.at("origin").as_string() == origin) return one;
  return nullptr;
}

std::string preflight(const std::string& lines) {
  return "OPTIONS /v1/chat/completions HTTP/1.1\r\nHost: localhost:1\r\n"
         "Access-Control-Request-Method: POST\r\n" +
         lines + "\r\n";
}

}  // namespace

class BorderTest : public QObject {
  Q_OBJECT
 private slots:
  void init() { QVERIFY(m_engine.started()); }

  void T07_preflightOfAnAllowedOriginNeedsNoKey();
  void T07_preflightOfAForeignOriginIsRefused();
  void refusedOriginIsShownUntilItIsAllowed();
  void T08_privateNetworkOnlyForAllowedOrigins();
  void T09_crossOriginTextIsRefused_data();
  void T09_crossOriginTextIsRefused();
  void T10_servesOnlyKnownHosts_data();
  void T10_servesOnlyKnownHosts();
  void T11_everyAnswerCarriesOneOrigin_data();
  void T11_everyAnswerCarriesOneOrigin();
  void T18_hopByHopHeadersStopHere();
  void T18_acceptsEveryPlaceOfAKey_data();
  void T18_acceptsEveryPlaceOfAKey();
  void upstreamSeesOnlyItsOwnCredentials();
  void missingAndWrongKeysAreRefused_data();
  void missingAndWrongKeysAreRefused();
  void aKeyUsesOnlyItsModels_data();
  void aKeyUsesOnlyItsModels();
  void T110_listsWhatAKeyMayUse();
  void keylessEndpointsAnswerAnyone();
  void adminIsNotReachedWithAGatewayKey();

 private:
  Upstream m_upstream{[](RawSocket& socket, const Upstream::Request& request) {
    if (request.body.find("\"broken\"") != std::string::npos) {
      socket.send(Upstream::json(R"({"error":{"message":"broken"}})", 500));
      return;
    }
    socket.send(Upstream::json(Upstream::completion(), 200,
                               "Content-Type: application/json\r\nConnection: keep-alive, X-Hop\r\n"
                               "X-Hop: 1\r\nKeep-Alive: timeout=5\r\nSet-Cookie: a=b\r\n"
                               "Proxy-Authenticate: Basic\r\nx-request-id: theirs\r\n"
                               "Access-Control-Allow-Origin: *\r\n"));
  }};
  Engine m_engine{yaml(m_upstream)};
};

void BorderTest::T07_preflightOfAnAllowedOriginNeedsNoKey() {
  RawSocket client = m_engine.connect();
  client.send(
      preflight("Origin: https://app.example.com\r\n"
                "Access-Control-Request-Headers: authorization, x-stainless-new\r\n"));
  const RawResponse answer = client.readResponse();
  QCOMPARE(answer.status, 204);
  QCOMPARE(answer.header("Access-Control-Allow-Origin"), std::string(kPage));
  const std::string allowed = lower(answer.header("Access-Control-Allow-Headers"));
  for (const char* name : {"authorization", "x-api-key", "anthropic-version", "anthropic-beta",
                           "content-type", "x-stainless-new"})
    QVERIFY2(allowed.find(name) != std::string::npos, name);
  QVERIFY(answer.header("Access-Control-Allow-Methods").find("POST") != std::string::npos);
}

void BorderTest::T07_preflightOfAForeignOriginIsRefused() {
  RawSocket client = m_engine.connect();
  client.send(preflight("Origin: https://evil.example\r\n"));
  const RawResponse answer = client.readResponse();
  QCOMPARE(answer.status, 403);
  QCOMPARE(answer.header("Access-Control-Allow-Origin"), std::string());
}

void BorderTest::refusedOriginIsShownUntilItIsAllowed() {
  constexpr const char* kNew = "https://new.example:8443";
  const std::string lines = std::string("Origin: ") + kNew + "\r\n";
  RawSocket client = m_engine.connect();
  client.send(preflight(lines));
  QCOMPARE(client.readResponse().status, 403);
  QCOMPARE(m_engine.chat("up/m", "hi", "", lines).status, 403);
  QCOMPARE(m_engine.chat("up/m", "hi", "", "Origin: Press Allow\r\n").status, 403);
  const boost::json::value shown = refusedOrigin(m_engine, kNew);
  QVERIFY(shown.is_object());
  QCOMPARE(shown.at("count").as_int64(), std::int64_t{2});
  QVERIFY(refusedOrigin(m_engine, "press allow").is_null());
  QVERIFY2(refusedOrigin(m_engine, kPage).is_null(), "it was never refused");
  const auto saved =
      m_engine.admin("PUT", "settings/origins",
                     std::string(R"({"value":[")") + kPage + R"(",")" + kNew + R"("]})");
  QCOMPARE(saved.status, 200);
  QVERIFY(refusedOrigin(m_engine, kNew).is_null());
  QCOMPARE(m_engine.chat("up/m", "hi", "", lines).status, 200);
  QVERIFY(refusedOrigin(m_engine, kNew).is_null());
}

void BorderTest::T08_privateNetworkOnlyForAllowedOrigins() {
  const std::string wish = "Access-Control-Request-Private-Network: true\r\n";
  RawSocket good = m_engine.connect();
  good.send(preflight("Origin: https://app.example.com\r\n" + wish));
  QCOMPARE(good.readResponse().header("Access-Control-Allow-Private-Network"), std::string("true"));
  RawSocket bad = m_engine.connect();
  bad.send(preflight("Origin: https://evil.example\r\n" + wish));
  QCOMPARE(bad.readResponse().header("Access-Control-Allow-Private-Network"), std::string());
  RawSocket unasked = m_engine.connect();
  unasked.send(preflight("Origin: https://app.example.com\r\n"));
  QCOMPARE(unasked.readResponse().header("Access-Control-Allow-Private-Network"), std::string());
}

void BorderTest::T09_crossOriginTextIsRefused_data() {
  QTest::addColumn<QByteArray>("origin");
  QTest::addColumn<QByteArray>("type");
  QTest::addColumn<int>("status");
  QTest::newRow("T09 foreign, text")
      << QByteArray("https://evil.example") << QByteArray("text/plain") << 403;
  QTest::newRow("T09 foreign, json")
      << QByteArray("https://evil.example") << QByteArray("application/json") << 403;
  QTest::newRow("T09 sandboxed") << QByteArray("null") << QByteArray("text/plain") << 403;
  QTest::newRow("T09 allowed, text") << QByteArray(kPage) << QByteArray("text/plain") << 415;
  QTest::newRow("T09 allowed, form")
      << QByteArray(kPage) << QByteArray("application/x-www-form-urlencoded") << 415;
  QTest::newRow("T09 allowed, json") << QByteArray(kPage) << QByteArray("application/json") << 200;
}

void BorderTest::T09_crossOriginTextIsRefused() {
  QFETCH(QByteArray, origin);
  QFETCH(QByteArray, type);
  QFETCH(int, status);
  const int before = m_upstream.count();
  const RawResponse answer = m_engine.chat(
      "up/m", "hi", "",
      "Origin: " + origin.toStdString() + "\r\nContent-Type: " + type.toStdString() + "\r\n");
  QCOMPARE(answer.status, status);
  QCOMPARE(m_upstream.count(), before + (status == 200 ? 1 : 0));
}

void BorderTest::T10_servesOnlyKnownHosts_data() {
  QTest::addColumn<QByteArray>("host");
  QTest::addColumn<int>("status");
  for (const char* host : {"127.0.0.1", "127.0.0.1:7411", "192.168.1.20:7411", "localhost",
                           "LOCALHOST:99", "[::1]:7411", "gateway.local", "Gateway.Local:7411"})
    QTest::newRow((std::string("T10 ") + host).c_str()) << QByteArray(host) << 200;
  for (const char* host : {"evil.example", "evil.example:7411", "localhost.evil.example",
                           "127.0.0.1.evil.example", "gateway.local.evil", "xgateway.local"})
    QTest::newRow((std::string("T10 ") + host).c_str()) << QByteArray(host) << 403;
}

void BorderTest::T10_servesOnlyKnownHosts() {
  QFETCH(QByteArray, host);
  QFETCH(int, status);
  const std::string line = "Host: " + host.toStdString() + "\r\n";
  QCOMPARE(m_engine.chat("up/m", "hi", "", line).status, status);
  // A good host is no credential.
  const RawResponse keyless =
      m_engine.chat("up/m", "hi", "", line + "Authorization: Bearer nothing\r\n");
  QCOMPARE(keyless.status, status == 200 ? 401 : 403);
}

void BorderTest::T11_everyAnswerCarriesOneOrigin_data() {
  QTest::addColumn<QByteArray>("request");
  QTest::addColumn<int>("status");
  const std::string origin = "Origin: https://app.example.com\r\n";
  const auto row = [&](const char* tag, const std::string& text, int status) {
    QTest::newRow(tag) << QByteArray::fromStdString(text) << status;
  };
  const std::string chat = chatBody("up/m", "hi");
  row("T11 ok", Gate::text("POST", "/v1/chat/completions", chat, origin), 200);
  row("T11 401",
      Gate::text("POST", "/v1/chat/completions", chat, origin + "Authorization: Bearer x\r\n"),
      401);
  row("T11 404", Gate::text("GET", "/nothing", "", origin), 404);
  row("T11 unknown model",
      Gate::text("POST", "/v1/chat/completions", chatBody("none", "hi"), origin), 404);
  row("T11 415",
      Gate::text("POST", "/v1/chat/completions", chat, origin + "Content-Type: text/plain\r\n"),
      415);
  row("T11 400", Gate::text("POST", "/v1/chat/completions", "{", origin), 400);
  row("T11 models", Gate::text("GET", "/v1/models", "", origin), 200);
  row("T11 a model out of bounds",
      Gate::text("POST", "/v1/chat/completions", chat,
                 origin + "Authorization: Bearer " + providerKey("narrow") + "\r\n"),
      403);
  row("T11 upstream 500",
      Gate::text("POST", "/v1/chat/completions", chatBody("up/broken", "hi"), origin), 500);
  row("T11 stream",
      Gate::text("POST", "/v1/chat/completions", chatBody("up/m", "hi", ",\"stream\":true"),
                 origin),
      200);
  row("T11 413",
      "POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1\r\n" + origin +
          "Authorization: Bearer " + std::string(kGatewayKey) +
          "\r\nContent-Type: application/json\r\nContent-Length: 99000000000\r\n\r\n",
      413);
}

void BorderTest::T11_everyAnswerCarriesOneOrigin() {
  QFETCH(QByteArray, request);
  QFETCH(int, status);
  RawSocket client = m_engine.connect();
  client.send(request.toStdString());
  const RawResponse answer = client.readResponse();
  QCOMPARE(answer.status, status);
  QCOMPARE(count(answer.head, "Access-Control-Allow-Origin"), 1);
  QCOMPARE(answer.header("Access-Control-Allow-Origin"), std::string(kPage));
  QCOMPARE(answer.header("Vary"), std::string("Origin"));
}

void BorderTest::T18_hopByHopHeadersStopHere() {
  const RawResponse answer =
      m_engine.chat("up/m", "hi", "",
                    "Connection: keep-alive, X-Mine\r\nX-Mine: 1\r\nKeep-Alive: timeout=9\r\n"
                    "TE: trailers\r\nUpgrade: websocket\r\nProxy-Authorization: Basic eDp5\r\n"
                    "Proxy-Connection: keep-alive\r\nCookie: session=1\r\n");
  QCOMPARE(answer.status, 200);
  const Upstream::Request seen = m_upstream.requests().back();
  for (const char* name : {"X-Mine", "Keep-Alive", "TE", "Upgrade", "Proxy-Authorization",
                           "Proxy-Connection", "Cookie"})
    QVERIFY2(!seen.has(name), name);
  for (const char* name : {"X-Hop", "Keep-Alive", "Set-Cookie", "Proxy-Authenticate"})
    QVERIFY2(count(answer.head, name) == 0, name);
  QCOMPARE(count(answer.head, "Access-Control-Allow-Origin"), 0);
  QCOMPARE(count(answer.head, "x-request-id"), 1);
  QVERIFY(answer.header("x-request-id") != "theirs");
}

void BorderTest::T18_acceptsEveryPlaceOfAKey_data() {
  QTest::addColumn<QByteArray>("line");
  QTest::addColumn<QByteArray>("path");
  const std::string key(kGatewayKey);
  const auto row = [](const char* tag, const std::string& line, const std::string& path) {
    QTest::newRow(tag) << QByteArray::fromStdString(line) << QByteArray::fromStdString(path);
  };
  row("T18 bearer", "Authorization: bearer " + key, "");
  row("T18 x-api-key", "x-api-key: " + key, "");
  row("T18 api-key", "api-key: " + key, "");
  row("T18 x-goog-api-key", "X-Goog-Api-Key: " + key, "");
  row("T18 path", "X-None: 1", "/k/" + key);
}

void BorderTest::T18_acceptsEveryPlaceOfAKey() {
  QFETCH(QByteArray, line);
  QFETCH(QByteArray, path);
  const std::string body = chatBody("up/m", "hi");
  RawSocket client = m_engine.connect();
  client.send("POST " + path.toStdString() +
              "/v1/chat/completions HTTP/1.1\r\nHost: localhost\r\n" + line.toStdString() +
              "\r\nContent-Type: application/json\r\nContent-Length: " +
              std::to_string(body.size()) + "\r\n\r\n" + body);
  const RawResponse answer = client.readResponse();
  QCOMPARE(answer.status, 200);
  const Upstream::Request seen = m_upstream.requests().back();
  QVERIFY((seen.head + seen.body).find(kGatewayKey) == std::string::npos);
  QCOMPARE(m_engine.row(answer).row.key, std::string("ci"));
}

void BorderTest::upstreamSeesOnlyItsOwnCredentials() {
  const RawResponse answer = m_engine.chat(
      "up/m", "hi", "",
      "x-api-key: mine\r\napi-key: mine\r\nx-goog-api-key: mine\r\nx-auth-token: mine\r\n"
      "x-signalbox-tags: a\r\nx-signalbox-user: u\r\nx-signalbox-session: s\r\n"
      "x-signalbox-metadata: {\"a\":1}\r\nx-forwarded-for: 1.2.3.4\r\nOrigin: "
      "https://app.example.com\r\nReferer: https://app.example.com/x\r\n"
      "OpenAI-Beta: assistants=v2\r\nIdempotency-Key: k1\r\n");
  QCOMPARE(answer.status, 200);
  const Upstream::Request seen = m_upstream.requests().back();
  QCOMPARE(seen.header("Authorization"), "Bearer " + providerKey("up"));
  QCOMPARE(count(seen.head, "Authorization"), 1);
  for (const char* name : {"x-api-key", "api-key", "x-goog-api-key", "x-auth-token", "Origin",
                           "Referer", "x-forwarded-for"})
    QVERIFY2(!seen.has(name), name);
  QVERIFY(lower(seen.head).find("x-signalbox") == std::string::npos);
  QVERIFY(seen.head.find(kGatewayKey) == std::string::npos);
  QCOMPARE(seen.header("Accept-Encoding"), std::string("identity"));
  QCOMPARE(seen.header("OpenAI-Beta"), std::string("assistants=v2"));
  QCOMPARE(seen.header("Idempotency-Key"), std::string("k1"));
  QCOMPARE(seen.header("X-Own"), std::string("1"));
  QCOMPARE(seen.header("Host"), "127.0.0.1:" + std::to_string(m_upstream.port()));
}

void BorderTest::missingAndWrongKeysAreRefused_data() {
  QTest::addColumn<QByteArray>("line");
  QTest::addColumn<QByteArray>("code");
  QTest::newRow("none") << QByteArray("Authorization: \r\n") << QByteArray("missing_api_key");
  QTest::newRow("basic") << QByteArray("Authorization: Basic eDp5\r\n")
                         << QByteArray("missing_api_key");
  QTest::newRow("other") << QByteArray("Authorization: Bearer sk-sb-none-00000000000000000000\r\n")
                         << QByteArray("invalid_api_key");
  QTest::newRow("cut") << QByteArray("Authorization: Bearer sk-sb-ci-0123456789abcdefghijklmno\r\n")
                       << QByteArray("invalid_api_key");
  QTest::newRow("expired") << QByteArray("Authorization: Bearer upstream-key-of-old\r\n")
                           << QByteArray("invalid_api_key");
}

void BorderTest::missingAndWrongKeysAreRefused() {
  QFETCH(QByteArray, line);
  QFETCH(QByteArray, code);
  const int before = m_upstream.count();
  const RawResponse answer = m_engine.chat("up/m", "hi", "", line.toStdString());
  QCOMPARE(answer.status, 401);
  QCOMPARE(stringAt(parsed(answer.body), "/error/code"), code.toStdString());
  QCOMPARE(answer.header("WWW-Authenticate"), std::string("Bearer"));
  QCOMPARE(m_upstream.count(), before);
  QCOMPARE(m_engine.ask("GET", "/v1/models", "", line.toStdString()).status, 401);
}

void BorderTest::aKeyUsesOnlyItsModels_data() {
  QTest::addColumn<QByteArray>("model");
  QTest::addColumn<int>("status");
  QTest::newRow("pattern") << QByteArray("up/small-1") << 200;
  QTest::newRow("route") << QByteArray("fast") << 200;
  QTest::newRow("other") << QByteArray("up/large") << 403;
  QTest::newRow("unknown") << QByteArray("nothing") << 403;
}

void BorderTest::aKeyUsesOnlyItsModels() {
  QFETCH(QByteArray, model);
  QFETCH(int, status);
  const std::string line = "Authorization: Bearer " + providerKey("narrow") + "\r\n";
  const RawResponse answer = m_engine.chat(model.toStdString(), "hi", "", line);
  QCOMPARE(answer.status, status);
  if (status == 200) return;
  QCOMPARE(stringAt(parsed(answer.body), "/error/type"), std::string("permission_error"));
  // Neither does the header open a way.
  const RawResponse around =
      m_engine.chat("fast", "hi", "", line + "x-signalbox-route: up/large\r\n");
  QCOMPARE(around.status, 403);
}

void BorderTest::T110_listsWhatAKeyMayUse() {
  const auto names = [&](const std::string& line) {
    std::vector<std::string> all;
    const auto list = parsed(m_engine.ask("GET", "/v1/models", "", line).body);
    for (const auto& one : list.at("data").as_array())
      all.push_back(stringAt(one, "/id"));
    return all;
  };
  QCOMPARE(names("").front(), std::string("fast"));
  QCOMPARE(names("Authorization: Bearer " + providerKey("narrow") + "\r\n"),
           std::vector<std::string>{"fast"});
  const RawResponse one = m_engine.ask("GET", "/v1/models/fast");
  QCOMPARE(one.status, 200);
  QCOMPARE(stringAt(parsed(one.body), "/object"), std::string("model"));
  QCOMPARE(m_engine.ask("GET", "/models/up%2Fanything").status, 200);
  QCOMPARE(m_engine.ask("GET", "/v1/models/none").status, 404);
  // Anthropic's clients get their own form, of the same names.
  const std::string version = "anthropic-version: 2023-06-01\r\n";
  const auto theirs = parsed(m_engine.ask("GET", "/v1/models", "", version).body);
  QCOMPARE(stringAt(theirs, "/data/0/id"), std::string("fast"));
  QCOMPARE(stringAt(theirs, "/data/0/type"), std::string("model"));
  QCOMPARE(stringAt(theirs, "/first_id"), std::string("fast"));
  QCOMPARE(theirs.at("data").as_array().size(), names("").size());
  QCOMPARE(theirs.at("has_more").as_bool(), false);
  const auto single = parsed(m_engine.ask("GET", "/v1/models/fast", "", version).body);
  QCOMPARE(stringAt(single, "/display_name"), std::string("fast"));
}

void BorderTest::keylessEndpointsAnswerAnyone() {
  for (const char* path : {"/", "/healthz", "/readyz", "/metrics"})
    QCOMPARE(m_engine.ask("GET", path, "", "Authorization: Bearer no\r\n").status, 200);
}

void BorderTest::adminIsNotReachedWithAGatewayKey() {
  QCOMPARE(m_engine.ask("GET", "/admin/v1/status").status, 404);
  RawSocket admin(m_engine.adminPort());
  admin.send(Gate::text("GET", "/admin/v1/status", ""));
  QCOMPARE(admin.readResponse().status, 401);
  QCOMPARE(m_engine.admin("GET", "status").status, 200);
}

SB_TEST(BorderTest);

#include "border_test.moc"
