// What another provider has signed is left out of bodies that pass as they are. Wire cases: T59,
// T60, T61, T72, T74.
#include "core/dialects/foreign.h"

#include <QTest>

#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::dialects;

namespace {

struct Row {
  const char* name;
  Dialect dialect;
  std::string before, after;
  std::vector<std::string> dropped;
};

// Its own: sealed for another, "sb1.anthropic.S" in base64.
const std::string kSealed = "c2IxLmFudGhyb3BpYy5T";

std::string messages(const std::string& inside, const std::string& more = "") {
  return R"({ "model":"m", "messages" : [)" + inside + "]" + more + " }";
}

std::vector<Row> anthropicRows() {
  const std::string ask = R"({"role":"user","content":"hi"})";
  const std::string own = R"({"type":"thinking","thinking":"hm","signature":"EqQB"})";
  const std::string foreign = R"({"type":"thinking","thinking":"hm","signature":"sb1.gemini.G="})";
  const std::string sealed = R"({ "type" : "redacted_thinking" , "data" : "sb1.gemini.G=" })";
  const std::string unsign = R"({"type":"thinking","thinking":"hm","signature":"sb1."})";
  const std::string text = R"({"type":"text","text":"a"})";
  const std::string use = R"({"type":"tool_use","id":"t","name":"f","input":{}})";
  const std::string result =
      R"({"role":"user","content":[{"type":"tool_result","tool_use_id":"t","content":"1"}]})";
  const auto said = [](const std::string& parts) {
    return R"({"role":"assistant", "content":[)" + parts + "]}";
  };
  const auto block = [](int at) {
    return "messages[1].content[" + std::to_string(at) + "]: what another provider signed";
  };
  const std::string off = "thinking: the turn before has none that this API would accept";
  const std::string on = R"(,"thinking":{"type":"enabled","budget_tokens":2000})";
  const std::string disabled = R"(,"thinking":{"type":"disabled"})";
  const std::string clears =
      R"(,"context_management":{"edits":[{"type":"clear_thinking_20251015"}]})";
  return {
      {"T59 own thinking stays",
       Dialect::Anthropic,
       messages(ask + "," + said(own + "," + text)),
       "",
       {}},
      {"T59 the mark elsewhere stays",
       Dialect::Anthropic,
       messages(R"({"role":"user","content":[{"type":"text","text":"sb1.x"},"sb1.y"]})"),
       "",
       {}},
      {"T60 first",
       Dialect::Anthropic,
       messages(ask + "," + said(foreign + " , " + text)),
       messages(ask + "," + said(text)),
       {block(0)}},
      {"T60 last",
       Dialect::Anthropic,
       messages(ask + "," + said(text + " , " + sealed)),
       messages(ask + "," + said(text)),
       {block(1)}},
      {"T60 between own",
       Dialect::Anthropic,
       messages(ask + "," + said(own + "," + sealed + "," + foreign + "," + use)),
       messages(ask + "," + said(own + "," + use)),
       {block(1), block(2)}},
      {"T60 unsigned",
       Dialect::Anthropic,
       messages(ask + "," + said(unsign + "," + text)),
       messages(ask + "," + said(text)),
       {block(0)}},
      {"T60 the whole turn",
       Dialect::Anthropic,
       messages(ask + ", " + said(foreign) + " ," + ask, on),
       messages(ask + ", " + ask, on),
       {block(0)}},
      {"T61 a turn that goes on",
       Dialect::Anthropic,
       messages(ask + "," + said(foreign + "," + use) + "," + result, on + clears),
       messages(ask + "," + said(use) + "," + result, disabled),
       {block(0), off, "context_management"}},
      {"T61 own thinking is there",
       Dialect::Anthropic,
       messages(ask + "," + said(foreign + "," + own + "," + use) + "," + result, on),
       messages(ask + "," + said(own + "," + use) + "," + result, on),
       {block(0)}},
      {"T61 adaptive",
       Dialect::Anthropic,
       messages(ask + "," + said(foreign + "," + use) + "," + result,
                R"(,"thinking":{"type":"adaptive"})"),
       messages(ask + "," + said(use) + "," + result, R"(,"thinking":{"type":"adaptive"})"),
       {block(0)}},
  };
}

std::vector<Row> otherRows() {
  const auto item = [](const std::string& sealedBy) {
    return R"({"type":"reasoning","summary":[],"encrypted_content":")" + sealedBy + "\"}";
  };
  const auto contents = [](const std::string& parts) {
    return R"({"contents":[{"role":"user","parts":[{"text":"hi"}]},{"role":"model","parts":[)" +
           parts + "]}]}";
  };
  const std::string call = R"({"functionCall":{"name":"f","args":{}},"thoughtSignature": )"
                           "\"";
  const std::string thought = R"({"text":"hm","thought":true,"thoughtSignature":)"
                              "\"";
  return {
      {"reasoning of others",
       Dialect::OpenAiResponses,
       R"({"input":[)" + item("sb1.anthropic.S") + ",\n " + item("gAAA") + "," +
           item("sb1.call.gemini.S") + R"(],"model":"m"})",
       R"({"input":[)" + item("gAAA") + R"(],"model":"m"})",
       {"input[0]: what another provider signed", "input[2]: what another provider signed"}},
      {"a text for input", Dialect::OpenAiResponses, R"({"input":"sb1.anthropic"})", "", {}},
      {"T72 Google's own stays", Dialect::Gemini, contents(call + "c2IxL/AB\"}"), "", {}},
      {"T74 a call",
       Dialect::Gemini,
       contents(call + kSealed + "\"}"),
       contents(call + "skip_thought_signature_validator\"}"),
       {"contents[1].parts[0].thoughtSignature: of another provider"}},
      {"T74 a thought and a text",
       Dialect::Gemini,
       contents(thought + kSealed + R"("},{"text":"a","thought_signature":")" + kSealed + "\"}"),
       contents(R"({"text":"a","thought_signature":""})"),
       {"contents[1].parts[0]: what another provider signed",
        "contents[1].parts[1].thoughtSignature: of another provider"}},
      {"chat has none",
       Dialect::OpenAiChat,
       messages(R"({"role":"assistant","content":"sb1.x"})"),
       "",
       {}},
  };
}

