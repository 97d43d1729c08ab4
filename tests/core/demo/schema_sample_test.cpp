#include "core/demo/schema_sample.h"

#include <QTest>
#include <algorithm>

#include "core/base/json.h"
#include "tests/support/test_main.h"

using namespace sb;

namespace {

// ' stands for " in both texts.
std::string quotes(std::string text) {
  std::replace(text.begin(), text.end(), '\'', '"');
  return text;
}

std::string sample(const std::string& schema) {
  return json::write(demo::sampleOf(*json::parse(quotes(schema))));
}

}  // namespace

class SchemaSampleTest : public QObject {
  Q_OBJECT

 private slots:
  void makesAMinimalInstance_data() {
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char* name, const char* schema, const char* expected) {
      QTest::newRow(name) << QByteArray(schema) << QByteArray(expected);
    };
    row("required only",
        "{'type':'object','properties':{'a':{'type':'string'},'b':{'type':'integer'}},'required':['"
        "b']}",
        "{'b':1}");
    row("no required", "{'type':'object','properties':{'a':{'type':'string'}}}", "{}");
    row("string", "{'type':'string'}", "'example'");
    row("enum", "{'type':'string','enum':['x','y']}", "'x'");
    row("const", "{'const':7}", "7");
    row("default", "{'type':'string','default':'d'}", "'d'");
    row("date", "{'type':'string','format':'date'}", "'2026-01-31'");
    row("lengths", "{'type':'string','minLength':9}", "'examplexx'");
    row("short", "{'type':'string','maxLength':2}", "'ex'");
    row("minimum", "{'type':'integer','minimum':10}", "10");
    row("exclusive", "{'type':'integer','exclusiveMinimum':10}", "11");
    row("maximum", "{'type':'integer','maximum':-3}", "-3");
    row("boolean", "{'type':'boolean'}", "true");
    row("null", "{'type':'null'}", "null");
    row("nullable", "{'type':['null','string']}", "'example'");
    row("array", "{'type':'array','items':{'type':'boolean'},'minItems':2}", "[true,true]");
    row("empty array", "{'type':'array','minItems':0}", "[]");
    row("anyOf", "{'anyOf':[{'type':'integer'},{'type':'null'}]}", "1");
    row("allOf",
        "{'allOf':[{'type':'object','properties':{'a':{'const':1}},'required':['a']},"
        "{'type':'object','properties':{'b':{'const':2}},'required':['b']}]}",
        "{'a':1,'b':2}");
    row("reference", "{'$ref':'#/$defs/x','$defs':{'x':{'type':'boolean'}}}", "true");
    row("dangling reference", "{'$ref':'#/$defs/x'}", "null");
    row("no schema", "true", "null");
  }
  void makesAMinimalInstance() {
    QFETCH(QByteArray, schema);
    QFETCH(QByteArray, expected);
    QCOMPARE(sample(schema.toStdString()), quotes(expected.toStdString()));
  }

  void endsForSchemasThatContainThemselves() {
    const char* const schemas[] = {
        "{'$ref':'#'}",
        "{'type':'object','properties':{'a':{'$ref':'#'},'b':{'$ref':'#'}},'required':['a','b']}",
        "{'type':'array','minItems':1000000,'items':{'$ref':'#'}}"};
    for (const char* schema : schemas)
      QVERIFY(!sample(schema).empty());
  }
};

SB_TEST(SchemaSampleTest);
#include "schema_sample_test.moc"
