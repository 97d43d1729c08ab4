// Spend laid out, its models, and its page against a real gateway.
#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QDateEdit>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QtCharts/QAbstractSeries>
#include <QtCharts/QChart>

#include "tests/support/between.h"
#include "tests/support/engine.h"
#include "tests/support/hostile.h"
#include "tests/support/past_traffic.h"
#include "tests/support/test_main.h"
#include "ui/client/connection.h"
#include "ui/spend/range_dialog.h"
#include "ui/spend/spend_brushes.h"
#include "ui/spend/spend_chart.h"
#include "ui/spend/spend_page.h"
#include "ui/spend/spend_screen.h"
#include "ui/widgets/band.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/tile.h"

using namespace sb::ui;
using namespace sb::test;

namespace {

QString text(const char* text) { return QString::fromUtf8(text); }

SpendCell cell(const QDate& day, const char* name, NanoUsd cost, qint64 requests = 1) {
  SpendCell made;
  made.start = day.startOfDay().toMSecsSinceEpoch();
  made.name = text(name);
  made.cost = cost;
  made.requests = requests;
  return made;
}

const QDate kFirst(2026, 11, 1);

}  // namespace

class SpendTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void rangesAreDaysOfTheCalendar_data();
  void rangesAreDaysOfTheCalendar();
  void sumsUpByDayAndGroup();
  void chartsTheFirstGroupsAndTheRest();
  void exportsEveryDayAndGroup();
  void unknownPricesAreNoZeros();
  void modelsOfOneNameStandApart();
  void pastedDaysAreDaysOrNothing_data();
  void pastedDaysAreDaysOrNothing();
  void modelsHoldTheSameNumbers();
  void leadsToTheRowsBehindAColumn();
};

void SpendTest::rangesAreDaysOfTheCalendar_data() {
  QTest::addColumn<QString>("id");
  QTest::addColumn<QDate>("from");
  QTest::addColumn<QDate>("to");
  QTest::newRow("month") << "month" << QDate(2026, 3, 1) << QDate(2026, 3, 2);
  QTest::newRow("last month") << "last-month" << QDate(2026, 2, 1) << QDate(2026, 2, 28);
  QTest::newRow("week") << "7d" << QDate(2026, 2, 24) << QDate(2026, 3, 2);
  QTest::newRow("nonsense") << "\n" << QDate(2026, 3, 1) << QDate(2026, 3, 2);
}

void SpendTest::rangesAreDaysOfTheCalendar() {
  QFETCH(QString, id);
  const SpendRange range = rangeOf(id, QDate(2026, 3, 2));
  QTEST(range.from, "from");
  QTEST(range.to, "to");
  QCOMPARE(ownRange(QDate(2026, 3, 2), QDate(2026, 3, 1)).days(), 2);
  QCOMPARE(ownRange(QDate(1900, 1, 1), QDate(2026, 3, 1)).days(), kMostDays);
}

void SpendTest::sumsUpByDayAndGroup() {
  Spend spend;
  spend.cells = {cell(kFirst, "a", 1), cell(kFirst.addDays(2), "a", 4), cell(kFirst, "b", 10, 3),
                 cell(kFirst.addDays(-1), "a", 100), cell(kFirst.addDays(3), "b", 100)};
  spend.cells[0].unpriced = 2;
  const SpendTable table =
      spendTableOf(spend, ownRange(kFirst, kFirst.addDays(2)), SpendBy::Model, {});
  QCOMPARE(table.groups.size(), 2);
  QCOMPARE(table.groups[0].name, text("b"));
  QCOMPARE(table.groups[1].costByDay, QList<NanoUsd>({1, 0, 4}));
  QCOMPARE(table.costByDay, QList<NanoUsd>({11, 0, 4}));
  QCOMPARE(table.cumulative, QList<NanoUsd>({11, 11, 15}));
  QCOMPARE(table.cost, 15);
  QCOMPARE(table.requests, 5);
  QCOMPARE(table.unpriced, 2);
  QCOMPARE(table.unpricedGroups, 1);
}

void SpendTest::chartsTheFirstGroupsAndTheRest() {
  Spend spend;
  for (int i = 0; i < 10; ++i)
    spend.cells.append(cell(kFirst, QByteArray::number(i).constData(), 10 - i));
  const SpendTable table = spendTableOf(spend, ownRange(kFirst, kFirst), SpendBy::Model, {});
  const QList<SpendGroup> charted = table.charted(7);
  QCOMPARE(charted.size(), 8);
  QVERIFY(charted.last().isRest);
  QCOMPARE(charted.last().cost, 3 + 2 + 1);
  NanoUsd sum = 0;
  for (const SpendGroup& group : charted)
    sum += group.costByDay[0];
  QCOMPARE(sum, table.cost);
}

