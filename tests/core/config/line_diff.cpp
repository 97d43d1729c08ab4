#include "core/config/line_diff.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QtTest>
#include <random>

#include "tests/support/test_main.h"

using namespace sb::config;

namespace {

using Kind = DiffLine::Kind;

std::vector<std::string> linesOf(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    lines.push_back(text.substr(at, end == text.npos ? end : end + 1 - at));
    at += lines.back().size();
  }
  return lines;
}

// The new text, made of the old one and the hunks alone; "?" where they do not fit it.
std::string applied(const std::string& before, const LineDiff& diff) {
  const std::vector<std::string> old = linesOf(before);
  std::string after;
  std::size_t at = 0, written = 0;
  for (const Hunk& hunk : diff.hunks) {
    const std::size_t from = hunk.oldStart - (hunk.oldLines > 0 ? 1 : 0);
    if (from < at || from + hunk.oldLines > old.size()) return "?";
    for (; at < from; ++at, ++written)
      after += old[at];
    if (written != hunk.newStart - (hunk.newLines > 0 ? 1 : 0)) return "?";
    std::size_t oldLines = 0, newLines = 0;
    for (const DiffLine& line : hunk.lines) {
      const std::string text = std::string(line.text) + (line.ended ? "\n" : "");
      if (line.kind != Kind::Added && old.at(at++) != text) return "?";
      if (line.kind != Kind::Removed) after += text;
      oldLines += line.kind != Kind::Added;
      newLines += line.kind != Kind::Removed;
    }
    if (oldLines != hunk.oldLines || newLines != hunk.newLines) return "?";
    written += newLines;
  }
  for (; at < old.size(); ++at)
    after += old[at];
  return after;
}

// Lines that are removed and added at least: by the longest common subsequence.
std::size_t fewestEdits(const std::string& before, const std::string& after) {
  const auto a = linesOf(before), b = linesOf(after);
  std::vector<std::vector<std::size_t>> common(a.size() + 1,
                                               std::vector<std::size_t>(b.size() + 1, 0));
  for (std::size_t i = 1; i <= a.size(); ++i)
    for (std::size_t j = 1; j <= b.size(); ++j)
      common[i][j] = a[i - 1] == b[j - 1] ? common[i - 1][j - 1] + 1
                                          : std::max(common[i - 1][j], common[i][j - 1]);
  return a.size() + b.size() - 2 * common[a.size()][b.size()];
}

std::string randomText(std::mt19937& random, int most, int words) {
  std::string text;
  for (int lines = static_cast<int>(random() % static_cast<unsigned>(most + 1)); lines > 0; --lines)
    text += std::to_string(random() % static_cast<unsigned>(words)) + "\n";
  if (!text.empty() && random() % 4 == 0) text.pop_back();
  return text;
}

std::string numbered(int from, int to) {
  std::string text;
  for (; from < to; ++from)
    text += "line " + std::to_string(from) + "\n";
  return text;
}

}  // namespace

class LineDiffTest : public QObject {
  Q_OBJECT

 private slots:
  void readsLikeDiff_data() {
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QString>("expected");
    QTest::newRow("same") << "a\nb\n"
                          << "a\nb\n"
                          << "";
    QTest::newRow("both empty") << ""
                                << ""
                                << "";
    QTest::newRow("from nothing") << ""
                                  << "a\nb\n"
                                  << "@@ -0,0 +1,2 @@\n+a\n+b\n";
    QTest::newRow("to nothing") << "a\n"
                                << ""
                                << "@@ -1 +0,0 @@\n-a\n";
    QTest::newRow("one of three") << "a\nb\nc\n"
                                  << "a\nx\nc\n"
                                  << "@@ -1,3 +1,3 @@\n a\n-b\n+x\n c\n";
    QTest::newRow("end gone") << "a\n"
                              << "a"
                              << "@@ -1 +1 @@\n-a\n+a\n\\ No newline at end of file\n";
    QTest::newRow("two places")
        << "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n"
        << "0\n1\n2\n3\n4\n5\n6\n7\n8\n9\nten\n"
        << "@@ -1,3 +1,4 @@\n+0\n 1\n 2\n 3\n@@ -7,4 +8,4 @@\n 7\n 8\n 9\n-10\n+ten\n";
    QTest::newRow("near each other")
        << "1\n2\n3\n4\n5\n6\n7\n8\n"
        << "2\n3\n4\n5\n6\n7\n8\n9\n"
        << "@@ -1,4 +1,3 @@\n-1\n 2\n 3\n 4\n@@ -6,3 +5,4 @@\n 6\n 7\n 8\n+9\n";
  }
  void readsLikeDiff() {
    QFETCH(QString, before);
    QFETCH(QString, after);
    QFETCH(QString, expected);
    const std::string old = before.toStdString(), now = after.toStdString();
    const std::string text = unified(diffLines(old, now), "a", "b");
    const QString head = expected.isEmpty() ? "" : "--- a\n+++ b\n";
    QCOMPARE(QString::fromStdString(text), head + expected);
  }

