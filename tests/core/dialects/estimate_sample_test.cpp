// How far the estimate of tokens is from a real tokenizer, by kind of text, and that our own
// tokenizer is exact.
#include <QtTest/QtTest>
#include <cmath>

#include "core/dialects/estimate.h"
#include "core/tokens/token_counter.h"
#include "tests/support/test_main.h"

namespace sb::dialects {
namespace {

struct Sample {
  QString kind;
  double tokens = 0, estimate = 0;
  std::int64_t counted = 0;
  std::size_t bytes = 0;
  double error() const { return estimate / tokens - 1; }
};

QList<Sample> samples() {
  QFile file(SB_SOURCE_DIR "/tests/core/dialects/token_sample.tsv");
  QList<Sample> all;
  if (!file.open(QIODevice::ReadOnly)) return all;
  tokens::TokenCounter counter;
  for (const QByteArray& line : file.readAll().split('\n')) {
    if (line.isEmpty() || line.startsWith('#')) continue;
    const QList<QByteArray> fields = line.split('\t');
    const QByteArray text =
        QJsonDocument::fromJson("[" + fields.value(2) + "]").array().at(0).toString().toUtf8();
    const std::string_view words(text.constData(), static_cast<std::size_t>(text.size()));
    all.append({QString::fromUtf8(fields[0]), fields[1].toDouble(),
                static_cast<double>(estimateTokens(words)), counter.count(words), words.size()});
  }
  return all;
}

bool within(const QStringList& kinds, double most) {
  bool all = true;
  for (const Sample& one : samples()) {
    if (!kinds.contains(one.kind) || std::abs(one.error()) < most) continue;
    qWarning("%s: %+.0f %%", qPrintable(one.kind), one.error() * 100);
    all = false;
  }
  return all;
}

}  // namespace

class EstimateSampleTest : public QObject {
  Q_OBJECT

 private slots:
  void countsExactly();
  void isNearARealTokenizerOnTheWhole();
  void proseIsWithinAQuarter();
  void codeLogsAndNumbersAreWithinAQuarter();
};

void EstimateSampleTest::countsExactly() {
  const QList<Sample> all = samples();
  QCOMPARE(all.size(), qsizetype{56});
  for (const Sample& one : all)
    QVERIFY2(static_cast<double>(one.counted) == one.tokens,
             qPrintable(QStringLiteral("%1: %2").arg(one.kind).arg(one.counted)));
}

// Without what is no text that anyone writes: runs of blanks, signs, controls.
void EstimateSampleTest::isNearARealTokenizerOnTheWhole() {
  constexpr double kLeastTokens = 24;
  double tokens = 0, estimate = 0, errors = 0, quarters = 0, kinds = 0;
  for (const Sample& one : samples()) {
    qInfo("%-16s %4.0f tokens, counted %4lld, estimated %4.0f (%+.0f %%)", qPrintable(one.kind),
          one.tokens, static_cast<long long>(one.counted), one.estimate,
          one.tokens > 0 ? one.error() * 100 : 0);
    if (one.tokens < kLeastTokens) continue;
    tokens += one.tokens;
    estimate += one.estimate;
    errors += std::abs(one.error());
    quarters += std::abs(static_cast<double>(one.bytes) / 4 / one.tokens - 1);
    ++kinds;
  }
  qInfo("all: %+.0f %%, mean of the errors %.0f %% (four bytes a token: %.0f %%)",
        (estimate / tokens - 1) * 100, errors / kinds * 100, quarters / kinds * 100);
  QVERIFY(std::abs(estimate / tokens - 1) < 0.04);
  QVERIFY(errors / kinds < 0.10);
}

void EstimateSampleTest::proseIsWithinAQuarter() {
  QVERIFY(within(
      {"English",    "English, chat", "German", "French",  "Spanish", "Polish",     "Turkish",
       "Portuguese", "Italian",       "Dutch",  "Swedish", "Czech",   "Vietnamese", "Russian",
       "Ukrainian",  "Greek",         "Arabic", "Hebrew",  "Chinese", "Japanese",   "Korean",
       "Hindi",      "Bengali",       "Tamil",  "Thai"},
      0.25));
}

void EstimateSampleTest::codeLogsAndNumbersAreWithinAQuarter() {
  QVERIFY(within({"C++", "Python", "JavaScript", "SQL", "Shell", "HTML", "JSON", "JSON, indented",
                  "CSV", "Table", "Trace", "Diff", "Hashes", "Markdown", "Numbers", "Log", "Emoji"},
                 0.25));
}

SB_TEST(EstimateSampleTest);

}  // namespace sb::dialects

#include "estimate_sample_test.moc"
