// Embeddings between callers and providers of OpenAI's and Gemini's API. Google's older packages
// say /v1beta, its newest /v1.
#include <QTest>

#include "tests/support/dialect_pair.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::test;

namespace {

const std::string kOpenAi =
    R"({"object":"list","model":"m","data":[{"object":"embedding","index":1,"embedding":[2]},{"object":"embedding","index":0,"embedding":[0.5,-1]}],"usage":{"prompt_tokens":7,"total_tokens":7}})";
const std::string kGemini =
    R"({"embeddings":[{"values":[0.5,-1]},{"values":[2]}],"usageMetadata":{"promptTokenCount":7}})";
const std::string kOne = R"({"embedding":{"values":[0.5,-1]}})";

Upstream::Answer says(const std::string& body) {
  return [body](RawSocket& socket, const Upstream::Request&) { socket.send(Upstream::json(body)); };
}

std::string google(std::uint16_t port, const std::string& more = "") {
  return "providers:\n" + providerLine("g", port, "", "gemini_compatible") + more;
}

void addVersions() {
  QTest::addColumn<QByteArray>("version");
  for (const char* version : {"v1beta", "v1"})
    QTest::newRow(version) << QByteArray(version);
}

std::string googlePath(const QByteArray& version, const std::string& model,
                       const std::string& method) {
  return "/" + version.toStdString() + "/models/" + model + ":" + method;
}

std::string part(const std::string& text) { return R"({"parts":[{"text":")" + text + R"("}]})"; }

std::string batch(const std::string& model) {
  const std::string name = R"({"model":"models/)" + model + R"(", "content":)";
  return R"({ "requests" : [)" + name + part("a") + "}," + name + part("b") + R"(,"new":1}]})";
}

}  // namespace

class EmbeddingsTest : public QObject {
  Q_OBJECT
 private slots:
  void openAiAsksGoogle();
  void googleAsksOpenAi_data();
  void googleAsksOpenAi();
  void googleAsksOpenAiForOne_data();
  void googleAsksOpenAiForOne();
  void whatVectorsAreForIsLeftOut_data();
  void whatVectorsAreForIsLeftOut();
  void T17_googlesOwnPass_data();
  void T17_googlesOwnPass();
  void whatCannotBeToldIsRefusedByName();
  void T101_failsOverToAnotherDialect();
};

void EmbeddingsTest::openAiAsksGoogle() {
  Upstream upstream(says(kGemini));
  Engine engine(google(upstream.port()));
  const std::string asked = R"({"model":"g/m","input":["a","b"],"dimensions":2)";
  const RawResponse floats = engine.ask("POST", "/v1/embeddings", asked + "}");
  QCOMPARE(floats.status, 200);
  const auto body = parsed(floats.body);
  QCOMPARE(stringAt(body, "/model"), std::string("m"));
  QCOMPARE(numberAt(body, "/data/1/embedding/0"), 2);
  QCOMPARE(numberAt(body, "/usage/prompt_tokens"), 7);
  const auto sent = upstream.requests().at(0);
  QCOMPARE(sent.target(), std::string("/v1/models/m:batchEmbedContents"));
  QCOMPARE(stringAt(parsed(sent.body), "/requests/1/content/parts/0/text"), std::string("b"));
  QCOMPARE(numberAt(parsed(sent.body), "/requests/1/outputDimensionality"), 2);
  // The official client asks for base64 unless told otherwise.
  const RawResponse base64 =
      engine.ask("POST", "/v1/embeddings", asked + R"(,"encoding_format":"base64"})");
  QCOMPARE(stringAt(parsed(base64.body), "/data/0/embedding"), std::string("AAAAPwAAgL8="));
  const auto row = engine.row(base64);
  QCOMPARE(row.row.usage.input, 7);
  QCOMPARE(row.attempts.at(0).dialect, std::string("gemini"));
}

void EmbeddingsTest::googleAsksOpenAi_data() { addVersions(); }

void EmbeddingsTest::googleAsksOpenAi() {
  QFETCH(QByteArray, version);
  Upstream upstream(says(kOpenAi));
  Engine engine(gpt(upstream.port()));
  const RawResponse answer =
      engine.ask("POST", googlePath(version, "gpt/m", "batchEmbedContents"), batch("gpt/m"));
  QCOMPARE(answer.status, 200);
  QCOMPARE(answer.body, kGemini);
  const auto sent = upstream.requests().at(0);
  QCOMPARE(sent.target(), std::string("/v1/embeddings"));
  QCOMPARE(sent.body, std::string(R"({"model":"m","input":["a","b"],"encoding_format":"float"})"));
  QCOMPARE(engine.row(answer).row.usage.input, 7);
}

void EmbeddingsTest::googleAsksOpenAiForOne_data() { addVersions(); }

void EmbeddingsTest::googleAsksOpenAiForOne() {
  QFETCH(QByteArray, version);
  Upstream upstream(says(kOpenAi));
  Engine engine(gpt(upstream.port()));
  const std::string body = R"({"content":)" + part("a") + "}";
  const RawResponse answer = engine.ask("POST", googlePath(version, "gpt/m", "embedContent"), body);
  QCOMPARE(answer.status, 200);
  QVERIFY2(answer.body.starts_with(R"({"embedding":{"values":[0.5,-1]})"), answer.body.c_str());
  QVERIFY(engine.row(answer).droppedParams.empty());
}

