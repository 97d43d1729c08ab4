#include <QTest>

#include <boost/json.hpp>

#include "core/base/json.h"
#include "core/dialects/gemini/schema.h"
#include "tests/support/test_main.h"

namespace {

using sb::dialects::gemini::jsonSchemaOf;
using sb::dialects::gemini::Schema;
using sb::dialects::gemini::writtenSchema;

// A JSON Schema, and what Google is told.
struct Case {
  const char* name;
  const char* schema;
  const char* told;
  bool openApi;
  const char* changed;  // joined by ", "
};

constexpr Case kCases[] = {
    {"T75 what says nothing is left out",
     R"({"$schema":"x","$id":"y","type":"object","additionalProperties":false,"x-mine":1,
        "properties":{"a":{"type":"string","$comment":"c","readOnly":true}},"required":["a","b"]})",
     R"({"type":"object","required":["a"],"properties":{"a":{"type":"string"}}})", true, ""},
    {"T75 what cannot be told is described",
     R"({"type":"object","properties":{"a":{"type":"integer","description":"A.","multipleOf":5,
        "exclusiveMinimum":0},"b":{"type":"array","items":{"type":"string"},"uniqueItems":true}},
        "propertyNames":{"pattern":"^a"}})",
     R"({"type":"object","description":"propertyNames: {\u0022pattern\u0022:\u0022^a\u0022}.","properties":{
        "a":{"type":"integer","description":"A. multipleOf: 5. exclusiveMinimum: 0."},
        "b":{"type":"array","items":{"type":"string"},"description":"uniqueItems: true."}}})",
     true, "$.a.multipleOf, $.a.exclusiveMinimum, $.b.uniqueItems, $.propertyNames"},
    {"T75 null as a type",
     R"({"type":"object","properties":{"a":{"type":["string","null"]},
        "b":{"anyOf":[{"type":"integer"},{"type":"null"}]},
        "c":{"type":["string","integer","null"]},"d":{"enum":["x",null]}}})",
     R"({"type":"object","properties":{"a":{"type":"string","nullable":true},
        "b":{"type":"integer","nullable":true},
        "c":{"nullable":true,"anyOf":[{"type":"string"},{"type":"integer"}]},
        "d":{"type":"string","enum":["x"],"nullable":true}}})",
     true, ""},
    {"T75 numbers to choose from, nested", R"({"type":"array","items":{"enum":[1,2]}})",
     R"({"type":"array","items":{"type":"integer","enum":[1,2]}})", false, ""},
    {"flags to choose from", R"({"type":"boolean","const":true})",
     R"({"type":"boolean","description":"one of: [true]."})", true, "$.one of"},
    {"one value", R"({"const":"x"})", R"({"type":"string","enum":["x"]})", true, ""},
    {"alternatives", R"({"oneOf":[{"type":"string"},{"type":"number","format":"double"}]})",
     R"({"anyOf":[{"type":"string"},{"type":"number","format":"double"}]})", true, ""},
    {"formats that are not known",
     R"({"type":"object","properties":{"a":{"type":"string","format":"uri"},
        "b":{"type":"string","format":"date-time"}}})",
     R"({"type":"object","properties":{"a":{"type":"string","description":"format: \u0022uri\u0022."},
        "b":{
  "type" : "string", "format" : "date-time"
}
}
})",
     true, "$.a.format"},
    {"all of several",
     R"({"allOf":[{"type":"object","properties":{"a":{"type":"string"}},"required":["a"]},
        {"$ref":"#/$defs/B"}],"$defs":{"B":{"properties":{"b":{"type":"string"}},
        "required":["b"]}}})",
     R"({"type":"object","required":["a","b"],
        "properties":{"a":{"type":"string"},"b":{"type":"string"}}})",
     true, "$.allOf"},
    {"references are put in place",
     R"({"type":"object","properties":{"a":{"$ref":"#/definitions/A","description":"here"},
        "b":{"$ref":"#/definitions/A"}},"definitions":{"A":{"type":"string","description":"A"}}})",
     R"({"type":"object","properties":{"a":{"type":"string","description":"here"},
        "b":{"type":"string","description":"A"}}})",
     true, ""},
    {"references in a circle stay references",
     R"({"type":"object","properties":{"next":{"$ref":"#/definitions/N","description":"d"}},
        "definitions":{"N":{"type":"object","properties":{"next":{"$ref":"#/definitions/N"}}}}})",
     R"({"type":"object","properties":{"next":{"description":"d","anyOf":[{"$ref":"#/$defs/N"}]}},
        "$defs":{"N":{"type":"object","properties":{"next":{"$ref":"#/$defs/N"}}}}})",
     false, ""},
    {"members of any name",
     R"({"type":"object","additionalProperties":{"type":"string","minLength":1}})",
     R"({"type":"object","additionalProperties":{"type":"string","description":"minLength: 1."
}
})",
     false, "$.*.minLength"},
    {"anything at all", R"({"type":"object","properties":{"a":{}}})",
     R"({"type":"object","properties":{"a":{}}})", false, ""},
    {"a list of anything", R"({"type":"array"})", R"({"type":"array"})", false, ""},
    {"tuples of old", R"({"type":"array","items":[{"type":"string"},{"type":"number"}]})",
     R"({"type":"array","prefixItems":[{"type":"string"},{"type":"number"}]})", false, ""},
    {"types that go without saying", R"({"properties":{"a":{"items":{"type":"string"}}}})",
     R"({"type":"object","properties":{"a":{"type":"array","items":{"type":"string"}}}})", true,
     ""},
};

