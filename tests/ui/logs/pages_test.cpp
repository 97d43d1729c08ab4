// Which rows of the log are known, without a gateway.
#include "tests/support/test_main.h"
#include "tests/ui/logs/support.h"
#include "ui/logs/log_pages.h"

using namespace sb::ui;
using namespace sb::test;

namespace {

constexpr int kPage = LogPages::kPageRows;

// Rows with the seqs 1 to `total`.
Anchors anchorsOf(qint64 total) {
  Anchors anchors{total, kPage, {}};
  for (qint64 seq = total; seq > 0; seq -= kPage)
    anchors.seqs.append(seq);
  return anchors;
}

QList<LogRow> rowsFrom(qint64 newest, int count) {
  QList<LogRow> rows;
  for (int i = 0; i < count; ++i)
    rows.append(madeRow(newest - i));
  return rows;
}

}  // namespace

class LogPagesTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void findsEveryRowOfAnchors();
  void newRowsMoveNothing();
  void newRowsJoinPagesThatAreFull();
  void rowsThatRetentionTookGo();
  void keepsAFewPagesOnly();
  void hostileAnchorsAreTakenWithin();
};

void LogPagesTest::findsEveryRowOfAnchors() {
  LogPages pages;
  pages.reset(anchorsOf(1'050));
  QCOMPARE(pages.count(), 1'050);
  QCOMPARE(pages.newest(), 1'050);
  QVERIFY(pages.at(0) == nullptr);
  for (int page = 0; page < pages.pages(); ++page)
    QCOMPARE(pages.load(page, rowsFrom(pages.firstOf(page), pages.rowsIn(page))), 0);
  for (int place = 0; place < 1'050; ++place)
    QCOMPARE(pages.at(place)->seq, qint64(1'050 - place));
  QVERIFY(pages.at(1'050) == nullptr);
  QVERIFY(pages.at(-1) == nullptr);
}

void LogPagesTest::newRowsMoveNothing() {
  LogPages pages;
  pages.reset(anchorsOf(450));
  const int page = pages.pageOf(300);
  pages.load(page, rowsFrom(pages.firstOf(page), pages.rowsIn(page)));
  const qint64 seq = pages.at(300)->seq;
  pages.append({madeRow(451), madeRow(452)});
  QCOMPARE(pages.count(), 452);
  QCOMPARE(pages.at(302)->seq, seq);
  QCOMPARE(pages.at(0)->seq, 452);
  QCOMPARE(pages.at(1)->seq, 451);
  QCOMPARE(pages.newest(), 452);
}

void LogPagesTest::newRowsJoinPagesThatAreFull() {
  LogPages pages;
  for (int seq = 1; seq <= 3 * kPage + 1; ++seq)
    pages.append({madeRow(seq)});
  QCOMPARE(pages.pages(), 4);
  for (int place = 0; place < pages.count(); ++place)
    QCOMPARE(pages.at(place)->seq, qint64(pages.count() - place));
  QCOMPARE(pages.placeOf(QStringLiteral("req_1")), pages.count() - 1);
  QCOMPARE(pages.placeOf(QStringLiteral("req_0")), -1);
}

void LogPagesTest::rowsThatRetentionTookGo() {
  LogPages pages;
  pages.reset(anchorsOf(2 * kPage));
  QCOMPARE(pages.load(0, rowsFrom(kPage, 30)), kPage - 30);
  QCOMPARE(pages.count(), kPage + 30);
  QCOMPARE(pages.at(kPage)->seq, kPage);
  QCOMPARE(pages.load(0, {}), 30);
  QCOMPARE(pages.pages(), 1);
  QCOMPARE(pages.count(), kPage);
}

void LogPagesTest::keepsAFewPagesOnly() {
  LogPages pages;
  pages.reset(anchorsOf(200LL * kPage));
  for (int page = 0; page < pages.pages(); ++page)
    pages.load(page, rowsFrom(pages.firstOf(page), pages.rowsIn(page)));
  pages.forgetFarFrom(100 * kPage);
  int loaded = 0;
  for (int page = 0; page < pages.pages(); ++page)
    loaded += pages.isLoaded(page) ? 1 : 0;
  QVERIFY(loaded <= LogPages::kMostLoaded + 2);
  QVERIFY(pages.at(100 * kPage) != nullptr);
  QCOMPARE(pages.count(), 200 * kPage);
}

void LogPagesTest::hostileAnchorsAreTakenWithin() {
  LogPages pages;
  pages.reset({-5, 200, {1, 2}});
  QCOMPARE(pages.count(), 0);
  pages.reset({500, 0, {1, 2}});
  QCOMPARE(pages.count(), 0);
  pages.reset({1LL << 60, 1LL << 60, {7}});
  QVERIFY(pages.count() > 0);
  QVERIFY(pages.at(pages.count() - 1) == nullptr);
}

SB_TEST(LogPagesTest);
#include "pages_test.moc"
