// Requests as Anthropic's API reads them: schemas, and conversations that nobody began.
#include <QTest>

#include "tests/core/dialects/codecs.h"
#include "tests/support/test_main.h"

namespace {

using namespace sb::dialects;
using namespace sb::dialects::test;
namespace bj = boost::json;

// The schema that the caller gives, and the one that the answer is held to.
struct Case {
  const char* name;
  const char* schema;
  const char* told;   // "" = told in the system prompt
  const char* notes;  // joined by "; "
};

constexpr Case kCases[] = {
    {"numbers and texts have no bounds there",
     R"({"type":"object","properties":{"n":{"type":"integer","minimum":0,"description":"N"},
         "s":{"type":"string","maxLength":3,"pattern":"^a"}},"required":["n"],
         "additionalProperties":false})",
     R"({"type":"object","properties":{"n":{"type":"integer","description":"N. minimum: 0."},
         "s":{"type":"string","description":"maxLength: 3. pattern: \u0022^a\u0022."}},
         "required":["n"],"additionalProperties":false})",
     "response_format: told in the description: $.n.minimum, $.s.maxLength, $.s.pattern"},
    {"every object is closed",
     R"({"type":"object","properties":{"a":{"type":"object","properties":{"b":{"type":"null"}}},
         "l":{"type":"array","items":{"type":"object","properties":{"c":{"type":"boolean"}}}}}})",
     R"({"type":"object","additionalProperties":false,"properties":{
         "a":{"type":"object","properties":{"b":{"type":"null"}},"additionalProperties":false},
         "l":{"type":"array","items":{"type":"object","properties":{"c":{"type":"boolean"}},
              "additionalProperties":false}}}})",
     ""},
    {"lists of types", R"({"type":"object","properties":{"a":{"type":["array","null"],
         "items":{"type":"string"},"description":"A"}}})",
     R"({"type":"object","additionalProperties":false,"properties":{"a":{"description":"A",
         "anyOf":[{"type":"array","items":{"type":"string"}},{"type":"null"}]}}})",
     ""},
    {"values to choose from", R"({"type":"object","properties":{"a":{"enum":[1,true]},
         "b":{"const":null},"c":{"enum":["x","y"]}}})",
     R"({"type":"object","additionalProperties":false,"properties":{
         "a":{"anyOf":[{"type":"integer","enum":[1]},{"type":"boolean","enum":[true]}]},
         "b":{"type":"null","enum":[null]},"c":{"type":"string","enum":["x","y"]}}})",
     ""},
    {"formats and fewest items", R"({"type":"object","properties":{
         "a":{"type":"string","format":"uri"},"b":{"type":"string","format":"byte"},
         "c":{"type":"array","items":{"type":"string"},"minItems":1},
         "d":{"type":"array","items":{"type":"string"},"minItems":2}}})",
     R"({"type":"object","additionalProperties":false,"properties":{
         "a":{"type":"string","format":"uri"},
         "b":{"type":"string","description":"format: \u0022byte\u0022."},
         "c":{"type":"array","items":{"type":"string"},"minItems":1},
         "d":{"type":"array","items":{"type":"string"},"description":"minItems: 2."}}})",
     "response_format: told in the description: $.b.format, $.d.minItems"},
    {"references stand in place", R"({"type":"object","properties":{"a":{"$ref":"#/$defs/A"}},
         "$defs":{"A":{"type":"object","properties":{"b":{"type":"string"}}}}})",
     R"({"type":"object","additionalProperties":false,"properties":{"a":{"type":"object",
         "additionalProperties":false,"properties":{"b":{"type":"string"}}}}})",
     ""},
    {"members of any name cannot be named", R"({"type":"object","additionalProperties":{
         "type":"string"}})",
     "", "response_format became a line of the system prompt"},
    {"nor can anything", R"({"type":"object"})", "",
     "response_format became a line of the system prompt"},
    {"nor schemas without an end", R"({"type":"object","properties":{"a":{"$ref":"#"}}})", "",
     "response_format became a line of the system prompt"},
};

Written written(const std::string& request, const char* model = "claude-opus-4-8",
                std::string_view from = "openai_chat") {
  const auto read = codecOf(from).readRequest(request);
  if (!read) qFatal("%s", read.error().message.c_str());
  Target target;
  target.provider = "p";
  target.model = model;
  return codecOf("anthropic").writeRequest(*read, target);
}

std::string chatWith(const std::string& members) {
  return R"({"model":"r","messages":[{"role":"user","content":"q"}],)" + members + "}";
}

std::string formatOf(const char* schema, const char* strict = "") {
  return chatWith(R"("response_format":{"type":"json_schema","json_schema":{"name":"n","schema":)" +
                  std::string(schema) + strict + "}}");
}

std::string notesOf(const Written& written) {
  std::string all;
  for (const chat::Note& note : written.notes)
    all += (all.empty() ? "" : "; ") + note.what;
  return all;
}

bj::value bodyOf(const Written& written) { return *sb::json::parse(written.body); }

std::string textAt(const bj::value& body, const char* pointer) {
  boost::system::error_code error;
  const bj::value* value = body.find_pointer(pointer, error);
  return value == nullptr ? "" : std::string(value->as_string());
}

}  // namespace

