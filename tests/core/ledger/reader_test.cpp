#include <boost/json.hpp>
#include <thread>

#include "core/base/json.h"
#include "core/ledger/bodies_store.h"
#include "core/ledger/export.h"
#include "core/ledger/row_json.h"
#include "tests/core/ledger/support.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::ledger;
using namespace sb::ledger::test;

class LogReaderTest : public QObject {
  Q_OBJECT
 private slots:
  void pagesStayStableWhileRowsArrive();
  void pagesGoBothWays();
  void anchorsMarkEveryKthRow();
  void facetsCountValues_data();
  void facetsCountValues();
  void refusesUnknownFacets();
  void spendFollowsTheTimeZone_data();
  void spendFollowsTheTimeZone();
  void spendSumsWhatTheRowsSay();
  void spendKeepsModelsOfOneNameApart();
  void T116_daysWithClockChangesHave23And25Hours();
  void queriesEndAtTheirTimeLimit();
  void interruptEndsAQuery();
  void unknownRequestIsNotFound();
  void exportsEveryRowOnce();
  void csvIsSafeForSpreadsheets();
  void jsonHasTheDocumentedShape();
};

void LogReaderTest::pagesStayStableWhileRowsArrive() {
  Home home;
  std::vector<std::string> ids;
  for (int i = 0; i < 95; ++i)
    ids.push_back(home.submit(record()));
  QVERIFY(home.settle());
  std::vector<std::string> seen;
  PageQuery query;
  query.limit = 10;
  for (;;) {
    const Page page = home.list("status:200", query);
    for (const Row& row : page.rows)
      seen.push_back(row.id);
    home.submit(record());
    QVERIFY(home.settle());
    if (!page.more) break;
    query.before = page.rows.back().seq;
  }
  std::reverse(seen.begin(), seen.end());
  QCOMPARE(seen, ids);
}

void LogReaderTest::pagesGoBothWays() {
  Home home;
  for (int i = 0; i < 25; ++i)
    home.submit(record());
  QVERIFY(home.settle());
  const Page newer = home.list({}, {{}, Seq{5}, 10});
  QCOMPARE(newer.rows.front().seq, 15);
  QCOMPARE(newer.rows.back().seq, 6);
  QVERIFY(newer.more);
  const Page newest = home.list({}, {{}, Seq{15}, 10});
  QCOMPARE(newest.rows.front().seq, 25);
  QVERIFY(!newest.more);
  const Page between = home.list({}, {Seq{9}, Seq{5}, 10});
  QCOMPARE(between.rows.size(), 3u);
  QCOMPARE(home.list({}, {{}, {}, 0}).rows.size(), 1u);
  QCOMPARE(home.list({}, {Seq{1}, {}, 10}).rows.size(), 0u);
}

void LogReaderTest::anchorsMarkEveryKthRow() {
  Home home;
  for (int i = 0; i < 25; ++i)
    home.submit(record());
  QVERIFY(home.settle());
  const auto anchors = home.reader->anchors({}, 10);
  QCOMPARE(anchors->total, 25);
  QCOMPARE(anchors->seqs, (std::vector<Seq>{25, 15, 5}));
  QCOMPARE(home.list({}, {anchors->seqs[1] + 1, {}, 1}).rows[0].seq, 15);
}

void LogReaderTest::facetsCountValues_data() {
  QTest::addColumn<QString>("field");
  QTest::addColumn<QString>("facets");
  QTest::newRow("status") << "status"
                          << "200=2 404=1";
  QTest::newRow("outcome") << "outcome"
                           << "ok=2 unknown_model=1";
  QTest::newRow("model") << "model"
                         << "gpt-4o-mini=2";
  QTest::newRow("asked") << "asked"
                         << "fast=2 nope=1";
  QTest::newRow("key") << "key"
                       << "ci=3";
  QTest::newRow("tag") << "tag"
                       << "a=2 b=1";
  QTest::newRow("stream") << "stream"
                          << "false=2 true=1";
  QTest::newRow("cache") << "cache"
                         << "off=2 hit=1";
}

void LogReaderTest::facetsCountValues() {
  QFETCH(QString, field);
  QFETCH(QString, facets);
  Home home;
  auto one = record(), two = record(), three = record();
  one->tags = {"b", "a"};
  two->tags = {"a"};
  two->stream = true;
  two->cache = "hit";
  three->status = 404;
  three->outcome = OutcomeClass::Failed;
  three->error = ErrorKind::UnknownModel;
  three->modelAsked = "nope";
  three->model = three->provider = "";
  for (auto* made : {&one, &two, &three})
    home.submit(std::move(*made));
  QVERIFY(home.settle());
  const auto found = home.reader->facets(field.toStdString(), {});
  QStringList text;
  for (const Facet& facet : *found)
    text << QString::fromStdString(facet.value) + "=" + QString::number(facet.count);
  QCOMPARE(text.join(' '), facets);
}

void LogReaderTest::refusesUnknownFacets() {
  Home home;
  QCOMPARE(home.reader->facets("nope", {}).error().kind, ErrorKind::BadRequest);
}

