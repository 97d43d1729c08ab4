#include <QTest>

#include <random>

#include "tests/core/dialects/codecs.h"
#include "tests/support/test_main.h"

namespace {

using namespace sb::dialects;
using namespace sb::dialects::test;

// One request in one dialect, and what the other is sent.
struct Case {
  const char* name;
  const char *from, *to;
  const char* request;
  const char* expected;
  const char* lost;  // names, joined by "; "
};

constexpr const char* kOwn = "openai_responses";

constexpr Case kCases[] = {
    {"a text and instructions", kOwn, "openai_chat",
     R"({"model":"r","instructions":"be brief","input":"hi","max_output_tokens":9})",
     R"({"model":"m","messages":[{"role":"system","content":"be brief"},
        {"role":"user","content":"hi"}],"max_tokens":9})",
     ""},
    {"easy messages, images, files", kOwn, "openai_chat",
     R"({"model":"r","input":[{"role":"developer","content":"d"},{"role":"user","content":[
        {"type":"input_text","text":"see"},
        {"type":"input_image","image_url":"data:image/png;base64,AA==","detail":"low"},
        {"type":"input_file","filename":"a.pdf","file_data":"data:application/pdf;base64,AA=="}]}]})",
     R"({"model":"m","messages":[{"role":"system","content":"d"},{"role":"user","content":[
        {"type":"text","text":"see"},
        {"type":"image_url","image_url":{"url":"data:image/png;base64,AA==","detail":"low"}},
        {"type":"file","file":{"filename":"a.pdf",
           "file_data":"data:application/pdf;base64,AA=="}}]}]})",
     ""},
    {"T66 calls and their results", kOwn, "openai_chat",
     R"({"model":"r","input":[{"role":"user","content":"q"},
        {"type":"message","role":"assistant","content":[{"type":"output_text","text":"so"}]},
        {"type":"function_call","call_id":"c1","name":"f","arguments":"{\"a\":1}","id":"fc_1"},
        {"type":"function_call","call_id":"c2","name":"g","arguments":"{}"},
        {"type":"function_call_output","call_id":"c1","output":"one"},
        {"type":"function_call_output","call_id":"c2","output":"two"}]})",
     R"({"model":"m","messages":[{"role":"user","content":"q"},
        {"role":"assistant","content":"so","tool_calls":[
           {"id":"c1","type":"function","function":{"name":"f","arguments":"{\"a\":1}"}},
           {"id":"c2","type":"function","function":{"name":"g","arguments":"{}"}}]},
        {"role":"tool","tool_call_id":"c1","content":"one"},
        {"role":"tool","tool_call_id":"c2","content":"two"}]})",
     ""},
    {"T66 and back", "anthropic", kOwn,
     R"({"model":"r","max_tokens":99,"system":"s","messages":[
        {"role":"assistant","content":[{"type":"tool_use","id":"t1","name":"f","input":{"a":1}},
           {"type":"tool_use","id":"t2","name":"g","input":{}}]},
        {"role":"user","content":[{"type":"tool_result","tool_use_id":"t1","content":"one"},
           {"type":"tool_result","tool_use_id":"t2","is_error":true,"content":"two"},
           {"type":"text","text":"go on"}]}]})",
     R"({"model":"m","input":[
        {"type":"message","role":"system","content":[{"type":"input_text","text":"s"}]},
        {"type":"function_call","call_id":"t1","name":"f","arguments":"{\"a\":1}"},
        {"type":"function_call","call_id":"t2","name":"g","arguments":"{}"},
        {"type":"function_call_output","call_id":"t1","output":"one"},
        {"type":"function_call_output","call_id":"t2","output":"Error: two"},
        {"type":"message","role":"user","content":[{"type":"input_text","text":"go on"}]}],
        "max_output_tokens":99,"store":false})",
     ""},
    {"T67 an image in a tool's result", kOwn, "anthropic",
     R"({"model":"r","max_output_tokens":99,"input":[
        {"type":"function_call_output","call_id":"t","output":[{"type":"input_text","text":"see"},
        {"type":"input_image","image_url":"data:image/png;base64,AA=="}]}]})",
     R"({"model":"m","max_tokens":99,"messages":[{"role":"user","content":[
        {"type":"tool_result","tool_use_id":"t","content":[{"type":"text","text":"see"},
        {"type":"image","source":{"type":"base64","media_type":"image/png","data":"AA=="}}]}]}]})",
     ""},
    {"T67 and back, with an error", "anthropic", kOwn,
     R"({"model":"r","max_tokens":99,"messages":[{"role":"user","content":[
        {"type":"tool_result","tool_use_id":"t","is_error":true,"content":[
        {"type":"image","source":{"type":"url","url":"https://a/b.png"}}]}]}]})",
     R"({"model":"m","input":[{"type":"function_call_output","call_id":"t","output":[
        {"type":"input_text","text":"Error:"},
        {"type":"input_image","image_url":"https://a/b.png","detail":"auto"}]}],
        "max_output_tokens":99,"store":false})",
     ""},
    {"T83 tools of coding agents", kOwn, "openai_chat",
     R"({"model":"r","input":"q","tool_choice":"auto","parallel_tool_calls":false,"tools":[
        {"type":"namespace","name":"crm","description":"Customers.","tools":[
           {"type":"function","name":"search","description":"Find one.","strict":false,
            "parameters":{"type":"object"}}]},
        {"type":"function","name":"f","parameters":{"type":"object"}},{"type":"web_search"}],
        "include":["reasoning.encrypted_content"],"client_metadata":{"a":"b"}})",
     R"({"model":"m","messages":[{"role":"user","content":"q"}],"tools":[
        {"type":"function","function":{"name":"crm__search",
           "description":"Customers.\n\nFind one.","parameters":{"type":"object"},"strict":false}},
        {"type":"function","function":{"name":"f","parameters":{"type":"object"}}}],
        "tool_choice":"auto","parallel_tool_calls":false})",
     ""},
    {"T83 a namespace in the conversation", kOwn, "anthropic",
     R"({"model":"r","max_output_tokens":99,"input":[{"role":"user","content":"q"},
        {"type":"function_call","call_id":"c","namespace":"crm","name":"search","arguments":"{}"},
        {"type":"function_call_output","call_id":"c","output":"one"},
        {"type":"web_search_call","id":"ws_1","status":"completed"}]})",
     R"({"model":"m","max_tokens":99,"messages":[
        {"role":"user","content":[{"type":"text","text":"q"}]},
        {"role":"assistant","content":[{"type":"tool_use","id":"c","name":"crm__search",
           "input":{}}]},
        {"role":"user","content":[{"type":"tool_result","tool_use_id":"c",
           "content":[{"type":"text","text":"one"}]}]}]})",
     ""},
    {"custom tools", kOwn, kOwn,
     R"({"model":"r","input":[
        {"type":"custom_tool_call","call_id":"c","name":"p","input":"x"},
        {"type":"custom_tool_call_output","call_id":"c","output":"done"}],
        "tools":[{"type":"custom","name":"p","format":{"type":"grammar","syntax":"lark",
           "definition":"start: X"}}],"tool_choice":{"type":"custom","name":"p"}})",
     R"({"model":"m","input":[
        {"type":"custom_tool_call","call_id":"c","name":"p","input":"x"},
        {"type":"custom_tool_call_output","call_id":"c","output":"done"}],
        "tools":[{"type":"custom","name":"p","format":{"type":"grammar","syntax":"lark",
           "definition":"start: X"}}],"tool_choice":{"type":"custom","name":"p"},"store":false})",
     ""},
    {"T68 allowed tools", kOwn, kOwn,
     R"({"model":"r","input":"q","tools":[{"type":"function","name":"f","strict":true,
        "parameters":{"type":"object"}}],"tool_choice":{"type":"allowed_tools","mode":"required",
        "tools":[{"type":"function","name":"f"},{"type":"image_generation"}]}})",
     R"({"model":"m","input":[
        {"type":"message","role":"user","content":[{"type":"input_text","text":"q"}]}],
        "tools":[{"type":"function","name":"f","parameters":{"type":"object"},"strict":true}],
        "tool_choice":{"type":"allowed_tools","mode":"required",
        "tools":[{"type":"function","name":"f"}]},"store":false})",
     ""},
    {"T68 allowed tools for who knows no such list", kOwn, "anthropic",
     R"({"model":"r","max_output_tokens":99,"input":"q","tools":[{"type":"function","name":"f"},
        {"type":"function","name":"g"}],"tool_choice":{"type":"allowed_tools","mode":"required",
        "tools":[{"type":"function","name":"g"}]}})",
     R"({"model":"m","max_tokens":99,"messages":[
        {"role":"user","content":[{"type":"text","text":"q"}]}],
        "tools":[{"name":"g","input_schema":{"type":"object","properties":{}}}],
        "tool_choice":{"type":"any"}})",
     ""},
    {"tools that take free text for who knows none", kOwn, "openai_chat",
     R"({"model":"r","input":[{"type":"custom_tool_call","call_id":"c","name":"p","input":"a\"b"},
        {"type":"custom_tool_call_output","call_id":"c","output":"done"}],
        "tools":[{"type":"custom","name":"p","format":{"type":"text"}}],
        "tool_choice":{"type":"custom","name":"p"}})",
     R"({"model":"m","messages":[{"role":"assistant","content":null,"tool_calls":[
        {"id":"c","type":"function","function":{"name":"p",
           "arguments":"{\"input\":\"a\\\"b\"}"}}]},
        {"role":"tool","tool_call_id":"c","content":"done"}],
        "tools":[{"type":"function","function":{"name":"p","parameters":{"type":"object",
           "properties":{"input":{"type":"string"}},"required":["input"]}}}],
        "tool_choice":{"type":"function","function":{"name":"p"}}})",
     ""},
    {"T68 choice of tools", "anthropic", kOwn,
     R"({"model":"r","max_tokens":99,"messages":[],
        "tools":[{"name":"f","description":"d","input_schema":{"type":"object"}}],
        "tool_choice":{"type":"tool","name":"f","disable_parallel_tool_use":true}})",
     R"({"model":"m","input":[],"tools":[{"type":"function","name":"f","description":"d",
        "parameters":{"type":"object"},"strict":false}],"parallel_tool_calls":false,
        "tool_choice":{"type":"function","name":"f"},"max_output_tokens":99,"store":false})",
     ""},
    {"format, reasoning, verbosity", kOwn, "openai_chat",
     R"({"model":"r","input":"q","text":{"verbosity":"low","format":{"type":"json_schema",
        "name":"n","schema":{"type":"object"},"strict":true}},
        "reasoning":{"effort":"low","summary":"auto"},"temperature":0.50,"stream":true})",
     R"({"model":"m","messages":[{"role":"user","content":"q"}],"response_format":{
        "type":"json_schema","json_schema":{"name":"n","schema":{"type":"object"},"strict":true}},
        "reasoning_effort":"low","temperature":0.50,"verbosity":"low","stream":true,
        "stream_options":{"include_usage":true}})",
     ""},
    {"and back", "openai_chat", kOwn,
     R"({"model":"r","messages":[{"role":"user","content":"q"}],"response_format":{
        "type":"json_schema","json_schema":{"name":"n","schema":{"type":"object"}}},
        "reasoning_effort":"low","temperature":0.50,"verbosity":"low","stream":true,
        "max_completion_tokens":3})",
     R"({"model":"m","input":[
        {"type":"message","role":"user","content":[{"type":"input_text","text":"q"}]}],
        "text":{"format":{"type":"json_schema","name":"n","schema":{"type":"object"},
        "strict":false},"verbosity":"low"},"reasoning":{"effort":"low"},
        "include":["reasoning.encrypted_content"],"max_output_tokens":16,"temperature":0.50,
        "store":false,"stream":true})",
     ""},
    {"T52 what this API cannot be told is named", "openai_chat", kOwn,
     R"({"model":"r","stop":["x"],"n":2,"frequency_penalty":0.5,"presence_penalty":0,"seed":1,
        "logit_bias":{"1":5},"modalities":["text","audio"],"messages":[{"role":"user","content":[
        {"type":"input_audio","input_audio":{"data":"AA==","format":"wav"}}]}]})",
     R"({"model":"m","input":[{"type":"message","role":"user","content":[]}],"store":false})",
     "messages[0].content[0]: audio; frequency_penalty; logit_bias; stop; n; modalities"},
    {"T52 T84 what only its own provider knows is named", kOwn, "anthropic",
     R"({"model":"r","max_output_tokens":99,"previous_response_id":"resp_9","background":true,
        "conversation":"conv_1","prompt":{"id":"p"},"truncation":"disabled","max_tool_calls":2,
        "input":[{"type":"item_reference","id":"rs_1"},{"role":"user","content":"q"}]})",
     R"({"model":"m","max_tokens":99,"messages":[
        {"role":"user","content":[{"type":"text","text":"q"}]}]})",
     "messages[0].content[0]: item_reference; previous_response_id; background; conversation; "
     "prompt; max_tool_calls"},
    {"T59 thinking of this API goes back to it", kOwn, kOwn,
     R"({"model":"r","input":[{"role":"user","content":"q"},
        {"type":"reasoning","id":"rs_1","summary":[{"type":"summary_text","text":"hm"}],
         "encrypted_content":"gAAA"},
        {"type":"reasoning","summary":[],"encrypted_content":"sb1.anthropic.S"},
        {"role":"assistant","content":"a"}]})",
     R"({"model":"m","input":[
        {"type":"message","role":"user","content":[{"type":"input_text","text":"q"}]},
        {"type":"reasoning","id":"rs_1","summary":[{"type":"summary_text","text":"hm"}],
         "encrypted_content":"gAAA"},
        {"type":"message","role":"assistant","content":[{"type":"output_text","text":"a"}]}],
        "include":["reasoning.encrypted_content"],"store":false})",
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

class ResponsesRequestsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void sendsWhatWasMeant_data();
  void sendsWhatWasMeant();
  void T83_leftOutToolsAreNoted();
  void OpenAiItselfIsToldAsMeant();
  void longIdsAreShortenedAlike();
  void damagedRequestsAreBorne();
};

void ResponsesRequestsTest::sendsWhatWasMeant_data() {
  QTest::addColumn<int>("index");
  for (std::size_t i = 0; i < std::size(kCases); ++i)
    QTest::addRow("%s, %s to %s", kCases[i].name, kCases[i].from, kCases[i].to) << int(i);
}

void ResponsesRequestsTest::sendsWhatWasMeant() {
  QFETCH(int, index);
  const Case& one = kCases[index];
  const auto read = codecOf(one.from).readRequest(one.request);
  QVERIFY2(read, read ? "" : read.error().message.c_str());
  const Written written = codecOf(one.to).writeRequest(*read, target());
  const auto sent = sb::json::parse(written.body), expected = sb::json::parse(one.expected);
  QVERIFY2(sent, written.body.c_str());
  QVERIFY(expected);
  QVERIFY2(*sent == *expected, (written.body + "\n" + one.expected).c_str());
  QCOMPARE(joined(written.lost), std::string(one.lost));
}

void ResponsesRequestsTest::T83_leftOutToolsAreNoted() {
  const auto read = codecOf(kOwn).readRequest(
      R"({"model":"r","input":"q","tools":[{"type":"web_search"},{"type":"image_generation"}],
          "tool_choice":{"type":"web_search"}})");
  QVERIFY(read);
  for (const Known& known : codecs()) {
    if (known.name == kOwn) continue;
    const Written written = known.codec.writeRequest(*read, target());
    QVERIFY2(written.lost.empty(), joined(written.lost).c_str());
    std::vector<std::string> notes;
    for (const chat::Note& note : written.notes)
      notes.push_back(note.what);
    const std::string all = joined(notes);
    for (const char* tool : {"web_search", "image_generation", "tool_choice"})
      QVERIFY2(all.find(tool) != std::string::npos, all.c_str());
    QVERIFY2(written.body.find("web_search") == std::string::npos, written.body.c_str());
  }
}

