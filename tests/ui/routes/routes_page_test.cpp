// Routes by mouse and keyboard: drafts, publishing, conflicts, the dry run and hostile texts.
#include <QTest>

#include <QAbstractItemModelTester>
#include <QJsonDocument>
#include <QLabel>
#include <QListView>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QSignalSpy>

#include "tests/support/between.h"
#include "tests/support/hostile.h"
#include "tests/support/test_main.h"
#include "tests/ui/routes/support.h"
#include "ui/routes/dry_run_panel.h"
#include "ui/routes/node_card.h"
#include "ui/routes/route_list_model.h"
#include "ui/routes/yaml_view.h"
#include "ui/widgets/band.h"

using namespace sb::ui;
using namespace sb::test;

class RoutesPageTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void listShowsWhatIsPublished();
  void aNewRouteIsADraftUntilItIsPublished();
  void keysMoveAndRemoveModels();
  void aRemovedModelCanBePutBack();
  void limitsAndRetriesArePublished();
  void aDraftSurvivesARestart();
  void aChangeElsewhereIsAConflict();
  void renamingKeepsThePatterns();
  void deletingAsksAndCanBeUndone();
  void aModelNobodyHasIsRefusedAndKept();
  void modelsThatNobodyListsComeLast();
  void hostileTextsAreRefusedInWords_data();
  void hostileTextsAreRefusedInWords();
  void theDryRunLightsTheWay();
  void theDryRunOfADraftPublishesNothing();
  void everyKindOfNodeIsNamed();
  void aChangeKeepsTheRoutesCache();
  void theDryRunNamesPromptsAndCopies();
  void whatIsPassedOverIsNoAttempt();
  void yamlSaysWhatIsWrongAtItsLine();
  void theTextsDraftSurvivesARestartAndConflicts();
  void withoutRoutesItSaysWhatToDo();
  void aGoneGatewayLosesNothing();
  void troubleOnTheWayLosesNothing_data();
  void troubleOnTheWayLosesNothing();
  void aNarrowCanvasStacksItsCards();
  void whatTakesTheFocusHasAName();
  void theModelKeepsItsPromises();
};

void RoutesPageTest::listShowsWhatIsPublished() {
  Fixture f;
  QVERIFY(f.console.shows("fast") && f.console.shows("big"));
  auto* const view = f.console.find<QListView>("routeList");
  QCOMPARE(view->model()->rowCount(), 2);
  QCOMPARE(f.console.page->findChildren<NodeCard*>().size(), 2);
  f.console.find<QLineEdit>("findRoute")->setText(text("haiku"));
  QCOMPARE(view->model()->rowCount(), 1);
  f.console.open("big");
  QCOMPARE(f.console.page->findChildren<NodeCard*>().size(), 1);
}

void RoutesPageTest::aNewRouteIsADraftUntilItIsPublished() {
  Fixture f;
  QVERIFY(f.console.shows("fast"));
  QSignalSpy marked(&f.console.screen, &Screen::markChanged);
  f.console.button("newRoute")->click();
  auto* const name = f.console.find<QLineEdit>("routeName");
  QTest::keyClicks(name, text("mine"));
  QTest::keyClick(name, Qt::Key_Tab);
  QTest::keyClick(f.console.find<QLineEdit>("firstTargetText"), Qt::Key_A, Qt::ControlModifier);
  QTest::keyClicks(f.console.find<QLineEdit>("firstTargetText"), text("up/hello"));
  f.console.button("acceptName")->click();
  QVERIFY(f.console.row("mine") != nullptr && f.console.row("mine")->isNew);
  QVERIFY(f.file().find("mine") == std::string::npos);
  QVERIFY(marked.last().first().toBool());
  QTest::keyClicks(f.console.find<QLineEdit>("addTargetText"), text("up/fast\r"));
  QVERIFY(!f.console.find<QWidget>("targetProblem")->isVisible());
  QCOMPARE(f.console.page->findChildren<NodeCard*>().size(), 2);
  QVERIFY(f.console.button("publish")->isEnabled());
  f.console.button("publish")->click();
  QVERIFY(f.fileHas("name: mine"));
  QVERIFY(until([&] { return !f.console.row("mine")->isDraft; }));
  QVERIFY(!f.console.button("publish")->isEnabled());
  QCOMPARE(f.engine.chat("mine").status, 200);
}

