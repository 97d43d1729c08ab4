#include "core/dialects/edits.h"

#include <QTest>
#include <algorithm>
#include <boost/json.hpp>
#include <random>
#include <string>

#include "core/base/json.h"
#include "tests/support/test_main.h"

namespace {

using namespace sb::dialects;
namespace bj = boost::json;

using Values = std::vector<std::pair<std::string, std::string>>;
using Names = std::vector<std::string>;

struct Plan {
  std::string model{};
  bool askUsage = false;
  std::string limitName{};
  Values defaults{}, overrides{};
  Names drop{}, unsupported{};
  Unsupported policy = Unsupported::Pass;

  Wanted wanted() const {
    return {model, askUsage, limitName, defaults, overrides, drop, unsupported, policy};
  }
};

sb::Result<Edits> prepareFor(const std::string& body, const Plan& plan) {
  Looker looker;
  const auto seen = looker.look(body, 0, Form::Completions);
  if (!seen) return seen.error();
  return prepare(body, *seen, plan.wanted());
}

std::string apply(const std::string& body, const Edits& edits) {
  std::vector<std::string_view> out;
  std::size_t total = 0;
  pieces(body, edits, out, total);
  std::string all;
  for (const std::string_view piece : out)
    all += piece;
  if (all.size() != total) qFatal("total is wrong");
  return all;
}

std::string edited(const std::string& body, const Plan& plan) {
  const auto edits = prepareFor(body, plan);
  return edits ? apply(body, *edits) : "error: " + edits.error().message;
}

class EditsTest : public QObject {
  Q_OBJECT

 private slots:
  void splices_data();
  void splices();
  void nothingWantedNothingChanged_T17();
  void saysWhetherUsageWasInserted_T38();
  void listsWhatWasDropped_T52();
  void refusesNamingAllOfThem_T52();
  void changesOnlyWhatIsListed_T17();
};

struct Row {
  const char* name;
  std::string body;
  Plan plan;
  std::string result;
};

std::vector<Row> modelAndUsageRows() {
  const Plan usage{.askUsage = true};
  return {
      {"model", R"({ "a":1,"model" : "x" })", {.model = "y\"z"}, R"({ "a":1,"model" : "y\"z" })"},
      {"same model, other spelling stays",
       R"({"model":"\u0078"})",
       {.model = "x"},
       R"({"model":"\u0078"})"},
      {"T38 usage inserted", R"({"model":"x","stream":true})", usage,
       R"({"model":"x","stream":true,"stream_options":{"include_usage":true}})"},
      {"T38 usage behind the last value", "{\"model\":\"x\",\"stream\":true\n}\n", usage,
       "{\"model\":\"x\",\"stream\":true,\"stream_options\":{\"include_usage\":true}\n}\n"},
      {"T38 options null", R"({"model":"x","stream":true,"stream_options":null})", usage,
       R"({"model":"x","stream":true,"stream_options":{"include_usage":true}})"},
      {"T38 options empty", R"({"model":"x","stream":true,"stream_options":{ }})", usage,
       R"({"model":"x","stream":true,"stream_options":{"include_usage":true }})"},
      {"T38 options without it", R"({"model":"x","stream":true,"stream_options":{"a":1}})", usage,
       R"({"model":"x","stream":true,"stream_options":{"include_usage":true,"a":1}})"},
      {"T38 false", R"({"stream_options":{"include_usage":false},"model":"x","stream":true})",
       usage, R"({"stream_options":{"include_usage":true},"model":"x","stream":true})"},
      {"T37 asked already",
       R"({"model":"x","stream":true,"stream_options":{"include_usage":true}})", usage,
       R"({"model":"x","stream":true,"stream_options":{"include_usage":true}})"},
      {"no stream", R"({"model":"x","stream":false})", usage, R"({"model":"x","stream":false})"},
  };
}

