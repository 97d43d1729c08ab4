#include "core/catalog/cost.h"

#include <QtTest/QtTest>
#include <limits>
#include <random>

#include "core/catalog/catalog.h"
#include "tests/support/test_main.h"

namespace sb::catalog {
namespace {

PricePerMtok usd(const char* text) { return *parsePricePerMtok(text); }

// Input, cached input and output: what OpenAI publishes for a text model.
Price textPrice(const char* input, const char* cacheRead, const char* output) {
  config::PriceEntry entry;
  entry.input = usd(input);
  entry.cacheRead = usd(cacheRead);
  entry.output = usd(output);
  return Price{{Price::Tier{0, entry}}};
}

QString usdText(const Cost& cost) { return QString::fromStdString(toString(cost.usd)); }

config::PriceEntry randomEntry(std::mt19937_64& random) {
  std::uniform_int_distribution<std::int64_t> pico(0, 200'000'000);
  const auto next = [&] { return PricePerMtok{pico(random)}; };
  config::PriceEntry entry;
  entry.input = next();
  entry.cacheRead = next();
  entry.cacheWrite = next();
  entry.cacheWrite1h = next();
  entry.inputAudio = next();
  entry.output = next();
  entry.reasoning = next();
  entry.outputAudio = next();
  return entry;
}

Usage randomUsage(std::mt19937_64& random) {
  std::uniform_int_distribution<std::int64_t> tokens(0, 2'000'000);
  Usage usage;
  for (auto bucket : {&Usage::input, &Usage::cacheRead, &Usage::cacheWrite, &Usage::cacheWrite1h,
                      &Usage::inputAudio, &Usage::output, &Usage::reasoning, &Usage::outputAudio})
    usage.*bucket = tokens(random) % 3 == 0 ? 0 : tokens(random);
  return usage;
}

}  // namespace

class CostTest : public QObject {
  Q_OBJECT

 private slots:
  // Google: $35 per 1,000 prompts with searches up to Gemini 2.5, $14 per 1,000 queries from 3 on.
  void searchesOfGeminiCostWhatItsGenerationDoes_data() {
    QTest::addColumn<QString>("model");
    QTest::addColumn<qint64>("queries");
    QTest::addColumn<QString>("bucket");
    QTest::addColumn<qint64>("count");
    QTest::addColumn<qint64>("nanoUsd");
    QTest::newRow("2.5 by the prompt")
        << "gemini-2.5-flash" << 3LL << "grounded_prompt" << 1LL << 35'000'000LL;
    QTest::newRow("2.5 pro") << "gemini-2.5-pro" << 1LL << "grounded_prompt" << 1LL << 35'000'000LL;
    QTest::newRow("3 by the query")
        << "gemini-3-flash-preview" << 3LL << "web_search" << 3LL << 42'000'000LL;
    QTest::newRow("3.6 by the query")
        << "gemini-3.6-flash" << 1LL << "web_search" << 1LL << 14'000'000LL;
    QTest::newRow("none") << "gemini-2.5-flash" << 0LL << "" << 0LL << 0LL;
  }
  void searchesOfGeminiCostWhatItsGenerationDoes() {
    QFETCH(QString, model);
    QFETCH(qint64, queries);
    QFETCH(QString, bucket);
    QFETCH(qint64, count);
    QFETCH(qint64, nanoUsd);
    const auto catalog = Catalog::builtIn();
    const ModelFacts* facts = catalog->find("google", model.toStdString());
    QVERIFY(facts != nullptr && facts->price);
    Billed billed;
    billed.webSearches = queries;
    billed.groundedPrompts = queries > 0 ? 1 : 0;
    const Cost cost = costOf(Usage(), *facts->price, billed);
    QVERIFY(cost.priced);
    QCOMPARE(qint64(cost.usd.value), nanoUsd);
    QCOMPARE(cost.lines.size(), std::size_t(bucket.isEmpty() ? 0 : 1));
    if (bucket.isEmpty()) return;
    QCOMPARE(QString::fromUtf8(cost.lines[0].bucket.data(), qsizetype(cost.lines[0].bucket.size())),
             bucket);
    QCOMPARE(qint64(cost.lines[0].tokens), count);
    QVERIFY(countsCalls(cost.lines[0].bucket));
  }

  // Its sources say different prices of a search, or none: then nobody knows.
  void aSearchWithoutAPriceIsUnpriced() {
    const auto catalog = Catalog::builtIn();
    for (const char* model : {"gemini-3.1-pro-preview", "gemini-3.8-flash"}) {
      const ModelFacts* facts = catalog->find("google", model);
      QVERIFY2(facts != nullptr && facts->price, model);
      Billed billed;
      QVERIFY2(costOf(Usage(), *facts->price, billed).priced, model);
      billed.webSearches = billed.groundedPrompts = 1;
      QVERIFY2(!costOf(Usage(), *facts->price, billed).priced, model);
    }
  }

