// The probabilities of an answer's tokens, between OpenAI's two dialects.
// Source of the members: OpenAI API reference, chat completions (logprobs, top_logprobs) and
// responses (include, top_logprobs, output_text).
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include "core/dialects/chat_collector.h"
#include "core/dialects/chat_replay.h"
#include "tests/core/dialects/codecs.h"
#include "tests/support/test_main.h"

namespace {

using namespace sb::dialects;
using namespace sb::dialects::test;

// A character of two tokens, told once both are there, and what was never asked for.
constexpr const char* kChunks[] = {
    R"({"id":"c","model":"g","choices":[{"index":0,"delta":{"role":"assistant","content":""},
        "logprobs":{"content":[]},"finish_reason":null}]})",
    R"({"choices":[{"index":0,"delta":{"content":"Hi "},"logprobs":{"content":[
        {"token":"Hi ","logprob":-0.25,"bytes":[72,105,32],"top_logprobs":[]}],"refusal":null}}]})",
    R"({"choices":[{"index":0,"delta":{"content":""},"logprobs":{"content":[
        {"token":"\\xc3","logprob":-1,"bytes":[195],"top_logprobs":[]}]}}]})",
    R"({"choices":[{"index":0,"delta":{"content":"é"},"logprobs":{"content":[
        {"token":"\\xa9","logprob":-2,"bytes":[169],"top_logprobs":[]}]}}]})",
    R"({"choices":[{"index":0,"delta":{},"logprobs":null,"finish_reason":"stop"}]})",
    "[DONE]"};
constexpr const char* kHi =
    R"({"token":"Hi ","logprob":-0.25,"bytes":[72,105,32],"top_logprobs":[]})";
constexpr const char* kAll =
    R"([{"token":"Hi ","logprob":-0.25,"bytes":[72,105,32],"top_logprobs":[]},)"
    R"({"token":"\\xc3","logprob":-1,"bytes":[195],"top_logprobs":[]},)"
    R"({"token":"\\xa9","logprob":-2,"bytes":[169],"top_logprobs":[]}])";

AnswerName named() {
  AnswerName name;
  name.id = "1";
  name.model = "m";
  return name;
}

struct Writing final : chat::EventSink {
  explicit Writing(ChatStreamWriter& to) : writer(to) {}
  void on(const chat::Event& event) override { writer.on(event, out); }
  ChatStreamWriter& writer;
  std::string out;
};

QJsonObject objectOf(const std::string& json) {
  return QJsonDocument::fromJson(QByteArray::fromStdString(json)).object();
}
QJsonArray listOf(const std::string& json) {
  return QJsonDocument::fromJson(QByteArray::fromStdString(json)).array();
}

QList<QJsonObject> eventsIn(const std::string& stream) {
  QList<QJsonObject> events;
  for (const QString& line : QString::fromStdString(stream).split('\n'))
    if (line.startsWith("data: {")) events += objectOf(line.mid(6).toStdString());
  return events;
}

// What the writer of `to` makes of the events that the reader of `from` sees.
std::string streamed(std::string_view from, const std::vector<std::string>& data,
                     std::string_view to) {
  const auto reader = codecOf(from).streamReader();
  const auto writer = codecOf(to).streamWriter(named());
  Writing writing(*writer);
  for (const std::string& one : data)
    reader->event({}, one, writing);
  return writing.out;
}

std::string chatAnswer() {
  return std::string(R"({"id":"c","model":"g","choices":[{"index":0,"message":{"role":"assistant",
      "content":"Hi é"},"logprobs":{"content":)") +
         kAll + R"(,"refusal":null},"finish_reason":"stop"}]})";
}

QJsonArray tokensOf(const QJsonObject& part) { return part["logprobs"].toArray(); }

}  // namespace

class LogprobsTest : public QObject {
  Q_OBJECT
 private slots:
  void areAskedForInTheOtherApi_data();
  void areAskedForInTheOtherApi();
  void standInAWholeAnswer();
  void streamWithTheirWords();
  void comeBackAsChunks();
  void anAnswerThatIsToldAtOnceHasThem();
};

