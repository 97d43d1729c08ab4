// Callers of the completions API of old, for whom a provider of another API is asked: what their
// requests become, and what their answers look like, whole and streamed.
#include "core/dialects/openai_chat/completions_codec.h"

#include <QTest>

#include "tests/core/dialects/codecs.h"
#include "tests/support/test_main.h"

namespace {

using namespace sb;
using namespace sb::dialects;
using namespace sb::dialects::test;

const openai_chat::CompletionsCodec kCaller;

Target target() {
  Target to;
  to.provider = "p";
  to.model = "m";
  to.mostOutput = 4'096;
  return to;
}

std::string normal(std::string_view text) {
  const auto value = json::parse(text);
  return value ? json::write(*value) : "broken: " + std::string(text);
}

std::string joined(const std::vector<std::string>& names) {
  std::string all;
  for (const std::string& name : names)
    all += (all.empty() ? "" : "; ") + name;
  return all;
}

AnswerName answerName(bool usage) {
  AnswerName name;
  name.id = "1";
  name.model = "m";
  name.created = 7;
  name.streamUsage = usage;
  return name;
}

struct Asked {
  const char* name;
  std::size_t to;  // of codecs()
  const char *request, *sent, *lost;
};

constexpr Asked kAsked[] = {
    {"all that chats know too", 0,
     R"({"model":"r","prompt":"once","max_tokens":9,"temperature":0.50,"top_p":0.9,"n":2,
        "stop":["a","b"],"seed":3,"frequency_penalty":0.1,"presence_penalty":0.2,"user":"u",
        "logit_bias":{"50256":-100},"stream":true,"stream_options":{"include_usage":true}})",
     R"({"model":"m","messages":[{"role":"user","content":"once"}],"max_tokens":9,
        "temperature":0.50,"top_p":0.9,"frequency_penalty":0.1,"presence_penalty":0.2,"seed":3,
        "logit_bias":{"50256":-100},"stop":["a","b"],"n":2,"user":"u","stream":true,
        "stream_options":{"include_usage":true}})",
     ""},
    {"a list of one prompt, members of null", 0,
     R"({"model":"r","prompt":["once"],"suffix":null,"echo":false,"best_of":1,"logprobs":null,
        "max_tokens":null,"stop":null})",
     R"({"model":"m","messages":[{"role":"user","content":"once"}]})", ""},
    {"to messages", 1, R"({"model":"r","prompt":"once","max_tokens":9,"stop":"a","user":"u"})",
     R"({"model":"m","max_tokens":9,
        "messages":[{"role":"user","content":[{"type":"text","text":"once"}]}],
        "stop_sequences":["a"],"metadata":{"user_id":"u"}})",
     ""},
    {"to Gemini", 2, R"({"model":"r","prompt":"once","max_tokens":9,"temperature":1,"seed":3})",
     R"({"contents":[{"role":"user","parts":[{"text":"once"}]}],
        "generationConfig":{"maxOutputTokens":9,"temperature":1,"seed":3}})",
     ""},
    {"to responses", 3, R"({"model":"r","prompt":"once","max_tokens":99,"top_p":0.9})",
     R"({"model":"m","input":[{"type":"message","role":"user",
        "content":[{"type":"input_text","text":"once"}]}],"max_output_tokens":99,"top_p":0.9,
        "store":false})",
     ""},
    {"what no chat can be told is named", 0,
     R"({"model":"r","prompt":"once","suffix":"end","echo":true,"logprobs":0,"best_of":3,"n":2})",
     R"({"model":"m","messages":[{"role":"user","content":"once"}],"n":2})",
     "suffix; echo; logprobs; best_of"},
    {"as many answers as are told leave no choice", 0,
     R"({"model":"r","prompt":"once","best_of":2,"n":2})",
     R"({"model":"m","messages":[{"role":"user","content":"once"}],"n":2})", ""},
};

struct Refused {
  const char *name, *request;
  ErrorKind kind;
};