  // BerriAI/litellm#6215: prompt_tokens holds the cached ones, they must not be billed twice.
  // The other rows are of the same family: #31714 and #15945.
  void T112_cachedTokensCostTheirOwnRateOnce_data() {
    QTest::addColumn<qint64>("prompt");
    QTest::addColumn<qint64>("cached");
    QTest::addColumn<qint64>("completion");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("model");
    QTest::addColumn<QString>("usd");
    QTest::newRow("T112 gpt-4o") << 2006LL << 1920LL << 300LL << "openai"
                                 << "gpt-4o"
                                 << "0.005615000";
    QTest::newRow("T112 gpt-4o-mini") << 2006LL << 1920LL << 300LL << "openai"
                                      << "gpt-4o-mini"
                                      << "0.000336900";
    QTest::newRow("T112 gpt-5") << 9126LL << 4864LL << 3197LL << "openai"
                                << "gpt-5"
                                << "0.037905500";
    QTest::newRow("T112 nothing cached") << 2006LL << 0LL << 300LL << "openai"
                                         << "gpt-4o"
                                         << "0.008015000";
    QTest::newRow("T112 all cached") << 1920LL << 1920LL << 0LL << "openai"
                                     << "gpt-4o"
                                     << "0.002400000";
  }
  void T112_cachedTokensCostTheirOwnRateOnce() {
    QFETCH(qint64, prompt);
    QFETCH(qint64, cached);
    QFETCH(qint64, completion);
    QFETCH(QString, kind);
    QFETCH(QString, model);
    QFETCH(QString, usd);
    Usage usage;
    usage.input = prompt - cached;
    usage.cacheRead = cached;
    usage.output = completion;
    const auto catalog = Catalog::builtIn();
    const ModelFacts* facts = catalog->find(kind.toStdString(), model.toStdString());
    QVERIFY(facts != nullptr);
    const Cost cost = costOf(usage, facts->price);
    QVERIFY(cost.priced);
    QCOMPARE(usdText(cost), usd);
  }

  void T112_linesNameTheBucketsInUse() {
    Usage usage;
    usage.input = 86;
    usage.cacheRead = 1920;
    usage.output = 300;
    const Cost cost = costOf(usage, textPrice("2.5", "1.25", "10"));
    QCOMPARE(cost.lines.size(), std::size_t{3});
    QCOMPARE(cost.lines[0].bucket, std::string("input"));
    QCOMPARE(toString(cost.lines[0].usd), std::string("0.000215000"));
    QCOMPARE(cost.lines[1].bucket, std::string("cache_read"));
    QCOMPARE(cost.lines[1].tokens, std::int64_t{1920});
    QCOMPARE(toString(cost.lines[1].usd), std::string("0.002400000"));
    QCOMPARE(cost.lines[2].bucket, std::string("output"));
    QCOMPARE(toString(cost.lines[2].usd), std::string("0.003000000"));
  }

  void T113_noPriceIsUnpricedNotFree_data() {
    QTest::addColumn<qint64>("cacheRead");
    QTest::addColumn<qint64>("audio");
    QTest::addColumn<bool>("hasPrice");
    QTest::addColumn<bool>("priced");
    QTest::newRow("T113 no price at all") << 0LL << 0LL << false << false;
    QTest::newRow("T113 a bucket in use has none") << 5LL << 0LL << true << false;
    QTest::newRow("T113 audio has none") << 0LL << 1LL << true << false;
    QTest::newRow("T113 only priced buckets in use") << 0LL << 0LL << true << true;
  }
  void T113_noPriceIsUnpricedNotFree() {
    QFETCH(qint64, cacheRead);
    QFETCH(qint64, audio);
    QFETCH(bool, hasPrice);
    QFETCH(bool, priced);
    std::optional<Price> price;
    if (hasPrice) {
      config::PriceEntry entry;
      entry.input = usd("1");
      entry.output = usd("2");
      price = Price{{Price::Tier{0, entry}}};
    }
    Usage usage;
    usage.input = 10;
    usage.cacheRead = cacheRead;
    usage.outputAudio = audio;
    QCOMPARE(costOf(usage, price).priced, priced);
  }

  void T113_emptyPriceIsUnpriced() { QVERIFY(!costOf(Usage{}, Price{}).priced); }

