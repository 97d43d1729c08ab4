// The whole window, each of its screens and dialogs, for those who do not see it or have no mouse.
#include <QTest>

#include <QAbstractButton>
#include <QFile>
#include <QFileDialog>
#include <QKeySequence>
#include <QPointer>
#include <QRegularExpression>

#include "core/base/clock.h"
#include "core/demo/demo_server.h"
#include "tests/support/desktop.h"
#include "tests/support/engine.h"
#include "tests/support/past_traffic.h"
#include "tests/support/test_main.h"
#include "tests/support/window_walk.h"
#include "ui/shell/main_window.h"

using namespace sb;
using namespace sb::test;

namespace {

QString text(const char* utf8) { return QString::fromUtf8(utf8); }

constexpr int kRows = 400;
constexpr WallMillis kWeek = 7LL * 24 * 60 * 60 * 1000;

// Providers of which one answers, and two routes.
QByteArray yaml(int demoPort) {
  const QByteArray demo = "http://127.0.0.1:" + QByteArray::number(demoPort) + "/v1";
  return "version: 1\n"
         "providers:\n"
         "  - { id: openai, kind: openai, base_url: 'http://127.0.0.1:9/v1',\n"
         "      keys: [ { name: main, secret: 'env:SB_NO_KEY' },\n"
         "              { name: other, secret: 'env:SB_NO_KEY2', weight: 2 } ] }\n"
         "  - { id: studio, kind: openai_compatible, base_url: '" +
         demo +
         "' }\n"
         "routes:\n"
         "  - name: fast\n"
         "    match: [ 'claude-*' ]\n"
         "    flow: { fallback: { try: [ { target: 'studio/script:status=503' },\n"
         "                               { target: studio/fast } ] } }\n"
         "  - { name: private, flow: { target: studio/hello } }\n";
}

// Where the keys are now: a window, or what lies over it.
QWidget* placeOfFocus() {
  QWidget* const window = Keyboard::focused()->window();
  for (QWidget* const over : window->findChildren<QWidget*>(text("commandPalette")))
    if (over->isVisible()) return over;
  return window;
}

}  // namespace

class AccessibilityTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase();
  void cleanupTestCase();
  void everyPlaceIsForEveryone_data();
  void everyPlaceIsForEveryone();
  void theFirstStartIsForEveryone();
  void aStartThatFailsIsForEveryone();

 private:
  void take(const QString& step);
  void settle();
  QStringList problems();
  QString problemOfLeaving();

  std::unique_ptr<demo::DemoServer> m_provider;
  std::unique_ptr<DesktopRun> m_run;
  QPointer<QWidget> m_opener;  // had the focus before the last step
};

void AccessibilityTest::initTestCase() {
  m_provider = *demo::DemoServer::start({});
  m_run = std::make_unique<DesktopRun>(yaml(m_provider->port()), "checklistSkipped=true\n");
  PastTraffic::write(m_run->dataFolder().toStdString(), kRows, systemClock().wall(), kWeek);
  QFile backup(m_run->path(text("backup.tar")));
  QVERIFY(backup.open(QIODevice::WriteOnly));
  QVERIFY(m_run->start());
  static_cast<ui::MainWindow&>(m_run->window()).showScreen(text("access"));
  QVERIFY(m_run->wait(text("newKey")) != nullptr);
  for (const char* const step :
       {"newKey", "newKeyName=my-app", ">Return", "?secretSaved", ">Space", "newKeyDone"})
    take(text(step));
}

void AccessibilityTest::cleanupTestCase() {
  m_run.reset();
  m_provider.reset();
}

