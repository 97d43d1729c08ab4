#include <QTest>
#include <boost/json.hpp>

#include "core/base/json.h"
#include "tests/support/test_main.h"

using namespace sb;

class JsonTest : public QObject {
  Q_OBJECT

 private slots:
  void refusesWhatIsNoJson_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("trailing") << QByteArray("{} x");
    QTest::newRow("comment") << QByteArray("{/*a*/}");
    QTest::newRow("too deep") << QByteArray(600, '[') + QByteArray(600, ']');
    QTest::newRow("bad utf-8") << QByteArray("\"\xff\"");
  }
  void refusesWhatIsNoJson() {
    QFETCH(QByteArray, text);
    const auto parsed = json::parse({text.constData(), static_cast<std::size_t>(text.size())});
    QVERIFY(!parsed);
    QCOMPARE(static_cast<int>(parsed.error().kind), static_cast<int>(ErrorKind::InvalidJson));
  }

  void parsesDeepSchemas() {
    const std::string deep = std::string(500, '[') + std::string(500, ']');
    QVERIFY(static_cast<bool>(json::parse(deep)));
  }

  void quotesControlCharacters() {
    std::string text = "a\nb";
    text += '\1';
    QCOMPARE(json::quoted(text), std::string("\"a\\nb\\u0001\""));
  }
};

SB_TEST(JsonTest);
#include "json_test.moc"
