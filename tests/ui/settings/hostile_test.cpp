// Fields of listeners and proxy, and a backup, when what is put into them is absurd; and choices
// that are taken in the window.
#include <QTest>

#include <QDialog>
#include <QLabel>

#include "tests/support/hostile.h"
#include "tests/support/test_main.h"
#include "tests/ui/settings/support.h"
#include "ui/settings/backup_card.h"

using namespace sb::ui;
using sb::test::until;

namespace {

QString text(const char* ascii) { return QString::fromLatin1(ascii); }

using Window = sb::test::SettingsWindow;

}  // namespace

class HostileSettingsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void pastedTextsAreRefusedInWords_data();
  void pastedTextsAreRefusedInWords();
  void theProxyIsChosen();
  void whatIsKeptOfBodiesIsChosen();
  void aHugeBackupChangesNothing();
};

void HostileSettingsTest::pastedTextsAreRefusedInWords_data() {
  QTest::addColumn<QString>("section");
  QTest::addColumn<QString>("field");
  QTest::addColumn<QString>("pasted");
  for (const auto& [section, field] :
       {std::pair{"proxy", "proxyUrl"}, std::pair{"listener", "listener0.address"},
        std::pair{"listener", "listener0.port"}})
    for (const auto& [what, pasted] : sb::test::hostileTexts())
      if (!pasted.trimmed().isEmpty())
        QTest::addRow("%s: %s", field, what) << text(section) << text(field) << pasted;
}

void HostileSettingsTest::pastedTextsAreRefusedInWords() {
  QFETCH(const QString, section);
  QFETCH(const QString, field);
  QFETCH(const QString, pasted);
  Window w(
      "listen: { address: 127.0.0.1, port: 0, tls: none }\n"
      "network: { proxy: 'http://127.0.0.1:9' }\n");
  auto* const line = w.open<QLineEdit>(qPrintable(section), qPrintable(field));
  QVERIFY(line != nullptr && until([&] { return !line->text().isEmpty(); }));
  const QString before = w.file();
  sb::test::pasteInto(line, pasted);
  const QString shown = line->text();
  w.find<QPushButton>("saveSettings")->click();
  const auto* const problem = w.find<QLabel>("saveText");
  QVERIFY(until([&] { return problem->property("tone").toString() == text("error"); }));
  QVERIFY(!problem->text().isEmpty());
  QVERIFY2(line->property("state").toString() == text("error"), qPrintable(problem->text()));
  QVERIFY(!line->accessibleDescription().isEmpty());
  QCOMPARE(line->text(), shown);
  QVERIFY(w.page->isChanged());
  QCOMPARE(w.file(), before);
  QCOMPARE(sb::test::richLabels(w.page), QStringList());
}

void HostileSettingsTest::theProxyIsChosen() {
  Window w("network: { proxy: none }\n");
  auto* const choice = w.open<QComboBox>("proxy", "proxyChoice");
  QVERIFY(until([&] { return choice->currentData().toString() == text("none"); }));
  auto* const url = w.find<QLineEdit>("proxyUrl");
  QVERIFY(url->isHidden());
  w.choose(choice, choice->findData(text("own")));
  QVERIFY(url->isVisible());
  QTest::keyClicks(url, text("http://proxy.example:3128"));
  QVERIFY(w.save());
  QVERIFY2(w.file().contains(text("http://proxy.example:3128")), qPrintable(w.file()));
  w.choose(choice, choice->findData(text("system")));
  QVERIFY(url->isHidden());
  QVERIFY(w.save());
  QVERIFY2(!w.file().contains(text("proxy.example")), qPrintable(w.file()));
}

void HostileSettingsTest::whatIsKeptOfBodiesIsChosen() {
  Window w("ledger: { bodies: full }\n");
  auto* const bodies = w.open<QComboBox>("log", "setting.ledger.bodies");
  QVERIFY(bodies != nullptr);
  QVERIFY(until([&] { return bodies->currentData().toString() == text("full"); }));
  w.choose(bodies, bodies->findData(text("none")));
  QVERIFY(w.save());
  QVERIFY2(w.file().contains(text("bodies: none")), qPrintable(w.file()));
  QVERIFY(until([&] { return bodies->currentData().toString() == text("none"); }));
}

void HostileSettingsTest::aHugeBackupChangesNothing() {
  Window w("ledger: { retain: 10d }\n");
  QVERIFY(until([&] { return w.connection.status().config.has_value(); }));
  const QString before = w.file();
  w.page->showSection(text("backup"));
  QFile huge(w.folder.filePath(text("huge.tar")));
  QVERIFY(huge.open(QIODevice::WriteOnly) && huge.resize(1'000'000'000));
  huge.close();
  w.page->findChild<BackupCard*>()->restoreFrom(huge.fileName());
  w.find<QDialog>("question")->findChild<QPushButton*>(text("questionAccept"))->click();
  const auto* const note = w.find<QLabel>("backupRestoreNote");
  QVERIFY(until([&] { return note->property("tone").toString() == text("error"); }, 120'000));
  QVERIFY(note->text().size() > 20);
  QVERIFY(until([&] { return w.find<QPushButton>("backupRestore")->isEnabled(); }));
  QVERIFY(!w.connection.status().restoreStaged);
  QCOMPARE(w.file(), before);
}

SB_TEST(HostileSettingsTest);
#include "hostile_test.moc"
