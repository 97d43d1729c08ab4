#include <QTest>
#include <random>

#include "tests/core/dialects/codecs.h"
#include "tests/support/test_main.h"

namespace {

namespace bj = boost::json;
using namespace sb::dialects;
using namespace sb::dialects::test;

enum From { Chat, Anthropic, Gemini };

// One request, and what the target is sent.
struct Case {
  const char* name;
  int from, to;
  const char* model;
  const char* request;
  const char* expected;
  const char* lost;  // names, joined by "; "
};

constexpr Case kCases[] = {
    {"system, limit, sampling", Chat, Gemini, "gemini-2.5-flash",
     R"({"model":"r","max_tokens":9,"temperature":0.50,"top_p":0.9,"seed":7,"stop":["x"],"n":2,
        "presence_penalty":0.1,"stream":true,"messages":[{"role":"system","content":"a"},
        {"role":"developer","content":"b"},{"role":"user","content":"c"}]})",
     R"({"systemInstruction":{"parts":[{"text":"a"},{"text":"b"}]},
        "contents":[{"role":"user","parts":[{"text":"c"}]}],
        "generationConfig":{"maxOutputTokens":9,"temperature":0.50,"topP":0.9,
          "presencePenalty":0.1,"seed":7,"candidateCount":2,"stopSequences":["x"]}})",
     ""},
    {"numbers and stops that say nothing", Chat, Gemini, "gemini-2.5-flash",
     R"({"messages":[{"role":"user","content":"q"}],"presence_penalty":0,"frequency_penalty":0.0,
        "seed":9007199254740991,"stop":["","x"]})",
     R"({"contents":[{"role":"user","parts":[{"text":"q"}]}],
        "generationConfig":{"stopSequences":["x"]}})",
     ""},
    {"T50 a system message between others", Chat, Gemini, "gemini-2.5-flash",
     R"({"messages":[{"role":"user","content":"q"},{"role":"developer","content":"b"}]})",
     R"({"contents":[{"role":"user","parts":[{"text":"q"},{"text":"b"}]}]})", ""},
    {"a system message alone", Chat, Gemini, "gemini-2.5-flash",
     R"({"messages":[{"role":"system","content":"q"}]})",
     R"({"contents":[{"role":"user","parts":[{"text":"q"}]}]})", ""},
    {"T51 the model's own limit", Chat, Gemini, "gemini-2.5-flash",
     R"({"max_completion_tokens":128000,"messages":[{"role":"user","content":"q"}]})",
     R"({"contents":[{"role":"user","parts":[{"text":"q"}]}],
        "generationConfig":{"maxOutputTokens":4096}})",
     ""},
    {"T66 T71 results find their function's name", Anthropic, Gemini, "gemini-2.5-flash",
     R"({"max_tokens":9,"messages":[{"role":"user","content":"q"},
        {"role":"assistant","content":[{"type":"tool_use","id":"t1","name":"f","input":{"a":1}},
           {"type":"tool_use","id":"gem-x-2","name":"g","input":{}}]},
        {"role":"user","content":[{"type":"text","text":"go on"},
           {"type":"tool_result","tool_use_id":"t1","content":"one"},
           {"type":"tool_result","tool_use_id":"gem-x-2","is_error":true,
            "content":[{"type":"text","text":"two"}]}]}]})",
     R"({"contents":[{"role":"user","parts":[{"text":"q"}]},
        {"role":"model","parts":[{"functionCall":{"id":"t1","name":"f","args":{"a":1}}},
          {"functionCall":{"name":"g","args":{}}}]},
        {"role":"user","parts":[
          {"functionResponse":{"id":"t1","name":"f","response":{"output":"one"}}},
          {"functionResponse":{"name":"g","response":{"error":"two"}}},
          {"text":"go on"}]}],
        "generationConfig":{"maxOutputTokens":9}})",
     ""},
    {"T71 results without ids by name and order", Gemini, Chat, "m",
     R"({"contents":[{"role":"user","parts":[{"text":"q"}]},
        {"role":"model","parts":[{"functionCall":{"name":"f","args":{"a":1}}},
          {"functionCall":{"name":"g"}},{"functionCall":{"name":"f","args":{"a":2}}}]},
        {"role":"user","parts":[{"functionResponse":{"name":"g","response":{"result":"two"}}},
          {"functionResponse":{"name":"f","response":{"output":"one"}}},
          {"functionResponse":{"name":"f","response":{"x":1,"y":[2]}}}]}]})",
     R"({"model":"m","messages":[{"role":"user","content":"q"},
        {"role":"assistant","content":null,"tool_calls":[
          {"id":"call_1","type":"function","function":{"name":"f","arguments":"{\"a\":1}"}},
          {"id":"call_2","type":"function","function":{"name":"g","arguments":"{}"}},
          {"id":"call_3","type":"function","function":{"name":"f","arguments":"{\"a\":2}"}}]},
        {"role":"tool","tool_call_id":"call_2","content":"two"},
        {"role":"tool","tool_call_id":"call_1","content":"one"},
        {"role":"tool","tool_call_id":"call_3","content":"{\"x\":1,\"y\":[2]}"}]})",
     ""},
    {"T71 results by id before name", Gemini, Anthropic, "m",
     R"({"contents":[{"role":"user","parts":[{"text":"q"}]},
        {"role":"model","parts":[{"functionCall":{"id":"a","name":"f"}},
          {"functionCall":{"id":"b","name":"f"}}]},
        {"role":"user","parts":[{"functionResponse":{"id":"b","name":"f","response":{"error":"e"}}},
          {"functionResponse":{"id":"a","name":"f","response":{"output":"1"}}}]}]})",
     R"({"model":"m","max_tokens":4096,"messages":[
        {"role":"user","content":[{"type":"text","text":"q"}]},
        {"role":"assistant","content":[{"type":"tool_use","id":"a","name":"f","input":{}},
          {"type":"tool_use","id":"b","name":"f","input":{}}]},
        {"role":"user","content":[
          {"type":"tool_result","tool_use_id":"b","content":[{"type":"text","text":"e"}],
           "is_error":true},
          {"type":"tool_result","tool_use_id":"a","content":[{"type":"text","text":"1"}]}]}]})",
     ""},
    {"names in snake_case", Gemini, Chat, "m",
     R"({"system_instruction":{"parts":[{"text":"s"}]},"contents":[{"parts":[{"text":"q"},
        {"inline_data":{"mime_type":"image/png","data":"AA=="}}]}],
        "generation_config":{"max_output_tokens":9,"top_p":0.5,"stop_sequences":["x"],
          "response_mime_type":"application/json",
          "response_schema":{"type":"OBJECT","properties":{"a_b":{"type":"ARRAY","min_items":"2",
            "items":{"type":"STRING","nullable":true}}}}},
        "tools":[{"function_declarations":[{"name":"f","description":"d"}]}],
        "tool_config":{"function_calling_config":{"mode":"ANY","allowed_function_names":["f"]}}})",
     R"({"model":"m","messages":[{"role":"system","content":"s"},{"role":"user","content":[
        {"type":"text","text":"q"},
        {"type":"image_url","image_url":{"url":"data:image/png;base64,AA=="}}]}],
        "tools":[{"type":"function","function":{"name":"f","description":"d",
          "parameters":{"type":"object","properties":{}}}}],
        "tool_choice":{"type":"function","function":{"name":"f"}},
        "response_format":{"type":"json_schema","json_schema":{"name":"answer",
          "schema":{"type":"object","properties":{"a_b":{"type":"array","minItems":2,
            "items":{"type":["string","null"]}}}}}},
        "max_tokens":9,"top_p":0.5,"stop":["x"]})",
     ""},
    {"T68 choice of tools", Chat, Gemini, "gemini-2.5-flash",
     R"({"messages":[{"role":"user","content":"q"}],"tool_choice":{"type":"allowed_tools",
        "allowed_tools":{"mode":"required","tools":[{"type":"function","function":{"name":"f"}},
          {"type":"function","function":{"name":"g"}}]}},
        "tools":[{"type":"function","function":{"name":"f"}},
          {"type":"function","function":{"name":"g","parameters":{"type":"object",
            "properties":{}}}}]})",
     R"({"contents":[{"role":"user","parts":[{"text":"q"}]}],
        "tools":[{"functionDeclarations":[{"name":"f"},{"name":"g"}]}],
        "toolConfig":{"functionCallingConfig":{"mode":"ANY","allowedFunctionNames":["f","g"]}}})",
     ""},
    {"T52 T68 what cannot be told is named", Anthropic, Gemini, "gemini-2.5-flash",
     R"({"max_tokens":9,"messages":[{"role":"user","content":[{"type":"image",
          "source":{"type":"file","file_id":"file_1"}},{"type":"text","text":"q"},
          {"type":"container_upload","file_id":"x"}]}],
        "tools":[{"name":"f","input_schema":{"type":"object"}}],
        "tool_choice":{"type":"any","disable_parallel_tool_use":true}})",
     R"({"contents":[{"role":"user","parts":[{"text":"q"}]}],
        "tools":[{"functionDeclarations":[{"name":"f"}]}],
        "toolConfig":{"functionCallingConfig":{"mode":"ANY"}},
        "generationConfig":{"maxOutputTokens":9}})",
     "messages[0].content[2]: container_upload; "
     "messages[0].content[0]: a file by its id at another provider; parallel_tool_calls"},
    {"T52 what was kept at Google is essential", Gemini, Chat, "m",
     R"({"contents":[{"parts":[{"text":"q"}]}],"cachedContent":"cachedContents/x",
        "safetySettings":[]})",
     R"({"model":"m","messages":[{"role":"user","content":"q"}]})", "cachedContent"},
    {"T83 tools that Google runs", Gemini, Anthropic, "m",
     R"({"contents":[{"parts":[{"text":"q"}]}],"tools":[{"googleSearch":{}},{"codeExecution":{}}]})",
     R"({"model":"m","max_tokens":4096,
        "messages":[{"role":"user","content":[{"type":"text","text":"q"}]}]})",
     ""},
    {"tools that Google runs, to Google", Gemini, Gemini, "gemini-3-pro",
     R"({"contents":[{"parts":[{"text":"q"},{"fileData":{"fileUri":"gs://b/f.pdf",
          "mimeType":"application/pdf"}}]}],"tools":[{"google_search":{}}],
        "cachedContent":"cachedContents/x","toolConfig":{"retrievalConfig":{"languageCode":"de"}},
        "generationConfig":{"speechConfig":{"languageCode":"de"}}})",
     R"({"contents":[{"role":"user","parts":[{"text":"q"},{"fileData":{"fileUri":"gs://b/f.pdf",
          "mimeType":"application/pdf"}}]}],"tools":[{"googleSearch":{}}],
        "generationConfig":{"speechConfig":{"languageCode":"de"}},
        "cachedContent":"cachedContents/x"})",
     ""},
    {"T56 T67 images in a result, newer models", Anthropic, Gemini, "gemini-3-pro-preview",
     R"({"max_tokens":9,"messages":[{"role":"user","content":[
        {"type":"tool_result","tool_use_id":"t","content":[{"type":"text","text":"{\"a\":\n1}"},
        {"type":"image","source":{"type":"base64","media_type":"image/png","data":"AA=="}}]}]}]})",
     R"({"contents":[{"role":"user","parts":[{"functionResponse":{"id":"t","name":"t",
          "response":{"a":1},
          "parts":[{"inlineData":{"mimeType":"image/png","data":"AA=="}}]}}]}],
        "generationConfig":{"maxOutputTokens":9}})",
     ""},
    {"T56 T67 images in a result, older models", Anthropic, Gemini, "gemini-2.5-pro",
     R"({"max_tokens":9,"messages":[{"role":"user","content":[
        {"type":"tool_result","tool_use_id":"t","content":[{"type":"text","text":"see"},
        {"type":"image","source":{"type":"url","url":"https://x/y.PNG?a=b"}}]}]}]})",
     R"({"contents":[{"role":"user","parts":[
          {"functionResponse":{"id":"t","name":"t","response":{"output":"see"}}},
          {"fileData":{"mimeType":"image/png","fileUri":"https://x/y.PNG?a=b"}}]}],
        "generationConfig":{"maxOutputTokens":9}})",
     ""},
    {"images, audio, files", Chat, Gemini, "gemini-2.5-flash",
     R"({"messages":[{"role":"user","content":[
        {"type":"image_url","image_url":{"url":"data:image/png;base64,AA=="}},
        {"type":"input_audio","input_audio":{"data":"BB==","format":"wav"}},
        {"type":"file","file":{"filename":"a.pdf","file_data":"data:application/pdf;base64,CC=="}}
        ]}]})",
     R"({"contents":[{"role":"user","parts":[{"inlineData":{"mimeType":"image/png","data":"AA=="}},
        {"inlineData":{"mimeType":"audio/wav","data":"BB=="}},
        {"inlineData":{"mimeType":"application/pdf","data":"CC=="}}]}]})",
     ""},
    {"T70 empty texts stay behind", Anthropic, Gemini, "gemini-2.5-flash",
     R"({"max_tokens":9,"messages":[{"role":"user","content":"q"},
        {"role":"assistant","content":[{"type":"text","text":""}]},
        {"role":"user","content":"r"}]})",
     R"({"contents":[{"role":"user","parts":[{"text":"q"},{"text":"r"}]}],
        "generationConfig":{"maxOutputTokens":9}})",
     ""},
    {"effort as a budget", Chat, Gemini, "gemini-2.5-flash",
     R"({"reasoning_effort":"medium","messages":[{"role":"user","content":"q"}]})",
     R"({"contents":[{"role":"user","parts":[{"text":"q"}]}],
        "generationConfig":{"thinkingConfig":{"includeThoughts":true,"thinkingBudget":8192}}})",
     ""},
    {"effort as a level", Chat, Gemini, "gemini-3.1-pro-preview",
     R"({"reasoning_effort":"minimal","messages":[{"role":"user","content":"q"}]})",
     R"({"contents":[{"role":"user","parts":[{"text":"q"}]}],
        "generationConfig":{"thinkingConfig":{"includeThoughts":true,"thinkingLevel":"LOW"}}})",
     ""},
    {"no thinking", Anthropic, Gemini, "gemini-3-flash",
     R"({"max_tokens":9,"thinking":{"type":"disabled"},"messages":[{"role":"user","content":"q"}]})",
     R"({"contents":[{"role":"user","parts":[{"text":"q"}]}],
        "generationConfig":{"maxOutputTokens":9,"thinkingConfig":{"thinkingLevel":"MINIMAL"}}})",
     ""},
    {"a budget that the model knows", Anthropic, Gemini, "models/gemini-2.5-flash",
     R"({"max_tokens":64000,"thinking":{"type":"enabled","budget_tokens":31999},
        "messages":[{"role":"user","content":"q"}]})",
     R"({"contents":[{"role":"user","parts":[{"text":"q"}]}],"generationConfig":{
        "maxOutputTokens":4096,
        "thinkingConfig":{"includeThoughts":true,"thinkingBudget":24576}}})",
     ""},
    {"models that do not think", Chat, Gemini, "gemini-2.0-flash",
     R"({"reasoning_effort":"high","messages":[{"role":"user","content":"q"}]})",
     R"({"contents":[{"role":"user","parts":[{"text":"q"}]}]})", ""},
    {"thinking from Google to others", Gemini, Chat, "m",
     R"({"contents":[{"parts":[{"text":"q"}]}],
        "generationConfig":{"thinkingConfig":{"thinkingLevel":"HIGH","includeThoughts":true}}})",
     R"({"model":"m","messages":[{"role":"user","content":"q"}],"reasoning_effort":"high"})", ""},
    {"a schema for the answer", Chat, Gemini, "gemini-2.5-flash",
     R"({"messages":[{"role":"user","content":"q"}],"response_format":{"type":"json_schema",
        "json_schema":{"name":"x","strict":true,"schema":{"type":"object","required":["a"],
          "properties":{"a":{"type":"string"}},"additionalProperties":false}}}})",
     R"({"contents":[{"role":"user","parts":[{"text":"q"}]}],
        "generationConfig":{"responseMimeType":"application/json","responseSchema":
          {"type":"object","required":["a"],"properties":{"a":{"type":"string"}}}}})",
     ""},
    {"JSON beside functions, older models", Chat, Gemini, "gemini-2.5-flash",
     R"({"messages":[{"role":"user","content":"q"}],"response_format":{"type":"json_object"},
        "tools":[{"type":"function","function":{"name":"f"}}]})",
     R"({"systemInstruction":{"parts":[{"text":"Answer with one JSON object and nothing else."}]},
        "contents":[{"role":"user","parts":[{"text":"q"}]}],
        "tools":[{"functionDeclarations":[{"name":"f"}]}]})",
     ""},
    {"custom tools", Chat, Gemini, "gemini-2.5-flash",
     R"({"messages":[{"role":"user","content":"q"},{"role":"assistant","tool_calls":[
        {"id":"c","type":"custom","custom":{"name":"p","input":"*** x"}}]},
        {"role":"tool","tool_call_id":"c","content":"ok"}],
        "tools":[{"type":"custom","custom":{"name":"p"}}]})",
     R"({"contents":[{"role":"user","parts":[{"text":"q"}]},
        {"role":"model","parts":[{"functionCall":{"id":"c","name":"p","args":{"input":"*** x"}}}]},
        {"role":"user","parts":[{"functionResponse":{"id":"c","name":"p",
          "response":{"output":"ok"}}}]}],
        "tools":[{"functionDeclarations":[{"name":"p","parameters":{"type":"object",
          "properties":{"input":{"type":"string"}},"required":["input"]}}]}]})",
     ""},
    {"T72 signatures stand on the same part", Gemini, Gemini, "gemini-3-pro-preview",
     R"({"contents":[{"role":"user","parts":[{"text":"q"}]},{"role":"model","parts":[
        {"text":"hm","thought":true,"thoughtSignature":"A"},{"text":"a","thoughtSignature":"B"},
        {"functionCall":{"id":"c","name":"f","args":{}},"thoughtSignature":"C"}]},
        {"role":"user","parts":[{"functionResponse":{"id":"c","name":"f",
          "response":{"output":"1"}}}]},
        {"role":"model","parts":[{"text":"b"},{"text":"","thoughtSignature":"D"}]},
        {"role":"user","parts":[{"text":"r"}]}]})",
     R"({"contents":[{"role":"user","parts":[{"text":"q"}]},{"role":"model","parts":[
        {"text":"hm","thought":true,"thoughtSignature":"A"},{"text":"a","thoughtSignature":"B"},
        {"functionCall":{"id":"c","name":"f","args":{}},"thoughtSignature":"C"}]},
        {"role":"user","parts":[{"functionResponse":{"id":"c","name":"f",
          "response":{"output":"1"}}}]},
        {"role":"model","parts":[{"text":"b"},{"text":"","thoughtSignature":"D"}]},
        {"role":"user","parts":[{"text":"r"}]}]})",
     ""},
    {"T73 calls made at once stand together", Chat, Gemini, "gemini-3-pro-preview",
     R"({"messages":[{"role":"user","content":"q"},
        {"role":"assistant","tool_calls":[{"id":"a","type":"function",
          "function":{"name":"f","arguments":"{}"},
          "extra_content":{"google":{"thought_signature":"S"}}}]},
        {"role":"tool","tool_call_id":"a","content":"1"},
        {"role":"assistant","tool_calls":[{"id":"b","type":"function",
          "function":{"name":"g","arguments":"{}"}}]},
        {"role":"tool","tool_call_id":"b","content":"2"},{"role":"user","content":"go on"}]})",
     R"({"contents":[{"role":"user","parts":[{"text":"q"}]},{"role":"model","parts":[
        {"functionCall":{"id":"a","name":"f","args":{}},"thoughtSignature":"S"},
        {"functionCall":{"id":"b","name":"g","args":{}}}]},
        {"role":"user","parts":[
          {"functionResponse":{"id":"a","name":"f","response":{"output":"1"}}},
          {"functionResponse":{"id":"b","name":"g","response":{"output":"2"}}},
          {"text":"go on"}]}]})",
     ""},
    {"T74 calls without signature", Chat, Gemini, "gemini-3-flash-preview",
     R"({"messages":[{"role":"user","content":"q"},{"role":"assistant","tool_calls":[
        {"id":"a","type":"function","function":{"name":"f","arguments":"{}"}},
        {"id":"b","type":"function","function":{"name":"g","arguments":"{}"}}]}]})",
     R"({"contents":[{"role":"user","parts":[{"text":"q"}]},{"role":"model","parts":[
        {"functionCall":{"id":"a","name":"f","args":{}},
         "thoughtSignature":"skip_thought_signature_validator"},
        {"functionCall":{"id":"b","name":"g","args":{}}}]}]})",
     ""},
    {"T74 no such word for older models", Chat, Gemini, "gemini-2.5-flash",
     R"({"messages":[{"role":"user","content":"q"},{"role":"assistant","tool_calls":[
        {"id":"a","type":"function","function":{"name":"f","arguments":"{}"}}]}]})",
     R"({"contents":[{"role":"user","parts":[{"text":"q"}]},{"role":"model","parts":[
        {"functionCall":{"id":"a","name":"f","args":{}}}]}]})",
     ""},
    {"OpenRouter's signature of a call by its id", Chat, Gemini, "gemini-3-flash-preview",
     R"({"messages":[{"role":"user","content":"q"},{"role":"assistant","reasoning_details":[
        {"type":"reasoning.encrypted","data":"S","format":"google-gemini-v1","id":"b"}],
        "tool_calls":[{"id":"a","type":"function","function":{"name":"f","arguments":"{}"}},
        {"id":"b","type":"function","function":{"name":"g","arguments":"{}"}}]}]})",
     R"({"contents":[{"role":"user","parts":[{"text":"q"}]},{"role":"model","parts":[
        {"functionCall":{"id":"a","name":"f","args":{}}},
        {"functionCall":{"id":"b","name":"g","args":{}},"thoughtSignature":"S"}]}]})",
     ""},
    {"code that Google ran becomes text", Gemini, Chat, "m",
     R"({"contents":[{"role":"model","parts":[
        {"executableCode":{"language":"PYTHON","code":"1 + 1"}},
        {"codeExecutionResult":{"outcome":"OUTCOME_OK","output":"1\n"}}]
}]
})",
     R"({"model":"m","messages":[{"role":"assistant","content":[
        {"type":"text","text":"\n```python\n1 + 1\n```\n"},
        {"type":"text","text":"\n```\n1\n```\n"}]}]})",
     ""},
    {"tiers", Chat, Gemini, "gemini-2.5-flash",
     R"({"service_tier":"flex","messages":[{"role":"user","content":"q"}]})",
     R"({"contents":[{"role":"user","parts":[{"text":"q"}]}],"serviceTier":"flex"})", ""},
};

