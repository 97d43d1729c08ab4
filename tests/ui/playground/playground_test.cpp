// The playground by a real window against a real engine with the demo provider.
#include <QTest>

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTextBrowser>
#include <QToolButton>

#include "tests/support/accessible.h"
#include "tests/support/engine.h"
#include "tests/support/hostile.h"
#include "tests/support/test_main.h"
#include "ui/playground/answer_view.h"
#include "ui/playground/lane_view.h"
#include "ui/playground/name_model.h"
#include "ui/playground/name_picker.h"
#include "ui/playground/parameters_dialog.h"
#include "ui/playground/playground_page.h"
#include "ui/playground/playground_screen.h"
#include "ui/playground/prompt_box.h"
#include "ui/widgets/delegates.h"

using namespace sb::ui;
using sb::test::until;

namespace {

struct Fixture {
  explicit Fixture(bool demo = true) : engine("", demo) {
    connection.setEndpoint({QUrl(QStringLiteral("http://127.0.0.1:%1").arg(engine.adminPort())),
                            QByteArray::fromStdString(engine.token())});
    connection.start();
    page = qobject_cast<PlaygroundPage*>(screen.widget());
    page->resize(1096, 720);
    page->show();
    screen.activated();
    until([&] { return connection.isConnected() && connection.status().listening; });
  }
  ~Fixture() {
    delete page;
    connection.stop();
  }
  template <class T>
  T* find(const char* name) {
    return page->findChild<T*>(QLatin1String(name));
  }
  Comparison& all() { return page->comparison(); }
  Lane* lane(int place) { return all().lane(place); }
  QWidget* view(char letter) {
    return page->findChild<QWidget*>(QStringLiteral("lane%1").arg(QLatin1Char(letter)));
  }
  bool ready() {
    return until([&] { return all().canAsk() && !lane(1)->setup().model.isEmpty(); });
  }
  void use(int place, const QString& model) {
    LaneSetup setup = lane(place)->setup();
    setup.model = model;
    lane(place)->setSetup(setup);
  }
  void write(const QString& text) {
    auto* const field = find<QPlainTextEdit>("promptText");
    field->setFocus();
    QTest::keyClicks(field, text);
    QTest::keyClick(field, Qt::Key_Return);
  }
  bool done() {
    return until([&] { return !all().isRunning() && lane(0)->state() != Lane::State::Idle; });
  }
  bool logged() {
    return until([&] { return lane(0)->figures().logged && lane(1)->figures().logged; });
  }

  sb::test::Engine engine;
  QTemporaryDir folder;
  Preferences preferences{folder.filePath(QStringLiteral("console.ini"))};
  Connection connection{Endpoint()};
  PlaygroundScreen screen{connection, preferences};
  PlaygroundPage* page = nullptr;
};

const QString kHello = QStringLiteral("demo/hello");
const QString kFast = QStringLiteral("demo/fast");

QString script(const char* keys) { return QStringLiteral("demo/script:") + QLatin1String(keys); }

}  // namespace

class PlaygroundTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void lanesAreAskedByTheKeyboardAlone();
  void eightLanesStreamAtOnce();
  void whoAnsweredAndWhatItCostIsShown();
  void goesOnWithTheConversation();
  void stopKeepsWhatCame();
  void voteIsStoredWithTheRequests();
  void voteKeysAreLettersWhileOneTypes();
  void failuresSayWhatToDo_data();
  void failuresSayWhatToDo();
  void newKeyIsMadeWhenTheGatewayForgotIt();
  void nothingIsSentWhileTheGatewayIsStopped();
  void lanesAreRemembered();
  void anyNameCanBeTyped();
  void whatIsTypedWholeStandsFirst();
  void aClickBesideTheTextMeansTheText();
  void aNewLaneIsBroughtIntoView();
  void withoutAModelTheWayToOneIsShown();
  void answersLoadNothing();
  void namesHoldTogether();
  void badParametersAreRefusedAndStay_data();
  void badParametersAreRefusedAndStay();
  void pastedTextsFitOrAreRefused_data();
  void pastedTextsFitOrAreRefused();
  void troubleOnTheWayLosesNothing();
  void whatTakesTheFocusHasAName();
};

