// A price of one's own for a model: typed, kept, taken back, when the gateway fails and when the
// clipboard is hostile.
#include <QFile>
#include <QJsonObject>
#include <QLineEdit>
#include <QTableView>
#include <QTest>

#include "tests/support/between.h"
#include "tests/support/hostile.h"
#include "tests/support/test_main.h"
#include "tests/ui/providers/support.h"
#include "ui/providers/price_dialog.h"
#include "ui/widgets/segment.h"

using namespace sb;
using namespace sb::ui;
using sb::test::Between;
using sb::test::text;
using sb::test::until;

namespace {

// "alpha" is alone in the table of models that "up" has; `models` is what the file says of it.
std::string yaml(quint16 port, const std::string& models) {
  return "providers:\n" + test::providerLine("up", port) + models;
}

// A price with everything that a price can have, also lengths beyond the fields.
constexpr const char* kWhole =
    "models:\n"
    "  - provider: up\n"
    "    model: alpha\n"
    "    context: 4321\n"
    "    price:\n"
    "      usd_per_mtok: { input: 1.234567, output: 2, cache_read: 0.000201, input_audio: 40 }\n"
    "      tiers:\n"
    "        - { above_tokens: 10, usd_per_mtok: { input: 3.25, output_image: 30 } }\n"
    "        - { above_tokens: 20, usd_per_mtok: { input: 4 } }\n"
    "        - { above_tokens: 30, usd_per_mtok: { input: 5 } }\n"
    "        - { above_tokens: 40, usd_per_mtok: { input: 6 } }\n"
    "        - { above_tokens: 50, usd_per_mtok: { input: 7.5 } }\n"
    "      service_tiers:\n"
    "        batch: { usd_per_mtok: { input: 0.617284, output: 1 } }\n"
    "        flex: { usd_per_mtok: { cache_read: 0.01 } }\n"
    "        priority: { usd_per_mtok: { input: 2.469134, reasoning: 8 } }\n"
    "      usd_per_call: { web_search: 0.01, file_search: 0.000000001, grounded_prompt: 0.035 }\n";

}  // namespace

class PriceDialogTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void cleanup();

  void aPriceIsSavedAndTakenBack();
  void openingAndSavingUnchangedChangesNothing_data();
  void openingAndSavingUnchangedChangesNothing();
  void oneChangeKeepsAllOthers_data();
  void oneChangeKeepsAllOthers();
  void tiersAndCallsAreSavedAndTakenOut();
  void theFirstPriceOfOnesOwnKeepsTheCatalogues();
  void whatIsWrongOnAnotherPageIsShown_data();
  void whatIsWrongOnAnotherPageIsShown();
  void longerPromptsHavePricesOfTheirOwn();
  void whatIsWrongWithALengthIsSaid_data();
  void whatIsWrongWithALengthIsSaid();
  void lengthsBeyondTheFieldsStay();
  void everyPriceReachesTheGatewayAsTyped_data();
  void everyPriceReachesTheGatewayAsTyped();
  void troubleOnTheWayLosesNothing_data();
  void troubleOnTheWayLosesNothing();
  void pastedTextsAreRefusedInWords_data();
  void pastedTextsAreRefusedInWords();
  void pastedLengthsAreRefusedInWords_data() { pastedTextsAreRefusedInWords_data(); }
  void pastedLengthsAreRefusedInWords();

 private:
  void start(const std::string& models = {});
  void openDialog(const Endpoint& endpoint);
  void openDialog() { openDialog(test::endpointOf(*m_engine)); }
  QTableView* table() { return m_window->wait<QTableView>(text("providerModels")); }
  QLineEdit* field(const char* bucket) {
    return m_window->wait<QLineEdit>(text("price.") + text(bucket));
  }
  QLabel* problem() { return m_window->find<QLabel>(text("priceProblem")); }
  // What the gateway knows of the model now.
  ModelFacts facts() {
    const auto reply = test::get<QList<ProviderModel>>([&](auto* c, auto t) {
      return m_window->connection.client().providers().models(text("up"), c, t);
    });
    return reply.ok() ? reply->first().facts : ModelFacts();
  }
  // All that the gateway says of the price.
  QJsonObject said() {
    const ModelFacts now = facts();
    QJsonObject all{{text("services"), now.servicePrices}, {text("calls"), now.usdPerCall}};
    for (const PriceTier& tier : now.price)
      for (auto it = tier.usdPerMtok.begin(); it != tier.usdPerMtok.end(); ++it)
        all.insert(text("%1/%2").arg(tier.aboveTokens).arg(it.key()), it.value());
    return all;
  }
  void showPage(const char* page) {
    auto* const which = m_window->wait<Segment>(text("priceWhich"));
    which->findChild<QAbstractButton*>(text("priceWhich.") + text(page))->click();
  }
  // The field, on whichever page it is.
  QLineEdit* anyField(const QString& name) {
    return m_window->wait<PriceDialog>(text("priceDialog"))
        ->findChild<QLineEdit*>(text("price.") + name);
  }
  void save() {
    m_window->click(text("priceSave"));
    QVERIFY2(until([&] { return closed() || problem() != nullptr; }), "neither closed nor refused");
    QVERIFY2(problem() == nullptr, qPrintable(problem() ? problem()->text() : QString()));
  }
  bool closed() { return m_window->find(text("priceDialog")) == nullptr; }
  bool shows(const QString& part) {
    const QAbstractItemModel* const model = table()->model();
    for (int column = 0; column < model->columnCount(); ++column)
      if (model->index(0, column).data().toString().contains(part)) return true;
    return false;
  }
  QString file() {
    QFile all(QString::fromStdString(m_engine->home().configFile()));
    return all.open(QIODevice::ReadOnly) ? QString::fromUtf8(all.readAll()) : QString();
  }

  std::unique_ptr<test::Peer> m_upstream;
  std::unique_ptr<test::Engine> m_engine;
  std::unique_ptr<test::ProvidersWindow> m_window;
};