  void hunksMakeTheNewTextOfTheOldOne() {
    std::mt19937 random(20261123);
    for (int i = 0; i < 4'000; ++i) {
      const int words = 2 + i % 9;
      const std::string before = randomText(random, 40, words);
      const std::string after = randomText(random, 40, words);
      const LineDiff diff = diffLines(before, after);
      QCOMPARE(applied(before, diff), after);
      QCOMPARE(diff.counts.added + diff.counts.removed, fewestEdits(before, after));
      const LineCounts counted = countChanges(before, after);
      QCOMPARE(counted.added, diff.counts.added);
      QCOMPARE(counted.removed, diff.counts.removed);
    }
  }

  void patchTakesTheText() {
    const QString patch = QStandardPaths::findExecutable("patch");
    if (patch.isEmpty()) QSKIP("patch is not installed");
    QTemporaryDir folder;
    std::mt19937 random(7);
    for (int i = 0; i < 20; ++i) {
      const std::string before = "first\n" + randomText(random, 60, 30);
      const std::string after = "first\n" + randomText(random, 60, 30);
      QFile file(folder.filePath("a"));
      QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
      file.write(QByteArray::fromStdString(before));
      file.close();
      QProcess process;
      process.setWorkingDirectory(folder.path());
      process.start(patch, {"--quiet", "a"});
      process.write(QByteArray::fromStdString(unified(diffLines(before, after), "a", "b")));
      process.closeWriteChannel();
      QVERIFY(process.waitForFinished());
      QCOMPARE(process.exitCode(), 0);
      QVERIFY(file.open(QIODevice::ReadOnly));
      QCOMPARE(file.readAll().toStdString(), after);
    }
  }

  void largeAndHostileTextsEndSoon_data() {
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    const QByteArray feeds(4'000'000, '\n');
    QTest::newRow("nothing in common") << QByteArray::fromStdString(numbered(0, 50'000))
                                       << QByteArray::fromStdString(numbered(50'000, 100'000));
    QTest::newRow("turned around")
        << QByteArray::fromStdString(numbered(0, 30'000) + numbered(30'000, 60'000))
        << QByteArray::fromStdString(numbered(30'000, 60'000) + numbered(0, 30'000));
    QTest::newRow("feeds and nothing") << feeds << QByteArray();
    QTest::newRow("feeds and others") << "a\n" + feeds + "b\n"
                                      << "c\n" + feeds.left(3'999'990) + "d\n";
    QTest::newRow("by turns") << QByteArray("a\n\n").repeated(500'000) + "x"
                              << QByteArray("\nb\n").repeated(500'000);
    QTest::newRow("one long line") << QByteArray(4'000'000, 'x') << QByteArray(3'999'999, 'x');
  }
  void largeAndHostileTextsEndSoon() {
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    const std::string old = before.toStdString(), now = after.toStdString();
    QElapsedTimer time;
    time.start();
    const LineDiff diff = diffLines(old, now);
    QVERIFY2(time.elapsed() < 10'000, qPrintable(QString::number(time.elapsed())));
    QVERIFY(applied(old, diff) == now);
  }

  void changesInALargeTextAreFewStill() {
    std::string before = numbered(0, 60'000), after = before;
    const auto change = [&](const std::string& line, const std::string& to) {
      after.replace(after.find(line), line.size(), to);
    };
    change("line 5\n", "");
    change("line 30000\n", "other\n");
    after += "last";
    const LineDiff diff = diffLines(before, after);
    QCOMPARE(diff.counts.removed, std::size_t(2));
    QCOMPARE(diff.counts.added, std::size_t(2));
    QCOMPARE(diff.hunks.size(), std::size_t(3));
  }
};

SB_TEST(LineDiffTest);
#include "line_diff.moc"