void EmbeddingsTest::whatVectorsAreForIsLeftOut_data() {
  QTest::addColumn<bool>("toGoogle");
  QTest::addColumn<QByteArray>("name");
  QTest::newRow("input_type for Google") << true << QByteArray("input_type");
  QTest::newRow("task for Google") << true << QByteArray("task");
  QTest::newRow("taskType for OpenAI") << false << QByteArray("taskType");
  QTest::newRow("title for OpenAI") << false << QByteArray("title");
}

void EmbeddingsTest::whatVectorsAreForIsLeftOut() {
  QFETCH(bool, toGoogle);
  QFETCH(QByteArray, name);
  Upstream upstream(says(toGoogle ? kGemini : kOpenAi));
  Engine engine(toGoogle ? google(upstream.port()) : gpt(upstream.port()));
  const std::string path =
      toGoogle ? "/v1/embeddings" : googlePath("v1beta", "gpt/m", "embedContent");
  const std::string asked =
      toGoogle ? R"({"model":"g/m","input":["a","b"])" : R"({"content":)" + part("a");
  const RawResponse answer =
      engine.ask("POST", path, asked + ",\"" + name.toStdString() + "\":\"retrieval\"}");
  QCOMPARE(answer.status, 200);
  QCOMPARE(engine.row(answer).droppedParams, std::vector<std::string>{name.toStdString()});
  QVERIFY(upstream.requests().at(0).body.find("retrieval") == std::string::npos);
}

void EmbeddingsTest::T17_googlesOwnPass_data() {
  QTest::addColumn<QByteArray>("version");
  QTest::addColumn<QByteArray>("method");
  QTest::addColumn<QByteArray>("said");
  for (const char* version : {"v1beta", "v1"}) {
    QTest::addRow("batch, %s", version)
        << QByteArray(version) << QByteArray("batchEmbedContents") << QByteArray(kGemini.c_str());
    QTest::addRow("one, %s", version)
        << QByteArray(version) << QByteArray("embedContent") << QByteArray(kOne.c_str());
  }
}

// The name in the body must be that of the path; nothing else changes.
void EmbeddingsTest::T17_googlesOwnPass() {
  QFETCH(QByteArray, version);
  QFETCH(QByteArray, method);
  QFETCH(QByteArray, said);
  const bool one = method == "embedContent";
  const auto body = [&](const std::string& model) {
    return one ? R"({"model" : "models/)" + model + R"(","content":)" + part("a") + " }"
               : batch(model);
  };
  Upstream upstream(says(said.toStdString()));
  Engine engine(google(upstream.port()));
  const RawResponse answer =
      engine.ask("POST", googlePath(version, "g/m", method.toStdString()), body("g/m"));
  QCOMPARE(answer.status, 200);
  QCOMPARE(answer.body, said.toStdString());
  const auto sent = upstream.requests().at(0);
  QCOMPARE(sent.target(), "/v1/models/m:" + method.toStdString());
  QCOMPARE(sent.body, body("m"));
}

void EmbeddingsTest::whatCannotBeToldIsRefusedByName() {
  Upstream upstream(says(kGemini));
  Engine engine(google(upstream.port(), routeTo("g/m", "{ unsupported: drop }")));
  const std::string more = R"(","input":"a","input_type":"query","truncate":"END"})";
  const RawResponse refused = engine.ask("POST", "/v1/embeddings", R"({"model":"g/m)" + more);
  QCOMPARE(refused.status, 400);
  QCOMPARE(stringAt(parsed(refused.body), "/error/param"), std::string("truncate"));
  const RawResponse tokens =
      engine.ask("POST", "/v1/embeddings", R"({"model":"g/m","input":[1,2]})");
  QCOMPARE(tokens.status, 400);
  QCOMPARE(stringAt(parsed(tokens.body), "/error/param"), std::string("input"));
  QCOMPARE(upstream.count(), 0);
  const RawResponse dropped = engine.ask("POST", "/v1/embeddings", R"({"model":"r)" + more);
  QCOMPARE(dropped.status, 200);
  const std::vector<std::string> left{"input_type", "truncate"};
  QCOMPARE(engine.row(dropped).droppedParams, left);
}

void EmbeddingsTest::T101_failsOverToAnotherDialect() {
  Upstream down([](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::json(R"({"error":{"message":"no"}})", 500));
  });
  Upstream upstream(says(kGemini));
  Engine engine(google(upstream.port(), providerLine("gpt", down.port()) +
                                            "routes:\n  - name: r\n    flow: { fallback: { try: [ "
                                            "{ target: gpt/m }, { target: g/m } ] } }\n"));
  const RawResponse answer =
      engine.ask("POST", "/v1/embeddings", R"({"model":"r","input":["a","b"]})");
  QCOMPARE(answer.status, 200);
  QCOMPARE(numberAt(parsed(answer.body), "/data/1/embedding/0"), 2);
  QCOMPARE(down.requests().at(0).target(), std::string("/v1/embeddings"));
  const auto sent = upstream.requests().at(0);
  QCOMPARE(sent.header("x-goog-api-key"), providerKey("g"));
  QVERIFY(!sent.has("authorization"));
}

SB_TEST(EmbeddingsTest);
#include "embeddings_test.moc"