constexpr Refused kRefused[] = {
    {"several prompts", R"({"model":"r","prompt":["a","b"]})", ErrorKind::UnsupportedParameter},
    {"tokens", R"({"model":"r","prompt":[1,2]})", ErrorKind::UnsupportedParameter},
    {"one token", R"({"model":"r","prompt":[1]})", ErrorKind::UnsupportedParameter},
    {"lists of tokens", R"({"model":"r","prompt":[[1,2]]})", ErrorKind::UnsupportedParameter},
    {"a number", R"({"model":"r","prompt":1})", ErrorKind::UnsupportedParameter},
    {"none", R"({"model":"r"})", ErrorKind::BadRequest},
    {"null", R"({"model":"r","prompt":null})", ErrorKind::BadRequest},
    {"an empty list", R"({"model":"r","prompt":[]})", ErrorKind::BadRequest},
};

chat::Part words(std::string text) {
  chat::Part part;
  part.what = chat::Text{std::move(text), {}};
  return part;
}

struct Rewrite final : chat::EventSink {
  explicit Rewrite(ChatStreamWriter& to) : writer(to) {}
  void on(const chat::Event& event) override { writer.on(event, bytes); }
  ChatStreamWriter& writer;
  std::string bytes;
};

}  // namespace

class CompletionsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void aPromptBecomesWhatTheUserSays_data();
  void aPromptBecomesWhatTheUserSays();
  void whatIsNoSingleTextIsRefusedByName_data();
  void whatIsNoSingleTextIsRefusedByName();
  void aWholeAnswerIsAText();
  void aStreamIsChunksOfText();
  void usageIsToldOnlyToWhomAsked();
  void whatIsNoTextIsNamed();
  void everyRecordedStreamKeepsItsText();
};

void CompletionsTest::aPromptBecomesWhatTheUserSays_data() {
  QTest::addColumn<int>("at");
  for (int i = 0; i < int(std::size(kAsked)); ++i)
    QTest::newRow(kAsked[i].name) << i;
}

void CompletionsTest::aPromptBecomesWhatTheUserSays() {
  QFETCH(int, at);
  const Asked& one = kAsked[at];
  const auto read = kCaller.readRequest(one.request);
  QVERIFY2(read, read ? "" : read.error().message.c_str());
  const Written written = codecs()[one.to].codec.writeRequest(*read, target());
  QCOMPARE(normal(written.body), normal(one.sent));
  QCOMPARE(joined(written.lost), std::string(one.lost));
}

void CompletionsTest::whatIsNoSingleTextIsRefusedByName_data() {
  QTest::addColumn<int>("at");
  for (int i = 0; i < int(std::size(kRefused)); ++i)
    QTest::newRow(kRefused[i].name) << i;
}

void CompletionsTest::whatIsNoSingleTextIsRefusedByName() {
  QFETCH(int, at);
  const auto read = kCaller.readRequest(kRefused[at].request);
  QVERIFY(!read);
  QCOMPARE(read.error().kind, kRefused[at].kind);
  QCOMPARE(read.error().detail, std::string("prompt"));
}

void CompletionsTest::aWholeAnswerIsAText() {
  chat::Answer answer;
  answer.choices.resize(2);
  answer.choices[0].content = {words("once "), words("upon")};
  answer.choices[0].finish = chat::Finish::Length;
  answer.choices[1].content.emplace_back().what = chat::Thinking{"hm", {}, "", false};
  answer.choices[1].content.emplace_back().what = chat::Refusal{"no"};
  answer.choices[1].content.emplace_back().what = chat::ToolCall{"c", "f", "{}", {}, false};
  answer.choices[1].finish = chat::Finish::ToolCalls;
  answer.usage.emplace();
  answer.usage->input = 3;
  answer.usage->output = 2;
  QCOMPARE(normal(kCaller.writeAnswer(answer, answerName(false))),
           normal(R"({"id":"cmpl-1","object":"text_completion","created":7,"model":"m","choices":[
      {"text":"once upon","index":0,"logprobs":null,"finish_reason":"length"},
      {"text":"no","index":1,"logprobs":null,"finish_reason":"stop"}],
      "usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5,
      "prompt_tokens_details":{"cached_tokens":0,"audio_tokens":0},
      "completion_tokens_details":{"reasoning_tokens":0,"audio_tokens":0}}})"));
}

