// Answers of the chat completions API where its providers are loose, and what its callers keep.
#include <QTest>

#include "tests/core/dialects/codecs.h"
#include "tests/support/test_main.h"

namespace {

using namespace sb::dialects;
using namespace sb::dialects::test;

struct Told final : chat::EventSink {
  explicit Told(std::unique_ptr<ChatStreamWriter> to) : writer(std::move(to)) {}
  void on(const chat::Event& event) override { writer->on(event, bytes); }
  std::unique_ptr<ChatStreamWriter> writer;
  std::string bytes;
};

AnswerName answerName() {
  AnswerName name;
  name.id = "1";
  name.model = "m";
  return name;
}

std::string retold(std::string_view from, const std::vector<std::string>& events,
                   std::string_view to) {
  Told told(codecOf(to).streamWriter(answerName()));
  const auto reader = codecOf(from).streamReader();
  for (const std::string& event : events)
    reader->event({}, event, told);
  reader->finish(told);
  return std::move(told.bytes);
}

std::vector<boost::json::value> dataOf(const std::string& bytes) {
  std::vector<boost::json::value> all;
  const std::string begin = "data: ";
  for (std::size_t at = bytes.find(begin); at != std::string::npos; at = bytes.find(begin, at)) {
    at += begin.size();
    const auto value = sb::json::parse(bytes.substr(at, bytes.find('\n', at) - at));
    if (value) all.push_back(*value);
  }
  return all;
}

const std::vector<std::string> kCallsWithoutReason{
    R"({"id":"c","choices":[{"index":0,"delta":{"role":"assistant","tool_calls":[{"index":0,"id":"t","type":"function","function":{"name":"f","arguments":"{}"}}]},"finish_reason":null}]})",
    "[DONE]"};

class ChatAnswersTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void T47_callsWithoutAReasonAreToBeRun();
  void T58_wordsAndSignatureComeBackTogether();
  void signaturesAloneFindTheirWords();
  void theTierIsToldInEveryDialect();
};

void ChatAnswersTest::T47_callsWithoutAReasonAreToBeRun() {
  const std::string messages = retold("openai_chat", kCallsWithoutReason, "anthropic");
  QVERIFY2(messages.find(R"("stop_reason":"tool_use")") != std::string::npos, messages.c_str());
  const std::string chat = retold("openai_chat", kCallsWithoutReason, "openai_chat");
  QVERIFY2(chat.find(R"("finish_reason":"tool_calls")") != std::string::npos, chat.c_str());
  const auto whole =
      codecOf("openai_chat")
          .readAnswer(
              R"({"choices":[{"message":{"role":"assistant","content":null,"tool_calls":[{"id":"t",
         "type":"function","function":{"name":"f","arguments":"{}"}}]},"finish_reason":null}]})");
  QVERIFY(whole);
  QVERIFY(whole->choices.at(0).finish == chat::Finish::ToolCalls);
}

// What a client of this API gathers of a stream and sends back is what was signed.
void ChatAnswersTest::T58_wordsAndSignatureComeBackTogether() {
  const std::string stream = retold(
      "anthropic",
      {R"({"type":"message_start","message":{"id":"m1","model":"m","usage":{"input_tokens":1,"output_tokens":1}}})",
       R"({"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"","signature":""}})",
       R"({"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"one "}})",
       R"({"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"two"}})",
       R"({"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"S"}})",
       R"({"type":"content_block_stop","index":0})",
       R"({"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":2}})",
       R"({"type":"message_stop"})"},
      "openai_chat");
  std::string words, details;
  for (const boost::json::value& chunk : dataOf(stream)) {
    const auto& delta = chunk.at_pointer("/choices/0/delta").as_object();
    if (const auto* piece = delta.if_contains("reasoning_content"))
      words += std::string(piece->as_string());
    if (const auto* list = delta.if_contains("reasoning_details")) details = sb::json::write(*list);
  }
  const auto back = codecOf("openai_chat")
                        .readRequest(R"({"model":"r","messages":[{"role":"assistant","content":"a",
      "reasoning_content":")" + words +
                                     R"(","reasoning_details":)" + details + "}]}");
  QVERIFY(back);
  Target to;
  to.model = "m";
  const std::string sent = codecOf("anthropic").writeRequest(*back, to).body;
  QVERIFY2(
      sent.find(R"({"type":"thinking","thinking":"one two","signature":"S"})") != std::string::npos,
      sent.c_str());
}

// Pieces of one detail as OpenRouter streams them, and details without words beside the words.
void ChatAnswersTest::signaturesAloneFindTheirWords() {
  const auto read = codecOf("openai_chat").readRequest(R"({"model":"r","messages":[
      {"role":"assistant","content":"a","reasoning_details":[
        {"type":"reasoning.text","text":"one ","format":"anthropic-claude-v1","index":0},
        {"type":"reasoning.text","text":"two","format":"anthropic-claude-v1","index":0},
        {"type":"reasoning.text","text":"","signature":"S","format":"anthropic-claude-v1","index":0}]},
      {"role":"user","content":"q"},
      {"role":"assistant","content":"b","reasoning_details":[
        {"type":"reasoning.text","text":"","signature":"T","format":"anthropic-claude-v1"}],
       "reasoning_content":"three"}]})");
  QVERIFY(read);
  const auto& first = std::get<chat::Thinking>(read->messages[0].content[0].what);
  QCOMPARE(read->messages[0].content.size(), std::size_t{2});
  QCOMPARE(first.text, std::string("one two"));
  QCOMPARE(first.signature->data, std::string("S"));
  const auto& second = std::get<chat::Thinking>(read->messages[2].content[0].what);
  QCOMPARE(second.text, std::string("three"));
  QCOMPARE(second.signature->data, std::string("T"));
}

void ChatAnswersTest::theTierIsToldInEveryDialect() {
  const auto answer =
      codecOf("openai_chat")
          .readAnswer(
              R"({"service_tier":"priority","choices":[{"message":{"role":"assistant","content":"a"},
         "finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":1}})");
  QVERIFY(answer);
  struct Place {
    const char *dialect, *pointer;
  };
  for (const Place& place :
       {Place{"openai_chat", "/service_tier"}, Place{"openai_responses", "/service_tier"},
        Place{"anthropic", "/usage/service_tier"}, Place{"gemini", "/usageMetadata/serviceTier"}}) {
    AnswerName name = answerName();
    name.echo = R"({"service_tier":"auto"})";  // was asked for
    const auto whole = sb::json::parse(codecOf(place.dialect).writeAnswer(*answer, name));
    QVERIFY(whole);
    QCOMPARE(std::string(whole->at_pointer(place.pointer).as_string()), std::string("priority"));
  }
  const std::string stream = retold(
      "anthropic",
      {R"({"type":"message_start","message":{"id":"m1","model":"m","usage":{"input_tokens":1,"output_tokens":1,"service_tier":"standard"}}})",
       R"({"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":2}})",
       R"({"type":"message_stop"})"},
      "openai_responses");
  const auto events = dataOf(stream);
  QCOMPARE(std::string(events.back().at_pointer("/response/service_tier").as_string()),
           std::string("default"));
}

SB_TEST(ChatAnswersTest);

}  // namespace

#include "chat_answers_test.moc"
