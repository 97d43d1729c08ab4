#include "core/catalog/catalog.h"

#include <QtTest/QtTest>
#include <thread>

#include "core/catalog/embedded_models.h"
#include "core/catalog/model_line.h"
#include "tests/support/test_main.h"

namespace sb::catalog {
namespace {

constexpr std::string_view kLines =
    "{\"provider\":\"a\",\"model\":\"m\",\"price\":{\"input\":\"1\",\"cache_read\":\"0.1\"}}\n"
    "{\"provider\":\"a\",\"model\":\"m-mini\",\"context\":8}\n"
    "{\"provider\":\"b\",\"model\":\"*\",\"price\":{\"input\":\"0\"}}\n"
    "{\"provider\":\"b\",\"model\":\"known\",\"deprecated\":true}\n"
    "{\"provider\":\"c\",\"model\":\"broken\",\"price\":\n"
    "{\"provider\":\"d\",\"model\":\"last\"}";

config::Config configWith(config::Model model) {
  config::Config config;
  config::Provider provider;
  provider.id = "mine";
  provider.kind = "a";
  config.providers.push_back(provider);
  config.models.push_back(std::move(model));
  return config;
}

}  // namespace

class CatalogTest : public QObject {
  Q_OBJECT

 private slots:
  void findsExactNamesOnly_data() {
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<QByteArray>("model");
    QTest::addColumn<bool>("found");
    QTest::newRow("first line") << QByteArray("a") << QByteArray("m") << true;
    QTest::newRow("last line without an end") << QByteArray("d") << QByteArray("last") << true;
    QTest::newRow("a prefix of a name") << QByteArray("a") << QByteArray("m-mi") << false;
    QTest::newRow("longer than a name") << QByteArray("a") << QByteArray("m-mini-2") << false;
    QTest::newRow("another case") << QByteArray("a") << QByteArray("M") << false;
    QTest::newRow("another kind") << QByteArray("b") << QByteArray("m-mini") << true;
    QTest::newRow("no such kind") << QByteArray("z") << QByteArray("m") << false;
    QTest::newRow("empty") << QByteArray("") << QByteArray("") << false;
    QTest::newRow("malformed line") << QByteArray("c") << QByteArray("broken") << false;
    QTest::newRow("quotes") << QByteArray("a") << QByteArray("m\"") << false;
  }
  void findsExactNamesOnly() {
    QFETCH(QByteArray, kind);
    QFETCH(QByteArray, model);
    QFETCH(bool, found);
    const auto catalog = Catalog::of(kLines);
    QCOMPARE(catalog->find(kind.toStdString(), model.toStdString()) != nullptr, found);
  }

  void starStandsForTheUnlistedModelsOfALocalKind() {
    const auto catalog = Catalog::of(kLines);
    QCOMPARE(catalog->find("b", "anything")->id, std::string("*"));
    QCOMPARE(catalog->find("b", "known")->deprecated, true);
    QCOMPARE(catalog->models("b"), (std::vector<std::string_view>{"known"}));
  }

  void emptyTextHasNoModels() {
    const auto catalog = Catalog::of({});
    QVERIFY(catalog->find("a", "m") == nullptr);
    QVERIFY(catalog->models("a").empty());
  }

  void everyBuiltInLineIsFoundAndParsed() {
    const auto catalog = Catalog::builtIn();
    std::string_view rest = embeddedModels();
    rest.remove_prefix(rest.find('\n') + 1);  // the heading
    LineKey before;
    int lines = 0;
    while (!rest.empty()) {
      const std::size_t end = rest.find('\n');
      const LineKey key = keyOf(rest.substr(0, end));
      QVERIFY2(before < key, std::string(key.model).c_str());
      const ModelFacts* facts = catalog->find(key.provider, key.model);
      QVERIFY2(facts != nullptr, std::string(key.model).c_str());
      const bool alias = rest.substr(0, end).find("\"alias_of\":") != std::string_view::npos;
      QCOMPARE(facts->id == key.model, !alias);
      if (facts->price) QVERIFY(facts->price->tiers.front().aboveTokens == 0);
      before = key;
      rest.remove_prefix(end + 1);
      ++lines;
    }
    QVERIFY(lines > 2000);
  }