void PriceDialogTest::cleanup() {
  m_window.reset();
  m_engine.reset();
  m_upstream.reset();
}

void PriceDialogTest::start(const std::string& models) {
  m_upstream = std::make_unique<test::Peer>(test::models("alpha"));
  m_engine = std::make_unique<test::Engine>(yaml(m_upstream->port(), models));
  QVERIFY(m_engine->started());
}

void PriceDialogTest::openDialog(const Endpoint& endpoint) {
  m_window = std::make_unique<test::ProvidersWindow>(endpoint);
  m_window->click(text("test.up"));
  QVERIFY(m_window->waitFor(text("Healthy")));
  m_window->click(text("open.up"));
  QVERIFY(until([&] { return table()->model()->rowCount() == 1; }));
  QVERIFY(!m_window->wait(text("modelPrice"))->isEnabled());
  table()->setCurrentIndex(table()->model()->index(0, 0));
  m_window->click(text("modelPrice"));
  QVERIFY(field("input") != nullptr);
}

void PriceDialogTest::aPriceIsSavedAndTakenBack() {
  start();
  openDialog();
  QVERIFY(m_window->find(text("priceReset")) == nullptr);
  field("input")->setText(text("0.0000025"));
  QTest::keyClick(field("input"), Qt::Key_Return);
  QVERIFY(problem()->text().contains(text("2.5")));
  QCOMPARE(field("input")->property("state").toString(), text("error"));
  field("input")->setText(text(" 2.5 "));
  QVERIFY(problem() == nullptr);
  field("output")->setText(text("10"));
  QTest::keyClick(field("output"), Qt::Key_Return);
  QVERIFY(until([&] { return closed() && shows(text("price of your own")); }));
  QVERIFY(shows(text("$2.50")) && shows(text("$10.00")));
  QCOMPARE(m_window->notices, QStringList(text("Price of alpha saved.")));
  table()->setCurrentIndex(table()->model()->index(0, 0));
  QTest::keyClick(table(), Qt::Key_Return);
  QCOMPARE(field("input")->text(), text("2.5"));
  QCOMPARE(field("cache_read")->text(), QString());
  m_window->click(text("priceReset"));
  QVERIFY(until([&] { return closed() && !shows(text("price of your own")); }));
  QVERIFY2(!file().contains(text("alpha")), qPrintable(file()));
}

