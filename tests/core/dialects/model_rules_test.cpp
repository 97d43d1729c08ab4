// What models refuse or want otherwise than their API says.
#include "core/dialects/model_rules.h"

#include <QTest>

#include "core/dialects/embedded_rules.h"
#include "tests/core/dialects/codecs.h"
#include "tests/support/test_main.h"

namespace {

using namespace sb::dialects;
using namespace sb::dialects::test;
namespace bj = boost::json;

using Thinking = ModelRules::Thinking;
using Sampling = ModelRules::Sampling;
using Off = ModelRules::Off;

struct Row {
  const char* model;
  Thinking thinking;
  Sampling sampling;
  Off off;
  const char* efforts;  // joined by " "
  bool responses, only;
};

// One model at least for each row of the file, and names that come near another row.
constexpr Row kRows[] = {
    {"gpt-6-astra", Thinking::Effort, Sampling::None, Off::Unsaid, "low medium high xhigh max",
     true, false},
    {"gpt-6.1-sol", Thinking::Effort, Sampling::Unthinking, Off::Unsaid,
     "none low medium high xhigh max", true, false},
    {"openai/gpt-5.6-terra-2026-07-09", Thinking::Effort, Sampling::Unthinking, Off::Unsaid,
     "none low medium high xhigh max", true, false},
    {"gpt-5.5", Thinking::Effort, Sampling::Unthinking, Off::Unsaid, "none low medium high xhigh",
     true, false},
    {"gpt-5.4-mini", Thinking::Effort, Sampling::Unthinking, Off::Unsaid,
     "none low medium high xhigh", true, false},
    {"gpt-5.4-pro", Thinking::Effort, Sampling::None, Off::Unsaid, "medium high xhigh", true, true},
    {"gpt-5.3-codex", Thinking::Effort, Sampling::None, Off::Unsaid, "low medium high xhigh", true,
     true},
    {"gpt-5.3-chat-latest", Thinking::Effort, Sampling::None, Off::Unsaid, "medium", false, false},
    {"gpt-5.1-codex-max", Thinking::Effort, Sampling::None, Off::Unsaid, "low medium high xhigh",
     true, true},
    {"gpt-5.1-codex-mini", Thinking::Effort, Sampling::None, Off::Unsaid, "low medium high", true,
     true},
    {"gpt-5.1", Thinking::Effort, Sampling::Unthinking, Off::Unsaid, "none low medium high", true,
     false},
    {"gpt-5-2025-08-07", Thinking::Effort, Sampling::None, Off::Unsaid, "minimal low medium high",
     true, false},
    {"gpt-5-pro", Thinking::Effort, Sampling::None, Off::Unsaid, "high", true, true},
    {"gpt-5-codex", Thinking::Effort, Sampling::None, Off::Unsaid, "low medium high", true, true},
    {"gpt-5-chat-latest", Thinking::None, Sampling::All, Off::Unsaid, "", false, false},
    {"gpt-5-search-api", Thinking::None, Sampling::None, Off::Unsaid, "", false, false},
    {"gpt-4.1-mini", Thinking::None, Sampling::All, Off::Unsaid, "", false, false},
    {"ft:gpt-4o-mini:us", Thinking::None, Sampling::All, Off::Unsaid, "", false, false},
    {"ft:o4-mini-2025-04-16", Thinking::Effort, Sampling::None, Off::Unsaid, "low medium high",
     true, false},
    {"o1-mini", Thinking::None, Sampling::None, Off::Unsaid, "", false, false},
    {"o3-pro", Thinking::Effort, Sampling::None, Off::Unsaid, "low medium high", true, true},
    {"o3-deep-research", Thinking::Effort, Sampling::None, Off::Unsaid, "medium", true, true},
    {"O3", Thinking::Effort, Sampling::None, Off::Unsaid, "low medium high", true, false},
    {"claude-opus-5-5", Thinking::Adaptive, Sampling::None, Off::Never, "low medium high xhigh max",
     false, false},
    {"claude-fable-5-1", Thinking::Adaptive, Sampling::None, Off::Never,
     "low medium high xhigh max", false, false},
    {"claude-fable-5", Thinking::Adaptive, Sampling::None, Off::Never, "low medium high xhigh max",
     false, false},
    {"claude-mythos-preview", Thinking::Adaptive, Sampling::None, Off::Never, "low medium high max",
     false, false},
    {"claude-sonnet-5-5", Thinking::Adaptive, Sampling::None, Off::BetweenTools,
     "low medium high xhigh max", false, false},
    {"claude-sonnet-5", Thinking::Adaptive, Sampling::None, Off::Disabled,
     "low medium high xhigh max", false, false},
    {"claude-opus-5", Thinking::Adaptive, Sampling::None, Off::Disabled,
     "low medium high xhigh max", false, false},
    {"claude-haiku-5-5", Thinking::Adaptive, Sampling::None, Off::Disabled,
     "low medium high xhigh max", false, false},
    {"us.anthropic.claude-opus-4-7", Thinking::Adaptive, Sampling::None, Off::Unsaid,
     "low medium high xhigh max", false, false},
    {"anthropic/claude-opus-4.8:beta", Thinking::Adaptive, Sampling::None, Off::Unsaid,
     "low medium high xhigh max", false, false},
    {"claude-sonnet-4-6", Thinking::Either, Sampling::One, Off::Unsaid, "low medium high max",
     false, false},
    {"claude-opus-4-5-20251101", Thinking::Budget, Sampling::One, Off::Unsaid, "", false, false},
    {"claude-haiku-4-5", Thinking::Budget, Sampling::One, Off::Unsaid, "", false, false},
    {"claude-opus-4-1-20250805", Thinking::Budget, Sampling::One, Off::Unsaid, "", false, false},
    {"claude-opus-4-20250514", Thinking::Budget, Sampling::All, Off::Unsaid, "", false, false},
    {"claude-4-sonnet-20250514", Thinking::Budget, Sampling::All, Off::Unsaid, "", false, false},
    {"claude-3-7-sonnet-latest", Thinking::Budget, Sampling::All, Off::Unsaid, "", false, false},
    {"claude-3-5-haiku-20241022", Thinking::None, Sampling::All, Off::Unsaid, "", false, false},
    {"claude-instant-1.2", Thinking::None, Sampling::All, Off::Unsaid, "", false, false},
    {"gpt-oss-120b", Thinking::Budget, Sampling::All, Off::Unsaid, "", false, false},
    {"qwen3", Thinking::Budget, Sampling::All, Off::Unsaid, "", false, false},
};

// What a model is told of the same request: members with their values (null: not told).
struct Told {
  const char* name;
  const char *from, *to, *model;
  const char* members;   // of the request, without model and messages
  const char* expected;  // members of what is written
  const char* notes;     // of all kinds, sorted by their writing, joined by "; "
};

constexpr const char* kTool =
    R"("tools":[{"type":"function","function":{"name":"f","parameters":{"type":"object"}}}])";

constexpr Told kTold[] = {
    {"Codex on Opus", "openai_responses", "anthropic", "claude-opus-4-7",
     R"("reasoning":{"effort":"medium","summary":"auto"},"max_output_tokens":20000)",
     R"({"thinking":{"type":"adaptive","display":"summarized"},
         "output_config":{"effort":"medium"}})",
     ""},
    {"a budget became an effort", "gemini", "anthropic", "claude-opus-5",
     R"("generationConfig":{"thinkingConfig":{"thinkingBudget":9000},"temperature":0.7,"topK":3})",
     R"({"thinking":{"type":"adaptive","display":"summarized"},
         "output_config":{"effort":"medium"},"temperature":null,"top_k":null})",
     "the budget for thinking became an effort; top_k: the model takes none; "
     "temperature: the model takes none"},
    {"a budget where one may say it", "gemini", "anthropic", "claude-opus-4-6",
     R"("generationConfig":{"thinkingConfig":{"thinkingBudget":2000},"maxOutputTokens":4000})",
     R"({"thinking":{"type":"enabled","budget_tokens":2000},"output_config":null})", ""},
    {"efforts before efforts", "openai_chat", "anthropic", "claude-sonnet-4-5",
     R"("reasoning_effort":"high","max_tokens":10000)",
     R"({"thinking":{"type":"enabled","budget_tokens":8000},"output_config":null})", ""},
    {"an effort that there is not", "openai_chat", "anthropic", "claude-sonnet-4-6",
     R"("reasoning_effort":"xhigh")",
     R"({"thinking":{"type":"adaptive"},"output_config":{"effort":"high"}})",
     "effort: xhigh became high"},
    {"not to think, where thinking is on", "openai_chat", "anthropic", "claude-sonnet-5",
     R"("reasoning_effort":"none")", R"({"thinking":{"type":"disabled"},"output_config":null})",
     ""},
    {"not to think, where it is off", "openai_chat", "anthropic", "claude-opus-4-8",
     R"("reasoning_effort":"none")", R"({"thinking":null,"output_config":null})", ""},
    {"not to think, in other words", "openai_chat", "anthropic", "claude-sonnet-5-5",
     R"("reasoning_effort":"none")", R"({"thinking":{"type":"between_tools"}})", ""},
    {"not to think, where one cannot", "openai_chat", "anthropic", "claude-opus-5-5",
     R"("reasoning_effort":"none")", R"({"thinking":null,"output_config":{"effort":"low"}})",
     "thinking: the model always thinks, so with effort low"},
    {"models that never thought", "openai_chat", "anthropic", "claude-3-5-haiku-20241022",
     R"("reasoning_effort":"high","max_tokens":8000)", R"({"thinking":null,"output_config":null})",
     "thinking: the model does not know it"},
    {"one of temperature and top_p", "openai_chat", "anthropic", "claude-opus-4-1",
     R"("temperature":0.3,"top_p":0.9)", R"({"temperature":0.3,"top_p":null})",
     "top_p: the model takes it or temperature"},
    {"top_p where temperature says nothing", "openai_chat", "anthropic", "claude-haiku-4-5",
     R"("temperature":1,"top_p":0.9)", R"({"temperature":null,"top_p":0.9})", ""},
    {"both where both may be", "openai_chat", "anthropic", "claude-sonnet-4-20250514",
     R"("temperature":0.3,"top_p":0.9)", R"({"temperature":0.3,"top_p":0.9})", ""},
    {"top_p of a model that thinks", "openai_chat", "anthropic", "claude-sonnet-4-5",
     R"("reasoning_effort":"low","max_tokens":9000,"top_p":0.9)", R"({"top_p":null})",
     "top_p: a model that thinks takes none"},
    {"Gemini's temperature on gpt-5", "gemini", "openai_responses", "gpt-5",
     R"("generationConfig":{"temperature":0.7,"topP":0.9})",
     R"({"temperature":null,"top_p":null,"include":["reasoning.encrypted_content"],"store":false})",
     "temperature: a model that thinks takes none; top_p: a model that thinks takes none"},
    {"and in chat", "gemini", "openai_chat", "gpt-5", R"("generationConfig":{"temperature":0.7})",
     R"({"temperature":null})", "temperature: a model that thinks takes none"},
    {"temperature where it does not think", "anthropic", "openai_responses", "gpt-5.1",
     R"("max_tokens":99,"temperature":0.7)", R"({"temperature":0.7})", ""},
    {"nor where it thinks", "anthropic", "openai_chat", "gpt-5.1",
     R"("max_tokens":9999,"temperature":0.7,"thinking":{"type":"enabled","budget_tokens":2000})",
     R"({"temperature":null,"reasoning_effort":"low"})",
     "the budget for thinking became an effort; temperature: a model that thinks takes none"},
    {"more than it takes", "openai_responses", "openai_chat", "gpt-5",
     R"("reasoning":{"effort":"xhigh"})", R"({"reasoning_effort":"high"})",
     "effort: xhigh became high"},
    {"the most there is", "openai_chat", "openai_responses", "gpt-5.1",
     R"("reasoning_effort":"max")", R"({"reasoning":{"effort":"high"}})",
     "effort: max became high"},
    {"less than it takes", "openai_chat", "openai_responses", "o3", R"("reasoning_effort":"none")",
     R"({"reasoning":{"effort":"low"}})", "effort: none became low"},
    {"minimal is not nothing", "openai_chat", "openai_responses", "gpt-5.2",
     R"("reasoning_effort":"minimal")", R"({"reasoning":{"effort":"low"}})",
     "effort: minimal became low"},
    {"Claude Code does not let it think", "anthropic", "openai_responses", "gpt-5.6",
     R"("max_tokens":99,"thinking":{"type":"disabled"})",
     R"({"reasoning":{"effort":"none"},"include":null})", ""},
    {"models that do not think", "anthropic", "openai_chat", "gpt-4o",
     R"("max_tokens":9999,"thinking":{"type":"enabled","budget_tokens":2000})",
     R"({"reasoning_effort":null})", "thinking: the model does not know it"},
    {"others are told as it came", "anthropic", "openai_chat", "qwen3",
     R"("max_tokens":99,"temperature":0.7,"stop_sequences":["x"])",
     R"({"temperature":0.7,"stop":["x"],"reasoning_effort":null})", ""},
};

