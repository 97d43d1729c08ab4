// signalbox.yaml cannot be written, from the start or all at once: what a person sees of it in the
// window, and that nothing typed is lost.
#include <QTest>

#include <QDir>
#include <QFile>
#include <QLineEdit>
#include <QPushButton>
#include <optional>

#include "tests/support/desktop.h"
#include "tests/support/engine.h"
#include "tests/support/read_only.h"
#include "tests/support/test_main.h"
#include "ui/settings/settings_page.h"

using namespace sb;
using namespace sb::test;

namespace {

QString text(const char* utf8) { return QString::fromUtf8(utf8); }

const QByteArray kConfig = "version: 1\n# mine\nledger: { retain: 10d }\n";

QByteArray contentOf(const QString& path) {
  QFile file(path);
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}  // namespace

class ReadOnlyTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init();
  void whileTheWindowIsOpen_data() { places(); }
  void whileTheWindowIsOpen();
  void fromTheStart_data() { places(); }
  void fromTheStart();

 private:
  static void places();
  QString place(const QString& what) const {
    return what == text("the file") ? m_real : QFileInfo(m_real).path();
  }
  QLineEdit* openSettings();

  std::unique_ptr<DesktopRun> m_run;
  QString m_real;  // behind the link that is the program's file
};

void ReadOnlyTest::places() {
  QTest::addColumn<QString>("what");
  QTest::newRow("the file") << text("the file");
  QTest::newRow("its folder") << text("its folder");
}

// In a folder of its own, so that the data folder stays as it is.
void ReadOnlyTest::init() {
  m_run = std::make_unique<DesktopRun>(kConfig, "checklistSkipped=true\n");
  const QString file = m_run->path(text("signalbox.yaml"));
  m_real = m_run->path(text("settings/signalbox.yaml"));
  QVERIFY(QDir().mkpath(QFileInfo(m_real).path()));
  QVERIFY(QFile::rename(file, m_real) && QFile::link(m_real, file));
}

QLineEdit* ReadOnlyTest::openSettings() {
  Keyboard::press(Qt::Key_8, Qt::ControlModifier);
  auto* const page = m_run->window().findChild<ui::SettingsPage*>();
  if (page == nullptr) return nullptr;
  page->showSection(text("log"));
  auto* const retain = m_run->wait<QLineEdit>(text("setting.ledger.retain"));
  if (retain == nullptr || !until([&] { return retain->text() == text("10d"); })) return nullptr;
  return retain;
}

void ReadOnlyTest::whileTheWindowIsOpen() {
  QFETCH(const QString, what);
  QVERIFY(m_run->start());
  QLineEdit* const retain = openSettings();
  QVERIFY(retain != nullptr);
  QVERIFY(Keyboard::tabTo(text("setting.ledger.retain")));
  Keyboard::press(Qt::Key_A, Qt::ControlModifier);
  Keyboard::type(text("20d"));
  auto* const save = m_run->wait<QPushButton>(text("saveSettings"));
  QVERIFY(save != nullptr);
  {
    const ReadOnly readOnly(place(what).toStdString());
    if (!readOnly.works()) QSKIP("nothing can be mounted here");
    save->click();
    QVERIFY(DesktopRun::says(text("then try again.")));
    QCOMPARE(retain->text(), text("20d"));
    QCOMPARE(contentOf(m_real), kConfig);
  }
  QVERIFY(until([&] { return save->isEnabled(); }));
  save->click();
  QVERIFY(until([&] { return contentOf(m_real).contains("20d"); }));
  QVERIFY(contentOf(m_real).contains("# mine"));
}

void ReadOnlyTest::fromTheStart() {
  QFETCH(const QString, what);
  std::optional<ReadOnly> readOnly(place(what).toStdString());
  if (!readOnly->works()) QSKIP("nothing can be mounted here");
  QVERIFY(m_run->start());
  const QLineEdit* const retain = openSettings();
  QVERIFY(retain != nullptr);
  QVERIFY(DesktopRun::says(text("signalbox.yaml cannot be written.")));
  QVERIFY(DesktopRun::says(text("change them where the file is kept")));
  QVERIFY(!retain->isEnabled() || retain->isReadOnly());
  // What stands elsewhere can be changed all the same.
  Keyboard::press(Qt::Key_5, Qt::ControlModifier);
  QVERIFY(Keyboard::activate(text("newKey")));
  QVERIFY(until([] { return Keyboard::focusedName() == text("newKeyName"); }));
  Keyboard::type(text("second"));
  Keyboard::press(Qt::Key_Return);
  QVERIFY(DesktopRun::says(text("Key “second” is ready")));
  m_run.reset();
  QCOMPARE(contentOf(m_real), kConfig);
}

SB_TEST(ReadOnlyTest);
#include "read_only_test.moc"