void PlaygroundTest::lanesAreAskedByTheKeyboardAlone() {
  Fixture f;
  QVERIFY(f.ready());
  f.use(0, kFast);
  f.use(1, kFast);
  f.write(QStringLiteral("Say something nice"));
  QVERIFY(f.done());
  for (int i = 0; i < 2; ++i) {
    QCOMPARE(f.lane(i)->state(), Lane::State::Done);
    QVERIFY(f.lane(i)->answer().contains(QStringLiteral("Say something nice")));
  }
  QVERIFY(f.view('A')
              ->findChild<QTextBrowser*>(QStringLiteral("laneAnswer"))
              ->toPlainText()
              .contains(QStringLiteral("Say something nice")));
  QVERIFY(f.find<QPlainTextEdit>("promptText")->toPlainText().isEmpty());
}

void PlaygroundTest::eightLanesStreamAtOnce() {
  Fixture f;
  QVERIFY(f.ready());
  while (f.all().count() < Comparison::kMost)
    f.page->addLane();
  f.page->addLane();
  QCOMPARE(f.all().count(), 8);
  for (int i = 0; i < 8; ++i)
    f.use(i, script("tokens=400,rate=100"));
  f.write(QStringLiteral("go"));
  const auto streaming = [&] {
    int all = 0;
    for (int i = 0; i < 8; ++i)
      all += f.lane(i)->state() == Lane::State::Streaming ? 1 : 0;
    return all;
  };
  QVERIFY(until([&] { return streaming() == 8; }));
  f.find<QPushButton>("stopAll")->click();
  QVERIFY(!f.all().isRunning());
}

void PlaygroundTest::whoAnsweredAndWhatItCostIsShown() {
  Fixture f;
  QVERIFY(f.ready());
  f.use(0, kHello);
  f.use(1, script("tokens=50,rate=200,input=800,output=50"));
  f.write(QStringLiteral("hi"));
  QVERIFY(f.done() && f.logged());
  const LaneFigures& figures = f.lane(1)->figures();
  QCOMPARE(figures.provider, QStringLiteral("demo"));
  QCOMPARE(figures.tokens->in, 800);
  QCOMPARE(figures.tokens->out, 50);
  QVERIFY(*figures.firstTokenMs > 0 && *figures.totalMs > *figures.firstTokenMs);
  const double speed = *figures.tokensPerSecond();
  QVERIFY2(speed > 60 && speed < 300, qPrintable(QString::number(speed)));
  QVERIFY(!f.view('B')->findChild<QLabel*>(QStringLiteral("laneCost"))->text().isEmpty());
  QSignalSpy opened(&f.screen, &Screen::navigationRequested);
  f.view('B')->findChild<QPushButton*>(QStringLiteral("laneLog"))->click();
  QCOMPARE(opened.first().at(0).toString(), QStringLiteral("logs"));
  QCOMPARE(opened.first().at(1).toMap().value(QStringLiteral("id")).toString(), figures.requestId);
}

void PlaygroundTest::goesOnWithTheConversation() {
  Fixture f;
  QVERIFY(f.ready());
  f.use(0, script("echo"));
  f.use(1, kFast);
  f.all().setSystemPrompt(QStringLiteral("Be brief."));
  f.write(QStringLiteral("first question"));
  QVERIFY(f.done());
  f.write(QStringLiteral("second question"));
  QVERIFY(until([&] { return f.lane(0)->turns().size() == 2; }) && f.done());
  const QString sent = f.lane(0)->answer();
  for (const char* part : {"Be brief.", "first question", "second question", "assistant"})
    QVERIFY2(sent.contains(QLatin1String(part)), part);
  f.page->startOver();
  QVERIFY(f.lane(0)->turns().isEmpty());
}

