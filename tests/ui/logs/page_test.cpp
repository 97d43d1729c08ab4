// The page of Logs in a real window, against a real gateway, by keyboard too.
#include <QAccessible>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QProcess>
#include <QPushButton>
#include <QScopeGuard>
#include <QToolButton>

#include "tests/support/hostile.h"
#include "tests/support/test_main.h"
#include "tests/ui/client/support.h"
#include "tests/ui/logs/support.h"
#include "ui/logs/detail_tables.h"
#include "ui/logs/log_cells.h"
#include "ui/logs/log_table.h"
#include "ui/logs/logs_page.h"
#include "ui/logs/logs_screen.h"
#include "ui/logs/waterfall.h"
#include "ui/theme/theme.h"
#include "ui/widgets/band.h"

using namespace sb::ui;
using namespace sb::test;

class LogsPageTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void init();
  void cleanup();

  void beforeTheFirstRequestItSaysHowToSendOne();
  void typedFiltersAndTheirTokensWork();
  void wordsMayBeCalledText();
  void theCountOfAllGrowsUnderAFilter();
  void aWrongFilterIsSaidPlainlyAndLosesNothing();
  void hostileFiltersLoseNothing_data();
  void hostileFiltersLoseNothing();
  void enterOpensARequestAndAltLeftLeavesIt();
  void theDetailShowsAttemptsTalkAndRawText();
  void whatHasNoPriceIsStillCounted();
  void callsOfTheProvidersToolsHaveAPriceEach();
  void estimatedTokensAreMarked();
  void theDetailSaysWhatTheProviderWasNotTold();
  void copiedCurlIsServedAgain();
  void spacePausesAndFollows();
  void rowsAreCopiedAsText();
  void thePointerLightsTheWholeRow();
  void otherScreensLeadHere();
  void aRequestThatIsGoneIsSaidPlainly();
  void whenTheGatewayIsGoneRowsStay();
  void pastedFiltersAreReadOrRefusedPlainly_data();
  void pastedFiltersAreReadOrRefusedPlainly();
  void troubleOnTheWayIsSaidPlainly();
  void chosenColumnsAreRemembered();
  void everythingThatTakesTheFocusHasAName();

 private:
  template <class T>
  T* find(const char* name) {
    return m_page->findChild<T*>(QString::fromLatin1(name));
  }
  void showPage();
  void cleanupPage();
  LogTable* table() { return find<LogTable>("logTable"); }
  void waitForRows(int rows) {
    QVERIFY(until([&] { return m_page->rows().total() == rows && m_page->rows().rowAt(0); }));
  }
  void type(const char* text) {
    auto* const input = find<QLineEdit>("filterInput");
    input->setFocus();
    QTest::keyClicks(input, QString::fromUtf8(text));
  }

  std::unique_ptr<Stage> m_stage;
  std::unique_ptr<LogsScreen> m_screen;
  std::unique_ptr<LogsPage> m_page;
};

void LogsPageTest::init() {
  m_stage = std::make_unique<Stage>();
  showPage();
}

void LogsPageTest::showPage() {
  m_screen = std::make_unique<LogsScreen>(m_stage->connection(), m_stage->preferences());
  m_page.reset(qobject_cast<LogsPage*>(m_screen->widget()));
  m_page->resize(1096, 768);
  m_page->show();
  QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
  m_screen->activated();
}

void LogsPageTest::cleanupPage() {
  m_page.reset();
  m_screen.reset();
}

void LogsPageTest::cleanup() {
  cleanupPage();
  m_stage.reset();
}

void LogsPageTest::beforeTheFirstRequestItSaysHowToSendOne() {
  QVERIFY(until([&] { return find<QPlainTextEdit>("shellSnippet")->isVisible(); }));
  QVERIFY(find<QPlainTextEdit>("shellSnippet")->toPlainText().contains(text("curl http://")));
  QSignalSpy asked(m_screen.get(), &Screen::navigationRequested);
  find<QPushButton>("emptyAction");
  for (auto* const button : m_page->findChildren<QPushButton*>(text("emptyAction")))
    if (button->isVisible()) button->click();
  QCOMPARE(asked.first().first().toString(), text("overview"));
  m_stage->chat("demo/fast");
  QVERIFY(until([&] { return table()->isVisible(); }));
}

