// What the log shows of a conversation: requests and answers of every dialect, whole and streamed,
// and bodies that are none.
#include "core/admin/conversation.h"

#include <QTest>
#include <boost/json.hpp>

#include "core/base/json.h"
#include "tests/support/anthropic.h"
#include "tests/support/test_main.h"

using namespace sb;
using sb::test::recorded;
using sb::test::recordedStream;

namespace {

namespace bj = boost::json;

ledger::StoredBody body(std::string bytes) {
  ledger::StoredBody made;
  made.fullSize = static_cast<std::int64_t>(bytes.size());
  made.bytes = std::move(bytes);
  return made;
}

ledger::Detail detailOf(const std::string& dialect, const std::string& endpoint) {
  ledger::Detail detail;
  detail.row.dialect = dialect;
  detail.row.endpoint = endpoint;
  detail.row.status = 200;
  return detail;
}

bj::object conversationOf(const ledger::Detail& detail) {
  bj::value response;
  if (detail.response)
    if (const Result<bj::value> parsed = json::parse(detail.response->bytes)) response = *parsed;
  return admin::conversationJson(detail, response);
}

// "user: text Look, media image 3 | assistant: call f {\"n\":1}": what was said in few words.
std::string partWords(const bj::value& part) {
  const std::string type(part.at("type").as_string());
  if (type == "result") {
    std::string inside;
    for (const bj::value& one : part.at("parts").as_array())
      inside += " (" + partWords(one) + ")";
    return "result " + std::string(part.at("id").as_string()) +
           (part.at("error").as_bool() ? " error" : "") + inside;
  }
  const std::string text(part.at("text").as_string());
  if (type == "media")
    return "media " + std::string(part.at("kind").as_string()) + " " +
           std::string(part.at("url").as_string()) + std::string(part.at("name").as_string()) +
           (part.at("base64").is_string() ? std::string(part.at("base64").as_string()) : "");
  if (type == "call") return "call " + std::string(part.at("name").as_string()) + " " + text;
  if (type == "thinking" && part.at("encrypted").as_bool()) return "thinking encrypted";
  return type + " " + text;
}

std::string words(const bj::object& conversation) {
  std::string all;
  for (const bj::value& turn : conversation.at("turns").as_array()) {
    if (!all.empty()) all += " | ";
    all +=
        std::string(turn.at("role").as_string()) + (turn.at("answer").as_bool() ? "!" : "") + ":";
    for (const bj::value& part : turn.at("parts").as_array())
      all += " " + partWords(part) + ",";
    for (const bj::value& source : turn.at("sources").as_array())
      all += " [" + std::string(source.at("url").as_string()) + "]";
  }
  return all;
}

struct Asked {
  const char* dialect;
  const char* endpoint;
  const char* request;
  const char* expected;
};

const Asked kAsked[] = {
    {"openai_chat", "chat.completions",
     R"({"model":"m","messages":[{"role":"system","content":"Be brief."},
      {"role":"user","content":[{"type":"text","text":"Look"},
        {"type":"image_url","image_url":{"url":"data:image/png;base64,QUJD"}},
        {"type":"image_url","image_url":{"url":"https://a.example/b.png"}}]},
      {"role":"assistant","content":null,"tool_calls":[{"id":"t1","type":"function",
        "function":{"name":"f","arguments":"{\"n\":1}"}}]},
      {"role":"tool","tool_call_id":"t1","content":"42"}]})",
     "system: text Be brief., | user: text Look, media image QUJD, "
     "media image https://a.example/b.png, | assistant: call f {\"n\":1}, | "
     "user: result t1 (text 42),"},
    {"openai_responses", "responses",
     R"({"model":"m","instructions":"Be brief.","input":[
      {"type":"message","role":"user","content":[{"type":"input_text","text":"Look"},
        {"type":"input_image","image_url":"data:image/png;base64,QUJD"},
        {"type":"input_file","filename":"a.pdf","file_data":"data:application/pdf;base64,QUJD"}]},
      {"type":"reasoning","id":"rs_1","summary":[{"type":"summary_text","text":"hm"}]},
      {"type":"function_call","call_id":"t1","name":"f","arguments":"{}"},
      {"type":"function_call_output","call_id":"t1","output":"42"}]})",
     "system: text Be brief., | user: text Look, media image QUJD, media file a.pdf, | "
     "assistant: thinking hm, call f {}, | user: result t1 (text 42),"},
    {"anthropic", "messages",
     R"({"model":"m","max_tokens":9,"system":"Be brief.","messages":[
      {"role":"user","content":[{"type":"text","text":"Look"},{"type":"image","source":
        {"type":"base64","media_type":"image/png","data":"QUJD"}}]},
      {"role":"assistant","content":[{"type":"thinking","thinking":"hm","signature":"s"},
        {"type":"redacted_thinking","data":"xx"},
        {"type":"tool_use","id":"t1","name":"f","input":{"n":1}}]},
      {"role":"user","content":[{"type":"tool_result","tool_use_id":"t1","is_error":true,
        "content":[{"type":"text","text":"no"}]}]}]})",
     "system: text Be brief., | user: text Look, media image QUJD, | "
     "assistant: thinking hm, thinking encrypted, call f {\"n\":1}, | "
     "user: result t1 error (text no),"},
    {"gemini", "gemini.generate",
     R"({"systemInstruction":{"parts":[{"text":"Be brief."}]},"contents":[
      {"role":"user","parts":[{"text":"Look"},{"inlineData":{"mimeType":"image/png","data":"QUJD"}}]},
      {"role":"model","parts":[{"text":"hm","thought":true},
        {"functionCall":{"id":"t1","name":"f","args":{"n":1}}}]},
      {"role":"user","parts":[{"functionResponse":{"id":"t1","name":"f","response":{"output":"42"}}}]}]})",
     "system: text Be brief., | user: text Look, media image QUJD, | "
     "assistant: thinking hm, call f {\"n\":1}, | user: result t1 (text 42),"},
    {"openai_chat", "completions", R"({"model":"m","prompt":["Once","upon"]})",
     "user: text Once, | user: text upon,"},
    {"openai_chat", "embeddings", R"({"model":"m","input":"Once"})", "user: text Once,"},
};