void PlaygroundTest::stopKeepsWhatCame() {
  Fixture f;
  QVERIFY(f.ready());
  f.use(0, script("tokens=1000,rate=100"));
  f.use(1, script("tokens=1000,rate=100"));
  f.write(QStringLiteral("go"));
  QVERIFY(until([&] { return f.lane(0)->answer().size() > 40; }));
  f.find<QPushButton>("stopAll")->click();
  QCOMPARE(f.lane(0)->state(), Lane::State::Stopped);
  QVERIFY(f.lane(0)->answer().size() > 40);
  QVERIFY(f.logged());
  const auto row = f.engine.row(f.lane(0)->figures().requestId.toStdString());
  QVERIFY(row.row.usage.totalOutput() > 0);
}

void PlaygroundTest::voteIsStoredWithTheRequests() {
  Fixture f;
  QVERIFY(f.ready());
  f.use(0, kFast);
  f.use(1, kHello);
  f.write(QStringLiteral("hi"));
  QVERIFY(f.done() && f.logged());
  auto* const better = f.find<QPushButton>("voteB");
  QVERIFY(until([&] { return better->isEnabled(); }));
  better->setFocus();
  QTest::keyClick(better, Qt::Key_2);
  QVERIFY(until([&] { return f.all().vote() == 1; }));
  for (int i = 0; i < 2; ++i) {
    const std::string path = "logs/" + f.lane(i)->figures().requestId.toStdString();
    const std::string expected = i == 1 ? "\"score\":1" : "\"score\":0";
    std::string text;
    QVERIFY2(until([&] {
               text = f.engine.admin("GET", path).text;
               return text.find(expected) != std::string::npos;
             }),
             text.c_str());
  }
  QVERIFY(f.find<QPushButton>("voteB")->isChecked());
}

void PlaygroundTest::voteKeysAreLettersWhileOneTypes() {
  Fixture f;
  QVERIFY(f.ready());
  f.use(0, kFast);
  f.use(1, kFast);
  f.write(QStringLiteral("hi"));
  QVERIFY(f.done());
  auto* const field = f.find<QPlainTextEdit>("promptText");
  field->setFocus();
  QTest::keyClicks(field, QStringLiteral("1tx"));
  QCOMPARE(field->toPlainText(), QStringLiteral("1tx"));
  QCOMPARE(f.all().vote(), -1);
}