void LogReaderTest::spendFollowsTheTimeZone_data() {
  QTest::addColumn<int>("minutes");
  QTest::addColumn<QString>("starts");
  QTest::newRow("UTC") << 0 << "2026-11-21T00:00:00.000Z=1 2026-11-22T00:00:00.000Z=2";
  QTest::newRow("India") << 330 << "2026-11-21T18:30:00.000Z=3";
  QTest::newRow("Nepal") << 345 << "2026-11-21T18:15:00.000Z=3";
  QTest::newRow("California") << -480 << "2026-11-21T08:00:00.000Z=2 2026-11-22T08:00:00.000Z=1";
}

void LogReaderTest::spendFollowsTheTimeZone() {
  QFETCH(int, minutes);
  QFETCH(QString, starts);
  Home home;
  // 18:45 the day before, 01:00 and 10:00.
  for (const WallMillis at : {kNow - 15 * kHourMillis - 900'000, kNow - 9 * kHourMillis, kNow})
    home.submit(record(at));
  QVERIFY(home.settle());
  SpendQuery query;
  query.from = kNow - 48 * kHourMillis;
  query.to = kNow + kHourMillis;
  query.by = SpendQuery::By::Nothing;
  query.zone = {{0, minutes}};
  QStringList found;
  const auto spend = home.reader->spend(query);
  for (const SpendCell& cell : *spend)
    found << QString::fromStdString(rfc3339(cell.start)) + "=" + QString::number(cell.requests);
  QCOMPARE(found.join(' '), starts);
}

void LogReaderTest::spendSumsWhatTheRowsSay() {
  Home home;
  for (int i = 0; i < 10; ++i) {
    auto made = record(kNow + i * 7 * 60'000);
    made->keyName = i % 2 == 0 ? "ci" : "dev";
    if (i == 3) {
      made->outcome = OutcomeClass::Failed;
      made->error = ErrorKind::UpstreamStatus;
    }
    home.submit(std::move(made));
    if (i % 4 == 0) QVERIFY(home.settle());
  }
  QVERIFY(home.settle());
  SpendQuery query;
  query.from = kNow;
  query.to = kNow + 2 * kHourMillis;
  query.by = SpendQuery::By::Key;
  query.step = SpendQuery::Step::Hour;
  const auto hours = home.reader->spend(query);
  QCOMPARE(hours->size(), 3u);
  QCOMPARE(hours->at(0).name, "ci");
  QCOMPARE(hours->at(0).requests, 5);
  QCOMPARE(hours->at(1).errors, 1);
  QCOMPARE(hours->at(2).start, kNow + kHourMillis);
  QCOMPARE(hours->at(2).requests, 1);
  query.step = SpendQuery::Step::Whole;
  const auto whole = home.reader->spend(query);
  QCOMPARE(whole->size(), 2u);
  QCOMPARE(whole->at(0).cost.value + whole->at(1).cost.value, 15'000);
  QCOMPARE(whole->at(0).usage.input, 50);
}

void LogReaderTest::spendKeepsModelsOfOneNameApart() {
  Home home;
  for (const char* const provider : {"a", "b", "a"}) {
    auto made = record();
    made->provider = provider;
    made->attempts.at(0).provider = provider;
    home.submit(std::move(made));
  }
  QVERIFY(home.settle());
  SpendQuery query;
  query.from = 0;
  query.to = kNow + kHourMillis;
  query.by = SpendQuery::By::Model;
  query.step = SpendQuery::Step::Whole;
  const auto models = home.reader->spend(query);
  QCOMPARE(models->size(), 2u);
  QCOMPARE(models->at(0).name, models->at(1).name);
  QCOMPARE(models->at(0).provider, "a");
  QCOMPARE(models->at(0).requests, 2);
  QCOMPARE(models->at(1).provider, "b");
  query.by = SpendQuery::By::Route;
  QCOMPARE(home.reader->spend(query)->size(), 1u);
}

void LogReaderTest::T116_daysWithClockChangesHave23And25Hours() {
  Home home;
  // Berlin 2026: CEST from 29 March 01:00 UTC, CET from 25 October 01:00 UTC.
  const WallMillis march = 1'774'746'000'000, october = 1'792'890'000'000;
  const WallMillis marchDay = march - 2 * kHourMillis;      // 28 March 23:00 UTC
  const WallMillis octoberDay = october - 3 * kHourMillis;  // 24 October 22:00 UTC
  for (int i = -1; i < 26; ++i) {
    home.submit(record(marchDay + i * kHourMillis));
    home.submit(record(octoberDay + i * kHourMillis));
  }
  QVERIFY(home.settle());
  SpendQuery query;
  query.from = marchDay - 24 * kHourMillis;
  query.to = octoberDay + 72 * kHourMillis;
  query.by = SpendQuery::By::Nothing;
  query.zone = {{0, 60}, {march, 120}, {october, 60}};
  std::map<WallMillis, std::int64_t> days;
  const auto spend = home.reader->spend(query);
  for (const SpendCell& cell : *spend)
    days[cell.start] = cell.requests;
  QCOMPARE(days[marchDay], 23);
  QCOMPARE(days[marchDay + 23 * kHourMillis], 3);
  QCOMPARE(days[octoberDay], 25);
  QCOMPARE(days[octoberDay + 25 * kHourMillis], 1);
}

namespace {

// Enough rows that a scan is asked whether it should go on.
void fill(Home& home, int rows) {
  for (int i = 0; i < rows; ++i)
    home.submit(record());
  QVERIFY(home.settle());
}

}  // namespace

void LogReaderTest::queriesEndAtTheirTimeLimit() {
  Home home;
  fill(home, 3'000);
  home.reader->setTimeLimit(Millis{0});
  const auto late = home.reader->anchors({}, 1);
  QCOMPARE(late.error().kind, ErrorKind::RequestTimeout);
  home.reader->setTimeLimit(Millis{10'000});
  QCOMPARE(home.reader->anchors({}, 1)->total, 3'000);
}

void LogReaderTest::interruptEndsAQuery() {
  Home home;
  fill(home, 3'000);
  std::atomic<bool> done{false};
  std::thread other([&] {
    while (!done)
      home.reader->interrupt();
  });
  Result<Anchors> ended = home.reader->anchors({}, 1);
  for (int i = 0; ended && i < 1'000; ++i)
    ended = home.reader->anchors({}, 1);
  done = true;
  other.join();
  QVERIFY(!ended.has_value());
  QCOMPARE(ended.error().kind, ErrorKind::RequestTimeout);
}

void LogReaderTest::unknownRequestIsNotFound() {
  Home home;
  QCOMPARE(home.reader->get("req_nope").error().kind, ErrorKind::NotFound);
  QCOMPARE(home.reader->get(std::string(1'000, 'x')).error().kind, ErrorKind::NotFound);
  QCOMPARE(home.reader->body("", Which::Request, 0, 1).error().kind, ErrorKind::NotFound);
}

void LogReaderTest::exportsEveryRowOnce() {
  Home home;
  fill(home, 25);
  for (const ExportFormat format : {ExportFormat::Csv, ExportFormat::JsonLines}) {
    std::string all;
    std::optional<Seq> before;
    int pages = 0;
    do {
      const auto page = exportPage(*home.reader, {}, format, before, 10);
      QVERIFY(page.has_value());
      all += page->text;
      before = page->before;
      ++pages;
    } while (before);
    QCOMPARE(pages, 3);
    const bool csv = format == ExportFormat::Csv;
    QCOMPARE(std::count(all.begin(), all.end(), '\n'), csv ? 26 : 25);
    if (csv) QVERIFY(all.starts_with("id,at,"));
  }
}

void LogReaderTest::csvIsSafeForSpreadsheets() {
  Row row;
  row.id = "req_1";
  row.modelAsked = "=cmd|'/c calc'!A0";
  row.errorMessage = "said \"no\",\nthen left";
  const std::string line = csvLine(row);
  QVERIFY(line.find(",'=cmd|'/c calc'!A0,") != std::string::npos);
  QVERIFY(line.find(",\"said \"\"no\"\",\nthen left\",") != std::string::npos);
}

void LogReaderTest::jsonHasTheDocumentedShape() {
  Home home;
  auto made = record();
  made->request.bytes = R"({"model":"fast"})";
  made->response.bytes = "data: {}\n\n";
  const std::string id = home.submit(std::move(made));
  QVERIFY(home.settle());
  const auto row = rowJson(home.list().rows[0]);
  for (const char* name :
       {"id",          "at",       "endpoint", "dialect", "key",     "team",     "route",
        "model_asked", "provider", "model",    "status",  "outcome", "stream",   "ms",
        "overhead_us", "usage",    "cost_usd", "priced",  "cache",   "attempts", "tags"})
    QVERIFY2(row.contains(name), name);
  QCOMPARE(json::write(row.at("ms")), R"({"queue":0.1,"first_token":412,"total":1830.5})");
  QCOMPARE(json::text(row, "at"), "2026-11-22T10:00:00.000Z");
  QCOMPARE(json::text(row, "cost_usd"), "0.000001500");
  const auto detail = detailJson(*home.reader->get(id));
  QCOMPARE(json::write(detail.at("request")), R"({"model":"fast"})");
  QCOMPARE(json::text(detail.at("response").as_object(), "text"), "data: {}\n\n");
  const auto& one = detail.at("attempts").as_array().at(0).as_object();
  QCOMPARE(json::text(one, "outcome"), "ok");
  QCOMPARE(json::text(one, "why"), "first of the route");
  const auto& line = detail.at("price_lines").as_array().at(0).as_object();
  QCOMPARE(json::write(line.at("usd_per_mtok")), "0.15");
  QCOMPARE(json::text(line, "usd"), "0.000001500");
}

SB_TEST(LogReaderTest);
#include "reader_test.moc"