void RoutesPageTest::keysMoveAndRemoveModels() {
  Fixture f;
  QVERIFY(f.console.shows("fast"));
  QTest::keyClick(f.console.find<NodeCard>("node.1"), Qt::Key_Down, Qt::AltModifier);
  QCOMPARE(f.console.find<NodeCard>("node.1")->view().title, text("up/fast"));
  QCOMPARE(f.console.row("fast")->changes(), 1);
  QTest::keyClick(f.console.find<NodeCard>("node.2"), Qt::Key_Delete);
  QCOMPARE(f.console.page->findChildren<NodeCard*>().size(), 1);
  QTest::keyClick(f.console.find<NodeCard>("node.1"), Qt::Key_Delete);
  QCOMPARE(f.console.page->findChildren<NodeCard*>().size(), 1);
  f.console.button("discard")->click();
  QVERIFY(!f.console.row("fast")->isDraft);
  QCOMPARE(f.console.page->findChildren<NodeCard*>().size(), 2);
}

void RoutesPageTest::aRemovedModelCanBePutBack() {
  Fixture f;
  QVERIFY(f.console.shows("fast"));
  QSignalSpy noticed(&f.console.screen, &Screen::noticed);
  const auto undo = [&noticed] { noticed.takeFirst().at(1).value<std::function<void()>>()(); };
  const QJsonObject before = f.console.row("fast")->now.flow;
  QTest::keyClick(f.console.find<NodeCard>("node.1"), Qt::Key_Delete);
  QCOMPARE(noticed.size(), 1);
  QVERIFY(noticed.first().first().toString().contains(text("up/hello")));
  QTest::keyClicks(f.console.find<QLineEdit>("addTargetText"), text("up/embed\r"));
  undo();
  QCOMPARE(f.console.find<NodeCard>("node.3")->view().title, text("up/hello"));
  f.console.button("discard")->click();
  noticed.clear();
  QTest::keyClick(f.console.find<NodeCard>("node.1"), Qt::Key_Delete);
  undo();
  QCOMPARE(f.console.row("fast")->now.flow, before);
  QVERIFY(!f.console.row("fast")->isDraft);
}

void RoutesPageTest::limitsAndRetriesArePublished() {
  Fixture f;
  QVERIFY(f.console.shows("fast"));
  f.console.find<NodeCard>("node.2")->click();
  auto* const total = f.console.find<QLineEdit>("limit.total");
  QCOMPARE(total->placeholderText(), text("5m"));
  total->setText(text("soon"));
  QTest::keyClick(total, Qt::Key_Return);
  QVERIFY(f.console.find<QWidget>("nodeProblem")->isVisible());
  QCOMPARE(total->text(), text("soon"));
  QVERIFY(!f.console.row("fast")->isDraft);
  total->setText(text("20s"));
  QTest::keyClick(total, Qt::Key_Return);
  QVERIFY(!f.console.find<QWidget>("nodeProblem")->isVisible());
  f.console.find<QLineEdit>("limit.first_token")->setText(text("8s"));
  QTest::keyClick(f.console.find<QLineEdit>("limit.first_token"), Qt::Key_Return);
  QTest::keyClick(f.console.find<QWidget>("nodeRetries"), Qt::Key_Up);
  QTest::keyClick(f.console.find<QWidget>("nodeRetries"), Qt::Key_Up);
  f.console.button("publish")->click();
  QVERIFY(f.fileHas("first_token: \\\"8s\\\""));
  QVERIFY(f.file().find("total: \\\"20s\\\"") != std::string::npos);
  QVERIFY(until([&] { return !f.console.row("fast")->isDraft; }));
  QCOMPARE(f.console.find<NodeCard>("node.2")->view().path, NodePath{1});
}

