// The tray's icon, where there is no tray: what it would show, and what its menu does.
#include <QMenu>
#include <QSignalSpy>
#include <QSystemTrayIcon>
#include <QTest>

#include "tests/support/engine.h"
#include "tests/support/test_main.h"
#include "ui/preferences/languages.h"
#include "ui/shell/tray.h"
#include "ui/theme/tokens.h"

using namespace sb::ui;
using sb::test::until;

namespace {

struct Fixture {
  Connection connection{Endpoint()};
  Tray tray{connection};
  QSystemTrayIcon* icon = tray.findChild<QSystemTrayIcon*>();

  ~Fixture() { connection.stop(); }
  void connectTo(const sb::test::Engine& engine) {
    connection.setEndpoint({QUrl(QStringLiteral("http://127.0.0.1:%1").arg(engine.adminPort())),
                            QByteArray::fromStdString(engine.token())});
    connection.start();
  }
  // In the middle of the dot.
  QColor dot() const { return icon->icon().pixmap(64, 64).toImage().pixelColor(51, 51); }
  bool says(const char* state) const {
    return until([&] { return icon->toolTip() == QLatin1String(state); });
  }
  QStringList menu() const {
    QStringList all;
    for (const QAction* const action : icon->contextMenu()->actions())
      all.append(action->isSeparator() ? QStringLiteral("-") : action->text());
    return all;
  }
  void choose(int at) { icon->contextMenu()->actions().at(at)->trigger(); }
};

}  // namespace

class TrayTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void showsTheStateOfTheGateway();
  void menuLeadsBackAndOut();
  void aClickShowsTheWindow_data();
  void aClickShowsTheWindow();
  void speaksTheLanguageOfTheConsole();
  void saysThatThereIsNoTray();
};

void TrayTest::showsTheStateOfTheGateway() {
  sb::test::Engine engine("");
  QVERIFY(engine.started());
  Fixture f;
  const Tokens& t = lightTokens();
  QCOMPARE(f.icon->toolTip(), QStringLiteral("Signalbox: disconnected"));
  QCOMPARE(f.dot(), t.error);
  f.connectTo(engine);
  QVERIFY(f.says("Signalbox: running"));
  QCOMPARE(f.dot(), t.ok);
  const auto told = [](const Reply<GatewayStatus>&) {};
  f.connection.client().status().stop(&f.tray, told);
  QVERIFY(f.says("Signalbox: stopped"));
  QCOMPARE(f.dot(), t.warn);
  f.connection.client().status().start(&f.tray, told);
  QVERIFY(f.says("Signalbox: running"));
  engine.stop();
  QVERIFY(f.says("Signalbox: disconnected"));
  QCOMPARE(f.dot(), t.error);
}

void TrayTest::menuLeadsBackAndOut() {
  Fixture f;
  QCOMPARE(f.menu(), QStringList({QStringLiteral("Show Signalbox"), QStringLiteral("-"),
                                  QStringLiteral("Quit")}));
  QSignalSpy window(&f.tray, &Tray::windowRequested), quit(&f.tray, &Tray::quitRequested);
  f.choose(0);
  QCOMPARE(window.size(), 1);
  QVERIFY(quit.isEmpty());
  f.choose(2);
  QCOMPARE(quit.size(), 1);
  QCOMPARE(window.size(), 1);
}

void TrayTest::aClickShowsTheWindow_data() {
  QTest::addColumn<QSystemTrayIcon::ActivationReason>("click");
  QTest::addColumn<bool>("shows");
  QTest::newRow("left") << QSystemTrayIcon::Trigger << true;
  QTest::newRow("double") << QSystemTrayIcon::DoubleClick << true;
  QTest::newRow("middle") << QSystemTrayIcon::MiddleClick << true;
  QTest::newRow("right: the menu's") << QSystemTrayIcon::Context << false;
}

void TrayTest::aClickShowsTheWindow() {
  QFETCH(const QSystemTrayIcon::ActivationReason, click);
  QFETCH(const bool, shows);
  Fixture f;
  QSignalSpy window(&f.tray, &Tray::windowRequested);
  Q_EMIT f.icon->activated(click);
  QCOMPARE(window.size(), shows ? 1 : 0);
}

void TrayTest::speaksTheLanguageOfTheConsole() {
  Fixture f;
  Languages languages;
  languages.use(QStringLiteral("xa"));
  f.tray.retranslate();
  QCOMPARE(f.menu().size(), 3);
  QVERIFY2(f.menu().first().startsWith(QLatin1Char('[')), qPrintable(f.menu().first()));
  QVERIFY2(f.icon->toolTip().startsWith(QLatin1Char('[')), qPrintable(f.icon->toolTip()));
  languages.use(QStringLiteral("en"));
}

// Nobody would see what it says, and nothing goes wrong.
void TrayTest::saysThatThereIsNoTray() {
  Fixture f;
  QVERIFY(!f.tray.isAvailable());
  f.tray.show();
  QVERIFY(!f.icon->isVisible());
  f.tray.tell(QStringLiteral("title"), QStringLiteral("text"));
}

SB_TEST(TrayTest);
#include "tray_test.moc"
