// What a caller of Google's API reads where nothing is an answer: errors and lists of models; and
// where Azure wants its key. Wire cases: T76, T110.
#include <QTest>

#include "tests/support/dialect_pair.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::test;

namespace {

const std::string kAsk = R"({"contents":[{"role":"user","parts":[{"text":"a"}]}]})";

std::string callOf(const std::string& model) {
  return "/v1beta/models/" + model + ":generateContent";
}

}  // namespace

class CallerFormsTest : public QObject {
  Q_OBJECT
 private slots:
  void googlesClientsReadErrorsByName_data();
  void googlesClientsReadErrorsByName();
  void aWrongKeyIsUnauthenticated();
  void T110_googlesClientsSeeWhatTheirKeyMayUse();
  void azureIsSentItsKeyInItsOwnHeader();
};

void CallerFormsTest::googlesClientsReadErrorsByName_data() {
  QTest::addColumn<int>("status");
  QTest::addColumn<QByteArray>("name");
  QTest::newRow("400") << 400 << QByteArray("INVALID_ARGUMENT");
  QTest::newRow("404") << 404 << QByteArray("NOT_FOUND");
  QTest::newRow("429") << 429 << QByteArray("RESOURCE_EXHAUSTED");
  QTest::newRow("503") << 503 << QByteArray("UNAVAILABLE");
}

// The provider says it in OpenAI's words.
void CallerFormsTest::googlesClientsReadErrorsByName() {
  QFETCH(int, status);
  QFETCH(QByteArray, name);
  Upstream upstream([&](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::json(
        R"({"error":{"message":"so it is","type":"x","param":null,"code":"y"}})", status));
  });
  Engine engine(gpt(upstream.port()));
  const RawResponse answer = engine.ask("POST", callOf("gpt/m"), kAsk);
  QCOMPARE(answer.status, status);
  const auto body = parsed(answer.body);
  QCOMPARE(numberAt(body, "/error/code"), std::int64_t(status));
  QCOMPARE(stringAt(body, "/error/status"), name.toStdString());
  QCOMPARE(stringAt(body, "/error/message"), std::string("so it is"));
}

void CallerFormsTest::aWrongKeyIsUnauthenticated() {
  Upstream upstream(chats());
  Engine engine(gpt(upstream.port()));
  const RawResponse answer = engine.ask("POST", callOf("gpt/m"), kAsk,
                                        "Authorization: none\r\nx-goog-api-key: sk-sb-wrong\r\n");
  QCOMPARE(answer.status, 401);
  const auto body = parsed(answer.body);
  QCOMPARE(numberAt(body, "/error/code"), std::int64_t(401));
  QCOMPARE(stringAt(body, "/error/status"), std::string("UNAUTHENTICATED"));
  QCOMPARE(upstream.count(), 0);
}

void CallerFormsTest::T110_googlesClientsSeeWhatTheirKeyMayUse() {
  Upstream upstream(chats());
  Engine engine(
      "keys:\n"
      "  - { name: ci, value: \"file:{dir}/ci.key\" }\n"
      "  - { name: narrow, value: \"file:{dir}/narrow.key\", models: [ fast ] }\n" +
      gpt(upstream.port(),
          "routes: [ { name: fast, flow: { target: gpt/m } }, { name: slow, flow: { "
          "target: gpt/n } } ]\n"));
  const auto names = [&](const std::string& key) {
    std::vector<std::string> all;
    const RawResponse list = engine.ask("GET", "/v1beta/models", "",
                                        "Authorization: none\r\nx-goog-api-key: " + key + "\r\n");
    const auto body = parsed(list.body);
    for (const auto& one : body.at("models").as_array())
      all.push_back(stringAt(one, "/name"));
    return all;
  };
  QCOMPARE(names(std::string(kGatewayKey)),
           (std::vector<std::string>{"models/fast", "models/slow"}));
  QCOMPARE(names(providerKey("narrow")), std::vector<std::string>{"models/fast"});
  // The path says it alone.
  const std::string path = "/k/" + std::string(kGatewayKey) + "/v1beta/models";
  const RawResponse list = engine.ask("GET", path, "", "Authorization: none\r\n");
  QCOMPARE(stringAt(parsed(list.body), "/models/0/name"), std::string("models/fast"));
}

void CallerFormsTest::azureIsSentItsKeyInItsOwnHeader() {
  Upstream upstream(chats());
  Engine engine("providers:\n" + providerLine("az", upstream.port(), "", "azure-openai"));
  const RawResponse answer = engine.ask("POST", "/v1/chat/completions", chatBody("az/m", "hi"));
  QCOMPARE(answer.status, 200);
  const auto asked = upstream.requests().at(0);
  QCOMPARE(asked.header("api-key"), providerKey("az"));
  QVERIFY(!asked.has("Authorization"));
  QVERIFY(asked.target().find(providerKey("az")) == std::string::npos);
}

SB_TEST(CallerFormsTest);
#include "caller_forms_test.moc"
