#include "core/net/sse.h"

#include <QTest>

#include "core/dialects/errors.h"
#include "core/dialects/list_stream.h"
#include "core/dialects/openai_chat/answer.h"
#include "tests/core/dialects/codecs.h"
#include "tests/support/test_main.h"

namespace {

namespace bj = boost::json;
using namespace sb::dialects;
using namespace sb::dialects::test;

enum Speaks { Chat, Anthropic, Gemini };

const Codec& codec(int dialect) { return codecs()[std::size_t(dialect)].codec; }

std::vector<std::string> recordedEvents(const char* name) {
  return eventsOf(recorded("gemini").filePath(QString::fromUtf8(name)));
}

AnswerName answerName(bool list = false) {
  AnswerName name;
  name.id = "1";
  name.model = "m";
  name.streamUsage = true;
  name.list = list;
  return name;
}

// What a caller hears of a provider's events.
struct Retold final : chat::EventSink {
  explicit Retold(std::unique_ptr<ChatStreamWriter> to) : writer(std::move(to)) {}
  void on(const chat::Event& event) override {
    failed = failed || event.kind == chat::Event::Kind::Failure;
    if (event.kind == chat::Event::Kind::Failure) code = event.code;
    writer->on(event, bytes);
  }
  std::unique_ptr<ChatStreamWriter> writer;
  std::string bytes, code;
  bool failed = false, ended = false;
};

Retold retold(const std::vector<std::string>& events, int to, bool list = false) {
  Retold sink(codec(to).streamWriter(answerName(list)));
  const auto reader = codec(Gemini).streamReader();
  for (const std::string& event : events)
    reader->event({}, event, sink);
  sink.ended = reader->finish(sink);
  return sink;
}

struct Feeds final : sb::net::SseSink {
  Feeds(ChatStreamReader& to, chat::EventSink& into) : reader(to), sink(into) {}
  bool event(const sb::net::SseEvent& event) override {
    if (!event.comment) reader.event(event.type, event.data, sink);
    return true;
  }
  ChatStreamReader& reader;
  chat::EventSink& sink;
};

Target target(const char* model) {
  Target to;
  to.model = model;
  return to;
}

// The request that a client makes of an answer: what it was told, and the next words of its user.
std::string nextRequest(int dialect, const std::string& answer) {
  const bj::value said = *sb::json::parse(answer);
  const bj::object& top = said.get_object();
  bj::object next;
  if (dialect == Chat) {
    next["messages"] = {
        bj::object{{"role", "user"}, {"content", "q"}},
        top.at("choices").at(0).at("message"),
        bj::object{{"role", "user"}, {"content", "r"}},
    };
  } else if (dialect == Anthropic) {
    next["max_tokens"] = 9;
    next["messages"] = {
        bj::object{{"role", "user"}, {"content", "q"}},
        bj::object{{"role", "assistant"}, {"content", top.at("content")}},
        bj::object{{"role", "user"}, {"content", "r"}},
    };
  } else {
    const bj::array q{bj::object{{"text", "q"}}}, r{bj::object{{"text", "r"}}};
    next["contents"] = {
        bj::object{{"role", "user"}, {"parts", q}},
        top.at("candidates").at(0).at("content"),
        bj::object{{"role", "user"}, {"parts", r}},
    };
  }
  return sb::json::write(next);
}

// The model's parts as they come back to the provider, after the answer went to the caller.
std::string comesBack(int provider, const std::string& answer, int caller, const char* model) {
  const auto read = codec(provider).readAnswer(answer);
  if (!read) qFatal("%s", read.error().message.c_str());
  const std::string request = nextRequest(caller, codec(caller).writeAnswer(*read, answerName()));
  const auto again = codec(caller).readRequest(request);
  if (!again) qFatal("%s", again.error().message.c_str());
  const bj::value sent = *sb::json::parse(codec(provider).writeRequest(*again, target(model)).body);
  return sb::json::write(provider == Gemini ? sent.at("contents").at(1).at("parts")
                                            : sent.at("messages").at(1).at("content"));
}

// As it was recorded, but for the ids that calls get.
std::string recordedParts(const char* name) {
  const bj::value answer =
      *sb::json::parse(contents(recorded("gemini").filePath(QString::fromUtf8(name))));
  return sb::json::write(answer.at("candidates").at(0).at("content").at("parts"));
}

std::string candidate(std::string_view rest) {
  std::string body(
      R"({"candidates":[{"content":{"parts":[{"text":"a"}],"role":"model"},"index":0)");
  return body.append(rest) + "}]}";
}

}  // namespace

class GeminiAnswersTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void signaturesComeBackOnTheSamePart_data();
  void signaturesComeBackOnTheSamePart();
  void thinkingOfOthersPassesThroughItsClients();
  void streamedSignaturesComeBack();
  void callsWithoutIdsGetTheSameOnesEachTime();
  void wholeArgumentsReachAnthropicAsOnePiece();
  void endsAreWhatTheyAre_data();
  void endsAreWhatTheyAre();
  void failuresAreNoAnswers_data();
  void failuresAreNoAnswers();
  void usageCountsEachTokenOnce_data();
  void usageCountsEachTokenOnce();
  void everyCutOfTheBytesSaysTheSame_data();
  void everyCutOfTheBytesSaysTheSame();
  void listsSayWhatEventsSay();
  void listsAreReadFromAnyPieces();
  void tooLargeElementsAreRefused();
  void candidatesAreKeptApart();
  void heartbeatsAreNoAnswers();
  void errorsSayWhenToComeBack_data();
  void errorsSayWhenToComeBack();
  void hostileAnswersAreBorne();
};

void GeminiAnswersTest::signaturesComeBackOnTheSamePart_data() {
  QTest::addColumn<QByteArray>("file");
  QTest::addColumn<int>("caller");
  for (const char* file : {"text.json", "tool-call.json"})
    for (int caller = Chat; caller <= Gemini; ++caller)
      QTest::addRow("T72 %s through %s", file, codecs()[std::size_t(caller)].name.data())
          << QByteArray(file) << caller;
}

void GeminiAnswersTest::signaturesComeBackOnTheSamePart() {
  QFETCH(QByteArray, file);
  QFETCH(int, caller);
  const std::string answer =
      contents(recorded("gemini").filePath(QString::fromUtf8(file.constData())));
  QCOMPARE(comesBack(Gemini, answer, caller, "gemini-3-pro-preview"),
           recordedParts(file.constData()));
}

// T59 T72: signed, signed without words, and redacted thinking of Anthropic, back to it.
void GeminiAnswersTest::thinkingOfOthersPassesThroughItsClients() {
  const std::string content =
      R"([{"type":"thinking","thinking":"hm","signature":"A+/="},)"
      R"({"type":"thinking","thinking":"","signature":"B"},)"
      R"({"type":"redacted_thinking","data":"C"},{"type":"text","text":"a"},)"
      R"({"type":"tool_use","id":"t","name":"f","input":{"x":1}}])";
  const std::string answer = R"({"id":"msg_1","model":"m","content":)" + content +
                             R"(,"stop_reason":"tool_use","usage":{"input_tokens":1}})";
  QCOMPARE(comesBack(Anthropic, answer, Gemini, "claude"), content);
}

