#include "core/dialects/system_prompt.h"

#include <QTest>

#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::dialects;

namespace {

struct Row {
  const char* name;
  Form form;
  const char* body;
  const char* around;   // with A before and Z after, a blank line between
  const char* instead;  // with N instead
};

// Odd blanks and escapes outside of what changes stay as they are.
const Row kRows[] = {
    {"chat, none", Form::ChatCompletions, R"({ "model":"m", "messages" : [ {"role":"user"} ] })",
     R"({ "model":"m", "messages" : [{"role":"system","content":"A\n\nZ"}, {"role":"user"} ] })",
     R"({ "model":"m", "messages" : [{"role":"system","content":"N"}, {"role":"user"} ] })"},
    {"chat, no messages", Form::ChatCompletions, R"({"model":"m","messages":[]})",
     R"({"model":"m","messages":[{"role":"system","content":"A\n\nZ"}]})",
     R"({"model":"m","messages":[{"role":"system","content":"N"}]})"},
    {"chat, text", Form::ChatCompletions,
     R"({"messages":[ {"content":"S\u00e9", "role":"system"}, {"role":"user","content":"q"}],"model":"m"})",
     R"({"messages":[ {"content":"A\n\nS\u00e9\n\nZ", "role":"system"}, {"role":"user","content":"q"}],"model":"m"})",
     R"({"messages":[ {"role":"system","content":"N"}, {"role":"user","content":"q"}],"model":"m"})"},
    {"chat, developer", Form::ChatCompletions,
     R"({"model":"m","messages":[{"role":"developer","content":"S"},{"role":"user","content":"q"}]})",
     R"({"model":"m","messages":[{"role":"developer","content":"A\n\nS\n\nZ"},{"role":"user","content":"q"}]})",
     R"({"model":"m","messages":[{"role":"developer","content":"N"},{"role":"user","content":"q"}]})"},
    {"chat, two of them and one later", Form::ChatCompletions,
     R"({"model":"m","messages":[{"role":"system","content":"S"},{"role":"developer","content":"T"},{"role":"user","content":"q"},{"role":"system","content":"U"}]})",
     R"({"model":"m","messages":[{"role":"system","content":"A\n\nS"},{"role":"developer","content":"T\n\nZ"},{"role":"user","content":"q"},{"role":"system","content":"U"}]})",
     R"({"model":"m","messages":[{"role":"system","content":"N"},{"role":"user","content":"q"},{"role":"system","content":"U"}]})"},
    {"chat, parts", Form::ChatCompletions,
     R"({"model":"m","messages":[{"role":"system","content":[ {"type":"text","text":"S","cache_control":{"type":"ephemeral"}} ]}]})",
     R"({"model":"m","messages":[{"role":"system","content":[{"type":"text","text":"A"}, {"type":"text","text":"S","cache_control":{"type":"ephemeral"}} ,{"type":"text","text":"Z"}]}]})",
     R"({"model":"m","messages":[{"role":"system","content":"N"}]})"},
    {"chat, one that says nothing", Form::ChatCompletions,
     R"({"model":"m","messages":[{"role":"system","content":""},{"role":"user","content":"q"}]})",
     R"({"model":"m","messages":[{"role":"system","content":"A"},{"role":"system","content":""},{"role":"system","content":"Z"},{"role":"user","content":"q"}]})",
     R"({"model":"m","messages":[{"role":"system","content":"N"},{"role":"user","content":"q"}]})"},
    {"messages, none", Form::Messages, R"({"model":"m","messages":[ ] })",
     R"({"model":"m","messages":[ ],"system":"A\n\nZ" })",
     R"({"model":"m","messages":[ ],"system":"N" })"},
    {"messages, null", Form::Messages, R"({"model":"m","system":null,"messages":[]})",
     R"({"model":"m","system":"A\n\nZ","messages":[]})",
     R"({"model":"m","system":"N","messages":[]})"},
    {"messages, text", Form::Messages, R"({"model":"m","system" : "S\n","messages":[]})",
     R"({"model":"m","system" : "A\n\nS\n\n\nZ","messages":[]})",
     R"({"model":"m","system" : "N","messages":[]})"},
    {"messages, blocks", Form::Messages,
     R"({"model":"m","system":[{"type":"text","text":"S","cache_control":{"type":"ephemeral"}}],"messages":[]})",
     R"({"model":"m","system":[{"type":"text","text":"A"},{"type":"text","text":"S","cache_control":{"type":"ephemeral"}},{"type":"text","text":"Z"}],"messages":[]})",
     R"({"model":"m","system":"N","messages":[]})"},
    {"messages, no blocks", Form::Messages, R"({"model":"m","system":[ ],"messages":[]})",
     R"({"model":"m","system":"A\n\nZ","messages":[]})",
     R"({"model":"m","system":"N","messages":[]})"},
    {"gemini, none", Form::Gemini, R"({"contents":[]})",
     R"({"contents":[],"systemInstruction":{"parts":[{"text":"A\n\nZ"}]}})",
     R"({"contents":[],"systemInstruction":{"parts":[{"text":"N"}]}})"},
    {"gemini, nothing at all", Form::Gemini, "{ }",
     R"({ "systemInstruction":{"parts":[{"text":"A\n\nZ"}]}})",
     R"({ "systemInstruction":{"parts":[{"text":"N"}]}})"},
    {"gemini, parts", Form::Gemini,
     R"({"systemInstruction":{"parts":[{"text":"S"}],"role":"user"}})",
     R"({"systemInstruction":{"parts":[{"text":"A"},{"text":"S"},{"text":"Z"}],"role":"user"}})",
     R"({"systemInstruction":{"parts":[{"text":"N"}]}})"},
    {"gemini, the other spelling", Form::Gemini,
     R"({"system_instruction":{"parts":[{"text":"S"}]}})",
     R"({"system_instruction":{"parts":[{"text":"A"},{"text":"S"},{"text":"Z"}]}})",
     R"({"system_instruction":{"parts":[{"text":"N"}]}})"},
    {"gemini, no parts", Form::Gemini, R"({"systemInstruction":{"role":"user"}})",
     R"({"systemInstruction":{"parts":[{"text":"A\n\nZ"}]}})",
     R"({"systemInstruction":{"parts":[{"text":"N"}]}})"},
    {"responses, none", Form::Responses, R"({"model":"m","input":"q"})",
     R"({"model":"m","input":"q","instructions":"A\n\nZ"})",
     R"({"model":"m","input":"q","instructions":"N"})"},
    {"responses, instructions", Form::Responses, R"({"model":"m","instructions":"S","input":"q"})",
     R"({"model":"m","instructions":"A\n\nS\n\nZ","input":"q"})",
     R"({"model":"m","instructions":"N","input":"q"})"},
    {"responses, items", Form::Responses,
     R"({"model":"m","input":[{"role":"developer","content":"D"},{"role":"user","content":"q"}]})",
     R"({"model":"m","input":[{"role":"developer","content":"D\n\nZ"},{"role":"user","content":"q"}],"instructions":"A"})",
     R"({"model":"m","input":[{"role":"user","content":"q"}],"instructions":"N"})"},
    {"responses, both", Form::Responses,
     R"({"model":"m","instructions":"S","input":[{"role":"developer","content":[{"type":"input_text","text":"D"}]},{"role":"user","content":"q"}]})",
     R"({"model":"m","instructions":"A\n\nS","input":[{"role":"developer","content":[{"type":"input_text","text":"D"},{"type":"input_text","text":"Z"}]},{"role":"user","content":"q"}]})",
     R"({"model":"m","instructions":"N","input":[{"role":"user","content":"q"}]})"},
    {"responses, items alone", Form::Responses,
     R"({"model":"m","instructions":null,"input":[ {"role":"system","content":"D"} ]})",
     R"({"model":"m","instructions":"A","input":[ {"role":"system","content":"D\n\nZ"} ]})",
     R"({"model":"m","instructions":"N","input":[  ]})"},
    {"completions", Form::Completions, R"({"model":"m","prompt":"q"})",
     R"({"model":"m","prompt":"A\n\nZ\n\nq"})", R"({"model":"m","prompt":"N\n\nq"})"},
    {"completions, several", Form::Completions, R"({"model":"m","prompt":["q", "r"]})",
     R"({"model":"m","prompt":["A\n\nZ\n\nq", "A\n\nZ\n\nr"]})",
     R"({"model":"m","prompt":["N\n\nq", "N\n\nr"]})"},
    {"completions, none", Form::Completions, R"({"model":"m"})",
     R"({"model":"m","prompt":"A\n\nZ"})", R"({"model":"m","prompt":"N"})"},
    {"embeddings have none", Form::Embeddings, R"({"model":"m","input":"q"})",
     R"({"model":"m","input":"q"})", R"({"model":"m","input":"q"})"},
};

SystemPrompt around(const std::string& before, const std::string& after) {
  SystemPrompt prompt;
  prompt.before = before;
  prompt.after = after;
  prompt.gapBefore = prompt.gapAfter = true;
  return prompt;
}

SystemPrompt instead(const std::string& text) {
  SystemPrompt prompt;
  prompt.before = text;
  prompt.keeps = false;
  return prompt;
}

Result<std::string> changed(std::string_view body, Form form, const SystemPrompt& prompt,
                            const Counted& counted = {}) {
  Looker looker;
  const auto look = looker.look(body, 0, form);
  if (!look) return look.error();
  auto text = withSystemPrompt(body, *look, form, prompt, counted);
  if (text && !looker.look(*text, 0, form))
    return Error(ErrorKind::Internal, "no request: " + *text);
  return text;
}

}  // namespace