struct Recording {
  const char* dialect;
  const char* file;
  const char* contains;  // of what was said
};

const Recording kRecordings[] = {
    {"openai_chat", "reasoning", "thinking "},
    {"openai_chat", "tool-call", "call weather"},
    {"openai_responses", "reasoning-tool", "thinking "},
    {"openai_responses", "tool", "call "},
    {"openai_responses", "web-search", "[https://"},
    {"openai_responses", "xai-web-search", "[https://x.ai/]"},
    {"openai_responses", "image", "media image UklGR"},
    {"anthropic", "tool", "call "},
    {"gemini", "tool-call", "call weather"},
    {"gemini", "text", "text "},
    {"gemini", "image", "media image iVBORw0KGgo"},
};

const char* endpointOf(std::string_view dialect) {
  if (dialect == "anthropic") return "messages";
  if (dialect == "gemini") return "gemini.generate";
  return dialect == "openai_responses" ? "responses" : "chat.completions";
}

}  // namespace

class LoggedConversationTest : public QObject {
  Q_OBJECT

 private slots:
  void readsRequests_data();
  void readsRequests();
  void readsRecordedAnswers_data();
  void readsRecordedAnswers();
  void showsThePicturesOfAChat_data();
  void showsThePicturesOfAChat();
  void readsAGeminiStreamThatIsAList();
  void namesTheSourcesOfAnAnswer_data();
  void namesTheSourcesOfAnAnswer();
  void eachStreamedChoiceHasItsOwnSources();
  void aGeminiStreamThatIsAListHasItsSources();
  void showsARefusalAndWhatOnlyOneDialectKnows();
  void tellsWhyABodyGivesNoTurns_data();
  void tellsWhyABodyGivesNoTurns();
  void cutsLongTextsAndLeavesLargePicturesOut();
  void anErrorIsNoAnswer();
  void keepsWhatABrokenStreamSaid();
};