// The stream of a recording as a caller of completions gets it.
std::string streamed(const Known& from, const QString& file, bool usage) {
  const auto reader = from.codec.streamReader();
  const auto writer = kCaller.streamWriter(answerName(usage));
  Rewrite rewrite(*writer);
  for (const std::string& event : eventsOf(recorded(from.name).filePath(file)))
    reader->event({}, event, rewrite);
  reader->finish(rewrite);
  return rewrite.bytes;
}

std::vector<boost::json::value> chunksOf(const std::string& bytes) {
  std::vector<boost::json::value> all;
  std::size_t at = 0;
  while ((at = bytes.find("data: {", at)) != bytes.npos) {
    const std::size_t end = bytes.find("\n\n", at);
    const auto value = json::parse(bytes.substr(at + 6, end - at - 6));
    if (!value) qFatal("a chunk is no JSON");
    all.push_back(*value);
    at = end;
  }
  return all;
}

std::string textOf(const std::vector<boost::json::value>& chunks) {
  std::string text;
  for (const auto& chunk : chunks)
    for (const auto& choice : chunk.at("choices").as_array())
      text += std::string(choice.at("text").as_string());
  return text;
}

void CompletionsTest::aStreamIsChunksOfText() {
  const std::string bytes = streamed(knownAs("anthropic"), QStringLiteral("text.events"), false);
  QVERIFY2(bytes.ends_with("data: [DONE]\n\n"), bytes.c_str());
  const auto chunks = chunksOf(bytes);
  QVERIFY(chunks.size() > 2);
  for (const auto& chunk : chunks) {
    QCOMPARE(std::string(chunk.at("object").as_string()), std::string("text_completion"));
    QCOMPARE(std::string(chunk.at("id").as_string()), std::string("cmpl-1"));
    QVERIFY(!chunk.as_object().contains("usage"));
    const bool last = &chunk == &chunks.back();
    const auto& finish = chunk.at("choices").at(0).at("finish_reason");
    QCOMPARE(finish.is_string(), last);
    if (last) QCOMPARE(std::string(finish.as_string()), std::string("stop"));
  }
}

void CompletionsTest::usageIsToldOnlyToWhomAsked() {
  const auto chunks = chunksOf(streamed(knownAs("anthropic"), QStringLiteral("text.events"), true));
  for (const auto& chunk : chunks)
    QCOMPARE(chunk.at("usage").is_object(), &chunk == &chunks.back());
  QVERIFY(chunks.back().at("choices").as_array().empty());
  QVERIFY(chunks.back().at("usage").at("total_tokens").as_int64() > 0);
}

void CompletionsTest::whatIsNoTextIsNamed() {
  chat::Part part = words("a");
  QCOMPARE(kCaller.untold(part), std::string());
  part.what = chat::Thinking{"hm", {}, "", false};
  QCOMPARE(kCaller.untold(part), std::string("thinking"));
  part.what = chat::ToolCall();
  QCOMPARE(kCaller.untold(part), std::string("a call of a tool"));
  part.what = chat::Media();
  QCOMPARE(kCaller.untold(part), std::string("an image"));
  part.what = chat::Opaque{Dialect::Anthropic, "server_tool_use", "{}"};
  QCOMPARE(kCaller.untold(part), std::string("server_tool_use"));
}

void CompletionsTest::everyRecordedStreamKeepsItsText() {
  int texts = 0;
  for (const Known& from : codecs())
    for (const QString& file : recorded(from.name).entryList({QStringLiteral("*.events")})) {
      std::string said;
      const auto answer = assembled(from.codec, eventsOf(recorded(from.name).filePath(file)));
      for (const chat::Part& part : answer.choices.at(0).content) {
        if (const auto* text = chat::as<chat::Text>(part)) said += text->text;
        if (const auto* refusal = chat::as<chat::Refusal>(part)) said += refusal->text;
      }
      texts += said.empty() ? 0 : 1;
      const std::string bytes = streamed(from, file, false);
      QCOMPARE(textOf(chunksOf(bytes)), said);
      QVERIFY(bytes.ends_with("data: [DONE]\n\n"));
    }
  QVERIFY(texts > 5);
}

SB_TEST(CompletionsTest);

#include "completions_test.moc"
