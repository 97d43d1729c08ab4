#include <QTest>
#include <boost/json.hpp>
#include <cstring>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/base/log.h"
#include "core/base/text.h"
#include "core/dialects/all_dialects.h"
#include "core/dialects/dialect_tools.h"
#include "core/dialects/errors.h"
#include "core/dialects/openai_chat/embeddings.h"
#include "core/dialects/openai_chat/models.h"
#include "tests/support/test_main.h"

namespace {

using namespace sb::dialects;
using namespace sb::dialects::openai_chat;
using sb::Error;
using sb::ErrorKind;
namespace bj = boost::json;

bj::value parsed(std::string_view text) {
  const auto value = sb::json::parse(text);
  if (!value) qFatal("no JSON: %s", std::string(text).c_str());
  return *value;
}

bj::value body(const Error& error, const ErrorDetails& details = {}) {
  return parsed(errorBody(Dialect::OpenAiChat, error, details)).at("error");
}

class BodiesTest : public QObject {
  Q_OBJECT

 private slots:
  void everyDialectHasAnEntry();
  void everyKindHasAnErrorBody();
  void errorsHaveTheCodesThatClientsKnow_data();
  void errorsHaveTheCodesThatClientsKnow();
  void namesTheParameter();
  void listsAttempts_T104();
  void keepsTheUpstreamsWords_T104();
  void removesSecretsFromTheUpstreamsWords_T104();
  void anErrorOfAStreamIsOneLine_T97();
  void convertsVectorsToBase64();
  void leavesAllOtherBytesOfEmbeddings();
  void refusesEmbeddingsThatAreNone();
  void listsModels_T110();
};

void BodiesTest::everyDialectHasAnEntry() {
  QCOMPARE(allTools().size(), kAllDialects.size());
  for (const Dialect dialect : kAllDialects) {
    const DialectTools* tools = toolsOf(dialect);
    QVERIFY2(tools != nullptr, dialectName(dialect).data());
    QVERIFY(tools->codec != nullptr && tools->readAnswer != nullptr && tools->watch != nullptr);
    QVERIFY(tools->models.one != nullptr && tools->models.all != nullptr);
    QVERIFY(parsed(errorBody(dialect, Error(ErrorKind::RateLimited, "x"))).is_object());
    QCOMPARE(dialectNamed(dialectName(dialect)), std::optional(dialect));
  }
  QVERIFY(!dialectNamed("openai").has_value());
}

void BodiesTest::everyKindHasAnErrorBody() {
  for (int kind = 0; kind < sb::kErrorKinds; ++kind) {
    const bj::value error = body(Error(static_cast<ErrorKind>(kind), "a \"message\"\n"));
    QVERIFY(error.at("message") == "a \"message\"\n");
    QVERIFY(error.at("type").is_string() && error.at("code").is_string());
    QVERIFY(error.as_object().contains("param"));
  }
}

void BodiesTest::errorsHaveTheCodesThatClientsKnow_data() {
  QTest::addColumn<int>("kind");
  QTest::addColumn<QString>("type");
  QTest::addColumn<QString>("code");
  const auto row = [](ErrorKind kind, const char* type, const char* code) {
    QTest::newRow(std::string(sb::errorName(kind)).c_str()) << int(kind) << type << code;
  };
  row(ErrorKind::KeyInvalid, "authentication_error", "invalid_api_key");
  row(ErrorKind::UnknownModel, "invalid_request_error", "model_not_found");
  row(ErrorKind::RateLimited, "rate_limit_error", "rate_limit_exceeded");
  row(ErrorKind::BudgetExceeded, "insufficient_quota", "insufficient_quota");
  row(ErrorKind::InvalidJson, "invalid_request_error", "invalid_json");
  row(ErrorKind::UpstreamCut, "upstream_error", "upstream_cut");
}

void BodiesTest::errorsHaveTheCodesThatClientsKnow() {
  QFETCH(int, kind);
  const bj::value error = body(Error(static_cast<ErrorKind>(kind), "x"));
  QTEST(QString::fromUtf8(error.at("type").as_string().c_str()), "type");
  QTEST(QString::fromUtf8(error.at("code").as_string().c_str()), "code");
}

void BodiesTest::namesTheParameter() {
  QVERIFY(body(Error(ErrorKind::BadRequest, "x", "stream_options.include_usage")).at("param") ==
          "stream_options.include_usage");
  QVERIFY(body(Error(ErrorKind::UnknownModel, "x", "no such route")).at("param") == "model");
  QVERIFY(body(Error(ErrorKind::BadRequest, "x", "two heads, at byte 5")).at("param").is_null());
  QVERIFY(body(Error(ErrorKind::Internal, "x", "stack")).at("param").is_null());
  ErrorDetails details;
  details.param = "seed";
  QVERIFY(body(Error(ErrorKind::BadRequest, "x", "n"), details).at("param") == "seed");
}

void BodiesTest::listsAttempts_T104() {
  const std::vector<AttemptLine> attempts{{"local", "qwen3", 0, "connect_refused"},
                                          {"openai", "gpt-4o", 503, "upstream_status"}};
  ErrorDetails details;
  details.requestId = "req_1";
  details.attempts = attempts;
  const bj::value error = body(Error(ErrorKind::UpstreamStatus, "all failed"), details);
  QVERIFY(error.at("request_id") == "req_1");
  QVERIFY(error.at("attempts") ==
          parsed(R"([{"provider":"local","model":"qwen3","status":null,"outcome":"connect_refused"},
                     {"provider":"openai","model":"gpt-4o","status":503,"outcome":"upstream_status"}])"));
}

void BodiesTest::keepsTheUpstreamsWords_T104() {
  ErrorDetails details;
  details.upstreamMessage = "The model is \xff overloaded";
  details.upstreamType = "server_error";
  details.upstreamCode = "overloaded";
  const bj::value error = body(Error(ErrorKind::UpstreamStatus, "ours"), details);
  QVERIFY(error.at("message") == "The model is \xef\xbf\xbd overloaded");
  QVERIFY(error.at("type") == "server_error");
  QVERIFY(error.at("code") == "overloaded");
}

void BodiesTest::removesSecretsFromTheUpstreamsWords_T104() {
  sb::log::redact("sk-canary-123456");
  ErrorDetails details;
  details.upstreamMessage = "Incorrect API key provided: sk-canary-123456.";
  const std::string text =
      errorBody(Dialect::OpenAiChat, Error(ErrorKind::UpstreamStatus, "x"), details);
  QVERIFY(text.find("canary") == text.npos);
}

void BodiesTest::anErrorOfAStreamIsOneLine_T97() {
  const auto chat = toolsOf(Dialect::OpenAiChat)->codec->streamWriter(AnswerName());
  std::string event;
  chat->breakOff(Error(ErrorKind::UpstreamCut, "a\nb"), ErrorDetails(), event);
  QVERIFY(event.starts_with("data: {\"error\":"));
  QVERIFY(event.find('\n') == event.size() - 2);
  const bj::value value = parsed(event.substr(event.find('{')));
  QVERIFY(value.at_pointer("/error/message").as_string() == "a\nb");
}

void BodiesTest::convertsVectorsToBase64() {
  const auto converted = toBase64Embeddings(
      R"({"data":[{"embedding":[1, -2.5,0,1e-3],"index":0},{"embedding":[],"index":1},{"embedding":"AA=="}]})");
  QVERIFY(converted);
  const bj::value value = parsed(*converted);
  const QByteArray bytes =
      QByteArray::fromBase64(value.at_pointer("/data/0/embedding").as_string().c_str());
  QCOMPARE(bytes.size(), 16);
  float numbers[4];
  std::memcpy(numbers, bytes.constData(), 16);
  QCOMPARE(numbers[0], 1.0F);
  QCOMPARE(numbers[1], -2.5F);
  QCOMPARE(numbers[3], 0.001F);
  QVERIFY(value.at_pointer("/data/1/embedding") == "");
  QVERIFY(value.at_pointer("/data/2/embedding") == "AA==");
}

void BodiesTest::leavesAllOtherBytesOfEmbeddings() {
  const auto converted =
      toBase64Embeddings(" { \"data\" : [ { \"embedding\" : [ 0 ] } ] , \"x\":1.0 }\n");
  QVERIFY(converted);
  QCOMPARE(*converted,
           std::string(" { \"data\" : [ { \"embedding\" : \"AAAAAA==\" } ] , \"x\":1.0 }\n"));
}

void BodiesTest::refusesEmbeddingsThatAreNone() {
  for (const char* text : {"", "[]", "{\"data\":[{\"embedding\":[1,\"x\"]}]}",
                           "{\"data\":[{\"embedding\":[null]}]}", "{\"data\":[{\"embedding\":[1"}) {
    const auto converted = toBase64Embeddings(text);
    QVERIFY(!converted);
    QVERIFY(converted.error().kind == ErrorKind::UpstreamProtocol);
  }
}

void BodiesTest::listsModels_T110() {
  const std::vector<ModelLine> models{{"fast", "signalbox", 5}, {"a\"b", "x", 0}};
  const char* const list =
      R"({"object":"list","data":[{"id":"fast","object":"model","created":5,"owned_by":"signalbox"},
          {"id":"a\"b","object":"model","created":0,"owned_by":"x"}]})";
  QVERIFY(parsed(modelsBody(models)) == parsed(list));
  QVERIFY(parsed(modelsBody({})) == parsed(R"({"object":"list","data":[]})"));
  QVERIFY(parsed(modelBody(models[0])).at("id") == "fast");
}

SB_TEST(BodiesTest);

}  // namespace

#include "bodies_test.moc"
