#include <QTest>
#include <algorithm>

#include "tests/core/dialects/codecs.h"
#include "tests/support/test_main.h"

namespace {

using namespace sb::dialects;
using namespace sb::dialects::test;

// One request in one dialect, and what the other is sent.
struct Case {
  const char* name;
  int from, to;  // 0: openai_chat, 1: anthropic
  const char* request;
  const char* expected;
  const char* lost;  // names, joined by "; "
};

constexpr Case kCases[] = {
    {"system and developer", 0, 1,
     R"({"model":"r","max_tokens":9,"messages":[{"role":"system","content":"a"},
        {"role":"developer","content":"b"},{"role":"user","content":"c"}]})",
     R"({"model":"m","max_tokens":9,"system":[{"type":"text","text":"a"},{"type":"text","text":"b"}],
        "messages":[{"role":"user","content":[{"type":"text","text":"c"}]}]})",
     ""},
    {"T50 developer for servers that do not know it", 0, 0,
     R"({"model":"r","messages":[{"role":"developer","content":"b"}]})",
     R"({"model":"m","messages":[{"role":"system","content":"b"}]})", ""},
    {"T51 a limit where there must be one", 0, 1,
     R"({"model":"r","messages":[{"role":"user","content":"c"}]})",
     R"({"model":"m","max_tokens":4096,
        "messages":[{"role":"user","content":[{"type":"text","text":"c"}]}]})",
     ""},
    {"T66 results of several calls follow their message", 1, 0,
     R"({"model":"r","max_tokens":9,"messages":[
        {"role":"assistant","content":[{"type":"tool_use","id":"t1","name":"f","input":{"a":1}},
           {"type":"tool_use","id":"t2","name":"g","input":{}}]},
        {"role":"user","content":[{"type":"tool_result","tool_use_id":"t1","content":"one"},
           {"type":"tool_result","tool_use_id":"t2","is_error":true,
            "content":[{"type":"text","text":"two"}]},
           {"type":"text","text":"go on"}]}]})",
     R"({"model":"m","max_tokens":9,"messages":[
        {"role":"assistant","content":null,"tool_calls":[
           {"id":"t1","type":"function","function":{"name":"f","arguments":"{\"a\":1}"}},
           {"id":"t2","type":"function","function":{"name":"g","arguments":"{}"}}]},
        {"role":"tool","tool_call_id":"t1","content":"one"},
        {"role":"tool","tool_call_id":"t2","content":"Error: two"},
        {"role":"user","content":"go on"}]})",
     ""},
    {"T66 and back", 0, 1,
     R"({"model":"r","max_tokens":9,"messages":[{"role":"user","content":"q"},
        {"role":"assistant","content":null,"tool_calls":[
           {"id":"t.1","type":"function","function":{"name":"f","arguments":"{\"a\":1}"}}]},
        {"role":"tool","tool_call_id":"t.1","content":"one"},
        {"role":"user","content":"go on"}]})",
     R"({"model":"m","max_tokens":9,"messages":[
        {"role":"user","content":[{"type":"text","text":"q"}]},
        {"role":"assistant","content":[
           {"type":"tool_use","id":"t_2e1","name":"f","input":{"a":1}}]},
        {"role":"user","content":[
           {"type":"tool_result","tool_use_id":"t_2e1","content":[{"type":"text","text":"one"}]},
           {"type":"text","text":"go on"}]}]})",
     ""},
    {"T49 functions of old", 0, 1,
     R"({"model":"r","max_tokens":9,"functions":[{"name":"f","parameters":{"type":"object"}}],
        "function_call":{"name":"f"},"messages":[{"role":"user","content":"q"},
        {"role":"assistant","content":null,"function_call":{"name":"f","arguments":"{}"}},
        {"role":"function","name":"f","content":"one"}]})",
     R"({"model":"m","max_tokens":9,"messages":[
        {"role":"user","content":[{"type":"text","text":"q"}]},
        {"role":"assistant","content":[{"type":"tool_use","id":"call_1","name":"f","input":{}}]},
        {"role":"user","content":[{"type":"tool_result","tool_use_id":"call_1",
           "content":[{"type":"text","text":"one"}]}]}],
        "tools":[{"name":"f","input_schema":{"type":"object"}}],
        "tool_choice":{"type":"tool","name":"f"}})",
     ""},
    {"T60 T70 thinking of others and empty texts stay behind", 0, 1,
     R"({"model":"r","max_tokens":9,"messages":[{"role":"user","content":"q"},
        {"role":"assistant","reasoning_content":"hm","content":[{"type":"text","text":" "},
           {"type":"text","text":"a \n"}]}]})",
     R"({"model":"m","max_tokens":9,"messages":[
        {"role":"user","content":[{"type":"text","text":"q"}]},
        {"role":"assistant","content":[{"type":"text","text":"a"}]}]})",
     ""},
    {"T68 choice of tools", 1, 0,
     R"({"model":"r","max_tokens":9,"messages":[],
        "tools":[{"name":"f","description":"d","input_schema":{"type":"object"}}],
        "tool_choice":{"type":"any","disable_parallel_tool_use":true}})",
     R"({"model":"m","max_tokens":9,"messages":[],"tools":[{"type":"function",
        "function":{"name":"f","description":"d","parameters":{"type":"object"}}}],
        "tool_choice":"required","parallel_tool_calls":false})",
     ""},
    {"T67 an image in a tool's result", 1, 0,
     R"({"model":"r","max_tokens":9,"messages":[{"role":"user","content":[
        {"type":"tool_result","tool_use_id":"t","content":[{"type":"text","text":"see"},
        {"type":"image","source":{"type":"base64","media_type":"image/png","data":"AA=="}}]}]}]})",
     R"({"model":"m","max_tokens":9,"messages":[
        {"role":"tool","tool_call_id":"t","content":"see"},
        {"role":"user","content":[{"type":"image_url",
           "image_url":{"url":"data:image/png;base64,AA=="}}]}]})",
     ""},
    {"T52 what the other cannot be told is named", 0, 1,
     R"({"model":"r","max_tokens":9,"n":2,"frequency_penalty":0.5,"logprobs":true,
        "messages":[{"role":"user","content":[{"type":"input_audio",
           "input_audio":{"data":"AA==","format":"wav"}}]}]})",
     R"({"model":"m","max_tokens":9,"messages":[{"role":"user","content":[]}]})",
     "messages[0].content[0]: audio; frequency_penalty; logprobs; n"},
    {"names of participants", 0, 1,
     R"({"model":"r","max_tokens":9,"messages":[{"role":"user","name":"Ada","content":"q"}]})",
     R"({"model":"m","max_tokens":9,
        "messages":[{"role":"user","content":[{"type":"text","text":"q"}]}]})",
     ""},
    {"T52 members that change the answer", 1, 0,
     R"({"model":"r","max_tokens":9,"messages":[{"role":"user","content":"q"}],
        "mcp_servers":[{"type":"url","url":"https://a/","name":"a"}],"container":"c",
        "inference_geo":"eu","context_management":{"edits":[]},"cache_control":{"type":"ephemeral"}})",
     R"({"model":"m","max_tokens":9,"messages":[{"role":"user","content":"q"}]})",
     "mcp_servers; container; inference_geo"},
    {"T52 the same of the other", 0, 1,
     R"({"model":"r","max_tokens":9,"messages":[{"role":"user","content":"q"}],
        "modalities":["text","audio"],"audio":{"voice":"a"},"web_search_options":{},
        "prediction":{"type":"content","content":"x"},"prompt_cache_retention":"24h",
        "what_nobody_knows":1})",
     R"({"model":"m","max_tokens":9,
        "messages":[{"role":"user","content":[{"type":"text","text":"q"}]}]})",
     "modalities; audio; web_search_options; what_nobody_knows"},
    {"modalities that servers of its kind know", 0, 0,
     R"({"model":"r","messages":[{"role":"user","content":"q"}],"modalities":["image","text"]})",
     R"({"model":"m","messages":[{"role":"user","content":"q"}],"modalities":["image","text"]})",
     ""},
    {"T83 members of tools", 1, 0,
     R"({"model":"r","max_tokens":9,"messages":[{"role":"user","content":"q"}],"tools":[
        {"name":"f","description":"d","input_schema":{"type":"object"},"defer_loading":true,
         "eager_input_streaming":true,"input_examples":[{"a":1}]},
        {"name":"g","input_schema":{"type":"object"},
         "allowed_callers":["code_execution_20250825"]}]})",
     R"({"model":"m","max_tokens":9,"messages":[{"role":"user","content":"q"}],"tools":[
        {"type":"function","function":{"name":"f",
         "description":"d\n\nExamples of its input, as a JSON list: [{\"a\":1}]",
         "parameters":{"type":"object"}}},
        {"type":"function","function":{"name":"g","parameters":{"type":"object"}}}]})",
     "tools[1].allowed_callers"},
    {"files by their id elsewhere", 1, 0,
     R"({"model":"r","max_tokens":9,"messages":[{"role":"user","content":[
        {"type":"document","source":{"type":"file","file_id":"file_a"}},
        {"type":"text","text":"q"}]}]})",
     R"({"model":"m","max_tokens":9,"messages":[
        {"role":"user","content":[{"type":"text","text":"q"}]}]})",
     "messages[0].content[0]: a file by its id at another provider"},
    {"thinking is switched as its imitators do", 0, 1,
     R"({"model":"r","max_tokens":4000,"messages":[{"role":"user","content":"q"}],
        "thinking":{"type":"disabled"},"temperature":0.5})",
     R"({"model":"m","max_tokens":4000,"temperature":0.5,
        "messages":[{"role":"user","content":[{"type":"text","text":"q"}]}]})",
     ""},
    {"schema, stop, stream", 1, 0,
     R"({"model":"r","max_tokens":9,"stream":true,"stop_sequences":["x"],"temperature":0.50,
        "messages":[{"role":"user","content":"q"}],
        "output_config":{"format":{"type":"json_schema","schema":{"type":"object"}}}})",
     R"({"model":"m","messages":[{"role":"user","content":"q"}],
        "response_format":{"type":"json_schema",
           "json_schema":{"name":"answer","schema":{"type":"object"}}},
        "max_tokens":9,"temperature":0.50,"stop":["x"],"stream":true,
        "stream_options":{"include_usage":true}})",
     ""},
};