std::string requestOf(const Told& told) {
  const std::string_view from = told.from;
  const char* said = R"("messages":[{"role":"user","content":"q"}])";
  if (from == "gemini") said = R"("contents":[{"role":"user","parts":[{"text":"q"}]}])";
  if (from == "openai_responses") said = R"("input":"q")";
  return std::string(R"({"model":"r",)") + said + "," + told.members + "}";
}

Written written(const Codec& from, const Codec& to, const std::string& request, const char* model) {
  const auto read = from.readRequest(request);
  if (!read) qFatal("%s", read.error().message.c_str());
  Target target;
  target.provider = "p";
  target.model = model;
  return to.writeRequest(*read, target);
}

std::string notesOf(const Written& written) {
  std::string all;
  for (const chat::Note& note : written.notes)
    all += (all.empty() ? "" : "; ") + note.what;
  for (const std::string& lost : written.lost)
    all += (all.empty() ? "" : "; ") + ("lost: " + lost);
  return all;
}

bj::object bodyOf(const Written& written) { return sb::json::parse(written.body)->as_object(); }

}  // namespace

class ModelRulesTest : public QObject {
  Q_OBJECT
 private slots:
  void models_data();
  void models();
  void everyRowIsReachedByAModelAbove();
  void unknownWordsAreErrors();
  void told_data();
  void told();
  void toolsAreForcedOnModelsThatDoNotThink();
  void toolsThatCannotBeForcedAreRefused();
};

