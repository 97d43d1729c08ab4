// Media that a caller gives by URL, for providers that want the bytes.
#include <QTest>

#include "tests/support/dialect_pair.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::test;

namespace {

const std::string kPng("\x89PNG\r\n\x1a\n123", 11);
constexpr const char* kPngText = "iVBORw0KGgoxMjM=";
constexpr const char* kOn = "network: { proxy: none, fetch_media: true }\n";

std::string imageBody(const std::string& url, const std::string& model = "claude/m") {
  return R"({"model":")" + model +
         R"(","messages":[{"role":"user","content":[{"type":"text","text":"what?"},)"
         R"({"type":"image_url","image_url":{"url":")" +
         url + R"("}}]}]})";
}

std::string messageOf(const RawResponse& answer) {
  return stringAt(parsed(answer.body), "/error/message");
}

// A web server that holds a picture at every path but these.
class Web {
 public:
  Web()
      : m_server([this](RawSocket& socket, const Upstream::Request& request) {
          socket.send(answer(request.target()));
        }) {}
  std::string url(const std::string& path) const { return m_server.origin() + path; }
  int count() const { return m_server.count(); }

 private:
  std::string answer(const std::string& path) const {
    if (path == "/missing") return Upstream::json("no", 404);
    if (path == "/text") return Upstream::json("hello", 200, "Content-Type: image/png\r\n");
    if (path == "/huge") return Upstream::json(std::string(20'000'001, 'x'));
    if (path.starts_with("/to?"))
      return Upstream::json("", 302, "Location: " + path.substr(4) + "\r\n");
    if (path == "/large") return Upstream::json(std::string(kPng) + std::string(1'000'000, 'x'));
    if (path == "/paper") return Upstream::json("%PDF-1.7 x", 200, "Content-Type: text/html\r\n");
    return Upstream::json(kPng, 200, "Content-Type: text/plain\r\n");
  }

  Upstream m_server;
};

const Engine::Fetchable kLoopback{{"127.0.0.1"}};

}  // namespace

class MediaByUrlTest : public QObject {
  Q_OBJECT
 private slots:
  void isNotFetchedUnlessAllowed_data();
  void isNotFetchedUnlessAllowed();
  void becomesBytesWhereAllowed();
  void filesBecomeBytes();
  void localServersGetBytes();
  void httpsPassesOnToThoseThatFetch();
  void closedAddressesAreNotAsked_data();
  void closedAddressesAreNotAsked();
  void redirectsAreChecked_data();
  void redirectsAreChecked();
  void whatCannotBeHadIsRefusedByName_data();
  void whatCannotBeHadIsRefusedByName();
  void atMostTwentyInARequest();
  void onePictureInManyPartsIsBounded();
  void theRouteMayDropIt();
  void isFetchedOnceForAllTargets();
};

void MediaByUrlTest::isNotFetchedUnlessAllowed_data() {
  QTest::addColumn<QString>("path");
  QTest::addColumn<QString>("body");
  QTest::newRow("chat") << "/v1/chat/completions" << QString::fromStdString(imageBody("URL"));
  QTest::newRow("responses")
      << "/v1/responses"
      << R"({"model":"claude/m","input":[{"role":"user","content":[{"type":"input_image","image_url":"URL"}]}]})";
  QTest::newRow("gemini")
      << "/v1beta/models/claude%2Fm:generateContent"
      << R"({"contents":[{"role":"user","parts":[{"fileData":{"mimeType":"image/png","fileUri":"URL"}}]}]})";
}

void MediaByUrlTest::isNotFetchedUnlessAllowed() {
  QFETCH(QString, path);
  QFETCH(QString, body);
  Web web;
  Upstream upstream(answersWith("tool"));
  Engine engine(claude(upstream.port()), kLoopback);
  const QString url = QString::fromStdString(web.url("/a.png"));
  const RawResponse answer =
      engine.ask("POST", path.toStdString(), body.replace("URL", url).toStdString());
  QCOMPARE(answer.status, 400);
  const std::string said = messageOf(answer);
  QVERIFY2(said.find(": an image by its URL (network.fetch_media is off)") != std::string::npos,
           said.c_str());
  QCOMPARE(web.count(), 0);
  QCOMPARE(upstream.count(), 0);
}

