#include "core/providers/retry_after.h"

#include <QtTest/QtTest>

#include "core/providers/preset.h"
#include "tests/support/test_main.h"

namespace sb::providers {
namespace {

// Sun, 22 Nov 2026 10:00:00 GMT
constexpr WallMillis kNow = 1'795'341'600'000;
constexpr qint64 kNone = -1;

qint64 countOf(std::optional<Millis> wait) { return wait ? wait->count() : kNone; }

qint64 waitOf(const QStringList& lines, const char* kind = "openai") {
  std::vector<std::string> parts;
  for (const QString& line : lines)
    parts.push_back(line.toStdString());
  std::vector<HeaderField> fields;
  for (const std::string& part : parts) {
    const std::size_t colon = part.find(':');
    fields.push_back(
        {std::string_view(part).substr(0, colon), std::string_view(part).substr(colon + 1)});
  }
  return countOf(retryAfter(fields, preset(kind)->retryHeaders, kNow));
}

}  // namespace

class RetryAfterTest : public QObject {
  Q_OBJECT

 private slots:
  void T90_coolDownIsExactlyWhatTheHeaderSays_data() {
    QTest::addColumn<QStringList>("headers");
    QTest::addColumn<qint64>("ms");
    const auto row = [](const char* name, QStringList headers, qint64 ms) {
      QTest::addRow("T90 %s", name) << headers << ms;
    };
    row("seconds", {"Retry-After: 7"}, 7000);
    row("zero", {"Retry-After: 0"}, 0);
    row("decimal seconds", {"retry-after: 1.5"}, 1500);
    row("IMF-fixdate", {"Retry-After: Sun, 22 Nov 2026 10:00:30 GMT"}, 30'000);
    row("RFC 850 date", {"Retry-After: Sunday, 22-Nov-26 10:01:00 GMT"}, 60'000);
    row("asctime date", {"Retry-After: Sun Nov 22 11:00:00 2026"}, 3'600'000);
    row("milliseconds", {"retry-after-ms: 1234"}, 1234);
    row("milliseconds before seconds", {"retry-after: 2", "retry-after-ms: 1500"}, 1500);
    row("bad milliseconds, good seconds", {"retry-after: 2", "retry-after-ms: soon"}, 2000);
    row("reset 1s", {"x-ratelimit-reset-requests: 1s"}, 1000);
    row("reset 6m0s", {"x-ratelimit-reset-tokens: 6m0s"}, 360'000);
    row("reset 20ms", {"x-ratelimit-reset-tokens: 20ms"}, 20);
    row("reset 1h2m3.5s", {"x-ratelimit-reset-tokens: 1h2m3.5s"}, 3'723'500);
    row("reset 7.66s", {"x-ratelimit-reset-tokens: 7.66s"}, 7660);
    row("reset 1ms500us", {"x-ratelimit-reset-tokens: 1ms500us"}, 2);
    row("epoch seconds", {"x-ratelimit-reset: 1795341605"}, 5000);
    row("epoch milliseconds", {"X-RateLimit-Reset: 1795341602500"}, 2500);
    row("plain seconds in reset", {"x-ratelimit-reset: 12"}, 12'000);
    row("retry-after before reset", {"x-ratelimit-reset-tokens: 6m0s", "retry-after: 3"}, 3000);
    row("the shorter reset without a hint",
        {"x-ratelimit-reset-requests: 1s", "x-ratelimit-reset-tokens: 6m0s"}, 1000);
    row("the reset of what is used up",
        {"x-ratelimit-reset-requests: 1s", "x-ratelimit-reset-tokens: 6m0s",
         "x-ratelimit-remaining-requests: 5", "x-ratelimit-remaining-tokens: 0"},
        360'000);
    row("the longest of what is used up",
        {"x-ratelimit-reset-requests: 9m", "x-ratelimit-reset-tokens: 6m",
         "x-ratelimit-remaining-requests: 0", "x-ratelimit-remaining-tokens: 0"},
        540'000);
    row("exactly a day", {"retry-after: 86400"}, 86'400'000);
  }
  void T90_coolDownIsExactlyWhatTheHeaderSays() {
    QFETCH(QStringList, headers);
    QFETCH(qint64, ms);
    QCOMPARE(waitOf(headers), ms);
  }

  void T90_badValuesAreIgnored_data() {
    QTest::addColumn<QString>("value");
    for (const char* value : {"",
                              " ",
                              "-1",
                              "-5s",
                              "soon",
                              "1e3",
                              "0x10",
                              "1.2.3",
                              ".5",
                              "5 s",
                              "5x",
                              "s",
                              "1s2",
                              "86401",
                              "25h",
                              "2d",
                              "99999999999999999999",
                              "9999999999999999999999999999",
                              "NaN",
                              "inf",
                              "Sun, 22 Nov 2026 09:59:59 GMT",
                              "Sun, 22 Nov 2126 10:00:00 GMT",
                              "Sun, 31 Feb 2026 10:00:00 GMT",
                              "Sun, 22 Nov 2026 25:00:00 GMT",
                              "Sun, 22 Nov 2026 10:00:30 CET",
                              "Sun, 22 Foo 2026 10:00:30 GMT",
                              "Sun, 22 Nov",
                              "Sun Nov 22 10:00:30",
                              "2026-11-22",
                              "1795341599"})
      QTest::addRow("T90 \"%s\"", value) << value;
  }
  void T90_badValuesAreIgnored() {
    QFETCH(QString, value);
    QCOMPARE(countOf(parseWait(value.toStdString(), kNow)), kNone);
    QCOMPARE(waitOf({"retry-after: " + value}), kNone);
    QCOMPARE(waitOf({"x-ratelimit-reset-tokens: " + value}), kNone);
    QCOMPARE(waitOf({"retry-after-ms: " + value}) > 86'400'000, false);
    QCOMPARE(waitOf({"retry-after: " + value, "x-ratelimit-reset: 4"}), qint64{4000});
  }

  void T90_vendorHeadersAreReadWhereTheKindNamesThem() {
    QCOMPARE(waitOf({"anthropic-ratelimit-tokens-reset: 2026-11-22T10:00:09Z"}, "anthropic"),
             qint64{9000});
    QCOMPARE(waitOf({"anthropic-ratelimit-tokens-reset: 2026-11-22T10:00:09Z"}), kNone);
    QCOMPARE(waitOf({"x-ratelimit-reset-tokens-minute: 33.25"}, "cerebras"), qint64{33'250});
  }

  void T90_noHeaderNoWait() { QCOMPARE(waitOf({"content-type: text/html"}), kNone); }

  void readsTheDateFormsOfRfc9110_data() {
    QTest::addColumn<QString>("text");
    for (const char* text : {"Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT",
                             "Sun Nov  6 08:49:37 1994"})
      QTest::newRow(text) << text;
  }
  void readsTheDateFormsOfRfc9110() {
    QFETCH(QString, text);
    QCOMPARE(parseHttpDate(text.toStdString(), kNow).value_or(0), WallMillis{784'111'777'000});
  }
};

SB_TEST(RetryAfterTest);

}  // namespace sb::providers

#include "retry_after_test.moc"
