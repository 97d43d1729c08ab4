#include <QComboBox>
#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "tests/support/accessible.h"
#include "tests/support/between.h"
#include "tests/support/engine.h"
#include "tests/support/test_main.h"
#include "tests/ui/client/support.h"
#include "ui/overview/connect_panel.h"
#include "ui/overview/overview_page.h"
#include "ui/overview/overview_screen.h"
#include "ui/overview/snippets.h"

using namespace sb::ui;
using sb::test::Between;
using sb::test::until;

namespace {

QString keyIn(const QString& snippet) {
  static const QRegularExpression key(QStringLiteral("sk-sb-[^\"']*"));
  return key.match(snippet).captured();
}

struct Fixture {
  explicit Fixture(bool demo, const std::string& yaml = "") : engine(yaml, demo) {
    connection.setEndpoint({QUrl(QStringLiteral("http://127.0.0.1:%1").arg(engine.adminPort())),
                            QByteArray::fromStdString(engine.token())});
    connection.start();
    show();
  }
  void show() {
    page = qobject_cast<Page*>(screen->widget());
    page->resize(1096, 720);
    page->show();
    screen->activated();
  }
  ~Fixture() {
    delete page;
    connection.stop();
  }
  // Another visit, by another start of the console.
  void startAgain() {
    delete page;
    screen = std::make_unique<OverviewScreen>(connection, preferences);
    show();
  }
  template <class T>
  T* find(const char* name) {
    return page->findChild<T*>(QLatin1String(name));
  }
  QString snippet() { return find<QPlainTextEdit>("connectSnippet")->toPlainText(); }
  bool says(const QString& part) {
    return until([&] {
      for (const QLabel* const label : page->findChildren<QLabel*>())
        if (label->isVisible() && label->text().contains(part)) return true;
      return false;
    });
  }
  void revoke(const QString& name) {
    std::optional<bool> done;
    connection.client().keys().list(page, [&](const Reply<QList<KeyInfo>>& keys) {
      for (const KeyInfo& key : *keys)
        if (key.name == name && !key.isRevoked())
          connection.client().keys().revoke(key.id, page,
                                            [&](const auto& reply) { done = reply.ok(); });
    });
    QVERIFY(until([&] { return done.has_value(); }) && *done);
  }
  bool hasKey() {
    return until([&] { return find<QPushButton>("copySnippet")->isEnabled(); });
  }

  sb::test::Engine engine;
  QTemporaryDir folder;
  Preferences preferences{folder.filePath(QStringLiteral("console.ini"))};
  Connection connection{Endpoint()};
  std::unique_ptr<OverviewScreen> screen =
      std::make_unique<OverviewScreen>(connection, preferences);
  Page* page = nullptr;
};

}  // namespace

class OverviewTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void everyAppHasASnippetWithTheThreeValues();
  void namesOfModelsRunNothing();
  void keyIsMadeForTheAppThatIsOpened();
  void keyIsForgottenWhenOneLeaves();
  void sendItForMeEndsWithTheRowInTheLog();
  void firstStepsAreCommandsWhileTheyCanBeTaken();
  void laterVisitsShowThePrefixOfTheNewestKey();
  void aRevokedKeyIsNotShown();
  void theModelIsOneThatIsListed();
  void modelsThatAreNotThereComeLast();
  void troubleWithTheKeyIsSaidAndTriedAgain_data();
  void troubleWithTheKeyIsSaidAndTriedAgain();
  void troubleWithTheRequestIsSaid_data();
  void troubleWithTheRequestIsSaid();
  void noKeyIsMadeWithoutAProvider();
  void tryWithoutAKeyBringsTheDemo();
  void figuresAreSummedByTheHour();
  void demoCostsNobodyMoney();
  void whatTakesTheFocusHasAName();
};