class SystemPromptTest : public QObject {
  Q_OBJECT
 private slots:
  void changesOnlyThePrompt_data();
  void changesOnlyThePrompt();
  void aTemplateSetsNoGap();
  void oneSideAlone_data();
  void oneSideAlone();
  void textsAreEscaped();
  void countsOfGeminiAreWrapped_data();
  void countsOfGeminiAreWrapped();
  void whatNothingCanBeAddedToIsRefused_data();
  void whatNothingCanBeAddedToIsRefused();
};

void SystemPromptTest::changesOnlyThePrompt_data() {
  QTest::addColumn<int>("row");
  for (std::size_t i = 0; i < std::size(kRows); ++i)
    QTest::newRow(kRows[i].name) << static_cast<int>(i);
}

void SystemPromptTest::changesOnlyThePrompt() {
  QFETCH(int, row);
  const Row& one = kRows[row];
  const auto wrapped = changed(one.body, one.form, around("A", "Z"));
  QVERIFY2(wrapped.has_value(), wrapped ? "" : wrapped.error().message.c_str());
  QCOMPARE(*wrapped, std::string(one.around));
  const auto replaced = changed(one.body, one.form, instead("N"));
  QVERIFY2(replaced.has_value(), replaced ? "" : replaced.error().message.c_str());
  QCOMPARE(*replaced, std::string(one.instead));
  QCOMPARE(*changed(one.body, one.form, SystemPrompt()), std::string(one.body));
}

