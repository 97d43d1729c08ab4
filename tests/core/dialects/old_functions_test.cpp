// Answers to callers of chat completions who know functions and no tools.
// Wire case: T49. Source: OpenAI API reference, chat completions (function_call, deprecated).
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include "core/dialects/chat_replay.h"
#include "tests/core/dialects/codecs.h"
#include "tests/support/test_main.h"

namespace {

using namespace sb::dialects;
using namespace sb::dialects::test;

constexpr const char* kCalls =
    R"({"id":"a","type":"message","role":"assistant","model":"c","content":[
        {"type":"text","text":"so"},
        {"type":"tool_use","id":"t1","name":"f","input":{"a":1}},
        {"type":"tool_use","id":"t2","name":"g","input":{}}],
        "stop_reason":"tool_use","usage":{"input_tokens":1,"output_tokens":1}})";

struct Writing final : chat::EventSink {
  explicit Writing(ChatStreamWriter& to) : writer(to) {}
  void on(const chat::Event& event) override { writer.on(event, out); }
  ChatStreamWriter& writer;
  std::string out;
};

AnswerName named(bool functions) {
  AnswerName name;
  name.id = "1";
  name.functions = functions;
  return name;
}

chat::Answer answered() {
  const auto answer = codecOf("anthropic").readAnswer(kCalls);
  if (!answer) qFatal("%s", answer.error().message.c_str());
  return *answer;
}

QJsonObject objectOf(const std::string& json) {
  return QJsonDocument::fromJson(QByteArray::fromStdString(json)).object();
}

}  // namespace

class OldFunctionsTest : public QObject {
  Q_OBJECT
 private slots:
  void T49_theFirstCallIsAFunctionCall();
  void T49_streamedInPieces();
  void othersGetToolCalls();
};

void OldFunctionsTest::T49_theFirstCallIsAFunctionCall() {
  const QJsonObject choice =
      objectOf(codecOf("openai_chat").writeAnswer(answered(), named(true)))["choices"][0]
          .toObject();
  QCOMPARE(choice["finish_reason"].toString(), QStringLiteral("function_call"));
  const QJsonObject message = choice["message"].toObject();
  QCOMPARE(message["content"].toString(), QStringLiteral("so"));
  QCOMPARE(message["function_call"]["name"].toString(), QStringLiteral("f"));
  QCOMPARE(objectOf(message["function_call"]["arguments"].toString().toStdString())["a"].toInt(),
           1);
  QCOMPARE(message["tool_calls"].toArray().size(), 1);  // there is room for one
  QCOMPARE(message["tool_calls"][0]["id"].toString(), QStringLiteral("t2"));
}

void OldFunctionsTest::T49_streamedInPieces() {
  const auto writer = codecOf("openai_chat").streamWriter(named(true));
  Writing writing(*writer);
  replay(answered(), writing);
  QString name, arguments, finish;
  QStringList others;
  for (const QString& line : QString::fromStdString(writing.out).split('\n')) {
    if (!line.startsWith("data: {")) continue;
    const QJsonObject choice = objectOf(line.mid(6).toStdString())["choices"][0].toObject();
    const QJsonObject delta = choice["delta"].toObject();
    name += delta["function_call"]["name"].toString();
    arguments += delta["function_call"]["arguments"].toString();
    others += delta["tool_calls"][0]["function"]["name"].toString();
    finish += choice["finish_reason"].toString();
  }
  QCOMPARE(name, QStringLiteral("f"));
  QCOMPARE(objectOf(arguments.toStdString())["a"].toInt(), 1);
  QCOMPARE(others.join(QString()), QStringLiteral("g"));
  QCOMPARE(finish, QStringLiteral("function_call"));
}

void OldFunctionsTest::othersGetToolCalls() {
  const QJsonObject choice =
      objectOf(codecOf("openai_chat").writeAnswer(answered(), named(false)))["choices"][0]
          .toObject();
  QVERIFY(!choice["message"].toObject().contains("function_call"));
  QCOMPARE(choice["message"]["tool_calls"].toArray().size(), 2);
  QCOMPARE(choice["finish_reason"].toString(), QStringLiteral("tool_calls"));
}

SB_TEST(OldFunctionsTest);

#include "old_functions_test.moc"