void SpendTest::exportsEveryDayAndGroup() {
  Spend spend;
  spend.cells = {cell(kFirst, "=cmd|\"x\",y", 1'500'000'000, 2), cell(kFirst, "plain\nname", 0)};
  const SpendTable table = spendTableOf(spend, ownRange(kFirst, kFirst), SpendBy::Key, {});
  const QByteArray csv = csvOf(table, spend);
  QVERIFY(csv.startsWith("day,key,requests,"));
  QVERIFY2(csv.contains("2026-11-01,\"'=cmd|\"\"x\"\",y\",2,0,0,0,0,1.5"), csv);
  QVERIFY(csv.contains("\"plain\nname\""));
}

void SpendTest::unknownPricesAreNoZeros() {
  Spend spend;
  spend.cells = {cell(kFirst, "known", 0), cell(kFirst, "unknown", 0)};
  spend.cells[1].unpriced = 1;
  const SpendTable table = spendTableOf(spend, ownRange(kFirst, kFirst), SpendBy::Key, {});
  const QByteArray csv = csvOf(table, spend);
  QVERIFY2(csv.contains("\"known\",1,0,0,0,0,0.000000000,0\r\n"), csv);
  QVERIFY2(csv.contains("\"unknown\",1,0,0,0,0,,1\r\n"), csv);
}

void SpendTest::modelsOfOneNameStandApart() {
  Spend spend;
  spend.cells = {cell(kFirst, "mini", 1), cell(kFirst, "mini", 2), cell(kFirst, "large", 3)};
  spend.cells[0].provider = text("a");
  spend.cells[1].provider = text("b");
  spend.cells[2].provider = text("a");
  const SpendTable table = spendTableOf(spend, ownRange(kFirst, kFirst), SpendBy::Model,
                                        {{text("b"), text("The second")}});
  const auto named = [&table](int at) { return groupName(table.groups[at], table.by); };
  QCOMPARE(table.groups.size(), 3);
  QCOMPARE(named(0), text("large"));
  QCOMPARE(named(1), text("mini · The second"));
  QCOMPARE(named(2), text("mini · a"));
  QVERIFY(rowsFilter(table, &table.groups[1], kFirst, kFirst)
              .startsWith(text("model:\"mini\" provider:\"b\" ")));
  QVERIFY(csvOf(table, spend).contains("\"mini\",\"b\","));
  const QList<QBrush> brushes = brushesOf(table.groups, huesOfProviders({text("a"), text("b")}));
  QVERIFY(brushes[1].color() != brushes[2].color());
}

void SpendTest::pastedDaysAreDaysOrNothing_data() {
  QTest::addColumn<QString>("pasted");
  for (const auto& [what, pasted] : hostileTexts())
    QTest::newRow(what) << pasted;
  for (const char* const day : {"0000-00-00", "31/02/2026", "99/99/9999", "-1", "1e9", "today"})
    QTest::newRow(day) << text(day);
}

void SpendTest::pastedDaysAreDaysOrNothing() {
  QFETCH(const QString, pasted);
  RangeDialog dialog(ownRange(kFirst, kFirst.addDays(6)), nullptr);
  dialog.setAttribute(Qt::WA_DeleteOnClose, false);
  QSignalSpy chosen(&dialog, &RangeDialog::chosen);
  dialog.show();
  auto* const ok = dialog.findChild<QPushButton*>(text("rangeOk"));
  for (const char* const name : {"rangeFrom", "rangeTo"}) {
    pasteInto(dialog.findChild<QDateEdit*>(text(name))->findChild<QLineEdit*>(), pasted);
    QVERIFY(dialog.findChild<QDateEdit*>(text(name))->date().isValid());
  }
  QCOMPARE(richLabels(&dialog), QStringList());
  if (!ok->isEnabled()) return;
  ok->click();
  const auto range = chosen.first().first().value<SpendRange>();
  QVERIFY(range.from.isValid() && range.from <= range.to && range.days() <= kMostDays);
}

void SpendTest::modelsHoldTheSameNumbers() {
  Spend spend;
  spend.cells = {cell(kFirst, "a", 1'000'000'000), cell(kFirst.addDays(1), "", 3'000'000'000)};
  const SpendTable table =
      spendTableOf(spend, ownRange(kFirst, kFirst.addDays(1)), SpendBy::Key, {});
  SpendGroupsModel groups;
  SpendDaysModel days;
  const QAbstractItemModelTester one(&groups), other(&days);
  groups.setTable(table);
  days.setTable(table, table.charted(7));
  QCOMPARE(groups.rowCount(), 2);
  QCOMPARE(groups.index(0, SpendGroupsModel::Name).data().toString(), text("without a key"));
  QCOMPARE(days.rowCount(), 2);
  QCOMPARE(days.columnCount(), 6);
  QCOMPARE(days.index(1, 2).data(), groups.index(0, SpendGroupsModel::Cost).data());
  QCOMPARE(days.day(1), kFirst.addDays(1));
  QCOMPARE(days.group(4)->name, QString());
  QVERIFY(days.group(3) == nullptr);
}

void SpendTest::leadsToTheRowsBehindAColumn() {
  SpendTable table;
  table.by = SpendBy::Key;
  SpendGroup group;
  group.name = text("my \"ci\" key");
  const QString filter = rowsFilter(table, &group, kFirst, kFirst);
  QVERIFY2(filter.startsWith(text("key:\"my ?ci? key\" since:20")), qPrintable(filter));
  QVERIFY(rowsFilter(table, nullptr, kFirst, kFirst).startsWith(text("since:")));
  QVERIFY(!rowsFilter(table, &group, QDate::currentDate(), QDate::currentDate())
               .contains(text("until:")));
}

class SpendPageTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void init();
  void cleanup();

  void showsTheSumOfTheLog();
  void groupsByWhatIsChosen();
  void theKeyboardOpensTheRowsOfADay();
  void aClickOpensTheRowsOfTheColumnsPart();
  void aLineOpensTheRowsOfItsGroup();
  void unpricedTrafficIsSaidAndOpened();
  void writesAFileOrSaysWhyNot();
  void troubleOnTheWayKeepsTheSums_data();
  void troubleOnTheWayKeepsTheSums();
  void withoutTrafficItSaysWhatToDo();
  void wrongDaysCannotBeChosen();
  void everythingThatTakesTheFocusHasAName();

 private:
  template <class T>
  T* find(const char* name) {
    return m_page->findChild<T*>(QString::fromLatin1(name));
  }
  QString wanted(QSignalSpy& spy) {
    return spy.isEmpty() ? QString() : spy.last().at(1).toMap().value(text("filter")).toString();
  }
  const SpendTable& table() const { return m_page->source().table(); }

  QTemporaryDir m_folder;
  std::unique_ptr<Engine> m_engine;
  std::unique_ptr<Connection> m_connection;
  std::unique_ptr<Preferences> m_preferences;
  std::unique_ptr<SpendScreen> m_screen;
  std::unique_ptr<SpendPage> m_page;
};

void SpendPageTest::init() {
  const auto home = std::make_shared<Home>();
  home->write(pastProviders());
  PastTraffic::write(home->dataFolder(), 200, QDateTime::currentMSecsSinceEpoch(), 5LL * 86'400'000,
                     false);
  m_engine = std::make_unique<Engine>(home, false);
  QVERIFY(m_engine->started());
  m_connection = std::make_unique<Connection>(
      Endpoint{QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_engine->adminPort())),
               QByteArray::fromStdString(m_engine->token())});
  m_preferences = std::make_unique<Preferences>(m_folder.filePath(text("console.ini")));
  m_connection->start();
  QVERIFY(until([&] { return m_connection->isConnected(); }));
  m_screen = std::make_unique<SpendScreen>(*m_connection, *m_preferences);
  m_page.reset(qobject_cast<SpendPage*>(m_screen->widget()));
  m_page->resize(1096, 768);
  m_page->show();
  m_screen->activated();
  m_screen->open({{text("range"), text("7d")}, {text("by"), text("model")}});
  QVERIFY(until([&] { return table().requests == 200; }));
}

