#include "core/net/sse.h"

#include <QTest>

#include <map>
#include <set>

#include "core/dialects/openai_responses/echo.h"
#include "tests/core/dialects/codecs.h"
#include "tests/support/test_main.h"

namespace {

using namespace sb::dialects;
using namespace sb::dialects::test;
namespace json = boost::json;

// A stream's events as a client gets them: name and data agree, or it is no stream.
struct Events final : sb::net::SseSink {
  bool event(const sb::net::SseEvent& event) override {
    if (event.comment) return true;
    const auto value = sb::json::parse(std::string(event.data));
    if (!value || value->at("type").as_string() != event.type) qFatal("a broken event");
    data.emplace_back(event.data);
    all.push_back(value->as_object());
    return true;
  }
  std::vector<std::string> data;
  std::vector<json::object> all;
};

Events eventsIn(const std::string& bytes, std::size_t cut = 0) {
  Events events;
  sb::net::SseParser parser;
  const std::string_view whole = bytes;
  for (const std::string_view piece : {whole.substr(0, cut), whole.substr(cut)})
    if (!piece.empty() && !parser.feed(piece, events)) qFatal("not a stream");
  if (!parser.finish(events)) qFatal("not a stream");
  return events;
}

struct Rewrite final : chat::EventSink {
  explicit Rewrite(ChatStreamWriter& to) : writer(to) {}
  void on(const chat::Event& event) override { writer.on(event, bytes); }
  ChatStreamWriter& writer;
  std::string bytes;
};

AnswerName answerName(std::string_view request = {}) {
  AnswerName name;
  name.id = "1";
  name.model = "m";
  name.created = 7;
  if (!request.empty()) name.echo = openai_responses::echoOf(request);
  return name;
}

const Codec& responses() { return codecOf("openai_responses"); }

std::string rewritten(std::string_view from, const char* file, const AnswerName& name) {
  const auto reader = codecOf(from).streamReader();
  const auto writer = responses().streamWriter(name);
  Rewrite rewrite(*writer);
  for (const std::string& event : eventsOf(recorded(from).filePath(QString::fromUtf8(file))))
    reader->event({}, event, rewrite);
  reader->finish(rewrite);
  return std::move(rewrite.bytes);
}

// What a provider's stream of these events becomes for a caller of this API.
std::string told(const std::vector<chat::Event>& events, const AnswerName& name) {
  const auto writer = responses().streamWriter(name);
  std::string bytes;
  for (const chat::Event& event : events)
    writer->on(event, bytes);
  return bytes;
}

chat::Event eventOf(chat::Event::Kind kind, int block = 0, const chat::Part* part = nullptr,
                    std::string_view text = {}) {
  chat::Event event;
  event.kind = kind;
  event.block = block;
  event.part = part;
  event.text = text;
  return event;
}

std::string typesOf(const Events& events) {
  std::string all;
  std::string last;
  for (const json::object& event : events.all) {
    std::string type(event.at("type").as_string());
    if (type.starts_with("response.")) type.erase(0, 9);
    if (type != last) all += (all.empty() ? "" : " ") + type;
    last = type;
  }
  return all;
}

const json::object& finalResponse(const Events& events) {
  return events.all.back().at("response").as_object();
}

std::string textAt(const json::value& value, const char* pointer) {
  return std::string(value.at_pointer(pointer).as_string());
}

// Items are numbered as they begin, begin once, end once, and every event names the item that its
// number belongs to.
void checkIds(const Events& events) {
  std::map<std::int64_t, std::string> ids;
  std::set<std::int64_t> ended;
  std::int64_t sequence = 0;
  for (const json::object& event : events.all) {
    QCOMPARE(event.at("sequence_number").as_int64(), sequence++);
    if (!event.contains("output_index")) continue;
    const std::int64_t index = event.at("output_index").as_int64();
    const std::string type(event.at("type").as_string());
    QVERIFY(!ended.contains(index));
    if (type == "response.output_item.added") {
      QCOMPARE(index, std::int64_t(ids.size()));
      ids[index] = textAt(event.at("item"), "/id");
    } else if (type == "response.output_item.done") {
      QCOMPARE(textAt(event.at("item"), "/id"), ids[index]);
      ended.insert(index);
    } else {
      QCOMPARE(std::string(event.at("item_id").as_string()), ids[index]);
    }
  }
  QCOMPARE(ended.size(), ids.size());
  const json::array& output = finalResponse(events).at("output").as_array();
  QCOMPARE(output.size(), ids.size());
  for (std::size_t i = 0; i < output.size(); ++i)
    QCOMPARE(textAt(output[i], "/id"), ids[std::int64_t(i)]);
}

}  // namespace

class ResponsesTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void T80_tellsTheWholeLifecycle();
  void T81_T82_itemsKeepTheirIdsAndEnd_data();
  void T81_T82_itemsKeepTheirIdsAndEnd();
  void T81_callsHaveTwoIds();
  void T85_failuresAreTold();
  void T85_failuresOfProvidersAreFailures();
  void T48_cutAnswersAreIncomplete();
  void T46_callsWithoutArgumentsHaveSome();
  void T42_callsMayBeToldAtOnce();
  void T59_signedThinkingComesBackWhole();
  void signaturesOfCallsComeBack();
  void namespacesComeBack();
  void freeTextComesBackAsSuch();
  void citationsBecomeAnnotations();
  void repeatsTheRequest();
  void usageIsDisjoint();
  void saysTheSameCutAnywhere();
  void readsStreamsThatLeaveEventsOut();
  void bearsHostileStreams();
  void signsOfLifeAreNoAnswer();
};

void ResponsesTest::T80_tellsTheWholeLifecycle() {
  const Events events =
      eventsIn(rewritten("anthropic", "tool-without-arguments.events", answerName()));
  QCOMPARE(typesOf(events),
           std::string("created in_progress output_item.added content_part.added output_text.delta "
                       "output_text.done content_part.done output_item.done output_item.added "
                       "function_call_arguments.delta function_call_arguments.done "
                       "output_item.done completed"));
  const json::object& response = finalResponse(events);
  QCOMPARE(textAt(response, "/id"), std::string("resp_1"));
  QCOMPARE(textAt(response, "/model"), std::string("m"));
  QCOMPARE(textAt(response, "/output/0/content/0/text"),
           std::string("I'll update the issue list for you."));
  QCOMPARE(textAt(response, "/output/1/name"), std::string("updateIssueList"));
  QCOMPARE(response.at("usage").at("total_tokens").as_int64(), std::int64_t{565 + 48});
}

void ResponsesTest::T81_T82_itemsKeepTheirIdsAndEnd_data() {
  QTest::addColumn<QString>("dialect");
  QTest::addColumn<QString>("file");
  for (const Known& known : codecs())
    for (const QString& file : recorded(known.name).entryList({QStringLiteral("*.events")}))
      QTest::addRow("%s %s", known.name.data(), qPrintable(file))
          << QString::fromUtf8(known.name.data()) << file;
}

void ResponsesTest::T81_T82_itemsKeepTheirIdsAndEnd() {
  QFETCH(QString, dialect);
  QFETCH(QString, file);
  // Items of hosted tools keep the ids that their provider gave them.
  checkIds(eventsIn(rewritten(dialect.toStdString(), file.toUtf8().constData(), answerName())));
}

void ResponsesTest::T81_callsHaveTwoIds() {
  const Events events = eventsIn(rewritten("anthropic", "tool.events", answerName()));
  const json::object& response = finalResponse(events);
  QCOMPARE(textAt(response, "/output/0/id"), std::string("fc_1_0"));
  QCOMPARE(textAt(response, "/output/0/call_id"), std::string("toolu_019Zvehfe1XQWweT1pm7okyt"));
}

void ResponsesTest::T85_failuresAreTold() {
  chat::Event failure = eventOf(chat::Event::Kind::Failure, 0, nullptr, "gone");
  failure.code = "overloaded_error";
  const chat::Part text;
  const std::string bytes =
      told({eventOf(chat::Event::Kind::Start), eventOf(chat::Event::Kind::Open, 0, &text),
            eventOf(chat::Event::Kind::Delta, 0, nullptr, "hal"), failure,
            eventOf(chat::Event::Kind::End)},
           answerName());
  const Events events = eventsIn(bytes);
  QCOMPARE(typesOf(events), std::string("created in_progress output_item.added content_part.added "
                                        "output_text.delta error failed"));
  const json::object& error = events.all[events.all.size() - 2];
  QCOMPARE(textAt(error, "/message"), std::string("gone"));
  QCOMPARE(textAt(error, "/error/code"), std::string("overloaded_error"));
  QCOMPARE(textAt(finalResponse(events), "/status"), std::string("failed"));
  QCOMPARE(textAt(finalResponse(events), "/error/message"), std::string("gone"));
  QCOMPARE(textAt(finalResponse(events), "/output/0/status"), std::string("incomplete"));
}