std::string joined(const std::vector<std::string>& names) {
  std::string all;
  for (const std::string& name : names)
    all += (all.empty() ? "" : ", ") + name;
  return all;
}

}  // namespace

class SchemaSubsetTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void tellsWhatWasMeant_data();
  void tellsWhatWasMeant();
  void refusesByNameWhatNoLanguageHas();
  void functionsWithoutParametersSayNothing();
  void readsTheOlderLanguage();
  void hostileSchemasAreBorne();
};

void SchemaSubsetTest::tellsWhatWasMeant_data() {
  QTest::addColumn<int>("index");
  for (std::size_t i = 0; i < std::size(kCases); ++i)
    QTest::newRow(kCases[i].name) << int(i);
}

void SchemaSubsetTest::tellsWhatWasMeant() {
  QFETCH(int, index);
  const Case& one = kCases[index];
  const Schema written = writtenSchema(one.schema, false);
  const auto told = sb::json::parse(written.json), expected = sb::json::parse(one.told);
  QVERIFY2(told && expected, written.json.c_str());
  QVERIFY2(*told == *expected, written.json.c_str());
  QCOMPARE(written.openApi, one.openApi);
  QCOMPARE(joined(written.changed), std::string(one.changed));
  QVERIFY2(written.refused.empty(), joined(written.refused).c_str());
}

void SchemaSubsetTest::refusesByNameWhatNoLanguageHas() {
  QCOMPARE(joined(writtenSchema(R"({"type":"object","properties":{"a":false}})", true).refused),
           std::string("$.a.false"));
  QCOMPARE(joined(writtenSchema("no JSON", true).refused), std::string("$.no schema"));
}

void SchemaSubsetTest::functionsWithoutParametersSayNothing() {
  const char* const none = R"({"type":"object","properties":{},"additionalProperties":false})";
  QCOMPARE(writtenSchema(none, true).json, std::string());
  QCOMPARE(writtenSchema("", true).json, std::string());
  QCOMPARE(writtenSchema(none, false).json, std::string(R"({"type":"object"})"));
}

void SchemaSubsetTest::readsTheOlderLanguage() {
  const auto read = sb::json::parse(jsonSchemaOf(
      R"({"type":"OBJECT","propertyOrdering":["any_of"],"properties":{
        "any_of":{"type":"STRING","format":"enum","enum":["a"],"nullable":true},
        "n":{"any_of":[{"type":"INTEGER"}],"nullable":true},
        "l":{"type":"ARRAY","minItems":"2","max_items":3,"items":{"type":"NUMBER"}}}})"));
  const auto expected = sb::json::parse(
      R"({"type":"object","properties":{
        "any_of":{"type":["string","null"],"enum":["a",null]},
        "n":{"anyOf":[{"type":"integer"},{"type":"null"}]},
        "l":{"type":"array","minItems":2,"maxItems":3,"items":{"type":"number"}}}})");
  QVERIFY2(*read == *expected, sb::json::write(*read).c_str());
  QCOMPARE(jsonSchemaOf("5"), std::string());
}

// References that double each other, circles through everything, depth: bounded, and said.
void SchemaSubsetTest::hostileSchemasAreBorne() {
  std::string doubling = R"({"$ref":"#/$defs/a0","$defs":{)";
  for (int i = 0; i < 40; ++i) {
    const std::string next = R"({"$ref":"#/$defs/a)" + std::to_string(i + 1) + "\"}";
    doubling += "\"a" + std::to_string(i) + R"(":{"type":"object","properties":{"x":)" + next +
                ",\"y\":" + next + "}},";
  }
  doubling += R"("a40":{"type":"string"}}})";
  const Schema written = writtenSchema(doubling, true);
  QVERIFY(!written.openApi);
  QVERIFY(written.json.size() < 100'000);
  std::string deep = R"({"type":"string"})";
  for (int i = 0; i < 300; ++i)
    deep = R"({"type":"array","items":)" + deep + "}";
  QVERIFY(!writtenSchema(deep, true).refused.empty());
  for (const char* schema : {R"({"$ref":"#"})", R"({"$ref":"#/$ref"})", R"({"$ref":5})",
                             R"({"allOf":[{"$ref":"#"},5]})", R"({"anyOf":[{"$ref":"#"}]})",
                             R"({"anyOf":5,"enum":{},"type":7,"items":0,"properties":[]})",
                             R"({"enum":[],"type":[]})", R"({"type":["null"]})"})
    QVERIFY2(sb::json::parse(writtenSchema(schema, false).json), schema);
}

SB_TEST(SchemaSubsetTest);

#include "schema_subset_test.moc"
