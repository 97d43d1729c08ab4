#include <QFile>
#include <QLabel>
#include <QTemporaryDir>
#include <QTest>

#include "tests/support/test_main.h"
#include "ui/preferences/autostart.h"
#include "ui/preferences/languages.h"
#include "ui/preferences/preferences.h"

using namespace sb::ui;

class PreferencesTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void choicesAreRemembered();
  void nonsenseCountsAsNotChosen();
  void T127_offIsTheAbsenceOfTheFile();
  void T127_offStaysOffAfterAnUpdate();
  void T127_startsMinimizedWithTheSameFolders();
  void T127_entrySwitchedOffByTheDesktopIsOff();
  void T127_saysWhyItCannotBeSwitchedOn();
  void languageChangesTextDirectionAndNumbers();
  void pseudoTextIsLongerAndKeepsItsPlaceholders();
};

void PreferencesTest::choicesAreRemembered() {
  const QTemporaryDir folder;
  const QString file = folder.filePath(QStringLiteral("console.ini"));
  {
    Preferences preferences(file);
    preferences.setLook(Preferences::Look::Dark);
    preferences.setOnClose(Preferences::OnClose::Tray);
    preferences.setTextScale(1.5);
    preferences.setOf(QStringLiteral("logs"), QStringLiteral("columns"), 5);
  }
  const Preferences preferences(file);
  QCOMPARE(preferences.look(), Preferences::Look::Dark);
  QCOMPARE(preferences.onClose(), Preferences::OnClose::Tray);
  QCOMPARE(preferences.textScale(), 1.5);
  QCOMPARE(preferences.of(QStringLiteral("logs"), QStringLiteral("columns")).toInt(), 5);
}

void PreferencesTest::nonsenseCountsAsNotChosen() {
  const QTemporaryDir folder;
  QFile file(folder.filePath(QStringLiteral("console.ini")));
  QVERIFY(file.open(QIODevice::WriteOnly));
  file.write("[General]\nlook=purple\nonClose=\ntextScale=-4\ngeometry=x\n\xff\xfe[[[");
  file.close();
  const Preferences preferences(file.fileName());
  QCOMPARE(preferences.look(), Preferences::Look::System);
  QCOMPARE(preferences.onClose(), Preferences::OnClose::Ask);
  QCOMPARE(preferences.textScale(), 1.0);
}

void PreferencesTest::T127_offIsTheAbsenceOfTheFile() {
  const QTemporaryDir folder;
  Autostart start(folder.filePath(QStringLiteral("autostart")),
                  QStringLiteral("/usr/bin/signalbox"), {});
  QVERIFY(!start.isOn());
  QVERIFY(start.set(true));
  QVERIFY(start.isOn());
  QVERIFY(start.set(false));
  QVERIFY(!start.isOn());
  QVERIFY(!QFile::exists(start.file()));
  QVERIFY(start.set(false));
}

// An update brings another program, perhaps at another place.
void PreferencesTest::T127_offStaysOffAfterAnUpdate() {
  const QTemporaryDir folder;
  Autostart before(folder.path(), QStringLiteral("/usr/bin/signalbox"), {});
  QVERIFY(before.set(true));
  QVERIFY(before.set(false));
  const Autostart after(folder.path(), QStringLiteral("/opt/signalbox/bin/signalbox"), {});
  QVERIFY(!after.isOn());
  QVERIFY(QDir(folder.path()).isEmpty());
}

void PreferencesTest::T127_startsMinimizedWithTheSameFolders() {
  const Autostart start(QStringLiteral("/nowhere"), QStringLiteral("/opt/my apps/signalbox"),
                        {QStringLiteral("--data"), QStringLiteral("/home/a$b/100%")});
  const QString text = start.text();
  QVERIFY2(text.contains(QStringLiteral("Exec=\"/opt/my apps/signalbox\" \"--data\" "
                                        "\"/home/a\\\\$b/100%%\" --minimized\n")),
           qPrintable(text));
}

void PreferencesTest::T127_entrySwitchedOffByTheDesktopIsOff() {
  const QTemporaryDir folder;
  const Autostart start(folder.path(), QStringLiteral("/usr/bin/signalbox"), {});
  QFile entry(start.file());
  QVERIFY(entry.open(QIODevice::WriteOnly));
  entry.write(start.text().toUtf8() + "Hidden = true\n");
  entry.close();
  QVERIFY(!start.isOn());
}

void PreferencesTest::T127_saysWhyItCannotBeSwitchedOn() {
  Autostart start(QStringLiteral("/proc/nowhere"), QStringLiteral("/usr/bin/signalbox"), {});
  QVERIFY(!start.set(true));
  QVERIFY(!start.problem().isEmpty());
  QVERIFY(!start.isOn());
}

void PreferencesTest::languageChangesTextDirectionAndNumbers() {
  Languages languages;
  languages.use(QStringLiteral("ar"));
  QCOMPARE(QGuiApplication::layoutDirection(), Qt::RightToLeft);
  QCOMPARE(QLocale().language(), QLocale::Arabic);
  QCOMPARE(QLocale().toString(1234), QStringLiteral("1,234"));
  languages.use(QStringLiteral("xa"));
  QCOMPARE(QCoreApplication::translate("any", "Add %1"), pseudo(QStringLiteral("Add %1")));
  languages.use(QStringLiteral("nonsense"));
  QCOMPARE(languages.current(), QStringLiteral("en"));
  QCOMPARE(QGuiApplication::layoutDirection(), Qt::LeftToRight);
}

void PreferencesTest::pseudoTextIsLongerAndKeepsItsPlaceholders() {
  const QString text = QStringLiteral("Port %1, %Ln models: %2. No key needed.");
  const QString longer = pseudo(text);
  QVERIFY(longer.size() >= text.size() * 14 / 10);
  for (const char* place : {"%1", "%Ln", "%2"})
    QVERIFY(longer.contains(QLatin1String(place)));
}

SB_TEST(PreferencesTest);
#include "preferences_test.moc"
