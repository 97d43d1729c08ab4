// The data folder cannot be written, from the start or all at once: what a person sees of it in the
// window, and that nothing is lost.
#include <QTest>

#include <QDir>
#include <QFile>
#include <QLineEdit>
#include <QPushButton>
#include <optional>

#include "tests/support/desktop.h"
#include "tests/support/engine.h"
#include "tests/support/full_disk.h"
#include "tests/support/read_only.h"
#include "tests/support/test_main.h"
#include "tests/support/upstream.h"

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

class ReadOnlyFolderTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init();
  void fromTheStart_data();
  void fromTheStart();
  void aFolderThatCannotBeMade();
  void aProvidersKeyIsTypedWhileItIsRefused();
  void aGatewayKeyIsMadeWhileNothingCanBeWritten();

 private:
  ReadOnly refuse(const QString& file) {
    return ReadOnly((m_run->dataFolder() + file).toStdString());
  }
  void makeKey(const char* name);
  QString field(const char* name) {
    auto* const line = m_run->wait<QLineEdit>(text(name));
    return line != nullptr ? line->text() : QString();
  }

  std::unique_ptr<DesktopRun> m_run;
};

void ReadOnlyFolderTest::init() {
  m_run = std::make_unique<DesktopRun>(kConfig, "checklistSkipped=true\n");
}

void ReadOnlyFolderTest::makeKey(const char* name) {
  Keyboard::press(Qt::Key_5, Qt::ControlModifier);
  QVERIFY(Keyboard::activate(text("newKey")));
  QVERIFY(until([] { return Keyboard::focusedName() == text("newKeyName"); }));
  Keyboard::type(text(name));
  Keyboard::press(Qt::Key_Return);
}

void ReadOnlyFolderTest::fromTheStart_data() {
  QTest::addColumn<QString>("file");
  QTest::newRow("an empty folder") << QString();
  for (const char* file : {"/lock", "/state.db", "/log.db", "/bodies.db"})
    QTest::newRow(file) << text(file);
}

// The page says where, and what to do; its first step has the focus.
void ReadOnlyFolderTest::fromTheStart() {
  QFETCH(const QString, file);
  if (!file.isEmpty()) {
    QFile made(m_run->dataFolder() + file);
    QVERIFY(made.open(QIODevice::WriteOnly));
  }
  {
    const ReadOnly readOnly = refuse(file);
    if (!readOnly.works()) QSKIP("nothing can be mounted here");
    QVERIFY(m_run->start(text("The data folder cannot be used")));
    QVERIFY(DesktopRun::says(m_run->dataFolder()));
    QVERIFY(DesktopRun::says(text("Make sure that you can write there")));
    QVERIFY(DesktopRun::says(text("Read-only file system")));
    QVERIFY(until([] { return Keyboard::focusedName() == text("startAgain"); }));
  }
  Keyboard::press(Qt::Key_Space);
  QVERIFY(DesktopRun::says(text("Running")));
  makeKey("first");
  QVERIFY(DesktopRun::says(text("Key “first” is ready")));
}

void ReadOnlyFolderTest::aFolderThatCannotBeMade() {
  QVERIFY(QDir(m_run->dataFolder()).removeRecursively());
  const ReadOnly readOnly(QFileInfo(m_run->dataFolder()).path().toStdString());
  if (!readOnly.works()) QSKIP("nothing can be mounted here");
  QVERIFY(m_run->start(text("The data folder cannot be used")));
  QVERIFY(DesktopRun::says(text("Read-only file system")));
}

void ReadOnlyFolderTest::aProvidersKeyIsTypedWhileItIsRefused() {
  const Upstream upstream([](RawSocket& socket, const Upstream::Request&) {
    socket.send(Upstream::json(R"({"object":"list","data":[]})"));
  });
  QVERIFY(m_run->start());
  Keyboard::press(Qt::Key_4, Qt::ControlModifier);
  QVERIFY(Keyboard::activate(text("addProvider")));
  QVERIFY(until([] { return Keyboard::focusedName() == text("presetSearch"); }));
  Keyboard::type(text("openai"));
  QVERIFY(DesktopRun::says(text("api.openai.com")));
  Keyboard::press(Qt::Key_Return);
  QVERIFY(until([] { return Keyboard::focusedName() == text("secret"); }));
  Keyboard::type(text("sk-proj-0123456789wxyz"));
  QVERIFY(Keyboard::activate(text("editAddress")));
  QVERIFY(until([] { return Keyboard::focusedName() == text("providerBaseUrl"); }));
  Keyboard::press(Qt::Key_A, Qt::ControlModifier);
  Keyboard::type(text("http://127.0.0.1:%1/v1").arg(upstream.port()));
  {
    const ReadOnly readOnly = refuse({});
    if (!readOnly.works()) QSKIP("nothing can be mounted here");
    Keyboard::press(Qt::Key_Return);
    QVERIFY(DesktopRun::says(text("The gateway cannot use its files")));
    QVERIFY(DesktopRun::says(text("then try again")));
    QCOMPARE(field("secret"), text("sk-proj-0123456789wxyz"));
    QCOMPARE(contentOf(m_run->path(text("signalbox.yaml"))), kConfig);
  }
  QVERIFY(Keyboard::activate(text("addSubmit")));
  QVERIFY(until([&] { return contentOf(m_run->path(text("signalbox.yaml"))).contains("openai"); }));
  QVERIFY(contentOf(m_run->path(text("signalbox.yaml"))).contains("# mine"));
}

void ReadOnlyFolderTest::aGatewayKeyIsMadeWhileNothingCanBeWritten() {
  QVERIFY(m_run->start());
  {
    const ReadOnly readOnly = refuse({});
    if (!readOnly.works()) QSKIP("nothing can be mounted here");
    const FullDisk full;  // what is open takes nothing either
    makeKey("second");
    QVERIFY(DesktopRun::says(text("The gateway cannot use its files")));
    QVERIFY(DesktopRun::says(text("read-only")));
    QCOMPARE(field("newKeyName"), text("second"));
  }
  Keyboard::press(Qt::Key_Return);
  QVERIFY(DesktopRun::says(text("Key “second” is ready")));
}

SB_TEST(ReadOnlyFolderTest);
#include "read_only_folder_test.moc"
