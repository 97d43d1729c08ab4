// All models in one list: what is filtered out, how fast, and the list in the window.
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QElapsedTimer>
#include <QFile>
#include <QFileDialog>
#include <QGuiApplication>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPointer>
#include <QScrollBar>
#include <QTableView>
#include <QTemporaryDir>
#include <boost/json.hpp>
#include <memory>

#include "tests/support/between.h"
#include "tests/support/test_main.h"
#include "tests/ui/providers/support.h"
#include "ui/providers/model_csv.h"
#include "ui/providers/model_filter.h"
#include "ui/providers/model_tables.h"
#include "ui/providers/models_model.h"

using namespace sb;
using namespace sb::ui;
using sb::test::text;

namespace {

ProviderModel made(const char* name, qint64 context, double price, const char* ability = "tools") {
  ProviderModel one;
  one.model = text(name);
  if (context > 0) one.facts.context = context;
  if (price >= 0) one.facts.price = {{0, {{text("input"), price}}}};
  one.facts.supports = {text(ability)};
  return one;
}

QStringList namesIn(const QAbstractItemModel& model) {
  QStringList names;
  for (int row = 0; row < model.rowCount(); ++row)
    names.append(model.index(row, 0).data().toString());
  return names;
}

// Of the menu of the row with that name.
bool choose(test::ProvidersWindow& window, const QString& name, const char* title) {
  auto* const table = window.wait<QTableView>(text("browserModels"));
  const qsizetype row = namesIn(*table->model()).indexOf(name);
  if (row < 0) return false;
  table->setCurrentIndex(table->model()->index(static_cast<int>(row), 0));
  Q_EMIT table->customContextMenuRequested(table->visualRect(table->currentIndex()).center());
  auto* const menu = window.window.findChild<QMenu*>(text("browserMenu"));
  const QPointer<QMenu> gone(menu);
  bool found = false;
  for (QAction* const action : menu->actions()) {
    if (!action->text().startsWith(text(title)) || found) continue;
    found = true;
    action->trigger();
  }
  menu->close();
  return test::until([&] { return gone.isNull(); }) && found;
}

}  // namespace

class ModelBrowserTest : public QObject {
  Q_OBJECT

 private slots:
  void narrowsByEachWish_data();
  void narrowsByEachWish();
  void takesEveryModelOfTheCatalogue();
  void browsesTheModelsOfAllProviders();
  void aPriceIsGivenFromTheMenu();
  void anotherTryTakesTheErrorAway();
  void columnsGoWhereThereIsNoRoom();
  void configuredProvidersComeFirstByName();
  void anEmptyConsoleShowsTheWholeCatalogue();
  void theCatalogueIsShownOnDemand();
  void isFastWithTheWholeCatalogue();
  void aTableForASpreadsheetIsQuoted();
  void whatIsShownIsExported();
};