  void aDatedVersionHasThePricesOfItsModel() {
    const auto catalog = Catalog::builtIn();
    for (const auto& [kind, model] : {std::pair("anthropic", "claude-sonnet-4-5-20250929"),
                                      std::pair("openai", "gpt-5.4-2026-03-05")}) {
      const ModelFacts* facts = catalog->find(kind, model);
      QVERIFY(facts != nullptr);
      QCOMPARE(facts->price->tiers.size(), std::size_t{2});
    }
    QVERIFY(!catalog->find("openai", "gpt-5-2025-08-07")->price->services.empty());
  }

  void anAliasIsTheModelItStandsFor() {
    const auto catalog = Catalog::builtIn();
    const ModelFacts* facts = catalog->find("anthropic", "claude-opus-4-0");
    QVERIFY(facts != nullptr);
    QCOMPARE(facts->id, std::string("claude-opus-4-20250514"));
    QCOMPARE(*facts->maxOutput, std::int64_t{32000});
  }

  void pricesByTheLengthOfThePromptAreOneModel() {
    const auto catalog = Catalog::builtIn();
    const ModelFacts* facts = catalog->find("google", "gemini-2.5-pro-preview-05-06");
    QVERIFY(facts != nullptr && facts->price);
    QCOMPARE(facts->price->tiers.back().aboveTokens, std::int64_t{200'000});
    QVERIFY(catalog->find("google", "gemini-2.5-pro-preview-05-06-lte-128k") == nullptr);
  }

  void builtInPricesAreReadExactly() {
    const auto catalog = Catalog::builtIn();
    const ModelFacts* facts = catalog->find("openai", "gpt-4o-mini");
    QVERIFY(facts != nullptr);
    QCOMPARE(toString(*facts->price->tiers[0].entry.cacheRead), std::string("0.075"));
    QCOMPARE(*facts->context, std::int64_t{128000});
    QCOMPARE(*facts->maxOutput, std::int64_t{16384});
  }

  void localServersAreFree_data() {
    QTest::addColumn<QString>("kind");
    for (const char* kind : {"ollama", "lmstudio", "llamacpp", "vllm", "demo"})
      QTest::newRow(kind) << kind;
  }
  void localServersAreFree() {
    QFETCH(QString, kind);
    const auto catalog = Catalog::builtIn();
    const ModelFacts* facts = catalog->find(kind.toStdString(), "qwen3:latest");
    QVERIFY(facts != nullptr);
    Usage usage{1, 2, 3, 4, 5, 6, 7, 8};
    const Cost cost = costOf(usage, facts->price);
    QVERIFY(cost.priced);
    QCOMPARE(cost.usd.value, std::int64_t{0});
    QVERIFY(catalog->models(kind.toStdString()).empty());
  }

  void unknownServersAreUnpriced() {
    QVERIFY(Catalog::builtIn()->find("openai_compatible", "gpt-4o") == nullptr);
  }

  void configurationOverridesPerProviderId() {
    config::Model own;
    own.provider = "mine";
    own.model = "m";
    own.price = config::Prices{{config::Prices::Tier{}}};
    own.price->tiers[0].entry.input = parsePricePerMtok("7");
    own.context = 99;
    const auto catalog = Catalog::with(configWith(own), Catalog::of(kLines));
    const ModelFacts* facts = catalog->findFor("mine", "a", "m");
    QCOMPARE(toString(*facts->price->tiers[0].entry.input), std::string("7"));
    QVERIFY2(!facts->price->tiers[0].entry.cacheRead, "a price of one's own replaces all of it");
    QCOMPARE(*facts->context, std::int64_t{99});
    QCOMPARE(toString(*catalog->findFor("other", "a", "m")->price->tiers[0].entry.input),
             std::string("1"));
  }

  void configurationKeepsWhatItDoesNotName() {
    config::Model own;
    own.provider = "mine";
    own.model = "m";
    own.maxOutput = 5;
    const auto catalog = Catalog::with(configWith(own), Catalog::of(kLines));
    const ModelFacts* facts = catalog->findFor("mine", "a", "m");
    QCOMPARE(toString(*facts->price->tiers[0].entry.cacheRead), std::string("0.1"));
    QCOMPARE(*facts->maxOutput, std::int64_t{5});
  }

  void configurationAddsModels() {
    config::Model own;
    own.provider = "mine";
    own.model = "house";
    const auto catalog = Catalog::with(configWith(own), Catalog::of(kLines));
    QVERIFY(catalog->findFor("mine", "a", "house") != nullptr);
    QCOMPARE(catalog->modelsFor("mine", "a"),
             (std::vector<std::string_view>{"house", "m", "m-mini"}));
    QCOMPARE(catalog->modelsFor("other", "a"), (std::vector<std::string_view>{"m", "m-mini"}));
  }

  void listsModelsOfAllKinds() {
    const std::string lines =
        std::string(R"({"catalog":"signalbox","version":1,"date":"2026-11-23"})") + "\n" +
        R"({"provider":"a","model":"alias","alias_of":"m"})" + "\n" + std::string(kLines);
    const auto catalog = Catalog::of(lines);
    const auto namesOf = [](const Catalog::Listing& listing) {
      std::string names;
      for (const ModelFacts& one : listing.models)
        names += one.provider + "/" + one.id + " ";
      return names;
    };
    // A line that cannot be read has its place, and is left out.
    QCOMPARE(namesOf(catalog->list(0, 100)), "a/m a/m-mini b/known d/last ");
    QCOMPARE(catalog->list(0, 100).total, 5u);
    QCOMPARE(namesOf(catalog->list(1, 2)), "a/m-mini b/known ");
    QCOMPARE(namesOf(catalog->list(5, 100)), "");
    QCOMPARE(catalog->list(5, 100).total, 5u);
    QCOMPARE(*catalog->list(1, 1).models.front().context, 8);
  }

  // As find() has them.
  void listsEveryBuiltInModel() {
    const auto catalog = Catalog::builtIn();
    std::size_t seen = 0, total = 1;
    for (std::size_t at = 0; at < total; at += 1'000) {
      const Catalog::Listing listing = catalog->list(at, 1'000);
      total = listing.total;
      for (const ModelFacts& one : listing.models) {
        const ModelFacts* const found = catalog->find(one.provider, one.id);
        QVERIFY2(found != nullptr && found->id == one.id && found->context == one.context,
                 one.id.c_str());
        ++seen;
      }
    }
    QCOMPARE(seen, total);
    QVERIFY(total > 3'500 && total <= catalog->size());
  }

  void manyThreadsMayAskAtOnce() {
    const auto catalog = Catalog::builtIn();
    const auto names = catalog->models("openai");
    std::vector<std::thread> threads;
    std::atomic<int> found{0};
    for (int n = 0; n < 4; ++n)
      threads.emplace_back([&] {
        for (const std::string_view name : names)
          if (const auto* facts = catalog->find("openai", name); facts && facts->id == name)
            ++found;
      });
    for (std::thread& thread : threads)
      thread.join();
    QCOMPARE(found.load(), static_cast<int>(4 * names.size()));
  }

  void lookUps() {
    const auto catalog = Catalog::builtIn();
    QBENCHMARK {
      catalog->find("openai", "gpt-4o-mini");
      catalog->find("openai", "no-such-model");
    }
  }
};

SB_TEST(CatalogTest);

}  // namespace sb::catalog

#include "catalog_test.moc"