void AccessibilityTest::everyPlaceIsForEveryone_data() {
  QTest::addColumn<QString>("screen");
  QTest::addColumn<QStringList>("steps");
  const struct {
    const char* screen;
    std::vector<const char*> steps;
  } places[] = {
      {"overview", {""}},
      {"overview", {"connectAnApp"}},
      {"playground", {""}},
      {"playground", {"laneName", "laneParameters", "editSystemPrompt"}},
      {"playground",
       {"laneName ?nameSearch=studio/fast >Return >Tab laneName "
        "?nameSearch=studio/hello >Return promptText=hello >Return ?startOver",
        "diffLanes"}},
      {"routes",
       {"", "newRoute", "renameRoute", "removeNode", "dryRun", "node.1", "tab.canvas>Right"}},
      {"providers",
       {"", "addProvider", "more.openai", "open.openai", "open.openai addKey",
        "open.openai editKey", "open.openai removeKey", "test.studio",
        "open.openai providerModels>Down modelPrice", "quick.groq"}},
      {"access",
       {"", "newKey", "newKey newKeyName=other >Return ?secretSaved >Space", "keyTable renameKey",
        "keyTable revokeKey"}},
      {"logs",
       {"", "exportLogs", "logColumns", "logTable>Return", "logTable>Return detailTab.talk>Right",
        "logTable>Return detailTab.attempts>Right"}},
      {"spend", {"", "spendTable", "spendRange", "spendRange >Up >Return", "exportSpend"}},
      {"settings",
       {"", "settingsSections>Home >Down", "settingsSections>Home >Down >Down",
        "settingsSections>Home >Down >Down >Down", "settingsSections>End",
        "settingsSections>End >Up", "settingsSections>End >Up >Up", "find",
        "settingsSections>Home >Down >Down >Down backupSave",
        "settingsSections>Home >Down >Down >Down backupRestore",
        "settingsSections>Home >Down >Down >Down backupRestore ?fileNameEdit=$BACKUP >Return",
        "settingsSections>End licence0", "settingsSections>End !close"}},
  };
  for (const auto& [screen, all] : places)
    for (const char* const steps : all)
      QTest::newRow(QByteArray(screen) + " " + steps)
          << text(screen) << text(steps).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

// "name": Tab leads to it and the space bar presses it; "name>Down": another key does; ">Down":
// where the focus is; "name=text": it is typed there; "?name": it appears by itself; "!close": the
// window is closed.
void AccessibilityTest::take(const QString& step) {
  if (step == text("!close")) {
    m_opener = Keyboard::focused();
    m_run->window().close();
    return;
  }
  static const QRegularExpression parts(text("^([?]?)([^=>]*)(?:=(.*)|>(.*))?$"));
  const QRegularExpressionMatch match = parts.match(step);
  const QString name = match.captured(2);
  if (!match.captured(1).isEmpty()) QVERIFY2(m_run->wait(name) != nullptr, qPrintable(step));
  if (!name.isEmpty()) QVERIFY2(Keyboard::tabTo(name), qPrintable(step));
  m_opener = Keyboard::focused();
  if (!match.captured(3).isEmpty())
    Keyboard::type(match.captured(3).replace(text("$BACKUP"), m_run->path(text("backup.tar"))));
  else if (!match.captured(4).isEmpty())
    Keyboard::press(QKeySequence(match.captured(4))[0].key());
  else if (match.captured(1).isEmpty())
    Keyboard::press(Qt::Key_Space);
}

// Nothing runs any more that could change what is seen.
void AccessibilityTest::settle() {
  int calm = 0;
  QStringList before;
  until([&] {
    const QStringList now = DesktopRun::readable();
    calm = now == before ? calm + 1 : 0;
    before = now;
    return calm > 20;
  });
}

QStringList AccessibilityTest::problems() {
  QWidget* const place = placeOfFocus();
  if (qobject_cast<QFileDialog*>(place) != nullptr) return {};  // Qt's own
  return problemsOfTree(place) + problemsOfTabbing(place);
}

// Escape closes what was opened, and the focus is where it was.
QString AccessibilityTest::problemOfLeaving() {
  QWidget* const place = placeOfFocus();
  if (place == &m_run->window()) return {};
  const QString opened = place->objectName();
  Keyboard::press(Qt::Key_Escape);
  if (!until([&] { return m_run->seen(opened) == nullptr; }))
    return opened + text(" is not closed by Escape");
  if (!m_opener || !m_opener->isVisible() || Keyboard::focused() == m_opener) return {};
  return text("%1 leaves the focus at %2 instead of %3")
      .arg(opened, Keyboard::focusedName(), m_opener->objectName());
}

void AccessibilityTest::everyPlaceIsForEveryone() {
  QFETCH(const QString, screen);
  QFETCH(const QStringList, steps);
  auto& window = static_cast<ui::MainWindow&>(m_run->window());
  window.showScreen(screen);
  QVERIFY(m_run->wait(text("page.") + screen) != nullptr);
  settle();
  for (const QString& step : steps) {
    take(step);
    if (QTest::currentTestFailed()) break;
    settle();
  }
  QStringList found = problems();
  if (const QString left = problemOfLeaving(); !left.isEmpty()) found.append(left);
  for (QWidget* place = placeOfFocus(); place != &window; place = placeOfFocus())
    place->close();
  if (auto* const back = qobject_cast<QAbstractButton*>(m_run->seen(text("pageBack"))))
    back->click();
  QVERIFY2(found.isEmpty(), qPrintable(found.join(QLatin1Char('\n'))));
}

void AccessibilityTest::theFirstStartIsForEveryone() {
  const auto before = std::move(m_run);
  before->window().hide();
  m_run = std::make_unique<DesktopRun>();
  QVERIFY(m_run->start());
  QVERIFY(m_run->wait(text("tryWithoutKey")) != nullptr);
  settle();
  QCOMPARE(problems(), QStringList());
  take(text("tryWithoutKey"));
  QVERIFY(until([this] { return m_run->wait(text("sendForMe"))->isEnabled(); }));
  settle();
  QCOMPARE(problems(), QStringList());
  take(text("sendForMe"));
  QVERIFY(m_run->wait(text("openFirstRequest")) != nullptr);
  QCOMPARE(Keyboard::focusedName(), text("sendForMe"));
  settle();
  QCOMPARE(problems(), QStringList());
}

void AccessibilityTest::aStartThatFailsIsForEveryone() {
  m_run = std::make_unique<DesktopRun>("version: 1\nlisten: { prot: 1 }\n");
  QVERIFY(m_run->start(text("The configuration has a mistake")));
  QCOMPARE(problems(), QStringList());
}

SB_TEST(AccessibilityTest);
#include "accessibility_test.moc"