void OverviewTest::everyAppHasASnippetWithTheThreeValues() {
  for (const App& app : apps()) {
    const QString text = snippetFor(app.id, {QStringLiteral("http://h:1/v1"),
                                             QStringLiteral("sk-sb-1"), QStringLiteral("p/m")});
    // Those that add the path by themselves get the address without it.
    static const QStringList bare = {QStringLiteral("anthropic"), QStringLiteral("gemini"),
                                     QStringLiteral("claude-code")};
    QVERIFY2(text.contains(QStringLiteral("http://h:1")), qPrintable(app.id));
    QCOMPARE(text.contains(QStringLiteral("http://h:1/v1")), !bare.contains(app.id));
    QVERIFY2(text.contains(QStringLiteral("sk-sb-1")), qPrintable(app.id));
    for (const char* name : {"$key", "$url", "$origin", "$model"})
      QVERIFY2(!text.contains(QLatin1String(name)), qPrintable(app.id));
    QVERIFY(!hintFor(app.id).isEmpty());
  }
}

// Who lists models does not say what a person runs.
void OverviewTest::namesOfModelsRunNothing() {
  SnippetValues values;
  values.baseUrl = QStringLiteral("http://127.0.0.1:7411/v1");
  values.key = QStringLiteral("sk-sb-1");
  values.model = QStringLiteral("a'; touch /tmp/x; '\"); import os\n$key");
  const QString curl = snippetFor(QStringLiteral("curl"), values);
  QVERIFY2(curl.contains(QStringLiteral(R"("a'\''; touch /tmp/x; '\''\"); import os\n$key")")),
           qPrintable(curl));
  for (const char* app : {"openai-python", "openai-node", "anthropic", "gemini", "langchain"}) {
    const QString code = snippetFor(QLatin1String(app), values);
    QVERIFY2(code.contains(QStringLiteral(R"("a'; touch /tmp/x; '\"); import os\n$key")")),
             qPrintable(code));
  }
  const QString inShell = QStringLiteral("'a'\\''; touch /tmp/x; '\\''\"); import os\n$key'");
  for (const char* app : {"claude-code", "codex"}) {
    const QString line = snippetFor(QLatin1String(app), values);
    QVERIFY2(line.contains(inShell), qPrintable(line));
  }
  const QString yaml = snippetFor(QStringLiteral("continue"), values);
  QVERIFY(yaml.contains(QStringLiteral(R"(model: "a')")));
  values.model = QStringLiteral("local/qwen3:8b");
  QVERIFY(snippetFor(QStringLiteral("continue"), values).contains(QStringLiteral("model: local/")));
}

void OverviewTest::keyIsMadeForTheAppThatIsOpened() {
  Fixture f(true);
  QVERIFY(f.hasKey());
  const QString first = f.snippet();
  QVERIFY(first.contains(QStringLiteral("sk-sb-")));
  QVERIFY(first.contains(QStringLiteral("http://127.0.0.1:%1/v1").arg(f.engine.port())));
  auto* list = f.find<QListWidget>("connectApps");
  list->setCurrentRow(list->count() - 1);
  QVERIFY(until([&] { return f.snippet().startsWith(QStringLiteral("curl")) && f.hasKey(); }));
  const auto keys = f.engine.admin("GET", "keys").text;
  QVERIFY(keys.find("\"openai-python\"") != std::string::npos);
  QVERIFY(keys.find("\"curl\"") != std::string::npos);
}

void OverviewTest::keyIsForgottenWhenOneLeaves() {
  Fixture f(true);
  QVERIFY(f.hasKey());
  const QString before = f.snippet();
  f.screen->deactivated();
  QVERIFY(f.snippet() != before);
  QVERIFY(!f.find<QPushButton>("copySnippet")->isEnabled());
  f.screen->activated();
  QVERIFY(until([&] { return f.find<QPushButton>("newAppKey")->isEnabled(); }));
  QVERIFY2(!f.find<QPushButton>("copySnippet")->isEnabled(), "no second key is made unasked");
}

void OverviewTest::sendItForMeEndsWithTheRowInTheLog() {
  Fixture f(true);
  QVERIFY(f.hasKey());
  f.find<QPushButton>("sendForMe")->click();
  auto* const open = f.find<QPushButton>("openFirstRequest");
  QVERIFY(until([&] { return open->isVisible(); }));
  QSignalSpy navigated(f.screen.get(), &Screen::navigationRequested);
  open->click();
  QCOMPARE(navigated.size(), 1);
  QCOMPARE(navigated.first().first().toString(), QStringLiteral("logs"));
  const QString id = navigated.first().at(1).toMap().value(QStringLiteral("id")).toString();
  const auto row = f.engine.row(id.toStdString());
  QCOMPARE(QString::fromStdString(row.row.key), QStringLiteral("openai-python"));
}

void OverviewTest::firstStepsAreCommandsWhileTheyCanBeTaken() {
  Fixture f(false);
  const auto run = [&](const char* title) {
    for (const Command& command : f.screen->commands()) {
      if (command.title != QLatin1String(title)) continue;
      command.run();
      return true;
    }
    return false;
  };
  QVERIFY(until([&] { return f.find<QPushButton>("tryWithoutKey")->isVisible(); }));
  QVERIFY(!run("Send it for me"));
  QVERIFY(run("Try without a key"));
  QVERIFY(f.hasKey());
  QVERIFY(!run("Try without a key"));
  QVERIFY(run("Send it for me"));
  QVERIFY(until([&] { return f.find<QPushButton>("openFirstRequest")->isVisible(); }));
}

void OverviewTest::laterVisitsShowThePrefixOfTheNewestKey() {
  Fixture f(true);
  QVERIFY(f.hasKey());
  const QString first = keyIn(f.snippet());
  f.find<QPushButton>("newAppKey")->click();
  QVERIFY(until([&] { return f.hasKey() && keyIn(f.snippet()) != first; }));
  const QString second = keyIn(f.snippet());
  const auto isPrefixOfSecond = [&] {
    const QString shown = keyIn(f.snippet());
    const QString prefix = shown.section(QChar(0x2026), 0, 0);
    return shown != second && prefix.size() > 6 && second.startsWith(prefix) &&
           !first.startsWith(prefix);
  };
  f.screen->deactivated();
  f.screen->activated();
  QVERIFY2(isPrefixOfSecond(), qPrintable(keyIn(f.snippet())));
  QVERIFY(f.says(QStringLiteral("<b>openai-python-2</b>, made earlier")));
  f.startAgain();
  QVERIFY(f.says(QStringLiteral("<b>openai-python-2</b>, made earlier")));
  QVERIFY2(isPrefixOfSecond(), qPrintable(keyIn(f.snippet())));
  QVERIFY(!f.find<QPushButton>("copySnippet")->isEnabled());
}

void OverviewTest::aRevokedKeyIsNotShown() {
  Fixture f(true);
  QVERIFY(f.hasKey());
  const QString before = keyIn(f.snippet());
  f.screen->deactivated();
  f.revoke(QStringLiteral("openai-python"));
  f.screen->activated();
  QVERIFY2(f.hasKey(), "there is no key that works, so one is made");
  QVERIFY(keyIn(f.snippet()) != before);
}

void OverviewTest::theModelIsOneThatIsListed() {
  const sb::test::Peer upstream(sb::test::Peer::saying(
      sb::test::Peer::answer(R"({"data":[{"id":"zeta-embedding"},{"id":"zeta-9"}]})")));
  Fixture f(false, "providers:\n" + sb::test::providerLine("up", upstream.port(), "", "openai"));
  QVERIFY(f.hasKey());
  auto* const models = f.find<QComboBox>("connectModel");
  QVERIFY2(models->count() > 2, "the catalogue knows what OpenAI may offer");
  bool listed = false;
  f.connection.client().providers().test(QStringLiteral("up"), {}, f.page,
                                         [&](const Reply<Trial>&) { listed = true; });
  QVERIFY(until([&] { return listed; }));
  f.screen->deactivated();
  f.screen->activated();
  QVERIFY(until([&] { return f.snippet().contains(QStringLiteral("up/zeta")); }));
  for (int i = 0; i < models->count(); ++i)
    QVERIFY2(models->itemText(i).contains(QStringLiteral("zeta")), qPrintable(models->itemText(i)));
}

void OverviewTest::modelsThatAreNotThereComeLast() {
  const auto model = [](const char* name, std::optional<bool> listed, const char* mode = "chat") {
    ModelName one;
    one.name = QLatin1String(name);
    one.listed = listed;
    one.facts.mode = QLatin1String(mode);
    return one;
  };
  ModelName route = model("fast", std::nullopt, "");
  route.isRoute = true;
  const QList<ModelName> known = {model("gone", false), model("perhaps", std::nullopt),
                                  model("here", true), model("vectors", true, "embedding")};
  QCOMPARE(
      modelsToConnect(known + QList<ModelName>{route}),
      QStringList({QStringLiteral("here"), QStringLiteral("fast"), QStringLiteral("perhaps")}));
  QCOMPARE(modelsToConnect(known.mid(0, 1)), QStringList{QStringLiteral("gone")});
  QCOMPARE(modelsToConnect({}), QStringList());
}

void OverviewTest::troubleWithTheKeyIsSaidAndTriedAgain_data() {
  QTest::addColumn<Between::Mode>("mode");
  QTest::addColumn<QString>("said");
  QTest::newRow("gone") << Between::Mode::Gone << QStringLiteral("The gateway does not answer");
  QTest::newRow("cut") << Between::Mode::Cut << QStringLiteral("The gateway does not answer");
  QTest::newRow("500") << Between::Mode::Broken << QStringLiteral("Try again");
  QTest::newRow("garbage") << Between::Mode::Garbage << QStringLiteral("is not Signalbox");
}

void OverviewTest::troubleWithTheKeyIsSaidAndTriedAgain() {
  QFETCH(const Between::Mode, mode);
  QFETCH(const QString, said);
  Fixture f(true);
  QVERIFY(f.hasKey());
  const QString python = f.snippet();
  Between between(f.engine);
  f.connection.setEndpoint(between.endpoint());
  QVERIFY(until([&] { return f.connection.isConnected(); }));
  QSignalSpy noticed(f.screen.get(), &Screen::noticed);
  between.set(mode);
  auto* const list = f.find<QListWidget>("connectApps");
  list->setCurrentRow(list->count() - 1);
  QVERIFY(f.says(said));
  QVERIFY(f.says(QStringLiteral("No key was made")));
  QVERIFY(noticed.last().first().toString().contains(said));
  QVERIFY(!f.find<QPushButton>("copySnippet")->isEnabled());
  list->setCurrentRow(0);
  QCOMPARE(f.snippet(), python);
  list->setCurrentRow(list->count() - 1);
  between.set(Between::Mode::Pass);
  auto* const again = f.find<QPushButton>("newAppKey");
  QVERIFY(until([&] { return again->isEnabled() || again->hasFocus(); }));
  again->click();
  QVERIFY(f.hasKey());
  QVERIFY(f.snippet().startsWith(QStringLiteral("curl")));
}

void OverviewTest::troubleWithTheRequestIsSaid_data() {
  QTest::addColumn<QByteArray>("answer");
  QTest::addColumn<QString>("said");
  const auto gone = QStringLiteral("The gateway does not answer");
  const auto other = QStringLiteral("is not Signalbox");
  QTest::newRow("hangs up") << QByteArray() << gone;
  QTest::newRow("cut") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{") << gone;
  QTest::newRow("a page") << sb::test::Peer::answer("<h1>Hello</h1>", "200 OK", "text/html")
                          << other;
  const auto late = QStringLiteral("There was no answer in time");
  QTest::newRow("silent") << QByteArray("silent") << late;
  QTest::newRow("falls silent") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nsilent")
                                << late;
  QTest::newRow("500") << sb::test::Peer::answer("no", "500 No", "text/plain") << other;
}

// What listens where the gateway should.
void OverviewTest::troubleWithTheRequestIsSaid() {
  QFETCH(const QByteArray, answer);
  QFETCH(const QString, said);
  sb::test::Peer odd(sb::test::Peer::saying(answer));
  if (answer.endsWith("silent"))
    odd.setAnswer([&](QTcpSocket* socket, const QByteArray&) { socket->write(answer.chopped(6)); });
  Fixture f(true);
  QVERIFY(f.hasKey());
  if (answer.endsWith("silent")) f.page->findChild<ConnectPanel*>()->setPatience(200);
  const QString before = f.snippet();
  GatewayStatus status = f.connection.status();
  const GatewayStatus right = status;
  status.addresses = {QStringLiteral("http://127.0.0.1:%1").arg(odd.port())};
  f.connection.setStatus(status);
  QSignalSpy noticed(f.screen.get(), &Screen::noticed);
  auto* const send = f.find<QPushButton>("sendForMe");
  send->click();
  QVERIFY(until([&] { return !noticed.isEmpty(); }));
  QVERIFY2(noticed.first().first().toString().contains(said),
           qPrintable(noticed.first().first().toString()));
  f.connection.setStatus(right);
  QCOMPARE(f.snippet(), before);
  f.page->findChild<ConnectPanel*>()->setPatience(60'000);
  send->click();
  QVERIFY(until([&] { return f.find<QPushButton>("openFirstRequest")->isVisible(); }));
}

void OverviewTest::noKeyIsMadeWithoutAProvider() {
  Fixture f(false);
  QVERIFY(until([&] { return f.find<QPushButton>("addProvider")->isVisible(); }));
  QVERIFY(!f.find<QPushButton>("copySnippet")->isEnabled());
  const auto keys = f.engine.admin("GET", "keys").text;
  QVERIFY(keys.find("openai-python") == std::string::npos);
  QSignalSpy navigated(f.screen.get(), &Screen::navigationRequested);
  f.find<QPushButton>("addProvider")->click();
  QCOMPARE(navigated.first().first().toString(), QStringLiteral("providers"));
}

void OverviewTest::tryWithoutAKeyBringsTheDemo() {
  Fixture f(false);
  auto* const tryDemo = f.find<QPushButton>("tryWithoutKey");
  QVERIFY(until([&] { return tryDemo->isVisible(); }));
  tryDemo->click();
  QVERIFY(until([&] { return !tryDemo->isVisible(); }));
  QVERIFY(f.connection.status().config->demo);
  QVERIFY(f.hasKey());
  f.find<QPushButton>("sendForMe")->click();
  QVERIFY(until([&] { return f.find<QPushButton>("openFirstRequest")->isVisible(); }));
}

void OverviewTest::demoCostsNobodyMoney() {
  const QDateTime now(QDate(2026, 11, 22), QTime(14, 32));
  Spend spend;
  spend.demoProvider = QStringLiteral("demo");
  for (const char* name : {"demo", "openai"}) {
    SpendCell cell;
    cell.start = now.date().startOfDay().toMSecsSinceEpoch();
    cell.name = QLatin1String(name);
    cell.requests = 3;
    cell.cost = 7;
    cell.unpriced = 1;
    spend.cells.append(cell);
  }
  const DayFigures day = figuresOf(spend, now);
  QCOMPARE(day.requests, 6);
  QCOMPARE(day.cost, 7);
  QCOMPARE(day.unpriced, 1);
  spend.demoProvider.clear();
  QCOMPARE(figuresOf(spend, now).cost, 14);
}

void OverviewTest::figuresAreSummedByTheHour() {
  const QDateTime now(QDate(2026, 11, 22), QTime(14, 32));
  const qint64 midnight = now.date().startOfDay().toMSecsSinceEpoch();
  Spend spend;
  for (const int hour : {3, 14}) {
    SpendCell cell;
    cell.start = midnight + hour * 3'600'000LL;
    cell.requests = 10;
    cell.errors = 1;
    cell.cost = 5;
    spend.cells.append(cell);
  }
  const DayFigures day = figuresOf(spend, now);
  QCOMPARE(day.requests, 20);
  QCOMPARE(day.errors, 2);
  QCOMPARE(day.cost, 10);
  QCOMPARE(day.requestsByHour.size(), 15);
  QCOMPARE(day.requestsByHour.last(), 10.0);
}

void OverviewTest::whatTakesTheFocusHasAName() {
  Fixture f(true);
  QVERIFY(f.hasKey());
  QCOMPARE(sb::test::unnamed(f.page), QStringList());
  f.find<QPushButton>("skipChecklist")->click();
  QCOMPARE(sb::test::unnamed(f.page), QStringList());
}

SB_TEST(OverviewTest);
#include "overview_test.moc"
