#include <QTest>
#include <limits>

#include "core/base/money.h"
#include "tests/support/test_main.h"

using namespace sb;

class MoneyTest : public QObject {
  Q_OBJECT

 private slots:
  void writesNineDecimals_data() {
    QTest::addColumn<qint64>("nano");
    QTest::addColumn<QString>("text");
    QTest::newRow("zero") << qint64{0} << "0.000000000";
    QTest::newRow("one nano") << qint64{1} << "0.000000001";
    QTest::newRow("cents") << qint64{179'400} << "0.000179400";
    QTest::newRow("dollars") << qint64{12'000'000'005} << "12.000000005";
    QTest::newRow("negative") << qint64{-1'500'000'000} << "-1.500000000";
    QTest::newRow("smallest") << std::numeric_limits<qint64>::min() << "-9223372036.854775808";
  }
  void writesNineDecimals() {
    QFETCH(qint64, nano);
    QFETCH(QString, text);
    QCOMPARE(QString::fromStdString(toString(NanoUsd{nano})), text);
  }

  void readsPrices_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("pico");  // -1 = refused
    QTest::newRow("plain") << "0.15" << qint64{150'000};
    QTest::newRow("whole") << "3" << qint64{3'000'000};
    QTest::newRow("exponent") << "2.5e-2" << qint64{25'000};
    QTest::newRow("trailing zeros") << "1.2500000000" << qint64{1'250'000};
    QTest::newRow("zero") << "0" << qint64{0};
    QTest::newRow("zero with point") << "0.000" << qint64{0};
    QTest::newRow("finest") << "0.000001" << qint64{1};
    QTest::newRow("too fine") << "0.0000001" << qint64{-1};
    QTest::newRow("negative") << "-1" << qint64{-1};
    QTest::newRow("text") << "free" << qint64{-1};
    QTest::newRow("empty") << "" << qint64{-1};
    QTest::newRow("only a point") << "." << qint64{-1};
    QTest::newRow("too large") << "1000001" << qint64{-1};
    QTest::newRow("huge exponent") << "1e99" << qint64{-1};
    QTest::newRow("two points") << "1.2.3" << qint64{-1};
    QTest::newRow("infinite") << "inf" << qint64{-1};
  }
  void readsPrices() {
    QFETCH(QString, text);
    QFETCH(qint64, pico);
    const auto price = parsePricePerMtok(text.toStdString());
    QCOMPARE(price ? qint64{price->picoUsdPerToken} : qint64{-1}, pico);
  }

  void pricesReadBackAsWritten() {
    for (const char* text : {"0.15", "3", "0.000001", "1000000", "12.5", "0"}) {
      const auto price = parsePricePerMtok(text);
      QVERIFY(price);
      QCOMPARE(toString(*price), std::string(text));
    }
  }

  void roundsWhatOthersWrite() {
    const struct {
      const char* text;
      std::optional<std::int64_t> nano;
    } rows[] = {{"0.00014", 140'000},
                {"1.23456789e-05", 12'346},
                {"1.23449e-5", 12'345},
                {"1234567e-10", 123'457},
                {"4e-10", 0},
                {"5e-10", 1},
                {"1e-30", 0},
                {"0", 0},
                {"0.99999999999", 1'000'000'000},
                {"12", 12'000'000'000},
                {"-1", std::nullopt},
                {"1e99", std::nullopt},
                {"null", std::nullopt},
                {"", std::nullopt}};
    for (const auto& row : rows) {
      const auto money = roundedNanoUsd(row.text);
      QCOMPARE(money.has_value(), row.nano.has_value());
      if (money) QCOMPARE(money->value, *row.nano);
    }
  }

  void roundsEachLineOnce_data() {
    QTest::addColumn<qint64>("tokens");
    QTest::addColumn<QString>("price");
    QTest::addColumn<qint64>("nano");
    QTest::newRow("812 at 0.15") << qint64{812} << "0.15" << qint64{121'800};
    QTest::newRow("half rounds up") << qint64{1} << "0.0005" << qint64{1};
    QTest::newRow("below half rounds down") << qint64{1} << "0.000499" << qint64{0};
    QTest::newRow("nothing") << qint64{0} << "15" << qint64{0};
    QTest::newRow("saturates") << std::numeric_limits<qint64>::max() << "1000000"
                               << std::numeric_limits<qint64>::max();
  }
  void roundsEachLineOnce() {
    QFETCH(qint64, tokens);
    QFETCH(QString, price);
    QFETCH(qint64, nano);
    QCOMPARE(qint64{priceOf(tokens, *parsePricePerMtok(price.toStdString())).value}, nano);
  }
};

SB_TEST(MoneyTest);
#include "money_test.moc"