  void reasoningFallsBackToOutput() {
    Price price = textPrice("1", "0.5", "8");
    Usage usage;
    usage.reasoning = 1000;
    QCOMPARE(usdText(costOf(usage, price)), QString("0.008000000"));
    price.tiers[0].entry.reasoning = usd("3");
    QCOMPARE(usdText(costOf(usage, price)), QString("0.003000000"));
  }

  void explicitZeroIsPriced() {
    const Cost cost = costOf(Usage{.input = 7, .output = 9}, textPrice("0", "0", "0"));
    QVERIFY(cost.priced);
    QCOMPARE(cost.usd.value, std::int64_t{0});
  }

  void wholeRequestIsPricedAtTheTierOfItsPrompt_data() {
    QTest::addColumn<qint64>("input");
    QTest::addColumn<qint64>("cacheRead");
    QTest::addColumn<QString>("usd");
    QTest::newRow("at the limit") << 200'000LL << 0LL << "0.600015000";
    QTest::newRow("one above") << 200'001LL << 0LL << "1.200028500";
    QTest::newRow("cached tokens count for the length") << 200'000LL << 1LL << "1.200023100";
  }
  void wholeRequestIsPricedAtTheTierOfItsPrompt() {
    QFETCH(qint64, input);
    QFETCH(qint64, cacheRead);
    QFETCH(QString, usd);
    const auto catalog = Catalog::builtIn();
    const ModelFacts* facts = catalog->find("anthropic", "claude-sonnet-4-5");
    QVERIFY(facts != nullptr);
    Usage usage;
    usage.input = input;
    usage.cacheRead = cacheRead;
    usage.output = 1;
    QCOMPARE(usdText(costOf(usage, facts->price)), usd);
  }

  void aServiceTierHasItsOwnPricesOrNone() {
    Price price = textPrice("2", "0.5", "8");
    Usage usage;
    usage.input = 1'000'000;
    QCOMPARE(usdText(costOf(usage, price)), QString("2.000000000"));
    Billed flex;
    flex.tier = Billed::Tier::Flex;
    QVERIFY2(!costOf(usage, price, flex).priced, "nobody knows what flex costs there");
    config::PriceEntry half;
    half.input = usd("1");
    price.services.emplace_back(Billed::Tier::Flex, half);
    QCOMPARE(usdText(costOf(usage, price, flex)), QString("1.000000000"));
    usage.output = 1;
    QVERIFY2(!costOf(usage, price, flex).priced, "the standard price does not fill in");
    Billed priority;
    priority.tier = Billed::Tier::Priority;
    QVERIFY(!costOf(usage, price, priority).priced);
  }

  void picturesHaveTheirOwnPriceAndAreNotBilledTwice() {
    Price price = textPrice("0.3", "0.03", "2.5");
    Usage usage;
    usage.output = 1'300;
    Billed billed;
    billed.outputImage = 1'290;
    QVERIFY(!costOf(usage, price, billed).priced);  // what pictures cost is unknown
    price.tiers[0].entry.outputImage = usd("30");
    const Cost cost = costOf(usage, price, billed);
    QCOMPARE(cost.lines.size(), std::size_t{2});
    QCOMPARE(cost.lines[0].tokens, std::int64_t{10});
    QCOMPARE(std::string(cost.lines[1].bucket), std::string("output_image"));
    QCOMPARE(usdText(cost), QString("0.038725000"));
    billed.outputImage = 9'999;  // more than there are tokens
    QCOMPARE(costOf(usage, price, billed).lines.size(), std::size_t{1});
  }

  // BerriAI/litellm#9812: the bill of the provider's console was 0.04614 for what went into the
  // cache and 0.00825 for the answer, beside three tokens of prompt.
  void T112_anAnthropicBill() {
    config::PriceEntry entry;
    entry.input = usd("3");
    entry.cacheWrite = usd("3.75");
    entry.output = usd("15");
    Usage usage;
    usage.input = 3;
    usage.cacheWrite = 12'304;
    usage.output = 550;
    const Cost cost = costOf(usage, Price{{Price::Tier{0, entry}}});
    QCOMPARE(QString::fromStdString(toString(cost.lines[1].usd)), QString("0.046140000"));
    QCOMPARE(QString::fromStdString(toString(cost.lines[2].usd)), QString("0.008250000"));
    QCOMPARE(usdText(cost), QString("0.054399000"));
  }

  // BerriAI/litellm#14849: 262,960 tokens of prompt, 257,955 of them from the cache, 1,744 of
  // answer; 0.1849 by the prices that the report names.
  void T112_aGeminiBill() {
    Usage usage;
    usage.cacheRead = 257'955;
    usage.input = 262'960 - usage.cacheRead;
    usage.output = 1'744;
    QCOMPARE(usdText(costOf(usage, textPrice("1.25", "0.625", "10"))), QString("0.184918125"));
  }