class AnthropicRequestsTest : public QObject {
  Q_OBJECT
 private slots:
  void schemas_data();
  void schemas();
  void strictSchemasThatCannotBeToldAreRefused();
  void modelsWithoutSchemasAreToldInWords();
  void strictToolsAreHeldToWhatCanBeTold();
  void aSystemPromptAloneIsSaidByTheUser_data();
  void aSystemPromptAloneIsSaidByTheUser();
};

void AnthropicRequestsTest::schemas_data() {
  QTest::addColumn<int>("index");
  for (std::size_t i = 0; i < std::size(kCases); ++i)
    QTest::newRow(kCases[i].name) << static_cast<int>(i);
}

void AnthropicRequestsTest::schemas() {
  QFETCH(int, index);
  const Case& one = kCases[index];
  const Written out = written(formatOf(one.schema));
  const bj::object body = bodyOf(out).as_object();
  if (*one.told == '\0') {
    QVERIFY2(!body.contains("output_config"), out.body.c_str());
    const std::string line = textAt(body, "/system/0/text");
    QVERIFY2(line.find(one.schema) != std::string::npos, line.c_str());
  } else {
    QVERIFY2(body.contains("output_config"), out.body.c_str());
    const bj::value& schema = body.at("output_config").at("format").at("schema");
    QVERIFY2(schema == *sb::json::parse(one.told), out.body.c_str());
  }
  QCOMPARE(notesOf(out), std::string(one.notes));
  QVERIFY(out.lost.empty());
}

void AnthropicRequestsTest::strictSchemasThatCannotBeToldAreRefused() {
  const Written out = written(formatOf(
      R"({"type":"object","additionalProperties":{"type":"string"}})", R"(,"strict":true)"));
  QCOMPARE(out.lost.size(), std::size_t(1));
  QCOMPARE(out.lost.front(), std::string("response_format: schema $.additionalProperties"));
}

void AnthropicRequestsTest::modelsWithoutSchemasAreToldInWords() {
  const char* schema = R"({"type":"object","properties":{"a":{"type":"string"}}})";
  const Written out = written(formatOf(schema, R"(,"strict":true)"), "claude-3-7-sonnet-latest");
  const bj::value body = bodyOf(out);
  QVERIFY(!body.as_object().contains("output_config"));
  QVERIFY(textAt(body, "/system/0/text").find(schema) != std::string::npos);
  QVERIFY(out.lost.empty());
}

void AnthropicRequestsTest::strictToolsAreHeldToWhatCanBeTold() {
  const Written out = written(chatWith(
      R"("tools":[{"type":"function","function":{"name":"f","strict":true,"parameters":
      {"type":"object","properties":{"n":{"type":"integer","maximum":9}}}}},
      {"type":"function","function":{"name":"g","strict":true,"parameters":{"type":"object"}}},
      {"type":"function","function":{"name":"h","parameters":
      {"type":"object","properties":{"n":{"type":"integer","maximum":9}}}}}])"));
  const bj::value body = bodyOf(out);
  const bj::array& tools = body.at("tools").as_array();
  QCOMPARE(tools.at(0).at("strict"), bj::value(true));
  QCOMPARE(sb::json::write(tools.at(0).at("input_schema")),
           std::string(R"({"type":"object","properties":{"n":{"type":"integer",)"
                       R"("description":"maximum: 9."}},"additionalProperties":false})"));
  QVERIFY(!tools.at(1).as_object().contains("strict"));
  QCOMPARE(sb::json::write(tools.at(1).at("input_schema")), std::string(R"({"type":"object"})"));
  QCOMPARE(tools.at(2).at("input_schema").at("properties").at("n").at("maximum"), bj::value(9));
  QCOMPARE(notesOf(out),
           std::string("tools: f: told in the description: $.n.maximum; tools: g: not strict, for "
                       "its schema cannot be: $.additionalProperties"));
}

void AnthropicRequestsTest::aSystemPromptAloneIsSaidByTheUser_data() {
  QTest::addColumn<QString>("from");
  QTest::addColumn<QString>("request");
  QTest::newRow("chat") << "openai_chat"
                        << R"({"model":"r","messages":[{"role":"system","content":"Say hi"}]})";
  QTest::newRow("developer")
      << "openai_chat"
      << R"({"model":"r","messages":[{"role":"developer","content":"Say hi"}]})";
  QTest::newRow("responses") << "openai_responses"
                             << R"({"model":"r","instructions":"Say hi","input":[]})";
}

void AnthropicRequestsTest::aSystemPromptAloneIsSaidByTheUser() {
  QFETCH(QString, from);
  QFETCH(QString, request);
  const Written out = written(request.toStdString(), "claude-opus-4-8", from.toStdString());
  const bj::value body = bodyOf(out);
  QVERIFY(!body.as_object().contains("system"));
  QCOMPARE(body.at("messages").as_array().size(), std::size_t(1));
  QCOMPARE(textAt(body, "/messages/0/role"), std::string("user"));
  QCOMPARE(textAt(body, "/messages/0/content/0/text"), std::string("Say hi"));
  QCOMPARE(notesOf(out), std::string("the system prompt became the user's: there is nothing else"));
}

SB_TEST(AnthropicRequestsTest);

#include "anthropic_requests_test.moc"