// Pieces of a stream stand one by one in the history that a client keeps.
void GeminiAnswersTest::streamedSignaturesComeBack() {
  const std::string history =
      R"({"contents":[{"role":"user","parts":[{"text":"q"}]},
        {"role":"model","parts":[{"text":"h","thought":true}]},
        {"role":"model","parts":[{"text":"m","thought":true}]},
        {"role":"model","parts":[{"text":"","thought":true,
          "thoughtSignature":"c2IxLmFudGhyb3BpYy5BKy89"}]},
        {"role":"model","parts":[{"text":"a"}]},{"role":"model","parts":[{"text":"b"}]},
        {"role":"user","parts":[{"text":"r"}]}]})";
  const auto read = codec(Gemini).readRequest(history);
  QVERIFY(read);
  const bj::value sent =
      *sb::json::parse(codec(Anthropic).writeRequest(*read, target("claude")).body);
  QCOMPARE(sb::json::write(sent.at("messages").at(1).at("content")),
           std::string(R"([{"type":"thinking","thinking":"hm","signature":"A+/="},)"
                       R"({"type":"text","text":"ab"}])"));
}

void GeminiAnswersTest::callsWithoutIdsGetTheSameOnesEachTime() {
  const std::string body =
      R"({"candidates":[{"content":{"parts":[{"functionCall":{"name":"f","args":{}}},
        {"functionCall":{"name":"f","args":{}}}]},"finishReason":"STOP"}],"responseId":"r_1"})";
  const auto whole = codec(Gemini).readAnswer(body);
  QVERIFY(whole);
  const std::string said = told(*whole);
  QCOMPARE(said, std::string("call gem-r_1-1 f {}\ncall gem-r_1-2 f {}\nfinish 3\n"));
  QCOMPARE(told(assembled(codec(Gemini), {body})), said);
}

// T46
void GeminiAnswersTest::wholeArgumentsReachAnthropicAsOnePiece() {
  const Retold sent =
      retold({R"({"candidates":[{"content":{"parts":[{"functionCall":{"name":"f"}}]},)"
              R"("finishReason":"STOP"}],"responseId":"r"})"},
             Anthropic);
  QVERIFY(sent.ended);
  QVERIFY2(sent.bytes.find(R"("input_json_delta","partial_json":"{}")") != std::string::npos,
           sent.bytes.c_str());
  QVERIFY(sent.bytes.find(R"("stop_reason":"tool_use")") != std::string::npos);
}

void GeminiAnswersTest::endsAreWhatTheyAre_data() {
  QTest::addColumn<QByteArray>("reason");
  QTest::addColumn<int>("finish");
  QTest::addColumn<QByteArray>("chat");
  using chat::Finish;
  const auto row = [](const char* name, const char* reason, Finish finish, const char* chat) {
    QTest::newRow(name) << QByteArray(reason) << int(finish) << QByteArray(chat);
  };
  row("a clean end", "STOP", Finish::Stop, "stop");
  row("T48 the limit", "MAX_TOKENS", Finish::Length, "length");
  row("T77 safety", "SAFETY", Finish::ContentFilter, "content_filter");
  row("T77 recitation", "RECITATION", Finish::ContentFilter, "content_filter");
  row("T77 prohibited", "PROHIBITED_CONTENT", Finish::ContentFilter, "content_filter");
  row("unknown words", "SOMETHING_NEW", Finish::Stop, "stop");
}

void GeminiAnswersTest::endsAreWhatTheyAre() {
  QFETCH(QByteArray, reason);
  QFETCH(int, finish);
  QFETCH(QByteArray, chat);
  const std::string body = candidate(",\"finishReason\":\"" + reason.toStdString() + "\"");
  const auto answer = codec(Gemini).readAnswer(body);
  QVERIFY(answer);
  QCOMPARE(int(answer->choices.at(0).finish), finish);
  QCOMPARE(answer->choices.at(0).finishRaw, reason.toStdString());
  const Retold sent = retold({body}, Chat);
  QVERIFY2(sent.bytes.find("\"finish_reason\":\"" + chat.toStdString()) != std::string::npos,
           sent.bytes.c_str());
}