Target target(const char* model) {
  Target to;
  to.provider = "p";
  to.model = model;
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

Written written(int from, int to, const char* model, std::string_view request) {
  const auto read = codecs()[std::size_t(from)].codec.readRequest(request);
  if (!read) qFatal("%s", read.error().message.c_str());
  return codecs()[std::size_t(to)].codec.writeRequest(*read, target(model));
}

// Puts something else in the place of one value, wherever it stands.
void disturb(bj::value& value, std::mt19937& random) {
  static const char* const kOthers[] = {"null", "5",  "-1",  "1e99", "\"x\"", "\"\"",
                                        "[]",   "{}", "[5]", "true", "[[]]",  "{\"a\":{}}"};
  if (bj::object* object = value.if_object(); object && !object->empty() && random() % 8 != 0)
    return disturb((object->begin() + std::ptrdiff_t(random() % object->size()))->value(), random);
  if (bj::array* list = value.if_array(); list && !list->empty() && random() % 8 != 0)
    return disturb((*list)[random() % list->size()], random);
  value = *sb::json::parse(kOthers[random() % std::size(kOthers)]);
}

}  // namespace

class GeminiRequestsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void sendsWhatWasMeant_data();
  void sendsWhatWasMeant();
  void thinkingOfOthersStaysBehindAndIsNamed();
  void hostileRequestsAreBorne();
  void disturbedRequestsBecomeRequests();
};