void LogsPageTest::typedFiltersAndTheirTokensWork() {
  m_stage->chat("demo/fast", 3);
  m_stage->chat("demo/missing", 2);
  waitForRows(5);
  type("model:fast ");
  QVERIFY(until([&] { return m_page->rows().total() == 3; }));
  auto* const input = find<QLineEdit>("filterInput");
  QCOMPARE(input->text(), QString());
  QCOMPARE(m_page->findChildren<QToolButton*>(text("filterToken")).size(), 1);
  QTest::keyClick(input, Qt::Key_Backspace);
  QCOMPARE(input->text(), text("model:fast"));
  QTest::keyClick(input, Qt::Key_Escape);
  QVERIFY(until([&] { return m_page->rows().total() == 5; }));
  type("nothing-like-this");
  QTest::keyClick(input, Qt::Key_Return);
  QVERIFY(until([&] { return m_page->rows().total() == 0; }));
  QVERIFY(until([&] { return !table()->isVisible(); }));
}

void LogsPageTest::wordsMayBeCalledText() {
  m_stage->chat("demo/fast", 2);
  m_stage->chat("demo/missing");
  waitForRows(3);
  type("text:FAST ");
  QVERIFY(until([&] { return m_page->rows().total() == 2; }));
  QVERIFY(!m_page->band()->isVisible());
  QVERIFY(find<QWidget>("filterBar")->toolTip().contains(text("not in conversations")));
}

void LogsPageTest::theCountOfAllGrowsUnderAFilter() {
  m_stage->chat("demo/fast", 2);
  waitForRows(2);
  type("model:missing ");
  const auto says = [&](const char* note) {
    for (const QLabel* const label : find<QWidget>("filterBar")->findChildren<QLabel*>())
      if (label->text() == text(note)) return true;
    return false;
  };
  QVERIFY(until([&] { return says("0 of 2"); }));
  m_stage->chat("demo/fast", 3);
  QVERIFY(until([&] { return says("0 of 5"); }));
}

void LogsPageTest::aWrongFilterIsSaidPlainlyAndLosesNothing() {
  m_stage->chat("demo/fast");
  waitForRows(1);
  type("statusx:5 ");
  QVERIFY(until([&] { return m_page->band()->isVisible(); }));
  QCOMPARE(m_page->rows().filter(), text("statusx:5"));
  QTest::mouseClick(m_page->band()->actionButton(), Qt::LeftButton);
  QVERIFY(until([&] { return m_page->rows().total() == 1 && !m_page->band()->isVisible(); }));
}