void ModelRulesTest::models_data() {
  QTest::addColumn<int>("index");
  for (std::size_t i = 0; i < std::size(kRows); ++i)
    QTest::newRow(kRows[i].model) << static_cast<int>(i);
}

void ModelRulesTest::models() {
  QFETCH(int, index);
  const Row& row = kRows[index];
  const ModelRules& rules = rulesOf(row.model);
  QCOMPARE(rules.thinking, row.thinking);
  QCOMPARE(rules.sampling, row.sampling);
  QCOMPARE(rules.off, row.off);
  std::string efforts;
  for (const std::string& one : rules.efforts)
    efforts += (efforts.empty() ? "" : " ") + one;
  QCOMPARE(efforts, std::string(row.efforts));
  QCOMPARE(rules.dialect == Dialect::OpenAiResponses, row.responses);
  QCOMPARE(rules.only, row.only);
}

void ModelRulesTest::everyRowIsReachedByAModelAbove() {
  const auto all = parseRules(embeddedRules());
  QVERIFY(all.has_value());
  for (const ModelRules& rules : *all) {
    const bool reached = std::any_of(std::begin(kRows), std::end(kRows), [&](const Row& row) {
      return rulesOf(row.model).match == rules.match;
    });
    QVERIFY2(reached, rules.match.front().c_str());
  }
}

