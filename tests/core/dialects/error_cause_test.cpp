#include "core/dialects/error_cause.h"

#include <QTest>

#include "core/dialects/dialect_tools.h"
#include "tests/support/test_main.h"

namespace sb::dialects {

class ErrorCauseTest : public QObject {
  Q_OBJECT

 private slots:
  void providersSayWhyTheyRefuse_data();
  void providersSayWhyTheyRefuse();
};

void ErrorCauseTest::providersSayWhyTheyRefuse_data() {
  QTest::addColumn<int>("dialect");
  QTest::addColumn<QByteArray>("body");
  QTest::addColumn<int>("cause");
  const auto row = [](const char* name, Dialect dialect, const char* body, ErrorCause cause) {
    QTest::newRow(name) << static_cast<int>(dialect) << QByteArray(body) << static_cast<int>(cause);
  };
  row("OpenAI, too long", Dialect::OpenAiChat,
      R"({"error":{"message":"This model's maximum context length is 8192 tokens.","type":"invalid_request_error","param":"messages","code":"context_length_exceeded"}})",
      ErrorCause::ContextLength);
  row("vLLM, too long", Dialect::OpenAiChat,
      R"({"error":{"message":"This model's maximum context length is 4096 tokens. However, you requested 5000 tokens.","type":"BadRequestError","code":400}})",
      ErrorCause::ContextLength);
  row("Azure, filtered", Dialect::OpenAiChat,
      R"({"error":{"message":"The response was filtered due to the prompt triggering Azure OpenAI's content management policy.","type":null,"param":"prompt","code":"content_filter","status":400}})",
      ErrorCause::ContentPolicy);
  row("Anthropic, too long", Dialect::Anthropic,
      R"({"type":"error","error":{"type":"invalid_request_error","message":"prompt is too long: 205000 tokens > 200000 maximum"}})",
      ErrorCause::ContextLength);
  row("Gemini, too long", Dialect::Gemini,
      R"({"error":{"code":400,"message":"The input token count (1100000) exceeds the maximum number of tokens allowed (1048576).","status":"INVALID_ARGUMENT"}})",
      ErrorCause::ContextLength);
  row("OpenAI, no access to the model", Dialect::OpenAiChat,
      R"({"error":{"message":"Project `proj_x` does not have access to model `gpt-x`","type":"invalid_request_error","param":null,"code":"model_not_found"}})",
      ErrorCause::Model);
  row("Bedrock, no access to the model", Dialect::OpenAiChat,
      R"({"error":{"message":"You don't have access to the model with the specified model ID."}})",
      ErrorCause::Model);
  row("OpenAI, moderated", Dialect::OpenAiChat,
      R"({"error":{"message":"Your request was rejected.","type":"invalid_request_error","code":"moderation_blocked"}})",
      ErrorCause::ContentPolicy);
  row("Groq, a model that is no more", Dialect::OpenAiChat,
      R"({"error":{"message":"The model `mixtral` has been decommissioned.","type":"invalid_request_error","code":"model_decommissioned"}})",
      ErrorCause::Model);
  row("OpenRouter, no such model", Dialect::OpenAiChat,
      R"({"error":{"message":"openai/gpt-x is not a valid model ID","code":400}})",
      ErrorCause::Model);
  row("Gemini, no such key", Dialect::Gemini,
      R"({"error":{"code":400,"message":"API key not valid. Please pass a valid API key.","status":"INVALID_ARGUMENT","details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"API_KEY_INVALID","domain":"googleapis.com"}]}})",
      ErrorCause::Key);
  row("xAI, no such key", Dialect::OpenAiChat,
      R"({"code":"Client specified an invalid argument","error":"Incorrect API key provided: na***ys. You can obtain an API key from https://console.x.ai."})",
      ErrorCause::Key);
  row("the caller's own words", Dialect::OpenAiChat,
      R"({"error":{"message":"Invalid value: 'API key not valid'","type":"invalid_request_error"}})",
      ErrorCause::Other);
  row("something else", Dialect::OpenAiChat,
      R"({"error":{"message":"Invalid value for 'temperature'.","type":"invalid_request_error","param":"temperature","code":null}})",
      ErrorCause::Other);
  row("empty", Dialect::OpenAiChat, "", ErrorCause::Other);
}

void ErrorCauseTest::providersSayWhyTheyRefuse() {
  QFETCH(int, dialect);
  QFETCH(QByteArray, body);
  QFETCH(int, cause);
  const std::string text = body.toStdString();
  JsonIndex index;
  const AnswerFacts facts =
      toolsOf(static_cast<Dialect>(dialect))->readAnswer(text, text.capacity(), index);
  QCOMPARE(static_cast<int>(errorCause(facts)), cause);
}

SB_TEST(ErrorCauseTest);

}  // namespace sb::dialects

#include "error_cause_test.moc"
