#include <QCoreApplication>
#include <QDialog>
#include <QLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include "tests/support/accessible.h"
#include "tests/support/engine.h"
#include "tests/support/hostile.h"
#include "tests/support/test_main.h"
#include "ui/preferences/languages.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/leaving.h"
#include "ui/shell/main_window.h"
#include "ui/theme/theme.h"
#include "ui/widgets/band.h"
#include "ui/widgets/page.h"

using namespace sb::ui;
using sb::test::until;

namespace {

class PlainScreen : public Screen {
 public:
  PlainScreen(QString id, QString title) : m_id(std::move(id)), m_title(std::move(title)) {}

  QString id() const override { return m_id; }
  QString title() const override { return m_title; }
  QString iconName() const override { return QStringLiteral("list"); }
  QWidget* widget() override {
    if (page == nullptr) page = new Page(m_id);
    page->setTitle(m_title);
    return page;
  }
  QList<Command> commands() override {
    return {{QStringLiteral("Mend %1").arg(m_title), QStringLiteral("zap"), [this] { ++mended; },
             QKeySequence(), QString()}};
  }
  void activated() override { active = true; }
  void deactivated() override { active = false; }
  void open(const QVariantMap& where) override { opened = where; }

  Page* page = nullptr;
  bool active = false;
  int mended = 0;
  QVariantMap opened;

 private:
  QString m_id, m_title;
};

struct FakeTray : TrayPlace {
  bool isAvailable() const override { return available; }
  bool available = true;
};

struct Fixture {
  QTemporaryDir folder;
  Preferences preferences{folder.filePath(QStringLiteral("console.ini"))};
  Connection connection{Endpoint()};
  PlainScreen one{QStringLiteral("one"), QStringLiteral("First")};
  PlainScreen two{QStringLiteral("two"), QStringLiteral("Second")};
  MainWindow window{connection, preferences, {&one, &two}};
  FakeTray tray;

  Fixture() { window.showScreens(); }

  template <class T>
  T* find(const char* name) {
    return window.findChild<T*>(QLatin1String(name));
  }
  QDialog* question() { return find<QDialog>("question"); }
  void press(const char* name) { find<QPushButton>(name)->click(); }
};

}  // namespace

class ShellTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void showsOnlyTheScreensItIsGiven();
  void screensAreReachedByTheKeyboard();
  void theFocusStaysInThePages();
  void theLastScreenIsRemembered();
  void navigationCarriesWhere();
  void paletteRunsWhatIsTyped();
  void narrowWindowHasIconsOnly();
  void languageChangesWithoutRestart();
  void whatTakesTheFocusHasAName();
  void startProblemOffersItsSteps();
  void firstStepOfAProblemIsTheDefault();
  void damagedKeysLeadToTheBackups();
  void aLogThatCannotBeWrittenIsTold();
  void aDamagedLogIsToldOnce();
  void paletteTakesWhateverIsPasted_data();
  void paletteTakesWhateverIsPasted();
  void stopsAndStartsTheGateway();
  void T117_takenPortOffersTheNextFreeOne();
  void T126_closingAsksOnceAndRemembers();
  void T126_cancelDecidesNothing();
  void T126_withoutATrayTheWindowDoesNotVanish();
  void T126_withoutATrayQuitIsRemembered();
  void T126_remoteGatewayIsLeftAlone();
  void draftsThatCannotBeKeptAreTold();
};

void ShellTest::showsOnlyTheScreensItIsGiven() {
  Fixture f;
  QVERIFY(f.find<QAbstractButton>("nav.one") != nullptr);
  QVERIFY(f.find<QAbstractButton>("nav.two") != nullptr);
  QVERIFY(f.find<QAbstractButton>("nav.logs") == nullptr);
  QVERIFY2(f.two.page == nullptr, "a page is made when it is first shown");
}

void ShellTest::screensAreReachedByTheKeyboard() {
  Fixture f;
  f.window.show();
  QVERIFY(QTest::qWaitForWindowActive(&f.window));
  QTest::keyClick(&f.window, Qt::Key_2, Qt::ControlModifier);
  QCOMPARE(f.window.currentScreen(), QStringLiteral("two"));
  QVERIFY(f.two.active);
  QVERIFY(!f.one.active);
  QTest::keyClick(&f.window, Qt::Key_1, Qt::ControlModifier);
  QCOMPARE(f.window.currentScreen(), QStringLiteral("one"));
}