void RoutesPageTest::aDraftSurvivesARestart() {
  Gateway gateway;
  Engine& engine = gateway.engine;
  const QTemporaryDir folder;
  {
    // The provider's models are known once it was tested.
    QCOMPARE(engine.admin("POST", "providers/up/test", "{}").status, 200);
    Console first(engine, folder);
    QVERIFY(first.shows("fast"));
    QTest::keyClicks(first.find<QLineEdit>("addPattern"), text("gpt-*\r"));
    QVERIFY(until([&] { return first.page->data().targets().contains(text("up/embed")); }));
    QTest::keyClicks(first.find<QLineEdit>("addTargetText"), text("embed\r"));
    QCOMPARE(first.row("fast")->changes(), 2);
  }
  Console second(engine, folder);
  QVERIFY(second.shows("big"));
  QVERIFY(second.row("fast")->isDraft && !second.row("fast")->isOutdated);
  QCOMPARE(second.row("fast")->changes(), 2);
  QVERIFY(second.button("publish")->isEnabled());
}

void RoutesPageTest::aChangeElsewhereIsAConflict() {
  Fixture f;
  QVERIFY(f.console.shows("fast"));
  QTest::keyClicks(f.console.find<QLineEdit>("addPattern"), text("gpt-*\r"));
  const auto put =
      f.engine.admin("PUT", "routes/fast", R"({"flow":{"target":"up/embed"},"match":["x-*"]})");
  QCOMPARE(put.status, 200);
  QVERIFY(until([&] { return f.console.row("fast")->isOutdated; }));
  QVERIFY(!f.console.button("publish")->isEnabled());
  QVERIFY(f.console.page->band()->isVisible());
  f.console.page->band()->actionButton()->click();
  QVERIFY(!f.console.row("fast")->isOutdated);
  f.console.button("publish")->click();
  QVERIFY(f.fileHas("gpt-*"));
  QVERIFY(f.file().find("x-*") == std::string::npos);
}

void RoutesPageTest::renamingKeepsThePatterns() {
  Fixture f;
  QVERIFY(f.console.shows("fast"));
  f.console.button("renameRoute")->click();
  f.console.find<QLineEdit>("routeName")->setText(text("quick"));
  f.console.button("acceptName")->click();
  f.console.button("publish")->click();
  QVERIFY(f.fileHas("name: quick"));
  QVERIFY(until([&] { return f.console.row("quick") && !f.console.row("quick")->isDraft; }));
  QVERIFY(f.console.row("fast") == nullptr);
  QCOMPARE(f.console.row("quick")->now.match, QStringList{text("claude-*haiku*")});
  QCOMPARE(f.engine.chat("claude-3-haiku").status, 200);
  QCOMPARE(f.engine.chat("fast").status, 404);
}

void RoutesPageTest::deletingAsksAndCanBeUndone() {
  Fixture f;
  QVERIFY(f.console.shows("big"));
  f.console.open("big");
  QSignalSpy noticed(&f.console.screen, &Screen::noticed);
  QTest::keyClick(f.console.find<QListView>("routeList"), Qt::Key_Delete);
  auto* const question = f.console.find<QWidget>("question");
  QVERIFY(question != nullptr && question->windowTitle().contains(text("big")));
  f.console.button("questionAccept")->click();
  QVERIFY(until([&] { return f.console.row("big") == nullptr && !noticed.isEmpty(); }));
  QVERIFY(f.file().find("name: big") == std::string::npos);
  noticed.first().at(1).value<std::function<void()>>()();
  QVERIFY(f.fileHas("name: big"));
}

void RoutesPageTest::aModelNobodyHasIsRefusedAndKept() {
  Fixture f;
  QVERIFY(f.console.shows("fast"));
  QTest::keyClicks(f.console.find<QLineEdit>("addTargetText"), text("nobody/model\r"));
  QVERIFY(f.console.row("fast")->isDraft);
  f.console.button("publish")->click();
  QVERIFY(until([&] { return f.console.page->band()->isVisible(); }));
  QVERIFY(f.console.page->band()->accessibleName().contains(text("nobody")));
  QVERIFY(f.console.row("fast")->isDraft);
  QVERIFY(f.file().find("nobody") == std::string::npos);
}

void RoutesPageTest::modelsThatNobodyListsComeLast() {
  const auto upstream = *sb::demo::DemoServer::start({});
  std::string provider = providerLine("up", upstream->port());
  provider.replace(provider.find("openai_compatible"), std::strlen("openai_compatible"), "openai");
  const Engine engine("providers:\n" + provider + kRoutes);
  QVERIFY(engine.admin("POST", "providers/up/test").text.find("\"ok\":true") != std::string::npos);
  const QTemporaryDir folder;
  Console console(engine, folder);
  const QStringList& targets = console.page->data().targets();
  QVERIFY(until([&] { return targets.contains(text("up/gpt-4o")); }));
  QCOMPARE(targets.first(), text("up/embed"));
  QVERIFY(targets.indexOf(text("up/hello")) < targets.indexOf(text("up/gpt-4o")));
}

