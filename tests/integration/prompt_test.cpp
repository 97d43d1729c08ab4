// The system prompt as a route's nodes want it, at the providers.
#include <QTest>

#include "tests/support/dialect_matrix.h"
#include "tests/support/runner.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::test;

namespace {

// Bodies of the callers' dialects with a system prompt, in the order of kCallers; without the
// closing brace.
const char* const kBodies[] = {
    R"({"model":"r","messages":[{"role":"system","content":"SYS"},{"role":"user","content":"hi"}])",
    R"({"model":"r","max_tokens":99,"system":"SYS","messages":[{"role":"user","content":"hi"}])",
    R"({"systemInstruction":{"parts":[{"text":"SYS"}]},"contents":[{"role":"user","parts":[{"text":"hi"}]}])",
    R"({"model":"r","instructions":"SYS","input":"hi")",
    R"({"model":"r","prompt":"SYS hi")",
};

// All texts that stand in the value, one after the other.
std::string textsIn(const boost::json::value& value) {
  std::string all;
  if (value.is_string()) all = value.get_string();
  if (value.is_array())
    for (const auto& one : value.get_array())
      all += textsIn(one) + "|";
  if (value.is_object())
    for (const auto& [name, one] : value.get_object())
      if (name == "text" || name == "content" || name == "parts") all += textsIn(one);
  return all;
}

// What the provider was told as its system prompt; of a dialect without one all that it was told.
std::string systemOf(const std::string& body) {
  const boost::json::value json = parsed(body);
  std::string system;
  for (const char* member : {"/system", "/systemInstruction", "/instructions"})
    system += textsIn(valueAt(json, member));
  for (const char* list : {"/messages", "/input"}) {
    const boost::json::value messages = valueAt(json, list);
    if (!messages.is_array()) continue;
    for (const auto& one : messages.get_array()) {
      const std::string role = stringAt(one, "/role");
      if (role == "system" || role == "developer") system += textsIn(one);
    }
  }
  return system.empty() ? textsIn(valueAt(json, "/messages")) +
                              textsIn(valueAt(json, "/contents")) + textsIn(valueAt(json, "/input"))
                        : system;
}

bool inOrder(const std::string& text, const std::vector<std::string>& words) {
  std::size_t at = 0;
  for (const std::string& word : words) {
    at = text.find(word, at);
    if (at == std::string::npos) return false;
    at += word.size();
  }
  return true;
}

std::string flow(const std::string& node) {
  return "routes: [ { name: r, flow: " + node + " } ]\n";
}

std::string prompted(std::uint16_t port, const std::string& prompt) {
  return "providers:\n" + providerLine("up", port) +
         flow("{ target: up/m, prompt: { " + prompt + " } }");
}

}  // namespace

class PromptTest : public QObject {
  Q_OBJECT
 private slots:
  void everyDialectIsTold_data();
  void everyDialectIsTold();
  void nothingElseChanges_data();
  void nothingElseChanges();
  void theInnerNodeHasTheLastWord();
  void paramsAreSetToo();
  void anotherPromptIsAnotherAnswer();
  void theLogCountsIt();
  void countsTellWhatWouldBeSent_data();
  void countsTellWhatWouldBeSent();
  void whatNothingCanBeAddedToIsRefused();
  void embeddingsHaveNone();
  void racersHaveTheirOwn();
  void largeBodiesToo();
  void theDryRunShowsIt();
};

void PromptTest::everyDialectIsTold_data() {
  QTest::addColumn<int>("from");
  QTest::addColumn<int>("to");
  QTest::addColumn<bool>("streams");
  const auto all = allProviders();
  for (int from = 0; from < static_cast<int>(std::size(kCallers)); ++from)
    for (int to = 0; to < static_cast<int>(all.size()); ++to)
      for (const bool streams : {false, true})
        QTest::addRow("%s to %s%s", kCallers[from].name, all[static_cast<std::size_t>(to)].name,
                      streams ? ", stream" : "")
            << from << to << streams;
}