void ResponsesTest::T85_failuresOfProvidersAreFailures() {
  ChatCollector collector;
  const auto reader = responses().streamReader();
  for (const std::string& event :
       eventsOf(recorded("openai_responses").filePath(QStringLiteral("failed.error"))))
    reader->event({}, event, collector);
  QVERIFY(!reader->finish(collector));
  QVERIFY(collector.failed());
  QVERIFY(collector.failure().starts_with("You exceeded your current quota"));
  const auto whole = responses().readAnswer(
      R"({"id":"r","status":"failed","error":{"code":"server_error","message":"no"},"output":[]})");
  QVERIFY(!whole);
  QCOMPARE(whole.error().message, std::string("no"));
}

void ResponsesTest::T48_cutAnswersAreIncomplete() {
  const chat::Part text;
  chat::Event finish = eventOf(chat::Event::Kind::Finish);
  finish.finish = chat::Finish::Length;
  const Events events =
      eventsIn(told({eventOf(chat::Event::Kind::Open, 0, &text),
                     eventOf(chat::Event::Kind::Delta, 0, nullptr, "hal"),
                     eventOf(chat::Event::Kind::Close), finish, eventOf(chat::Event::Kind::End)},
                    answerName()));
  QVERIFY(typesOf(events).ends_with("content_part.done output_item.done incomplete"));
  QCOMPARE(textAt(finalResponse(events), "/incomplete_details/reason"),
           std::string("max_output_tokens"));
  QCOMPARE(textAt(finalResponse(events), "/output/0/status"), std::string("incomplete"));
  QCOMPARE(assembled(responses(), events.data).choices[0].finish, chat::Finish::Length);

  const auto refused = responses().readAnswer(
      R"({"status":"completed","output":[{"type":"message","role":"assistant",
          "content":[{"type":"refusal","refusal":"no"}]}]})");
  QVERIFY(refused);
  QCOMPARE(refused->choices[0].finish, chat::Finish::Refusal);
  const std::string written = responses().writeAnswer(*refused, answerName());
  QVERIFY(written.find(R"({"type":"refusal","refusal":"no"})") != std::string::npos);
}

void ResponsesTest::T46_callsWithoutArgumentsHaveSome() {
  chat::Answer answer;
  answer.choices.resize(1);
  chat::ToolCall call;
  call.id = "c";
  call.name = "f";
  chat::Part part;
  part.what = call;
  answer.choices[0].content.push_back(part);
  const std::string whole = responses().writeAnswer(answer, answerName());
  QVERIFY2(whole.find(R"("arguments":"{}")") != std::string::npos, whole.c_str());
}

// Two calls whose arguments come in turns, and a text that goes on.
void ResponsesTest::T42_callsMayBeToldAtOnce() {
  using Kind = chat::Event::Kind;
  chat::Part text, first, second;
  first.what = chat::ToolCall{"a", "f", "", {}, false};
  second.what = chat::ToolCall{"b", "g", "", {}, false};
  const Events events = eventsIn(told(
      {eventOf(Kind::Open, 0, &text), eventOf(Kind::Delta, 0, nullptr, "x"),
       eventOf(Kind::Close, 0), eventOf(Kind::Open, 1, &text),
       eventOf(Kind::Delta, 1, nullptr, "y"), eventOf(Kind::Close, 1),
       eventOf(Kind::Open, 2, &first), eventOf(Kind::Open, 3, &second),
       eventOf(Kind::Delta, 2, nullptr, "{\"p\":"), eventOf(Kind::Delta, 3, nullptr, "{\"q\":"),
       eventOf(Kind::Delta, 2, nullptr, "1}"), eventOf(Kind::Delta, 3, nullptr, "2}"),
       eventOf(Kind::Close, 3), eventOf(Kind::Close, 2), eventOf(Kind::End)},
      answerName()));
  checkIds(events);
  const json::object& response = finalResponse(events);
  QCOMPARE(response.at("output").as_array().size(), std::size_t{3});
  QCOMPARE(textAt(response, "/output/0/content/1/text"), std::string("y"));
  QCOMPARE(textAt(response, "/output/1/arguments"), std::string("{\"p\":1}"));
  QCOMPARE(textAt(response, "/output/2/arguments"), std::string("{\"q\":2}"));
}