std::vector<Row> rows() {
  std::vector<Row> all = anthropicRows();
  for (Row& row : otherRows())
    all.push_back(std::move(row));
  return all;
}

}  // namespace

class ForeignTest : public QObject {
  Q_OBJECT
 private slots:
  void isLeftOut_data();
  void isLeftOut();
  void splicesOfTheRouteComeFirst();
};

void ForeignTest::isLeftOut_data() {
  QTest::addColumn<int>("row");
  const auto all = rows();
  for (std::size_t i = 0; i < all.size(); ++i)
    QTest::newRow(all[i].name) << static_cast<int>(i);
}

void ForeignTest::isLeftOut() {
  QFETCH(int, row);
  const Row one = rows()[static_cast<std::size_t>(row)];
  const Form form = one.dialect == Dialect::Gemini            ? Form::Gemini
                    : one.dialect == Dialect::OpenAiResponses ? Form::Responses
                                                              : Form::Messages;
  std::string before = one.before;
  if (form == Form::Responses && before.find("\"model\"") == std::string::npos)
    before.insert(1, R"("model":"m",)");
  Looker looker;
  const auto look = looker.look(before, 0, form);
  QVERIFY2(look, look ? "" : look.error().message.c_str());
  Foreign foreign = withoutForeign(before, *look, one.dialect);
  Edits edits;
  merge(edits, foreign.edits);
  std::vector<std::string_view> parts;
  std::size_t size = 0;
  pieces(before, edits, parts, size);
  std::string after;
  for (const std::string_view part : parts)
    after.append(part);
  QCOMPARE(after, one.after.empty() ? before : one.after);
  QCOMPARE(foreign.edits.empty(), one.after.empty());
  QCOMPARE(foreign.dropped, one.dropped);
}

void ForeignTest::splicesOfTheRouteComeFirst() {
  Edits edits;
  edits.list = {{10, 5, "a"}, {20, 0, "b"}};
  merge(edits, {{8, 3, "x"}, {15, 3, "y"}, {0, 1, "z"}});
  QCOMPARE(edits.list.size(), std::size_t(4));
  QCOMPARE(edits.list[0].text, std::string("z"));
  QCOMPARE(edits.list[2].text, std::string("y"));
}

SB_TEST(ForeignTest);
#include "foreign_test.moc"
