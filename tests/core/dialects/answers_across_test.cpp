// What an answer says that the caller's API has no member for: never silently gone.
// Wire cases: T48, T60.
#include <QTest>

#include "core/dialects/chat_replay.h"
#include "tests/core/dialects/codecs.h"
#include "tests/support/test_main.h"

namespace {

using namespace sb::dialects;
using namespace sb::dialects::test;
namespace bj = boost::json;

struct Writing final : chat::EventSink {
  explicit Writing(ChatStreamWriter& to) : writer(to) {}
  void on(const chat::Event& event) override { writer.on(event, out); }
  ChatStreamWriter& writer;
  std::string out;
};

AnswerName named() {
  AnswerName name;
  name.id = "1";
  name.model = "m";
  return name;
}

std::string streamed(std::string_view to, const chat::Answer& answer) {
  const auto writer = codecOf(to).streamWriter(named());
  Writing writing(*writer);
  replay(answer, writing);
  return writing.out;
}

std::vector<bj::object> eventsIn(const std::string& stream) {
  std::vector<bj::object> events;
  for (const QString& line : QString::fromStdString(stream).split('\n'))
    if (line.startsWith("data: {"))
      events.push_back(sb::json::parse(line.mid(6).toStdString())->as_object());
  return events;
}

std::string textAt(const bj::value& body, const char* pointer) {
  boost::system::error_code error;
  const bj::value* value = body.find_pointer(pointer, error);
  return value == nullptr || !value->is_string() ? "" : std::string(value->as_string());
}

chat::Answer answerOf(std::string_view from, const char* body) {
  auto answer = codecOf(from).readAnswer(body);
  if (!answer) qFatal("%s", answer.error().message.c_str());
  return *std::move(answer);
}

// The response that a Responses stream ends with.
bj::value lastResponse(const std::string& stream) { return eventsIn(stream).back().at("response"); }

constexpr const char* kRefused =
    R"({"id":"a","type":"message","role":"assistant","model":"c","content":[],
        "stop_reason":"refusal","usage":{"input_tokens":1,"output_tokens":1}})";
constexpr const char* kRefusedInWords =
    R"({"id":"a","object":"chat.completion","model":"g","choices":[{"index":0,"message":
        {"role":"assistant","content":null,"refusal":"I cannot."},"finish_reason":"refusal"}]})";
constexpr const char* kPicture =
    R"({"candidates":[{"content":{"role":"model","parts":[{"text":"See:"},
        {"inlineData":{"mimeType":"image/png","data":"AAAA"}}]},"finishReason":"STOP"}]})";
constexpr const char* kPictureByUrl =
    R"({"id":"r","object":"response","model":"g","status":"completed","output":[
        {"type":"image_generation_call","id":"i","status":"completed",
         "result":"https://x.example/p.png"}]})";
constexpr const char* kThoughts =
    R"({"id":"a","type":"message","role":"assistant","model":"c","content":[
        {"type":"thinking","thinking":"first, so","signature":"S1"},
        {"type":"redacted_thinking","data":"R"},
        {"type":"thinking","thinking":"then","signature":"S2"},{"type":"text","text":"so"}],
        "stop_reason":"end_turn","usage":{"input_tokens":1,"output_tokens":1}})";

}  // namespace

class AnswersAcrossTest : public QObject {
  Q_OBJECT
 private slots:
  void T48_aRefusalIsNoCleanEndOfAResponse();
  void T48_aRefusalInWordsIsAPartOfTheResponse();
  void T48_aRefusalIsToldInEveryDialect();
  void T48_otherNamesOfAnEndAreNoCleanEnd_data();
  void T48_otherNamesOfAnEndAreNoCleanEnd();
  void imagesAreSaidInMessages_data();
  void imagesAreSaidInMessages();
  void T60_streamedThoughtsComeBackWithTheirWords();
  void wordsBesideDetailsAreKept();
};

