#include "core/gateway/route_prompt.h"

#include <QTest>

#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::gateway;

namespace {

config::Prompt around(const std::string& before, const std::string& after) {
  config::Prompt prompt;
  prompt.prepend = before;
  prompt.append = after;
  return prompt;
}

config::Prompt templated(const std::string& before, const std::string& after, bool keeps) {
  config::Prompt prompt;
  prompt.whole = config::Prompt::Template{before, after, keeps};
  return prompt;
}

// What a system prompt S becomes, and none.
struct Made {
  std::string some, none;
};

Made made(const std::vector<config::Prompt>& nodes) {
  RoutePrompts pointers;
  for (const config::Prompt& node : nodes)
    pointers.push_back(&node);
  const dialects::SystemPrompt prompt = systemPromptOf(pointers);
  const auto changed = [&](const std::string& body) {
    dialects::Looker looker;
    const auto look = looker.look(body, 0, dialects::Form::Messages);
    return *dialects::withSystemPrompt(body, *look, dialects::Form::Messages, prompt);
  };
  const auto cut = [](const std::string& text, std::size_t from) {
    return text.substr(from, text.size() - from - 2);
  };
  const std::string with = R"({"model":"m","messages":[],"system":"S"})";
  const std::string without = R"({"model":"m","messages":[]})";
  const std::size_t at = with.size() - 3;
  const std::string bare = changed(without);
  return {cut(changed(with), at), bare == without ? "" : cut(bare, at)};
}

}  // namespace

class RoutePromptTest : public QObject {
  Q_OBJECT
 private slots:
  void nodesAddUp_data();
  void nodesAddUp();
};

namespace {

struct Row {
  const char* name;
  std::vector<config::Prompt> nodes;  // outermost first
  const char *some, *none;            // as in JSON
};

const std::vector<Row> kRows = {
    {"nothing", {}, "S", ""},
    {"before", {around("A", "")}, "A\\n\\nS", "A"},
    {"after", {around("", "Z")}, "S\\n\\nZ", "Z"},
    {"both", {around("A", "Z")}, "A\\n\\nS\\n\\nZ", "A\\n\\nZ"},
    {"the inner one stands outside",
     {around("A", "Z"), around("B", "Y")},
     "B\\n\\nA\\n\\nS\\n\\nZ\\n\\nY",
     "B\\n\\nA\\n\\nZ\\n\\nY"},
    {"a template", {templated("<", ">", true)}, "<S>", "<>"},
    {"texts within an inner template",
     {around("A", "Z"), templated("<", ">", true)},
     "<A\\n\\nS\\n\\nZ>",
     "<A\\n\\nZ>"},
    {"texts around an outer template",
     {templated("<", ">", true), around("A", "Z")},
     "A\\n\\n<S>\\n\\nZ",
     "A\\n\\n<>\\n\\nZ"},
    {"an inner template without it", {around("A", "Z"), templated("N", "", false)}, "N", "N"},
    {"what an outer one has dropped",
     {templated("N", "", false), templated("<", ">", true)},
     "<N>",
     "<N>"},
    {"texts around what replaces",
     {templated("N", "", false), around("A", "Z")},
     "A\\n\\nN\\n\\nZ",
     "A\\n\\nN\\n\\nZ"},
};

}  // namespace

void RoutePromptTest::nodesAddUp_data() {
  QTest::addColumn<int>("row");
  for (std::size_t i = 0; i < kRows.size(); ++i)
    QTest::newRow(kRows[i].name) << static_cast<int>(i);
}

void RoutePromptTest::nodesAddUp() {
  QFETCH(int, row);
  const Row& one = kRows[static_cast<std::size_t>(row)];
  const Made result = made(one.nodes);
  QCOMPARE(result.some, std::string(one.some));
  QCOMPARE(result.none, std::string(one.none));
}

SB_TEST(RoutePromptTest);

#include "route_prompt_test.moc"