void RoutesPageTest::hostileTextsAreRefusedInWords_data() {
  QTest::addColumn<QString>("entered");
  QTest::newRow("nothing") << QString();
  QTest::newRow("spaces inside") << text("a b");
  QTest::newRow("line end") << text("a\nb");
  QTest::newRow("zero byte") << QString(QChar(0)) + text("a");
  QTest::newRow("10 KB") << QString(10'240, QLatin1Char('a'));
  QTest::newRow("taken") << text("fast");
  QTest::newRow("hidden") << QString(QChar(0x202e)) + text("a");
}

void RoutesPageTest::hostileTextsAreRefusedInWords() {
  QFETCH(const QString, entered);
  const QTemporaryDir folder;
  Preferences preferences(folder.filePath(text("console.ini")));
  RouteDrafts drafts(preferences);
  Route fast;
  fast.name = text("fast");
  fast.flow = targetNode(text("up/hello"));
  drafts.setPublished({fast});
  QVERIFY(!drafts.problemOfName(entered).isEmpty());
  QVERIFY(!drafts.problemOfPattern(entered).isEmpty());
  QVERIFY(drafts.problemOfName(text("fine")).isEmpty());
}

void RoutesPageTest::theDryRunLightsTheWay() {
  Fixture f;
  QVERIFY(f.console.shows("fast"));
  f.console.button("dryRun")->click();
  auto* const first = f.console.find<NodeCard>("node.1");
  QVERIFY(until([&] { return first->view().lit == Lit::Answers; }));
  QCOMPARE(f.console.find<NodeCard>("node.2")->view().lit, Lit::NotReached);
  f.console.find<QPlainTextEdit>("dryRequest")->setPlainText(text("no json"));
  f.console.button("runDry")->click();
  QVERIFY(f.console.find<QWidget>("dryProblem")->isVisible());
  QCOMPARE(first->view().lit, Lit::None);
  QCOMPARE(f.console.find<QPlainTextEdit>("dryRequest")->toPlainText(), text("no json"));
  QTest::keyClick(f.console.find<QWidget>("closeDryRun"), Qt::Key_Space);
  QVERIFY(f.console.find<QLineEdit>("limit.total")->isVisible());
}

void RoutesPageTest::theDryRunOfADraftPublishesNothing() {
  Fixture f;
  QVERIFY(f.console.shows("fast"));
  const std::string before = f.file();
  f.console.open("fast");
  QTest::keyClicks(f.console.find<QLineEdit>("addTargetText"), text("up/embed\r"));
  QVERIFY(until([&] { return f.console.row("fast")->isDraft; }));
  f.console.button("dryRun")->click();
  auto* const third = f.console.find<NodeCard>("node.3");
  QVERIFY(third != nullptr);
  QVERIFY(until([&] { return third->view().lit == Lit::NotReached; }));
  QCOMPARE(f.console.find<NodeCard>("node.1")->view().lit, Lit::Answers);
  QCOMPARE(f.file(), before);
  QVERIFY(f.console.row("fast")->isDraft);
}

namespace {

constexpr const char* kKinds =
    "routes:\n"
    "  - name: all\n"
    "    flow:\n"
    "      when:\n"
    "        - if: \"tokens > 100k\"\n"
    "          then: { balance: { by: lowest_price, over: [ { target: up/hello, weight: 3 }, "
    "{ target: up/fast } ] } }\n"
    "        - else:\n"
    "            limit:\n"
    "              rpm: 60\n"
    "              then: { split: [ { percent: 100, then: { race: { after: 2s, try: [ { target: "
    "up/fast }, { target: up/hello } ] } } } ] }\n"
    "              else: { target: up/fast }\n"
    "  - name: copied\n"
    "    flow: { mirror: { then: { target: up/hello, prompt: { append: Be brief. } }, to: { "
    "target: "
    "up/fast } } }\n";

}  // namespace

void RoutesPageTest::everyKindOfNodeIsNamed() {
  Fixture f(kKinds);
  QVERIFY(f.console.shows("all"));
  f.console.open("all");
  const auto card = [&](const char* name) { return f.console.find<NodeCard>(name)->view(); };
  QCOMPARE(card("node.root").title, text("When"));
  QCOMPARE(card("node.1").title, text("Balance"));
  QVERIFY2(card("node.1").note.startsWith(text("if tokens > 100k")),
           qPrintable(card("node.1").note));
  QVERIFY(card("node.1.1").note.contains(text("weight 3")));
  QCOMPARE(card("node.2").title, text("Limit"));
  QVERIFY(card("node.2").note.contains(text("60 requests a minute")));
  QCOMPARE(card("node.2.1").title, text("Split"));
  QCOMPARE(card("node.2.1.1").title, text("Race"));
  QVERIFY(card("node.2.1.1").note.contains(text("100 %")));
  QVERIFY(card("node.2.2").note.contains(text("beyond the limit")));
  QVERIFY(!f.console.find<QWidget>("addTarget")->isVisible());
  // The gateway counts the nodes as the console does.
  f.console.button("dryRun")->click();
  QVERIFY(until([&] { return card("node.2.1.1.1").lit == Lit::Answers; }));
  QCOMPARE(card("node.2.1.1").lit, Lit::Passed);
  QCOMPARE(card("node.1.1").lit, Lit::NotReached);
  QTest::keyClick(f.console.find<QWidget>("closeDryRun"), Qt::Key_Space);
  f.console.find<NodeCard>("node.2")->click();
  QVERIFY(f.console.button("nodeYaml")->isVisible());
  f.console.button("nodeYaml")->click();
  QCOMPARE(f.console.page->currentTab(), text("yaml"));
}

void RoutesPageTest::aChangeKeepsTheRoutesCache() {
  Fixture f(
      "routes:\n"
      "  - name: kept\n"
      "    cache: { exact: { ttl: 10m } }\n"
      "    flow: { target: up/hello }\n");
  QVERIFY(f.console.shows("kept"));
  f.console.open("kept");
  QTest::keyClicks(f.console.find<QLineEdit>("addTargetText"), text("up/embed\r"));
  QVERIFY(until([&] { return f.console.row("kept")->isDraft; }));
  f.console.button("publish")->click();
  QVERIFY(f.fileHas("up/embed"));
  QVERIFY(f.fileHas("10m"));
}

void RoutesPageTest::theDryRunNamesPromptsAndCopies() {
  Fixture f(kKinds);
  QVERIFY(f.console.shows("copied"));
  f.console.open("copied");
  f.console.button("dryRun")->click();
  const auto says = [&](const char* words) {
    const auto labels = f.console.find<DryRunPanel>("dryRunPanel")->findChildren<QLabel*>();
    return std::any_of(labels.begin(), labels.end(), [&](const QLabel* label) {
      return label->text().contains(QLatin1String(words));
    });
  };
  QVERIFY(until([&] { return says("up/hello answers"); }));
  QVERIFY(says("The system prompt is added to"));
  QVERIFY(says("Be brief."));
  QVERIFY(says("Gets a copy"));
  QCOMPARE(f.console.find<NodeCard>("node.2")->view().note, text("gets a copy"));
}

void RoutesPageTest::whatIsPassedOverIsNoAttempt() {
  Route route;
  route.flow =
      QJsonDocument::fromJson(R"({"fallback":{"try":[{"target":"a/b"},{"target":"c/d"}]}})")
          .object();
  DryRun run;
  run.path = {{text("n1"), text("fallback"), text("n2"), {}},
              {text("n2"), text("target"), {}, text("passed over: it rests")},
              {text("n1"), text("fallback"), text("n3"), {}},
              {text("n3"), text("target"), text("c/d"), {}},
              {text("n2"), text("target"), text("a/b"), {}}};
  run.attempts = {text("c/d"), text("a/b")};
  run.obstacles = {QString(), QString()};
  const auto lit = litNodes(route, run);
  QCOMPARE(lit[text("n2")].lit, Lit::Obstacle);
  QCOMPARE(lit[text("n2")].note, text("passed over: it rests"));
  QCOMPARE(lit[text("n3")].lit, Lit::Answers);
  // The last resort of one that stands alone, or whose siblings have failed.
  run.obstacles = {text("it is switched off"), QString()};
  QCOMPARE(litNodes(route, run)[text("n2")].lit, Lit::Answers);
}

void RoutesPageTest::yamlSaysWhatIsWrongAtItsLine() {
  Fixture f;
  QVERIFY(f.console.shows("fast"));
  f.console.find<QWidget>("tab.yaml")->setFocus();
  QTest::keyClick(f.console.find<QWidget>("tab.yaml"), Qt::Key_Space);
  auto* const editor = f.console.find<QPlainTextEdit>("yamlText");
  QVERIFY(until([&] { return editor->toPlainText().contains(text("name: fast")); }));
  const QString right = editor->toPlainText();
  const qsizetype at = right.indexOf(text("up/fast"));
  const auto line = right.left(at).count(QLatin1Char('\n')) + 1;
  editor->setPlainText(QString(right).replace(text("up/fast"), text("small")));
  auto* const problems = f.console.find<QListWidget>("yamlProblems");
  QVERIFY(until([&] { return problems->count() == 1; }));
  QCOMPARE(problems->item(0)->data(Qt::UserRole).toLongLong(), line);
  QVERIFY(!f.console.button("publish")->isEnabled());
  editor->setPlainText(QString(right).replace(text("up/fast"), text("up/embed")));
  QVERIFY(until([&] { return f.console.button("publish")->isEnabled(); }));
  f.console.button("publish")->click();
  QVERIFY(until([&] {
    return f.console.row("fast")->now.flow != f.console.row("big")->now.flow &&
           nodesOf(f.console.row("fast")->now.flow).last().target == text("up/embed");
  }));
}

void RoutesPageTest::theTextsDraftSurvivesARestartAndConflicts() {
  Gateway gateway;
  Engine& engine = gateway.engine;
  const QTemporaryDir folder;
  {
    Console first(engine, folder);
    QVERIFY(first.shows("fast"));
    auto* const editor = first.find<QPlainTextEdit>("yamlText");
    QVERIFY(until([&] { return editor->toPlainText().contains(text("name: fast")); }));
    editor->appendPlainText(text("# mine"));
  }
  QCOMPARE(engine.admin("PUT", "routes/big", R"({"flow":{"target":"up/fast"}})").status, 200);
  Console second(engine, folder);
  QVERIFY(second.shows("fast"));
  QTest::keyClick(second.find<QWidget>("tab.yaml"), Qt::Key_Space);
  QVERIFY(second.find<QPlainTextEdit>("yamlText")->toPlainText().endsWith(text("# mine")));
  QVERIFY(until([&] { return second.page->band()->isVisible(); }));
  QVERIFY(!second.button("publish")->isEnabled());
  second.button("discard")->click();
  QVERIFY(!second.find<QPlainTextEdit>("yamlText")->toPlainText().contains(text("# mine")));
  QVERIFY(!second.page->band()->isVisible());
}

void RoutesPageTest::withoutRoutesItSaysWhatToDo() {
  Fixture f("");
  auto* const action = f.console.button("emptyAction");
  QVERIFY(until([&] { return action->isVisible(); }));
  QVERIFY(!f.console.button("publish")->isVisible());
  action->click();
  QVERIFY(f.console.find<QLineEdit>("routeName")->isVisible());
}

void RoutesPageTest::aGoneGatewayLosesNothing() {
  Fixture f;
  QVERIFY(f.console.shows("fast"));
  QTest::keyClicks(f.console.find<QLineEdit>("addPattern"), text("gpt-*\r"));
  f.engine.stop();
  f.console.button("publish")->click();
  QVERIFY(until([&] { return f.console.page->band()->isVisible(); }));
  QVERIFY(f.console.row("fast")->isDraft);
  QCOMPARE(f.console.row("fast")->now.match.last(), text("gpt-*"));
  QTest::keyClicks(f.console.find<QLineEdit>("addPattern"), text("o1-*\r"));
  QCOMPARE(f.console.row("fast")->now.match.size(), 3);
}

void RoutesPageTest::troubleOnTheWayLosesNothing_data() {
  using Mode = sb::test::Between::Mode;
  sb::test::addTroubles({Mode::Gone, Mode::Silent, Mode::Garbage});
}

void RoutesPageTest::troubleOnTheWayLosesNothing() {
  QFETCH(const Between::Mode, mode);
  QFETCH(const QString, said);
  Fixture f;
  Between between(f.engine);
  f.console.connection.setEndpoint(between.endpoint());
  QVERIFY(f.console.shows("fast"));
  QVERIFY(until([&] { return f.console.connection.isConnected(); }));
  pasteInto(f.console.find<QLineEdit>("addPattern"), text("gpt-*"));
  QTest::keyClick(f.console.find<QLineEdit>("addPattern"), Qt::Key_Return);
  QVERIFY(f.console.row("fast")->isDraft);
  QVERIFY(until([&] { return f.console.button("publish")->isEnabled(); }));
  between.set(mode);
  f.console.button("publish")->click();
  if (mode == Between::Mode::Silent) {
    QVERIFY(until([&] { return between.swallowed() > 0; }));
    between.set(Between::Mode::Gone);
  }
  Band* const band = f.console.page->band();
  QVERIFY(until([&] { return band->isVisible() && band->accessibleName().contains(said); }));
  QVERIFY(f.console.row("fast")->isDraft);
  f.console.button("dryRun")->click();
  auto* const problem = f.console.find<QLabel>("dryProblem");
  f.console.button("runDry")->click();
  QVERIFY2(until([&] { return problem->text().contains(said); }), qPrintable(problem->text()));
  between.set(Between::Mode::Pass);
  f.console.connection.retryNow();
  QVERIFY(until([&] { return f.console.button("publish")->isEnabled(); }));
  f.console.button("publish")->click();
  QVERIFY(f.fileHas("gpt-*"));
}

void RoutesPageTest::aNarrowCanvasStacksItsCards() {
  Fixture f;
  QVERIFY(f.console.shows("fast"));
  const auto* const requests = f.console.find<QWidget>("requestCard");
  const auto* const chain = f.console.find<QWidget>("chain");
  QVERIFY(until([&] { return chain->y() == requests->y() && chain->x() > requests->x(); }));
  f.console.page->resize(800, 720);
  QVERIFY(until([&] { return chain->y() > requests->geometry().bottom(); }));
  QVERIFY(chain->mapTo(f.console.page, chain->rect().topRight()).x() <
          f.console.find<QWidget>("removeNode")->mapTo(f.console.page, QPoint()).x());
  f.console.page->resize(1096, 720);
  QVERIFY(until([&] { return chain->y() == requests->y(); }));
}

void RoutesPageTest::whatTakesTheFocusHasAName() {
  Fixture f;
  QVERIFY(f.console.shows("fast"));
  QCOMPARE(unnamed(f.console.page), QStringList());
  f.console.find<NodeCard>("node.1")->click();
  QCOMPARE(unnamed(f.console.page), QStringList());
  f.console.button("dryRun")->click();
  QCOMPARE(unnamed(f.console.page), QStringList());
  QTest::keyClick(f.console.find<QWidget>("tab.yaml"), Qt::Key_Space);
  QCOMPARE(unnamed(f.console.page), QStringList());
}

void RoutesPageTest::theModelKeepsItsPromises() {
  const QTemporaryDir folder;
  Preferences preferences(folder.filePath(text("console.ini")));
  RouteDrafts drafts(preferences);
  RouteListModel model(drafts);
  const QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::Fatal);
  QList<Route> routes;
  for (int i = 0; i < 1'000; ++i) {
    Route route;
    route.name = QStringLiteral("route-%1").arg(i);
    route.flow = targetNode(text("up/hello"));
    routes.append(route);
  }
  drafts.setPublished(routes);
  QCOMPARE(model.rowCount(), 1'000);
  Route draft = routes[3];
  draft.match = {text("x-*")};
  drafts.change(draft.name, draft);
  model.setFilter(text("x-"));
  QCOMPARE(model.rowCount(), 1);
  drafts.setPublished({});
  QCOMPARE(model.rowCount(), 1);
  QVERIFY(drafts.rows().first().isGone);
  drafts.discard(text("route-3"));
  QCOMPARE(model.rowCount(), 0);
}

SB_TEST(RoutesPageTest);
#include "routes_page_test.moc"