void ShellTest::theFocusStaysInThePages() {
  Fixture f;
  f.window.show();
  QVERIFY(QTest::qWaitForWindowActive(&f.window));
  f.one.page->setFocus();
  QTest::keyClick(&f.window, Qt::Key_2, Qt::ControlModifier);
  QVERIFY(f.window.focusWidget() == f.two.page || f.two.page->isAncestorOf(f.window.focusWidget()));
}

void ShellTest::theLastScreenIsRemembered() {
  Fixture f;
  f.window.showScreen(QStringLiteral("two"));
  MainWindow again(f.connection, f.preferences, {&f.one, &f.two});
  f.two.page = nullptr;
  again.showScreens();
  QCOMPARE(again.currentScreen(), QStringLiteral("two"));
}

void ShellTest::navigationCarriesWhere() {
  Fixture f;
  Q_EMIT f.one.navigationRequested(QStringLiteral("two"),
                                   {{QStringLiteral("id"), QStringLiteral("req_1")}});
  QCOMPARE(f.window.currentScreen(), QStringLiteral("two"));
  QCOMPARE(f.two.opened.value(QStringLiteral("id")).toString(), QStringLiteral("req_1"));
  Q_EMIT f.one.navigationRequested(QStringLiteral("nowhere"), {});
  QCOMPARE(f.window.currentScreen(), QStringLiteral("two"));
}

void ShellTest::paletteRunsWhatIsTyped() {
  Fixture f;
  f.window.show();
  f.window.openPalette();
  auto* const palette = f.find<CommandPalette>("commandPalette");
  QVERIFY(palette->isVisible());
  QVERIFY(palette->listed().contains(QStringLiteral("Go to Second")));
  auto* const input = f.find<QLineEdit>("paletteInput");
  QTest::keyClicks(input, QStringLiteral("mend sec"));
  QCOMPARE(palette->listed(), QStringList{QStringLiteral("Mend Second")});
  QTest::keyClick(input, Qt::Key_Return);
  QCOMPARE(f.two.mended, 1);
  QVERIFY(palette->isHidden());
}

void ShellTest::narrowWindowHasIconsOnly() {
  Fixture f;
  f.window.resize(1280, 800);
  f.window.show();
  QCOMPARE(f.find<QWidget>("sidebar")->width(), kSidebar);
  f.window.resize(1000, 700);
  QTRY_COMPARE(f.find<QWidget>("sidebar")->width(), kSidebarNarrow);
  QVERIFY(!f.find<QAbstractButton>("nav.one")->accessibleName().isEmpty());
}

void ShellTest::languageChangesWithoutRestart() {
  Fixture f;
  f.window.show();
  Languages languages;
  languages.use(QStringLiteral("xa"));
  QCoreApplication::sendPostedEvents();
  QCOMPARE(f.find<QToolButton>("gatewaySwitch")->accessibleName().left(1), QStringLiteral("["));
  languages.use(QStringLiteral("en"));
}

void ShellTest::whatTakesTheFocusHasAName() {
  Fixture f;
  f.window.show();
  QCOMPARE(sb::test::unnamed(&f.window), QStringList());
}

void ShellTest::startProblemOffersItsSteps() {
  Fixture f;
  f.window.show();
  int taken = 0;
  StartProblem problem;
  problem.title = QStringLiteral("Port 7411 is already in use");
  problem.steps = {
      {QStringLiteral("startAtPort"), QStringLiteral("Use port 7413 instead"), [&] { ++taken; }},
      {QStringLiteral("startQuit"), QStringLiteral("Quit"), [] {}}};
  f.window.showStartProblem(problem);
  const auto role = [&](const char* name) { return f.find<QPushButton>(name)->property("role"); };
  QCOMPARE(role("startAtPort").toString(), QStringLiteral("primary"));
  QVERIFY(role("startQuit").toString() != QStringLiteral("primary"));
  QCOMPARE(sb::test::unnamed(&f.window), QStringList());
  f.press("startAtPort");
  QCOMPARE(taken, 1);
}

