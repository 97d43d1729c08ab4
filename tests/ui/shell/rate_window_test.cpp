#include <QTest>

#include "tests/support/test_main.h"
#include "ui/shell/rate_window.h"

using namespace sb::ui;

class RateWindowTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void aSteadyFlowHasASteadyRate();
  void quietBringsItToNothing();
};

void RateWindowTest::aSteadyFlowHasASteadyRate() {
  RateWindow rate;
  for (qint64 at = 0; at < 60'000; at += 100)
    rate.add(at, 50);
  QVERIFY2(rate.perSecond() >= 500 && rate.perSecond() <= 505,
           QByteArray::number(rate.perSecond()));
}

void RateWindowTest::quietBringsItToNothing() {
  RateWindow rate;
  rate.add(0, 7);
  rate.add(5'000, 3);
  QCOMPARE(rate.perSecond(), 1.0);
  rate.forget(10'001);
  QCOMPARE(rate.perSecond(), 0.3);
  rate.forget(15'001);
  QVERIFY(rate.isEmpty());
  QCOMPARE(rate.perSecond(), 0.0);
}

SB_TEST(RateWindowTest);
#include "rate_window_test.moc"