void SpendPageTest::cleanup() {
  m_page.reset();
  m_screen.reset();
  m_preferences.reset();
  m_connection.reset();
  m_engine.reset();
}

void SpendPageTest::showsTheSumOfTheLog() {
  NanoUsd cost = 0;
  for (const sb::ledger::Row& row : m_engine->home().rows())
    if (row.priced) cost += row.cost.value;
  QCOMPARE(table().cost, cost);
  QVERIFY(cost > 0);
  QCOMPARE(table().cumulative.last(), cost);
}

void SpendPageTest::groupsByWhatIsChosen() {
  QVERIFY(table().groups.size() >= 7);
  m_screen->open({{text("by"), text("key")}});
  QVERIFY(until([&] { return table().groups.size() == 3; }));
  m_screen->open({{text("by"), text("provider")}});
  QVERIFY(until([&] { return table().groups.size() == 5; }));
  QCOMPARE(find<QTableView>("spendGroups")->model()->rowCount(), 5);
}

void SpendPageTest::theKeyboardOpensTheRowsOfADay() {
  QSignalSpy asked(m_screen.get(), &Screen::navigationRequested);
  auto* const chart = find<SpendChart>("spendChart");
  chart->setFocus(Qt::TabFocusReason);
  QTest::keyClick(chart, Qt::Key_End);
  QTest::keyClick(chart, Qt::Key_Left);
  QCOMPARE(chart->day(), 5);
  QTest::keyClick(chart, Qt::Key_Return);
  QCOMPARE(asked.last().first().toString(), text("logs"));
  const QDate day = QDate::currentDate().addDays(-1);
  QVERIFY(wanted(asked).contains(timeToText(day.startOfDay().toMSecsSinceEpoch())));
  QVERIFY(wanted(asked).contains(text("until:")));
}