Target target() {
  Target to;
  to.provider = "p";
  to.model = "m";
  to.mostOutput = 4'096;
  to.developerRole = false;
  return to;
}

std::string joined(const std::vector<std::string>& names) {
  std::string all;
  for (const std::string& name : names)
    all += (all.empty() ? "" : "; ") + name;
  return all;
}

}  // namespace

class CodecRequestsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void sendsWhatWasMeant_data();
  void sendsWhatWasMeant();
  void thinkingGoesBackWhereItCameFrom();
  void thinkingNeedsItsTurnBefore();
  void T63_cacheMarksReachChatWhereTheyAreKnown();
  void earlierThinkingAsTheProviderTakesIt_data();
  void earlierThinkingAsTheProviderTakesIt();
  void whatAnotherSignedStaysAway();
  void longNamesOfUsersAreShortenedAlike();
  void refusesWhatIsNoRequest();
};

void CodecRequestsTest::sendsWhatWasMeant_data() {
  QTest::addColumn<int>("index");
  for (std::size_t i = 0; i < std::size(kCases); ++i)
    QTest::newRow(kCases[i].name) << int(i);
}

void CodecRequestsTest::sendsWhatWasMeant() {
  QFETCH(int, index);
  const Case& one = kCases[index];
  const auto read = codecs()[std::size_t(one.from)].codec.readRequest(one.request);
  QVERIFY2(read, read ? "" : read.error().message.c_str());
  const Written written = codecs()[std::size_t(one.to)].codec.writeRequest(*read, target());
  const auto sent = sb::json::parse(written.body), expected = sb::json::parse(one.expected);
  QVERIFY2(sent, written.body.c_str());
  QVERIFY2(*sent == *expected, (written.body + "\n" + one.expected).c_str());
  QCOMPARE(joined(written.lost), std::string(one.lost));
}