void PriceDialogTest::openingAndSavingUnchangedChangesNothing_data() {
  QTest::addColumn<QString>("models");
  QTest::newRow("nothing known") << QString();
  QTest::newRow("everything known") << text(kWhole);
}

void PriceDialogTest::openingAndSavingUnchangedChangesNothing() {
  QFETCH(const QString, models);
  start(models.toStdString());
  openDialog();
  const QString fileBefore = file();
  const QJsonObject before = said();
  QCOMPARE(anyField(text("batch.input"))->text(), models.isEmpty() ? QString() : text("0.617284"));
  field("input")->setText(text(" ") + field("input")->text());
  save();
  QCOMPARE(file(), fileBefore);
  QCOMPARE(said(), before);
  QCOMPARE(m_window->notices, QStringList());
}

void PriceDialogTest::oneChangeKeepsAllOthers_data() {
  QTest::addColumn<QString>("name");
  QTest::addColumn<QString>("path");  // in said()
  QTest::newRow("base") << text("input") << text("0/input");
  QTest::newRow("not there before") << text("output_audio") << text("0/output_audio");
  QTest::newRow("a longer prompt") << text("input.2") << text("20/input");
  QTest::newRow("batch") << text("batch.input") << text("services/batch/input");
  QTest::newRow("flex") << text("flex.output") << text("services/flex/output");
  QTest::newRow("priority") << text("priority.reasoning") << text("services/priority/reasoning");
  QTest::newRow("a prompt with searches")
      << text("call.grounded_prompt") << text("calls/grounded_prompt");
  QTest::newRow("a search") << text("call.web_search") << text("calls/web_search");
  QTest::newRow("a file search") << text("call.file_search") << text("calls/file_search");
}

