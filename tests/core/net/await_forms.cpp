// The forms around co_await that scripts/check allows must leave every object destroyed exactly
// once; g++ 12 gets the forms that it refuses wrong. The sanitizer builds run this too.
#include <QTest>
#include <boost/asio/io_context.hpp>
#include <string>
#include <utility>
#include <vector>

#include "core/net/task.h"
#include "tests/support/test_main.h"

namespace {

using sb::net::Loop;
using sb::net::Task;

// Counts how many of it live; holds memory so that a second destruction is seen.
class Counted {
 public:
  explicit Counted(std::string text) : m_text(std::move(text)) { ++living; }
  Counted(const Counted& other) : m_text(other.m_text) { ++living; }
  Counted(Counted&& other) noexcept : m_text(std::move(other.m_text)) { ++living; }
  Counted& operator=(const Counted&) = default;
  Counted& operator=(Counted&&) noexcept = default;
  ~Counted() { --living; }
  const std::string& text() const { return m_text; }

  static inline int living = 0;

 private:
  std::string m_text;
};

struct Options {
  Counted host{"a host name that does not fit into the object"};
  std::vector<Counted> others;
  int port = 0;
};

Counted counted(const char* text) { return Counted(std::string(40, ' ') + text); }

Loop* g_loop = nullptr;

Task<> pause() { co_await sb::net::GiveWay(*g_loop); }

Task<Counted> answer(Options options) {
  co_await pause();
  co_return std::move(options.host);
}

Task<Counted> same(Counted value) {
  co_await pause();
  co_return value;
}

Task<Counted> namedAndMovedIn() {
  Options options{.host = counted("moved"), .others = {counted("b"), counted("c")}, .port = 1};
  co_return co_await answer(std::move(options));
}

Task<Counted> decidedBefore(bool left) {
  Counted chosen = left ? counted("left") : counted("right");
  co_return co_await same(std::move(chosen));
}

Task<Counted> constructorCalledInPlace() { co_return co_await same(Counted("in place")); }

Task<Counted> variableInBraces() {
  const Counted value{co_await same(counted("braces"))};
  co_return value;
}

Task<Counted> aggregateAfterTheAwait() {
  Counted host = co_await same(counted("after"));
  Options options{.host = std::move(host), .others = {}, .port = 2};
  co_return std::move(options.host);
}

Task<Counted> aggregateInsideALambda() {
  const auto make = [] { return Options{.host = counted("lambda"), .others = {}, .port = 3}; };
  Options options = make();
  co_return co_await answer(std::move(options));
}

Task<Counted> appendedByName() {
  std::vector<Options> all;
  Options options;
  options.host = co_await same(counted("appended"));
  all.push_back(std::move(options));
  co_return std::move(all.front().host);
}

std::string run(Task<Counted> (*form)()) {
  Loop loop(1);
  g_loop = &loop;
  std::string said;
  sb::net::spawn(loop, [](Task<Counted> (*task)(), std::string& out) -> Task<> {
    const Counted result = co_await task();
    out = result.text();
  }(form, said));
  loop.run();
  return said;
}

Task<Counted> decidedLeft() { return decidedBefore(true); }
Task<Counted> decidedRight() { return decidedBefore(false); }

}  // namespace

using Form = Task<Counted> (*)();
Q_DECLARE_METATYPE(Form)

class AwaitForms : public QObject {
  Q_OBJECT
 private slots:
  void destroysEachObjectOnce_data() {
    QTest::addColumn<Form>("form");
    QTest::addColumn<QByteArray>("end");
    QTest::newRow("named and moved in") << Form(namedAndMovedIn) << QByteArray("moved");
    QTest::newRow("decided before: left") << Form(decidedLeft) << QByteArray("left");
    QTest::newRow("decided before: right") << Form(decidedRight) << QByteArray("right");
    QTest::newRow("constructor in place") << Form(constructorCalledInPlace) << QByteArray("place");
    QTest::newRow("variable in braces") << Form(variableInBraces) << QByteArray("braces");
    QTest::newRow("aggregate after") << Form(aggregateAfterTheAwait) << QByteArray("after");
    QTest::newRow("aggregate in a lambda") << Form(aggregateInsideALambda) << QByteArray("lambda");
    QTest::newRow("appended by name") << Form(appendedByName) << QByteArray("appended");
  }

  void destroysEachObjectOnce() {
    QFETCH(Form, form);
    QFETCH(QByteArray, end);
    const std::string said = run(form);
    QVERIFY2(QByteArray::fromStdString(said).endsWith(end), said.c_str());
    QCOMPARE(Counted::living, 0);
  }
};

SB_TEST(AwaitForms);
#include "await_forms.moc"