void ShellTest::firstStepOfAProblemIsTheDefault() {
  Fixture f;
  StartProblem problem;
  for (const char* name : {"stepOne", "stepTwo", "stepThree"})
    problem.steps.append({QLatin1String(name), QLatin1String(name), [] {}});
  f.window.showStartProblem(problem);
  f.window.show();
  QVERIFY(QTest::qWaitForWindowActive(&f.window));
  QCOMPARE(f.find<QPushButton>("stepOne")->property("role").toString(), QStringLiteral("primary"));
  QCOMPARE(f.find<QPushButton>("stepTwo")->property("role").toString(), QString());
  QVERIFY(f.find<QPushButton>("stepOne")->hasFocus());
}

namespace {

GatewayStatus workingStatus() {
  GatewayStatus status;
  status.phase = Phase::Ready;
  status.listening = true;
  status.ledger = LedgerStatus();
  return status;
}

}  // namespace

void ShellTest::damagedKeysLeadToTheBackups() {
  QTemporaryDir folder;
  Preferences preferences(folder.filePath(QStringLiteral("console.ini")));
  Connection connection{Endpoint()};
  PlainScreen settings(QStringLiteral("settings"), QStringLiteral("Settings"));
  MainWindow window(connection, preferences, {&settings});
  window.showScreens();
  GatewayStatus status = workingStatus();
  status.keysSuspended = QStringLiteral("The database file is damaged.");
  sb::test::Engine engine("");
  connection.setEndpoint({QUrl(QStringLiteral("http://127.0.0.1:%1").arg(engine.adminPort())),
                          QByteArray::fromStdString(engine.token())});
  connection.start();
  QVERIFY(until([&] { return connection.status().listening; }));
  connection.setStatus(status);
  QVERIFY(settings.page->shellBand()->accessibleName().contains(QStringLiteral("No key")));
  settings.page->shellBand()->findChild<QPushButton*>(QStringLiteral("bandAction"))->click();
  QCOMPARE(settings.opened.value(QStringLiteral("section")).toString(), QStringLiteral("backup"));
}

void ShellTest::aLogThatCannotBeWrittenIsTold() {
  sb::test::Engine engine("");
  Fixture f;
  f.connection.setEndpoint({QUrl(QStringLiteral("http://127.0.0.1:%1").arg(engine.adminPort())),
                            QByteArray::fromStdString(engine.token())});
  f.connection.start();
  f.window.show();
  QVERIFY(until([&] { return f.connection.status().listening; }));
  GatewayStatus status = workingStatus();
  status.ledger->writing = false;
  f.connection.setStatus(status);
  Band* const band = f.one.page->shellBand();
  QVERIFY(band->isVisible());
  QVERIFY(band->accessibleName().contains(QStringLiteral("Apps are served")));
  status.ledger->accepting = false;
  f.connection.setStatus(status);
  QVERIFY(band->accessibleName().contains(QStringLiteral("Apps are refused")));
  f.connection.setStatus(workingStatus());
  QVERIFY(!band->isVisible());
}

void ShellTest::aDamagedLogIsToldOnce() {
  sb::test::Engine engine("");
  Fixture f;
  f.connection.setEndpoint({QUrl(QStringLiteral("http://127.0.0.1:%1").arg(engine.adminPort())),
                            QByteArray::fromStdString(engine.token())});
  f.connection.start();
  f.window.show();
  QVERIFY(until([&] { return f.connection.status().listening; }));
  GatewayStatus status = workingStatus();
  status.ledger->logSetAside = QStringLiteral("/data/log.db.corrupt");
  f.connection.setStatus(status);
  Band* const band = f.one.page->shellBand();
  QVERIFY(band->isVisible());
  QVERIFY(band->accessibleName().contains(QStringLiteral("/data/log.db.corrupt")));
  band->findChild<QPushButton*>(QStringLiteral("bandAction"))->click();
  QVERIFY(!band->isVisible());
  f.connection.setStatus(status);
  QVERIFY(!band->isVisible());
}

void ShellTest::paletteTakesWhateverIsPasted_data() {
  QTest::addColumn<QString>("pasted");
  for (const auto& [what, pasted] : sb::test::hostileTexts())
    QTest::newRow(what) << pasted;
}