void GeminiRequestsTest::sendsWhatWasMeant_data() {
  QTest::addColumn<int>("index");
  for (std::size_t i = 0; i < std::size(kCases); ++i)
    QTest::newRow(kCases[i].name) << int(i);
}

void GeminiRequestsTest::sendsWhatWasMeant() {
  QFETCH(int, index);
  const Case& one = kCases[index];
  const Written sent = written(one.from, one.to, one.model, one.request);
  const auto body = sb::json::parse(sent.body), expected = sb::json::parse(one.expected);
  QVERIFY2(body, sent.body.c_str());
  QVERIFY2(expected, one.expected);
  QVERIFY2(*body == *expected, (sent.body + "\n" + one.expected).c_str());
  QCOMPARE(joined(sent.lost), std::string(one.lost));
}

void GeminiRequestsTest::thinkingOfOthersStaysBehindAndIsNamed() {
  const Written sent = written(Anthropic, Gemini, "gemini-2.5-pro",
                               R"({"max_tokens":9,"messages":[{"role":"user","content":"q"},
        {"role":"assistant","content":[{"type":"thinking","thinking":"hm","signature":"S"},
        {"type":"redacted_thinking","data":"R"},{"type":"text","text":"a"}]}]})");
  QVERIFY2(sent.body.find("hm") == std::string::npos, sent.body.c_str());
  QVERIFY(sent.lost.empty());
  QCOMPARE(sent.notes.size(), std::size_t{2});
  QCOMPARE(sent.notes[0].what,
           std::string("messages[1].content[0]: thinking without a signature of this API"));
}