void LoggedConversationTest::readsRequests_data() {
  QTest::addColumn<int>("at");
  for (int i = 0; i < static_cast<int>(std::size(kAsked)); ++i)
    QTest::addRow("%s %s", kAsked[i].dialect, kAsked[i].endpoint) << i;
}

void LoggedConversationTest::readsRequests() {
  QFETCH(int, at);
  ledger::Detail detail = detailOf(kAsked[at].dialect, kAsked[at].endpoint);
  detail.request = body(kAsked[at].request);
  const bj::object made = conversationOf(detail);
  QVERIFY2(made.at("request_unread").is_null(), json::write(made).c_str());
  QCOMPARE(words(made), std::string(kAsked[at].expected));
}

void LoggedConversationTest::readsRecordedAnswers_data() {
  QTest::addColumn<QString>("dialect");
  QTest::addColumn<QString>("file");
  QTest::addColumn<QString>("contains");
  QTest::addColumn<bool>("stream");
  for (const Recording& one : kRecordings)
    for (const bool stream : {false, true}) {
      const QString path = QStringLiteral(SB_SOURCE_DIR "/tests/core/dialects/recorded/%1/%2.%3")
                               .arg(QLatin1String(one.dialect), QLatin1String(one.file),
                                    QLatin1String(stream ? "events" : "json"));
      if (QFile::exists(path))
        QTest::addRow("%s %s %s", one.dialect, one.file, stream ? "streamed" : "whole")
            << QString::fromLatin1(one.dialect) << QString::fromLatin1(one.file)
            << QString::fromLatin1(one.contains) << stream;
    }
}

void LoggedConversationTest::readsRecordedAnswers() {
  QFETCH(QString, dialect);
  QFETCH(QString, file);
  QFETCH(QString, contains);
  QFETCH(bool, stream);
  const std::string name = (dialect + QLatin1Char('/') + file).toStdString();
  ledger::Detail detail = detailOf(dialect.toStdString(), endpointOf(dialect.toStdString()));
  detail.row.stream = stream;
  detail.response = body(stream ? recordedStream(name + ".events") : recorded(name + ".json"));
  const bj::object made = conversationOf(detail);
  QVERIFY2(made.at("answer_unread").is_null(), json::write(made).c_str());
  const std::string said = words(made);
  QVERIFY2(said.starts_with("assistant!:"), said.c_str());
  QVERIFY2(said.find(contains.toStdString()) != said.npos, said.c_str());
}

// As OpenRouter documents them: "images" beside the text, in a stream too.
void LoggedConversationTest::showsThePicturesOfAChat_data() {
  QTest::addColumn<bool>("stream");
  QTest::addColumn<QByteArray>("answer");
  QTest::newRow("whole") << false << QByteArray(R"({"choices":[{"index":0,"message":{
      "role":"assistant","content":"There.","images":[{"type":"image_url","image_url":{
      "url":"data:image/png;base64,QUJD"}},{"type":"image_url","image_url":{
      "url":"data:image/jpeg;base64,REVG"}}]},"finish_reason":"stop"}]})");
  QTest::newRow("streamed")
      << true
      << QByteArray(
             R"(data: {"choices":[{"index":0,"delta":{"role":"assistant","content":"There."}}]}

data: {"choices":[{"index":0,"delta":{"images":[{"type":"image_url","image_url":{"url":"data:image/png;base64,QUJD"}},{"type":"image_url","image_url":{"url":"data:image/jpeg;base64,REVG"}}]}}]}

data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

data: [DONE]

)");
}

void LoggedConversationTest::showsThePicturesOfAChat() {
  QFETCH(bool, stream);
  QFETCH(QByteArray, answer);
  ledger::Detail detail = detailOf("openai_chat", "chat.completions");
  detail.row.stream = stream;
  detail.response = body(answer.toStdString());
  const bj::object made = conversationOf(detail);
  QCOMPARE(words(made),
           std::string("assistant!: text There., media image QUJD, media image REVG,"));
  QCOMPARE(std::string(made.at("turns").at(0).at("parts").at(2).at("mime").as_string()),
           std::string("image/jpeg"));
}

