// The settings by a real window against a real engine and its file.
#include <QTest>

#include <QAbstractItemModelTester>
#include <QDialog>
#include <QFileDialog>
#include <QLabel>
#include <QListWidget>

#include "tests/support/accessible.h"
#include "tests/support/between.h"
#include "tests/support/hostile.h"
#include "tests/support/test_main.h"
#include "tests/ui/settings/support.h"
#include "ui/preferences/languages.h"
#include "ui/settings/backup_card.h"
#include "ui/settings/destinations.h"
#include "ui/settings/licences.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/segment.h"
#include "ui/widgets/toggle.h"

using namespace sb::ui;
using sb::test::until;

namespace {

using Fixture = sb::test::SettingsWindow;

}  // namespace

class SettingsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void savesByTheKeyboardAndKeepsComments();
  void whatIsTypedBackIsNoChange();
  void emptyFieldMeansTheDefault();
  void refusedValueStaysAndIsMarked_data();
  void refusedValueStaysAndIsMarked();
  void editsLieUponWhatOthersWrote();
  void nothingIsEditedBeforeItIsLoaded();
  void unsavedWorkIsTold();
  void aboutSaysHowOldThePricesAre();
  void appearanceActsAtOnce();
  void languageChangesUnderOnesHands();
  void autostartSaysWhyItCannot();
  void searchFindsSections();
  void destinationsAreThoseOfTheProviders();
  void licencesCanBeRead();
  void licencesAreThoseOfTheDependencies();
  void demoIsSwitchedHere();
  void backupIsWrittenAndComesBack();
  void badBackupChangesNothing();
  void backupThatCannotBeWrittenIsTold();
  void troubleOnTheWayLosesNothing_data();
  void troubleOnTheWayLosesNothing();
  void pastedTextsAreKeptOrRefusedAndMarked_data();
  void pastedTextsAreKeptOrRefusedAndMarked();
  void noAuthorityIsTakenFromAHugeFile();
  void whatTakesTheFocusHasAName_data();
  void whatTakesTheFocusHasAName();
};

void SettingsTest::savesByTheKeyboardAndKeepsComments() {
  Fixture f("# my comment\nledger:\n  retain: 10d  # as agreed\n  on_full: serve  # never stop\n");
  QLineEdit* const retain = f.field("log", "setting.ledger.retain");
  QCOMPARE(retain->text(), QStringLiteral("10d"));
  QVERIFY(!f.find<QWidget>("saveBar")->isVisible());
  f.write(retain, QStringLiteral("20d"));
  QVERIFY(f.find<QWidget>("saveBar")->isVisible());
  QVERIFY(f.save());
  QVERIFY(!f.find<QWidget>("saveBar")->isVisible());
  QVERIFY2(f.file().contains(QStringLiteral("20d")), qPrintable(f.file()));
  QVERIFY(f.file().contains(QStringLiteral("# my comment")));
  QVERIFY(f.file().contains(QStringLiteral("  retain: \"20d\"  # as agreed\n")));
  QVERIFY(f.file().contains(QStringLiteral("  on_full: serve  # never stop\n")));
}

void SettingsTest::whatIsTypedBackIsNoChange() {
  Fixture f;
  QLineEdit* const total = f.field("listener", "setting.timeouts.total");
  QCOMPARE(total->text(), QStringLiteral("30m"));
  f.write(total, QStringLiteral("5m"));
  QVERIFY(f.page->isChanged());
  f.write(total, QStringLiteral("30m"));
  QVERIFY(!f.page->isChanged());
  f.write(total, QStringLiteral("5m"));
  f.find<QPushButton>("discardSettings")->click();
  QCOMPARE(total->text(), QStringLiteral("30m"));
}

void SettingsTest::emptyFieldMeansTheDefault() {
  Fixture f("timeouts: { total: 5m }\n");
  QLineEdit* const total = f.field("listener", "setting.timeouts.total");
  QCOMPARE(total->text(), QStringLiteral("5m"));
  f.find<QPushButton>("defaultTimeouts")->click();
  QVERIFY(total->text().isEmpty());
  QVERIFY(f.save());
  QVERIFY(until([&] { return total->text() == QStringLiteral("30m"); }));
  QVERIFY(!f.file().contains(QStringLiteral("total")));
}

