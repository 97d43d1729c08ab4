// Values from JSON: what is there is taken, whatever else is there does no harm.
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include "tests/support/test_main.h"
#include "tests/ui/client/samples.h"
#include "ui/client/config_values.h"
#include "ui/client/key_values.h"
#include "ui/client/log_values.h"
#include "ui/client/provider_values.h"
#include "ui/client/route_values.h"
#include "ui/client/spend_values.h"
#include "ui/client/status_values.h"

using namespace sb::ui;
using namespace sb::test;

namespace {

QJsonObject json(const char* text) { return QJsonDocument::fromJson(text).object(); }

void readAll(const QJsonObject& object) {
  statusFromJson(object);
  liveFromJson(object);
  configTextFromJson(object);
  verdictFromJson(object);
  savedFromJson(object);
  presetsFromJson(object);
  providersFromJson(object);
  providerModelsFromJson(object);
  modelPageFromJson(object);
  catalogPageFromJson(object);
  trialFromJson(object);
  vaultFromJson(object);
  routesFromJson(object);
  dryRunFromJson(object);
  keysFromJson(object);
  newKeyFromJson(object);
  logPageFromJson(object);
  logDetailFromJson(object);
  facetsFromJson(object);
  anchorsFromJson(object);
  spendFromJson(object);
}

// Each member of a document, however deep, replaced by `value`, one at a time.
QList<QJsonValue> mutants(const QJsonValue& of, const QJsonValue& value) {
  QList<QJsonValue> all{value};
  if (of.isObject()) {
    const QJsonObject object = of.toObject();
    for (auto it = object.begin(); it != object.end(); ++it)
      for (const QJsonValue& mutant : mutants(it.value(), value)) {
        QJsonObject copy = object;
        copy[it.key()] = mutant;
        all.append(copy);
      }
  } else if (of.isArray()) {
    const QJsonArray array = of.toArray();
    for (qsizetype i = 0; i < array.size(); ++i)
      for (const QJsonValue& mutant : mutants(array[i], value)) {
        QJsonArray copy = array;
        copy[i] = mutant;
        all.append(copy);
      }
  }
  return all;
}

}  // namespace

class ValuesTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void readsARow();
  void whatIsUnknownIsEmptyAndNotZero();
  void anUnknownBucketCounts();
  void readsADetail();
  void readsNumbersOfAllSizes_data();
  void readsNumbersOfAllSizes();
  void obstaclesStayBesideTheirAttempts();
  void aRouteKeepsWhatTheConsoleDoesNotKnow();
  void aKeyDraftSaysOnlyWhatIsSet();
  void nothingCrashesOnWrongTypes_data();
  void nothingCrashesOnWrongTypes();
};

