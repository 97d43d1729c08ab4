#include <QTest>

#include "core/base/error.h"
#include "core/base/ids.h"
#include "core/base/log.h"
#include "core/base/secret.h"
#include "core/base/text.h"
#include "tests/support/test_main.h"

using namespace sb;

class TextTest : public QObject {
  Q_OBJECT

 private slots:
  void matchesGlobs_data() {
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("matches");
    QTest::newRow("exact") << "gpt-4o"
                           << "gpt-4o" << true;
    QTest::newRow("star in the middle") << "claude-*haiku*"
                                        << "claude-3-5-haiku-latest" << true;
    QTest::newRow("star takes nothing") << "a*b"
                                        << "ab" << true;
    QTest::newRow("question mark takes one") << "gpt-?o"
                                             << "gpt-4o" << true;
    QTest::newRow("question mark needs one") << "gpt-?"
                                             << "gpt-" << false;
    QTest::newRow("case counts") << "GPT*"
                                 << "gpt-4o" << false;
    QTest::newRow("all") << "*"
                         << "" << true;
    QTest::newRow("nothing but empty") << ""
                                       << "x" << false;
    QTest::newRow("many stars stay quick") << "*a*a*a*a*a*a*b" << QString(200, 'a') << false;
  }
  void matchesGlobs() {
    QFETCH(QString, pattern);
    QFETCH(QString, text);
    QFETCH(bool, matches);
    QCOMPARE(globMatch(pattern.toStdString(), text.toStdString()), matches);
  }

  void namesNearNamesBestFirst() {
    const std::vector<std::string> names{"gpt-4o", "gpt-4o-mini", "claude-opus", "fast"};
    QCOMPARE(nearNames("gpt4o", names).front(), std::string("gpt-4o"));
    QCOMPARE(nearNames("fst", names).front(), std::string("fast"));
    QVERIFY(nearNames("something-else-entirely", names).empty());
    QVERIFY(nearNames(std::string(10'000, 'x'), names).empty());
  }

  void recognisesLoopback_data() {
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("loopback");
    for (const char* yes :
         {"localhost", "LOCALHOST", "127.0.0.1", "127.8.9.10", "::1", "[::1]", "::ffff:127.0.0.1"})
      QTest::newRow(yes) << yes << true;
    for (const char* no : {"127.0.0.1.evil.example", "128.0.0.1", "127.0.0", "", "localhost.evil",
                           "0.0.0.0", "::2", "127.0.0.x"})
      QTest::newRow(*no == '\0' ? "empty" : no) << no << false;
  }
  void recognisesLoopback() {
    QFETCH(QString, host);
    QFETCH(bool, loopback);
    QCOMPARE(isLoopbackHost(host.toStdString()), loopback);
  }

  void cutsExcerptsAtCharacters() {
    QCOMPARE(excerpt("héllo", 2), std::string("h…"));
    QCOMPARE(excerpt("héllo", 3), std::string("hé…"));
    QCOMPARE(excerpt("short", 100), std::string("short"));
    QCOMPARE(excerpt("a\xff"
                     "b",
                     100),
             std::string("a\xef\xbf\xbd"
                         "b"));
  }

  void knowsValidUtf8() {
    QVERIFY(validUtf8("plain, é, €, 😀"));
    for (const char* bad : {"\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe2\x82", "\x80"})
      QVERIFY2(!validUtf8(bad), bad);
  }

  void decodesPercentEscapes() {
    QCOMPARE(percentDecode("openai%2Fgpt-4o"), std::string("openai/gpt-4o"));
    QCOMPARE(percentDecode("100%"), std::string("100%"));
    QCOMPARE(percentDecode("%zz%4"), std::string("%zz%4"));
    QCOMPARE(percentDecode("a+b"), std::string("a+b"));
  }

  void encodesBase64() {
    QCOMPARE(base64(""), std::string());
    QCOMPARE(base64("f"), std::string("Zg=="));
    QCOMPARE(base64("fo"), std::string("Zm8="));
    QCOMPARE(base64("foobar"), std::string("Zm9vYmFy"));
  }

  void errorNamesAreUniqueAndFoundAgain() {
    for (int i = 0; i < kErrorKinds; ++i) {
      const auto kind = static_cast<ErrorKind>(i);
      QCOMPARE(static_cast<int>(errorFromName(errorName(kind))), i);
      QVERIFY(errorStatus(kind) >= 400 && errorStatus(kind) < 600);
    }
  }

  void requestIdsSortByTimeAndDiffer() {
    const std::string early = newRequestId(1'700'000'000'000);
    const std::string late = newRequestId(1'700'000'000'001);
    QCOMPARE(early.size(), std::size_t{30});
    QVERIFY(early < late);
    QVERIFY(newRequestId(5) != newRequestId(5));
  }

  void secretsShowOnlyTheirEnd() {
    QCOMPARE(Secret("sk-0123456789abcd").hint(), std::string("…abcd"));
    QCOMPARE(Secret("short").hint(), std::string("…"));
    QVERIFY(equalConstantTime("same", "same"));
    QVERIFY(!equalConstantTime("same", "sama"));
    QVERIFY(!equalConstantTime("same", "same "));
  }

  void redactsWhatLooksLikeSecrets() {
    log::redact("planted-secret-value");
    const std::string line = log::redacted(
        "Authorization: Bearer abcdefgh123 sk-sb-abc123-def456 GET /x?key=AIza123456 "
        "planted-secret-value end");
    for (const char* leak : {"abcdefgh123", "abc123-def456", "AIza123456", "planted-secret-value"})
      QVERIFY2(line.find(leak) == std::string::npos, line.c_str());
    QVERIFY(line.ends_with(" end"));
  }
};

SB_TEST(TextTest);
#include "text_test.moc"
