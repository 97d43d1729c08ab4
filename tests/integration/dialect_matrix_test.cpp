// Every caller's dialect against every provider's: the same answer arrives, whole and as a stream.
// Wire cases: T41, T46, T57, T62, T77.
#include <QTest>
#include <algorithm>

#include "tests/support/dialect_matrix.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::test;

namespace {

// Wherever it stands: as an object, or in a text that holds one.
std::string cityOf(const boost::json::value& arguments) {
  if (!arguments.is_string()) return stringAt(arguments, "/city");
  return stringAt(parsed(std::string(arguments.get_string())), "/city");
}

}  // namespace

class DialectMatrixTest : public QObject {
  Q_OBJECT
 private slots:
  void aTextArrives_data() { addAllPairs(); }
  void aTextArrives();
  void aToolIsCalled_data() { addToolPairs(); }
  void aToolIsCalled();
  void aLongNameOfAToolIsTheCallersOwn_data() { addToolPairs(); }
  void aLongNameOfAToolIsTheCallersOwn();
  void aProviderSpeaksWhatItsSettingsSay();
};

void DialectMatrixTest::aTextArrives() {
  QFETCH(int, from);
  QFETCH(int, to);
  const Caller& caller = kCallers[from];
  const Provider provider = allProviders()[static_cast<std::size_t>(to)];
  bool stream = false;
  Upstream upstream([&](RawSocket& socket, const Upstream::Request&) {
    socket.send(stream ? Upstream::stream(provider.textStream) : Upstream::json(provider.text));
  });
  Engine engine("providers:\n" +
                providerLine("up", upstream.port(), provider.settings, provider.kindFor(caller)));
  const Asked asked{caller, engine};
  const RawResponse whole = asked.whole(false);
  QCOMPARE(whole.status, 200);
  QCOMPARE(stringAt(parsed(whole.body), caller.text), std::string("hello"));
  QCOMPARE(numberAt(parsed(whole.body), caller.input), 10);
  QCOMPARE(numberAt(parsed(whole.body), caller.output), 5);
  stream = true;
  const RawResponse streamed = asked.stream(false);
  QCOMPARE(streamed.status, 200);
  QVERIFY2(joined(streamed.body, caller.textDelta) == "hello", streamed.body.c_str());
  QVERIFY2(streamed.body.find(caller.end) != std::string::npos, streamed.body.c_str());
  QCOMPARE(lastNumber(streamed.body, caller.output), 5);
  // The provider is asked for a stream too, in its own way.
  const auto sent = upstream.requests();
  const auto streams = [](const Upstream::Request& request) {
    return request.target().find(":streamGenerateContent") != std::string::npos ||
           parsed(request.body).as_object().contains("stream");
  };
  QVERIFY2(!streams(sent.at(0)), sent.at(0).body.c_str());
  QVERIFY2(streams(sent.at(1)), sent.at(1).body.c_str());
  for (const RawResponse& answer : {whole, streamed}) {
    const auto row = engine.row(answer);
    QCOMPARE(row.row.outcome, ledger::OutcomeClass::Ok);
    QCOMPARE(row.row.dialect, std::string(completions(caller) ? "openai_chat" : caller.name));
    QCOMPARE(row.row.usage.input, 10);
    QCOMPARE(row.row.usage.output, 5);
    QVERIFY(!row.row.usageEstimated);
    QCOMPARE(row.attempts.at(0).dialect,
             std::string(provider.name == std::string(caller.name) ? "" : provider.name));
  }
}

void DialectMatrixTest::aToolIsCalled() {
  QFETCH(int, from);
  QFETCH(int, to);
  const Caller& caller = kCallers[from];
  const Provider provider = allProviders()[static_cast<std::size_t>(to)];
  bool stream = false;
  Upstream upstream([&](RawSocket& socket, const Upstream::Request&) {
    socket.send(stream ? Upstream::stream(provider.toolStream) : Upstream::json(provider.tool));
  });
  Engine engine("providers:\n" +
                providerLine("up", upstream.port(), provider.settings, provider.kind));
  const Asked asked{caller, engine};
  const RawResponse whole = asked.whole(true);
  QCOMPARE(whole.status, 200);
  QCOMPARE(stringAt(parsed(whole.body), caller.toolName), std::string("weather"));
  QCOMPARE(cityOf(valueAt(parsed(whole.body), caller.toolArguments)), std::string("Oslo"));
  stream = true;
  const RawResponse streamed = asked.stream(true);
  QCOMPARE(streamed.status, 200);
  std::string city = stringAt(parsed(joined(streamed.body, caller.argumentsDelta)), "/city");
  for (const std::string& event : eventsOf(streamed.body))
    if (const std::string one = cityOf(valueAt(parsed(event), caller.argumentsDelta));
        city.empty() && !one.empty())
      city = one;
  QVERIFY2(city == "Oslo", streamed.body.c_str());
  const auto sent = upstream.requests();
  QVERIFY(sent.at(0).body.find("\"weather\"") != std::string::npos);
  QVERIFY(sent.at(0).body.find("\"city\"") != std::string::npos);
}