void PriceDialogTest::oneChangeKeepsAllOthers() {
  QFETCH(const QString, name);
  QFETCH(const QString, path);
  start(kWhole);
  openDialog();
  QJsonObject expected = said();
  anyField(name)->setText(text("0.125"));
  save();
  const QStringList parts = path.split(QLatin1Char('/'));
  if (parts.first() == text("services")) {
    QJsonObject services = expected.value(parts[0]).toObject();
    QJsonObject tier = services.value(parts[1]).toObject();
    tier.insert(parts[2], 0.125);
    services.insert(parts[1], tier);
    expected.insert(parts[0], services);
  } else if (parts.first() == text("calls")) {
    QJsonObject calls = expected.value(parts[0]).toObject();
    calls.insert(parts[1], text("0.125000000"));
    expected.insert(parts[0], calls);
  } else {
    expected.insert(path, 0.125);
  }
  QCOMPARE(said(), expected);
  QCOMPARE(facts().context, std::optional<qint64>(4'321));
}

void PriceDialogTest::tiersAndCallsAreSavedAndTakenOut() {
  start();
  openDialog();
  field("input")->setText(text("1"));
  showPage("services");
  field("batch.input")->setText(text("0.5"));
  field("priority.output_image")->setText(text("60"));
  showPage("calls");
  field("call.web_search")->setText(text("0.01"));
  save();
  const QJsonObject batch{{text("input"), 0.5}}, priority{{text("output_image"), 60}};
  QCOMPARE(facts().servicePrices,
           (QJsonObject{{text("batch"), batch}, {text("priority"), priority}}));
  QCOMPARE(facts().usdPerCall, (QJsonObject{{text("web_search"), text("0.010000000")}}));
  table()->setCurrentIndex(table()->model()->index(0, 0));
  m_window->click(text("modelPrice"));
  showPage("services");
  QCOMPARE(field("batch.input")->text(), text("0.5"));
  field("batch.input")->clear();
  showPage("calls");
  QCOMPARE(field("call.web_search")->text(), text("0.01"));
  field("call.web_search")->clear();
  save();
  QCOMPARE(facts().servicePrices, (QJsonObject{{text("priority"), priority}}));
  QCOMPARE(facts().usdPerCall, QJsonObject());
}

// The catalogue knows this model of Anthropic with a batch tier and a price of searches.
void PriceDialogTest::theFirstPriceOfOnesOwnKeepsTheCatalogues() {
  m_upstream = std::make_unique<test::Peer>(test::models("claude-3-5-haiku-20241022"));
  m_engine = std::make_unique<test::Engine>(
      "providers:\n  - { id: up, kind: anthropic, base_url: \"http://127.0.0.1:" +
      std::to_string(m_upstream->port()) +
      "/v1\", keys: [ { name: main, secret: \"env:PATH\" } ] }\n");
  QVERIFY(m_engine->started());
  const QString name = text("claude-3-5-haiku-20241022");
  const auto known = [&]() -> ModelFacts {
    const auto reply = test::get<QList<ProviderModel>>([&](auto* c, auto t) {
      return m_window->connection.client().providers().models(text("up"), c, t);
    });
    if (!reply.ok()) return {};
    for (const ProviderModel& one : *reply)
      if (one.model == name) return one.facts;
    return {};
  };
  m_window = std::make_unique<test::ProvidersWindow>(test::endpointOf(*m_engine));
  m_window->click(text("open.up"));
  const ModelFacts before = known();
  QVERIFY(!before.servicePrices.isEmpty() && !before.usdPerCall.isEmpty() && !before.ownPrice);
  QVERIFY(until([&] { return table()->model()->rowCount() > 1; }));
  const QModelIndexList found = table()->model()->match(table()->model()->index(0, 0),
                                                        Qt::DisplayRole, name, 1, Qt::MatchExactly);
  QCOMPARE(found.size(), 1);
  table()->setCurrentIndex(found.first());
  m_window->click(text("modelPrice"));
  field("output")->setText(text("3.5"));
  save();
  QVERIFY(until([&] { return known().ownPrice; }));
  const ModelFacts now = known();
  QCOMPARE(now.servicePrices, before.servicePrices);
  QCOMPARE(now.usdPerCall, before.usdPerCall);
  QHash<QString, double> expected = before.price.first().usdPerMtok;
  expected.insert(text("output"), 3.5);
  QCOMPARE(now.price.size(), before.price.size());
  QCOMPARE(now.price.first().usdPerMtok, expected);
}

void PriceDialogTest::whatIsWrongOnAnotherPageIsShown_data() {
  QTest::addColumn<QString>("page");
  QTest::addColumn<QString>("name");
  QTest::addColumn<QString>("price");
  QTest::addColumn<QString>("said");
  QTest::newRow("a tier") << text("services") << text("flex.input") << text("0.0000025")
                          << text("would be 2.5");
  QTest::newRow("a call") << text("calls") << text("call.web_search") << text("10")
                          << text("would be 0.01");
}

void PriceDialogTest::whatIsWrongOnAnotherPageIsShown() {
  QFETCH(const QString, page);
  QFETCH(const QString, name);
  QFETCH(const QString, price);
  QFETCH(const QString, said);
  start();
  openDialog();
  const QString fileBefore = file();
  anyField(name)->setText(price);
  QVERIFY(!anyField(name)->isVisible());
  m_window->click(text("priceSave"));
  QVERIFY(problem() != nullptr);
  QVERIFY2(problem()->text().contains(said), qPrintable(problem()->text()));
  QVERIFY(anyField(name)->isVisible());
  QCOMPARE(m_window->wait<Segment>(text("priceWhich"))->current(), page);
  QCOMPARE(anyField(name)->property("state").toString(), text("error"));
  QCOMPARE(file(), fileBefore);
}

void PriceDialogTest::longerPromptsHavePricesOfTheirOwn() {
  start();
  openDialog();
  field("input")->setText(text("1"));
  field("input_audio")->setText(text("40"));
  field("above.1")->setText(text("200000"));
  field("input.1")->setText(text("2"));
  m_window->click(text("priceSave"));
  QVERIFY(until([&] { return closed() && shows(text("price of your own")); }));
  QCOMPARE(facts().price.size(), 2);
  table()->setCurrentIndex(table()->model()->index(0, 0));
  m_window->click(text("modelPrice"));
  QCOMPARE(field("input_audio")->text(), text("40"));
  QCOMPARE(field("above.1")->text(), text("200000"));
  QCOMPARE(field("input.1")->text(), text("2"));
  QCOMPARE(field("input_audio.1")->text(), QString());
  field("above.1")->clear();
  field("input.1")->clear();
  m_window->click(text("priceSave"));
  QVERIFY(until([&] { return closed(); }));
  QCOMPARE(facts().price.size(), 1);
  QVERIFY2(!file().contains(text("tiers")), qPrintable(file()));
}

void PriceDialogTest::whatIsWrongWithALengthIsSaid_data() {
  QTest::addColumn<QString>("first");
  QTest::addColumn<QString>("second");
  QTest::addColumn<QString>("marked");
  QTest::addColumn<QString>("said");
  QTest::newRow("none") << QString() << text("300000") << text("above.1")
                        << text("above how many tokens");
  QTest::newRow("no number") << text("long") << text("300000") << text("above.1")
                             << text("a whole number");
  QTest::newRow("falling") << text("300000") << text("200000") << text("above.2")
                           << text("200000 is not above 300000");
}

void PriceDialogTest::whatIsWrongWithALengthIsSaid() {
  QFETCH(const QString, first);
  QFETCH(const QString, second);
  QFETCH(const QString, marked);
  QFETCH(const QString, said);
  start(
      "models:\n"
      "  - provider: up\n"
      "    model: alpha\n"
      "    price:\n"
      "      usd_per_mtok: { input: 1 }\n"
      "      tiers:\n"
      "        - { above_tokens: 100000, usd_per_mtok: { input: 2 } }\n"
      "        - { above_tokens: 200000, usd_per_mtok: { input: 3 } }\n");
  openDialog();
  const QString fileBefore = file();
  field("above.1")->setText(first);
  field("above.2")->setText(second);
  m_window->click(text("priceSave"));
  QVERIFY(problem() != nullptr);
  QVERIFY2(problem()->text().contains(said), qPrintable(problem()->text()));
  QCOMPARE(field(marked.toLatin1().constData())->property("state").toString(), text("error"));
  QCOMPARE(file(), fileBefore);
}

void PriceDialogTest::lengthsBeyondTheFieldsStay() {
  std::string models =
      "models:\n"
      "  - provider: up\n"
      "    model: alpha\n"
      "    price:\n"
      "      usd_per_mtok: { input: 1 }\n"
      "      tiers:\n";
  for (const char* const length : {"10", "20", "30", "40", "50", "60"})
    models +=
        std::string("        - { above_tokens: ") + length + ", usd_per_mtok: { input: 2 } }\n";
  start(models);
  openDialog();
  QCOMPARE(field("above.4")->text(), text("40"));
  QVERIFY(m_window->find(text("price.above.5")) == nullptr);
  field("input.4")->setText(text("3.5"));
  m_window->click(text("priceSave"));
  QVERIFY(until([&] { return closed(); }));
  const ModelFacts facts = this->facts();
  QCOMPARE(facts.price.size(), 7);
  QCOMPARE(facts.price[4].usdPerMtok.value(text("input")), 3.5);
  QCOMPARE(facts.price[6].aboveTokens, 60);
  QCOMPARE(facts.price[6].usdPerMtok.value(text("input")), 2.0);
}

void PriceDialogTest::everyPriceReachesTheGatewayAsTyped_data() {
  QTest::addColumn<QString>("price");
  for (const char* const price :
       {"0", "0.15", "0.0002", "0.000201", "1.123456", "75", "1000000", "999999.999999", "007"})
    QTest::newRow(price) << text(price);
}

void PriceDialogTest::everyPriceReachesTheGatewayAsTyped() {
  QFETCH(const QString, price);
  start();
  openDialog();
  const QStringList buckets{text("input"),           text("output"),         text("cache_read"),
                            text("cache_write"),     text("cache_write_1h"), text("reasoning"),
                            text("input_audio"),     text("output_audio"),   text("output_image"),
                            text("cache_read_audio")};
  field("above.1")->setText(text("128000"));
  for (const QString& bucket : buckets) {
    field(bucket.toLatin1().constData())->setText(price);
    field((bucket + text(".1")).toLatin1().constData())->setText(price);
  }
  m_window->click(text("priceSave"));
  QVERIFY(until([&] { return closed() || problem() != nullptr; }));
  QVERIFY2(problem() == nullptr, qPrintable(problem() ? problem()->text() : QString()));
  const ModelFacts facts = this->facts();
  QCOMPARE(facts.price.size(), 2);
  QCOMPARE(facts.price[1].aboveTokens, 128'000);
  for (const QString& bucket : buckets)
    for (const PriceTier& tier : facts.price)
      QCOMPARE(tier.usdPerMtok.value(bucket, -1), price.toDouble());
}

void PriceDialogTest::troubleOnTheWayLosesNothing_data() { test::addTroubles(); }

void PriceDialogTest::troubleOnTheWayLosesNothing() {
  QFETCH(const Between::Mode, mode);
  QFETCH(const QString, said);
  start();
  Between between(*m_engine);
  openDialog(between.endpoint());
  field("input")->setText(text("2.5"));
  between.set(mode);
  m_window->click(text("priceSave"));
  if (mode == Between::Mode::Silent) {
    QVERIFY(until([&] { return between.swallowed() > 0; }));
    QVERIFY(m_window->wait(text("priceCancel"))->isEnabled());
    between.set(Between::Mode::Gone);
  }
  QVERIFY(until([&] { return problem() != nullptr; }));
  QVERIFY2(problem()->text().contains(said), qPrintable(problem()->text()));
  QCOMPARE(field("input")->text(), text("2.5"));
  between.set(Between::Mode::Pass);
  m_window->click(text("priceSave"));
  QVERIFY(until([&] { return closed() && file().contains(text("2.5")); }));
}

void PriceDialogTest::pastedTextsAreRefusedInWords_data() {
  QTest::addColumn<QString>("pasted");
  for (const auto& [what, pasted] : test::hostileTexts())
    QTest::newRow(what) << pasted;
  for (const char* const number : {"-1", "1e309", "1e1", "nan", "inf", "0x10", "99999999999999999",
                                   "1.", ".5", "+1", "1,000", "$1", "1_000", "1 000"})
    QTest::newRow(number) << text(number);
  QTest::newRow("Arabic digits") << QString(QChar(0x0661)) + QChar(0x0662);
}

// Nothing is a price, but for what is empty: that is unknown, as it was.
void PriceDialogTest::pastedTextsAreRefusedInWords() {
  QFETCH(const QString, pasted);
  start();
  openDialog();
  test::pasteInto(field("output"), pasted);
  const QString before = field("output")->text();
  const QString fileBefore = file();
  m_window->click(text("priceSave"));
  if (pasted.trimmed().isEmpty()) {
    QVERIFY(until([&] { return closed(); }));
    QCOMPARE(file(), fileBefore);
    return;
  }
  QVERIFY(problem() != nullptr);
  QVERIFY(!problem()->text().isEmpty());
  QCOMPARE(field("output")->property("state").toString(), text("error"));
  QCOMPARE(field("output")->text(), before);
  QCOMPARE(test::richLabels(&m_window->window), QStringList());
  QCOMPARE(file(), fileBefore);
}

// None of them is a length, and an empty one beside a price is refused, too.
void PriceDialogTest::pastedLengthsAreRefusedInWords() {
  QFETCH(const QString, pasted);
  start();
  openDialog();
  field("input.1")->setText(text("2"));
  test::pasteInto(field("above.1"), pasted);
  const QString fileBefore = file();
  m_window->click(text("priceSave"));
  QVERIFY(problem() != nullptr);
  QVERIFY(!problem()->text().isEmpty());
  QCOMPARE(field("above.1")->property("state").toString(), text("error"));
  QCOMPARE(test::richLabels(&m_window->window), QStringList());
  QCOMPARE(file(), fileBefore);
}

SB_TEST(PriceDialogTest);
#include "price_dialog_test.moc"
