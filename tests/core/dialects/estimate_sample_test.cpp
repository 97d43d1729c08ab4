// How far the estimate of tokens is from a real tokenizer, by kind of text.
#include <QtTest/QtTest>
#include <cmath>

#include "core/dialects/estimate.h"
#include "tests/support/test_main.h"

namespace sb::dialects {
namespace {

struct Sample {
  QString kind;
  double tokens = 0, estimate = 0;
  double error() const { return estimate / tokens - 1; }
};

QList<Sample> samples() {
  QFile file(SB_SOURCE_DIR "/tests/core/dialects/token_sample.tsv");
  QList<Sample> all;
  if (!file.open(QIODevice::ReadOnly)) return all;
  for (const QByteArray& line : file.readAll().split('\n')) {
    if (line.isEmpty() || line.startsWith('#')) continue;
    const QList<QByteArray> fields = line.split('\t');
    const QByteArray text =
        QJsonDocument::fromJson("[" + fields.value(2) + "]").array().at(0).toString().toUtf8();
    const std::string_view words(text.constData(), static_cast<std::size_t>(text.size()));
    all.append({QString::fromUtf8(fields[0]), fields[1].toDouble(),
                static_cast<double>(estimateTokens(words))});
  }
  return all;
}

}  // namespace

class EstimateSampleTest : public QObject {
  Q_OBJECT

 private slots:
  void isNearARealTokenizerOnTheWhole() {
    const QList<Sample> all = samples();
    QCOMPARE(all.size(), qsizetype{23});
    double tokens = 0, estimate = 0, errors = 0;
    for (const Sample& one : all) {
      qInfo("%-14s %4.0f tokens, estimated %4.0f (%+.0f %%)", qPrintable(one.kind), one.tokens,
            one.estimate, one.error() * 100);
      tokens += one.tokens;
      estimate += one.estimate;
      errors += std::abs(one.error());
    }
    const double mean = errors / static_cast<double>(all.size());
    qInfo("all: %+.0f %%, mean of the errors %.0f %%", (estimate / tokens - 1) * 100, mean * 100);
    QVERIFY(std::abs(estimate / tokens - 1) < 0.05);
    QVERIFY(mean < 0.20);
  }

  void proseInLatinLettersIsWithinAQuarter() {
    for (const Sample& one : samples())
      if (QStringList{"English", "English, chat", "German", "French", "Spanish", "Polish",
                      "Turkish"}
              .contains(one.kind))
        QVERIFY2(std::abs(one.error()) < 0.25, qPrintable(one.kind));
  }
};

SB_TEST(EstimateSampleTest);

}  // namespace sb::dialects

#include "estimate_sample_test.moc"
