#include "core/dialects/look.h"

#include <QTest>
#include <string>

#include "core/dialects/json_index.h"
#include "tests/support/test_main.h"

Q_DECLARE_METATYPE(std::string)

namespace {

using namespace sb::dialects;
using sb::ErrorKind;

sb::Result<Look> look(const std::string& body, Form form = Form::ChatCompletions) {
  Looker looker;
  return looker.look(body, 0, form);
}

// A chat body with these further members.
std::string chat(const std::string& more) {
  return R"({"model":"m","messages":[{"role":"user","content":"x"}])" + more + "}";
}

class LookTest : public QObject {
  Q_OBJECT

 private slots:
  void readsAllFields();
  void slicesAreTheBytesOfTheBody();
  void refusesBadFields_data();
  void refusesBadFields();
  void refusesDuplicates_T17_data();
  void refusesDuplicates_T17();
  void acceptsWhatIsNotOurs_data();
  void acceptsWhatIsNotOurs();
  void refusesWhatIsNoJson_T16_data();
  void refusesWhatIsNoJson_T16();
  void limitsDepth();
  void limitsMembers();
  void eachEndpointHasItsRequiredFields();
  void readsLimitsAndChoices();
  void knowsWhoIsToldToThink_data();
  void knowsWhoIsToldToThink();
  void largeBodiesLeaveNoMemoryBehind();
};

void LookTest::readsAllFields() {
  const std::string body = R"({
    "mod\u0065l": "gpt-\u0034o", "stream": true, "stream_options": {"x": [1], "include_usage": true},
    "user": "ann\u00e9", "metadata": {"a": "b"}, "max_tokens": 5, "max_completion_tokens": 7, "n": 2,
    "encoding_format": "base64", "messages": [{"role": "user"}, {}, {}], "unknown": {"model": 1}
  })";
  const auto r = look(body);
  QVERIFY(r);
  QCOMPARE(r->model, std::string("gpt-4o"));
  QCOMPARE(std::string(r->modelValue.of(body)), std::string(R"("gpt-\u0034o")"));
  QVERIFY(r->stream && r->includeUsage && r->base64);
  QCOMPARE(std::string(r->includeUsageValue.of(body)), std::string("true"));
  QCOMPARE(r->user, std::string("ann\xc3\xa9"));
  QCOMPARE(std::string(r->metadata.of(body)), std::string(R"({"a": "b"})"));
  QCOMPARE(r->maxTokens, 7);
  QCOMPARE(r->choices, 2);
  QCOMPARE(r->messages, 3);
  QCOMPARE(r->members.size(), std::size_t(11));
  QCOMPARE(r->members.front().name, std::string("model"));
  QCOMPARE(body[r->objectEnd], '}');
}

void LookTest::slicesAreTheBytesOfTheBody() {
  const std::string body = chat(R"( , "a" : [ 1 , 2 ]	,"b":{ } , "stream_options" : null)");
  const auto r = look(body);
  QVERIFY(r);
  QCOMPARE(r->members.size(), std::size_t(5));
  QCOMPARE(std::string(r->members[2].key.of(body)), std::string("\"a\""));
  QCOMPARE(std::string(r->members[2].value.of(body)), std::string("[ 1 , 2 ]"));
  QCOMPARE(std::string(r->members[3].value.of(body)), std::string("{ }"));
  QCOMPARE(std::string(r->streamOptions.of(body)), std::string("null"));
  QVERIFY(!r->metadata.present());
}

void LookTest::refusesBadFields_data() {
  QTest::addColumn<std::string>("body");
  QTest::addColumn<std::string>("param");
  const auto row = [](const char* name, std::string body, std::string param) {
    QTest::newRow(name) << body << param;
  };
  row("no model", R"({"messages":[]})", "model");
  row("empty model", R"({"model":"","messages":[]})", "model");
  row("model is no text", R"({"model":5,"messages":[]})", "model");
  row("null model", R"({"model":null,"messages":[]})", "model");
  row("no messages", R"({"model":"m"})", "messages");
  row("messages are no list", R"({"model":"m","messages":"hi"})", "messages");
  row("stream", chat(R"(,"stream":"true")"), "stream");
  row("stream 1", chat(R"(,"stream":1)"), "stream");
  row("stream_options", chat(R"(,"stream_options":true)"), "stream_options");
  row("include_usage", chat(R"(,"stream_options":{"include_usage":"yes"})"),
      "stream_options.include_usage");
  row("include_usage twice",
      chat(R"(,"stream_options":{"include_usage":false,"include_usag\u0065":true})"),
      "stream_options.include_usage");
  row("include_usage in capitals", chat(R"(,"stream_options":{"Include_Usage":true})"),
      "stream_options.include_usage");
  row("user", chat(R"(,"user":5)"), "user");
  row("metadata", chat(R"(,"metadata":"x")"), "metadata");
  row("max_tokens", chat(R"(,"max_tokens":1.5)"), "max_tokens");
  row("max_tokens too large", chat(R"(,"max_tokens":99999999999999999999)"), "max_tokens");
  row("max_completion_tokens", chat(R"(,"max_completion_tokens":"9")"), "max_completion_tokens");
  row("n", chat(R"(,"n":0)"), "n");
  row("n too large", chat(R"(,"n":1000000)"), "n");
  row("tools", chat(R"(,"tools":{})"), "tools");
  row("encoding_format", chat(R"(,"encoding_format":1)"), "encoding_format");
  row("no object", "[]", "");
  row("a text", "\"x\"", "");
}