void ShellTest::paletteTakesWhateverIsPasted() {
  QFETCH(const QString, pasted);
  Fixture f;
  f.window.show();
  QVERIFY(QTest::qWaitForWindowActive(&f.window));
  QTest::keyClick(&f.window, Qt::Key_K, Qt::ControlModifier);
  auto* const input = f.find<QLineEdit>("paletteInput");
  QVERIFY(until([&] { return input->isVisible(); }));
  sb::test::pasteInto(input, pasted);
  QTest::keyClick(input, Qt::Key_Down);
  QCOMPARE(sb::test::richLabels(&f.window), QStringList());
  QTest::keyClick(input, Qt::Key_Escape);
  QTest::keyClick(input, Qt::Key_Escape);
  QVERIFY(until([&] { return !input->isVisible(); }));
}

void ShellTest::stopsAndStartsTheGateway() {
  sb::test::Engine engine("");
  QVERIFY(engine.started());
  Fixture f;
  f.connection.setEndpoint({QUrl(QStringLiteral("http://127.0.0.1:%1").arg(engine.adminPort())),
                            QByteArray::fromStdString(engine.token())});
  f.connection.start();
  f.window.show();
  QVERIFY(until([&] { return f.connection.status().listening; }));
  QCOMPARE(f.find<QToolButton>("gatewayAddress")->text(),
           QStringLiteral("http://127.0.0.1:%1/v1").arg(engine.port()));
  // In a narrow window the address keeps its ends, and its tip and its copy the whole.
  auto* const address = f.find<QToolButton>("gatewayAddress");
  const QString whole = address->text();
  auto* const bar = f.find<QFrame>("statusBar");
  bar->resize(bar->layout()->sizeHint().width() / 2, bar->height());
  QVERIFY(bar->layout()->sizeHint().width() <= bar->width());
  QVERIFY(address->text().contains(QChar(0x2026)) && address->toolTip().contains(whole));
  QVERIFY(address->text().startsWith(QLatin1String("http")) &&
          address->text().endsWith(QLatin1String("/v1")));
  QVERIFY(f.find<QToolButton>("recording")->isHidden());
  bar->resize(2'000, bar->height());
  QCOMPARE(address->text(), whole);
  QVERIFY(!f.find<QToolButton>("recording")->isHidden());
  QVERIFY(f.one.page->shellBand()->isHidden());
  f.find<QToolButton>("gatewaySwitch")->click();
  QVERIFY(until([&] { return !f.connection.status().listening; }));
  QVERIFY(!f.one.page->shellBand()->isHidden());
  f.one.page->shellBand()->actionButton()->click();
  QVERIFY(until([&] { return f.connection.status().listening; }));
  QVERIFY(f.one.page->shellBand()->isHidden());
  engine.stop();
  QVERIFY(until([&] { return !f.one.page->shellBand()->isHidden(); }));
  f.connection.stop();
}

void ShellTest::T117_takenPortOffersTheNextFreeOne() {
  QTcpServer other;
  QVERIFY(other.listen(QHostAddress::LocalHost));
  const quint16 port = other.serverPort();
  other.close();
  sb::test::Engine engine(
      QStringLiteral("listen: { address: 127.0.0.1, port: %1 } # home\n").arg(port).toStdString());
  QVERIFY(engine.started());
  Fixture f;
  f.connection.setEndpoint({QUrl(QStringLiteral("http://127.0.0.1:%1").arg(engine.adminPort())),
                            QByteArray::fromStdString(engine.token())});
  f.connection.start();
  f.window.show();
  auto* const turn = f.find<QToolButton>("gatewaySwitch");
  QVERIFY(until([&] { return f.connection.status().listening; }));
  turn->click();
  QVERIFY(until([&] { return !f.connection.status().listening; }));
  QVERIFY(other.listen(QHostAddress::LocalHost, port));
  turn->click();
  QDialog* question = nullptr;
  QVERIFY(until([&] {
    question = f.window.findChild<QDialog*>(QStringLiteral("question"));
    return question != nullptr && question->isVisible();
  }));
  QVERIFY(question->windowTitle().contains(QString::number(port)));
  QVERIFY2(question->accessibleDescription().contains(QStringLiteral("test_ui_shell")),
           qPrintable(question->accessibleDescription()));
  question->findChild<QPushButton*>(QStringLiteral("questionAccept"))->click();
  QVERIFY(until([&] { return f.connection.status().listening; }));
  QVERIFY(!f.connection.status().addresses.first().endsWith(QStringLiteral(":%1").arg(port)));
  const auto config = engine.admin("GET", "config").text;
  QVERIFY2(config.find("# home") != std::string::npos, config.c_str());
  QVERIFY(config.find(std::to_string(port)) == std::string::npos);
  f.connection.stop();
}

void ShellTest::T126_closingAsksOnceAndRemembers() {
  Fixture f;
  Leaving leaving(f.window, f.connection, f.preferences, f.tray, true);
  QSignalSpy quit(&leaving, &Leaving::quitDecided);
  f.window.show();
  f.window.close();
  QVERIFY(f.window.isVisible());
  QVERIFY(f.question() != nullptr);
  f.press("questionAccept");
  QVERIFY(f.window.isHidden());
  QCOMPARE(f.preferences.onClose(), Preferences::OnClose::Tray);
  QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
  f.window.show();
  f.window.close();
  QVERIFY2(f.window.isHidden(), "asked again");
  QCOMPARE(quit.size(), 0);
}

void ShellTest::T126_cancelDecidesNothing() {
  Fixture f;
  Leaving leaving(f.window, f.connection, f.preferences, f.tray, true);
  QSignalSpy quit(&leaving, &Leaving::quitDecided);
  f.window.show();
  f.window.close();
  QTest::keyClick(f.question(), Qt::Key_Escape);
  QVERIFY(f.window.isVisible());
  QCOMPARE(f.preferences.onClose(), Preferences::OnClose::Ask);
  QCOMPARE(quit.size(), 0);
}

void ShellTest::T126_withoutATrayTheWindowDoesNotVanish() {
  Fixture f;
  f.tray.available = false;
  Leaving leaving(f.window, f.connection, f.preferences, f.tray, true);
  QSignalSpy quit(&leaving, &Leaving::quitDecided), hidden(&leaving, &Leaving::hidden);
  f.window.show();
  f.window.close();
  QVERIFY2(quit.isEmpty(), "it ended unasked");
  QVERIFY(f.question() != nullptr);
  f.press("questionAccept");
  QVERIFY(f.window.isVisible());
  QVERIFY(f.window.isMinimized());
  QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
  f.window.showNormal();
  f.window.close();
  QVERIFY2(f.question() == nullptr, "asked again");
  QVERIFY(f.window.isMinimized());
  QVERIFY(quit.isEmpty() && hidden.isEmpty());
}

void ShellTest::T126_withoutATrayQuitIsRemembered() {
  Fixture f;
  f.tray.available = false;
  Leaving leaving(f.window, f.connection, f.preferences, f.tray, true);
  QSignalSpy quit(&leaving, &Leaving::quitDecided);
  f.window.show();
  f.window.close();
  f.press("questionReject");
  QCOMPARE(quit.size(), 1);
  QCOMPARE(f.preferences.onClose(), Preferences::OnClose::Quit);
}

void ShellTest::T126_remoteGatewayIsLeftAlone() {
  Fixture f;
  Leaving leaving(f.window, f.connection, f.preferences, f.tray, false);
  QSignalSpy quit(&leaving, &Leaving::quitDecided);
  f.window.show();
  f.window.close();
  QCOMPARE(quit.size(), 1);
  QVERIFY(f.question() == nullptr);
}

// A folder that is not there cannot take the file, whoever one is.
void ShellTest::draftsThatCannotBeKeptAreTold() {
  Fixture f;
  Preferences lost(QStringLiteral("/proc/none/console.ini"));
  lost.setOf(QStringLiteral("routes"), QStringLiteral("drafts"), QStringLiteral("[1]"));
  Leaving leaving(f.window, f.connection, lost, f.tray, true);
  const QSignalSpy decided(&leaving, &Leaving::quitDecided);
  leaving.quit();
  QVERIFY(decided.isEmpty());
  QVERIFY(f.question()->accessibleDescription().contains(QStringLiteral("/proc/none/console.ini")));
  f.press("questionAccept");
  QCOMPARE(decided.size(), 1);
}

SB_TEST(ShellTest);
#include "shell_test.moc"
