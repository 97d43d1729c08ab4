// Every target over its seeds, the recorded answers and what fuzzing has found: whole, and cut at
// each of many places.
#include <QDir>
#include <QFile>
#include <QTest>

#include "tests/fuzz/targets.h"
#include "tests/support/test_main.h"

using namespace sb;

namespace {

constexpr std::size_t kCuts = 40;

std::string contents(const QString& path) {
  QFile file(path);
  if (!file.open(QIODevice::ReadOnly)) qFatal("cannot read %s", qPrintable(path));
  return file.readAll().toStdString();
}

void addFiles(const QString& folder, const QString& pattern, std::vector<std::string>& inputs) {
  const QDir dir(QStringLiteral(SB_SOURCE_DIR "/tests/") + folder);
  for (const QString& name : dir.entryList({pattern}, QDir::Files))
    inputs.push_back(contents(dir.filePath(name)));
}

std::vector<std::string> inputsOf(std::string_view target) {
  std::vector<std::string> inputs = fuzz::seedsOf(target);
  const QString name = QString::fromUtf8(target.data(), static_cast<qsizetype>(target.size()));
  addFiles(QStringLiteral("fuzz/found/") + name, QStringLiteral("*"), inputs);
  const QString recorded = QStringLiteral("core/dialects/recorded/") + name.section('_', 1);
  if (target.starts_with("answer_")) addFiles(recorded, QStringLiteral("*.json"), inputs);
  const QString chat = QStringLiteral("core/dialects/recorded/openai_chat");
  if (target == "canonical")
    for (const char* golden : {"schema", "image", "parallel-calls"})
      addFiles(QStringLiteral("core/dialects/requests/") + golden, QStringLiteral("*.json"),
               inputs);
  if (target == "collected") addFiles(chat, QStringLiteral("*.events"), inputs);
  if (target == "chunks") addFiles(chat, QStringLiteral("*.json"), inputs);
  if (target.starts_with("stream_") || target.starts_with("watch_"))
    addFiles(recorded, QStringLiteral("*.events"), inputs);
  return inputs;
}

}  // namespace

class ReplayTest : public QObject {
  Q_OBJECT
 private slots:
  void keepsItsPromises_data() {
    QTest::addColumn<std::string>("target");
    for (const fuzz::FuzzTarget& target : fuzz::fuzzTargets())
      QTest::newRow(std::string(target.name).c_str()) << std::string(target.name);
  }
  void keepsItsPromises() {
    QFETCH(std::string, target);
    const std::vector<std::string> inputs = inputsOf(target);
    QVERIFY(!inputs.empty());
    for (const std::string& input : inputs) {
      const std::size_t step = input.size() / kCuts + 1;
      for (std::size_t size = input.size();; size -= step) {
        const std::string wrong = fuzz::fuzzTarget(target)->run(input.substr(0, size));
        QVERIFY2(wrong.empty(), (wrong + "\nof: " + input.substr(0, size)).c_str());
        if (size < step) break;
      }
    }
  }

  void otherNamesAreNone() { QVERIFY(fuzz::fuzzTarget("x") == nullptr); }
};

SB_TEST(ReplayTest);

#include "replay_test.moc"