void ResponsesTest::T59_signedThinkingComesBackWhole() {
  using Kind = chat::Event::Kind;
  chat::Part begun, ended;
  begun.what = chat::Thinking();
  chat::Thinking thought;
  thought.signature = chat::Signature{Dialect::Anthropic, "S=="};
  ended.what = thought;
  const Events events = eventsIn(
      told({eventOf(Kind::Open, 0, &begun), eventOf(Kind::Close, 0, &ended), eventOf(Kind::End)},
           answerName()));
  QCOMPARE(textAt(finalResponse(events), "/output/0/encrypted_content"),
           std::string("sb1.anthropic.S=="));
  // What the client brings back goes to the provider that signed it.
  const std::string item = json::serialize(finalResponse(events).at("output").at(0));
  const auto request = responses().readRequest(
      R"({"model":"r","input":[{"role":"user","content":"q"},)" + item + "]}");
  QVERIFY(request);
  const Written back = codecOf("anthropic").writeRequest(*request, Target());
  QVERIFY2(
      back.body.find(R"({"type":"thinking","thinking":"","signature":"S=="})") != std::string::npos,
      back.body.c_str());
  QVERIFY(responses().writeRequest(*request, Target()).body.find("S==") == std::string::npos);
}

void ResponsesTest::signaturesOfCallsComeBack() {
  using Kind = chat::Event::Kind;
  chat::Part call;
  call.what = chat::ToolCall{"c", "f", "", chat::Signature{Dialect::Gemini, "G="}, false};
  const Events events =
      eventsIn(told({eventOf(Kind::Open, 0, &call), eventOf(Kind::Delta, 0, nullptr, "{}"),
                     eventOf(Kind::Close, 0), eventOf(Kind::End)},
                    answerName()));
  checkIds(events);
  const json::array& output = finalResponse(events).at("output").as_array();
  QCOMPARE(output.size(), std::size_t{2});
  const auto request =
      responses().readRequest(R"({"model":"r","input":)" + json::serialize(output) + "}");
  QVERIFY(request);
  QCOMPARE(request->messages.size(), std::size_t{1});
  QCOMPARE(request->messages[0].content.size(), std::size_t{1});
  const auto* back = chat::as<chat::ToolCall>(request->messages[0].content[0]);
  QVERIFY(back && back->signature);
  QCOMPARE(back->signature->origin, Dialect::Gemini);
  QCOMPARE(back->signature->data, std::string("G="));
  // The whole answer of a stream says the same.
  const chat::Answer answer = assembled(responses(), events.data);
  QCOMPARE(answer.choices[0].content.size(), std::size_t{1});
  QVERIFY(chat::as<chat::ToolCall>(answer.choices[0].content[0])->signature);
}

constexpr const char* kCodexLike =
    R"({"model":"r","input":"q","store":false,"temperature":0.5,"metadata":{"k":"v"},
        "instructions":"be brief","tools":[
        {"type":"namespace","name":"crm","description":"Customers.","tools":[
           {"type":"function","name":"search","description":"Find one.","parameters":{}}]},
        {"type":"custom","name":"apply_patch","format":{"type":"grammar","syntax":"lark",
           "definition":"start: X"}},
        {"type":"web_search"}]})";

void ResponsesTest::namespacesComeBack() {
  chat::Part call;
  call.what = chat::ToolCall{"c", "crm__search", "{}", {}, false};
  chat::Answer answer;
  answer.choices.resize(1);
  answer.choices[0].content.push_back(call);
  const auto body = sb::json::parse(responses().writeAnswer(answer, answerName(kCodexLike)));
  QVERIFY(body);
  QCOMPARE(textAt(*body, "/output/0/name"), std::string("search"));
  QCOMPARE(textAt(*body, "/output/0/namespace"), std::string("crm"));
}