void LookTest::refusesBadFields() {
  QFETCH(std::string, body);
  const auto r = look(body);
  QVERIFY(!r);
  QVERIFY(r.error().kind == ErrorKind::BadRequest);
  QTEST(r.error().detail, "param");
  QVERIFY(!r.error().message.empty());
}

void LookTest::refusesDuplicates_T17_data() {
  QTest::addColumn<std::string>("name");
  QTest::addColumn<std::string>("value");
  for (const auto& [name, value] : {std::pair<const char*, const char*>{"model", "\"gpt-4o\""},
                                    {"messages", "[]"},
                                    {"stream", "true"},
                                    {"stream_options", "{}"},
                                    {"user", "\"u\""},
                                    {"metadata", "{}"},
                                    {"max_tokens", "5"},
                                    {"max_completion_tokens", "5"},
                                    {"n", "2"},
                                    {"encoding_format", "\"float\""},
                                    {"input", "\"x\""},
                                    {"prompt", "\"x\""},
                                    {"tools", "[]"}})
    QTest::newRow(name) << std::string(name) << std::string(value);
}

// The first of two equal names is what one parser reads, the last what another does.
void LookTest::refusesDuplicates_T17() {
  QFETCH(std::string, name);
  QFETCH(std::string, value);
  std::string escaped = "\\u00" + QByteArray(name.substr(0, 1).c_str()).toHex().toStdString();
  std::string upper = name;
  upper[0] = static_cast<char>(upper[0] - 'a' + 'A');
  for (const std::string& second : {name, escaped + name.substr(1), upper}) {
    const std::string twice = "\"" + name + "\":" + value + ",\"x\":1,\"" + second + "\":" + value;
    std::string rest;
    if (name != "model") rest += R"(,"model":"m")";
    if (name != "messages") rest += R"(,"messages":[])";
    const auto r = look("{" + twice + rest + "}");
    QVERIFY(!r);
    QVERIFY(r.error().kind == ErrorKind::BadRequest);
    QCOMPARE(r.error().detail, name);
  }
  const auto kelvin = look(R"({"model":"m","meſſages":[],"messages":[]})");
  QVERIFY(!kelvin);
  QCOMPARE(kelvin.error().detail, std::string("messages"));
}

void LookTest::acceptsWhatIsNotOurs_data() {
  QTest::addColumn<std::string>("body");
  const auto row = [](const char* name, std::string body) { QTest::newRow(name) << body; };
  row("other fields twice", chat(R"(,"temperature":1,"temperature":2)"));
  row("the same name deeper", chat(R"(,"extra":{"model":"x","model":"y"})"));
  row("lone surrogate in a text", chat(R"(,"seed":"\ud83d")"));
  row("nulls", chat(R"(,"stream":null,"stream_options":null,"user":null,"metadata":null,)"
                    R"("max_tokens":null,"n":null,"tools":null,"encoding_format":null)"));
  row("negative limit means none", chat(R"(,"max_tokens":-1)"));
  row("escaped name once", R"({"mod\u0065l":"m","messages":[]})");
  row("empty name", chat(R"(,"":1)"));
}

void LookTest::acceptsWhatIsNotOurs() {
  QFETCH(std::string, body);
  QVERIFY(look(body));
}