void SystemPromptTest::aTemplateSetsNoGap() {
  SystemPrompt prompt = around("<rules>", "</rules>");
  prompt.gapBefore = prompt.gapAfter = false;
  QCOMPARE(*changed(R"({"model":"m","system":"S","messages":[]})", Form::Messages, prompt),
           std::string(R"({"model":"m","system":"<rules>S</rules>","messages":[]})"));
  QCOMPARE(*changed(R"({"model":"m","messages":[]})", Form::Messages, prompt),
           std::string(R"({"model":"m","messages":[],"system":"<rules></rules>"})"));
}

void SystemPromptTest::oneSideAlone_data() { changesOnlyThePrompt_data(); }

void SystemPromptTest::oneSideAlone() {
  QFETCH(int, row);
  const Row& one = kRows[row];
  const auto before = changed(one.body, one.form, around("A", ""));
  QVERIFY2(before.has_value(), before ? "" : before.error().message.c_str());
  QVERIFY(before->find('Z') == std::string::npos);
  const auto after = changed(one.body, one.form, around("", "Z"));
  QVERIFY2(after.has_value(), after ? "" : after.error().message.c_str());
  QVERIFY(after->find('A') == std::string::npos);
  if (one.form == Form::Embeddings) return;
  QVERIFY(before->find('A') != std::string::npos);
  QVERIFY(after->find('Z') != std::string::npos);
}

