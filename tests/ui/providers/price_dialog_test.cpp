// A price of one's own for a model: typed, kept, taken back, when the gateway fails and when the
// clipboard is hostile.
#include <QFile>
#include <QLineEdit>
#include <QTableView>
#include <QTest>

#include "tests/support/between.h"
#include "tests/support/hostile.h"
#include "tests/support/test_main.h"
#include "tests/ui/providers/support.h"
#include "ui/providers/price_dialog.h"

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

}  // namespace

class PriceDialogTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void cleanup();

  void aPriceOfOneTokenIsNotTakenForOneOfAMillion_data();
  void aPriceOfOneTokenIsNotTakenForOneOfAMillion();
  void lengthsOfPromptsGrow_data();
  void lengthsOfPromptsGrow();
  void aPriceIsSavedAndTakenBack();
  void longerPromptsHavePricesOfTheirOwn();
  void whatIsWrongWithALengthIsSaid_data();
  void whatIsWrongWithALengthIsSaid();
  void lengthsBeyondTheFieldsStay();
  void whatTheDialogDoesNotShowStays();
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

void PriceDialogTest::aPriceOfOneTokenIsNotTakenForOneOfAMillion_data() {
  QTest::addColumn<QString>("price");
  QTest::addColumn<QString>("problem");
  const auto row = [](const char* name, const char* price, const char* problem) {
    QTest::newRow(name) << text(price) << text(problem);
  };
  row("none", "", "");
  row("usual", "0.15", "");
  row("free", "0", "");
  row("whole", "30", "");
  row("one token", "0.0000025", "would be 2.5.");
  row("one token, dear", "0.00015", "would be 150.");
  row("too fine", "1.1234567", "six digits");
  row("a comma", "0,15", "a number");
  row("words", "cheap", "a number");
  row("negative", "-1", "a number");
  row("a fortune", "2000000", "a number");
}

void PriceDialogTest::aPriceOfOneTokenIsNotTakenForOneOfAMillion() {
  QFETCH(const QString, price);
  QFETCH(const QString, problem);
  const QString found = problemOfPrice(price);
  QCOMPARE(found.isEmpty(), problem.isEmpty());
  QVERIFY2(found.contains(problem), qPrintable(found));
}

void PriceDialogTest::lengthsOfPromptsGrow_data() {
  QTest::addColumn<QString>("length");
  QTest::addColumn<qint64>("below");
  QTest::addColumn<QString>("problem");
  const auto row = [](const char* name, const char* length, qint64 below, const char* problem) {
    QTest::newRow(name) << text(length) << below << text(problem);
  };
  row("none", "", 200'000, "");
  row("usual", "200000", 0, "");
  row("more than before", "200001", 200'000, "");
  row("as before", "200000", 200'000, "200000 is not above 200000");
  row("less than before", "1", 200'000, "1 is not above 200000");
  row("most", "1000000000", 0, "");
  row("too long", "1000000001", 0, "a whole number");
  row("zero", "0", 0, "a whole number");
  row("a fraction", "1.5", 0, "a whole number");
  row("thousands", "200k", 0, "a whole number");
}

void PriceDialogTest::lengthsOfPromptsGrow() {
  QFETCH(const QString, length);
  QFETCH(const qint64, below);
  QFETCH(const QString, problem);
  const QString found = problemOfLength(length, below);
  QCOMPARE(found.isEmpty(), problem.isEmpty());
  QVERIFY2(found.contains(problem), qPrintable(found));
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

void PriceDialogTest::whatTheDialogDoesNotShowStays() {
  start(
      "models:\n"
      "  - provider: up\n"
      "    model: alpha\n"
      "    context: 4321\n"
      "    price:\n"
      "      usd_per_mtok: { input: 1, output: 2, input_audio: 40 }\n"
      "      tiers: [ { above_tokens: 200000, usd_per_mtok: { input: 3.25 } } ]\n"
      "      service_tiers: { batch: { usd_per_mtok: { input: 0.5 } } }\n"
      "      usd_per_call: { web_search: 0.01 }\n");
  openDialog();
  QCOMPARE(field("input")->text(), text("1"));
  field("input")->setText(text("1.5"));
  field("output")->clear();
  m_window->click(text("priceSave"));
  QVERIFY(until([&] { return closed(); }));
  const ModelFacts facts = this->facts();
  QCOMPARE(facts.context, std::optional<qint64>(4'321));
  const QHash<QString, double> base{{text("input"), 1.5}, {text("input_audio"), 40}};
  QCOMPARE(facts.price.size(), 2);
  QCOMPARE(facts.price[0].usdPerMtok, base);
  QCOMPARE(facts.price[1].aboveTokens, 200'000);
  QCOMPARE(facts.price[1].usdPerMtok.value(text("input")), 3.25);
  QCOMPARE(facts.servicePrices.value(text("batch")).toObject().value(text("input")), 0.5);
  QCOMPARE(facts.usdPerCall.value(text("web_search")).toString().toDouble(), 0.01);
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
  const QStringList buckets{text("input"),       text("output"),         text("cache_read"),
                            text("cache_write"), text("cache_write_1h"), text("reasoning"),
                            text("input_audio"), text("output_audio"),   text("output_image")};
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

// Nothing is a price, but for what is empty: that is unknown.
void PriceDialogTest::pastedTextsAreRefusedInWords() {
  QFETCH(const QString, pasted);
  start();
  openDialog();
  test::pasteInto(field("output"), pasted);
  const QString before = field("output")->text();
  const QString fileBefore = file();
  m_window->click(text("priceSave"));
  if (pasted.trimmed().isEmpty()) {
    QVERIFY(until([&] { return closed() && shows(text("price of your own")); }));
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
