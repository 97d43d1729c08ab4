#include "tests/support/test_main.h"

#ifdef SB_DESKTOP_TESTS
#include "app/desktop/frame_clock.h"
#elif defined(SB_GUI_TESTS)
#include <QApplication>
#else
#include <QCoreApplication>
#endif
#include <QTest>
#include <csignal>
#include <cstring>
#include <vector>

#ifdef __SANITIZE_THREAD__
// Qt Test's own watchdog: its library is not instrumented, so the sanitizer sees half of it.
extern "C" const char* __tsan_default_suppressions();
extern "C" const char* __tsan_default_suppressions() {
  return "race:QWaitCondition::\nrace:QTest::qRun\n";
}
#endif

namespace sb::test {
namespace {

struct Entry {
  const char* name;
  Factory factory;
};

std::vector<Entry>& entries() {
  static std::vector<Entry> all;
  return all;
}

}  // namespace

Registration::Registration(const char* name, Factory factory) {
  entries().push_back({name, std::move(factory)});
}

}  // namespace sb::test

// `program [Class] [Qt Test's arguments]`: all classes, or the one named first.
int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);
#ifdef SB_DESKTOP_TESTS
  const sb::app::TimedApplication app(argc, argv);
#elif defined(SB_GUI_TESTS)
  const QApplication app(argc, argv);
#else
  const QCoreApplication app(argc, argv);
#endif
  const char* only = nullptr;
  for (const auto& entry : sb::test::entries())
    if (argc > 1 && std::strcmp(argv[1], entry.name) == 0) only = entry.name;
  if (only != nullptr) {
    for (int i = 1; i + 1 < argc; ++i)
      argv[i] = argv[i + 1];
    --argc;
  }
  int failures = 0;
  for (const auto& entry : sb::test::entries())
    if (only == nullptr || only == entry.name)
      failures += QTest::qExec(entry.factory().get(), argc, argv);
  return failures == 0 ? 0 : 1;
}
