// The log by the admin API: pages, one request, sums, files.
#include <set>

#include "tests/core/admin/support.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::admin::test;

class LogsTest : public QObject {
  Q_OBJECT

 private slots:
  void walksTheLogPageByPageWithoutAGap() {
    Home home;
    home.ready();
    home.addRows(23);
    std::vector<std::int64_t> seqs;
    std::string before;
    int pages = 0;
    do {
      const bj::object page = home.get("logs?limit=10" + before).json();
      for (const bj::value& row : page.at("rows").as_array())
        seqs.push_back(row.at("seq").as_int64());
      before =
          page.at("next").is_null() ? "" : "&before=" + std::string(page.at("next").as_string());
      ++pages;
      if (pages == 1) home.addRows(5);  // what comes meanwhile moves nothing
    } while (!before.empty());
    QCOMPARE(pages, 3);
    QCOMPARE(seqs.size(), std::size_t(23));
    for (std::size_t i = 0; i < seqs.size(); ++i)
      QCOMPARE(seqs[i], static_cast<std::int64_t>(23 - i));
  }

  void givesTheRowsAfterOne() {
    Home home;
    home.ready();
    home.addRows(12);
    bj::object page = home.get("logs?after=5&limit=4").json();
    QCOMPARE(page.at("rows").as_array().front().at("seq").as_int64(), 9);
    QCOMPARE(page.at("rows").as_array().back().at("seq").as_int64(), 6);
    QCOMPARE(page.at("next").as_string(), "9");
    page = home.get("logs?after=9&limit=4").json();
    QCOMPARE(page.at("rows").as_array().size(), std::size_t(3));
    QVERIFY(page.at("next").is_null());
  }

  void saysWhereAFilterIsWrong() {
    Home home;
    home.ready();
    for (const char* target : {"logs", "logs/facets", "logs/anchors", "logs/export"}) {
      const Reply reply = home.get(std::string(target) + "?field=model&q=model:a%20status:x");
      QCOMPARE(reply.status, 400);
      QCOMPARE(reply.json().at("problems").as_array().at(0).at("at").as_int64(), 15);
    }
  }

  void refusesWrongParameters_data() {
    QTest::addColumn<QString>("target");
    for (const char* target :
         {"logs?limit=0", "logs?limit=1001", "logs?limit=ten", "logs?before=x",
          "logs?before=1&after=2", "logs/facets?field=nonsense", "logs/anchors?every=0",
          "logs/export?format=pdf", "spend?step=year", "spend?from=soon", "spend?zone=1:2:3",
          "spend?from=2020-01-02&to=2020-01-01", "models?limit=0", "events?topics=weather",
          "events"})
      QTest::newRow(target) << target;
  }
  void refusesWrongParameters() {
    QFETCH(QString, target);
    Home home;
    home.ready();
    const Reply reply = home.get(target.toStdString());
    QCOMPARE(reply.status, 400);
    QCOMPARE(reply.kind(), "bad_request");
  }

  void showsOneRequestWithWhatBelongsToIt() {
    Home home;
    home.ready();
    auto record = Home::record("qwen3");
    const std::string id = record->id;
    record->request.bytes = R"({"model":"qwen3","messages":[]})";
    record->request.fullSize = static_cast<std::int64_t>(record->request.bytes.size());
    record->response.bytes = R"({"id":"x","choices":[]})";
    record->response.fullSize = static_cast<std::int64_t>(record->response.bytes.size());
    home.ledger().submit(std::move(record));
    home.settle();
    const bj::object json = home.get("logs/" + id).json();
    QCOMPARE(json.at("id").as_string(), id);
    QCOMPARE(json.at("attempts").as_array().at(0).at("provider").as_string(), "local");
    QCOMPARE(json.at("request").at("model").as_string(), "qwen3");
    QCOMPARE(json.at("response").at("id").as_string(), "x");
    QVERIFY(!json.at("response_reassembled").as_bool());
    QCOMPARE(home.get("logs/req_nobody").status, 404);
  }