void ModelRulesTest::unknownWordsAreErrors() {
  QVERIFY(parseRules(R"({"rules":[{"match":["a"],"thinking":"budget"}]})").has_value());
  QVERIFY(!parseRules(R"({"rules":[{"match":["a"],"thinking":"budgte"}]})"));
  QVERIFY(!parseRules(R"({"rules":[{"match":["a"],"efforts":["much"]}]})"));
  QVERIFY(!parseRules(R"({"rules":[{"thinking":"budget"}]})"));
}

void ModelRulesTest::told_data() {
  QTest::addColumn<int>("index");
  for (std::size_t i = 0; i < std::size(kTold); ++i)
    QTest::newRow(kTold[i].name) << static_cast<int>(i);
}

void ModelRulesTest::told() {
  QFETCH(int, index);
  const Told& one = kTold[index];
  const Written out = written(codecOf(one.from), codecOf(one.to), requestOf(one), one.model);
  const bj::object body = bodyOf(out);
  const auto expected = sb::json::parse(one.expected);
  QVERIFY(expected.has_value());
  for (const auto& [name, value] : expected->as_object()) {
    const bj::value* there = body.if_contains(name);
    const bool same = value.is_null() ? there == nullptr : there != nullptr && *there == value;
    QVERIFY2(same, out.body.c_str());
  }
  QCOMPARE(notesOf(out), std::string(one.notes));
}

void ModelRulesTest::toolsAreForcedOnModelsThatDoNotThink() {
  const std::string request =
      std::string(R"({"model":"r","messages":[{"role":"user","content":"q"}],)") + kTool +
      R"(,"tool_choice":"required","reasoning_effort":"max"})";
  const Written out =
      written(codecOf("openai_chat"), codecOf("anthropic"), request, "claude-opus-5");
  const bj::object body = bodyOf(out);
  QCOMPARE(sb::json::write(body.at("thinking")), std::string(R"({"type":"disabled"})"));
  QCOMPARE(sb::json::write(body.at("output_config")), std::string(R"({"effort":"high"})"));
  QCOMPARE(sb::json::write(body.at("tool_choice")), std::string(R"({"type":"any"})"));
  QCOMPARE(notesOf(out),
           std::string("thinking: a tool is required; effort: high is the most there is without "
                       "thinking"));
}

void ModelRulesTest::toolsThatCannotBeForcedAreRefused() {
  const std::string request =
      std::string(R"({"model":"r","messages":[{"role":"user","content":"q"}],)") + kTool +
      R"(,"tool_choice":"required","reasoning_effort":"low"})";
  const Written out =
      written(codecOf("openai_chat"), codecOf("anthropic"), request, "claude-opus-5-5");
  QCOMPARE(sb::json::write(bodyOf(out).at("thinking")),
           std::string(R"({"type":"adaptive","display":"summarized"})"));
  QCOMPARE(sb::json::write(bodyOf(out).at("tool_choice")), std::string(R"({"type":"auto"})"));
  QCOMPARE(notesOf(out), std::string("lost: tool_choice: the model cannot be made to call a tool"));
}

SB_TEST(ModelRulesTest);

#include "model_rules_test.moc"