void LogprobsTest::areAskedForInTheOtherApi_data() {
  QTest::addColumn<QString>("from");
  QTest::addColumn<QByteArray>("request");
  QTest::addColumn<QString>("to");
  QTest::addColumn<QString>("model");
  QTest::addColumn<QByteArray>("wanted");
  QTest::addColumn<QString>("lost");
  const QByteArray chat =
      R"({"model":"r","messages":[{"role":"user","content":"q"}],"logprobs":true,"top_logprobs":2})";
  const QByteArray responses =
      R"({"model":"r","input":"q","top_logprobs":3,"include":["message.output_text.logprobs"]})";
  const QByteArray unasked = R"({"model":"r","input":"q","top_logprobs":0})";
  const QByteArray gemini =
      R"({"contents":[{"role":"user","parts":[{"text":"q"}]}],
          "generationConfig":{"responseLogprobs":true,"logprobs":2}})";
  QTest::newRow("chat to responses")
      << "openai_chat" << chat << "openai_responses"
      << "m" << QByteArray(R"({"include":["message.output_text.logprobs"],"top_logprobs":2})")
      << "";
  QTest::newRow("responses to chat")
      << "openai_responses" << responses << "openai_chat"
      << "m" << QByteArray(R"({"logprobs":true,"top_logprobs":3})") << "";
  QTest::newRow("a count alone asks for nothing") << "openai_responses" << unasked << "openai_chat"
                                                  << "m" << QByteArray("{}") << "";
  QTest::newRow("chat to anthropic") << "openai_chat" << chat << "anthropic"
                                     << "m" << QByteArray("{}") << "logprobs";
  for (const char* to : {"openai_chat", "openai_responses"})
    QTest::newRow(qPrintable("gemini to " + QString(to)))
        << "gemini" << gemini << to << "m" << QByteArray("{}") << "logprobs";
}

void LogprobsTest::areAskedForInTheOtherApi() {
  QFETCH(QString, from);
  QFETCH(QByteArray, request);
  QFETCH(QString, to);
  QFETCH(QByteArray, wanted);
  QFETCH(QString, lost);
  const auto read = codecOf(from.toStdString()).readRequest(request.toStdString());
  QVERIFY(read.has_value());
  const Written written = codecOf(to.toStdString()).writeRequest(*read, Target());
  QJsonObject said;
  const QJsonObject body = objectOf(written.body);
  for (const char* name : {"logprobs", "top_logprobs", "include"})
    if (body.contains(name)) said[name] = body[name];
  QCOMPARE(said, objectOf(wanted.toStdString()));
  QCOMPARE(QString::fromStdString(written.lost.empty() ? "" : written.lost.front()), lost);
}

void LogprobsTest::standInAWholeAnswer() {
  const auto answer = codecOf("openai_chat").readAnswer(chatAnswer());
  QVERIFY(answer.has_value());
  const std::string response = codecOf("openai_responses").writeAnswer(*answer, named());
  QCOMPARE(tokensOf(objectOf(response)["output"][0]["content"][0].toObject()), listOf(kAll));
  const auto back = codecOf("openai_responses").readAnswer(response);
  QVERIFY(back.has_value());
  const QJsonObject choice =
      objectOf(codecOf("openai_chat").writeAnswer(*back, named()))["choices"][0].toObject();
  QCOMPARE(choice["logprobs"]["content"].toArray(), listOf(kAll));
}

void LogprobsTest::streamWithTheirWords() {
  const std::string stream =
      streamed("openai_chat", {std::begin(kChunks), std::end(kChunks)}, "openai_responses");
  QList<QJsonArray> deltas;
  for (const QJsonObject& event : eventsIn(stream)) {
    const QString type = event["type"].toString();
    if (type == "response.output_text.delta") deltas += tokensOf(event);
    if (type == "response.output_text.done") QCOMPARE(tokensOf(event), listOf(kAll));
    if (type == "response.content_part.done")
      QCOMPARE(tokensOf(event["part"].toObject()), listOf(kAll));
  }
  QCOMPARE(deltas.size(), 2);
  QCOMPARE(deltas.at(0), QJsonArray{objectOf(kHi)});
  QCOMPARE(deltas.at(1).size(), 2);
  const QJsonObject last = eventsIn(stream).last()["response"].toObject();
  QCOMPARE(tokensOf(last["output"][0]["content"][0].toObject()), listOf(kAll));
}

void LogprobsTest::comeBackAsChunks() {
  const std::string response =
      streamed("openai_chat", {std::begin(kChunks), std::end(kChunks)}, "openai_responses");
  std::vector<std::string> data;
  for (const QJsonObject& event : eventsIn(response))
    data.push_back(QJsonDocument(event).toJson(QJsonDocument::Compact).toStdString());
  QJsonArray tokens;
  for (const QJsonObject& chunk : eventsIn(streamed("openai_responses", data, "openai_chat")))
    for (const QJsonValue& one : chunk["choices"][0]["logprobs"]["content"].toArray())
      tokens += one;
  QCOMPARE(tokens, listOf(kAll));
}

// A server that answers whole though a stream was wanted, and what is put together of a stream.
void LogprobsTest::anAnswerThatIsToldAtOnceHasThem() {
  const auto answer = codecOf("openai_chat").readAnswer(chatAnswer());
  QVERIFY(answer.has_value());
  ChatCollector collector;
  replay(*answer, collector);
  const std::string again = codecOf("openai_chat").writeAnswer(collector.answer(), named());
  QCOMPARE(objectOf(again)["choices"][0]["logprobs"]["content"].toArray(), listOf(kAll));
}

SB_TEST(LogprobsTest);

#include "logprobs_test.moc"