void MediaByUrlTest::becomesBytesWhereAllowed() {
  Web web;
  Upstream upstream(answersWith("tool"));
  Engine engine(kOn + claude(upstream.port()), kLoopback);
  const RawResponse answer =
      engine.ask("POST", "/v1/chat/completions", imageBody(web.url("/photo?size=2")));
  QCOMPARE(answer.status, 200);
  const std::string asked = upstream.requests().at(0).body;
  const std::string source =
      R"({"type":"base64","media_type":"image/png","data":")" + std::string(kPngText) + "\"}";
  QVERIFY2(asked.find(source) != std::string::npos, asked.c_str());
  QCOMPARE(
      engine.row(answer).convertedParams,
      std::vector<std::string>{"messages[0].content[1]: an image by its URL became its bytes"});
}

void MediaByUrlTest::filesBecomeBytes() {
  Web web;
  Upstream upstream(chats());
  Engine engine(kOn + gpt(upstream.port()), kLoopback);
  const std::string document = R"({"model":"gpt/m","max_tokens":9,"messages":[{"role":"user",)"
                               R"("content":[{"type":"document","source":{"type":"url","url":")" +
                               web.url("/paper") + R"("}}]}]})";
  QCOMPARE(engine.ask("POST", "/v1/messages", document).status, 200);
  const std::string asked = upstream.requests().at(0).body;
  QVERIFY2(asked.find("data:application/pdf;base64,JVBERi0xLjcgeA==") != std::string::npos,
           asked.c_str());
}

void MediaByUrlTest::localServersGetBytes() {
  Web web;
  Upstream upstream(chats());
  Engine engine(
      std::string(kOn) + "providers:\n" + providerLine("home", upstream.port(), "", "ollama"),
      kLoopback);
  const std::string body = R"({"model":"home/m","input":[{"role":"user","content":[)"
                           R"({"type":"input_image","image_url":")" +
                           web.url("/x") + R"("}]}]})";
  QCOMPARE(engine.ask("POST", "/v1/responses", body).status, 200);
  const std::string asked = upstream.requests().at(0).body;
  QVERIFY2(asked.find("data:image/png;base64," + std::string(kPngText)) != std::string::npos,
           asked.c_str());
}

void MediaByUrlTest::httpsPassesOnToThoseThatFetch() {
  Upstream upstream(answersWith("tool"));
  Engine engine(kOn + claude(upstream.port()), kLoopback);
  QCOMPARE(engine.ask("POST", "/v1/chat/completions", imageBody("https://a.example/x.png")).status,
           200);
  const std::string asked = upstream.requests().at(0).body;
  QVERIFY2(asked.find(R"({"type":"url","url":"https://a.example/x.png"})") != std::string::npos,
           asked.c_str());
}

void MediaByUrlTest::closedAddressesAreNotAsked_data() {
  QTest::addColumn<QString>("host");
  for (const char* host : {"127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "127.1",
                           "2130706433", "0x7f000001", "0.0.0.0", "127.0.0.2"})
    QTest::newRow(host) << host;
}

void MediaByUrlTest::closedAddressesAreNotAsked() {
  QFETCH(QString, host);
  Web web;
  Upstream upstream(answersWith("tool"));
  Engine engine(kOn + claude(upstream.port()));
  const std::string url = web.url("/a.png");
  const std::string other = "http://" + host.toStdString() + url.substr(url.rfind(':'));
  const RawResponse answer = engine.ask("POST", "/v1/chat/completions", imageBody(other));
  QCOMPARE(answer.status, 400);
  const std::string said = messageOf(answer);
  const bool closed = said.find("has no public address") != std::string::npos ||
                      said.find("could not be resolved") != std::string::npos;
  QVERIFY2(closed, said.c_str());
  QCOMPARE(web.count(), 0);
  QCOMPARE(upstream.count(), 0);
}

void MediaByUrlTest::redirectsAreChecked_data() {
  QTest::addColumn<QString>("to");
  QTest::addColumn<int>("status");
  QTest::newRow("allowed") << "/b.png" << 200;
  QTest::newRow("elsewhere") << "http://127.0.0.2:1/b.png" << 400;
  QTest::newRow("metadata") << "http://169.254.169.254/latest/meta-data/" << 400;
  QTest::newRow("this gateway") << "SELF" << 400;
}

void MediaByUrlTest::redirectsAreChecked() {
  QFETCH(QString, to);
  QFETCH(int, status);
  Web web;
  Upstream upstream(answersWith("tool"));
  Engine engine(kOn + claude(upstream.port()), kLoopback);
  to.replace("SELF", QStringLiteral("http://127.0.0.1:%1/").arg(engine.port()));
  const RawResponse answer =
      engine.ask("POST", "/v1/chat/completions", imageBody(web.url("/to?" + to.toStdString())));
  QCOMPARE(answer.status, status);
  const std::string said = messageOf(answer);
  if (status == 400)
    QVERIFY2(said.find("has no public address") != std::string::npos, said.c_str());
  QCOMPARE(web.count(), status == 400 ? 1 : 2);
}

void MediaByUrlTest::whatCannotBeHadIsRefusedByName_data() {
  QTest::addColumn<QString>("path");
  QTest::addColumn<QString>("problem");
  QTest::newRow("status") << "/missing"
                          << "127.0.0.1: it answered 404";
  QTest::newRow("other bytes") << "/text"
                               << "its bytes are something else";
  QTest::newRow("another kind") << "/paper"
                                << "its bytes are something else";
  QTest::newRow("size") << "/huge"
                        << "127.0.0.1: it is larger than 20000000 bytes";
}

void MediaByUrlTest::whatCannotBeHadIsRefusedByName() {
  QFETCH(QString, path);
  QFETCH(QString, problem);
  Web web;
  Upstream upstream(answersWith("tool"));
  Engine engine(kOn + claude(upstream.port()), kLoopback);
  const RawResponse answer =
      engine.ask("POST", "/v1/chat/completions", imageBody(web.url(path.toStdString())));
  QCOMPARE(answer.status, 400);
  const std::string wanted =
      "messages[0].content[1]: an image by its URL (" + problem.toStdString() + ")";
  const std::string said = messageOf(answer);
  QVERIFY2(said.find(wanted) != std::string::npos, said.c_str());
  QCOMPARE(upstream.count(), 0);
}

void MediaByUrlTest::atMostTwentyInARequest() {
  Web web;
  Upstream upstream(answersWith("tool"));
  Engine engine(kOn + claude(upstream.port()), kLoopback);
  std::string body = R"({"model":"claude/m","messages":[{"role":"user","content":[)";
  for (int i = 0; i < 21; ++i)
    body += std::string(i == 0 ? "" : ",") + R"({"type":"image_url","image_url":{"url":")" +
            web.url("/" + std::to_string(i)) + "\"}}";
  const RawResponse answer = engine.ask("POST", "/v1/chat/completions", body + "]}]}");
  QCOMPARE(answer.status, 400);
  const std::string said = messageOf(answer);
  QVERIFY2(said.find("content[20]: an image by its URL (more than 20") != std::string::npos,
           said.c_str());
  QCOMPARE(web.count(), 20);
}