// Signed thinking of one provider through a caller of another dialect, and back.
void CodecRequestsTest::thinkingGoesBackWhereItCameFrom() {
  const Codec& anthropic = codecOf("anthropic");
  const std::string said =
      R"({"model":"r","max_tokens":9,"messages":[{"role":"user","content":"q"},
         {"role":"assistant","content":[{"type":"thinking","thinking":"hm","signature":"S"},
         {"type":"redacted_thinking","data":"R"},{"type":"text","text":"a"}]}]})";
  const auto read = anthropic.readRequest(said);
  QVERIFY(read);
  const Written same = anthropic.writeRequest(*read, target());
  QVERIFY2(
      same.body.find(R"({"type":"thinking","thinking":"hm","signature":"S"})") != std::string::npos,
      same.body.c_str());
  QVERIFY(same.body.find(R"({"type":"redacted_thinking","data":"R"})") != std::string::npos);
  const Written other = codecOf("openai_chat").writeRequest(*read, target());
  QVERIFY(other.body.find("hm") == std::string::npos);
  QCOMPARE(other.notes.size(), std::size_t{2});
}

// T61: a turn that goes on after its tools' answers must begin with what was thought.
void CodecRequestsTest::thinkingNeedsItsTurnBefore() {
  const std::string request =
      R"({"model":"r","max_tokens":4000,"reasoning_effort":"low","messages":[
         {"role":"user","content":"q"},
         {"role":"assistant","content":null,"tool_calls":[
            {"id":"t","type":"function","function":{"name":"f","arguments":"{}"}}]},
         {"role":"tool","tool_call_id":"t","content":"one"}]})";
  const auto read = codecOf("openai_chat").readRequest(request);
  QVERIFY(read);
  const Written written = codecOf("anthropic").writeRequest(*read, target());
  QVERIFY2(written.body.find("thinking") == std::string::npos, written.body.c_str());
  QCOMPARE(written.notes.size(), std::size_t{1});
}

