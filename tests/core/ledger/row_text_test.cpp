#include <QTest>
#include <boost/json.hpp>
#include <limits>

#include "core/base/json.h"
#include "core/ledger/row_json.h"
#include "core/ledger/row_text.h"
#include "tests/support/test_main.h"

using namespace sb;
using namespace sb::ledger;

namespace {

Row fullRow() {
  Row row;
  row.seq = 9'007'199'254'740'993;
  row.id = "req_1";
  row.at = 1'763'805'600'123;
  row.endpoint = "/v1/chat/completions";
  row.dialect = "openai_chat";
  row.key = "laptop";
  row.team = "red";
  row.route = "support";
  row.modelAsked = "say \"hi\"\n";
  row.provider = "up";
  row.model = "gpt";
  row.status = 502;
  row.outcome = OutcomeClass::Failed;
  row.error = ErrorKind::BadRequest;
  row.errorMessage = "a\\b";
  row.stream = true;
  row.ms.queue = 0.1004;
  row.ms.total = 1830.5;
  row.overheadMicros = 12;
  row.usage.input = 412;
  row.usage.output = 33;
  row.usage.inputAudio = 7;
  row.cost = NanoUsd{1'500};
  row.cache = "joined";
  row.saved = NanoUsd{2'000};
  row.attempts = 2;
  row.tags = {"a", "b c"};
  row.demo = true;
  return row;
}

constexpr const char* kFullRow =
    "{\"seq\":9007199254740993,\"id\":\"req_1\",\"at\":\"2025-11-22T10:00:00.123Z\","
    "\"endpoint\":\"/v1/chat/completions\",\"dialect\":\"openai_chat\",\"key\":\"laptop\","
    "\"team\":\"red\",\"route\":\"support\",\"model_asked\":\"say \\\"hi\\\"\\n\","
    "\"provider\":\"up\",\"model\":\"gpt\",\"status\":502,\"outcome\":\"bad_request\","
    "\"error\":\"a\\\\b\",\"stream\":true,\"ms\":{\"queue\":0.1,\"total\":1830.5},"
    "\"overhead_us\":12,\"usage\":{\"input\":412,\"cache_read\":0,\"cache_write\":0,"
    "\"output\":33,\"reasoning\":0,\"input_audio\":7},\"usage_estimated\":false,"
    "\"cost_usd\":\"0.000001500\",\"priced\":true,\"cache\":\"joined\",\"saved_usd\":\"0."
    "000002000\",\"attempts\":2,"
    "\"tags\":[\"a\",\"b c\"],\"mirror\":false,\"demo\":true,"
    "\"may_have_been_charged\":false}";

}  // namespace

class RowTextTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void saysEverything();
  void saysNullWhereNothingIsKnown();
  void isJsonWhateverTheTextsAre();
};

void RowTextTest::saysEverything() {
  const std::string text = rowText(fullRow());
  QCOMPARE(text, std::string(kFullRow));
  QCOMPARE(json::write(rowJson(fullRow())), text);
}

void RowTextTest::saysNullWhereNothingIsKnown() {
  Row row;
  row.priced = false;
  const auto object = rowJson(row);
  for (const char* name :
       {"key", "team", "route", "provider", "model", "status", "error", "cost_usd"}) {
    QVERIFY2(object.contains(name), name);
    QVERIFY2(object.at(name).is_null(), name);
  }
  QVERIFY(object.at("ms").as_object().empty());
  QVERIFY(object.at("tags").as_array().empty());
}

void RowTextTest::isJsonWhateverTheTextsAre() {
  Row row = fullRow();
  row.modelAsked = "cut \xC3";
  row.tags = {std::string("\x01\xFF")};
  row.ms.total = std::numeric_limits<double>::infinity();
  const auto object = rowJson(row);
  QCOMPARE(object.size(), rowJson(fullRow()).size());
  QVERIFY(object.at("ms").at("total").is_null());
  QVERIFY(json::text(object, "model_asked").starts_with("cut "));
}

SB_TEST(RowTextTest);
#include "row_text_test.moc"