void SpendPageTest::aClickOpensTheRowsOfTheColumnsPart() {
  QSignalSpy asked(m_screen.get(), &Screen::navigationRequested);
  auto* const chart = find<SpendChart>("spendChart");
  QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
  const QList<SpendGroup> charted = table().charted(7);
  // In the middle of the lowest part of yesterday's column.
  const double dollars = static_cast<double>(charted.first().costByDay[5]) / 1e9;
  const auto spot = [&] {
    return chart->chart()->mapToPosition(QPointF(5, dollars / 2), chart->chart()->series().first());
  };
  QVERIFY(until([&] {
    QTest::mouseClick(chart->viewport(), Qt::LeftButton, {}, spot().toPoint());
    return !asked.isEmpty();
  }));
  QVERIFY2(wanted(asked).startsWith(text("model:\"") + charted.first().name),
           qPrintable(wanted(asked)));
  QVERIFY(wanted(asked).contains(text("until:")));
}

void SpendPageTest::aLineOpensTheRowsOfItsGroup() {
  QSignalSpy asked(m_screen.get(), &Screen::navigationRequested);
  auto* const groups = find<QTableView>("spendGroups");
  groups->setFocus();
  groups->setCurrentIndex(groups->model()->index(0, 0));
  QTest::keyClick(groups, Qt::Key_Return);
  QVERIFY2(wanted(asked).startsWith(text("model:\"") + table().groups.first().name),
           qPrintable(wanted(asked)));
  // The gateway finds as many requests by that filter as the line has.
  std::optional<qint64> found;
  m_connection->client().logs().anchors(
      wanted(asked), 1'000, m_page.get(),
      [&found](const Reply<Anchors>& reply) { found = reply ? reply->total : -1; });
  QVERIFY(until([&] { return found.has_value(); }));
  QCOMPARE(*found, table().groups.first().requests);
}

void SpendPageTest::unpricedTrafficIsSaidAndOpened() {
  QVERIFY(table().unpriced > 0);
  QSignalSpy asked(m_screen.get(), &Screen::navigationRequested);
  auto* const button = find<QPushButton>("unpriced");
  QVERIFY(button->isVisible());
  button->click();
  QVERIFY(wanted(asked).startsWith(text("priced:false ")));
}

void SpendPageTest::writesAFileOrSaysWhyNot() {
  const QString path = m_folder.filePath(text("spend.csv"));
  QCOMPARE(m_page->writeCsv(path), QString());
  QFile file(path);
  QVERIFY(file.open(QIODevice::ReadOnly));
  QVERIFY(file.readAll().count('\n') > 7);
  QVERIFY(!m_page->writeCsv(m_folder.filePath(text("no/such/folder/x.csv"))).isEmpty());
}

void SpendPageTest::troubleOnTheWayKeepsTheSums_data() {
  QTest::addColumn<Between::Mode>("mode");
  QTest::addColumn<QString>("said");
  // Of a gateway that is gone the shell says so, above every screen.
  QTest::newRow("gone") << Between::Mode::Gone << QString();
  QTest::newRow("cut") << Between::Mode::Cut << QString();
  QTest::newRow("500") << Between::Mode::Broken << text("Try again");
  QTest::newRow("garbage") << Between::Mode::Garbage << text("is not Signalbox");
}