void LoggedConversationTest::readsAGeminiStreamThatIsAList() {
  ledger::Detail detail = detailOf("gemini", "gemini.stream");
  detail.row.stream = true;
  detail.response = body(R"([{"candidates":[{"content":{"role":"model","parts":[{"text":"Hel"}]}}]},
      {"candidates":[{"content":{"role":"model","parts":[{"text":"lo"}]},"finishReason":"STOP"}]}])");
  QCOMPARE(words(conversationOf(detail)), std::string("assistant!: text Hello,"));
}

void LoggedConversationTest::namesTheSourcesOfAnAnswer_data() {
  QTest::addColumn<QString>("dialect");
  QTest::addColumn<QByteArray>("answer");
  QTest::newRow("annotations of chat")
      << QStringLiteral("openai_chat")
      << QByteArray(R"({"choices":[{"index":0,"message":{"role":"assistant","content":"Yes.",
             "annotations":[{"type":"url_citation","url_citation":{"url":"https://a.example",
             "title":"A"}}]},"finish_reason":"stop"}],"citations":["https://a.example"]})");
  QTest::newRow("grounding")
      << QStringLiteral("gemini")
      << QByteArray(R"({"candidates":[{"content":{"role":"model","parts":[{"text":"Yes."}]},
             "finishReason":"STOP","groundingMetadata":{"groundingChunks":[
             {"web":{"uri":"https://a.example","title":"A"}}]}}]})");
  QTest::newRow("citations of messages")
      << QStringLiteral("anthropic")
      << QByteArray(R"({"id":"m","type":"message","role":"assistant","model":"c",
             "content":[{"type":"text","text":"Yes.","citations":[
             {"type":"web_search_result_location","url":"https://a.example","title":"A",
              "cited_text":"so","encrypted_index":"x"}]}],"stop_reason":"end_turn",
             "usage":{"input_tokens":1,"output_tokens":1}})");
}

void LoggedConversationTest::namesTheSourcesOfAnAnswer() {
  QFETCH(QString, dialect);
  QFETCH(QByteArray, answer);
  ledger::Detail detail = detailOf(dialect.toStdString(), endpointOf(dialect.toStdString()));
  detail.response = body(answer.toStdString());
  const bj::object made = conversationOf(detail);
  QCOMPARE(words(made), std::string("assistant!: text Yes., [https://a.example]"));
  const bj::value source = made.at("turns").at(0).at("sources").at(0);
  QCOMPARE(std::string(source.at("title").as_string()), std::string("A"));
}

void LoggedConversationTest::eachStreamedChoiceHasItsOwnSources() {
  const auto chunk = [](const char* index, const char* url) {
    return std::string("data: {\"choices\":[{\"index\":") + index +
           ",\"delta\":{\"content\":\"x\",\"annotations\":[{\"type\":\"url_citation\","
           "\"url_citation\":{\"url\":\"" +
           url + "\"}}]},\"finish_reason\":\"stop\"}]}\n\n";
  };
  ledger::Detail detail = detailOf("openai_chat", "chat.completions");
  detail.row.stream = true;
  detail.response = body(chunk("1", "https://b") + chunk("0", "https://a") + "data: [DONE]\n\n");
  QCOMPARE(words(conversationOf(detail)),
           std::string("assistant!: text x, [https://a] | assistant!: text x, [https://b]"));
}

void LoggedConversationTest::aGeminiStreamThatIsAListHasItsSources() {
  ledger::Detail detail = detailOf("gemini", "gemini.stream");
  detail.row.stream = true;
  detail.response = body(R"([{"candidates":[{"content":{"role":"model","parts":[{"text":"Hel"}]}}]},
      {"candidates":[{"content":{"role":"model","parts":[{"text":"lo"}]},"finishReason":"STOP",
       "groundingMetadata":{"groundingChunks":[{"web":{"uri":"https://a.example"}}]}}]}])");
  QCOMPARE(words(conversationOf(detail)),
           std::string("assistant!: text Hello, [https://a.example]"));
}

