// Wire case T112: what others publish that an answer cost, against what we make of the same usage.
// Rows of published_costs.jsonl whose `source` is an "example" or an "answer" of a page are the
// providers' own; the others are reports of bills, rows of other programs' tests, or worked out
// from a price list. OpenAI, Mistral, DeepSeek and Groq publish prices and no amounts for given
// tokens.
#include <QtTest/QtTest>

#include "core/catalog/catalog.h"
#include "core/dialects/dialect_tools.h"
#include "tests/support/test_main.h"

namespace sb::gateway {
namespace {

QByteArray answerOf(const QJsonObject& row) {
  QJsonObject answer{{"id", "x"}, {"model", row["model"]}, {"usage", row["usage"]}};
  const QString dialect = row["dialect"].toString();
  if (dialect == "anthropic") answer["content"] = QJsonArray();
  if (dialect == "openai_chat") answer["choices"] = QJsonArray();
  if (dialect == "openai_responses") answer["output"] = QJsonArray();
  if (dialect == "gemini") answer = {{"usageMetadata", row["usage"]}};
  if (dialect == "gemini")
    answer["candidates"] =
        QJsonArray{QJsonObject{{"finishReason", "STOP"}, {"groundingMetadata", row["grounding"]}}};
  if (row.contains("service_tier")) answer["service_tier"] = row["service_tier"];
  return QJsonDocument(answer).toJson(QJsonDocument::Compact);
}

// A report's own prices, where it names others than the list.
std::optional<catalog::Price> priceOf(const QJsonObject& row,
                                      const std::optional<catalog::Price>& listed) {
  const QJsonObject own = row["price"].toObject();
  if (own.isEmpty()) return listed;
  const auto of = [&](const char* name) {
    return parsePricePerMtok(own[name].toString().toStdString());
  };
  config::PriceEntry entry;
  entry.input = of("input");
  entry.cacheRead = of("cache_read");
  entry.output = of("output");
  return catalog::Price{{catalog::Price::Tier{0, entry}}};
}

// The amount with as many decimals as `published` has, half rounded up.
QString inDigitsOf(NanoUsd usd, const QString& published) {
  const qsizetype decimals = published.size() - published.indexOf('.') - 1;
  std::int64_t unit = 1;
  for (qsizetype i = decimals; i < 9; ++i)
    unit *= 10;
  const NanoUsd rounded{(usd.value + unit / 2) / unit * unit};
  return QString::fromStdString(toString(rounded)).chopped(9 - decimals);
}

dialects::Dialect dialectNamed(const QString& name) {
  using dialects::Dialect;
  if (name == "anthropic") return Dialect::Anthropic;
  if (name == "gemini") return Dialect::Gemini;
  return name == "openai_responses" ? Dialect::OpenAiResponses : Dialect::OpenAiChat;
}

}  // namespace

class PublishedCostsTest : public QObject {
  Q_OBJECT

 private slots:
  void T112_ourCostIsThePublishedOne_data() {
    QTest::addColumn<QJsonObject>("row");
    QFile file(SB_SOURCE_DIR "/tests/core/gateway/published_costs.jsonl");
    QVERIFY(file.open(QIODevice::ReadOnly));
    int line = 0;
    for (const QByteArray& text : file.readAll().split('\n')) {
      ++line;
      if (!text.isEmpty())
        QTest::addRow("T112 line %d", line) << QJsonDocument::fromJson(text).object();
    }
    QVERIFY(line > 10);
  }
  void T112_ourCostIsThePublishedOne() {
    QFETCH(QJsonObject, row);
    const auto catalog = catalog::Catalog::builtIn();
    const auto* model =
        catalog->find(row["kind"].toString().toStdString(), row["model"].toString().toStdString());
    QVERIFY(model != nullptr);
    const std::string body = answerOf(row).toStdString();
    dialects::JsonIndex index;
    const dialects::AnswerFacts facts = dialects::toolsOf(dialectNamed(row["dialect"].toString()))
                                            ->readAnswer(body, body.capacity(), index);
    QVERIFY(facts.hasUsage);
    const catalog::Cost cost =
        catalog::costOf(facts.usage, priceOf(row, model->price), facts.billed);
    QCOMPARE(cost.priced, row["usd"].isString());
    if (cost.priced) QCOMPARE(inDigitsOf(cost.usd, row["usd"].toString()), row["usd"].toString());
    QCOMPARE(facts.charged.has_value(), row.contains("charged"));
    if (facts.charged)
      QCOMPARE(QString::fromStdString(toString(*facts.charged)), row["charged"].toString());
  }
};

SB_TEST(PublishedCostsTest);

}  // namespace sb::gateway

#include "published_costs_test.moc"