void AnswersAcrossTest::T48_aRefusalIsNoCleanEndOfAResponse() {
  const chat::Answer answer = answerOf("anthropic", kRefused);
  const auto whole = sb::json::parse(codecOf("openai_responses").writeAnswer(answer, named()));
  QVERIFY(whole.has_value());
  for (const bj::value& body : {*whole, lastResponse(streamed("openai_responses", answer))}) {
    QCOMPARE(textAt(body, "/status"), std::string("incomplete"));
    QCOMPARE(textAt(body, "/incomplete_details/reason"), std::string("content_filter"));
  }
  const std::string stream = streamed("openai_responses", answer);
  QCOMPARE(textAt(eventsIn(stream).back(), "/type"), std::string("response.incomplete"));
}

void AnswersAcrossTest::T48_aRefusalInWordsIsAPartOfTheResponse() {
  const chat::Answer answer = answerOf("openai_chat", kRefusedInWords);
  const auto whole = sb::json::parse(codecOf("openai_responses").writeAnswer(answer, named()));
  for (const bj::value& body : {*whole, lastResponse(streamed("openai_responses", answer))}) {
    QCOMPARE(textAt(body, "/status"), std::string("completed"));
    QCOMPARE(textAt(body, "/output/0/content/0/refusal"), std::string("I cannot."));
  }
}

void AnswersAcrossTest::T48_aRefusalIsToldInEveryDialect() {
  const chat::Answer answer = answerOf("anthropic", kRefused);
  const auto chat = sb::json::parse(codecOf("openai_chat").writeAnswer(answer, named()));
  QCOMPARE(textAt(*chat, "/choices/0/finish_reason"), std::string("content_filter"));
  const auto gemini = sb::json::parse(codecOf("gemini").writeAnswer(answer, named()));
  QCOMPARE(textAt(*gemini, "/candidates/0/finishReason"), std::string("SAFETY"));
  const auto message = sb::json::parse(codecOf("anthropic").writeAnswer(answer, named()));
  QCOMPARE(textAt(*message, "/stop_reason"), std::string("refusal"));
}

void AnswersAcrossTest::T48_otherNamesOfAnEndAreNoCleanEnd_data() {
  QTest::addColumn<QString>("stop");    // of Anthropic
  QTest::addColumn<QString>("reason");  // of Gemini
  for (const char* cut : {"model_length", "model_context_window_exceeded",
                          "insufficient_system_resource", "network_error", "abort"})
    QTest::newRow(cut) << "max_tokens"
                       << "MAX_TOKENS";
  QTest::newRow("sensitive") << "refusal"
                             << "SAFETY";
  QTest::newRow("a name that nobody knows") << "end_turn"
                                            << "STOP";
}

void AnswersAcrossTest::T48_otherNamesOfAnEndAreNoCleanEnd() {
  QFETCH(QString, stop);
  QFETCH(QString, reason);
  const std::string body =
      R"({"id":"a","object":"chat.completion","model":"g","choices":[{"index":0,"message":
        {"role":"assistant","content":"So"},"finish_reason":")" +
      std::string(QTest::currentDataTag()) + "\"}]}";
  const chat::Answer answer = answerOf("openai_chat", body.c_str());
  const auto message = sb::json::parse(codecOf("anthropic").writeAnswer(answer, named()));
  QCOMPARE(textAt(*message, "/stop_reason"), stop.toStdString());
  const auto gemini = sb::json::parse(codecOf("gemini").writeAnswer(answer, named()));
  QCOMPARE(textAt(*gemini, "/candidates/0/finishReason"), reason.toStdString());
}

void AnswersAcrossTest::imagesAreSaidInMessages_data() {
  QTest::addColumn<QString>("from");
  QTest::addColumn<QByteArray>("body");
  QTest::addColumn<QString>("words");
  QTest::newRow("bytes") << "gemini" << QByteArray(kPicture)
                         << "[The answer holds an image (image/png) that this API cannot carry.]";
  QTest::newRow("by URL") << "openai_responses" << QByteArray(kPictureByUrl)
                          << "![image](https://x.example/p.png)";
}

