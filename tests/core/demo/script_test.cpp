#include "core/demo/script.h"

#include <QTest>

#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::demo;

class ScriptTest : public QObject {
  Q_OBJECT

 private slots:
  void ordinaryModelsHaveNoFaults() {
    for (const std::string_view name : modelNames()) {
      const auto script = scriptOf(name);
      QVERIFY(script);
      QCOMPARE(script->status, 200);
      QVERIFY(!script->cutAfter);
    }
    QCOMPARE(scriptOf("hello")->rate, 40.0);
    QCOMPARE(scriptOf("fast")->rate, 0.0);
  }

  void unknownModelsAreUnknown_data() {
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("other") << QByteArray("gpt-4o");
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("case") << QByteArray("Hello");
    QTest::newRow("no colon") << QByteArray("script");
  }
  void unknownModelsAreUnknown() {
    QFETCH(QByteArray, name);
    const auto script = scriptOf(name.toStdString());
    QVERIFY(!script);
    QCOMPARE(script.error().kind, ErrorKind::UnknownModel);
  }

  void keysCombine() {
    const auto script = scriptOf(
        "script:status=429, retry-after=2,gzip,cut-after=3,rate=2.5,for=250ms,times=1,size=2KB");
    QVERIFY(script);
    QCOMPARE(script->status, 429);
    QCOMPARE(script->headers.front().second, std::string("2"));
    QVERIFY(script->gzip);
    QCOMPARE(*script->cutAfter, std::int64_t{3});
    QCOMPARE(script->rate, 2.5);
    QCOMPARE(script->silenceFor, Millis(250));
    QCOMPARE(script->times, std::int64_t{1});
    QCOMPARE(script->size, std::int64_t{2048});
  }

  void valuesArePercentDecoded() {
    const auto script = scriptOf("script:retry-after=Sun%2C 22 Nov 2026 10:00:00 GMT");
    QVERIFY(script);
    QCOMPARE(script->headers.front().second, std::string("Sun, 22 Nov 2026 10:00:00 GMT"));
  }

  void anyHeaderCanBeSet() {
    const auto script = scriptOf("script:header.x-ratelimit-reset-requests=1s");
    QVERIFY(script);
    QCOMPARE(script->headers.front().first, std::string("x-ratelimit-reset-requests"));
    QCOMPARE(script->headers.front().second, std::string("1s"));
  }

  void unknownKeysAreRefusedWithTheListOfKeys() {
    const auto script = scriptOf("script:statsu=429");
    QVERIFY(!script);
    QCOMPARE(script.error().kind, ErrorKind::BadRequest);
    for (const char* part : {"\"statsu\"", "status, ", "silence-before, ", "header.NAME"})
      QVERIFY2(script.error().message.find(part) != std::string::npos, part);
  }

  void valuesThatDoNotFitAreRefused_data() {
    QTest::addColumn<QByteArray>("name");
    for (const char* text : {"status=abc",
                             "status=99",
                             "status=600",
                             "status",
                             "rate=0",
                             "rate=-1",
                             "rate=x",
                             "cut-after=-1",
                             "cut-after=x",
                             "head-delay=2h",
                             "head-delay=",
                             "size=5TB",
                             "size=99999999999999999999",
                             "usage=often",
                             "gzip=maybe",
                             "bytes=0",
                             "heartbeat=0",
                             "retry-after=",
                             "retry-after=a%0D%0Ab",
                             "header.=x",
                             "header.a b=x",
                             "calls=1000"})
      QTest::newRow(text) << QByteArray("script:") + text;
  }
  void valuesThatDoNotFitAreRefused() {
    QFETCH(QByteArray, name);
    const auto script = scriptOf(name.toStdString());
    QVERIFY(!script);
    QCOMPARE(script.error().kind, ErrorKind::BadRequest);
  }

  void faultsGoAndContentsStay() {
    const auto script = scriptOf("script:status=500,gzip,tokens=7,rate=3,input=9,cut-after=1");
    QVERIFY(script);
    const Script plain = script->withoutFaults();
    QCOMPARE(plain.status, 200);
    QVERIFY(!plain.gzip && !plain.cutAfter);
    QCOMPARE(plain.tokens, std::int64_t{7});
    QCOMPARE(plain.rate, 3.0);
    QCOMPARE(plain.input, std::int64_t{9});
  }

  void durations() {
    QCOMPARE(*parseDuration("250ms"), Millis(250));
    QCOMPARE(*parseDuration("2s"), Millis(2000));
    QCOMPARE(*parseDuration("2"), Millis(2000));
    QCOMPARE(*parseDuration("1m"), Millis(60'000));
    QVERIFY(!parseDuration("1d"));
    QVERIFY(!parseDuration("99999999m"));
  }
};

SB_TEST(ScriptTest);
#include "script_test.moc"