void ModelBrowserTest::narrowsByEachWish_data() {
  QTest::addColumn<ModelWish>("wish");
  QTest::addColumn<QStringList>("names");
  const QStringList all{text("a/large"), text("a/small"), text("ab/dear"), text("b/unknown")};
  QTest::newRow("nothing") << ModelWish{} << all;
  QTest::newRow("text") << ModelWish{text("SMALL"), {}, {}, 0, {}} << QStringList{all[1]};
  QTest::newRow("provider") << ModelWish{{}, text("a"), {}, 0, {}} << all.first(2);
  QTest::newRow("ability") << ModelWish{{}, {}, text("vision"), 0, {}} << QStringList{all[2]};
  QTest::newRow("context") << ModelWish{{}, {}, {}, 100'000, {}} << QStringList{all[0], all[2]};
  QTest::newRow("price") << ModelWish{{}, {}, {}, 0, 1.0} << all.first(2);
  QTest::newRow("all of it") << ModelWish{text("l"), text("a"), text("tools"), 100'000, 1.0}
                             << QStringList{all[0]};
}

void ModelBrowserTest::narrowsByEachWish() {
  QFETCH(ModelWish, wish);
  QFETCH(QStringList, names);
  ModelsModel models;
  ModelFilter filter;
  filter.setSourceModel(&models);
  models.setModels({made("a/large", 200'000, 0.5), made("a/small", 8'000, 1.0),
                    made("ab/dear", 1'000'000, 30, "vision"), made("b/unknown", 0, -1)});
  filter.setWish(wish);
  QStringList shown;
  for (int row = 0; row < filter.rowCount(); ++row)
    shown.append(filter.index(row, 0).data().toString());
  QCOMPARE(shown, names);
  QCOMPARE(wish.isEmpty(), names.size() == 4);
}

void ModelBrowserTest::takesEveryModelOfTheCatalogue() {
  QList<ProviderModel> many;
  for (int i = 0; i < 4'177; ++i)
    many.append(made("p/m", i * 100, i % 40));
  ModelsModel models;
  ModelFilter filter;
  filter.setSourceModel(&models);
  models.setModels(many);
  filter.sort(ModelsModel::Input, Qt::DescendingOrder);
  QCOMPARE(filter.rowCount(), 4'177);
  QCOMPARE(filter.index(0, ModelsModel::Input).data(ModelsModel::kSortRole).toDouble(), 39.0);
  filter.setWish({{}, {}, {}, 0, 0.0});
  QCOMPARE(filter.rowCount(), 105);
}

void ModelBrowserTest::browsesTheModelsOfAllProviders() {
  test::Peer upstream(test::models());
  test::Engine engine("providers:\n" + test::providerLine("first", upstream.port()) +
                      test::providerLine("second", upstream.port()));
  test::ProvidersWindow window(test::endpointOf(engine));
  QVERIFY(test::until([&] { return window.providers().size() == 2; }));
  for (const char* button : {"test.first", "test.second"})
    window.click(text(button));
  QVERIFY(test::until(
      [&] { return engine.admin("GET", "models").body.at("total").to_number<int>() == 4; }));
  window.click(text("browseModels"));
  auto* const table = window.wait<QTableView>(text("browserModels"));
  QVERIFY(test::until([&] { return table->model()->rowCount() == 4; }));
  QVERIFY(window.says(text("4 of 4 models")));
  auto* const provider = window.wait<QComboBox>(text("browserProvider"));
  provider->setCurrentIndex(provider->findData(text("second")));
  QCOMPARE(table->model()->rowCount(), 2);
  auto* const search = window.wait<QLineEdit>(text("browserSearch"));
  QTest::keyClicks(search, text("BET"));
  QCOMPARE(table->model()->rowCount(), 1);
  table->selectAll();
  QTest::keySequence(table, QKeySequence::Copy);
  QCOMPARE(QGuiApplication::clipboard()->text(), text("second/beta"));
  QTest::keyClicks(search, text("zz"));
  QVERIFY(window.waitFor(text("No model matches")));
  search->clear();
  auto* const price = window.wait<QComboBox>(text("browserPrice"));
  price->setCurrentIndex(1);  // nothing has a price here
  QCOMPARE(table->model()->rowCount(), 0);
  window.click(text("pageBack"));
  QVERIFY(window.wait(text("provider.first")) != nullptr);
}

void ModelBrowserTest::aPriceIsGivenFromTheMenu() {
  test::Peer upstream(test::models("alpha"));
  test::Engine engine("providers:\n" + test::providerLine("first", upstream.port()));
  test::ProvidersWindow window(test::endpointOf(engine));
  window.click(text("test.first"));
  QVERIFY(window.waitFor(text("Healthy")));
  window.click(text("browseModels"));
  auto* const table = window.wait<QTableView>(text("browserModels"));
  QVERIFY(test::until([&] { return table->model()->rowCount() == 1; }));
  const auto choose = [&](const char* title) {
    return ::choose(window, text("first/alpha"), title);
  };
  QVERIFY(choose("Copy"));
  QCOMPARE(QGuiApplication::clipboard()->text(), text("first/alpha"));
  QVERIFY(choose("Price"));
  window.wait<QLineEdit>(text("price.input"))->setText(text("2.5"));
  window.click(text("priceSave"));
  QVERIFY(test::until([&] {
    const QModelIndex price = table->model()->index(0, ModelsModel::Input);
    return price.data().toString().contains(text("2.50"));
  }));
  QVERIFY(choose("Open its provider"));
  QVERIFY(window.wait(text("providerModels")) != nullptr);
}

void ModelBrowserTest::columnsGoWhereThereIsNoRoom() {
  ModelsModel models;
  const std::unique_ptr<QTableView> table(makeModelTable(text("table"), &models, nullptr));
  setModelWidths(table.get(), {0, 80, 128, 88, 88, 208, 150});
  table->resize(1000, 300);
  table->show();
  const auto isShown = [&](int column) { return !table->isColumnHidden(column); };
  for (int column = 0; column < ModelsModel::kColumns; ++column)
    QVERIFY(isShown(column));
  const int wide = table->columnWidth(ModelsModel::Name);
  table->resize(600, 300);
  QVERIFY(!isShown(ModelsModel::Source) && isShown(ModelsModel::Input));
  QVERIFY(table->columnWidth(ModelsModel::Name) >= 160);
  QCOMPARE(table->horizontalScrollBar()->maximum(), 0);
  // What is drawn by hand holds, as far as there is room.
  table->setColumnWidth(ModelsModel::Input, 120);
  table->resize(1000, 300);
  QVERIFY(isShown(ModelsModel::Source));
  QCOMPARE(table->columnWidth(ModelsModel::Input), 120);
  QVERIFY(table->columnWidth(ModelsModel::Name) < wide);
}

void ModelBrowserTest::anotherTryTakesTheErrorAway() {
  test::Peer upstream(test::models("alpha"));
  test::Engine engine("providers:\n" + test::providerLine("first", upstream.port()));
  test::Between between(engine);
  test::ProvidersWindow window(between.endpoint());
  QVERIFY(window.wait(text("provider.first")) != nullptr);
  between.set(test::Between::Mode::Garbage);
  window.click(text("browseModels"));
  QVERIFY(window.waitFor(text("The models cannot be shown")));
  between.set(test::Between::Mode::Silent);
  window.click(text("emptyAction"));
  QVERIFY(window.waitFor(text("The models are being fetched")));
  QVERIFY(!window.says(text("is not Signalbox")));
  between.set(test::Between::Mode::Gone);
}

void ModelBrowserTest::configuredProvidersComeFirstByName() {
  QList<ProviderModel> some{made("b/own", 8'000, 2), made("a/other", 8'000, 1),
                            made("c/own", 8'000, 3), made("d/other", 8'000, 4)};
  some[1].configured = some[3].configured = false;
  ModelsModel models;
  ModelFilter filter;
  filter.setSourceModel(&models);
  models.setModels(some);
  filter.sort(ModelsModel::Name, Qt::AscendingOrder);
  QCOMPARE(namesIn(filter),
           (QStringList{text("b/own"), text("c/own"), text("a/other"), text("d/other")}));
  filter.sort(ModelsModel::Name, Qt::DescendingOrder);
  QCOMPARE(namesIn(filter),
           (QStringList{text("c/own"), text("b/own"), text("d/other"), text("a/other")}));
  filter.sort(ModelsModel::Input, Qt::AscendingOrder);
  QCOMPARE(namesIn(filter),
           (QStringList{text("a/other"), text("b/own"), text("c/own"), text("d/other")}));
  ModelWish wish;
  wish.configuredOnly = true;
  QVERIFY(!wish.isEmpty());
  filter.setWish(wish);
  QCOMPARE(namesIn(filter), (QStringList{text("b/own"), text("c/own")}));
}

void ModelBrowserTest::anEmptyConsoleShowsTheWholeCatalogue() {
  test::Engine engine("");
  test::ProvidersWindow window(test::endpointOf(engine));
  window.click(text("browseModels"));
  auto* const table = window.wait<QTableView>(text("browserModels"));
  QVERIFY(test::until([&] { return table->model()->rowCount() > 3'500; }));
  QVERIFY(!window.wait<QCheckBox>(text("browserOnly"))->isChecked());
  auto* const search = window.wait<QLineEdit>(text("browserSearch"));
  search->setText(text("mistral/mistral-large-latest"));
  QCOMPARE(table->model()->rowCount(), 1);
  QCOMPARE(table->model()->index(0, ModelsModel::Source).data().toString(),
           text("provider not added"));
  QVERIFY(choose(window, text("mistral/mistral-large-latest"), "Add this provider"));
  auto* const presets = window.wait<QListView>(text("presetList"));
  QVERIFY(test::until(
      [&] { return presets->currentIndex().data().toString().startsWith(text("Mistral")); }));
  window.click(text("addCancel"));
  // The way to look at the configured ones, of which there are none.
  window.wait<QCheckBox>(text("browserOnly"))->click();
  QVERIFY(window.waitFor(text("No models known yet")));
  window.click(text("emptyAction"));
  QVERIFY(test::until([&] { return table->model()->rowCount() == 1; }));
}

void ModelBrowserTest::theCatalogueIsShownOnDemand() {
  test::Peer upstream(test::models());
  test::Engine engine("providers:\n" + test::providerLine("first", upstream.port()) +
                      "  - { id: work, kind: mistral, keys: [ { name: main, secret: "
                      "\"env:PATH\" } ] }\n");
  test::ProvidersWindow window(test::endpointOf(engine));
  window.click(text("test.first"));
  QVERIFY(window.waitFor(text("Healthy")));
  window.click(text("browseModels"));
  auto* const table = window.wait<QTableView>(text("browserModels"));
  QVERIFY(test::until([&] { return table->model()->rowCount() > 2; }));
  const QStringList own = namesIn(*table->model());
  QVERIFY(own.contains(text("first/alpha")) && own.contains(text("work/mistral-large-latest")));
  QVERIFY(own.size() < 1'000);
  auto* const only = window.wait<QCheckBox>(text("browserOnly"));
  QVERIFY(only->isChecked());
  only->click();
  QVERIFY(test::until([&] { return table->model()->rowCount() > 3'000; }));
  const QStringList all = namesIn(*table->model());
  QCOMPARE(all.first(own.size()), own);
  // What is configured is not shown twice.
  QVERIFY(!all.contains(text("mistral/mistral-large-latest")));
  QVERIFY(all.contains(text("groq/openai/gpt-oss-120b")));
  auto* const provider = window.wait<QComboBox>(text("browserProvider"));
  provider->setCurrentIndex(provider->findData(text("groq")));
  QVERIFY(table->model()->rowCount() > 3 && table->model()->rowCount() < 200);
  table->setCurrentIndex(table->model()->index(0, 0));
  QTest::keyClick(table, Qt::Key_Return);
  QVERIFY(window.wait(text("addProviderDialog")) != nullptr);
  window.click(text("addCancel"));
  only->click();
  QCOMPARE(provider->currentData().toString(), QString());
  QCOMPARE(namesIn(*table->model()), own);
}

void ModelBrowserTest::isFastWithTheWholeCatalogue() {
  test::Engine engine("");
  test::ProvidersWindow window(test::endpointOf(engine));
  QVERIFY(test::until([&] { return window.find(text("browseModels")) != nullptr; }));
  QElapsedTimer took;
  took.start();
  window.click(text("browseModels"));
  auto* const table = window.wait<QTableView>(text("browserModels"));
  QVERIFY(test::until([&] { return table->model()->rowCount() > 3'500; }));
  const qint64 loaded = took.restart();
  auto* const search = window.wait<QLineEdit>(text("browserSearch"));
  QTest::keyClicks(search, text("gpt"));
  search->clear();
  const qint64 typed = took.restart();
  table->sortByColumn(ModelsModel::Input, Qt::AscendingOrder);
  table->sortByColumn(ModelsModel::Name, Qt::DescendingOrder);
  const qint64 sorted = took.elapsed();
  qInfo("loaded in %lld ms, typed in %lld ms, sorted in %lld ms", loaded, typed, sorted);
  QVERIFY(loaded < 5'000 && typed < 2'000 && sorted < 2'000);
}

void ModelBrowserTest::aTableForASpreadsheetIsQuoted() {
  ProviderModel plain = made("a/one", 8'000, 0.15), odd;
  plain.facts.title = text("One, the \"first\"");
  plain.facts.supports = {text("tools"), text("image")};
  odd.model = text("=cmd|x/@two/\u00fc");
  odd.configured = false;
  const QByteArray csv = csvOf({plain, odd});
  const QList<QByteArray> lines = csv.split('\n');
  QCOMPARE(lines.size(), 4);
  QVERIFY(lines[0].startsWith("provider,model,title,") && lines[0].endsWith('\r'));
  QCOMPARE(lines[1],
           QByteArray("\"a\",\"one\",\"One, the \"\"first\"\"\",\"\",\"8000\",\"\",\"0.15\","
                      "\"\",\"\",\"\",\"tools image\",\"false\",\"true\"\r"));
  QVERIFY2(lines[2].startsWith("\"'=cmd|x\",\"'@two/"), lines[2].constData());
  QVERIFY(lines[2].endsWith("\"false\"\r") && lines[3].isEmpty());
}

void ModelBrowserTest::whatIsShownIsExported() {
  test::Peer upstream(test::models());
  test::Engine engine("providers:\n" + test::providerLine("first", upstream.port()));
  test::ProvidersWindow window(test::endpointOf(engine));
  window.click(text("test.first"));
  QVERIFY(window.waitFor(text("Healthy")));
  window.click(text("browseModels"));
  auto* const table = window.wait<QTableView>(text("browserModels"));
  QVERIFY(test::until([&] { return table->model()->rowCount() == 2; }));
  QVERIFY(choose(window, text("first/alpha"), "Copy as CSV"));
  QVERIFY(QGuiApplication::clipboard()->text().endsWith(text("\"true\"\r\n")));
  window.wait<QLineEdit>(text("browserSearch"))->setText(text("beta"));
  QTemporaryDir folder;
  for (const auto& [path, said] : {std::pair(folder.filePath(text("models.csv")), "Exported to"),
                                   std::pair(folder.filePath(text("no/such.csv")), "cannot be")}) {
    window.click(text("browserExport"));
    auto* const dialog = window.wait<QFileDialog>(text("exportModelsDialog"));
    Q_EMIT dialog->fileSelected(path);
    dialog->close();
    QVERIFY2(window.notices.last().contains(text(said)), qPrintable(window.notices.last()));
    QVERIFY(test::until([&] { return window.find(text("exportModelsDialog")) == nullptr; }));
  }
  QFile file(folder.filePath(text("models.csv")));
  QVERIFY(file.open(QIODevice::ReadOnly));
  const QList<QByteArray> lines = file.readAll().split('\n');
  QCOMPARE(lines.size(), 3);
  QVERIFY(lines[1].startsWith("\"first\",\"beta\","));
}

SB_TEST(ModelBrowserTest);
#include "browser_test.moc"