std::vector<Row> limitRows() {
  const Plan newName{.limitName = "max_completion_tokens"};
  const Plan oldName{.limitName = "max_tokens"};
  return {
      {"T51 renamed", R"({"model":"x","max_tokens":5})", newName,
       R"({"model":"x","max_completion_tokens":5})"},
      {"T51 renamed back", R"({"max_completion_tokens":5,"model":"x"})", oldName,
       R"({"max_tokens":5,"model":"x"})"},
      {"T51 both, the target's stays", R"({"max_completion_tokens":5,"model":"x","max_tokens":6})",
       oldName, R"({"model":"x","max_tokens":6})"},
      {"T51 no wish", R"({"model":"x","max_tokens":5})", {}, R"({"model":"x","max_tokens":5})"},
      {"T51 default under the target's name",
       R"({"model":"x"})",
       {.limitName = "max_tokens", .defaults = {{"max_completion_tokens", "9"}}},
       R"({"model":"x","max_tokens":9})"},
      {"T51 default stands back behind the other name",
       R"({"model":"x","max_tokens":5})",
       {.defaults = {{"max_completion_tokens", "9"}}},
       R"({"model":"x","max_tokens":5})"},
      {"T51 override beats the other name",
       R"({"max_tokens":5,"model":"x"})",
       {.overrides = {{"max_completion_tokens", "9"}}},
       R"({"model":"x","max_completion_tokens":9})"},
      {"T51 renamed, then overridden",
       R"({"max_tokens":5,"model":"x"})",
       {.limitName = "max_completion_tokens", .overrides = {{"max_tokens", "9"}}},
       R"({"max_completion_tokens":9,"model":"x"})"},
      {"T51 renamed is not unsupported",
       R"({"max_tokens":5,"model":"x"})",
       {.limitName = "max_completion_tokens",
        .unsupported = {"max_tokens"},
        .policy = Unsupported::Refuse},
       R"({"max_completion_tokens":5,"model":"x"})"},
  };
}

std::vector<Row> paramRows() {
  return {
      {"default added",
       R"({"model":"x"})",
       {.defaults = {{"top_p", "0.5"}, {"seed", "1"}}},
       R"({"model":"x","top_p":0.5,"seed":1})"},
      {"default stands back",
       R"({"model":"x","top_p":null})",
       {.defaults = {{"top_p", "0.5"}}},
       R"({"model":"x","top_p":null})"},
      {"override replaces",
       R"({"top_p": 1 ,"model":"x"})",
       {.overrides = {{"top_p", "0.5"}}},
       R"({"top_p": 0.5 ,"model":"x"})"},
      {"override adds",
       R"({"model":"x"})",
       {.overrides = {{"top_p", "0.5"}}},
       R"({"model":"x","top_p":0.5})"},
      {"override leaves one",
       R"({"top_p":1,"Top_P":2,"top_p":3,"model":"x"})",
       {.overrides = {{"top_p", "0"}}},
       R"({"top_p":0,"model":"x"})"},
      {"the later override counts",
       R"({"model":"x"})",
       {.overrides = {{"a", "1"}, {"a", "2"}}},
       R"({"model":"x","a":2})"},
      {"override beats default",
       R"({"model":"x"})",
       {.defaults = {{"a", "1"}}, .overrides = {{"a", "2"}}},
       R"({"model":"x","a":2})"},
      {"override beats drop",
       R"({"a":1,"model":"x"})",
       {.overrides = {{"a", "2"}}, .drop = {"a"}},
       R"({"model":"x","a":2})"},
  };
}