// A tool that takes free text is one with a JSON argument to providers that know no others.
void ResponsesTest::freeTextComesBackAsSuch() {
  using Kind = chat::Event::Kind;
  chat::Part call;
  call.what = chat::ToolCall{"c", "apply_patch", "", {}, false};
  const Events events = eventsIn(
      told({eventOf(Kind::Open, 0, &call), eventOf(Kind::Delta, 0, nullptr, R"({"input":"*** B)"),
            eventOf(Kind::Delta, 0, nullptr, R"(egin\n"})"), eventOf(Kind::Close, 0),
            eventOf(Kind::End)},
           answerName(kCodexLike)));
  QCOMPARE(typesOf(events), std::string("created in_progress output_item.added "
                                        "custom_tool_call_input.delta custom_tool_call_input.done "
                                        "output_item.done completed"));
  QCOMPARE(textAt(finalResponse(events), "/output/0/type"), std::string("custom_tool_call"));
  QCOMPARE(textAt(finalResponse(events), "/output/0/input"), std::string("*** Begin\n"));
}

void ResponsesTest::citationsBecomeAnnotations() {
  using Kind = chat::Event::Kind;
  chat::Part begun, ended;
  chat::Text cited;
  cited.citations.resize(3);
  cited.citations[0].url = "https://a";
  cited.citations[0].title = "A";
  cited.citations[0].origin = Dialect::Anthropic;
  cited.citations[1].url = "https://b";
  cited.citations[1].title = "B";
  cited.citations[1].place = chat::Citation::Place{1, 2};
  cited.citations[2].quoted = "y";
  ended.what = cited;
  const Events events =
      eventsIn(told({eventOf(Kind::Open, 0, &begun), eventOf(Kind::Delta, 0, nullptr, "züri"),
                     eventOf(Kind::Close, 0, &ended), eventOf(Kind::End)},
                    answerName()));
  QVERIFY(typesOf(events).find("output_text.annotation.added output_text.done") !=
          std::string::npos);
  const json::value response(finalResponse(events));
  const json::value& list = response.at_pointer("/output/0/content/0/annotations");
  const std::string expected =
      R"([{"type":"url_citation","start_index":0,"end_index":4,"title":"A","url":"https://a"},)"
      R"({"type":"url_citation","start_index":1,"end_index":2,"title":"B","url":"https://b"}])";
  QCOMPARE(json::serialize(list), expected);
}

void ResponsesTest::repeatsTheRequest() {
  const Events events = eventsIn(rewritten("anthropic", "tool.events", answerName(kCodexLike)));
  for (const std::size_t at : {std::size_t{0}, events.all.size() - 1}) {
    const json::object& response = events.all[at].at("response").as_object();
    QCOMPARE(response.at("store").as_bool(), false);
    QCOMPARE(response.at("temperature").as_double(), 0.5);
    QCOMPARE(textAt(response, "/metadata/k"), std::string("v"));
    QCOMPARE(textAt(response, "/instructions"), std::string("be brief"));
    QCOMPARE(textAt(response, "/tools/2/type"), std::string("web_search"));
    QCOMPARE(textAt(response, "/tool_choice"), std::string("auto"));
    QCOMPARE(response.at("parallel_tool_calls").as_bool(), true);
    QVERIFY(!response.contains("input"));
  }
  QCOMPARE(openai_responses::echoOf("no request"), std::string("{}"));
  QCOMPARE(openai_responses::echoOf(R"({"tools":[}})"), std::string("{}"));
}

void ResponsesTest::usageIsDisjoint() {
  const auto answer = responses().readAnswer(
      R"({"output":[],"status":"completed","usage":{"input_tokens":100,
          "input_tokens_details":{"cached_tokens":60,"cache_write_tokens":10},"output_tokens":50,
          "output_tokens_details":{"reasoning_tokens":20},"total_tokens":150}})");
  QVERIFY(answer && answer->usage);
  sb::Usage usage;
  usage.input = 30;
  usage.cacheRead = 60;
  usage.cacheWrite = 10;
  usage.output = 30;
  usage.reasoning = 20;
  QCOMPARE(*answer->usage, usage);
  const auto again = responses().readAnswer(responses().writeAnswer(*answer, answerName()));
  QVERIFY(again);
  QCOMPARE(*again->usage, usage);
}

