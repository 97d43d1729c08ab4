#include <QTest>

#include "tests/support/test_main.h"
#include "ui/shell/fuzzy.h"

using namespace sb::ui;

class FuzzyTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void lettersMustOccurInOrder();
  void better_data();
  void better();
};

void FuzzyTest::lettersMustOccurInOrder() {
  QVERIFY(fuzzyScore(QStringLiteral("nwrt"), QStringLiteral("New route…")).has_value());
  QVERIFY(!fuzzyScore(QStringLiteral("trwn"), QStringLiteral("New route…")).has_value());
  QCOMPARE(fuzzyScore(QString(), QStringLiteral("anything")), 0);
}

void FuzzyTest::better_data() {
  QTest::addColumn<QString>("typed");
  QTest::addColumn<QString>("first");
  QTest::addColumn<QString>("second");
  const auto row = [](const char* typed, const char* first, const char* second) {
    QTest::newRow(typed) << QString::fromUtf8(typed) << QString::fromUtf8(first)
                         << QString::fromUtf8(second);
  };
  row("log", "Go to Logs", "Pull old things");
  row("nr", "New route", "Open runner");
  row("rou", "Go to Routes", "Errors of mouse");
}

void FuzzyTest::better() {
  QFETCH(QString, typed);
  QFETCH(QString, first);
  QFETCH(QString, second);
  QVERIFY(fuzzyScore(typed, first).value_or(-100) > fuzzyScore(typed, second).value_or(-100));
}

SB_TEST(FuzzyTest);
#include "fuzzy_test.moc"