// Its chat completions API knows tools that take free text, and lists of allowed ones.
void ResponsesRequestsTest::OpenAiItselfIsToldAsMeant() {
  const auto read = codecOf(kOwn).readRequest(
      R"({"model":"r","input":"q","tools":[{"type":"function","name":"f"},
          {"type":"custom","name":"p","format":{"type":"grammar","syntax":"lark",
           "definition":"X"}}],"tool_choice":{"type":"allowed_tools","mode":"auto",
          "tools":[{"type":"custom","name":"p"}]}})");
  QVERIFY(read);
  Target to = target();
  to.openAiHints = true;
  const auto sent = sb::json::parse(codecOf("openai_chat").writeRequest(*read, to).body);
  const auto tool = sb::json::parse(
      R"({"type":"custom","custom":{"name":"p","format":{"type":"grammar",
          "grammar":{"syntax":"lark","definition":"X"}}}})");
  const auto choice = sb::json::parse(
      R"({"type":"allowed_tools","allowed_tools":{"mode":"auto",
          "tools":[{"type":"custom","custom":{"name":"p"}}]}})");
  QVERIFY(sent && tool && choice);
  QVERIFY(sent->at("tools").at(1) == *tool);
  QVERIFY(sent->at("tool_choice") == *choice);
}

void ResponsesRequestsTest::longIdsAreShortenedAlike() {
  const std::string id(100, 'x');
  const auto read = codecOf("openai_chat")
                        .readRequest(R"({"model":"r","messages":[{"role":"assistant","tool_calls":[
           {"id":")" + id + R"(","type":"function","function":{"name":"f","arguments":"{}"}}]},
           {"role":"tool","tool_call_id":")" +
                                     id + R"(","content":"one"}]})");
  QVERIFY(read);
  const auto sent = sb::json::parse(codecOf(kOwn).writeRequest(*read, target()).body);
  QVERIFY(sent);
  const auto& call = sent->at_pointer("/input/0/call_id").as_string();
  QCOMPARE(call.size(), std::size_t{64});
  QVERIFY(call == sent->at_pointer("/input/1/call_id").as_string());
}

// Whatever a caller sends: nothing crashes, and what is written is JSON.
void ResponsesRequestsTest::damagedRequestsAreBorne() {
  std::mt19937 random(7);
  int read = 0;
  for (const Case& one : kCases)
    for (int round = 0; round < 200; ++round) {
      std::string body = one.request;
      for (int i = 0; i < 3; ++i)
        body[random() % body.size()] = "{}[]\":,0ax"[random() % 10];
      const auto request = codecOf(one.from).readRequest(body);
      if (!request) continue;
      ++read;
      for (const Known& known : codecs())
        static_cast<void>(known.codec.writeRequest(*request, target()));
    }
  QVERIFY(read > 100);
}

SB_TEST(ResponsesRequestsTest);

#include "responses_requests_test.moc"
