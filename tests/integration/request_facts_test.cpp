// What conditions ask of a request, decided at requests that clients send: each fact holds for one
// that has it, and not for its like that has it not.
#include <QDateTime>
#include <QTest>
#include <ctime>

#include "tests/support/steered.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::test;

namespace {

// A request as it leaves the client.
struct Sent {
  std::string path = "/v1/chat/completions";
  std::string body = chatBody("r", "hi");
  std::string lines;
};

Sent chat(const std::string& members, const std::string& lines = "") {
  return {"/v1/chat/completions", chatBody("r", "hi", members), lines};
}

Sent labelled(const std::string& lines) { return chat("", lines); }

// A chat with these messages.
Sent withModel(const std::string& path, const std::string& messages, const std::string& more = "") {
  return {path, R"({"model":"r",)" + messages + more + "}", ""};
}

Sent turns(const std::string& messages) {
  return withModel("/v1/chat/completions", "\"messages\":[" + messages + "]");
}

std::string turn(const std::string& role, const std::string& text) {
  return R"({"role":")" + role + R"(","content":)" + json::quoted(text) + "}";
}

std::string parts(const std::string& list) { return R"({"role":"user","content":[)" + list + "]}"; }

const std::string kPixel =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJgg"
    "g==";
const std::string kText = R"({"type":"text","text":"hi"})";
const std::string kImage =
    R"({"type":"image_url","image_url":{"url":"data:image/png;base64,)" + kPixel + "\"}}";
const std::string kFile =
    R"({"type":"file","file":{"filename":"a.pdf","file_data":"data:application/pdf;base64,JVBERi0="}})";
const std::string kClaudeImage =
    R"({"type":"image","source":{"type":"base64","media_type":"image/png","data":")" + kPixel +
    "\"}}";
const std::string kGerman =
    "Wie spät ist es, und warum ist der Himmel über der Stadt heute so grau?";
const std::string kEnglish = "What is the time, and why is the sky above the town so grey today?";

const std::string kAnthropic = "/v1/messages";
const std::string kResponses = "/v1/responses";
const std::string kGemini = "/v1beta/models/r:generateContent";

Sent claude(const std::string& messages, const std::string& more = "") {
  return withModel(kAnthropic, R"("max_tokens":9,"messages":[)" + messages + "]", more);
}

Sent gemini(const std::string& contents) {
  return {kGemini, R"({"contents":[)" + contents + "]}", ""};
}

std::string said(const std::string& role, const std::string& text) {
  return R"({"role":")" + role + R"(","parts":[{"text":)" + json::quoted(text) + "}]}";
}

std::string schemaFormat(const std::string& type) {
  return R"(,"response_format":{"type":")" + type +
         R"(","json_schema":{"name":"n","schema":{"type":"object"}}})";
}