void ResponsesTest::saysTheSameCutAnywhere() {
  const std::string bytes = rewritten("anthropic", "tool-without-arguments.events", answerName());
  const std::string whole = test::told(assembled(responses(), eventsIn(bytes).data));
  for (std::size_t cut = 1; cut < bytes.size(); ++cut)
    QCOMPARE(test::told(assembled(responses(), eventsIn(bytes, cut).data)), whole);
}

// Servers that speak like OpenAI leave this or that event out.
void ResponsesTest::readsStreamsThatLeaveEventsOut() {
  const std::string message =
      R"({"type":"message","role":"assistant","content":[{"type":"output_text","text":"hi"}]})";
  const std::string call =
      R"({"type":"function_call","call_id":"c","name":"f","arguments":"{\"a\":1}"})";
  const std::string end = R"({"type":"response.completed","response":{"id":"r","output":[)" +
                          message + "," + call + "]}}";
  const std::string first = R"({"type":"response.output_item.done","output_index":0,"item":)";
  const std::string second = R"({"type":"response.output_item.done","output_index":1,"item":)";
  const std::vector<std::string> onlyItems{first + message + "}", second + call + "}", end};
  const std::vector<std::string> fewDeltas{
      R"({"type":"response.output_text.delta","delta":"h"})",
      R"({"type":"response.output_text.done","text":"hi"})",
      R"({"type":"response.output_item.added","output_index":1,
          "item":{"type":"function_call","call_id":"c","name":"f","arguments":""}})",
      R"({"type":"response.function_call_arguments.done","output_index":1,
          "arguments":"{\"a\":1}"})",
      end};
  const std::vector<std::string> openModel{
      R"({"type":"response.reasoning_text.delta","delta":"hm"})",
      R"({"type":"response.completed","response":{}})"};
  const std::string expected = "text: hi\ncall c f {\"a\":1}\nfinish 3\n";
  QCOMPARE(test::told(assembled(responses(), {end})), expected);
  QCOMPARE(test::told(assembled(responses(), onlyItems)), expected);
  QCOMPARE(test::told(assembled(responses(), fewDeltas)), expected);
  QCOMPARE(test::told(assembled(responses(), openModel)), std::string("thinking: hm\nfinish 1\n"));
}

void ResponsesTest::bearsHostileStreams() {
  const std::vector<std::string> events{
      R"({"type":"response.output_item.added","output_index":-1,"item":[]})",
      R"({"type":"response.output_item.added","output_index":99999999999999999999,"item":{}})",
      R"({"type":"response.output_item.added","item":{"type":"function_call","arguments":7}})",
      R"({"type":"response.output_text.delta","delta":"x","output_index":0,"content_index":0})",
      R"({"type":"response.function_call_arguments.delta","delta":5})",
      R"({"type":"response.content_part.done","part":{"text":"y","annotations":7}})",
      R"({"type":"response.output_text.annotation.added","annotation":})",
      R"({"type":["response.completed"]})",
      "[]",
      "\"x\"",
      "",
      R"({"type":"response.completed","response":{"output":[[],{},7],"usage":{"input_tokens":-1}}})"};
  const auto reader = responses().streamReader();
  const auto writer = responses().streamWriter(answerName());
  Rewrite rewrite(*writer);
  for (const std::string& event : events)
    reader->event({}, event, rewrite);
  QVERIFY(reader->finish(rewrite));
  checkIds(eventsIn(rewrite.bytes));
}

// Before the answer a comment, which no client reads; then OpenAI's own event, which resets the
// clocks of clients that count events.
void ResponsesTest::signsOfLifeAreNoAnswer() {
  const auto writer = responses().streamWriter(answerName());
  std::string bytes;
  writer->heartbeat(bytes);
  QVERIFY(eventsIn(bytes).all.empty());
  writer->on(eventOf(chat::Event::Kind::Start), bytes);
  writer->heartbeat(bytes);
  QCOMPARE(eventsIn(bytes).data.back(), std::string(R"({"type":"keepalive","sequence_number":2})"));
  writer->on(eventOf(chat::Event::Kind::End), bytes);
  const std::size_t size = eventsIn(bytes).all.size();
  writer->heartbeat(bytes);
  QCOMPARE(eventsIn(bytes).all.size(), size);
  QVERIFY(test::told(assembled(responses(), eventsIn(bytes).data)) == "finish 1\n");
}

SB_TEST(ResponsesTest);

#include "responses_test.moc"