void PromptTest::everyDialectIsTold() {
  QFETCH(int, from);
  QFETCH(int, to);
  QFETCH(bool, streams);
  const Caller& caller = kCallers[from];
  const Provider provider = allProviders()[static_cast<std::size_t>(to)];
  Upstream upstream([&](RawSocket& socket, const Upstream::Request&) {
    socket.send(streams ? Upstream::stream(provider.textStream) : Upstream::json(provider.text));
  });
  Engine engine("providers:\n" + provider.line(caller, upstream.port()) +
                flow("{ target: up/m, prompt: { prepend: AAA, append: ZZZ } }"));
  const std::string path = with(streams ? caller.streamPath : caller.path, '*', "r");
  const RawResponse answer = engine.ask(
      "POST", path, std::string(kBodies[from]) + (streams ? caller.streamMember : "") + "}");
  QVERIFY2(answer.status == 200, answer.body.c_str());
  const std::string text =
      streams ? joined(answer.body, caller.textDelta) : stringAt(parsed(answer.body), caller.text);
  QCOMPARE(text, std::string("hello"));
  const std::string sent = upstream.requests().at(0).body;
  const bool older = completions(caller);
  const std::vector<std::string> order = older ? std::vector<std::string>{"AAA", "ZZZ", "SYS hi"}
                                               : std::vector<std::string>{"AAA", "SYS", "ZZZ"};
  QVERIFY2(inOrder(older ? sent : systemOf(sent), order), sent.c_str());
  QVERIFY2(sent.find("hi") != std::string::npos, sent.c_str());
}

void PromptTest::nothingElseChanges_data() {
  QTest::addColumn<QByteArray>("prompt");
  QTest::addColumn<QByteArray>("sent");
  QTest::addColumn<QByteArray>("seen");
  QTest::newRow("before a text")
      << QByteArray("prepend: \"A \\\"a\\\"\"")
      << QByteArray(
             R"({ "x" : 1.0e0,"model":"r", "messages":[ {"role":"system", "content":"S\u00e9"},{"role":"user","content":"h\u00e9"} ] })")
      << QByteArray(
             R"({ "x" : 1.0e0,"model":"m", "messages":[ {"role":"system", "content":"A \"a\"\n\nS\u00e9"},{"role":"user","content":"h\u00e9"} ] })");
  QTest::newRow("none")
      << QByteArray("append: Z")
      << QByteArray(
             R"({ "messages" : [ {"role":"user","content":"q"} ],"model":"r" ,"seed":12345678901234567890})")
      << QByteArray(
             R"({ "messages" : [{"role":"system","content":"Z"}, {"role":"user","content":"q"} ],"model":"m" ,"seed":12345678901234567890})");
  QTest::newRow("instead")
      << QByteArray("template: N")
      << QByteArray(
             R"({"model":"r","messages":[{"role":"system","content":"S"},{"role":"user","content":"q"}]})")
      << QByteArray(
             R"({"model":"m","messages":[{"role":"system","content":"N"},{"role":"user","content":"q"}]})");
}

void PromptTest::nothingElseChanges() {
  QFETCH(QByteArray, prompt);
  QFETCH(QByteArray, sent);
  QFETCH(QByteArray, seen);
  Upstream upstream(saying("ok"));
  Engine engine(prompted(upstream.port(), prompt.toStdString()));
  QVERIFY(engine.started());
  QCOMPARE(engine.ask("POST", "/v1/chat/completions", sent.toStdString()).status, 200);
  QCOMPARE(upstream.requests().at(0).body, seen.toStdString());
}

void PromptTest::theInnerNodeHasTheLastWord() {
  Upstream upstream([](RawSocket& socket, const Upstream::Request& request) {
    const bool first = request.number == 0;
    socket.send(Upstream::json(first ? "{}" : Upstream::completion(), first ? 500 : 200));
  });
  Engine engine("providers:\n" + providerLine("up", upstream.port()) +
                flow("{ prompt: { prepend: outer }, fallback: { try: [ { target: up/one, prompt: { "
                     "prepend: inner, append: last } }, { target: up/two, prompt: { template: "
                     "\"<{{system}}>\" } } ] } }"));
  QVERIFY(engine.started());
  QCOMPARE(engine.chat("r").status, 200);
  const auto requests = upstream.requests();
  QCOMPARE(requests.size(), std::size_t{2});
  QCOMPARE(stringAt(parsed(requests[0].body), "/messages/0/content"),
           std::string("inner\n\nouter\n\nlast"));
  QCOMPARE(stringAt(parsed(requests[1].body), "/messages/0/content"), std::string("<outer>"));
}

