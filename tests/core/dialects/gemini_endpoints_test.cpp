#include <QTest>

#include "core/dialects/gemini/count.h"
#include "core/dialects/gemini/embeddings.h"
#include "core/dialects/gemini/models.h"
#include "core/dialects/openai_chat/embed_codec.h"
#include "tests/core/dialects/codecs.h"
#include "tests/support/test_main.h"

namespace {

using namespace sb::dialects;
using namespace sb::dialects::test;

bool sameJson(const std::string& a, const std::string& b) {
  const auto left = sb::json::parse(a), right = sb::json::parse(b);
  return left && right && *left == *right;
}

}  // namespace

class GeminiEndpointsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void embeddingsOfOpenAiAreAskedOfGoogle();
  void embeddingsOfGoogleAreAskedOfOpenAi();
  void embeddingsThatCannotBeAskedAreRefused();
  void answersWithoutVectorsAreNone();
  void countsWhatWouldBeAsked();
  void modelsHaveTheirNames();
};

void GeminiEndpointsTest::embeddingsOfOpenAiAreAskedOfGoogle() {
  const auto read = openai_chat::readEmbedRequest(
      R"({"model":"r","input":["a","b"],"dimensions":2,"encoding_format":"base64"})");
  QVERIFY(read);
  QVERIFY(read->base64);
  QVERIFY(sameJson(gemini::writeEmbedRequest(*read, "m"),
                   R"({"requests":[{"model":"models/m","content":{"parts":[{"text":"a"}]},
                     "outputDimensionality":2},{"model":"models/m",
                     "content":{"parts":[{"text":"b"}]},"outputDimensionality":2}]})"));
  const auto answer = gemini::readEmbedAnswer(
      R"({"embeddings":[{"values":[0.5,-1]},{"values":[1,2]}],
        "usageMetadata":{"promptTokenCount":7}})");
  QVERIFY(answer);
  QVERIFY(sameJson(openai_chat::writeEmbedAnswer(*answer, {"r", false, false}),
                   R"({"object":"list","data":[
                     {"object":"embedding","index":0,"embedding":[0.5,-1]},
                     {"object":"embedding","index":1,"embedding":[1,2]}],"model":"r",
                     "usage":{"prompt_tokens":7,"total_tokens":7}})"));
  QVERIFY(openai_chat::writeEmbedAnswer(*answer, {"r", true, false}).find("\"AAAAPwAAgL8=\"") !=
          std::string::npos);
}

void GeminiEndpointsTest::embeddingsOfGoogleAreAskedOfOpenAi() {
  const auto one = gemini::readEmbedRequest(
      R"({"model":"models/r","content":{"parts":[{"text":"a"},{"text":"b"}]},
        "output_dimensionality":2,"taskType":"RETRIEVAL_QUERY"})");
  QVERIFY(one);
  QVERIFY(one->single);
  QCOMPARE(one->model, std::string("r"));
  QCOMPARE(one->taskType, std::string("RETRIEVAL_QUERY"));
  QVERIFY(sameJson(openai_chat::writeEmbedRequest(*one, "m"),
                   R"({"model":"m","input":["a\nb"],"dimensions":2,"encoding_format":"float"})"));
  const auto batch = gemini::readEmbedRequest(
      R"({"requests":[{"content":{"parts":[{"text":"a"}]}},{"content":{"parts":[{"text":"b"}]}}]})");
  QVERIFY(batch);
  QVERIFY(!batch->single);
  const auto answer = openai_chat::readEmbedAnswer(
      R"({"data":[{"index":1,"embedding":[2]},{"index":0,"embedding":[1]}],"model":"m",
        "usage":{"prompt_tokens":3,"total_tokens":3}})");
  QVERIFY(answer);
  QVERIFY(sameJson(gemini::writeEmbedAnswer(*answer, {"r", false, false}),
                   R"({"embeddings":[{"values":[1]},{"values":[2]}],
                     "usageMetadata":{"promptTokenCount":3}})"));
  QVERIFY(sameJson(gemini::writeEmbedAnswer(*answer, {"r", false, true}),
                   R"({"embedding":{"values":[1]},"usageMetadata":{"promptTokenCount":3}})"));
}

