// A computer without a session bus: no portal, nothing to wait for.
#include <QApplication>
#include <QDBusConnection>
#include <QTest>

#include "tests/support/test_main.h"
#include "ui/theme/theme.h"

using namespace sb::ui;

class AbsentPortalTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void withoutABusTheLookIsThatOfThePalette_data();
  void withoutABusTheLookIsThatOfThePalette();
};

void AbsentPortalTest::withoutABusTheLookIsThatOfThePalette_data() {
  QTest::addColumn<bool>("named");
  QTest::addColumn<bool>("dark");
  // First without an address: what has once looked for a bus has looked for it.
  for (const bool named : {false, true})
    for (const bool dark : {false, true})
      QTest::addRow("%s, %s", named ? "an address where none is" : "no address",
                    dark ? "dark" : "light")
          << named << dark;
}

void AbsentPortalTest::withoutABusTheLookIsThatOfThePalette() {
  QFETCH(const bool, named);
  QFETCH(const bool, dark);
  const QByteArray address = qgetenv("DBUS_SESSION_BUS_ADDRESS");
  QVERIFY(!address.isEmpty());
  if (!named) qunsetenv("DBUS_SESSION_BUS_ADDRESS");
  qApp->setPalette(QPalette(dark ? Qt::black : Qt::white));
  Theme theme;
  theme.install(*qApp);
  QCOMPARE(theme.isDark(), dark);
  QCoreApplication::processEvents();
  if (named) QVERIFY(!QDBusConnection::sessionBus().isConnected());
  QCOMPARE(theme.isDark(), dark);
  QVERIFY(!theme.reducedMotion());
  qputenv("DBUS_SESSION_BUS_ADDRESS", address);
}

SB_TEST(AbsentPortalTest);
#include "absent_test.moc"
