// Random conditions: written in many ways, read, written back in both forms, and evaluated beside a
// second evaluator that knows nothing of the first.
#include <QtTest>
#include <boost/json.hpp>
#include <random>

#include "core/base/json.h"
#include "known_facts.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::conditions;

namespace {

// A condition as a person might write it, and whether it holds of the request below.
struct Written {
  std::string text;
  bool holds = false;
  int binds = 3;  // how tightly: or 0, and 1, not 2, the rest 3
};

struct Sample {
  const char* path;
  std::int64_t value;
};
constexpr Sample kNumbers[] = {{"tokens", 120}, {"images", 0}, {"body.n", -3}, {"body.a[0].b", 7}};
constexpr const char* kTexts[][2] = {{"key", "ci"},
                                     {"metadata.tier", "gold"},
                                     {"headers['x y']", "a\"b\\c"},
                                     {"body[\"ü.x\"]", "é\n"}};

test::KnownFacts request() {
  test::KnownFacts facts;
  for (const Sample& sample : kNumbers)
    facts.number(sample.path, sample.value);
  for (const auto& [path, value] : kTexts) {
    const std::string exists = test::conditionOf(std::string("exists(") + path + ")").toText();
    facts.text(exists.substr(7, exists.size() - 8), value);
  }
  return facts;
}

class Writer {
 public:
  explicit Writer(unsigned seed) : m_random(seed) {}

  Written condition(int depth) {
    Written made = depth == 0 ? leaf() : branch(depth);
    while (pick(6) == 0)
      made = {"(" + blank() + made.text + blank() + ")", made.holds, 3};
    return made;
  }

 private:
  std::size_t pick(std::size_t below) { return m_random() % below; }
  std::string blank() { return std::string(pick(2), " \n\t"[pick(3)]); }
  std::string word(std::string text) {
    for (char& c : text)
      if (c >= 'a' && c <= 'z' && pick(4) == 0) c = static_cast<char>(c - 32);
    return text;
  }

  static std::string enclosed(const Written& part, int binds) {
    return part.binds < binds ? "(" + part.text + ")" : part.text;
  }

  Written branch(int depth) {
    if (pick(4) == 0) {
      const Written inner = condition(depth - 1);
      return {word("not") + " " + enclosed(inner, 2), !inner.holds, 2};
    }
    const bool both = pick(2) == 0;
    Written whole = condition(static_cast<int>(pick(static_cast<std::size_t>(depth))));
    whole.text = enclosed(whole, both ? 1 : 0);
    for (std::size_t more = 1 + pick(3); more > 0; --more) {
      const Written next = condition(static_cast<int>(pick(static_cast<std::size_t>(depth))));
      whole.text += " " + word(both ? "and" : "or") + " " + enclosed(next, both ? 1 : 0);
      whole.holds = both ? whole.holds && next.holds : whole.holds || next.holds;
    }
    whole.binds = both ? 1 : 0;
    return whole;
  }

  Written leaf() {
    switch (pick(5)) {
      case 0:
        return presence();
      case 1:
        return pick(2) == 0 ? Written{word("true"), true} : Written{word("false"), false};
      case 2:
        return ofText();
      default:
        return ofNumber();
    }
  }

  Written presence() {
    const Sample& sample = kNumbers[pick(4)];
    if (pick(3) == 0) return {word("exists") + "(body.none)", false};
    if (pick(2) == 0) return {word("exists") + "(" + blank() + sample.path + ")", true};
    return {word("has") + "(" + sample.path + ")", sample.value != 0};
  }

  Written ofNumber() {
    const Sample& sample = kNumbers[pick(4)];
    const std::int64_t bound = sample.value - 1 + static_cast<std::int64_t>(pick(3));
    const std::string right = blank() + std::to_string(bound);
    const std::string left = sample.path + blank();
    switch (pick(7)) {
      case 0:
        return {left + (pick(2) == 0 ? "==" : "=") + right, sample.value == bound};
      case 1:
        return {left + "!=" + right, sample.value != bound};
      case 2:
        return {left + "<" + right, sample.value < bound};
      case 3:
        return {left + "<=" + right + ".5",
                bound < 0 ? sample.value < bound : sample.value <= bound};
      case 4:
        return {left + ">" + right, sample.value > bound};
      case 5:
        return {left + " " + word("in") + "[99," + right + "]", sample.value == bound};
      default:
        return {left + ">=" + right, sample.value >= bound};
    }
  }

  Written ofText() {
    const auto& [path, value] = kTexts[pick(4)];
    const bool own = pick(2) == 0;
    const std::string right = json::quoted(own ? value : "other");
    const std::string left = path + std::string(" ");
    const std::string begin =
        std::string_view(value).starts_with("é") ? "é" : std::string(1, value[0]);
    switch (pick(6)) {
      case 0:
        return {left + "== " + right, own};
      case 1:
        return {left + "!=" + right, !own};
      case 2:
        return {left + word("not in") + " ['none', " + right + "]", !own};
      case 3:
        return {left + word("contains") + right, own};
      case 4:
        return {left + "=~ \"^\\Q" + (own ? begin : "z") + "\\E\"", own};
      default:
        return {left + word("in") + " [" + right + "]", own};
    }
  }

  std::mt19937 m_random;
};

}  // namespace

class ConditionRoundTrip : public QObject {
  Q_OBJECT

 private slots:
  void bothFormsComeBack();
};

void ConditionRoundTrip::bothFormsComeBack() {
  const test::KnownFacts facts = request();
  Writer writer(20'261'123);
  int held = 0, deep = 0;
  for (int i = 0; i < 5'000; ++i) {
    const Written written = writer.condition(i % 5);
    const auto read = Condition::parse(written.text);
    if (!read && read.error().what.find("at most") != std::string::npos) continue;
    QVERIFY2(read, (written.text + "\n" + (read ? "" : read.error().toText())).c_str());
    QVERIFY2(read->holds(facts) == written.holds, written.text.c_str());
    QCOMPARE(read->explain(facts).holds, written.holds);

    const std::string plain = read->toText();
    const auto again = Condition::parse(plain);
    QVERIFY2(again && *again == *read, plain.c_str());
    QCOMPARE(again->toText(), plain);
    const std::string tree = json::write(read->toJson());
    const auto third = Condition::fromJson(*json::parse(tree));
    QVERIFY2(third && *third == *read, tree.c_str());
    QVERIFY2(third->holds(facts) == written.holds, tree.c_str());
    held += written.holds ? 1 : 0;
    deep += plain.find('(') != std::string::npos ? 1 : 0;
  }
  QVERIFY(held > 1'000 && held < 4'000);
  QVERIFY(deep > 1'000);
}

SB_TEST(ConditionRoundTrip);
#include "round_trip.moc"