// Claude Code marks what is to be cached; OpenRouter's chat completions know that, most know
// nothing.
void CodecRequestsTest::T63_cacheMarksReachChatWhereTheyAreKnown() {
  const std::string mark = R"("cache_control":{"type":"ephemeral")";
  const auto request =
      codecOf("anthropic")
          .readRequest(
              R"({"model":"r","max_tokens":9,"system":[{"type":"text","text":"s",)" + mark +
              R"(,"ttl":"1h"}}],"messages":[{"role":"user","content":"q"},{"role":"assistant","content":[
         {"type":"tool_use","id":"t","name":"f","input":{}}]},{"role":"user","content":[
         {"type":"tool_result","tool_use_id":"t","content":"r",)" +
              mark + "}}]}]}");
  QVERIFY(request.has_value());
  Target to = target();
  const Written without = codecOf("openai_chat").writeRequest(*request, to);
  QVERIFY2(without.body.find("cache_control") == std::string::npos, without.body.c_str());
  QCOMPARE(without.notes.size(), std::size_t(1));
  QCOMPARE(without.notes.front().what, std::string("cache_control"));
  for (const char* other : {"gemini", "openai_responses"}) {
    const Written written = codecOf(other).writeRequest(*request, to);
    QVERIFY2(std::any_of(written.notes.begin(), written.notes.end(),
                         [](const chat::Note& note) { return note.what == "cache_control"; }),
             other);
  }
  to.cacheMarks = true;
  const Written with = codecOf("openai_chat").writeRequest(*request, to);
  QVERIFY(with.notes.empty());
  QVERIFY2(with.body.find(R"({"role":"system","content":[{"type":"text","text":"s",)" + mark +
                          R"(,"ttl":"1h"}}]})") != std::string::npos,
           with.body.c_str());
  QVERIFY2(with.body.find(R"("content":[{"type":"text","text":"r",)" + mark + "}}]") !=
               std::string::npos,
           with.body.c_str());
}

namespace {

// A turn with a call, one without, and one that did not think.
constexpr const char* kTurns = R"({"model":"r","max_tokens":9,"messages":[
   {"role":"user","content":"q"},
   {"role":"assistant","content":[{"type":"thinking","thinking":"one","signature":"sb1."},
      {"type":"tool_use","id":"t","name":"f","input":{}}]},
   {"role":"user","content":[{"type":"tool_result","tool_use_id":"t","content":"r"}]},
   {"role":"assistant","content":[{"type":"thinking","thinking":"two","signature":"sb1."},
      {"type":"text","text":"a"}]},
   {"role":"user","content":"q"},
   {"role":"assistant","content":[{"type":"thinking","thinking":"three","signature":"sb1."},
      {"type":"text","text":"b"}]},
   {"role":"user","content":"q"},
   {"role":"assistant","content":[{"type":"text","text":"c"}]}]})";

std::string memberOf(const boost::json::value& message, const char* name) {
  const auto* value = message.as_object().if_contains(name);
  if (value == nullptr) return "-";
  return value->is_string() ? std::string(value->get_string()) : boost::json::serialize(*value);
}

}  // namespace

void CodecRequestsTest::earlierThinkingAsTheProviderTakesIt_data() {
  using Member = ThinkingBack::Member;
  QTest::addColumn<int>("member");
  QTest::addColumn<bool>("toolTurnsOnly");
  QTest::addColumn<bool>("required");
  QTest::addColumn<QString>("name");
  QTest::addColumn<QString>("expected");  // of the model's messages
  const auto row = [](const char* title, Member member, bool tools, bool required, const char* name,
                      const char* expected) {
    QTest::newRow(title) << int(member) << tools << required << name << expected;
  };
  row("none", Member::None, false, false, "reasoning_content", "-|-|-|-");
  row("always", Member::Reasoning, false, false, "reasoning", "one|two|three|-");
  row("in turns with calls", Member::ReasoningContent, true, false, "reasoning_content",
      "one|two|-|-");
  row("T60 DeepSeek wants it empty, too", Member::ReasoningContent, false, true,
      "reasoning_content", "one|two|three|");
  row("OpenRouter", Member::ReasoningDetails, true, false, "reasoning_details",
      R"([{"type":"reasoning.text","text":"one","index":0}]|)"
      R"([{"type":"reasoning.text","text":"two","index":0}]|-|-)");
}