void GeminiRequestsTest::hostileRequestsAreBorne() {
  std::string deep(400, '[');
  for (int i = 0; i < 400; ++i)
    deep += ']';
  const std::string bodies[] = {
      R"({"contents":5,"tools":"x","toolConfig":[],"generationConfig":null})",
      R"({"contents":[5,null,"x",[],{"parts":[5,null,"x",[],{},{"functionCall":7}]}]})",
      R"({"contents":[{"parts":[{"functionResponse":{"response":7,"parts":"x"}}]}]})",
      R"({"contents":[{"parts":[{"text":5,"thought":"x","thoughtSignature":{}}]}]})",
      R"({"contents":[{"parts":[{"text":"","thoughtSignature":"c2IxLmFudGhyb3BpYy4"}]}]})",
      R"({"tools":[{"functionDeclarations":[{"name":1,"parameters":"x"},{"parameters":{"type":7,
          "properties":[],"items":5,"anyOf":{},"enum":"x"}}]}]})",
      R"({"generationConfig":{"responseSchema":)" + deep + "}}",
  };
  for (const std::string& body : bodies)
    for (const Known& to : codecs()) {
      const auto read = codecs()[Gemini].codec.readRequest(body);
      QVERIFY2(read, body.c_str());
      const Written sent = to.codec.writeRequest(*read, target("gemini-3-pro"));
      QVERIFY2(sb::json::parse(sent.body), sent.body.c_str());
    }
}

// Whatever stands where: what is read can be written in every dialect, and is JSON.
void GeminiRequestsTest::disturbedRequestsBecomeRequests() {
  std::mt19937 random(7);
  for (const Case& one : kCases)
    for (int round = 0; round < 60; ++round) {
      bj::value request = *sb::json::parse(one.request);
      for (int i = 0; i <= round % 3; ++i)
        disturb(request, random);
      const std::string body = sb::json::write(request);
      const auto read = codecs()[std::size_t(one.from)].codec.readRequest(body);
      if (!read) continue;
      for (const Known& to : codecs())
        if (const Written sent = to.codec.writeRequest(*read, target(one.model));
            !sb::json::parse(sent.body))
          QFAIL((body + "\n" + sent.body).c_str());
    }
}

SB_TEST(GeminiRequestsTest);

#include "gemini_requests_test.moc"
