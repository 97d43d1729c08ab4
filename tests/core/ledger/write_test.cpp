#include <QFile>
#include <boost/json.hpp>
#include <cmath>
#include <mutex>
#include <thread>

#include "core/base/json.h"
#include "core/ledger/bodies_store.h"
#include "core/ledger/row_json.h"
#include "tests/core/ledger/support.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::ledger;
using namespace sb::ledger::test;

class LedgerWriteTest : public QObject {
  Q_OBJECT
 private slots:
  void writesRowsInTheBackground();
  void everyFieldComesBack();
  void T114_totalsAreTheSumOfAttempts();
  void T113_unpricedIsNullAndCounted();
  void failedAttemptsDoNotUnprice();
  void durableSubmissionsAreAnsweredAfterTheCommit();
  void producersLoseAndDoubleNothing();
  void keepsBodiesAsAsked_data();
  void keepsBodiesAsAsked();
  void T15_keepsPreviewAndHashOfLargeBodies();
  void bodiesAreReadByRange();
  void shedsBodiesUnderPressureAndCountsThem();
  void openRequestsBecomeInterrupted();
  void finishedRequestsAreNotInterrupted();
  void feedbackIsKeptWithItsRequest();
  void refusesBadFeedback();
  void tellsSubscribersWhatWasCommitted();
  void closeWritesWhatIsQueued();
  void numbersGoOnAfterAReopen();
  void clockJumpsBreakNothing();
  void survivesTextThatIsNoUtf8();
  void manyDifferentNamesStayFindable();
  void rowsOfABatchKeepWhatIsTheirs();
  void rowsAreNarrow();
};

void LedgerWriteTest::writesRowsInTheBackground() {
  Home home;
  QVERIFY2(home.ledger != nullptr, home.error.detail.c_str());
  const std::string id = home.submit(record());
  QVERIFY(home.settle());
  const Page page = home.list();
  QCOMPARE(page.rows.size(), 1u);
  QCOMPARE(page.rows[0].id, id);
  QCOMPARE(home.ledger->stats().rowsCommitted, 1);
  QVERIFY(home.ledger->health().writing);
}