  void reassemblesAStreamAndKeepsItsText() {
    const std::string stream =
        "data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,"
        "\"delta\":{\"role\":\"assistant\",\"content\":\"Hel\"}}]}\n\n"
        "data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,"
        "\"delta\":{\"content\":\"lo\"},\"finish_reason\":\"stop\"}]}\n\n"
        "data: [DONE]\n\n";
    Home home;
    home.ready();
    auto record = Home::record("qwen3");
    const std::string id = record->id;
    record->stream = true;
    record->response.bytes = stream;
    record->response.fullSize = static_cast<std::int64_t>(stream.size());
    home.ledger().submit(std::move(record));
    home.settle();
    const bj::object json = home.get("logs/" + id).json();
    QVERIFY(json.at("response_reassembled").as_bool());
    const bj::value message = json.at("response").at("choices").as_array().at(0).at("message");
    QCOMPARE(message.at("content").as_string(), "Hello");
    const Reply whole = home.get("logs/" + id + "/body?which=response");
    QCOMPARE(whole.body, stream);
    QCOMPARE(whole.raw.header("X-Signalbox-Body-Size"), std::to_string(stream.size()));
    const Reply part = home.get("logs/" + id + "/body?which=response&offset=6&length=10");
    QCOMPARE(part.body, stream.substr(6, 10));
    QCOMPARE(part.raw.header("X-Signalbox-Body-Offset"), "6");
    QCOMPARE(home.get("logs/" + id + "/body?which=request").status, 404);
    QCOMPARE(home.get("logs/" + id + "/body?which=both").status, 400);
  }

  void countsValuesAndAnchors() {
    Home home;
    home.ready();
    home.addRows(3, "a");
    home.addRows(5, "b");
    const bj::object facets = home.get("logs/facets?field=model").json();
    QCOMPARE(facets.at("values").as_array().at(0).at("value").as_string(), "b");
    QCOMPARE(facets.at("values").as_array().at(0).at("count").as_int64(), 5);
    QCOMPARE(home.get("logs/facets?field=model&q=model:a").json().at("values").as_array().size(),
             std::size_t(1));
    const bj::object anchors = home.get("logs/anchors?every=4").json();
    QCOMPARE(anchors.at("total").as_int64(), 8);
    QCOMPARE(anchors.at("seqs").as_array(), (bj::array{8, 4}));
  }

  void exportsEveryRow() {
    Home home;
    home.ready();
    home.addRows(1'203);
    const Reply csv = home.get("logs/export?format=csv");
    QVERIFY(csv.raw.complete);
    QCOMPARE(csv.raw.header("Content-Type"), "text/csv; charset=utf-8");
    QVERIFY(csv.body.starts_with("id,at,endpoint,"));
    QCOMPARE(split(csv.body, '\n').size(), std::size_t(1 + 1'203 + 1));
    const Reply lines = home.get("logs/export?format=jsonl");
    std::set<std::string> ids;
    for (const std::string_view line : split(lines.body, '\n'))
      if (!line.empty()) ids.emplace(json::parse(line)->at("id").as_string());
    QCOMPARE(ids.size(), std::size_t(1'203));
    QCOMPARE(split(home.get("logs/export?q=model:nobody").body, '\n').size(), std::size_t(2));
  }

  void sumsUpMoney() {
    Home home;
    home.ready();
    for (int i = 0; i < 3; ++i) {
      auto record = Home::record("qwen3");
      record->attempts.front().cost.usd.value = 500;
      home.ledger().submit(std::move(record));
    }
    home.settle();
    const bj::object spend = home.get("spend?step=whole&by=provider&from=1d").json();
    const bj::value cell = spend.at("cells").as_array().at(0);
    QCOMPARE(cell.at("name").as_string(), "local");
    QCOMPARE(cell.at("requests").as_int64(), 3);
    QCOMPARE(cell.at("cost_usd").as_string(), "0.000001500");
    QCOMPARE(home.get("spend?step=hour&by=nothing&from=1d&zone=0:60").status, 200);
  }

  void answersManyQueriesAtOnce() {
    Home home;
    home.ready();
    home.addRows(50);
    std::vector<std::unique_ptr<sb::test::RawSocket>> all;
    for (int i = 0; i < 24; ++i) {
      all.push_back(std::make_unique<sb::test::RawSocket>(home.port()));
      all.back()->send(home.head("GET", "logs?limit=50") + "\r\n");
    }
    all[3]->reset();  // one does not wait for its answer
    for (std::size_t i = 0; i < all.size(); ++i)
      if (i != 3) QCOMPARE(all[i]->readResponse().status, 200);
  }
};

SB_TEST(LogsTest);
#include "logs_test.moc"