// Small enough to cross quickly on a busy machine: fifty of it are 64 MiB in base64.
void MediaByUrlTest::onePictureInManyPartsIsBounded() {
  Web web;
  Upstream upstream(answersWith("tool"));
  Engine engine(kOn + claude(upstream.port()), kLoopback);
  std::string body = R"({"model":"claude/m","messages":[{"role":"user","content":[)";
  for (int i = 0; i < 52; ++i)
    body += std::string(i == 0 ? "" : ",") + R"({"type":"image_url","image_url":{"url":")" +
            web.url("/large") + "\"}}";
  const RawResponse answer = engine.ask("POST", "/v1/chat/completions", body + "]}]}");
  QCOMPARE(answer.status, 400);
  const std::string said = messageOf(answer);
  QVERIFY2(said.find("content[50]: an image by its URL (too much in one") != std::string::npos,
           said.c_str());
  QCOMPARE(web.count(), 1);
}

void MediaByUrlTest::theRouteMayDropIt() {
  Web web;
  Upstream upstream(answersWith("tool"));
  Engine engine(kOn + claude(upstream.port(), routeTo("claude/m", "{ unsupported: drop }")),
                kLoopback);
  const RawResponse answer =
      engine.ask("POST", "/v1/chat/completions", imageBody(web.url("/missing"), "r"));
  QCOMPARE(answer.status, 200);
  QCOMPARE(upstream.requests().at(0).body.find("image"), std::string::npos);
  QCOMPARE(engine.row(answer).droppedParams.size(), std::size_t{1});
}

void MediaByUrlTest::isFetchedOnceForAllTargets() {
  Web web;
  Upstream down(
      [](RawSocket& socket, const Upstream::Request&) { socket.send(Upstream::json("{}", 503)); });
  Upstream upstream(answersWith("tool"));
  Engine engine(
      kOn + claude(upstream.port(), providerLine("down", down.port(), "", "anthropic_compatible") +
                                        "routes:\n  - name: r\n    flow: { fallback: { try: [ "
                                        "{ target: down/m }, { target: claude/m } ] } }\n"),
      kLoopback);
  QCOMPARE(engine.ask("POST", "/v1/chat/completions", imageBody(web.url("/x"), "r")).status, 200);
  QCOMPARE(down.count(), 1);
  QCOMPARE(web.count(), 1);
}

SB_TEST(MediaByUrlTest);

#include "media_by_url_test.moc"