void AnswersAcrossTest::imagesAreSaidInMessages() {
  QFETCH(QString, from);
  QFETCH(QByteArray, body);
  QFETCH(QString, words);
  const chat::Answer answer = answerOf(from.toStdString(), body.constData());
  const auto whole = sb::json::parse(codecOf("anthropic").writeAnswer(answer, named()));
  QCOMPARE(textAt(whole->at("content").as_array().back(), "/text"), words.toStdString());
  std::string last;
  int opened = 0, closed = 0;
  for (const bj::object& event : eventsIn(streamed("anthropic", answer))) {
    const std::string type = textAt(event, "/type");
    if (type == "content_block_start") {
      QCOMPARE(textAt(event, "/content_block/type"), std::string("text"));
      last.clear();
      ++opened;
    }
    if (type == "content_block_delta") last += textAt(event, "/delta/text");
    closed += type == "content_block_stop";
  }
  QCOMPARE(last, words.toStdString());
  QCOMPARE(opened, static_cast<int>(whole->at("content").as_array().size()));
  QCOMPARE(closed, opened);
}

// What a client puts together of a stream: the words, and the details by their index.
void AnswersAcrossTest::T60_streamedThoughtsComeBackWithTheirWords() {
  const std::string stream = streamed("openai_chat", answerOf("anthropic", kThoughts));
  std::string words, pieces;
  for (const bj::object& event : eventsIn(stream)) {
    const bj::value& delta = event.at("choices").at(0).at("delta");
    words += textAt(delta, "/reasoning_content");
    const bj::value* details = delta.as_object().if_contains("reasoning_details");
    if (details == nullptr) continue;
    for (const bj::value& detail : details->as_array())
      pieces += (pieces.empty() ? "" : ",") + sb::json::write(detail);
  }
  QCOMPARE(words, std::string("first, sothen"));
  const auto request = codecOf("openai_chat")
                           .readRequest(R"({"model":"r","messages":[{"role":"user","content":"q"},
        {"role":"assistant","reasoning_content":")" +
                                        words + R"(","reasoning_details":[)" + pieces +
                                        R"(],"content":"so"},{"role":"user","content":"q"}]})");
  QVERIFY(request.has_value());
  const Written back = codecOf("anthropic").writeRequest(*request, Target());
  const bj::value told = *sb::json::parse(back.body);
  QCOMPARE(sb::json::write(told.at("messages").at(1).at("content")),
           std::string(R"([{"type":"thinking","thinking":"first, so","signature":"S1"},)"
                       R"({"type":"redacted_thinking","data":"R"},)"
                       R"({"type":"thinking","thinking":"then","signature":"S2"},)"
                       R"({"type":"text","text":"so"}])"));
}

void AnswersAcrossTest::wordsBesideDetailsAreKept() {
  for (const char* message :
       {R"("reasoning_content":"hm","reasoning_details":[{"type":"reasoning.text","text":"",
           "signature":"S","format":"anthropic-claude-v1"}])",
        R"("reasoning_details":[{"type":"reasoning.text","text":"","signature":"S",
           "format":"anthropic-claude-v1"}],"reasoning_content":"hm")"}) {
    const auto request =
        codecOf("openai_chat")
            .readRequest(std::string(R"({"model":"r","messages":[{"role":"assistant",)") + message +
                         R"(,"content":"so"}]})");
    QVERIFY(request.has_value());
    const auto* thinking = chat::as<chat::Thinking>(request->messages.at(0).content.at(0));
    QVERIFY(thinking != nullptr && thinking->signature);
    QCOMPARE(thinking->text, std::string("hm"));
  }
}

SB_TEST(AnswersAcrossTest);

#include "answers_across_test.moc"