void GeminiEndpointsTest::embeddingsThatCannotBeAskedAreRefused() {
  const auto kind = [](const auto& result) { return result ? -1 : int(result.error().kind); };
  using sb::ErrorKind;
  QCOMPARE(kind(openai_chat::readEmbedRequest(R"({"input":[1,2]})")),
           int(ErrorKind::UnsupportedParameter));
  QCOMPARE(kind(openai_chat::readEmbedRequest(R"({"input":[]})")), int(ErrorKind::BadRequest));
  QCOMPARE(kind(openai_chat::readEmbedRequest(R"({"input":)")), int(ErrorKind::InvalidJson));
  QCOMPARE(kind(gemini::readEmbedRequest(R"({"requests":[]})")), int(ErrorKind::BadRequest));
  QCOMPARE(kind(gemini::readEmbedRequest(
               R"({"content":{"parts":[{"inlineData":{"mimeType":"image/png","data":"AA=="}}]}})")),
           int(ErrorKind::UnsupportedParameter));
  QCOMPARE(kind(gemini::readEmbedRequest(
               R"({"requests":[{"content":{"parts":[{"text":"a"}]},"taskType":"X"},
                 {"content":{"parts":[{"text":"a"}]}}]})")),
           int(ErrorKind::UnsupportedParameter));
  QCOMPARE(kind(gemini::readEmbedRequest("[]")), int(ErrorKind::BadRequest));
}

void GeminiEndpointsTest::answersWithoutVectorsAreNone() {
  for (const char* body :
       {"", "[]", "{}", R"({"embeddings":[{}]})", R"({"embedding":{"values":5}})"})
    QVERIFY2(!gemini::readEmbedAnswer(body), body);
  for (const char* body : {"", "{}", R"({"data":[{"embedding":"AAAA"}]})"})
    QVERIFY2(!openai_chat::readEmbedAnswer(body), body);
}

// T65
void GeminiEndpointsTest::countsWhatWouldBeAsked() {
  const auto chat =
      codecOf("openai_chat")
          .readRequest(
              R"({"messages":[{"role":"system","content":"s"},{"role":"user","content":"q"}]})");
  QVERIFY(chat);
  Target target;
  target.model = "gemini-2.5-flash";
  const std::string asked = gemini::writeCountRequest(*chat, target).body;
  QVERIFY2(sameJson(asked, R"({"generateContentRequest":{"model":"models/gemini-2.5-flash",
                             "systemInstruction":{"parts":[{"text":"s"}]},
                             "contents":[{"role":"user","parts":[{"text":"q"}]}]}})"),
           asked.c_str());
  const auto again = gemini::readCountRequest(asked);
  QVERIFY(again);
  QCOMPARE(again->model, std::string("gemini-2.5-flash"));
  QCOMPARE(again->messages.size(), std::size_t{2});
  const auto bare = gemini::readCountRequest(R"({"contents":[{"parts":[{"text":"q"}]}]})");
  QVERIFY(bare);
  QCOMPARE(bare->messages.size(), std::size_t{1});
  QVERIFY(!gemini::readCountRequest("[]"));
  QCOMPARE(gemini::readCount(R"({"totalTokens":31,"totalBillableCharacters":96})"),
           std::optional<std::int64_t>(31));
  QVERIFY(!gemini::readCount("[]"));
  QCOMPARE(gemini::readCount(gemini::countBody(7)), std::optional<std::int64_t>(7));
}

void GeminiEndpointsTest::modelsHaveTheirNames() {
  const std::vector<ModelLine> models{{"a", "", 0}, {"b", "", 0}};
  QVERIFY(sameJson(gemini::modelsBody(models), "{\"models\":[" + gemini::modelBody(models[0]) +
                                                   "," + gemini::modelBody(models[1]) + "]}"));
  QVERIFY(gemini::modelBody(models[0]).starts_with(R"({"name":"models/a")"));
}

SB_TEST(GeminiEndpointsTest);

#include "gemini_endpoints_test.moc"