void GeminiAnswersTest::failuresAreNoAnswers_data() {
  QTest::addColumn<QByteArray>("event");
  QTest::addColumn<QByteArray>("code");
  const auto row = [](const char* name, const std::string& event, const char* code) {
    QTest::newRow(name) << QByteArray::fromStdString(event) << QByteArray(code);
  };
  row("T77 a malformed call",
      R"({"candidates":[{"finishReason":"MALFORMED_FUNCTION_CALL","finishMessage":"x","index":0}]})",
      "MALFORMED_FUNCTION_CALL");
  row("behind words", candidate(R"(,"finishReason":"OTHER")"), "OTHER");
  row("T55 an error", R"({"error":{"code":503,"message":"x","status":"UNAVAILABLE"}})",
      "UNAVAILABLE");
  row("an error in a list", R"([{"error":{"code":503,"message":"x"}}])", "503");
  row("arguments in pieces",
      R"({"candidates":[{"content":{"parts":[{"functionCall":{"name":"f","willContinue":true}}]}}]})",
      "");
}

void GeminiAnswersTest::failuresAreNoAnswers() {
  QFETCH(QByteArray, event);
  QFETCH(QByteArray, code);
  for (int caller = Chat; caller <= Gemini; ++caller) {
    const Retold sent = retold({event.toStdString()}, caller);
    QVERIFY(sent.failed);
    QVERIFY(!sent.ended);
    QCOMPARE(sent.code, code.toStdString());
    QVERIFY2(sent.bytes.find("\"error\":{") != std::string::npos, sent.bytes.c_str());
  }
  if (!event.contains("willContinue")) QVERIFY(!codec(Gemini).readAnswer(event.toStdString()));
}

void GeminiAnswersTest::usageCountsEachTokenOnce_data() {
  QTest::addColumn<QByteArray>("metadata");
  QTest::addColumn<QList<qint64>>("buckets");
  const auto row = [](const char* name, const char* metadata, QList<qint64> buckets) {
    QTest::newRow(name) << QByteArray(metadata) << buckets;
  };
  // input, cacheRead, inputAudio, output, reasoning, outputAudio
  row("T79 cached and thought",
      R"("promptTokenCount":12,"candidatesTokenCount":71,"totalTokenCount":237,
         "cachedContentTokenCount":4,"promptTokensDetails":[{"modality":"TEXT","tokenCount":12}],
         "cacheTokensDetails":[{"modality":"TEXT","tokenCount":4}],"toolUsePromptTokenCount":65,
         "toolUsePromptTokensDetails":[{"modality":"TEXT","tokenCount":65}],
         "thoughtsTokenCount":89,"serviceTier":"standard")",
      {73, 4, 0, 71, 89, 0});
  row("audio",
      R"("promptTokenCount":100,"candidatesTokenCount":50,"totalTokenCount":150,
         "cachedContentTokenCount":30,"promptTokensDetails":[{"modality":"TEXT","tokenCount":20},
         {"modality":"AUDIO","tokenCount":80}],"cacheTokensDetails":[
         {"modality":"AUDIO","tokenCount":30}],"candidatesTokensDetails":[
         {"modality":"AUDIO","tokenCount":45},{"modality":"TEXT","tokenCount":5}])",
      {20, 30, 50, 5, 0, 45});
  row("what was said only in the total",
      R"("promptTokenCount":6,"totalTokenCount":20,"thoughtsTokenCount":10)", {6, 0, 0, 4, 10, 0});
  row("more cached than sent", R"("promptTokenCount":6,"cachedContentTokenCount":9)",
      {0, 6, 0, 0, 0, 0});
  row("nonsense", R"("promptTokenCount":-6,"candidatesTokenCount":"x","totalTokenCount":1e99)",
      {0, 0, 0, 1'000'000'000'000, 0, 0});
}