std::vector<Row> dropRows() {
  return {
      {"T52 drop first", R"({"a":1 , "model":"x"})", {.drop = {"a"}}, R"({"model":"x"})"},
      {"T52 drop last", R"({"model":"x" , "a":1 })", {.drop = {"a"}}, R"({"model":"x" })"},
      {"T52 drop in between",
       R"({"model":"x", "a":[1,{}], "b":2})",
       {.drop = {"a"}},
       R"({"model":"x", "b":2})"},
      {"T52 drop a run",
       R"({"a":1,"b":2,"model":"x","c":3,"d":4})",
       {.drop = {"a", "b", "c", "d"}},
       R"({"model":"x"})"},
      {"T52 drop the last and add",
       R"({"model":"x","a":1})",
       {.defaults = {{"b", "2"}}, .drop = {"a"}},
       R"({"model":"x","b":2})"},
      {"T52 drop every occurrence",
       R"({"a":1,"model":"x","a":2,"A":3})",
       {.drop = {"a"}},
       R"({"model":"x"})"},
      {"T52 drop by escaped name",
       R"({"\u0061":1,"model":"x"})",
       {.drop = {"a"}},
       R"({"model":"x"})"},
      {"T52 unsupported dropped",
       R"({"model":"x","logit_bias":{}})",
       {.unsupported = {"logit_bias"}, .policy = Unsupported::Drop},
       R"({"model":"x"})"},
      {"T52 unsupported passed",
       R"({"model":"x","logit_bias":{}})",
       {.unsupported = {"logit_bias"}},
       R"({"model":"x","logit_bias":{}})"},
      {"T52 dropped by the route is not refused",
       R"({"model":"x","a":1})",
       {.drop = {"a"}, .unsupported = {"a"}, .policy = Unsupported::Refuse},
       R"({"model":"x"})"},
      {"T52 unsupported default is left out",
       R"({"model":"x"})",
       {.defaults = {{"a", "1"}},
        .overrides = {{"b", "1"}},
        .unsupported = {"a", "b"},
        .policy = Unsupported::Drop},
       R"({"model":"x"})"},
      {"T52 stream_options are never refused",
       R"({"model":"x","stream":true,"stream_options":{"include_usage":true}})",
       {.unsupported = {"stream_options"}, .policy = Unsupported::Refuse},
       R"({"model":"x","stream":true})"},
      {"T52 stream_options are not asked for in vain",
       R"({"model":"x","stream":true})",
       {.askUsage = true, .unsupported = {"stream_options"}, .policy = Unsupported::Drop},
       R"({"model":"x","stream":true})"},
      {"T52 stream_options pass where all do",
       R"({"model":"x","stream":true,"stream_options":{}})",
       {.unsupported = {"stream_options"}},
       R"({"model":"x","stream":true,"stream_options":{}})"},
      {"what is no parameter stays",
       R"({"model":"x","stream":true})",
       {.overrides = {{"model", "\"evil\""}}, .drop = {"stream", "messages"}},
       R"({"model":"x","stream":true})"},
      {"all at once",
       R"({"model":"x","a":1,"stream":true,"top_p":1})",
       {.model = "y",
        .askUsage = true,
        .defaults = {{"b", "2"}},
        .overrides = {{"top_p", "0"}},
        .drop = {"a"}},
       R"({"model":"y","stream":true,"top_p":0,"stream_options":{"include_usage":true},"b":2})"},
  };
}

std::vector<Row> allRows() {
  std::vector<Row> all;
  for (const auto& rows : {modelAndUsageRows(), limitRows(), paramRows(), dropRows()})
    all.insert(all.end(), rows.begin(), rows.end());
  return all;
}

void EditsTest::splices_data() {
  QTest::addColumn<std::size_t>("row");
  const std::vector<Row> rows = allRows();
  for (std::size_t i = 0; i < rows.size(); ++i)
    QTest::newRow(rows[i].name) << i;
}

void EditsTest::splices() {
  QFETCH(std::size_t, row);
  const Row wanted = allRows()[row];
  const std::string result = edited(wanted.body, wanted.plan);
  QVERIFY2(result == wanted.result, result.c_str());
}

void EditsTest::nothingWantedNothingChanged_T17() {
  const std::string body = R"(  {"zebra":1.0,"model":"x","n" : 1,"unknown":{"b":1,"a":[ ]}}  )";
  const auto edits = prepareFor(body, {.model = "x"});
  QVERIFY(edits->list.empty());
  std::vector<std::string_view> out;
  std::size_t total = 0;
  pieces(body, *edits, out, total);
  QCOMPARE(out.size(), std::size_t(1));
  QVERIFY(out[0].data() == body.data());
  QCOMPARE(total, body.size());
}

void EditsTest::saysWhetherUsageWasInserted_T38() {
  const Plan plan{.askUsage = true};
  QVERIFY(prepareFor(R"({"model":"x","stream":true})", plan)->usageInserted);
  QVERIFY(!prepareFor(R"({"model":"x"})", plan)->usageInserted);
  QVERIFY(
      !prepareFor(R"({"model":"x","stream":true,"stream_options":{"include_usage":true}})", plan)
           ->usageInserted);
}

void EditsTest::listsWhatWasDropped_T52() {
  const auto edits = prepareFor(R"({"a":1,"b":2,"model":"x","c":3})",
                                {.drop = {"c"}, .unsupported = {"a"}, .policy = Unsupported::Drop});
  QVERIFY((edits->droppedParams == Names{"a", "c"}));
  const auto quiet = prepareFor(R"({"model":"x","stream_options":{}})",
                                {.unsupported = {"stream_options"}, .policy = Unsupported::Refuse});
  QVERIFY(quiet->droppedParams.empty());
}