void LoggedConversationTest::showsARefusalAndWhatOnlyOneDialectKnows() {
  ledger::Detail detail = detailOf("openai_chat", "chat.completions");
  detail.response = body(R"({"choices":[{"index":0,"message":{"role":"assistant","content":null,
      "refusal":"I will not."},"finish_reason":"stop"}]})");
  QCOMPARE(words(conversationOf(detail)), std::string("assistant!: refusal I will not.,"));
  detail = detailOf("anthropic", "messages");
  detail.request = body(R"({"model":"m","max_tokens":9,"messages":[{"role":"user","content":[
      {"type":"search_result","source":"https://a.example","title":"A",
       "content":[{"type":"text","text":"x"}]}]}]})");
  const std::string said = words(conversationOf(detail));
  QVERIFY2(said.starts_with("user: other {\"type\":\"search_result\""), said.c_str());
}

void LoggedConversationTest::tellsWhyABodyGivesNoTurns_data() {
  QTest::addColumn<QString>("dialect");
  QTest::addColumn<QByteArray>("request");
  const std::string deep =
      R"({"model":"m","messages":)" + std::string(100'000, '[') + std::string(100'000, ']') + "}";
  for (const char* dialect : {"openai_chat", "openai_responses", "anthropic", "gemini"}) {
    const auto name = [dialect](const char* what) {
      return QByteArray(dialect) + ' ' + QByteArray(what);
    };
    const QString as = QString::fromLatin1(dialect);
    QTest::newRow(name("cut")) << as << QByteArray(R"({"model":"m","messages":[{"role":"us)");
    QTest::newRow(name("no JSON")) << as << QByteArray("\xff\xfe hello");
    QTest::newRow(name("deep")) << as << QByteArray::fromStdString(deep);
    QTest::newRow(name("a list")) << as << QByteArray("[1,2]");
  }
}

void LoggedConversationTest::tellsWhyABodyGivesNoTurns() {
  QFETCH(QString, dialect);
  QFETCH(QByteArray, request);
  ledger::Detail detail = detailOf(dialect.toStdString(), endpointOf(dialect.toStdString()));
  detail.request = body(request.toStdString());
  detail.response = body(request.toStdString());
  const bj::object made = conversationOf(detail);
  QVERIFY(made.at("turns").as_array().empty());
  QVERIFY(!made.at("request_unread").as_string().empty());
  QVERIFY(!made.at("answer_unread").as_string().empty());
}

void LoggedConversationTest::cutsLongTextsAndLeavesLargePicturesOut() {
  const std::string large(10'000'000, 'A');
  ledger::Detail detail = detailOf("openai_chat", "chat.completions");
  detail.request = body(R"({"model":"m","messages":[{"role":"user","content":[
      {"type":"text","text":")" +
                        large + R"("},{"type":"image_url","image_url":{"url":
      "data:image/png;base64,)" +
                        large + R"("}}]}]})");
  const bj::object made = conversationOf(detail);
  const bj::value parts = made.at("turns").at(0).at("parts");
  QVERIFY(parts.at(0).at("cut").as_bool());
  QVERIFY(parts.at(0).at("text").as_string().size() < 70'000);
  QVERIFY(parts.at(1).at("base64").is_null());
  QCOMPARE(parts.at(1).at("bytes").to_number<std::int64_t>(), 7'500'000);
}

void LoggedConversationTest::anErrorIsNoAnswer() {
  ledger::Detail detail = detailOf("anthropic", "messages");
  detail.row.status = 429;
  detail.response = body(R"({"type":"error","error":{"type":"rate_limit_error","message":"x"}})");
  const bj::object made = conversationOf(detail);
  QVERIFY(made.at("turns").as_array().empty());
  QVERIFY(made.at("answer_unread").is_null());
}

void LoggedConversationTest::keepsWhatABrokenStreamSaid() {
  ledger::Detail detail = detailOf("openai_chat", "chat.completions");
  detail.row.stream = true;
  detail.response = body(
      "data: {\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"Hel\"}}]}"
      "\n\ndata: {\"choices\":[{\"ind");
  QCOMPARE(words(conversationOf(detail)), std::string("assistant!: text Hel,"));
}

SB_TEST(LoggedConversationTest);
#include "conversation_test.moc"