void CodecRequestsTest::earlierThinkingAsTheProviderTakesIt() {
  QFETCH(int, member);
  QFETCH(bool, toolTurnsOnly);
  QFETCH(bool, required);
  QFETCH(QString, name);
  QFETCH(QString, expected);
  Target to = target();
  to.thinkingBack.member = static_cast<ThinkingBack::Member>(member);
  to.thinkingBack.toolTurnsOnly = toolTurnsOnly;
  to.thinkingBack.required = required;
  const auto read = codecOf("anthropic").readRequest(kTurns);
  QVERIFY(read);
  const Written written = codecOf("openai_chat").writeRequest(*read, to);
  const auto sent = sb::json::parse(written.body);
  QVERIFY2(sent, written.body.c_str());
  std::string all;
  for (const auto& message : sent->at("messages").as_array())
    if (message.at("role") == "assistant")
      all += (all.empty() ? "" : "|") + memberOf(message, name.toUtf8().constData());
  QCOMPARE(QString::fromStdString(all), expected);
}

void CodecRequestsTest::whatAnotherSignedStaysAway() {
  const Codec& chat = codecOf("openai_chat");
  // OpenRouter's answer, kept by a caller of Anthropic's dialect …
  const auto answer = chat.readAnswer(
      R"({"choices":[{"message":{"role":"assistant","reasoning":"hm","reasoning_details":[
         {"type":"reasoning.text","text":"hm","signature":"S","format":"anthropic-claude-v1",
          "index":0}],"tool_calls":[{"id":"t","type":"function",
         "function":{"name":"f","arguments":"{}"}}]},"finish_reason":"tool_calls"}]})");
  QVERIFY(answer);
  const auto kept = sb::json::parse(codecOf("anthropic").writeAnswer(*answer, AnswerName()));
  QVERIFY(kept);
  const std::string turn =
      R"({"model":"r","max_tokens":9,"messages":[{"role":"assistant","content":)" +
      boost::json::serialize(kept->at("content")) + "}]}";
  const auto read = codecOf("anthropic").readRequest(turn);
  QVERIFY(read);
  // … goes back to it as it was, and to nobody else.
  Target to = target();
  to.thinkingBack.member = ThinkingBack::Member::ReasoningDetails;
  const std::string back = chat.writeRequest(*read, to).body;
  QVERIFY2(back.find(R"("reasoning_details":[{"text":"hm","type":"reasoning.text","signature":"S",)"
                     R"("format":"anthropic-claude-v1","index":0}])") != std::string::npos,
           back.c_str());
  to.thinkingBack.member = ThinkingBack::Member::ReasoningContent;
  for (const Written& written :
       {chat.writeRequest(*read, to), codecOf("anthropic").writeRequest(*read, to)}) {
    QVERIFY2(written.body.find("hm") == std::string::npos, written.body.c_str());
    QCOMPARE(written.notes.size(), std::size_t{1});
  }
}

// Claude Code's is a JSON text of 150 bytes; OpenAI takes 64.
void CodecRequestsTest::longNamesOfUsersAreShortenedAlike() {
  const std::string user(150, 'u');
  const auto read =
      codecOf("anthropic")
          .readRequest(R"({"model":"r","max_tokens":99,"messages":[],"metadata":{"user_id":)" +
                       sb::json::quoted(user) + "}}");
  QVERIFY(read);
  std::string first;
  for (const int to : {0, 3}) {
    const Written written = codecs()[std::size_t(to)].codec.writeRequest(*read, target());
    const auto sent = sb::json::parse(written.body);
    QVERIFY(sent);
    const std::string told(sent->at("user").as_string());
    QCOMPARE(told.size(), std::size_t{64});
    if (first.empty()) first = told;
    QCOMPARE(told, first);
    QCOMPARE(written.notes.size(), std::size_t{1});
    QVERIFY(written.notes[0].kind == chat::Note::Kind::Converted);
  }
}

void CodecRequestsTest::refusesWhatIsNoRequest() {
  for (const Known& known : codecs())
    for (const char* bytes : {"", "[]", "{", "null", "{\"model\":", "\"x\""})
      QVERIFY2(!known.codec.readRequest(bytes), bytes);
  for (const Known& known : codecs())
    for (const char* bytes : {"", "[]", "{", "{}", "<html>"})
      QVERIFY2(!known.codec.readAnswer(bytes), bytes);
}

SB_TEST(CodecRequestsTest);

#include "codec_requests_test.moc"