void PlaygroundTest::failuresSayWhatToDo_data() {
  QTest::addColumn<QString>("model");
  QTest::newRow("no such model") << QStringLiteral("nobody/nothing");
  QTest::newRow("refused") << script("status=400");
  QTest::newRow("overloaded") << script("status=429");
  QTest::newRow("failed") << script("status=500");
  QTest::newRow("broke off") << script("tokens=20,cut-after=5");
  QTest::newRow("error inside of the stream") << script("tokens=20,error-after=5");
  QTest::newRow("ten kilobytes") << QString(10'000, QLatin1Char('x'));
  QTest::newRow("signs") << QStringLiteral("a b\n<b>\u0000\"'");
}

void PlaygroundTest::failuresSayWhatToDo() {
  QFETCH(QString, model);
  Fixture f;
  QVERIFY(f.ready());
  f.use(0, model);
  f.use(1, kFast);
  f.write(QStringLiteral("hi"));
  QVERIFY(f.done());
  QCOMPARE(f.lane(0)->state(), Lane::State::Failed);
  QVERIFY(!f.lane(0)->problem().title.isEmpty());
  QVERIFY(!f.lane(0)->problem().text.isEmpty());
  QCOMPARE(f.lane(1)->state(), Lane::State::Done);
  f.use(0, kFast);
  f.view('A')->findChild<QPushButton*>(QStringLiteral("askAgain"))->click();
  QVERIFY(f.done());
  QCOMPARE(f.lane(0)->state(), Lane::State::Done);
  QCOMPARE(f.lane(0)->turns().size(), 1);
}

void PlaygroundTest::newKeyIsMadeWhenTheGatewayForgotIt() {
  Fixture f;
  QVERIFY(f.ready());
  f.use(0, kFast);
  f.use(1, kFast);
  f.write(QStringLiteral("one"));
  QVERIFY(f.done());
  const std::string keys = f.engine.admin("GET", "keys").text;
  const auto all = f.engine.admin("GET", "keys").body;
  for (const auto& key : all.at("keys").as_array())
    if (key.at("name").as_string() == "playground")
      f.engine.admin("DELETE", "keys/" + std::string(key.at("id").as_string().c_str()));
  f.write(QStringLiteral("two"));
  QVERIFY(until([&] { return f.lane(0)->turns().size() == 2; }) && f.done());
  QCOMPARE(f.lane(0)->state(), Lane::State::Done);
  QVERIFY2(f.lane(0)->answer().contains(QStringLiteral("two")), keys.c_str());
}

void PlaygroundTest::nothingIsSentWhileTheGatewayIsStopped() {
  Fixture f;
  QVERIFY(f.ready());
  f.engine.admin("POST", "gateway/stop");
  QVERIFY(until([&] { return !f.connection.status().listening; }));
  f.write(QStringLiteral("kept"));
  QCOMPARE(f.find<QPlainTextEdit>("promptText")->toPlainText(), QStringLiteral("kept"));
  QVERIFY(!f.find<QPushButton>("send")->isEnabled());
  QVERIFY(f.find<QLabel>("promptNote")->text().contains(QStringLiteral("stopped")));
}

void PlaygroundTest::lanesAreRemembered() {
  Fixture f;
  QVERIFY(f.ready());
  f.page->addLane();
  LaneSetup setup{QStringLiteral("demo/fast"), 0.5, 100};
  f.lane(2)->setSetup(setup);
  f.all().setSystemPrompt(QStringLiteral("Be brief."));
  Comparison again(f.connection, f.preferences);
  QCOMPARE(again.count(), 3);
  QCOMPARE(again.lane(2)->setup(), setup);
  QCOMPARE(again.systemPrompt(), QStringLiteral("Be brief."));
  again.removeLane(1);
  again.removeLane(1);
  QCOMPARE(again.count(), 2);
}

void PlaygroundTest::anyNameCanBeTyped() {
  Fixture f;
  QVERIFY(f.ready());
  auto* const button = f.view('A')->findChild<QPushButton*>(QStringLiteral("laneName"));
  button->click();
  auto* const picker = f.find<NamePicker>("namePicker");
  QVERIFY(picker->isVisible());
  auto* const search = picker->findChild<QLineEdit*>(QStringLiteral("nameSearch"));
  QTest::keyClicks(search, QStringLiteral("FAST"));
  QTest::keyClick(search, Qt::Key_Return);
  QVERIFY(f.lane(0)->setup().model.contains(QStringLiteral("fast")));
  button->click();
  QTest::keyClicks(search, QStringLiteral("claude-haiku-9"));
  QTest::keyClick(search, Qt::Key_Return);
  QCOMPARE(f.lane(0)->setup().model, QStringLiteral("claude-haiku-9"));
}

void PlaygroundTest::whatIsTypedWholeStandsFirst() {
  Connection none{Endpoint()};
  NameModel names(none);
  const auto model = [](const char* provider, const char* name, std::optional<bool> listed = true) {
    ModelName made;
    made.listed = listed;
    made.provider = QLatin1String(provider);
    made.model = QLatin1String(name);
    made.name = made.provider + QLatin1Char('/') + made.model;
    return made;
  };
  names.setNames({model("openai", "ft:gpt-4o-mini"), model("openai", "gpt-4o-mini-tts"),
                  model("old", "gpt-4o-mini", false), model("azure", "gpt-4o-mini"),
                  model("openai", "gpt-4o-mini"), model("silent", "phi", std::nullopt)});
  NamePicker picker(names);
  QWidget anchor;
  const auto chosen = [&](const char* typed) {
    QString name;
    picker.openAt(&anchor, {}, [&name](const QString& one) { name = one; });
    auto* const search = picker.findChild<QLineEdit*>(QStringLiteral("nameSearch"));
    QTest::keyClicks(search, QLatin1String(typed));
    QTest::keyClick(search, Qt::Key_Return);
    return name;
  };
  QCOMPARE(chosen("gpt-4o-mini"), QStringLiteral("azure/gpt-4o-mini"));
  QCOMPARE(chosen("gpt-4o-mini-"), QStringLiteral("openai/gpt-4o-mini-tts"));
  QCOMPARE(chosen("old/gpt-4o-mini"), QStringLiteral("old/gpt-4o-mini"));
  const auto* const list = picker.findChild<QListView*>(QStringLiteral("nameList"))->model();
  picker.openAt(&anchor, {}, {});
  const QModelIndex last = list->index(list->rowCount() - 1, 0);
  QCOMPARE(last.data().toString(), QStringLiteral("old/gpt-4o-mini"));
  QCOMPARE(last.data(kNoteRole).toString(), QStringLiteral("not listed"));
  QVERIFY(list->index(list->rowCount() - 2, 0).data(kNoteRole).toString().isEmpty());
  QCOMPARE(chosen("openai/gpt-4o-mini"), QStringLiteral("openai/gpt-4o-mini"));
}

void PlaygroundTest::aClickBesideTheTextMeansTheText() {
  Fixture f;
  QVERIFY(f.ready());
  QVERIFY(QTest::qWaitForWindowActive(f.page));
  auto* const box = f.find<PromptBox>("promptBox");
  f.find<QPushButton>("attachPicture")->setFocus();
  QTest::mouseClick(box, Qt::LeftButton, {}, QPoint(box->width() / 2, box->height() - 3));
  QVERIFY(f.find<QPlainTextEdit>("promptText")->hasFocus());
}

void PlaygroundTest::aNewLaneIsBroughtIntoView() {
  Fixture f;
  QVERIFY(f.ready());
  f.page->resize(800, 700);
  while (f.all().count() < Comparison::kMost)
    f.page->addLane();
  auto* const area = f.page->findChild<QScrollArea*>(QStringLiteral("laneArea"));
  QVERIFY(until([&] {
    const QRect lane(f.view('H')->mapTo(area->viewport(), QPoint()), f.view('H')->size());
    return area->viewport()->rect().intersects(lane) &&
           lane.right() <= area->viewport()->width() + 1;
  }));
}

void PlaygroundTest::withoutAModelTheWayToOneIsShown() {
  Fixture f(false);
  auto* const add = f.find<QPushButton>("emptyAction");
  QVERIFY(until([&] { return add->isVisible(); }));
  QSignalSpy opened(&f.screen, &Screen::navigationRequested);
  add->click();
  QCOMPARE(opened.first().at(0).toString(), QStringLiteral("providers"));
}

void PlaygroundTest::answersLoadNothing() {
  AnswerView view(QStringLiteral("answer"));
  view.setMarkdownLater(QStringLiteral("![x](file:///etc/hostname) <script>a</script>\n\n```\nx"),
                        false);
  view.renderNow();
  QVERIFY(
      !view.loadResource(QTextDocument::ImageResource, QUrl(QStringLiteral("file:///etc/hostname")))
           .isValid());
  QVERIFY(view.toPlainText().contains(QStringLiteral("<script>")));
  const QList<Turn> turns{{{QStringLiteral("a"), {}}, QStringLiteral("```\nopen")},
                          {{QStringLiteral("# no head"), {}}, QStringLiteral("end")}};
  view.setMarkdownLater(conversationMarkdown(turns, {}), false);
  view.renderNow();
  QVERIFY(view.toPlainText().contains(QStringLiteral("# no head")));
}

void PlaygroundTest::namesHoldTogether() {
  Connection connection{Endpoint()};
  NameModel model(connection);
  const QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
  QList<ModelName> names;
  ModelName route;
  route.name = QStringLiteral("fast");
  route.isRoute = true;
  names.append(route);
  for (int i = 0; i < 10'000; ++i) {
    ModelName name;
    name.provider = QStringLiteral("p%1").arg(i % 9);
    name.model = QStringLiteral("m%1").arg(i);
    name.name = name.provider + QLatin1Char('/') + name.model;
    if (i == 1) name.facts.mode = QStringLiteral("embedding");
    name.listed = i >= 4;
    names.append(name);
  }
  model.setProviders({QStringLiteral("p0"), QStringLiteral("p1")});
  model.setNames(names);
  QCOMPARE(model.rowCount(), 10'000);
  QCOMPARE(model.suggestions(), QStringList({QStringLiteral("fast"), QStringLiteral("p4/m4")}));
  QCOMPARE(model.providerOf(QStringLiteral("p1/unknown")), QStringLiteral("p1"));
  QVERIFY(model.providerOf(QStringLiteral("fast")).isEmpty());
}

void PlaygroundTest::badParametersAreRefusedAndStay_data() {
  QTest::addColumn<QString>("field");
  QTest::addColumn<QString>("text");
  for (const char* bad : {"-1", "2.1", "nan", "-nan", "inf", "1e400", "warm", "0x1", "1;2", "<b>1"})
    QTest::addRow("temperature %s", bad)
        << QStringLiteral("temperature") << QString::fromLatin1(bad);
  for (const char* bad : {"0", "-5", "1.5", "99999999999", "nan", "ten", "1e3", "%1"})
    QTest::addRow("tokens %s", bad) << QStringLiteral("maxTokens") << QString::fromLatin1(bad);
}

void PlaygroundTest::badParametersAreRefusedAndStay() {
  QFETCH(const QString, field);
  QFETCH(const QString, text);
  ParametersDialog dialog(QStringLiteral("A"), {}, nullptr);
  const QSignalSpy chosen(&dialog, &ParametersDialog::chosen);
  auto* const line = dialog.findChild<QLineEdit*>(field);
  sb::test::pasteInto(line, text);
  dialog.findChild<QPushButton*>(QStringLiteral("dialogAccept"))->click();
  QVERIFY(chosen.isEmpty());
  QCOMPARE(line->text(), text);
  QVERIFY(!dialog.findChild<QLabel*>(QStringLiteral("dialogProblem"))->isHidden());
}

void PlaygroundTest::pastedTextsFitOrAreRefused_data() {
  QTest::addColumn<QString>("pasted");
  for (const auto& [what, pasted] : sb::test::hostileTexts())
    QTest::newRow(what) << pasted;
}

void PlaygroundTest::pastedTextsFitOrAreRefused() {
  QFETCH(const QString, pasted);
  PromptBox box;
  box.show();
  const QSignalSpy refused(&box, &PromptBox::refused);
  auto* const field = box.findChild<QPlainTextEdit*>(QStringLiteral("promptText"));
  sb::test::pasteInto(field, pasted);
  const bool whole = field->toPlainText().size() >= pasted.trimmed().size() - 1;
  QVERIFY(whole || refused.size() == 1);
  SystemPromptDialog dialog({}, nullptr);
  const QSignalSpy chosen(&dialog, &SystemPromptDialog::chosen);
  auto* const text = dialog.findChild<QPlainTextEdit*>(QStringLiteral("systemPromptText"));
  sb::test::pasteInto(text, pasted);
  dialog.findChild<QPushButton*>(QStringLiteral("dialogAccept"))->click();
  const bool told = !dialog.findChild<QLabel*>(QStringLiteral("dialogProblem"))->isHidden();
  QVERIFY(told != (chosen.size() == 1));
}

// Each lane asks the gateway itself; its key comes by the admin API.
void PlaygroundTest::troubleOnTheWayLosesNothing() {
  Fixture f;
  QVERIFY(f.ready());
  f.use(0, kHello);
  f.use(1, kFast);
  f.write(QStringLiteral("first"));
  QVERIFY(f.done());
  f.engine.stop();
  f.write(QStringLiteral("second"));
  QVERIFY(until([&] {
    const auto* const field = f.find<QPlainTextEdit>("promptText");
    return !f.all().isRunning() &&
           (field->toPlainText() == QStringLiteral("second") || f.lane(0)->turns().size() == 2);
  }));
  QVERIFY(f.lane(0)->turns().first().question.text == QStringLiteral("first"));
  QVERIFY(!f.lane(0)->turns().first().answer.isEmpty());
}

void PlaygroundTest::whatTakesTheFocusHasAName() {
  Fixture f;
  QVERIFY(f.ready());
  f.use(0, kFast);
  f.use(1, kFast);
  f.write(QStringLiteral("hi"));
  QVERIFY(f.done() && f.logged());
  QCOMPARE(sb::test::unnamed(f.page), QStringList());
}

SB_TEST(PlaygroundTest);
#include "playground_test.moc"