void EditsTest::refusesNamingAllOfThem_T52() {
  const auto edits = prepareFor(R"({"a":1,"b":2,"model":"x","c":3})",
                                {.unsupported = {"c", "a", "z"}, .policy = Unsupported::Refuse});
  QVERIFY(!edits);
  QVERIFY(edits.error().kind == sb::ErrorKind::UnsupportedParameter);
  QCOMPARE(edits.error().message, std::string("the target does not take: a, c"));
  QCOMPARE(edits.error().detail, std::string("a"));
}

// Random bodies and plans: the result parses, says what the plan says, and is the body but for the
// edits.
class Random {
 public:
  explicit Random(unsigned seed) : m_random(seed) {}
  unsigned below(unsigned n) { return static_cast<unsigned>(m_random() % n); }
  std::string space() { return std::vector<std::string>{"", "", " ", "\n", "\t  "}[below(5)]; }
  std::string value() {
    static const std::vector<std::string> all{
        "1", "-2.50e1", "\"t\\u00e9,{\"", "[1, {\"a\" : 2}]", "{}", "null", "{\"model\":\"in\"}"};
    return all[below(static_cast<unsigned>(all.size()))];
  }
  std::string name() { return std::string(1, static_cast<char>('a' + below(8))); }
  std::string body() {
    std::vector<std::string> members{"\"model\"" + space() + ":" + space() + "\"m\""};
    std::string used;
    for (unsigned i = below(7); i > 0; --i) {
      const std::string key = name();
      if (used.find(key) != used.npos) continue;
      used += key;
      members.push_back("\"" + key + "\"" + space() + ":" + space() + value());
    }
    if (below(2)) members.push_back("\"stream\":true");
    std::shuffle(members.begin(), members.end(), m_random);
    std::string out = space() + "{";
    for (const std::string& member : members)
      out += (&member == members.data() ? "" : ",") + space() + member + space();
    return out + "}" + space();
  }
  Plan plan() {
    Plan plan;
    if (below(2)) plan.model = "new";
    plan.askUsage = below(2);
    for (unsigned i = below(3); i > 0; --i)
      plan.defaults.emplace_back(name(), value());
    for (unsigned i = below(3); i > 0; --i)
      plan.overrides.emplace_back(name(), value());
    for (unsigned i = below(3); i > 0; --i)
      plan.drop.push_back(name());
    return plan;
  }

 private:
  std::mt19937 m_random;
};

bj::object expected(const std::string& body, const Plan& plan) {
  const bj::object before = sb::json::parse(body)->as_object();
  bj::object after = before;
  if (!plan.model.empty()) after["model"] = plan.model;
  for (const std::string& name : plan.drop)
    after.erase(name);
  for (const auto& [name, value] : plan.overrides)
    after[name] = *sb::json::parse(value);
  for (const auto& [name, value] : plan.defaults)
    if (!before.contains(name) && !after.contains(name)) after[name] = *sb::json::parse(value);
  if (plan.askUsage && before.contains("stream"))
    after["stream_options"] = bj::object{{"include_usage", true}};
  return after;
}

void EditsTest::changesOnlyWhatIsListed_T17() {
  Random random(3);
  for (int round = 0; round < 5000; ++round) {
    const std::string body = random.body();
    const Plan plan = random.plan();
    const auto edits = prepareFor(body, plan);
    QVERIFY2(edits, body.c_str());
    const std::string result = apply(body, *edits);
    const auto parsed = sb::json::parse(result);
    QVERIFY2(parsed, result.c_str());
    QVERIFY2(parsed->as_object() == expected(body, plan), (body + "\n" + result).c_str());
    std::size_t at = 0, out = 0;
    for (const Edit& edit : edits->list) {
      QVERIFY(edit.at >= at && edit.at + edit.removed <= body.size());
      QVERIFY(result.compare(out, edit.at - at, body, at, edit.at - at) == 0);
      out += edit.at - at + edit.text.size();
      at = edit.at + edit.removed;
    }
    QVERIFY(result.substr(out) == body.substr(at));
  }
}

SB_TEST(EditsTest);

}  // namespace

#include "edits_test.moc"