void LookTest::refusesWhatIsNoJson_T16_data() {
  QTest::addColumn<std::string>("body");
  const auto row = [](const char* name, std::string body) { QTest::newRow(name) << body; };
  row("empty", "");
  row("text", "hello");
  row("cut", R"({"model":"m","messages":[)");
  row("trailing bytes", chat("") + "x");
  row("two objects", chat("") + chat(""));
  row("bad number deep inside", chat(R"(,"tools":[{"a":{"b":01}}])"));
  row("bad escape in a message", R"({"model":"m","messages":[{"content":"\x"}]})");
  row("bad literal in an unread field", chat(R"(,"zzz":nope)"));
  row("no UTF-8", chat(",\"z\":\"\xff\""));
  row("control character", chat(",\"z\":\"\n\""));
  row("bad escape in a name", chat(R"(,"\z":1)"));
  row("trailing comma", chat(","));
  row("wrong bracket", R"({"model":"m","messages":[})");
  row("bad in options", chat(R"(,"stream_options":{"include_usage":true,})"));
  row("not even an array", "[1,]");
}

void LookTest::refusesWhatIsNoJson_T16() {
  QFETCH(std::string, body);
  const auto r = look(body);
  QVERIFY(!r);
  QVERIFY(r.error().kind == ErrorKind::InvalidJson);
}

void LookTest::limitsDepth() {
  const auto nested = [](std::size_t n) {
    return chat(",\"x\":" + std::string(n, '[') + std::string(n, ']'));
  };
  QVERIFY(look(nested(500)));
  const auto deep = look(nested(600));
  QVERIFY(!deep);
  QVERIFY(deep.error().message.find("512") != std::string::npos);
}

void LookTest::limitsMembers() {
  const auto wide = [](int n) {
    std::string more;
    for (int i = 0; i < n; ++i)
      more += ",\"a" + std::to_string(i) + "\":1";
    return chat(more);
  };
  QVERIFY(look(wide(998)));
  const auto r = look(wide(999));
  QVERIFY(!r);
  QVERIFY(r.error().kind == ErrorKind::BadRequest);
  QVERIFY(look(wide(2000) + "x").error().kind == ErrorKind::InvalidJson);
}

void LookTest::eachEndpointHasItsRequiredFields() {
  QVERIFY(look(R"({"model":"m","prompt":"x"})", Form::Completions));
  QVERIFY(look(R"({"model":"m"})", Form::Completions));
  QVERIFY(look(R"({"model":"m","input":["a"]})", Form::Embeddings));
  const auto r = look(R"({"model":"m"})", Form::Embeddings);
  QVERIFY(!r);
  QCOMPARE(r.error().detail, std::string("input"));
}

void LookTest::readsLimitsAndChoices() {
  QCOMPARE(look(chat(R"(,"max_tokens":-1)"))->maxTokens, 0);
  QCOMPARE(look(chat(R"(,"max_tokens":9,"max_completion_tokens":5)"))->maxTokens, 9);
  QCOMPARE(look(chat(""))->choices, 1);
  QCOMPARE(look(R"({"model":"m","n":2,"best_of":5})", Form::Completions)->choices, 5);
  QVERIFY(look(chat(""))->promptBytes > 20);
}

void LookTest::knowsWhoIsToldToThink_data() {
  QTest::addColumn<std::string>("more");
  QTest::addColumn<bool>("thinks");
  const auto row = [](const char* more, bool thinks) {
    QTest::newRow(more) << std::string(more) << thinks;
  };
  row("", false);
  row(R"(,"reasoning_effort":"low")", true);
  row(R"(,"reasoning_effort":"none")", false);
  row(R"(,"reasoning_effort":null)", false);
  row(R"(,"reasoning":{"effort":"high"})", true);
  row(R"(,"thinking":{"type":"enabled","budget_tokens":1024})", true);
  row(R"(,"thinking":{"type":"disabled"})", false);
  row(R"(,"generationConfig":{"thinkingConfig":{"thinkingBudget":128}})", true);
  row(R"(,"generationConfig":{"temperature":1})", false);
  row(R"(,"x":{"reasoning_effort":"low"})", false);
}

void LookTest::knowsWhoIsToldToThink() {
  QFETCH(std::string, more);
  const std::string body = chat(more);
  const auto r = look(body);
  QVERIFY(r);
  QTEST(asksForReasoning(*r, body), "thinks");
}

void LookTest::largeBodiesLeaveNoMemoryBehind() {
  Looker looker;
  std::string body = chat(",\"x\":\"" + std::string(3 * 1024 * 1024, 'a') + "\"");
  body.reserve(body.size() + sb::dialects::kJsonPadding);
  QVERIFY(looker.look(body, body.capacity(), Form::ChatCompletions));
  QVERIFY(looker.look(chat(""), 0, Form::ChatCompletions));
}

SB_TEST(LookTest);

}  // namespace

#include "look_test.moc"