void PromptTest::paramsAreSetToo() {
  Upstream upstream(saying("ok"));
  Engine engine(
      "providers:\n" + providerLine("up", upstream.port()) +
      flow("{ target: up/m, prompt: { append: Z }, params: { override: { temperature: 0 }, "
           "drop: [ seed ] } }"));
  QCOMPARE(engine
               .ask("POST", "/v1/chat/completions",
                    R"({"model":"r","seed":5,"temperature":1,"messages":[]})")
               .status,
           200);
  QCOMPARE(
      upstream.requests().at(0).body,
      std::string(R"({"model":"m","temperature":0,"messages":[{"role":"system","content":"Z"}]})"));
}

void PromptTest::anotherPromptIsAnotherAnswer() {
  Upstream upstream(saying("ok"));
  const auto yaml = [&](const std::string& text) {
    return "providers:\n" + providerLine("up", upstream.port()) +
           "routes: [ { name: r, cache: { exact: { ttl: 10m } }, flow: { target: up/m, prompt: { "
           "append: " +
           text + " } } } ]\n";
  };
  Engine engine(yaml("one"));
  QCOMPARE(engine.chat("r").status, 200);
  QCOMPARE(engine.chat("r").header("x-signalbox-cache"), std::string("hit"));
  QCOMPARE(upstream.count(), 1);
  engine.home().write(yaml("two"));
  engine.host().reload();
  QCOMPARE(engine.chat("r").status, 200);
  QCOMPARE(upstream.count(), 2);
  QVERIFY(upstream.requests().at(1).body.find("two") != std::string::npos);
}

// Where the provider says nothing of it.
void PromptTest::theLogCountsIt() {
  Upstream upstream([](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::json(
        R"({"id":"c","choices":[{"index":0,"message":{"role":"assistant","content":"hi"},"finish_reason":"stop"}]})"));
  });
  std::string words;
  for (int i = 0; i < 100; ++i)
    words += "word ";
  Engine engine("providers:\n" + providerLine("up", upstream.port()) +
                "routes: [ { name: r, flow: { target: up/m, prompt: { append: \"" + words +
                "\" } } }, { name: s, flow: { target: up/m } } ]\n");
  const auto with = engine.row(engine.chat("r")).row.usage;
  const auto without = engine.row(engine.chat("s")).row.usage;
  QVERIFY(without.input > 0);
  QVERIFY2(with.input >= without.input + 100 && with.input <= without.input + 110,
           std::to_string(with.input).c_str());
}

void PromptTest::countsTellWhatWouldBeSent_data() {
  QTest::addColumn<QByteArray>("kind");
  QTest::addColumn<QByteArray>("path");
  QTest::addColumn<QByteArray>("body");
  QTest::addColumn<QByteArray>("sent");
  QTest::newRow("messages") << QByteArray("anthropic_compatible")
                            << QByteArray("/v1/messages/count_tokens")
                            << QByteArray(R"({"model":"r","messages":[]})")
                            << QByteArray(R"({"model":"m","messages":[],"system":"Z"})");
  QTest::newRow("gemini")
      << QByteArray("gemini_compatible") << QByteArray("/v1beta/models/r:countTokens")
      << QByteArray(R"({"contents":[]})")
      << QByteArray(
             R"({"generateContentRequest":{"model":"models/m","contents":[],"systemInstruction":{"parts":[{"text":"Z"}]}}})");
}

