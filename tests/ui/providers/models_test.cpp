// The lists behind the screen of providers, and what it says about states.
#include <QAbstractItemModelTester>
#include <QTest>

#include "tests/support/test_main.h"
#include "tests/ui/providers/support.h"
#include "ui/providers/keys_model.h"
#include "ui/providers/models_model.h"
#include "ui/providers/preset_model.h"
#include "ui/widgets/delegates.h"

using namespace sb;
using namespace sb::ui;
using sb::test::text;

namespace {

Preset preset(const char* id, const char* url) {
  Preset one;
  one.id = one.name = text(id);
  one.baseUrl = text(url);
  return one;
}

ProviderKey key(const char* name, KeyState state) {
  ProviderKey one;
  one.name = text(name);
  one.state = state;
  return one;
}

}  // namespace

class ProviderModelsTest : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

  void offersServersBeforePresetsAndNarrowsThem() {
    PresetModel model;
    const QAbstractItemModelTester tester(&model);
    model.setPresets({preset("openai", "https://api.openai.com/v1"),
                      preset("ollama", "http://127.0.0.1:11434/v1"), preset("custom", "")});
    QCOMPARE(model.presetCount(), 2);
    QCOMPARE(model.rowCount(), 3);
    model.setServers({{preset("ollama", "http://127.0.0.1:11434/v1"), 11434, {text("qwen3")}}});
    QCOMPARE(model.rowCount(), 5);
    QCOMPARE(model.firstOffer(), 1);
    QCOMPARE(model.offer(model.index(1))->port, 11434);
    QVERIFY(!model.offer(model.index(0)));
    QVERIFY(!model.flags(model.index(0)).testFlag(Qt::ItemIsSelectable));
    model.setSearch(text("  OPENAI "));
    QCOMPARE(model.rowCount(), 2);
    model.setSearch(text("nothing like it"));
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.firstOffer(), -1);
  }

  void showsModelsWithPricesAndSortsByNumber() {
    ModelsModel model;
    const QAbstractItemModelTester tester(&model);
    ProviderModel cheap, unknown;
    cheap.model = text("cheap");
    cheap.facts.context = 128'000;
    cheap.facts.price = {{0, {{text("input"), 0.15}, {text("output"), 0.6}}}};
    unknown.model = text("unknown");
    model.setModels({cheap, unknown});
    const auto show = [&](int row, int column) {
      return model.index(row, column).data().toString();
    };
    QCOMPARE(show(0, ModelsModel::Input), text("$0.15"));
    QCOMPARE(show(1, ModelsModel::Input), text("unpriced"));
    QCOMPARE(show(1, ModelsModel::Context), QString(QChar(0x2013)));
    const auto sorted = [&](int row) {
      return model.index(row, ModelsModel::Output).data(ModelsModel::kSortRole).toDouble();
    };
    QVERIFY(sorted(0) > sorted(1));
    model.setModels({});
  }

  void holdsTenThousandModels() {
    ModelsModel model;
    QList<ProviderModel> many(10'000);
    for (ProviderModel& one : many)
      one.model = text("m");
    model.setModels(many);
    QCOMPARE(model.rowCount(), 10'000);
  }

  void keepsRowsOfTheSameKeys() {
    ProviderKeysModel model;
    const QAbstractItemModelTester tester(&model);
    model.setKeys({key("main", KeyState::Usable), key("spare", KeyState::Usable)});
    const QPersistentModelIndex spare = model.index(1, 0);
    model.setKeys({key("main", KeyState::Resting), key("spare", KeyState::Refused)});
    QVERIFY(spare.isValid());
    QCOMPARE(spare.sibling(1, ProviderKeysModel::State).data().toString(), text("rejected"));
    QCOMPARE(model.index(1, ProviderKeysModel::State).data(kToneRole).toInt(),
             static_cast<int>(Tone::Error));
    model.setKeys({key("main", KeyState::Usable)});
    QCOMPARE(model.rowCount(), 1);
  }

  void namesEachStateOfAProvider_data() {
    QTest::addColumn<QList<int>>("states");
    QTest::addColumn<QString>("said");
    const auto row = [](const char* said, const QList<KeyState>& states) {
      QList<int> numbers;
      for (const KeyState state : states)
        numbers.append(static_cast<int>(state));
      QTest::newRow(said) << numbers << text(said);
    };
    row("Not tested", {});
    row("Not tested", {KeyState::Usable, KeyState::Refused});
    row("Some models rest", {KeyState::Resting, KeyState::Refused});
    row("Key rejected", {KeyState::Refused});
    row("Key missing", {KeyState::Missing});
    row("Keychain locked", {KeyState::Waiting});
    row("Keys off", {KeyState::Disabled});
  }

  void namesEachStateOfAProvider() {
    QFETCH(const QList<int>, states);
    QFETCH(const QString, said);
    Provider provider;
    for (const int state : states)
      provider.keys.append(key("k", static_cast<KeyState>(state)));
    const Mark mark = markOf(provider, {});
    QCOMPARE(mark.text, said);
    QVERIFY(!mark.iconName.isEmpty());
  }

  void aRestHidesNoFault() {
    Provider provider;
    provider.keys.append(key("k", KeyState::Resting));
    Evidence evidence;
    evidence.worked = true;
    QCOMPARE(markOf(provider, evidence).text, text("Some models rest"));
    evidence.failed = true;
    QCOMPARE(markOf(provider, evidence).text, text("Test failed"));
    evidence.notConnected = true;
    QCOMPARE(markOf(provider, evidence).text, text("Not running"));
  }

  void sumsUpDaysByProvider() {
    const QDate today(2026, 11, 22);
    Spend spend;
    SpendCell cell;
    cell.name = text("openai");
    cell.start = today.startOfDay().toMSecsSinceEpoch();
    cell.requests = 3;
    cell.errors = 1;
    cell.cost = 5;
    spend.cells.append(cell);
    cell.start = today.addDays(-1).startOfDay().toMSecsSinceEpoch();
    spend.cells.append(cell);
    auto figures = figuresByProvider(spend, today);
    QCOMPARE(figures.value(text("openai")).requests, 6);
    QCOMPARE(figures.value(text("openai")).requestsByDay.last(), 3.0);
    LogRow row;
    row.provider = text("openai");
    row.outcome = text("ok");
    row.ms.firstToken = 40;
    addFirstTokens(figures, {row});
    QCOMPARE(figures.value(text("openai")).firstToken50, std::optional(40.0));
    QVERIFY(figures.value(text("openai")).answered);
  }

  void makesFreeIds() {
    QCOMPARE(freeId(text("openai"), {}), text("openai"));
    QCOMPARE(freeId(text("openai"), {text("openai"), text("openai-2")}), text("openai-3"));
    QCOMPARE(freeId(text("My Own/Server"), {}), text("myownserver"));
    QCOMPARE(freeId({}, {}), text("provider"));
  }
};

SB_TEST(ProviderModelsTest);
#include "models_test.moc"
