#include "core/providers/limits_left.h"

#include <QTest>
#include <vector>

#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::providers;

namespace {

constexpr WallMillis kNow = 1'795'348'800'000;  // 2026-11-22T12:00:00Z

}  // namespace

class LimitsLeftTest : public QObject {
  Q_OBJECT

 private slots:
  void readsWhatIsLeft_data();
  void readsWhatIsLeft();
};

void LimitsLeftTest::readsWhatIsLeft_data() {
  QTest::addColumn<QStringList>("headers");
  QTest::addColumn<double>("share");  // below 0: nothing is said
  QTest::addColumn<qint64>("reset");  // below 0: nothing is said
  const auto row = [](const char* name, const QStringList& headers, double share,
                      qint64 reset = -1) { QTest::newRow(name) << headers << share << reset; };
  row("none", {}, -1);
  row("requests",
      {"x-ratelimit-limit-requests: 500", "x-ratelimit-remaining-requests: 100",
       "x-ratelimit-reset-requests: 120ms"},
      0.2, 120);
  row("the one that is scarcer",
      {"x-ratelimit-limit-requests: 500", "x-ratelimit-remaining-requests: 100",
       "x-ratelimit-limit-tokens: 30000", "x-ratelimit-remaining-tokens: 3000",
       "x-ratelimit-reset-requests: 120ms", "x-ratelimit-reset-tokens: 6m0s"},
      0.1, 360'000);
  row("any case", {"X-RateLimit-Limit-Tokens: 10", "X-RateLimit-Remaining-Tokens: 0"}, 0);
  row("without a name",
      {"X-RateLimit-Limit: 20", "X-RateLimit-Remaining: 15", "X-RateLimit-Reset: 1795348830000"},
      0.75, 30'000);
  row("of a day",
      {"x-ratelimit-limit-requests-day: 1000", "x-ratelimit-remaining-requests-day: 400"}, 0.4);
  row("anthropic",
      {"anthropic-ratelimit-requests-limit: 50", "anthropic-ratelimit-requests-remaining: 49",
       "anthropic-ratelimit-input-tokens-limit: 80000",
       "anthropic-ratelimit-input-tokens-remaining: 40000",
       "anthropic-ratelimit-input-tokens-reset: 2026-11-22T12:00:30Z"},
      0.5, 30'000);
  row("more than the limit", {"x-ratelimit-limit: 5", "x-ratelimit-remaining: 9"}, 1);
  row("no limit", {"x-ratelimit-remaining-requests: 100"}, -1);
  row("another's limit", {"x-ratelimit-remaining-requests: 1", "x-ratelimit-limit-tokens: 9"}, -1);
  row("a limit of none", {"x-ratelimit-limit: 0", "x-ratelimit-remaining: 0"}, -1);
  row("below none", {"x-ratelimit-limit: 5", "x-ratelimit-remaining: -1"}, -1);
  row("no number", {"x-ratelimit-limit: 5", "x-ratelimit-remaining: many"}, -1);
  row("nan", {"x-ratelimit-limit: 5", "x-ratelimit-remaining: nan"}, -1);
  row("empty", {"x-ratelimit-limit: 5", "x-ratelimit-remaining: "}, -1);
  row("another header", {"x-limit: 5", "x-remaining: 2"}, -1);
}

void LimitsLeftTest::readsWhatIsLeft() {
  QFETCH(const QStringList, headers);
  QFETCH(const double, share);
  QFETCH(const qint64, reset);
  std::vector<std::string> texts;
  for (const QString& header : headers)
    texts.push_back(header.toStdString());
  std::vector<HeaderField> fields;
  for (const std::string& text : texts) {
    const std::size_t colon = text.find(':');
    fields.push_back(
        {std::string_view(text).substr(0, colon), std::string_view(text).substr(colon + 1)});
  }
  const auto left = limitsLeft(fields, kNow);
  QCOMPARE(left.has_value(), share >= 0);
  if (!left) return;
  QCOMPARE(left->share, share);
  QCOMPARE(left->reset.has_value(), reset >= 0);
  if (left->reset) QCOMPARE(left->reset->count(), reset);
}

SB_TEST(LimitsLeftTest);
#include "limits_left_test.moc"