void PromptTest::countsTellWhatWouldBeSent() {
  QFETCH(QByteArray, kind);
  QFETCH(QByteArray, path);
  QFETCH(QByteArray, body);
  QFETCH(QByteArray, sent);
  Upstream upstream([](RawSocket& socket, const Upstream::Request& request) {
    const bool fails = request.number > 0;
    socket.send(Upstream::json(R"({"input_tokens":7,"totalTokens":7})", fails ? 500 : 200));
  });
  Engine engine("providers:\n" + providerLine("up", upstream.port(), "", kind.toStdString()) +
                "routes: [ { name: r, flow: { target: up/m, prompt: { append: Z } } }, { name: s, "
                "flow: { target: up/m } } ]\n");
  const auto ask = [&](const std::string& route) {
    std::string at = path.toStdString(), text = body.toStdString();
    for (std::string* one : {&at, &text})
      for (const char* name : {"/r:", "\"r\""})
        if (const std::size_t found = one->find(name); found != one->npos)
          one->replace(found + 1, 1, route);
    return engine.ask("POST", at, text);
  };
  QCOMPARE(ask("r").status, 200);
  QCOMPARE(upstream.requests().at(0).body, sent.toStdString());
  // What is estimated here counts it too.
  const auto counted = [](const RawResponse& answer) {
    const auto json = parsed(answer.body);
    return std::max(numberAt(json, "/input_tokens"), numberAt(json, "/totalTokens"));
  };
  const RawResponse with = ask("r"), without = ask("s");
  QCOMPARE(with.header("x-signalbox-estimated"), std::string("true"));
  QVERIFY2(counted(with) > counted(without), with.body.c_str());
}

void PromptTest::whatNothingCanBeAddedToIsRefused() {
  Upstream upstream(saying("ok"));
  Engine engine(prompted(upstream.port(), "append: Z"));
  const RawResponse refused =
      engine.ask("POST", "/v1/completions", R"({"model":"r","prompt":[1,2,3]})");
  QCOMPARE(refused.status, 400);
  QCOMPARE(stringAt(parsed(refused.body), "/error/param"), std::string("prompt"));
  QCOMPARE(upstream.count(), 0);
}

void PromptTest::embeddingsHaveNone() {
  Upstream upstream([](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::json(
        R"({"object":"list","data":[{"index":0,"embedding":[1]}],"usage":{"prompt_tokens":1,"total_tokens":1}})"));
  });
  Engine engine(prompted(upstream.port(), "append: Z"));
  QCOMPARE(engine.ask("POST", "/v1/embeddings", R"({"model":"r","input":"q"})").status, 200);
  QCOMPARE(upstream.requests().at(0).body, std::string(R"({"model":"m","input":"q"})"));
}

void PromptTest::racersHaveTheirOwn() {
  Runner one(saying("one")), two(saying("two"));
  Engine engine("providers:\n" + providerLine("one", one.port()) + providerLine("two", two.port()) +
                flow("{ race: { try: [ { target: one/m, prompt: { append: first } }, { target: "
                     "two/m, prompt: { append: second } } ] } }"));
  RawSocket client = engine.connect();
  client.send(Gate::text("POST", "/v1/chat/completions", chatBody("r", "hi")));
  QVERIFY(until([&] { return one.asked() == 1 && two.asked() == 1; }));
  two.speak();
  QCOMPARE(client.readResponse().status, 200);
  QVERIFY(one.requests().at(0).body.find("first") != std::string::npos);
  QVERIFY(two.requests().at(0).body.find("second") != std::string::npos);
}

void PromptTest::largeBodiesToo() {
  Upstream upstream(saying("ok"));
  Engine engine(prompted(upstream.port(), "append: ZZZ"));
  const std::string words(200'000, 'w');
  QCOMPARE(engine.chat("r", words).status, 200);
  const std::string sent = upstream.requests().at(0).body;
  QVERIFY(inOrder(sent, {"ZZZ", words}));
}

void PromptTest::theDryRunShowsIt() {
  Upstream upstream(saying("ok"));
  Engine engine(
      "providers:\n" + providerLine("up", upstream.port()) +
      flow("{ fallback: { try: [ { target: up/m, prompt: { prepend: A } }, { target: up/n, "
           "prompt: { template: N } }, { target: up/o } ] } }"));
  const auto shown = engine.admin("POST", "routes/r/dry-run", "{}");
  QCOMPARE(shown.status, 200);
  const auto& prompts = shown.body.at("prompts").as_array();
  QCOMPARE(prompts.size(), std::size_t{3});
  QCOMPARE(stringAt(prompts[0], "/before"), std::string("A"));
  QVERIFY(!prompts[0].at("replaces").as_bool());
  QCOMPARE(stringAt(prompts[1], "/before"), std::string("N"));
  QVERIFY(prompts[1].at("replaces").as_bool());
  QVERIFY(prompts[2].is_null());
}

SB_TEST(PromptTest);

#include "prompt_test.moc"
