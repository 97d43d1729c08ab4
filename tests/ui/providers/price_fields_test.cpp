// What is wrong with a price or a length of prompts that was typed.
#include <QTest>

#include "tests/support/test_main.h"
#include "ui/providers/price_fields.h"

using namespace sb::ui;

namespace {

QString text(const char* ascii) { return QString::fromLatin1(ascii); }

}  // namespace

class PriceFieldsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void aPriceOfOneTokenIsNotTakenForOneOfAMillion_data();
  void aPriceOfOneTokenIsNotTakenForOneOfAMillion();
  void aPriceOfAThousandCallsIsNotTakenForOneOfOne_data();
  void aPriceOfAThousandCallsIsNotTakenForOneOfOne();
  void lengthsOfPromptsGrow_data();
  void lengthsOfPromptsGrow();
};

void PriceFieldsTest::aPriceOfOneTokenIsNotTakenForOneOfAMillion_data() {
  QTest::addColumn<QString>("price");
  QTest::addColumn<QString>("problem");
  const auto row = [](const char* name, const char* price, const char* problem) {
    QTest::newRow(name) << text(price) << text(problem);
  };
  row("none", "", "");
  row("usual", "0.15", "");
  row("free", "0", "");
  row("whole", "30", "");
  row("one token", "0.0000025", "would be 2.5.");
  row("one token, dear", "0.00015", "would be 150.");
  row("too fine", "1.1234567", "six digits");
  row("a comma", "0,15", "a number");
  row("words", "cheap", "a number");
  row("negative", "-1", "a number");
  row("a fortune", "2000000", "a number");
}

void PriceFieldsTest::aPriceOfOneTokenIsNotTakenForOneOfAMillion() {
  QFETCH(const QString, price);
  QFETCH(const QString, problem);
  const QString found = problemOfPrice(price);
  QCOMPARE(found.isEmpty(), problem.isEmpty());
  QVERIFY2(found.contains(problem), qPrintable(found));
}

void PriceFieldsTest::aPriceOfAThousandCallsIsNotTakenForOneOfOne_data() {
  QTest::addColumn<QString>("price");
  QTest::addColumn<QString>("problem");
  const auto row = [](const char* name, const char* price, const char* problem) {
    QTest::newRow(name) << text(price) << text(problem);
  };
  row("none", "", "");
  row("usual", "0.01", "");
  row("most", "1", "");
  row("finest", "0.000000001", "");
  row("free", "0", "");
  row("a thousand", "10", "would be 0.01.");
  row("a thousand, cheap", "2.5", "would be 0.0025.");
  row("too fine", "0.0000000001", "nine digits");
  row("a fortune", "1001", "a number");
  row("a comma", "0,01", "a number");
  row("negative", "-0.01", "a number");
}

void PriceFieldsTest::aPriceOfAThousandCallsIsNotTakenForOneOfOne() {
  QFETCH(const QString, price);
  QFETCH(const QString, problem);
  const QString found = problemOfCallPrice(price);
  QCOMPARE(found.isEmpty(), problem.isEmpty());
  QVERIFY2(found.contains(problem), qPrintable(found));
}

void PriceFieldsTest::lengthsOfPromptsGrow_data() {
  QTest::addColumn<QString>("length");
  QTest::addColumn<qint64>("below");
  QTest::addColumn<QString>("problem");
  const auto row = [](const char* name, const char* length, qint64 below, const char* problem) {
    QTest::newRow(name) << text(length) << below << text(problem);
  };
  row("none", "", 200'000, "");
  row("usual", "200000", 0, "");
  row("more than before", "200001", 200'000, "");
  row("as before", "200000", 200'000, "200000 is not above 200000");
  row("less than before", "1", 200'000, "1 is not above 200000");
  row("most", "1000000000", 0, "");
  row("too long", "1000000001", 0, "a whole number");
  row("zero", "0", 0, "a whole number");
  row("a fraction", "1.5", 0, "a whole number");
  row("thousands", "200k", 0, "a whole number");
}

void PriceFieldsTest::lengthsOfPromptsGrow() {
  QFETCH(const QString, length);
  QFETCH(const qint64, below);
  QFETCH(const QString, problem);
  const QString found = problemOfLength(length, below);
  QCOMPARE(found.isEmpty(), problem.isEmpty());
  QVERIFY2(found.contains(problem), qPrintable(found));
}

SB_TEST(PriceFieldsTest);
#include "price_fields_test.moc"