void LogsPageTest::hostileFiltersLoseNothing_data() {
  QTest::addColumn<QString>("filter");
  QTest::newRow("10 KB") << QString(10'000, QLatin1Char('x'));
  QTest::newRow("line ends") << text("model:fast\nkey:ci\r\n");
  QTest::newRow("open quote") << text("model:\"fast");
  QTest::newRow("binary") << QString(QChar(0)) + QChar(0xFFFE) + QChar(0xD800) + text("x");
  QTest::newRow("colons") << text(":::::");
}

void LogsPageTest::hostileFiltersLoseNothing() {
  QFETCH(QString, filter);
  m_stage->chat("demo/fast");
  waitForRows(1);
  m_page->setFilter(filter);
  QVERIFY(until([&] { return m_page->rows().state() != LogModel::State::Loading; }));
  m_page->setFilter({});
  waitForRows(1);
}

void LogsPageTest::enterOpensARequestAndAltLeftLeavesIt() {
  m_stage->chat("demo/fast", 3);
  waitForRows(3);
  table()->setFocus();
  QTest::keyClick(table(), Qt::Key_Home);
  QTest::keyClick(table(), Qt::Key_Down);
  const QString id = m_page->rows().rowAt(1)->id;
  QTest::keyClick(table(), Qt::Key_Return);
  QCOMPARE(m_page->openId(), id);
  QVERIFY(until([&] { return find<QPushButton>("copyCurl")->isEnabled(); }));
  find<QToolButton>("nextRequest")->click();
  QCOMPARE(m_page->openId(), m_page->rows().rowAt(2)->id);
  QTest::keyClick(m_page.get(), Qt::Key_Left, Qt::AltModifier);
  QCOMPARE(m_page->openId(), QString());
  QVERIFY(table()->isVisible());
  QCOMPARE(table()->currentIndex().row(), 2);
}

void LogsPageTest::theDetailShowsAttemptsTalkAndRawText() {
  m_stage->chat("pair");
  waitForRows(1);
  m_page->openRequest(m_page->rows().rowAt(0)->id);
  QVERIFY(until([&] { return find<Waterfall>("waterfall")->isVisible(); }));
  QVERIFY(find<Waterfall>("waterfall")->accessibleDescription().contains(text("demo/fast")));
  auto* const attempts = find<QTableView>("attempts");
  QCOMPARE(attempts->model()->rowCount(), 2);
  auto* const prices = find<QTableView>("priceLines");
  QVERIFY(prices->model()->rowCount() >= 1);
  auto* const tab = find<QToolButton>("detailTab.request");
  tab->click();
  auto* const raw = find<QPlainTextEdit>("rawRequest");
  QVERIFY(until([&] { return raw->toPlainText().contains(text("\"pair\"")); }));
}

void LogsPageTest::whatHasNoPriceIsStillCounted() {
  LogDetail detail;
  detail.row.usage.input = 40;
  detail.row.usage.output = 2;
  PriceTable table;
  table.setLines(detail);
  QCOMPARE(table.rowCount(), 3);
  QCOMPARE(table.item(0, 1)->text(), text("40"));
  QCOMPARE(table.item(0, 2)->text(), table.item(0, 3)->text());
  QCOMPARE(table.item(1, 1)->text(), text("2"));
  QCOMPARE(table.item(2, 1)->text(), text("42"));
  QCOMPARE(table.item(2, 3)->text(), text("unpriced"));
}

void LogsPageTest::callsOfTheProvidersToolsHaveAPriceEach() {
  const auto back = qScopeGuard([before = QLocale()] { QLocale::setDefault(before); });
  QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
  LogDetail detail;
  detail.row.priced = true;
  detail.row.cost = 30'400'000;
  PriceLine tokens, calls, pictures;
  tokens.bucket = text("input");
  tokens.tokens = 100;
  tokens.usdPerMtok = 4;
  tokens.usd = 400'000;
  calls.bucket = text("web_search");
  calls.calls = 3;
  calls.usdPerCall = 10'000'000;
  calls.usd = 30'000'000;
  pictures.bucket = text("output_image");
  pictures.tokens = 1'290;
  detail.priceLines = {tokens, calls, pictures};
  PriceTable table;
  table.setLines(detail);
  const auto shown = [&](int row) {
    QStringList cells;
    for (int column = 0; column < 4; ++column)
      cells.append(table.item(row, column)->text());
    return cells;
  };
  QCOMPARE(shown(1),
           QStringList({text("Web searches"), text("3"), text("$0.01 each"), text("$0.03")}));
  QCOMPARE(shown(2).mid(0, 2), QStringList({text("Pictures"), text("1,290")}));
  QCOMPARE(shown(2).at(2), shown(2).at(3));  // no price, no cost
  QCOMPARE(shown(3).at(1), text("1,390"));   // of tokens alone
}

void LogsPageTest::estimatedTokensAreMarked() {
  LogRow row = madeRow(1);
  row.priced = row.usageEstimated = true;
  row.cost = 30'000'000;
  QVERIFY(costText(row).startsWith(text("≈ ")));
  row.usageEstimated = false;
  QVERIFY(!costText(row).contains(text("≈")));
  // The provider's word for its tokens, and ours where it says none.
  m_stage->chat("demo/fast");
  m_stage->chat("demo/script:usage=none");
  waitForRows(2);
  const auto says = [&](int at, const char* part) {
    m_page->openRequest(m_page->rows().rowAt(at)->id);
    return until([&] {
      const auto labels = m_page->findChildren<QLabel*>();
      return std::any_of(labels.begin(), labels.end(), [&](const QLabel* label) {
        return label->isVisible() && label->text().contains(text(part));
      });
    });
  };
  QVERIFY(says(0, "The tokens are estimated: the provider sent no count."));
  QVERIFY(says(1, "Tokens as the provider counted them."));
}

// Thinking of an earlier turn has no place in chat completions, and a budget is told as an effort.
void LogsPageTest::theDetailSaysWhatTheProviderWasNotTold() {
  const Gate& gate = m_stage->engine();
  m_stage->engine().row(gate.ask("POST", "/v1/messages",
                                 R"({"model":"demo/fast","max_tokens":4000,
      "thinking":{"type":"enabled","budget_tokens":2000},"messages":[{"role":"user","content":"hi"},
      {"role":"assistant","content":[{"type":"thinking","thinking":"hm","signature":"c2ln"},
      {"type":"text","text":"hello"}]},{"role":"user","content":"more"}]})"));
  waitForRows(1);
  m_page->openRequest(m_page->rows().rowAt(0)->id);
  QString all;
  const auto says = [&](const char* part) {
    all.clear();
    for (const QLabel* const label : m_page->findChildren<QLabel*>())
      all += label->text() + QLatin1Char('\n');
    return all.contains(text(part));
  };
  QVERIFY2(until([&] { return says("Not said to the provider: "); }), qPrintable(all));
  QVERIFY2(says("thinking of an earlier turn"), qPrintable(all));
  QVERIFY2(says("Said to the provider in other words: the budget for thinking"), qPrintable(all));
  QCOMPARE(richLabels(m_page.get()), QStringList());
}

// The text goes into a shell as a person would paste it.
void LogsPageTest::copiedCurlIsServedAgain() {
  m_stage->engine().row(m_stage->engine().chat("demo/fast", "it's a \\\"test\\\" of $HOME"));
  waitForRows(1);
  QSignalSpy said(m_page.get(), &LogsPage::noticed);
  QGuiApplication::clipboard()->clear();
  m_page->copyCurl(m_page->rows().rowAt(0)->id);
  QVERIFY(until([&] { return !said.isEmpty(); }));
  const QString command = QGuiApplication::clipboard()->text();
  QVERIFY(command.startsWith(text("curl ")));
  QProcess shell;
  QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
  environment.insert(text("SIGNALBOX_KEY"), QString::fromStdString(std::string(kGatewayKey)));
  environment.insert(text("no_proxy"), text("*"));
  shell.setProcessEnvironment(environment);
  shell.start(text("/bin/sh"), {});
  shell.write(command.toUtf8());
  shell.closeWriteChannel();
  QVERIFY(until([&] { return shell.state() == QProcess::NotRunning; }));
  const QByteArray out = shell.readAllStandardOutput();
  QVERIFY2(out.contains("chat.completion"), out + shell.readAllStandardError());
  waitForRows(2);
  QVERIFY(m_page->rows().rowAt(0)->isOk());
}

void LogsPageTest::spacePausesAndFollows() {
  m_stage->chat("demo/fast");
  waitForRows(1);
  table()->setFocus();
  QTest::keyClick(table(), Qt::Key_Space);
  QVERIFY(!m_page->rows().isFollowing());
  m_stage->chat("demo/fast", 2);
  QVERIFY(until([&] { return find<QPushButton>("newRows")->isVisible(); }));
  QCOMPARE(m_page->rows().total(), 1);
  QTest::keyClick(table(), Qt::Key_Space);
  waitForRows(3);
}

void LogsPageTest::rowsAreCopiedAsText() {
  m_stage->chat("demo/fast", 2);
  waitForRows(2);
  table()->selectAll();
  QTest::keySequence(table(), QKeySequence::Copy);
  const QStringList lines = QGuiApplication::clipboard()->text().split(QLatin1Char('\n'));
  QCOMPARE(lines.size(), 2);
  QVERIFY(lines.first().contains(m_page->rows().rowAt(0)->id));
}

void LogsPageTest::thePointerLightsTheWholeRow() {
  m_stage->chat("demo/fast", 3);
  waitForRows(3);
  table()->setFocus();
  QWidget* const view = table()->viewport();
  const auto ground = [&](int row, int column) {
    const QRect cell = table()->visualRect(m_page->rows().index(row, column));
    return view->grab().toImage().pixelColor(cell.right() - 2, cell.top() + 4);
  };
  const int last = m_page->rows().columnCount() - 1;
  QTest::mouseMove(view, table()->visualRect(m_page->rows().index(1, 2)).center());
  QVERIFY(until([&] { return ground(1, 0) == tokens().hover; }));
  QCOMPARE(ground(1, last), tokens().hover);
  QCOMPARE(ground(2, last), tokens().card);
  QTest::mouseMove(view, table()->visualRect(m_page->rows().index(2, 0)).center());
  QVERIFY(until([&] { return ground(2, last) == tokens().hover; }));
  QVERIFY(ground(1, 2) != tokens().hover);
}

void LogsPageTest::otherScreensLeadHere() {
  m_stage->chat("demo/fast", 2);
  m_stage->chat("demo/missing");
  waitForRows(3);
  m_screen->open({{text("filter"), text("outcome:error")}});
  waitForRows(1);
  m_screen->open({{text("id"), m_page->rows().rowAt(0)->id}});
  QVERIFY(!m_page->openId().isEmpty());
  m_screen->open({{text("filter"), QString()}});
  QVERIFY(m_page->openId().isEmpty());
  waitForRows(3);
}

void LogsPageTest::aRequestThatIsGoneIsSaidPlainly() {
  m_screen->open({{text("id"), text("req_00000000000000000000000000")}});
  QVERIFY(until([&] {
    for (auto* const label : m_page->findChildren<QLabel*>())
      if (label->isVisible() && label->text() == text("This request is not in the log"))
        return true;
    return false;
  }));
  QVERIFY(!find<QPushButton>("copyCurl")->isEnabled());
}

void LogsPageTest::whenTheGatewayIsGoneRowsStay() {
  m_stage->chat("demo/fast", 2);
  waitForRows(2);
  m_stage->stopGateway();
  QVERIFY(until([&] { return !m_stage->connection().isConnected(); }));
  QVERIFY(table()->isVisible());
  QCOMPARE(m_page->rows().total(), 2);
  m_page->setFilter(text("model:fast"));
  QVERIFY(until([&] { return m_page->rows().state() == LogModel::State::Failed; }));
  QVERIFY(!m_page->band()->isVisible());  // the shell's band says it
}

void LogsPageTest::pastedFiltersAreReadOrRefusedPlainly_data() {
  QTest::addColumn<QString>("pasted");
  for (const auto& [what, pasted] : hostileTexts())
    QTest::newRow(what) << pasted;
}

void LogsPageTest::pastedFiltersAreReadOrRefusedPlainly() {
  QFETCH(const QString, pasted);
  m_stage->chat("demo/fast");
  waitForRows(1);
  auto* const input = find<QLineEdit>("filterInput");
  pasteInto(input, pasted);
  QTest::keyClick(input, Qt::Key_Return);
  using State = LogModel::State;
  QVERIFY(until([&] {
    return m_page->rows().state() == State::Ready || m_page->rows().state() == State::Failed;
  }));
  if (m_page->rows().state() == State::Failed)
    QVERIFY(until([&] { return m_page->band()->isVisible(); }));
  QCOMPARE(richLabels(m_page.get()), QStringList());
  for (auto* const token : m_page->findChildren<QToolButton*>(text("filterToken")))
    QVERIFY(token->text().size() < 100);
  input->clear();
  for (int presses = 0; presses < 40; ++presses)
    QTest::keyClick(input, Qt::Key_Escape);
  QVERIFY(until([&] { return m_page->rows().total() == 1; }));
}

void LogsPageTest::troubleOnTheWayIsSaidPlainly() {
  m_stage->chat("demo/fast");
  waitForRows(1);
  Peer peer(Peer::saying(Peer::answer("<h1>Hello</h1>", "200 OK", "text/html")));
  QSignalSpy noticed(m_screen.get(), &Screen::noticed);
  m_stage->connection().client().setEndpoint(peer.endpoint());
  m_page->copyCurl(m_page->rows().rowAt(0)->id);
  QVERIFY(until([&] { return !noticed.isEmpty(); }));
  QVERIFY(noticed.last().first().toString().contains(text("is not Signalbox")));
  peer.close();
  m_page->copyCurl(m_page->rows().rowAt(0)->id);
  QVERIFY(until([&] { return noticed.size() == 2; }));
  QVERIFY(noticed.last().first().toString().contains(text("does not answer")));
  QVERIFY(m_page->rows().rowAt(0) != nullptr);
}

void LogsPageTest::everythingThatTakesTheFocusHasAName() {
  m_stage->chat("pair");
  waitForRows(1);
  m_page->openRequest(m_page->rows().rowAt(0)->id);
  QVERIFY(until([&] { return find<Waterfall>("waterfall")->isVisible(); }));
  for (QWidget* const widget : m_page->findChildren<QWidget*>()) {
    if (!widget->isVisible() || !(widget->focusPolicy() & Qt::TabFocus) ||
        widget->focusProxy() != nullptr)
      continue;
    QAccessibleInterface* const shown = QAccessible::queryAccessibleInterface(widget);
    const bool named = shown != nullptr && !shown->text(QAccessible::Name).isEmpty();
    QVERIFY2(named, qPrintable(widget->objectName() + text(" ") +
                               QString::fromLatin1(widget->metaObject()->className())));
  }
}

void LogsPageTest::chosenColumnsAreRemembered() {
  m_stage->chat("demo/fast");
  waitForRows(1);
  constexpr auto kRoute = static_cast<int>(LogColumn::Route);
  const auto choose = [this] {
    QMenu menu;
    table()->fillColumnMenu(&menu);
    menu.actions().at(kRoute)->trigger();
  };
  const auto startAgain = [this] {
    cleanupPage();
    showPage();
    return until([this] { return table()->isVisible(); });
  };
  QVERIFY(!table()->isColumnHidden(kRoute));
  choose();
  QVERIFY(table()->isColumnHidden(kRoute));
  QVERIFY(startAgain());
  QVERIFY(table()->isColumnHidden(kRoute));
  choose();
  QVERIFY(startAgain());
  QVERIFY(!table()->isColumnHidden(kRoute));
}

SB_TEST(LogsPageTest);
#include "page_test.moc"
