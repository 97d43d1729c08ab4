// What is too large, too deep or made to take long; and what holding costs.
#include <QElapsedTimer>
#include <QtTest>
#include <atomic>
#include <boost/json.hpp>
#include <cstdlib>
#include <new>

#include "core/base/json.h"
#include "known_facts.h"
#include "tests/support/test_main.h"

namespace {
std::atomic<std::size_t> allocations{0};
}

// A sanitizer brings its own.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
void* operator new(std::size_t size) {
  ++allocations;
  if (void* memory = std::malloc(size)) return memory;
  throw std::bad_alloc();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
#endif

using namespace sb;
using namespace sb::conditions;

namespace {

std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i)
    all += text;
  return all;
}

// Asks no map and allocates nothing, as the gateway's facts do.
struct PlainFacts final : Facts {
  FactValue get(const FactPath& path) const override {
    switch (path.fact) {
      case Fact::Tokens:
        return FactValue::number(tokens);
      case Fact::Images:
        return FactValue::number(std::int64_t{0});
      case Fact::Client:
        return FactValue::text("10.1.2.3");
      case Fact::Tags:
        return FactValue::list(tags);
      default:
        return FactValue::text(text);
    }
  }
  std::int64_t tokens = 120'431;
  std::string text = "2.5";
  std::vector<std::string> tags{"prod", "eu"};
};

}  // namespace

class HostileConditions : public QObject {
  Q_OBJECT

 private slots:
  void refusesWhatIsTooMuch_data();
  void refusesWhatIsTooMuch();
  void takesWhatIsJustEnough();
  void refusesDeepTrees();
  void refusesHugeTrees();
  void matchesInLinearTime_data();
  void matchesInLinearTime();
  void refusesPatternsThatAreTooLarge_data();
  void refusesPatternsThatAreTooLarge();
  void matchesTheBeginningOnly();
  void holdsQuicklyAndAllocatesNothing();
};