// Where it is noon, and another day than in UTC.
class NoonElsewhere {
 public:
  NoonElsewhere() {
    const int hour = QDateTime::currentDateTimeUtc().time().hour();
    const int ahead = hour < 12 ? 12 - hour - 24 : 12 - hour + 24;
    m_day = QDateTime::currentDateTimeUtc().addSecs(ahead * 3'600).date().dayOfWeek();
    // POSIX counts what has to be added to come to UTC.
    ::setenv("TZ", ("SBT" + std::to_string(-ahead)).c_str(), 1);
    ::tzset();
  }
  ~NoonElsewhere() {
    m_before.isNull() ? ::unsetenv("TZ") : ::setenv("TZ", m_before.constData(), 1);
    ::tzset();
  }
  // Of the days from here on: "mon" …
  std::string day(int later = 0) const {
    constexpr const char* kDays[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    return kDays[(m_day - 1 + later) % 7];
  }

 private:
  const QByteArray m_before = qgetenv("TZ");
  int m_day = 1;
};

bool routed(const Engine& engine, const Sent& sent, std::string& to) {
  const RawResponse answer = engine.ask("POST", sent.path, sent.body, sent.lines);
  to = answer.status == 200 ? providerOf(answer) : answer.body;
  return answer.status == 200;
}

// a where the condition holds, else b.
std::string flowOf(const std::string& condition) {
  return "{ when: [ { if: '" + condition +
         "', then: { target: a/m } }, { else: { target: b/m } } ] }";
}

}  // namespace

Q_DECLARE_METATYPE(Sent)

class RequestFactsTest : public QObject {
  Q_OBJECT
 private slots:
  void decidesByEachFact_data();
  void decidesByEachFact();
  void knowsWhoseKeyItIs();
  void knowsTheTimeAndTheDay();
  void knowsTheCallersAddress();
  void hasNoTeam();
};

// ---- what the request brings ----

namespace {

void row(const char* tag, const char* condition, const Sent& with, const Sent& without) {
  QTest::newRow(tag) << std::string(condition) << with << without;
}

void labels() {
  row("metadata of a header", "metadata.tier == \"gold\"",
      labelled("x-signalbox-metadata: {\"tier\":\"gold\"}\r\n"),
      labelled("x-signalbox-metadata: {\"tier\":\"silver\"}\r\n"));
  row("metadata of the body", "metadata.level >= 3", chat(R"(,"metadata":{"level":"7"})"),
      chat(R"(,"metadata":{"level":"2"})"));
  row("metadata by a name of other signs", "metadata[\"cost.centre\"] == \"x\"",
      chat(R"(,"metadata":{"cost.centre":"x"})"), chat(R"(,"metadata":{"cost":{"centre":"x"}})"));
  row("metadata of Responses", "exists(metadata.tier)",
      withModel(kResponses, R"("input":"hi","metadata":{"tier":"gold"})"),
      withModel(kResponses, R"("input":"hi")"));
  row("a header in another case", "headers.X-App matches \"^cu\"", labelled("x-aPP: curl\r\n"),
      labelled("x-app: wget\r\n"));
  row("tags", "tags contains \"batch\"", labelled("x-signalbox-tags: night, batch\r\n"),
      labelled("x-signalbox-tags: batches\r\n"));
  row("a session", "session == \"s1\"", labelled("x-signalbox-session: s1\r\n"),
      labelled("x-signalbox-session: s2\r\n"));
  row("Claude Code's session", "session == \"s1\"", labelled("x-claude-code-session-id: s1\r\n"),
      labelled(""));
  row("a user of a header", "user == \"u1\"", labelled("x-signalbox-user: u1\r\n"),
      labelled("x-signalbox-user: u2\r\n"));
  row("a user of the body", "user == \"u1\"", chat(R"(,"user":"u1")"), chat(""));
  row("a user of Anthropic's body", "user == \"u1\"",
      claude(turn("user", "hi"), R"(,"metadata":{"user_id":"u1"})"), claude(turn("user", "hi")));
}

void kinds() {
  const std::string route = "x-signalbox-route: r\r\n";
  row("the model as it was asked", "model == \"gpt-x\"",
      Sent{"/v1/chat/completions", chatBody("gpt-x", "hi"), route}, chat("", route));
  row("the model of Gemini's path", "model == \"gpt-x\"",
      Sent{"/v1beta/models/gpt-x:generateContent", gemini(said("user", "hi")).body, route},
      gemini(said("user", "hi")));
  row("the endpoint", "endpoint == \"completions\"",
      Sent{"/v1/completions", R"({"model":"r","prompt":"hi"})", ""}, chat(""));
  row("the dialect", "dialect == \"anthropic\"", claude(turn("user", "hi")), chat(""));
  row("another dialect", "dialect in [\"gemini\", \"openai_responses\"]",
      gemini(said("user", "hi")), claude(turn("user", "hi")));
  row("a stream of Gemini", "not stream", gemini(said("user", "hi")),
      Sent{"/v1beta/models/r:streamGenerateContent?alt=sse", gemini(said("user", "hi")).body, ""});
  row("a body's path", "body.messages[-1].content == \"last\"",
      turns(turn("user", "first") + "," + turn("user", "last")),
      turns(turn("user", "last") + "," + turn("user", "first")));
}

void messages() {
  const std::string two = turn("user", "a") + "," + turn("assistant", "b");
  const std::string three = two + "," + turn("user", "c");
  row("messages", "messages >= 3", turns(three), turns(two));
  row("messages of Anthropic", "messages == 3", claude(three),
      claude(turn("user", "a"), R"(,"system":"be brief")"));
  row("messages of Responses", "messages == 3", withModel(kResponses, "\"input\":[" + three + "]"),
      withModel(kResponses, R"("input":"hi")"));
  row("one message of Responses", "messages == 1", withModel(kResponses, R"("input":"hi")"),
      withModel(kResponses, "\"input\":[" + two + "]"));
  row("messages of Gemini", "messages == 3",
      gemini(said("user", "a") + "," + said("model", "b") + "," + said("user", "c")),
      gemini(said("user", "a")));
  row("messages of a large body", "messages == 2",
      gemini(said("user", "a") + "," + said("user", std::string(100'000, 'c'))),
      gemini(said("user", std::string(100'000, 'c'))));
}

void media() {
  row("an image", "has(images)", turns(parts(kText + "," + kImage)), turns(parts(kText)));
  row("two images", "images == 2", turns(parts(kImage) + "," + parts(kImage)),
      turns(parts(kImage + "," + kFile)));
  row("an image of Anthropic", "images == 1", claude(parts(kClaudeImage)), claude(parts(kText)));
  row("an image of Gemini", "images == 1",
      gemini(R"({"role":"user","parts":[{"inlineData":{"mimeType":"image/png","data":")" + kPixel +
             "\"}}]}"),
      gemini(said("user", "image")));
  row("an image of Responses", "images == 1",
      withModel(kResponses,
                "\"input\":[" +
                    parts(R"({"type":"input_image","image_url":"data:image/png;base64,)" + kPixel +
                          "\"}") +
                    "]"),
      withModel(kResponses, R"("input":"hi")"));
  row("an image that a tool gave", "images == 1",
      claude(
          turn("user", "look") +
          R"(,{"role":"assistant","content":[{"type":"tool_use","id":"t1","name":"f","input":{}}]},)" +
          parts(R"({"type":"tool_result","tool_use_id":"t1","content":[)" + kClaudeImage + "]}")),
      claude(turn("user", "look")));
  row("an image in a large body", "has(images)",
      turns(turn("user", std::string(100'000, 'c')) + "," + parts(kImage)),
      turns(turn("user", std::string(100'000, 'c'))));
  row("a file", "files > 0", turns(parts(kText + "," + kFile)), turns(parts(kText + "," + kImage)));
  row("a file of Anthropic", "files == 1",
      claude(parts(
          R"({"type":"document","source":{"type":"base64","media_type":"application/pdf","data":"JVBERi0="}})")),
      claude(parts(kClaudeImage)));
}

void wishes() {
  row("a JSON schema", "schema", chat(schemaFormat("json_schema")),
      chat(R"(,"response_format":{"type":"json_object"})"));
  row("a JSON schema of Responses", "schema",
      withModel(
          kResponses,
          R"("input":"hi","text":{"format":{"type":"json_schema","name":"n","schema":{"type":"object"}}})"),
      withModel(kResponses, R"("input":"hi","text":{"format":{"type":"text"}})"));
  row("tools of Anthropic", "tools == 1",
      claude(turn("user", "hi"), R"(,"tools":[{"name":"f","input_schema":{"type":"object"}}])"),
      claude(turn("user", "hi")));
  row("the last prompt's language", "language == \"en\"",
      turns(turn("user", kGerman) + "," + turn("assistant", kGerman) + "," +
            turn("user", kEnglish)),
      turns(turn("user", kEnglish) + "," + turn("assistant", kEnglish) + "," +
            turn("user", kGerman)));
  row("what the model said last is no prompt", "language == \"de\"",
      turns(turn("user", kGerman) + "," + turn("assistant", kEnglish)),
      turns(turn("user", kEnglish) + "," + turn("assistant", kGerman)));
  row("the language of Anthropic's prompt", "language == \"de\"",
      claude(turn("user", kEnglish) + "," + turn("assistant", "ok") + "," + turn("user", kGerman)),
      claude(turn("user", kEnglish), R"(,"system":")" + kGerman + "\""));
  row("no language of code", "not exists(language)", chat(""), turns(turn("user", kGerman)));
}

}  // namespace

void RequestFactsTest::decidesByEachFact_data() {
  QTest::addColumn<std::string>("condition");
  QTest::addColumn<Sent>("with");
  QTest::addColumn<Sent>("without");
  labels();
  kinds();
  messages();
  media();
  wishes();
}

void RequestFactsTest::decidesByEachFact() {
  QFETCH(const std::string, condition);
  QFETCH(const Sent, with);
  QFETCH(const Sent, without);
  Moody all;
  Engine engine(routeOver({all.port(), all.port()}, flowOf(condition)));
  QVERIFY(engine.started());
  std::string to;
  QVERIFY2(routed(engine, with, to), to.c_str());
  QCOMPARE(to, std::string("a"));
  QVERIFY2(routed(engine, without, to), to.c_str());
  QCOMPARE(to, std::string("b"));
}

// ---- who asks, when, from where ----

void RequestFactsTest::knowsWhoseKeyItIs() {
  Moody all;
  Engine engine(routeOver({all.port(), all.port()},
                          flowOf("key in [\"nightly\"] and tags contains \"job\"")));
  const auto made = engine.admin("POST", "keys", R"({"name":"nightly","tags":["job"]})");
  const std::string bearer = "Authorization: Bearer " + stringAt(made.body, "/text") + "\r\n";
  QCOMPARE(providerOf(engine.chat("r", "hi", "", bearer)), std::string("a"));
  QCOMPARE(providerOf(engine.chat("r", "hi", "", "x-signalbox-tags: job\r\n")), std::string("b"));
}

void RequestFactsTest::knowsTheTimeAndTheDay() {
  const NoonElsewhere zone;
  Moody all;
  const auto branch = [&](const std::string& condition) {
    Engine engine(routeOver({all.port(), all.port()}, flowOf(condition)));
    return providerOf(engine.chat("r"));
  };
  QCOMPARE(branch("time >= \"12:00\" and time < \"14:00\""), std::string("a"));
  QCOMPARE(branch("time < \"12:00\" or time >= \"14:00\""), std::string("b"));
  QCOMPARE(branch("weekday == \"" + zone.day() + "\""), std::string("a"));
  for (const int later : {1, 6})
    QCOMPARE(branch("weekday == \"" + zone.day(later) + "\""), std::string("b"));
}

void RequestFactsTest::knowsTheCallersAddress() {
  Moody all;
  for (const auto& [range, to] : {std::pair("127.0.0.0/8", "a"), std::pair("127.0.0.1", "a"),
                                  std::pair("10.0.0.0/8", "b"), std::pair("::1", "b")}) {
    Engine engine(
        routeOver({all.port(), all.port()}, flowOf("client in [\"" + std::string(range) + "\"]")));
    QCOMPARE(providerOf(engine.chat("r")), std::string(to));
  }
}

// Keys belong to none.
void RequestFactsTest::hasNoTeam() {
  Moody all;
  Engine engine(routeOver({all.port(), all.port()}, flowOf("not exists(team)")));
  QCOMPARE(providerOf(engine.chat("r")), std::string("a"));
}

SB_TEST(RequestFactsTest);

#include "request_facts_test.moc"
