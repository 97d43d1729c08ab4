#include "core/config/file.h"

#include <sys/stat.h>
#include <unistd.h>

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include "core/config/config.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::config;

namespace {

void put(const QString& path, const QByteArray& text) {
  QFile file(path);
  QVERIFY(file.open(QIODevice::WriteOnly));
  file.write(text);
}

unsigned modeOf(const QString& path) {
  struct stat info {};
  ::stat(qPrintable(path), &info);
  return info.st_mode & 07777;
}

}  // namespace

class ConfigFile : public QObject {
  Q_OBJECT

  std::unique_ptr<QTemporaryDir> m_dir;

  QString at(const char* name) const { return m_dir->filePath(name); }
  File file(const char* name) const { return File(at(name).toStdString()); }

 private slots:
  void init() { m_dir = std::make_unique<QTemporaryDir>(); }

  void hashesText() {
    QCOMPARE(revisionOf(""), "e3b0c44298fc1c14");
    QCOMPARE(revisionOf("abc"), "ba7816bf8f01cfea");
  }

  void readsMissingFileAsNothing() {
    const auto content = file("none.yaml").read();
    QVERIFY(content);
    QVERIFY(!content->exists);
    QCOMPARE(content->text, "");
    QCOMPARE(content->revision, "");
  }

  void readsText() {
    put(at("a.yaml"), "version: 1\n");
    const auto content = file("a.yaml").read();
    QVERIFY(content && content->exists);
    QCOMPARE(content->text, "version: 1\n");
    QCOMPARE(content->revision, revisionOf("version: 1\n"));
  }

  void refusesFolderAndHugeFile() {
    QCOMPARE(File(m_dir->path().toStdString()).read().error().kind, ErrorKind::ConfigInvalid);
    put(at("huge.yaml"), QByteArray(5 * 1024 * 1024, 'x'));
    QCOMPARE(file("huge.yaml").read().error().kind, ErrorKind::ConfigInvalid);
    QVERIFY(::mkfifo(qPrintable(at("pipe")), 0600) == 0);
    QCOMPARE(file("pipe").read().error().kind, ErrorKind::ConfigInvalid);
  }

  void writesNewFileForOwnerOnly() {
    File f = file("sub/folder/a.yaml");
    const auto revision = f.write("x: 1\n", "");
    QVERIFY(revision);
    QCOMPARE(*revision, revisionOf("x: 1\n"));
    QCOMPARE(f.read()->text, "x: 1\n");
    QCOMPARE(modeOf(at("sub/folder/a.yaml")), 0600u);
    QCOMPARE(modeOf(at("sub")), 0700u);
  }

  void refusesWriteOverOthersChange() {
    put(at("a.yaml"), "one");
    File f = file("a.yaml");
    const std::string revision = f.read()->revision;
    put(at("a.yaml"), "two");
    const auto written = f.write("three", revision);
    QCOMPARE(written.error().kind, ErrorKind::Conflict);
    QCOMPARE(f.read()->text, "two");
    QCOMPARE(f.write("three", "").error().kind, ErrorKind::Conflict);
    QVERIFY(f.write("three", f.read()->revision));
    QCOMPARE(f.read()->text, "three");
  }

  void refusesWriteOfRemovedFile() {
    QCOMPARE(file("a.yaml").write("x", "0123456789abcdef").error().kind, ErrorKind::Conflict);
  }

  void keepsMode() {
    put(at("a.yaml"), "one");
    QVERIFY(::chmod(qPrintable(at("a.yaml")), 0640) == 0);
    QVERIFY(file("a.yaml").write("two", revisionOf("one")));
    QCOMPARE(modeOf(at("a.yaml")), 0640u);
  }

  void followsLinks() {
    QVERIFY(QDir(m_dir->path()).mkdir("real"));
    put(at("real/a.yaml"), "one");
    QVERIFY(::symlink("real/a.yaml", qPrintable(at("link.yaml"))) == 0);
    QVERIFY(::symlink(qPrintable(at("link.yaml")), qPrintable(at("outer.yaml"))) == 0);
    QVERIFY(file("outer.yaml").write("two", revisionOf("one")));
    QVERIFY(QFileInfo(at("outer.yaml")).isSymLink());
    QVERIFY(QFileInfo(at("link.yaml")).isSymLink());
    QVERIFY(!QFileInfo(at("real/a.yaml")).isSymLink());
    QCOMPARE(file("real/a.yaml").read()->text, "two");
  }

  void writesThroughDanglingLink() {
    QVERIFY(::symlink("later.yaml", qPrintable(at("link.yaml"))) == 0);
    QVERIFY(file("link.yaml").write("new", ""));
    QVERIFY(QFileInfo(at("link.yaml")).isSymLink());
    QCOMPARE(file("later.yaml").read()->text, "new");
  }

  void survivesLinkToItself() {
    QVERIFY(::symlink("loop.yaml", qPrintable(at("loop.yaml"))) == 0);
    QCOMPARE(file("loop.yaml").read().error().kind, ErrorKind::ConfigInvalid);
    QVERIFY(!file("loop.yaml").write("x", ""));
  }

  void leavesNothingBehind() {
    put(at("a.yaml"), "one");
    QVERIFY(file("a.yaml").write("two", revisionOf("one")));
    QVERIFY(QDir(m_dir->path()).mkdir("folder"));
    QVERIFY(!file("folder").write("x", ""));
    const auto all =
        QDir(m_dir->path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    QCOMPARE(all, (QStringList{"a.yaml", "folder"}));
  }

  void knowsWhatIsWritable() {
    QVERIFY(file("a.yaml").writable());
    QVERIFY(file("new/folder/a.yaml").writable());
    QVERIFY(!File("/proc/self/nothing/a.yaml").writable() || ::geteuid() == 0);
    if (::geteuid() == 0) QSKIP("root may write everywhere");
    put(at("a.yaml"), "one");
    QVERIFY(::chmod(qPrintable(at("a.yaml")), 0400) == 0);
    QVERIFY(!file("a.yaml").writable());
  }
};

SB_TEST(ConfigFile);
#include "file.moc"
