#include "core/dialects/tool_aliases.h"

#include <QTest>

#include "core/dialects/dialect_tools.h"
#include "tests/core/dialects/codecs.h"
#include "tests/support/test_main.h"

namespace {

using namespace sb::dialects;
using namespace sb::dialects::test;

const std::string kLong = "mcp__plugin_" + std::string(60, 'a') + "__list";

chat::Request requestWith(const std::string& name) {
  const auto read =
      codecOf("anthropic")
          .readRequest(
              R"({"model":"r","max_tokens":9,"tools":[{"name":")" + name +
              R"(","input_schema":{"type":"object"}},{"name":"plain","input_schema":{"type":"object"}}],
         "tool_choice":{"type":"tool","name":")" +
              name + R"("},"messages":[{"role":"user","content":"q"},{"role":"assistant","content":[
         {"type":"tool_use","id":"t","name":")" +
              name + R"(","input":{}}]},{"role":"user","content":[
         {"type":"tool_result","tool_use_id":"t","content":"r"}]}]})");
  if (!read) qFatal("no request");
  return *read;
}

const ToolNameRule& ruleOf(Dialect dialect) { return toolsOf(dialect)->toolNames; }

class ToolAliasesTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void namesThatTheTargetTakesStay();
  void namesThatItWouldRefuseAreOthers_data();
  void namesThatItWouldRefuseAreOthers();
  void theCallerReadsItsOwnNames();
  void theSameNameBecomesTheSame();
};

void ToolAliasesTest::namesThatTheTargetTakesStay() {
  for (const Dialect dialect :
       {Dialect::OpenAiChat, Dialect::OpenAiResponses, Dialect::Anthropic, Dialect::Gemini}) {
    chat::Request request = requestWith("mcp__crm-1__search");
    ToolAliases aliases;
    std::vector<std::string> told;
    aliases.rename(request, ruleOf(dialect), told);
    QVERIFY(aliases.empty());
    QVERIFY(told.empty());
    QCOMPARE(request.tools[0].name, std::string("mcp__crm-1__search"));
  }
}

void ToolAliasesTest::namesThatItWouldRefuseAreOthers_data() {
  QTest::addColumn<QByteArray>("name");
  QTest::addColumn<int>("dialect");
  QTest::addColumn<bool>("renamed");
  const auto row = [](const char* title, const std::string& name, Dialect dialect, bool renamed) {
    QTest::newRow(title) << QByteArray::fromStdString(name) << int(dialect) << renamed;
  };
  row("76 for OpenAI", kLong, Dialect::OpenAiChat, true);
  row("76 for Responses", kLong, Dialect::OpenAiResponses, true);
  row("76 for Gemini", kLong, Dialect::Gemini, true);
  row("76 for Anthropic", kLong, Dialect::Anthropic, false);
  row("129 for Anthropic", std::string(129, 'x'), Dialect::Anthropic, true);
  row("a dot for OpenAI", "crm.search", Dialect::OpenAiChat, true);
  row("a dot for Gemini", "crm.search", Dialect::Gemini, false);
  row("a digit first for Gemini", "1search", Dialect::Gemini, true);
  row("a digit first for OpenAI", "1search", Dialect::OpenAiChat, false);
  row("letters of others", "s\xC3\xBC\xC3\x9F", Dialect::Anthropic, true);
}

void ToolAliasesTest::namesThatItWouldRefuseAreOthers() {
  QFETCH(QByteArray, name);
  QFETCH(int, dialect);
  QFETCH(bool, renamed);
  const ToolNameRule& rule = ruleOf(static_cast<Dialect>(dialect));
  chat::Request request = requestWith(name.toStdString());
  ToolAliases aliases;
  std::vector<std::string> told;
  aliases.rename(request, rule, told);
  const std::string& alias = request.tools[0].name;
  QCOMPARE(alias != name.toStdString(), renamed);
  QCOMPARE(told.size(), std::size_t(renamed ? 1 : 0));
  QVERIFY(alias.size() <= rule.most);
  const std::string accepted =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-" + std::string(rule.more);
  QVERIFY2(alias.find_first_not_of(accepted) == std::string::npos, alias.c_str());
  QCOMPARE(request.tools[1].name, std::string("plain"));
  // Wherever it stands.
  QCOMPARE(request.toolChoice.names.at(0), alias);
  QCOMPARE(std::get<chat::ToolCall>(request.messages[1].content[0].what).name, alias);
}

void ToolAliasesTest::theCallerReadsItsOwnNames() {
  chat::Request request = requestWith(kLong);
  ToolAliases aliases;
  std::vector<std::string> told;
  aliases.rename(request, ruleOf(Dialect::OpenAiChat), told);
  chat::Part part;
  chat::ToolCall call;
  call.name = request.tools[0].name;
  part.what = call;
  chat::Answer answer;
  answer.choices.emplace_back();
  answer.choices[0].content.push_back(part);
  aliases.restore(answer);
  QCOMPARE(std::get<chat::ToolCall>(answer.choices[0].content[0].what).name, kLong);
  chat::Event event;
  event.kind = chat::Event::Kind::Open;
  event.part = &part;
  chat::Part changed;
  QVERIFY(aliases.restore(event, changed));
  QCOMPARE(std::get<chat::ToolCall>(changed.what).name, kLong);
  std::get<chat::ToolCall>(part.what).name = "plain";
  QVERIFY(!aliases.restore(event, changed));
}

void ToolAliasesTest::theSameNameBecomesTheSame() {
  chat::Request once = requestWith(kLong), again = requestWith(kLong);
  chat::Request other = requestWith(kLong + "s");
  std::vector<std::string> told;
  for (chat::Request* request : {&once, &again, &other}) {
    ToolAliases aliases;
    aliases.rename(*request, ruleOf(Dialect::OpenAiChat), told);
  }
  QCOMPARE(once.tools[0].name, again.tools[0].name);
  QVERIFY(once.tools[0].name != other.tools[0].name);
}

SB_TEST(ToolAliasesTest);

}  // namespace

#include "tool_aliases_test.moc"