void ValuesTest::readsARow() {
  const LogRow row = logRowFromJson(json(kRow));
  QCOMPARE(row.seq, 7);
  QCOMPARE(row.id, QStringLiteral("req_1"));
  QCOMPARE(row.at, 1795341600123);
  QCOMPARE(row.key, QStringLiteral("ci"));
  QVERIFY(row.team.isNull());
  QCOMPARE(row.status, std::optional<int>(200));
  QVERIFY(row.isOk());
  QCOMPARE(row.ms.firstToken, std::optional<double>(412.0));
  QVERIFY(!row.ms.connect);
  QCOMPARE(row.overheadUs, 87);
  QCOMPARE(row.usage.in(), 817);
  QCOMPARE(row.usage.out(), 99);
  QCOMPARE(row.cost, MaybeUsd(179'400));
  QCOMPARE(row.tags, QStringList{QStringLiteral("ci")});
}

void ValuesTest::whatIsUnknownIsEmptyAndNotZero() {
  const LogRow row = logRowFromJson(json(R"({"status":null,"cost_usd":null,"ms":{}})"));
  QVERIFY(!row.status);
  QVERIFY(!row.cost);
  QVERIFY(!row.priced);
  QVERIFY(!row.ms.total);
}

void ValuesTest::anUnknownBucketCounts() {
  const LogRow row = logRowFromJson(json(kRow));
  QCOMPARE(row.usage.more, 2);
  QCOMPARE(row.usage.total(), 812 + 5 + 96 + 3 + 2);
}

void ValuesTest::readsADetail() {
  const LogDetail detail = logDetailFromJson(json(kDetail));
  QCOMPARE(detail.attempts.size(), 1);
  QCOMPARE(detail.row.attempts, 1);
  QVERIFY(!detail.attempts[0].status);
  QCOMPARE(detail.attempts[0].ms.connect, std::optional<double>(1.2));
  QCOMPARE(detail.priceLines[0].usd, MaybeUsd(121'800));
  QVERIFY(!detail.priceLines[0].usdPerCall);
  QCOMPARE(detail.priceLines[1].calls, 3);
  QCOMPARE(detail.priceLines[1].usdPerCall, MaybeUsd(10'000'000));
  QCOMPARE(detail.droppedParams, QStringList(QStringLiteral("logprobs")));
  QCOMPARE(detail.convertedParams, QStringList(QStringLiteral("a budget")));
  QCOMPARE(detail.feedback[0].score, 0.5);
  QVERIFY(detail.requestBody.kept);
  QVERIFY(detail.responseBody.expired);
  QCOMPARE(detail.request.toObject().value(QLatin1String("model")).toString(),
           QStringLiteral("fast"));
  QVERIFY(detail.response.isNull());
}

void ValuesTest::readsNumbersOfAllSizes_data() {
  QTest::addColumn<QByteArray>("text");
  QTest::addColumn<qint64>("seq");
  QTest::newRow("large") << QByteArray("9007199254740993") << qint64{9007199254740993};
  QTest::newRow("largest") << QByteArray("9223372036854775807")
                           << std::numeric_limits<qint64>::max();
  QTest::newRow("in quotes") << QByteArray("\"42\"") << qint64{42};
  QTest::newRow("with a point") << QByteArray("42.9") << qint64{42};
  QTest::newRow("too large") << QByteArray("1e300") << qint64{0};
  QTest::newRow("no number") << QByteArray("\"x\"") << qint64{0};
}

void ValuesTest::readsNumbersOfAllSizes() {
  QFETCH(QByteArray, text);
  QFETCH(qint64, seq);
  QCOMPARE(logRowFromJson(json("{\"seq\":" + text + "}")).seq, seq);
}

void ValuesTest::obstaclesStayBesideTheirAttempts() {
  const DryRun more = dryRunFromJson(json(R"({"attempts":["a/b","c/d"],"obstacles":[null]})"));
  QCOMPARE(more.obstacles, QStringList({QString(), QString()}));
  const DryRun less = dryRunFromJson(json(R"({"attempts":["a/b"],"obstacles":["cool","x"]})"));
  QCOMPARE(less.obstacles, QStringList{QStringLiteral("cool")});
  const DryRun told = dryRunFromJson(
      json(R"({"attempts":["a/b","c/d"],"prompts":[null,{"before":"x","after":"","replaces":true}],
               "copies":["e/f"]})"));
  QCOMPARE(told.prompts.size(), 2);
  QVERIFY(!told.prompts[0].changes());
  QVERIFY(told.prompts[1].replaces && told.prompts[1].before == QStringLiteral("x"));
  QCOMPARE(told.copies, QStringList{QStringLiteral("e/f")});
}

void ValuesTest::aRouteKeepsWhatTheConsoleDoesNotKnow() {
  const QList<Route> routes = routesFromJson(json(
      R"({"routes":[{"name":"r","match":["a*"],"timeout":"5m","cache":{"exact":{"ttl":"1h"}},
          "flow":{"target":"a/b","new":[1]}}]})"));
  const QJsonObject body = routeToJson(routes.at(0));
  QCOMPARE(body, json(R"({"match":["a*"],"timeout":"5m","cache":{"exact":{"ttl":"1h"}},
                          "flow":{"target":"a/b","new":[1]}})"));
}

void ValuesTest::aKeyDraftSaysOnlyWhatIsSet() {
  KeyDraft draft;
  draft.name = QStringLiteral("a");
  QCOMPARE(keyDraftToJson(draft), json(R"({"name":"a"})"));
  draft.models = {QStringLiteral("fast")};
  draft.expires = 0;
  QCOMPARE(keyDraftToJson(draft),
           json(R"({"name":"a","models":["fast"],"expires":"1970-01-01T00:00:00.000Z"})"));
}

void ValuesTest::nothingCrashesOnWrongTypes_data() {
  QTest::addColumn<QJsonValue>("value");
  QTest::newRow("null") << QJsonValue();
  QTest::newRow("true") << QJsonValue(true);
  QTest::newRow("number") << QJsonValue(-1e300);
  QTest::newRow("text") << QJsonValue(QStringLiteral("x\u0000\U0001F600"));
  QTest::newRow("array") << QJsonValue(QJsonArray{QJsonArray{}, 1});
  QTest::newRow("object") << QJsonValue(QJsonObject{{QStringLiteral("a"), 1}});
}

void ValuesTest::nothingCrashesOnWrongTypes() {
  QFETCH(QJsonValue, value);
  int read = 0;
  for (const char* text : {kRow, kDetail})
    for (const QJsonValue& mutant : mutants(json(text), value)) {
      readAll(mutant.toObject());
      ++read;
    }
  QVERIFY(read > 100);
}

SB_TEST(ValuesTest);
#include "values_test.moc"