// Coding agents name the tools of their plugins with up to 128 letters. A provider that takes fewer
// calls it otherwise; where nothing is translated, nothing is renamed.
void DialectMatrixTest::aLongNameOfAToolIsTheCallersOwn() {
  QFETCH(int, from);
  QFETCH(int, to);
  const std::string own = "mcp__plugin_" + std::string(60, 'a') + "__list",
                    begin = "\"mcp__plugin_";
  const Caller& caller = kCallers[from];
  const Provider provider = allProviders()[static_cast<std::size_t>(to)];
  bool stream = false;
  std::string told;
  Upstream upstream([&](RawSocket& socket, const Upstream::Request& request) {
    const std::size_t at = request.body.find(begin) + 1;
    told = request.body.substr(at, request.body.find('"', at) - at);
    std::string answer = stream ? provider.toolStream : provider.tool;
    for (std::size_t i = answer.find("weather"); i != std::string::npos; i = answer.find("weather"))
      answer.replace(i, 7, told);
    socket.send(stream ? Upstream::stream(answer) : Upstream::json(answer));
  });
  Engine engine("providers:\n" + provider.line(caller, upstream.port()));
  std::string tools = with(caller.tools, '@', kSchema);
  tools.replace(tools.find("weather"), 7, own);
  const std::string body = with(caller.body, '*', "up/m");
  const RawResponse whole = engine.ask("POST", with(caller.path, '*', "up/m"), body + tools + "}");
  QCOMPARE(whole.status, 200);
  QCOMPARE(stringAt(parsed(whole.body), caller.toolName), own);
  const bool same = provider.name == std::string(caller.name);
  const bool shorter = provider.name != std::string("anthropic") && !same;
  QCOMPARE(told == own, !shorter);
  QVERIFY(told.size() <= 64 || !shorter);
  const auto row = engine.row(whole);
  const auto names = [](const std::string& note) { return note.find(" is called ") != note.npos; };
  QCOMPARE(std::count_if(row.convertedParams.begin(), row.convertedParams.end(), names),
           shorter ? 1 : 0);
  stream = true;
  const RawResponse streamed = engine.ask("POST", with(caller.streamPath, '*', "up/m"),
                                          body + tools + caller.streamMember + "}");
  QCOMPARE(streamed.status, 200);
  QVERIFY2(streamed.body.find(own) != std::string::npos, streamed.body.c_str());
  QVERIFY(!shorter || streamed.body.find(told) == std::string::npos);
}

// A caller whose dialect it speaks is passed on as it is; others are translated to its first.
void DialectMatrixTest::aProviderSpeaksWhatItsSettingsSay() {
  const Provider chat = providers()[0], own = providers()[1];
  Upstream upstream([&](RawSocket& socket, const Upstream::Request& request) {
    const bool messages = request.target().ends_with("/messages");
    socket.send(Upstream::json(messages ? own.text : chat.text));
  });
  Engine engine("providers:\n" +
                providerLine("up", upstream.port(), ", dialects: [ openai_chat, anthropic ]"));
  const char* const targets[] = {"/v1/chat/completions", "/v1/messages", "/v1/chat/completions",
                                 "/v1/chat/completions"};
  for (std::size_t i = 0; i < std::size(targets); ++i) {
    const RawResponse answer = Asked{kCallers[i], engine}.whole(false);
    QCOMPARE(answer.status, 200);
    QCOMPARE(stringAt(parsed(answer.body), kCallers[i].text), std::string("hello"));
    const auto sent = upstream.requests().at(i);
    QCOMPARE(sent.target(), std::string(targets[i]));
    QCOMPARE(sent.header("Authorization"), "Bearer " + providerKey("up"));
    QCOMPARE(sent.has("anthropic-version"), i == 1);
    QCOMPARE(engine.row(answer).attempts.at(0).dialect, std::string(i > 1 ? "openai_chat" : ""));
  }
}

SB_TEST(DialectMatrixTest);
#include "dialect_matrix_test.moc"