void HostileConditions::refusesWhatIsTooMuch_data() {
  QTest::addColumn<QString>("text");
  QTest::addColumn<QString>("what");
  const auto row = [](const char* name, const std::string& text, const char* what) {
    QTest::newRow(name) << QString::fromStdString(text) << QString(what);
  };
  const char *deep = "and, or, not and parentheses are at most 64 levels deep",
             *length = "a condition has at most 10000 bytes as text",
             *terms = "a condition has at most 200 terms";
  row("parentheses", repeated("(", 9'999), deep);
  row("balanced", repeated("(", 70) + "stream" + repeated(")", 70), deep);
  row("not", repeated("not ", 2'000) + "stream", deep);
  row("long", "key == '" + std::string(10'000, 'a') + "'", length);
  row("long when written out",
      "stream" + repeated(" and body.a=1", 150) + " or key=='" + repeated("\x01", 1'500) + "'",
      length);
  row("terms", "true" + repeated(" or true", 200), terms);
  row("blanks", std::string(10'001, ' '), length);
}

void HostileConditions::refusesWhatIsTooMuch() {
  QFETCH(QString, text);
  QFETCH(QString, what);
  const auto read = Condition::parse(text.toStdString());
  QVERIFY(!read);
  QCOMPARE(QString::fromStdString(read.error().what), what);
}

void HostileConditions::takesWhatIsJustEnough() {
  const auto taken = [](const std::string& text) {
    const auto read = Condition::parse(text);
    if (!read) return false;
    const auto again = Condition::parse(read->toText());
    const auto tree = Condition::fromJson(read->toJson());
    return again && tree && *again == *read && *tree == *read;
  };
  QVERIFY(taken(repeated("(", 64) + "stream" + repeated(")", 64)));
  QVERIFY(taken(repeated("not ", 64) + "stream"));
  QVERIFY(!taken(repeated("not ", 65) + "stream"));
  std::string nested = "stream";
  for (int i = 0; i < 32; ++i)
    nested = "schema or key == 'a' and (" + nested + ")";
  QVERIFY(taken(nested));
  QVERIFY(taken("true" + repeated(" or true", 199)));
  QVERIFY(taken("key in ['" + repeated("a','", 1'600) + "']"));
  QVERIFY(taken("key == '" + std::string(9'991, 'a') + "'"));
}

void HostileConditions::refusesDeepTrees() {
  boost::json::value tree = true;
  for (int i = 0; i < 400; ++i)
    tree = boost::json::object{{"$not", std::move(tree)}};
  auto read = Condition::fromJson(tree);
  QVERIFY(!read);
  QVERIFY(read.error().what.find("64 levels") != std::string::npos);

  tree = boost::json::object{{"$gt", 1}};
  for (int i = 0; i < 400; ++i)
    tree = boost::json::object{{"$not", std::move(tree)}};
  read = Condition::fromJson(boost::json::object{{"tokens", std::move(tree)}});
  QVERIFY(!read);
  QVERIFY(read.error().what.find("64 levels") != std::string::npos);
}

void HostileConditions::refusesHugeTrees() {
  boost::json::array many;
  for (int i = 0; i < 200'000; ++i)
    many.emplace_back(i);
  QVERIFY(!Condition::fromJson(boost::json::object{{"tokens", {{"$in", many}}}}));
  boost::json::array terms;
  for (int i = 0; i < 200'000; ++i)
    terms.emplace_back(boost::json::object{{"tokens", i}});
  const auto read = Condition::fromJson(boost::json::object{{"$or", std::move(terms)}});
  QVERIFY(!read);
  QCOMPARE(read.error().what, std::string("a condition has at most 200 terms"));
  QVERIFY(!Condition::fromJson(boost::json::object{{std::string(5'000'000, '['), 1}}));
}

void HostileConditions::matchesInLinearTime_data() {
  QTest::addColumn<QString>("pattern");
  for (const char* pattern : {"(a+)+$", "(a|aa)+$", "(.*)*x", "^(([a-z])+.)+[A-Z]([a-z])+$",
                              "(a|a?)+$", "(?:a?){50}a{50}b", "(x+x+)+y", ".*.*.*.*.*.*z"})
    QTest::newRow(pattern) << QString(pattern);
}

void HostileConditions::matchesInLinearTime() {
  QFETCH(QString, pattern);
  const auto condition = test::conditionOf("user =~ " + json::quoted(pattern.toStdString()));
  PlainFacts facts;
  facts.text = std::string(5'000'000, 'a') + "!";
  QElapsedTimer timer;
  timer.start();
  for (int i = 0; i < 10; ++i)
    condition.holds(facts);
  QVERIFY2(timer.elapsed() < 10'000, qPrintable(QString::number(timer.elapsed())));
}

void HostileConditions::refusesPatternsThatAreTooLarge_data() {
  QTest::addColumn<QString>("pattern");
  QTest::newRow("repeated") << "((a{100}){100}){100}";
  QTest::newRow("classes") << QString("\\pL").repeated(300);
  QTest::newRow("long") << QString(1'001, 'a');
  QTest::newRow("nested") << QString("(").repeated(490) + QString(")").repeated(490) +
                                 "{1000}{1000}";
}

void HostileConditions::refusesPatternsThatAreTooLarge() {
  QFETCH(QString, pattern);
  QElapsedTimer timer;
  timer.start();
  const auto read = Condition::parse("user =~ " + json::quoted(pattern.toStdString()));
  QVERIFY(!read);
  QCOMPARE(read.error().offset, std::size_t(8));
  QVERIFY(timer.elapsed() < 2'000);
}

void HostileConditions::matchesTheBeginningOnly() {
  const auto condition = test::conditionOf("user =~ 'x'");
  PlainFacts facts;
  facts.text = std::string(kMaxMatched - 1, 'a') + "x";
  QVERIFY(condition.holds(facts));
  facts.text = std::string(kMaxMatched, 'a') + "x";
  QVERIFY(!condition.holds(facts));
}

void HostileConditions::holdsQuicklyAndAllocatesNothing() {
  const PlainFacts facts;
  constexpr int kTimes = 200'000;
  for (const char* text :
       {"has(images) or tokens > 100000", "client in ['192.168.0.0/16', '10.0.0.0/8']",
        "tags == 'eu' and headers.x > 2 and not key in ['a', 'b'] and body.a.b contains '.'"}) {
    const Condition condition = test::conditionOf(text);
    QVERIFY(condition.holds(facts));
    const std::size_t before = allocations;
    QElapsedTimer timer;
    timer.start();
    int held = 0;
    for (int i = 0; i < kTimes; ++i)
      held += condition.holds(facts) ? 1 : 0;
    const auto nanos = timer.nsecsElapsed() / kTimes;
    QCOMPARE(allocations - before, std::size_t(0));
    QCOMPARE(held, kTimes);
    qInfo("%s: %lld ns", text, static_cast<long long>(nanos));
    QVERIFY(nanos < 20'000);  // a hundred times what it takes: sanitizers and a busy machine
  }
}

SB_TEST(HostileConditions);
#include "hostile.moc"
