// A second start, wired as main() does: what it makes of the first one's window.
#include <QTest>

#include <QSignalSpy>
#include <QTemporaryDir>
#include <future>

#include "app/desktop/single_instance.h"
#include "tests/support/desktop.h"
#include "tests/support/engine.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::test;

class SecondStartTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase();
  void cleanupTestCase() { m_run.reset(); }
  void T123_raisesTheWindow_data();
  void T123_raisesTheWindow();
  void T123_atLoginItLeavesTheWindow();

 private:
  bool startAgain(const std::vector<std::string>& arguments);
  QWidget& window() { return m_run->window(); }
  // As a window manager does it: when a window goes, another becomes active.
  static bool leaveFor(QWidget& other) {
    other.show();
    other.activateWindow();
    return QTest::qWaitForWindowActive(&other);
  }
  bool isBack() {
    return until([this] {
      return window().isVisible() && !window().isMinimized() && window().isActiveWindow();
    });
  }

  std::unique_ptr<DesktopRun> m_run;
};

void SecondStartTest::initTestCase() {
  m_run = std::make_unique<DesktopRun>("version: 1\n", "checklistSkipped=true\n");
  QVERIFY(m_run->start());
}

// True once the first has been told.
bool SecondStartTest::startAgain(const std::vector<std::string>& arguments) {
  const QTemporaryDir folder;
  const QString socket = folder.filePath(QStringLiteral("s.sock"));
  app::SingleInstance first(socket);
  QObject::connect(&first, &app::SingleInstance::startedAgain, &m_run->console(),
                   &app::Console::startedAgain);
  if (!first.listen()) return false;
  const QSignalSpy again(&first, &app::SingleInstance::startedAgain);
  auto second = std::async(std::launch::async,
                           [&] { return app::handOver(socket.toStdString(), arguments); });
  const bool told = until([&] { return again.size() == 1; });
  return second.get() && told;
}

void SecondStartTest::T123_raisesTheWindow_data() {
  QTest::addColumn<QString>("where");
  for (const char* const where : {"minimised", "in the tray", "behind another", "in front"})
    QTest::newRow(where) << QString::fromLatin1(where);
}

void SecondStartTest::T123_raisesTheWindow() {
  QFETCH(const QString, where);
  QWidget other;
  window().showNormal();
  window().activateWindow();
  QVERIFY(isBack());
  if (where != QLatin1String("in front")) QVERIFY(leaveFor(other));
  if (where == QLatin1String("minimised")) window().showMinimized();
  if (where == QLatin1String("in the tray")) window().hide();
  QCOMPARE(window().isVisible() && !window().isMinimized() && window().isActiveWindow(),
           where == QLatin1String("in front"));
  QVERIFY(startAgain({}));
  QVERIFY(isBack());
}

// A desktop that starts it a second time at login does not throw it at anybody.
void SecondStartTest::T123_atLoginItLeavesTheWindow() {
  QWidget other;
  QVERIFY(leaveFor(other));
  window().hide();
  QVERIFY(startAgain({"--minimized"}));
  QVERIFY(window().isHidden());
  QVERIFY(startAgain({}));
  QVERIFY(isBack());
}

SB_TEST(SecondStartTest);
#include "second_start_test.moc"