void GeminiAnswersTest::usageCountsEachTokenOnce() {
  QFETCH(QByteArray, metadata);
  QFETCH(QList<qint64>, buckets);
  const std::string body = R"({"candidates":[{"finishReason":"STOP"}],"usageMetadata":{)" +
                           metadata.toStdString() + "}}";
  const auto answer = codec(Gemini).readAnswer(body);
  QVERIFY(answer && answer->usage);
  const sb::Usage& u = *answer->usage;
  const QList<qint64> counted{u.input,  u.cacheRead, u.inputAudio,
                              u.output, u.reasoning, u.outputAudio};
  QCOMPARE(counted, buckets);
  const auto again = codec(Gemini).readAnswer(codec(Gemini).writeAnswer(*answer, answerName()));
  QVERIFY(again);
  QVERIFY(*again->usage == u);
}

void GeminiAnswersTest::everyCutOfTheBytesSaysTheSame_data() {
  QTest::addColumn<QString>("file");
  for (const QString& file : recorded("gemini").entryList({QStringLiteral("*.events")}))
    QTest::newRow(qPrintable("T23 " + file)) << recorded("gemini").filePath(file);
}

void GeminiAnswersTest::everyCutOfTheBytesSaysTheSame() {
  QFETCH(QString, file);
  const auto events = eventsOf(file);
  std::string bytes;
  for (const std::string& event : events)
    bytes += "data: " + event + "\r\n\r\n";
  const std::string said = told(assembled(codec(Gemini), events));
  for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
    ChatCollector collector;
    const auto reader = codec(Gemini).streamReader();
    Feeds feeds(*reader, collector);
    sb::net::SseParser parser;
    QVERIFY(parser.feed(std::string_view(bytes).substr(0, cut), feeds));
    QVERIFY(parser.feed(std::string_view(bytes).substr(cut), feeds));
    QVERIFY(parser.finish(feeds));
    QVERIFY(reader->finish(collector));
    if (told(collector.answer()) != said) QFAIL(qPrintable(QString::number(cut)));
  }
}

// T78
void GeminiAnswersTest::listsSayWhatEventsSay() {
  const auto events = recordedEvents("text-and-call.events");
  const std::string said = told(assembled(codec(Gemini), events));
  const Retold list = retold(events, Gemini, true);
  QVERIFY2(sb::json::parse(list.bytes), list.bytes.c_str());
  std::vector<std::string> elements;
  ListStream stream([&](std::string_view one) { elements.emplace_back(one); });
  QVERIFY(stream.feed(list.bytes));
  QVERIFY(stream.finished());
  QCOMPARE(told(assembled(codec(Gemini), elements)), said);
  QCOMPARE(told(assembled(codec(Gemini), {list.bytes})), said);
}

void GeminiAnswersTest::listsAreReadFromAnyPieces() {
  const std::string bytes = "[{\"a\":\"]}\\\"\\\\\"}\r\n,\r\n{\"b\":[{}]}\n]";
  for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
    std::vector<std::string> elements;
    ListStream stream([&](std::string_view one) { elements.emplace_back(one); });
    QVERIFY(stream.feed(std::string_view(bytes).substr(0, cut)));
    QCOMPARE(stream.finished(), cut == bytes.size());
    QVERIFY(stream.feed(std::string_view(bytes).substr(cut)));
    QVERIFY(stream.finished());
    QCOMPARE(elements.size(), std::size_t{2});
    QCOMPARE(elements[0], std::string("{\"a\":\"]}\\\"\\\\\"}"));
    QCOMPARE(elements[1], std::string("{\"b\":[{}]}"));
  }
}

void GeminiAnswersTest::tooLargeElementsAreRefused() {
  ListStream stream([](std::string_view) { qFatal("no element is whole"); }, 8);
  QVERIFY(!stream.feed("[{\"a\":\"xxxxxxxxx\"}]"));
  QVERIFY(!stream.feed("{}"));
}