void SystemPromptTest::textsAreEscaped() {
  const SystemPrompt prompt = around("say \"hi\"\n\\ \xC3\xA9", "");
  QCOMPARE(*changed(R"({"model":"m","system":"S","messages":[]})", Form::Messages, prompt),
           std::string("{\"model\":\"m\",\"system\":\"say \\\"hi\\\"\\n\\\\ \xC3\xA9\\n\\nS\","
                       "\"messages\":[]}"));
}

void SystemPromptTest::countsOfGeminiAreWrapped_data() {
  QTest::addColumn<QByteArray>("body");
  QTest::addColumn<QByteArray>("sent");
  const auto row = [](const char* name, const char* body, const char* sent) {
    QTest::newRow(name) << QByteArray(body) << QByteArray(sent);
  };
  row("contents", R"({"contents":[1]})",
      R"({"generateContentRequest":{"model":"models/g","contents":[1],"systemInstruction":{"parts":[{"text":"A"}]}}})");
  row("nothing", "{}",
      R"({"generateContentRequest":{"model":"models/g","systemInstruction":{"parts":[{"text":"A"}]}}})");
  row("a request", R"({"generateContentRequest":{"model":"models/x","contents":[1]}})",
      R"({"generateContentRequest":{"model":"models/x","contents":[1],"systemInstruction":{"parts":[{"text":"A"}]}}})");
  row("a request with one",
      R"({"generate_content_request":{"system_instruction":{"parts":[{"text":"S"}]}}})",
      R"({"generate_content_request":{"system_instruction":{"parts":[{"text":"A"},{"text":"S"}]}}})");
  row("one that stands outside", R"({"systemInstruction":{"parts":[{"text":"S"}]}})",
      R"({"systemInstruction":{"parts":[{"text":"A"},{"text":"S"}]}})");
}

void SystemPromptTest::countsOfGeminiAreWrapped() {
  QFETCH(QByteArray, body);
  QFETCH(QByteArray, sent);
  const auto text = changed(body.toStdString(), Form::Gemini, around("A", ""), {true, "g"});
  QVERIFY(text.has_value());
  QCOMPARE(*text, sent.toStdString());
}

void SystemPromptTest::whatNothingCanBeAddedToIsRefused_data() {
  QTest::addColumn<int>("form");
  QTest::addColumn<QByteArray>("body");
  const auto row = [](const char* name, Form form, const char* body) {
    QTest::newRow(name) << static_cast<int>(form) << QByteArray(body);
  };
  row("tokens", Form::Completions, R"({"model":"m","prompt":[1,2,3]})");
  row("lists of tokens", Form::Completions, R"({"model":"m","prompt":[[1],[2]]})");
  row("instructions", Form::Responses, R"({"model":"m","instructions":[{"a":1}],"input":"q"})");
  row("a text", Form::Gemini, R"({"systemInstruction":"S"})");
  row("parts that are one", Form::Gemini, R"({"systemInstruction":{"parts":{"text":"S"}}})");
}

void SystemPromptTest::whatNothingCanBeAddedToIsRefused() {
  QFETCH(int, form);
  QFETCH(QByteArray, body);
  const auto text = changed(body.toStdString(), static_cast<Form>(form), around("A", "Z"));
  QVERIFY(!text);
  QCOMPARE(text.error().kind, ErrorKind::BadRequest);
  QVERIFY(!text.error().detail.empty());
}

SB_TEST(SystemPromptTest);

#include "system_prompt_test.moc"