void SpendPageTest::troubleOnTheWayKeepsTheSums() {
  QFETCH(const Between::Mode, mode);
  QFETCH(const QString, said);
  Between between(*m_engine);
  m_connection->setEndpoint(between.endpoint());
  QVERIFY(until([&] { return m_connection->isConnected(); }));
  const NanoUsd cost = table().cost;
  between.set(mode);
  m_screen->open({{text("range"), text("90d")}, {text("by"), text("key")}});
  const auto failed = [&] { return m_page->source().state() == SpendData::State::Failed; };
  QVERIFY(until([&] { return failed() || !m_connection->isConnected(); }));
  const auto* const words = m_page->band()->findChild<QLabel*>(text("bandText"));
  if (!said.isEmpty()) {
    QVERIFY(until([&] { return m_page->band()->isVisible(); }));
    QVERIFY2(words->text().contains(said), qPrintable(words->text()));
  }
  // The old sums stand, under the name of the days and groups that they are of.
  QCOMPARE(table().cost, cost);
  QCOMPARE(find<ElidedLabel>("spendSumTitle")->fullText(), text("Last 7 days"));
  QCOMPARE(find<QTableView>("spendGroups")->model()->headerData(0, Qt::Horizontal).toString(),
           text("Model"));
  QSignalSpy asked(m_screen.get(), &Screen::navigationRequested);
  find<QPushButton>("unpriced")->click();
  const QDate first = QDate::currentDate().addDays(-6);
  QVERIFY2(wanted(asked).contains(timeToText(first.startOfDay().toMSecsSinceEpoch())),
           qPrintable(wanted(asked)));
  QCOMPARE(m_page->writeCsv(m_folder.filePath(text("meanwhile.csv"))), QString());
  between.set(Between::Mode::Pass);
  m_connection->retryNow();
  if (m_page->band()->isVisible()) m_page->band()->actionButton()->click();
  QVERIFY(until([&] { return table().range.id == text("90d") && table().by == SpendBy::Key; }));
  QVERIFY(until([&] { return m_page->band()->isHidden(); }));
  QCOMPARE(find<ElidedLabel>("spendSumTitle")->fullText(), text("Last 90 days"));
}

void SpendPageTest::withoutTrafficItSaysWhatToDo() {
  m_screen->open({{text("range"), text("last-month")}});
  QVERIFY(until([&] {
    return m_page->source().range().id == text("last-month") &&
           m_page->source().table().range.id == text("last-month");
  }));
  if (table().requests > 0) QSKIP("the month began a few days ago");
  QVERIFY(find<QPushButton>("emptyAction")->isVisible());
}

void SpendPageTest::wrongDaysCannotBeChosen() {
  RangeDialog dialog(ownRange(kFirst, kFirst), m_page.get());
  dialog.setAttribute(Qt::WA_DeleteOnClose, false);
  auto* const from = dialog.findChild<QDateEdit*>(text("rangeFrom"));
  auto* const ok = dialog.findChild<QPushButton*>(text("rangeOk"));
  QVERIFY(ok->isEnabled());
  from->setDate(kFirst.addDays(1));
  QVERIFY(!ok->isEnabled());
  from->setDate(kFirst.addYears(-3));
  QVERIFY(!ok->isEnabled());
  from->setDate(kFirst.addDays(-6));
  QSignalSpy chosen(&dialog, &RangeDialog::chosen);
  ok->click();
  QCOMPARE(chosen.first().first().value<SpendRange>().days(), 7);
}

void SpendPageTest::everythingThatTakesTheFocusHasAName() {
  for (QWidget* const widget : m_page->findChildren<QWidget*>()) {
    if (!widget->isVisible() || !(widget->focusPolicy() & Qt::TabFocus) ||
        widget->focusProxy() != nullptr || widget->parentWidget() == find<SpendChart>("spendChart"))
      continue;
    QAccessibleInterface* const shown = QAccessible::queryAccessibleInterface(widget);
    const bool named = shown != nullptr && !shown->text(QAccessible::Name).isEmpty();
    QVERIFY2(named, qPrintable(widget->objectName() + text(" ") +
                               QString::fromLatin1(widget->metaObject()->className())));
  }
}

SB_TEST(SpendTest);
SB_TEST(SpendPageTest);
#include "spend_test.moc"