void SettingsTest::refusedValueStaysAndIsMarked_data() {
  QTest::addColumn<QString>("section");
  QTest::addColumn<QString>("name");
  QTest::addColumn<QString>("text");
  const auto row = [](const char* tag, const char* section, const char* name, const QString& text) {
    QTest::newRow(tag) << QString::fromLatin1(section) << QString::fromLatin1(name) << text;
  };
  row("no span", "log", "setting.ledger.retain", QStringLiteral("soon"));
  row("no size", "log", "setting.ledger.max_bytes", QStringLiteral("-1 elephants"));
  row("absurd", "listener", "setting.timeouts.total", QStringLiteral("999999999999999999999d"));
  row("workers", "listener", "setting.workers.", QStringLiteral("many"));
  row("yaml", "listener", "setting.hosts.", QStringLiteral("a b: {["));
  row("kilobytes", "listener", "setting.origins.", QString(3'000, QLatin1Char('x')));
}

void SettingsTest::refusedValueStaysAndIsMarked() {
  QFETCH(QString, section);
  QFETCH(QString, name);
  QFETCH(QString, text);
  Fixture f;
  const QString before = f.file();
  QLineEdit* const field = f.field(qPrintable(section), qPrintable(name));
  QVERIFY(field != nullptr);
  f.write(field, text.size() > 100 ? QStringLiteral("x") : text);
  if (text.size() > 100) {
    field->setText(text);
    Q_EMIT field->textEdited(text);
  }
  f.find<QPushButton>("saveSettings")->click();
  QVERIFY(until([&] { return field->property("state") == QStringLiteral("error"); }));
  QVERIFY(!f.find<QLabel>("saveText")->text().isEmpty());
  QCOMPARE(field->text(), text);
  QVERIFY(f.page->isChanged());
  QCOMPARE(f.file(), before);
}

void SettingsTest::editsLieUponWhatOthersWrote() {
  Fixture f("ledger: { retain: 10d }\n");
  f.write(f.field("log", "setting.ledger.max_bytes"), QStringLiteral("1GB"));
  const QString now = f.file().replace(QStringLiteral("10d"), QStringLiteral("11d"));
  QFile file(QString::fromStdString(f.engine.home().configFile()));
  QVERIFY(file.open(QIODevice::WriteOnly));
  file.write(now.toUtf8());
  file.close();
  f.find<QPushButton>("saveSettings")->click();
  auto* const again = f.find<QPushButton>("readFileAgain");
  QVERIFY(until([&] { return again->isVisible(); }));
  QVERIFY(!f.file().contains(QStringLiteral("1GB")));
  again->click();
  QVERIFY(until(
      [&] { return f.find<QLineEdit>("setting.ledger.retain")->text() == QStringLiteral("11d"); }));
  QCOMPARE(f.find<QLineEdit>("setting.ledger.max_bytes")->text(), QStringLiteral("1GB"));
  QVERIFY(f.save());
  QVERIFY(f.file().contains(QStringLiteral("11d")) && f.file().contains(QStringLiteral("1GB")));
}

void SettingsTest::nothingIsEditedBeforeItIsLoaded() {
  Connection connection{Endpoint()};
  SettingsModel model(connection);
  QVERIFY(!model.isWritable());
  QVERIFY(!model.isChanged());
  QVERIFY(model.value(QStringLiteral("ledger"), QStringLiteral("retain")).isUndefined());
}

void SettingsTest::unsavedWorkIsTold() {
  Fixture f;
  QSignalSpy marked(&f.screen, &Screen::markChanged);
  QVERIFY(f.screen.unsavedWork().isEmpty());
  f.write(f.field("log", "setting.ledger.retain"), QStringLiteral("3d"));
  QVERIFY(!f.screen.unsavedWork().isEmpty());
  QVERIFY(marked.last().at(0).toBool());
  f.page->showSection(QStringLiteral("about"));
  QCOMPARE(f.field("log", "setting.ledger.retain")->text(), QStringLiteral("3d"));
}

void SettingsTest::aboutSaysHowOldThePricesAre() {
  QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
  Fixture f;
  QVERIFY(until([&] { return !f.connection.status().catalogDate.isEmpty(); }));
  const GatewayStatus& status = f.connection.status();
  const QDate date = QDate::fromString(status.catalogDate, Qt::ISODate);
  QVERIFY(date.isValid() && status.catalogModels > 1'000);
  f.page->showSection(QStringLiteral("about"));
  const QString said = QStringLiteral("%1 models, as of %2")
                           .arg(QLocale().toString(status.catalogModels),
                                QLocale().toString(date, QLocale::ShortFormat));
  const auto told = [&] {
    for (const QLabel* const label : f.page->findChildren<QLabel*>())
      if (label->isVisible() && label->text() == said) return true;
    return false;
  };
  QVERIFY2(until(told), qPrintable(said));
}

void SettingsTest::appearanceActsAtOnce() {
  Fixture f;
  f.page->showSection(QStringLiteral("appearance"));
  auto* const look = f.find<Segment>("look");
  f.page->activateWindow();
  QVERIFY(QTest::qWaitForWindowActive(f.page));
  QAbstractButton* const system = look->findChildren<QAbstractButton*>().first();
  system->setFocus();
  QTest::keyClick(system, Qt::Key_Right);
  QCOMPARE(f.preferences.look(), Preferences::Look::Light);
  auto* const scale = f.find<QComboBox>("textScale");
  scale->setFocus();
  QTest::keyClick(scale, Qt::Key_Down);
  QCOMPARE(f.preferences.textScale(), 1.1);
  QVERIFY(!f.find<QWidget>("saveBar")->isVisible());
}

void SettingsTest::languageChangesUnderOnesHands() {
  Fixture f;
  Languages languages;
  connect(&f.preferences, &Preferences::languageChanged, &languages,
          [&] { languages.use(f.preferences.language()); });
  languages.use(QStringLiteral("en"));
  f.write(f.field("log", "setting.ledger.retain"), QStringLiteral("3d"));
  f.page->showSection(QStringLiteral("appearance"));
  f.preferences.setLanguage(QStringLiteral("xa"));
  QVERIFY(until([&] {
    return f.find<QListWidget>("settingsSections")->item(0)->text() !=
           QStringLiteral("Listener and network");
  }));
  QCOMPARE(f.page->currentSection(), QStringLiteral("appearance"));
  QCOMPARE(f.field("log", "setting.ledger.retain")->text(), QStringLiteral("3d"));
  languages.use(QStringLiteral("en"));
}

void SettingsTest::autostartSaysWhyItCannot() {
  Fixture f;
  f.page->showSection(QStringLiteral("computer"));
  auto* const toggle = f.find<Toggle>("autostart");
  QTest::keyClick(toggle, Qt::Key_Space);
  QVERIFY(f.autostart.isOn());
  QTest::keyClick(toggle, Qt::Key_Space);
  QVERIFY(!f.autostart.isOn());
  QVERIFY(QDir(f.folder.filePath(QStringLiteral("autostart"))).removeRecursively());
  QFile file(f.folder.filePath(QStringLiteral("autostart")));
  QVERIFY(file.open(QIODevice::WriteOnly));
  QTest::keyClick(toggle, Qt::Key_Space);
  QVERIFY(!toggle->isChecked());
}

void SettingsTest::searchFindsSections() {
  Fixture f;
  QVERIFY(f.screen.focusSearch());
  QTest::keyClicks(f.find<QLineEdit>("settingsSearch"), QStringLiteral("telemetry"));
  QCOMPARE(f.page->currentSection(), QStringLiteral("destinations"));
  QTest::keyClick(f.find<QLineEdit>("settingsSearch"), Qt::Key_Escape);
  QVERIFY(!f.find<QListWidget>("settingsSections")->item(0)->isHidden());
}

void SettingsTest::destinationsAreThoseOfTheProviders() {
  Provider openai;
  openai.id = QStringLiteral("openai");
  openai.urls.insert(QStringLiteral("chat"), QUrl(QStringLiteral("https://api.openai.com/v1/x")));
  openai.urls.insert(QStringLiteral("models"), QUrl(QStringLiteral("https://api.openai.com/v1/m")));
  Provider off = openai;
  off.id = QStringLiteral("off");
  off.disabled = true;
  const auto all = destinationsOf({openai, off}, QStringLiteral("http://proxy:3128"));
  QCOMPARE(all.size(), 3);
  QCOMPARE(all[0].host, QStringLiteral("api.openai.com"));
  QVERIFY(!all[0].why.contains(QStringLiteral("off")));
  QCOMPARE(all[1].host, QStringLiteral("proxy:3128"));
  DestinationModel model;
  const QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
  model.set(all);
  model.set({});
  QCOMPARE(model.rowCount(), 0);
}

void SettingsTest::licencesCanBeRead() {
  for (const Licence& licence : licences()) {
    QVERIFY(!licence.licence.isEmpty());
    if (!licence.file.isEmpty())
      QVERIFY2(licenceText(licence.file).size() > 100, qPrintable(licence.name));
  }
}

// The rows of a Markdown table below a heading: first cell and last.
static QMap<QString, QString> tableOf(const QString& file, const QString& heading) {
  QFile document(file);
  QMap<QString, QString> rows;
  if (!document.open(QIODevice::ReadOnly)) return rows;
  const QString text = QString::fromUtf8(document.readAll());
  const qsizetype at = text.indexOf(heading);
  const QString part = text.mid(at, text.indexOf(QStringLiteral("\n## "), at + 1) - at);
  for (const QString& line : part.split(QLatin1Char('\n'))) {
    const QStringList cells = line.split(QLatin1Char('|'));
    if (cells.size() < 6 || cells[1].contains(QLatin1String("---"))) continue;
    rows.insert(cells[1].trimmed(), cells[cells.size() - 2].trimmed());
  }
  rows.remove(QStringLiteral("package"));
  return rows;
}

void SettingsTest::licencesAreThoseOfTheDependencies() {
  const QMap<QString, QString> rows = tableOf(QStringLiteral(SB_SOURCE_DIR "/docs/dependencies.md"),
                                              QStringLiteral("## In the programs"));
  QVERIFY(rows.size() > 10);
  const QList<Licence> all = licences();
  for (auto row = rows.begin(); row != rows.end(); ++row) {
    const QStringList names = row.key().split(QStringLiteral(", "));
    const QStringList terms = row.value().split(QStringLiteral("; "));
    for (qsizetype i = 0; i < names.size(); ++i) {
      const QString word = names[i].section(QLatin1Char(' '), 0, 0);
      if (i > 0 && row.key().startsWith(QLatin1String("Qt "))) break;
      const QString wanted = terms.size() == names.size() ? terms[i] : terms.first();
      const bool named = std::any_of(all.begin(), all.end(), [&](const Licence& one) {
        return (one.name == word || one.name.startsWith(word + QLatin1Char(','))) &&
               one.licence == wanted;
      });
      QVERIFY2(named, qPrintable(word + QStringLiteral(": ") + wanted));
    }
  }
}

void SettingsTest::demoIsSwitchedHere() {
  Fixture f;
  QVERIFY(f.field("listener", "setting.timeouts.total") != nullptr);
  auto* const demo = f.find<Toggle>("demoSwitch");
  QVERIFY(until([&] { return demo->isEnabled() && demo->isChecked(); }));
  demo->setFocus();
  QTest::keyClick(demo, Qt::Key_Space);
  QVERIFY(until([&] { return demo->isEnabled() && !demo->isChecked(); }));
  QCOMPARE(f.engine.chat("demo").status, 404);
  QTest::keyClick(demo, Qt::Key_Space);
  QVERIFY(until([&] { return demo->isEnabled() && demo->isChecked(); }));
  QCOMPARE(f.engine.chat("demo").status, 200);
}

void SettingsTest::backupIsWrittenAndComesBack() {
  Fixture f("# before\nledger: { retain: 10d }\n");
  QVERIFY(until([&] { return f.connection.status().config.has_value(); }));
  f.engine.admin("POST", "keys", R"({"name":"kept"})");
  f.page->showSection(QStringLiteral("backup"));
  auto* const card = f.page->findChild<BackupCard*>();
  QVERIFY(card != nullptr);
  const QString path = f.folder.filePath(QStringLiteral("b.tar"));
  f.find<Toggle>("backupWithLog")->click();
  card->saveTo(path);
  QVERIFY(until([&] { return QFile::exists(path); }));
  QVERIFY(QFile(path).permissions().testFlag(QFileDevice::ReadGroup) == false);
  f.engine.admin("POST", "keys", R"({"name":"later"})");
  card->restoreFrom(path);
  QDialog* const question = f.page->findChild<QDialog*>(QStringLiteral("question"));
  QVERIFY(question != nullptr);
  question->findChild<QPushButton*>(QStringLiteral("questionAccept"))->click();
  auto* const undo = f.find<QPushButton>("backupForget");
  QVERIFY(until([&] { return undo->isVisible(); }));
  QVERIFY(f.engine.admin("GET", "keys").text.find("later") != std::string::npos);
  const std::shared_ptr<sb::test::Home> home = f.engine.sharedHome();
  f.engine.stop();
  sb::test::Engine again(home, false);
  QVERIFY(again.started());
  const std::string keys = again.admin("GET", "keys").text;
  QVERIFY(keys.find("kept") != std::string::npos);
  QVERIFY(keys.find("later") == std::string::npos);
}

void SettingsTest::badBackupChangesNothing() {
  Fixture f;
  QVERIFY(until([&] { return f.connection.status().config.has_value(); }));
  f.page->showSection(QStringLiteral("backup"));
  auto* const card = f.page->findChild<BackupCard*>();
  const QString path = f.folder.filePath(QStringLiteral("bad.tar"));
  for (const QByteArray& bytes : {QByteArray(), QByteArray(10'000, 'x'), QByteArray("\x1f\x8b")}) {
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    file.close();
    auto* const note = f.find<QLabel>("backupRestoreNote");
    note->clear();
    card->restoreFrom(path);
    f.page->findChild<QDialog*>(QStringLiteral("question"))
        ->findChild<QPushButton*>(QStringLiteral("questionAccept"))
        ->click();
    QVERIFY(until([&] {
      return note->property("tone").toString() == QLatin1String("error") &&
             f.find<QPushButton>("backupRestore")->isEnabled();
    }));
    QVERIFY(!f.connection.status().restoreStaged);
    QVERIFY(
        until([&] { return f.page->findChild<QDialog*>(QStringLiteral("question")) == nullptr; }));
    setStyleProperty(note, "tone", {});
  }
}

void SettingsTest::backupThatCannotBeWrittenIsTold() {
  Fixture f;
  QVERIFY(until([&] { return f.connection.status().config.has_value(); }));
  f.page->showSection(QStringLiteral("backup"));
  f.page->findChild<BackupCard*>()->saveTo(QStringLiteral("/nowhere/at/all.tar"));
  auto* const note = f.find<QLabel>("backupSaveNote");
  QVERIFY(until([&] { return note->property("tone").toString() == QLatin1String("error"); }));
  QVERIFY(f.find<QPushButton>("backupSave")->isEnabled());
}

void SettingsTest::troubleOnTheWayLosesNothing_data() {
  using Mode = sb::test::Between::Mode;
  sb::test::addTroubles({Mode::Gone, Mode::Silent, Mode::Garbage});
}

void SettingsTest::troubleOnTheWayLosesNothing() {
  QFETCH(sb::test::Between::Mode, mode);
  QFETCH(QString, said);
  Fixture f("ledger: { retain: 10d }\n");
  sb::test::Between between(f.engine);
  f.connection.setEndpoint(between.endpoint());
  QVERIFY(until([&] { return f.connection.isConnected(); }));
  QLineEdit* const retain = f.field("log", "setting.ledger.retain");
  f.write(retain, QStringLiteral("20d"));
  between.set(mode);
  auto* const save = f.find<QPushButton>("saveSettings");
  save->click();
  if (mode == sb::test::Between::Mode::Silent) {
    QVERIFY(until([&] { return between.swallowed() > 0; }));
    between.set(sb::test::Between::Mode::Gone);
  }
  QVERIFY(until([&] { return f.find<QLabel>("saveText")->text().contains(said); }));
  QCOMPARE(retain->text(), QStringLiteral("20d"));
  QVERIFY(save->isEnabled());
  f.page->showSection(QStringLiteral("backup"));
  auto* const card = f.page->findChild<BackupCard*>();
  card->saveTo(f.folder.filePath(QStringLiteral("b.tar")));
  QVERIFY(until([&] { return f.find<QLabel>("backupSaveNote")->text().contains(said); }));
  QVERIFY(!QFile::exists(f.folder.filePath(QStringLiteral("b.tar"))));
  between.set(sb::test::Between::Mode::Pass);
  f.connection.retryNow();
  QVERIFY(until([&] { return f.connection.isConnected(); }));
  QVERIFY(f.save());
  QVERIFY(f.file().contains(QStringLiteral("20d")));
}

void SettingsTest::pastedTextsAreKeptOrRefusedAndMarked_data() {
  QTest::addColumn<QString>("section");
  QTest::addColumn<QString>("field");
  QTest::addColumn<QString>("pasted");
  const QPair<const char*, const char*> fields[] = {
      {"log", "setting.ledger.retain"},         {"log", "setting.ledger.max_bytes"},
      {"listener", "setting.timeouts.connect"}, {"listener", "setting.workers."},
      {"listener", "setting.hosts."},           {"listener", "setting.origins."}};
  for (const auto& [section, field] : fields)
    for (const auto& [what, pasted] : sb::test::hostileTexts())
      if (!pasted.trimmed().isEmpty())
        QTest::addRow("%s: %s", field, what)
            << QString::fromLatin1(section) << QString::fromLatin1(field) << pasted;
}

void SettingsTest::pastedTextsAreKeptOrRefusedAndMarked() {
  QFETCH(QString, section);
  QFETCH(QString, field);
  QFETCH(QString, pasted);
  Fixture f;
  const QString before = f.file();
  QLineEdit* const line = f.field(qPrintable(section), qPrintable(field));
  QVERIFY(line != nullptr);
  sb::test::pasteInto(line, pasted);
  const QString shown = line->text();
  f.find<QPushButton>("saveSettings")->click();
  QVERIFY(until([&] { return f.find<QPushButton>("saveSettings")->isEnabled(); }));
  QVERIFY(!f.find<QLabel>("saveText")->text().isEmpty());
  QCOMPARE(line->text(), shown);
  QVERIFY(f.page->isChanged());
  QCOMPARE(f.file(), before);
  QCOMPARE(sb::test::richLabels(f.page), QStringList());
}

void SettingsTest::noAuthorityIsTakenFromAHugeFile() {
  Fixture f;
  QLineEdit* const field = f.field("proxy", "setting.network.extra_ca");
  QFile huge(f.folder.filePath(QStringLiteral("huge.pem")));
  QVERIFY(huge.open(QIODevice::WriteOnly) && huge.resize(1'000'000'000));
  QFile good(f.folder.filePath(QStringLiteral("good.pem")));
  QVERIFY(good.open(QIODevice::WriteOnly) && good.write("-----BEGIN CERTIFICATE-----\n") > 0);
  good.close();
  const auto choose = [&](const QString& file) {
    f.find<QPushButton>("addAuthority")->click();
    auto* const dialog = f.find<QFileDialog>("authorityFiles");
    Q_EMIT dialog->filesSelected({file});
    delete dialog;
  };
  choose(huge.fileName());
  auto* const question = f.find<QDialog>("question");
  QVERIFY(question != nullptr && question->windowTitle().contains(QStringLiteral("huge.pem")));
  question->findChild<QPushButton*>(QStringLiteral("questionReject"))->click();
  QVERIFY(!f.page->isChanged() && field->text().isEmpty());
  choose(good.fileName());
  QCOMPARE(field->text(), good.fileName());
}

void SettingsTest::whatTakesTheFocusHasAName_data() {
  QTest::addColumn<QString>("section");
  for (const SettingsSection& section : settingsSections())
    QTest::newRow(qPrintable(section.id)) << section.id;
}

void SettingsTest::whatTakesTheFocusHasAName() {
  QFETCH(QString, section);
  Fixture f;
  QVERIFY(f.field("log", "setting.ledger.retain") != nullptr);
  f.page->showSection(section);
  QCOMPARE(sb::test::unnamed(f.page), QStringList());
}

SB_TEST(SettingsTest);
#include "settings_test.moc"