// T54
void GeminiAnswersTest::candidatesAreKeptApart() {
  const std::vector<std::string> events{
      R"({"candidates":[{"index":1,"content":{"parts":[{"text":"b"}]}},
         {"content":{"parts":[{"text":"a"}]}}]})",
      R"({"candidates":[{"content":{"parts":[{"text":"A"}]},"finishReason":"STOP"}]})",
      R"({"candidates":[{"index":1,"content":{"parts":[{"text":"B"}]},
         "finishReason":"MAX_TOKENS"}]})"};
  const std::string said("text: aA\nfinish 1\ntext: bB\nfinish 2\n");
  QCOMPARE(told(assembled(codec(Gemini), events)), said);
  const auto reader = codec(Gemini).streamReader();
  ChatCollector collector;
  reader->event({}, events[0], collector);
  reader->event({}, events[1], collector);
  QVERIFY(!reader->finish(collector));
}

// The official clients read a comment as an answer.
void GeminiAnswersTest::heartbeatsAreNoAnswers() {
  std::string out;
  codec(Gemini).streamWriter(answerName())->heartbeat(out);
  QCOMPARE(out, std::string("\n\n"));
  out.clear();
  codec(Gemini).streamWriter(answerName(true))->heartbeat(out);
  QCOMPARE(out, std::string("\n"));
}

void GeminiAnswersTest::errorsSayWhenToComeBack_data() {
  QTest::addColumn<QByteArray>("delay");
  QTest::addColumn<qint64>("millis");
  QTest::newRow("a part of a second") << QByteArray("34.4s") << qint64(34'400);
  QTest::newRow("seconds") << QByteArray("3s") << qint64(3'000);
  QTest::newRow("nanoseconds") << QByteArray("0.123456789s") << qint64(123);
  QTest::newRow("absurd") << QByteArray("99999999999999999999s") << qint64(86'400'000);
  QTest::newRow("nonsense") << QByteArray("soon") << qint64(0);
  QTest::newRow("negative") << QByteArray("-3s") << qint64(0);
}

// The error that Google sends, after `google-429-retry-info.json` of the AI SDK's tests.
void GeminiAnswersTest::errorsSayWhenToComeBack() {
  QFETCH(QByteArray, delay);
  QFETCH(qint64, millis);
  const std::string error =
      R"({"error":{"code":429,"message":"You exceeded your current quota, please check your plan.",
        "status":"RESOURCE_EXHAUSTED","details":[{"@type":"type.googleapis.com/google.rpc.QuotaFailure",
        "violations":[{"quotaId":"GenerateRequestsPerMinutePerProjectPerModel-FreeTier"}]},
        {"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":")" +
      delay.toStdString() + R"("}]}})";
  for (const std::string& body : {error, "[" + error + "]"}) {
    const auto facts = openai_chat::readAnswer(body);
    QVERIFY(facts.isError);
    QCOMPARE(facts.errorType, std::string("RESOURCE_EXHAUSTED"));
    QCOMPARE(facts.errorCode, std::string("429"));
    QVERIFY(facts.errorMessage.starts_with("You exceeded"));
    QCOMPARE(facts.retryMillis, millis);
  }
}

void GeminiAnswersTest::hostileAnswersAreBorne() {
  const char* const bodies[] = {
      R"({"candidates":[5]})",
      R"({"candidates":[{"content":5,"finishReason":7,"index":-1}]})",
      R"({"candidates":[{"content":{"parts":[[],{},{"text":null},{"functionCall":[]}]},"index":999}]})",
      R"({"candidates":[{"index":0,"content":{"parts":[{"inlineData":{"data":5}}]}}]})",
      R"({"promptFeedback":[],"usageMetadata":"x","responseId":5})",
      R"({"error":null})",
      R"({"candidates":"x","usageMetadata":{"promptTokensDetails":{}}})",
  };
  for (const char* body : bodies) {
    static_cast<void>(codec(Gemini).readAnswer(body));
    for (int caller = Chat; caller <= Gemini; ++caller)
      static_cast<void>(retold({body, body}, caller));
  }
}

SB_TEST(GeminiAnswersTest);

#include "gemini_answers_test.moc"