void LedgerWriteTest::everyFieldComesBack() {
  Home home;
  auto made = record();
  made->stream = true;
  made->tags = {"b", "a"};
  made->metadata = R"({"tier":"gold"})";
  made->user = "u";
  made->session = "s";
  made->clientAddress = "127.0.0.1";
  made->droppedParams = {"seed", "top_k"};
  made->finishReason = "stop";
  made->cache = "miss";
  made->mirror = true;
  Attempt first = attempt(1, "local", 0);
  first.ok = false;
  first.status = 0;
  first.error = ErrorKind::ConnectRefused;
  first.detail = "connection refused";
  first.usage = {};
  first.cost = {};
  first.ms.connect = 1.2;
  Attempt second = attempt(2, "openai", 179'400);
  second.usage = {812, 4, 3, 2, 1, 96, 7, 5};
  second.usageEstimated = second.reusedConnection = second.mayHaveBeenCharged = true;
  made->attempts = {first, second};
  const std::string id = home.submit(std::move(made));
  QVERIFY(home.settle());
  const auto detail = home.reader->get(id);
  QVERIFY2(detail.has_value(), "the row is found by its id");
  const Row& row = detail->row;
  QCOMPARE(row.key, "ci");
  QCOMPARE(row.team, "ops");
  QCOMPARE(row.endpoint, "chat.completions");
  QCOMPARE(row.dialect, "openai_chat");
  QCOMPARE(row.usage, second.usage);
  QCOMPARE(row.cost.value, 179'400);
  QVERIFY(row.stream && row.mirror && row.usageEstimated && row.mayHaveBeenCharged && row.priced);
  QCOMPARE(row.tags, (std::vector<std::string>{"a", "b"}));
  QCOMPARE(*row.ms.firstToken, 412.0);
  QCOMPARE(*row.ms.total, 1830.5);
  QCOMPARE(*row.ms.queue, 0.1);
  QCOMPARE(row.overheadMicros, 87);
  QCOMPARE(row.cache, "miss");
  QCOMPARE(detail->keyId, "k_1");
  QCOMPARE(detail->metadata, R"({"tier":"gold"})");
  QCOMPARE(detail->droppedParams, (std::vector<std::string>{"seed", "top_k"}));
  QCOMPARE(detail->attempts.size(), 2u);
  QCOMPARE(*detail->attempts[0].error, ErrorKind::ConnectRefused);
  QCOMPARE(*detail->attempts[0].ms.connect, 1.2);
  QCOMPARE(detail->attempts[1].cost.lines.size(), 1u);
  QCOMPARE(detail->attempts[1].cost.lines[0].bucket, "input");
  QCOMPARE(detail->attempts[1].url, "http://127.0.0.1:9100/v1/chat/completions");
  const Page page = home.list();
  QCOMPARE(page.rows[0].usage, second.usage);
  QCOMPARE(page.rows[0].dialect, "openai_chat");
}

void LedgerWriteTest::T114_totalsAreTheSumOfAttempts() {
  Home home;
  auto made = record();
  made->attempts = {attempt(1, "local", 1'000), attempt(2, "openai", 2'500)};
  const std::string id = home.submit(std::move(made));
  QVERIFY(home.settle());
  const auto detail = home.reader->get(id);
  QCOMPARE(detail->attempts.size(), 2u);
  QCOMPARE(detail->attempts[0].cost.usd.value + detail->attempts[1].cost.usd.value,
           detail->row.cost.value);
  QCOMPARE(detail->row.usage.input, 20);
  SpendQuery query;
  query.from = kNow - kHourMillis;
  query.to = kNow + kHourMillis;
  query.by = SpendQuery::By::Provider;
  const auto spend = home.reader->spend(query);
  QCOMPARE(spend->size(), 2u);
  QCOMPARE(spend->at(0).name, "local");
  QCOMPARE(spend->at(0).cost.value, 1'000);
  QCOMPARE(spend->at(0).requests, 0);
  QCOMPARE(spend->at(1).cost.value, 2'500);
  QCOMPARE(spend->at(1).requests, 1);
  QCOMPARE(spend->at(0).attempts + spend->at(1).attempts, 2);
}

void LedgerWriteTest::T113_unpricedIsNullAndCounted() {
  Home home;
  auto made = record();
  made->attempts[0].cost = {};
  const std::string id = home.submit(std::move(made));
  QVERIFY(home.settle());
  const auto detail = home.reader->get(id);
  QVERIFY(!detail->row.priced);
  const auto json = detailJson(*detail);
  QVERIFY(json.at("cost_usd").is_null());
  QCOMPARE(json.at("priced").as_bool(), false);
  QCOMPARE(home.list("priced:false").rows.size(), 1u);
  QCOMPARE(home.list("priced:true").rows.size(), 0u);
  SpendQuery query;
  query.from = kNow;
  query.to = kNow + 1;
  const auto spend = home.reader->spend(query);
  QCOMPARE(spend->at(0).unpriced, 1);
  QCOMPARE(spend->at(0).cost.value, 0);
}

void LedgerWriteTest::failedAttemptsDoNotUnprice() {
  Record made = *record();
  Attempt refused;
  refused.error = ErrorKind::ConnectRefused;
  made.attempts.insert(made.attempts.begin(), refused);
  QVERIFY(made.cost().priced);
  QCOMPARE(made.cost().usd.value, 1'500);
  made.attempts.clear();
  QVERIFY(made.cost().priced);
  QCOMPARE(made.cost().usd.value, 0);
}

void LedgerWriteTest::durableSubmissionsAreAnsweredAfterTheCommit() {
  Home home;
  std::atomic<int> found{-1};
  auto made = record();
  made->request.bytes = "{}";
  const std::string id = made->id;
  home.ledger->submitDurable(std::move(made), [&](Status done) {
    found = done && home.ledger->reader()->get(id) ? 1 : 0;
  });
  QTRY_COMPARE(found.load(), 1);
}

void LedgerWriteTest::producersLoseAndDoubleNothing() {
#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
  constexpr int kThreads = 8, kEach = 5'000;
#else
  constexpr int kThreads = 8, kEach = 50'000;
#endif
  Ledger::Options options;
  options.settings.bodies = config::Ledger::Bodies::None;
  Home home(options);
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t)
    threads.emplace_back([&, t] {
      for (int i = 0; i < kEach; ++i) {
        auto made = std::make_unique<Record>();
        made->id = newRequestId(kNow + i);
        made->at = kNow + i;
        made->status = 200 + t;
        made->outcome = OutcomeClass::Ok;
        home.ledger->submit(std::move(made));
      }
    });
  for (std::thread& thread : threads)
    thread.join();
  QVERIFY(home.settle());
  QCOMPARE(home.ledger->stats().rowsCommitted, kThreads * kEach);
  QCOMPARE(home.ledger->stats().rowsLost, 0);
  QCOMPARE(home.ledger->stats().lastSeq, Seq{kThreads * kEach});
  home.close();
  auto db = store::Database::open(home.path("log.db"));
  QCOMPARE(*db->scalar("SELECT count(*) FROM rows"), kThreads * kEach);
  QCOMPARE(*db->scalar("SELECT count(DISTINCT id) FROM details"), kThreads * kEach);
  QCOMPARE(*db->scalar("SELECT count(DISTINCT id) FROM details"), kThreads * kEach);
  // Each producer's rows stand in its order.
  QCOMPARE(*db->scalar("SELECT count(*) FROM (SELECT at, lag(at) OVER (PARTITION BY status ORDER"
                       " BY seq) AS before FROM rows) WHERE before>=at"),
           0);
  QCOMPARE(*db->scalar("SELECT sum(requests) FROM rollup_quarter"), kThreads * kEach);
}

void LedgerWriteTest::keepsBodiesAsAsked_data() {
  using Bodies = config::Ledger::Bodies;
  QTest::addColumn<int>("mode");
  QTest::addColumn<bool>("kept");
  QTest::addColumn<QByteArray>("stored");
  QTest::newRow("none") << int(Bodies::None) << false << QByteArray();
  QTest::newRow("full") << int(Bodies::Full) << true
                        << QByteArray(R"({"model":"m","messages":[{"content":"secret plan"}]})");
  QTest::newRow("redacted") << int(Bodies::Redacted) << true
                            << QByteArray(
                                   R"({"model":"m","messages":[{"content":"[11 characters]"}]})");
}

void LedgerWriteTest::keepsBodiesAsAsked() {
  QFETCH(int, mode);
  QFETCH(bool, kept);
  QFETCH(QByteArray, stored);
  Ledger::Options options;
  options.settings.bodies = static_cast<config::Ledger::Bodies>(mode);
  Home home(options);
  auto made = record();
  made->request.bytes = R"({"model":"m","messages":[{"content":"secret plan"}]})";
  const std::string id = home.submit(std::move(made));
  QVERIFY(home.settle());
  const auto detail = home.reader->get(id);
  QCOMPARE(detail->request.has_value(), kept);
  QCOMPARE(detail->row.hasRequest, kept);
  QCOMPARE(detail->requestSize, 52);
  QVERIFY(!detail->response);
  if (kept) QCOMPARE(detail->request->bytes, stored.toStdString());
}

void LedgerWriteTest::T15_keepsPreviewAndHashOfLargeBodies() {
  Home home;
  auto made = record();
  made->request.bytes = std::string(25 * 1024 * 1024, 'a');
  const std::string id = home.submit(std::move(made));
  QVERIFY(home.settle());
  const auto detail = home.reader->get(id);
  QVERIFY(detail->request.has_value());
  QVERIFY(detail->request->preview);
  QCOMPARE(detail->request->bytes.size(), 64u * 1024);
  QCOMPARE(detail->request->fullSize, 25 * 1024 * 1024);
  QCOMPARE(detail->request->sha256.size(), 64u);
  QVERIFY(store::sizeOnDisk(home.path("bodies.db")) < 1024 * 1024);
}

void LedgerWriteTest::bodiesAreReadByRange() {
  Home home;
  auto made = record();
  for (int i = 0; i < 1000; ++i)
    made->response.bytes += std::to_string(i) + " ";
  const std::string whole = made->response.bytes;
  const std::string id = home.submit(std::move(made));
  QVERIFY(home.settle());
  const auto part = home.reader->body(id, Which::Response, 100, 50);
  QCOMPARE(part->body.bytes, whole.substr(100, 50));
  QCOMPARE(part->size, static_cast<std::int64_t>(whole.size()));
  QCOMPARE(home.reader->body(id, Which::Response, 99'999, 50)->body.bytes, "");
  QCOMPARE(home.reader->body(id, Which::Request, 0, 50).error().kind, ErrorKind::NotFound);
}

void LedgerWriteTest::shedsBodiesUnderPressureAndCountsThem() {
  Ledger::Options options;
  options.queueBytes = 100'000;
  Home home(options);
  auto made = record();
  made->request.bytes = std::string(200'000, 'x');
  const std::string id = home.submit(std::move(made));
  QVERIFY(home.settle());
  QCOMPARE(home.ledger->stats().bodiesShed, 1);
  QCOMPARE(home.ledger->health().shedBodies, 1);
  const auto detail = home.reader->get(id);
  QVERIFY(detail.has_value());
  QVERIFY(detail->row.bodiesShed);
  QVERIFY(!detail->request);
  QCOMPARE(detail->requestSize, 200'000);
  QCOMPARE(home.ledger->stats().queueBytes, 0);
}

namespace {

OpenNote note(const std::string& id) {
  return {id, kNow, "chat.completions", "openai_chat", "k_1", "ci", "ops", "fast", "gpt-4o"};
}

// As if the program had died: what the file holds now, opened again elsewhere.
void copyFiles(const Home& from, const Home& to) {
  for (const char* name : {"log.db", "log.db-wal", "bodies.db", "bodies.db-wal"}) {
    const QString target = QString::fromStdString(to.path(name));
    QFile::remove(target);
    QFile::copy(QString::fromStdString(from.path(name)), target);
  }
  QFile::remove(QString::fromStdString(to.path("log.db-shm")));
  QFile::remove(QString::fromStdString(to.path("bodies.db-shm")));
}

}  // namespace

void LedgerWriteTest::openRequestsBecomeInterrupted() {
  Home home;
  const std::string id = newRequestId(kNow);
  home.ledger->noteOpen(note(id));
  QVERIFY(home.settle());
  QCOMPARE(home.reader->open()->size(), 1u);
  QCOMPARE(home.list().rows.size(), 0u);
  Home after;
  after.close();
  copyFiles(home, after);
  after.open();
  QVERIFY(after.settle());
  const auto detail = after.reader->get(id);
  QVERIFY(detail.has_value());
  QCOMPARE(detail->row.outcome, OutcomeClass::Interrupted);
  QCOMPARE(detail->row.modelAsked, "gpt-4o");
  QVERIFY(detail->row.mayHaveBeenCharged);
  QCOMPARE(after.list("outcome:interrupted").rows.size(), 1u);
  QCOMPARE(after.reader->open()->size(), 0u);
  after.reopen();
  QVERIFY(after.settle());
  QCOMPARE(after.list().rows.size(), 1u);
}

void LedgerWriteTest::finishedRequestsAreNotInterrupted() {
  Home home;
  auto first = record(), second = record();
  home.ledger->noteOpen(note(first->id));
  QVERIFY(home.settle());
  home.submit(std::move(first));
  home.ledger->noteOpen(note(second->id));
  home.submit(std::move(second));
  QVERIFY(home.settle());
  QCOMPARE(home.reader->open()->size(), 0u);
  home.reopen();
  QVERIFY(home.settle());
  QCOMPARE(home.list().rows.size(), 2u);
  QCOMPARE(home.list("outcome:ok").rows.size(), 2u);
}

void LedgerWriteTest::feedbackIsKeptWithItsRequest() {
  Home home;
  const std::string id = home.submit(record());
  QVERIFY(home.ledger->feedback(id, 0.75, "good").has_value());
  QVERIFY(home.settle());
  const auto detail = home.reader->get(id);
  QCOMPARE(detail->feedback.size(), 1u);
  QCOMPARE(detail->feedback[0].score, 0.75);
  QCOMPARE(detail->feedback[0].comment, "good");
}

void LedgerWriteTest::refusesBadFeedback() {
  Home home;
  QCOMPARE(home.ledger->feedback("req_1", 1.5, "").error().kind, ErrorKind::BadRequest);
  QVERIFY(!home.ledger->feedback("req_1", std::nan(""), "").has_value());
  QVERIFY(!home.ledger->feedback("", 1, "").has_value());
  QVERIFY(!home.ledger->feedback("req_1", 1, std::string(5'000, 'x')).has_value());
  QVERIFY(!home.ledger->feedback("req_1", 1, "\xff").has_value());
}

void LedgerWriteTest::tellsSubscribersWhatWasCommitted() {
  Home home;
  std::mutex mutex;
  std::vector<Row> told;
  auto subscription = home.ledger->subscribe([&](const Batch& batch) {
    const std::lock_guard lock(mutex);
    told.insert(told.end(), batch.rows.begin(), batch.rows.end());
  });
  auto made = record();
  made->request.bytes = "{}";
  const std::string id = home.submit(std::move(made));
  QVERIFY(home.settle());
  {
    const std::lock_guard lock(mutex);
    QCOMPARE(told.size(), 1u);
    QCOMPARE(told[0].id, id);
    QCOMPARE(told[0].seq, home.list().rows[0].seq);
    QVERIFY(told[0].hasRequest);
    QCOMPARE(json::write(rowJson(told[0])), json::write(rowJson(home.list().rows[0])));
  }
  subscription = {};
  home.submit(record());
  QVERIFY(home.settle());
  QCOMPARE(told.size(), 1u);
}

void LedgerWriteTest::closeWritesWhatIsQueued() {
  Home home;
  for (int i = 0; i < 500; ++i) {
    auto made = record();
    made->response.bytes = std::string(1'000, 'x');
    home.submit(std::move(made));
  }
  home.reopen();
  QCOMPARE(home.list({}, {{}, {}, 1'000}).rows.size(), 500u);
  QVERIFY(home.list().rows[0].hasResponse);
}

void LedgerWriteTest::numbersGoOnAfterAReopen() {
  Home home;
  home.submit(record());
  QVERIFY(home.settle());
  const std::string epoch = home.ledger->stats().epoch;
  QVERIFY(!epoch.empty());
  home.reopen();
  QCOMPARE(home.ledger->stats().lastSeq, 1);
  home.submit(record());
  QVERIFY(home.settle());
  QCOMPARE(home.list().rows[0].seq, 2);
  QCOMPARE(home.ledger->stats().epoch, epoch);
}

void LedgerWriteTest::clockJumpsBreakNothing() {
  Home home;
  std::vector<std::string> ids;
  for (const WallMillis at : {kNow, kNow - 86'400'000, kNow + 86'400'000, WallMillis{0}, kNow}) {
    ids.push_back(home.submit(record(at)));
    QVERIFY(home.settle());
  }
  const Page page = home.list();
  QCOMPARE(page.rows.size(), 5u);
  for (std::size_t i = 0; i < ids.size(); ++i) {
    QCOMPARE(page.rows[4 - i].id, ids[i]);
    QVERIFY(home.reader->get(ids[i]).has_value());
  }
  QCOMPARE(home.list("since:1h").rows.size(), 3u);
  QCOMPARE(home.list("until:2026-11-22").rows.size(), 2u);
}

void LedgerWriteTest::survivesTextThatIsNoUtf8() {
  Home home;
  auto made = record();
  made->modelAsked = "\xff\xfe";
  made->errorMessage = "bad \xc3 byte";
  made->outcome = OutcomeClass::Failed;
  made->error = ErrorKind::UpstreamError;
  made->attempts[0].detail = std::string("\x01\xf0\x9f", 3);
  made->user = "\x80";
  const std::string id = home.submit(std::move(made));
  QVERIFY(home.settle());
  const auto detail = home.reader->get(id);
  QCOMPARE(detail->attempts.size(), 1u);
  QVERIFY(json::parse(json::write(detailJson(*detail))).has_value());
  QVERIFY(detail->row.modelAsked.starts_with("\xef\xbf\xbd"));
}

void LedgerWriteTest::manyDifferentNamesStayFindable() {
  Home home;
  for (int i = 0; i < 20'100; ++i) {
    auto made = std::make_unique<Record>();
    made->id = newRequestId(kNow);
    made->at = kNow;
    made->modelAsked = "model-" + std::to_string(i);
    home.submit(std::move(made));
  }
  QVERIFY(home.settle());
  QCOMPARE(home.list("asked:model-7").rows.size(), 1u);
  QCOMPARE(home.list("asked:model-20099").rows.size(), 1u);
  QCOMPARE(home.list("asked:MODEL-2009?").rows.size(), 10u);
  QCOMPARE(home.list("odel-20098").rows[0].modelAsked, "model-20098");
}

namespace {

// No two alike, one after the other.
std::unique_ptr<Record> different(int i) {
  auto made = record(kNow + i);
  made->user = "user " + std::to_string(i) + std::string(std::size_t(i % 7) * 40, 'u');
  made->modelAsked = i % 3 == 0 ? "" : "model-" + std::to_string(i % 5);
  made->status = 200 + i % 4;
  made->ms.firstToken = i % 2 == 0 ? std::optional<double>(i) : std::nullopt;
  made->attempts[0].usage.input = i % 4 == 0 ? 0 : i * 1'000;
  if (i % 5 == 0) made->attempts[0].cost = {};
  if (i % 6 == 0) made->tags = {"t" + std::to_string(i)};
  return made;
}

}  // namespace

void LedgerWriteTest::rowsOfABatchKeepWhatIsTheirs() {
  Ledger::Options options;
  options.settings.retain = Millis(24 * kHourMillis);
  Home home(options);
  int made = 0;
  std::vector<std::string> ids;
  for (const int count : {1, 3, 4, 15, 16, 17, 23, 39, 64}) {
    for (int i = 0; i < count; ++i)
      ids.push_back(home.submit(different(made++)));
    QVERIFY(home.settle());
    // The newest rows go, so that the numbers have a gap.
    for (int i = 0; i < 2; ++i)
      home.submit(record(kNow - 48 * kHourMillis));
    QVERIFY(home.settle());
    QVERIFY(home.maintain());
  }
  PageQuery all;
  all.limit = 1'000;
  const Page page = home.list({}, all);
  QCOMPARE(page.rows.size(), ids.size());
  for (int i = 0; i < made; ++i) {
    const auto asked = different(i);
    const Row& row = page.rows[page.rows.size() - 1 - std::size_t(i)];
    QCOMPARE(row.id, ids[std::size_t(i)]);
    QCOMPARE(row.at, asked->at);
    QCOMPARE(row.modelAsked, asked->modelAsked);
    QCOMPARE(row.status, asked->status);
    QCOMPARE(row.ms.firstToken, asked->ms.firstToken);
    QCOMPARE(row.usage, asked->usage());
    QCOMPARE(row.priced, asked->charged().has_value());
    QCOMPARE(row.tags, asked->tags);
    QCOMPARE(home.reader->get(row.id)->user, asked->user);
  }
}

void LedgerWriteTest::rowsAreNarrow() {
  Ledger::Options options;
  options.settings.bodies = config::Ledger::Bodies::None;
  Home home(options);
  constexpr int kRows = 5'000;
  for (int i = 0; i < kRows; ++i)
    home.submit(record(kNow + i));
  QVERIFY(home.settle());
  home.close();
  auto db = store::Database::open(home.path("log.db"));
  const auto bytes = *db->scalar("SELECT sum(pgsize) FROM dbstat WHERE name='rows'");
  QVERIFY2(bytes / kRows <= 64, std::to_string(bytes / kRows).c_str());
}

SB_TEST(LedgerWriteTest);
#include "write_test.moc"