  // Gemini 2.5 Flash: cached audio costs a tenth of audio, not of text.
  void cachedAudioHasItsOwnPrice() {
    Price price = textPrice("0.3", "0.03", "2.5");
    Usage usage;
    usage.cacheRead = 110'000;
    Billed billed;
    billed.cachedAudio = 100'000;
    QCOMPARE(usdText(costOf(usage, price, billed)), QString("0.003300000"));
    price.tiers[0].entry.inputAudio = usd("1");
    QVERIFY2(!costOf(usage, price, billed).priced, "what it costs cached is not known");
    price.tiers[0].entry.cacheReadAudio = usd("0.1");
    const Cost cost = costOf(usage, price, billed);
    QCOMPARE(cost.lines.size(), std::size_t{2});
    QCOMPARE(std::string(cost.lines[1].bucket), std::string("cache_read_audio"));
    QCOMPARE(usdText(cost), QString("0.010300000"));
  }

  void callsOfToolsAreBilledEach() {
    Price price = textPrice("3", "0.3", "15");
    Usage usage;
    usage.input = 100;
    Billed billed;
    billed.webSearches = 3;
    QVERIFY2(!costOf(usage, price, billed).priced, "a search without a price");
    price.calls.webSearch = PricePerMtok{10'000'000'000};  // one cent
    const Cost cost = costOf(usage, price, billed);
    QCOMPARE(usdText(cost), QString("0.030300000"));
    QVERIFY(countsCalls(cost.lines[1].bucket) && !countsCalls(cost.lines[0].bucket));
    QCOMPARE(cost.lines[1].tokens, std::int64_t{3});
  }

  void whatIsSoldOtherwiseIsUnpriced() {
    Usage usage;
    usage.input = 100;
    Billed billed;
    billed.otherCalls = 1;
    QVERIFY(!costOf(usage, textPrice("3", "0.3", "15"), billed).priced);
  }

  void whatAProviderSaysItChargedIsOneLine() {
    const Cost cost = costAsCharged({140'000});
    QVERIFY(cost.priced);
    QCOMPARE(usdText(cost), QString("0.000140000"));
    QCOMPARE(cost.lines.size(), std::size_t{1});
    QVERIFY(countsCalls(cost.lines[0].bucket));
    QCOMPARE(cost.lines[0].usd.value, priceOf(cost.lines[0].tokens, cost.lines[0].price).value);
  }

  void negativeCountsCostNothing() {
    const Cost cost = costOf(Usage{.input = -5, .output = 3}, textPrice("1", "1", "1"));
    QVERIFY(cost.priced);
    QCOMPARE(cost.lines.size(), std::size_t{1});
    QCOMPARE(cost.usd.value, std::int64_t{3000});
  }

  void absurdCountsSaturate() {
    Usage usage;
    usage.input = std::numeric_limits<std::int64_t>::max() / 4;
    usage.output = usage.input;
    const Cost cost = costOf(usage, textPrice("1000000", "1", "1000000"));
    QCOMPARE(cost.usd.value, std::numeric_limits<std::int64_t>::max());
  }

  void sumIsExactForAnyUsageAndPrice() {
    std::mt19937_64 random(20261122);
    for (int round = 0; round < 5000; ++round) {
      const Price price{{Price::Tier{0, randomEntry(random)}}};
      const Usage usage = randomUsage(random);
      const Cost cost = costOf(usage, price);
      QVERIFY(cost.priced);
      std::int64_t tokens = 0;
      NanoUsd sum;
      __extension__ using Wide = __int128;
      Wide pico = 0;
      for (const PriceLine& line : cost.lines) {
        tokens += line.tokens;
        sum += line.usd;
        pico += static_cast<Wide>(line.tokens) * line.price.picoUsdPerToken;
      }
      QCOMPARE(tokens, usage.totalInput() + usage.totalOutput());
      QCOMPARE(sum.value, cost.usd.value);
      // Each line is rounded once: the sum is off by at most half a nano-dollar a line.
      const Wide off = pico - static_cast<Wide>(cost.usd.value) * 1000;
      QVERIFY(off <= 4000 && off >= -4000);
    }
  }

  void moreTokensNeverCostLess() {
    std::mt19937_64 random(7);
    for (int round = 0; round < 2000; ++round) {
      const Price price{{Price::Tier{0, randomEntry(random)}}};
      Usage usage = randomUsage(random);
      const NanoUsd before = costOf(usage, price).usd;
      usage.cacheRead += 1;
      QVERIFY(costOf(usage, price).usd >= before);
    }
  }
};

SB_TEST(CostTest);

}  // namespace sb::catalog

#include "cost_test.moc"
