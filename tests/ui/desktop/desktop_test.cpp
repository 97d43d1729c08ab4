#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocalServer>
#include <QLocalSocket>
#include <QProcess>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>
#include <future>

#include "app/desktop/desktop_options.h"
#include "app/desktop/engine.h"
#include "app/desktop/frame_clock.h"
#include "app/desktop/single_instance.h"
#include "app/desktop/start_problems.h"
#include "tests/support/engine.h"
#include "tests/support/test_main.h"
#include "ui/client/connection.h"
#include "ui/client/endpoint.h"
#include "ui/preferences/autostart.h"

using namespace sb::app;
using sb::test::until;

namespace {

StartOutcome outcomeOf(Engine& engine) {
  std::promise<StartOutcome> told;
  engine.whenStarted([&](StartOutcome outcome) { told.set_value(std::move(outcome)); });
  return told.get_future().get();
}

Options optionsIn(const QTemporaryDir& folder) {
  Options options;
  options.dataFolder = folder.filePath(QStringLiteral("data")).toStdString();
  options.configFile = folder.filePath(QStringLiteral("signalbox.yaml")).toStdString();
  options.listen = sb::config::Listener();
  options.listen->port = 0;
  options.program = "signalbox";
  options.logLevel = sb::log::Level::Off;
  return options;
}

// The real program, without a screen.
struct Program {
  explicit Program(const QTemporaryDir& folder, const QStringList& more = {},
                   const QString& logLevel = QStringLiteral("off")) {
    if (logLevel == QLatin1String("off"))
      process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    start(folder, QStringLiteral(SB_SIGNALBOX), argumentsIn(folder, logLevel) + more);
  }
  Program(const QTemporaryDir& folder, const QString& program, const QStringList& arguments) {
    start(folder, program, arguments);
  }
  static QStringList argumentsIn(const QTemporaryDir& folder,
                                 const QString& logLevel = QStringLiteral("off")) {
    return {QStringLiteral("--data"),      folder.filePath(QStringLiteral("data")),
            QStringLiteral("--config"),    folder.filePath(QStringLiteral("none.yaml")),
            QStringLiteral("--listen"),    QStringLiteral("127.0.0.1:0"),
            QStringLiteral("--admin"),     QStringLiteral("127.0.0.1:0"),
            QStringLiteral("--log-level"), logLevel};
  }
  void start(const QTemporaryDir& folder, const QString& program, const QStringList& arguments) {
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
    environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), folder.path());
    environment.insert(QStringLiteral("HOME"), folder.path());
    environment.remove(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"));
    process.setProcessEnvironment(environment);
    process.start(program, arguments);
  }
  ~Program() {
    if (process.state() == QProcess::NotRunning) return;
    process.kill();
    process.waitForFinished();
  }
  bool ready(const QTemporaryDir& folder) const {
    return until([&] { return QFile::exists(folder.filePath(QStringLiteral("data/run.json"))); });
  }
  void terminate() { ::kill(static_cast<pid_t>(process.processId()), SIGTERM); }

  QProcess process;
};

}  // namespace

class DesktopTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void optionsOfSignalboxdAreTaken();
  void connectNeedsATokenFile();
  void engineStartsAndStops();
  void engineStartsAgainAfterAFailure();
  void adminPortFallsBackToAFreeOne();
  void T117_portInUseOffersTheNextFreeOne();
  void T117_otherPortIsWrittenIntoTheConfiguration();
  void T117_portOfTheCommandLineChangesThere();
  void badConfigurationIsToldWithItsLine();
  void unusableFilesAreToldAtStart_data();
  void unusableFilesAreToldAtStart();
  void lockedFolderOffersTheRunningGateway();
  void T123_secondStartRaisesTheFirst();
  void T123_staleSocketDoesNotCount();
  void T123_silentFirstIsNotWaitedForForEver();
  void T123_secondProgramEndsAtOnce();
  void T127_whatStartsAtLoginServes();
  void endsCleanlyBySigterm();
  void framesAreCounted();
  void tellsItsTimesAtLevelDebug();
};

void DesktopTest::optionsOfSignalboxdAreTaken() {
  const auto options =
      parseDesktopOptions({"--minimized", "--data=/d", "--listen", "127.0.0.1:0", "--demo"});
  QVERIFY(options);
  QVERIFY(options->minimized);
  QVERIFY(options->engine.demo);
  QCOMPARE(options->engine.dataFolder, std::string("/d"));
  QCOMPARE(options->engineArguments.size(), std::size_t{4});
  QVERIFY(!parseDesktopOptions({"--nonsense"}));
}

void DesktopTest::connectNeedsATokenFile() {
  QVERIFY(!parseDesktopOptions({"--connect", "http://127.0.0.1:7412"}));
  QVERIFY(!parseDesktopOptions({"--connect"}));
  QVERIFY(parseDesktopOptions({"--connect=http://h:1", "--token-file", "/t"}));
}

void DesktopTest::engineStartsAndStops() {
  const QTemporaryDir folder;
  Engine engine;
  Options options = optionsIn(folder);
  options.admin = sb::config::Admin{"127.0.0.1", 0};
  engine.start(options);
  const StartOutcome outcome = outcomeOf(engine);
  QVERIFY2(!outcome.failure, outcome.failure ? outcome.failure->text.c_str() : "");
  QVERIFY(outcome.readyLine.find("\"admin\"") != std::string::npos);
  std::promise<void> stopped;
  engine.stop(sb::Millis(0), [&] { stopped.set_value(); });
  QCOMPARE(stopped.get_future().wait_for(std::chrono::seconds(20)), std::future_status::ready);
  engine.join();
  QVERIFY(!engine.isRunning());
}

void DesktopTest::engineStartsAgainAfterAFailure() {
  const QTemporaryDir folder;
  QTcpServer other;
  QVERIFY(other.listen(QHostAddress::LocalHost));
  Engine engine;
  Options options = optionsIn(folder);
  options.admin = sb::config::Admin{"127.0.0.1", 0};
  options.listen->port = other.serverPort();
  engine.start(options);
  QVERIFY(outcomeOf(engine).failure.has_value());
  options.listen->port = 0;
  engine.start(options);
  QVERIFY(!outcomeOf(engine).failure);
}

void DesktopTest::adminPortFallsBackToAFreeOne() {
  const QTemporaryDir folder;
  QTcpServer other;
  QVERIFY(other.listen(QHostAddress::LocalHost));
  QFile config(folder.filePath(QStringLiteral("signalbox.yaml")));
  QVERIFY(config.open(QIODevice::WriteOnly));
  config.write(
      QStringLiteral("version: 1\nadmin: { port: %1 }\n").arg(other.serverPort()).toUtf8());
  config.close();
  Engine engine;
  engine.start(optionsIn(folder));
  const StartOutcome outcome = outcomeOf(engine);
  QVERIFY2(!outcome.failure, outcome.failure ? outcome.failure->text.c_str() : "");
}

void DesktopTest::T117_portInUseOffersTheNextFreeOne() {
  const QTemporaryDir folder;
  QTcpServer other;
  QVERIFY(other.listen(QHostAddress::LocalHost));
  Engine engine;
  Options options = optionsIn(folder);
  options.admin = sb::config::Admin{"127.0.0.1", 0};
  options.listen->port = other.serverPort();
  engine.start(options);
  const StartOutcome outcome = outcomeOf(engine);
  QVERIFY(outcome.failure.has_value());
  std::uint16_t chosen = 0;
  StartSteps steps;
  steps.atPort = [&](std::uint16_t port, std::uint16_t) { chosen = port; };
  const auto problem = describe(*outcome.failure, options, steps);
  QVERIFY2(problem.title.contains(QString::number(other.serverPort())), qPrintable(problem.title));
  QVERIFY2(problem.text.contains(QStringLiteral("test_ui_desktop")), "by whom");
  QCOMPARE(problem.steps.first().name, QStringLiteral("startAtPort"));
  problem.steps.first().run();
  QVERIFY(chosen > other.serverPort());
  QTcpServer free;
  QVERIFY(free.listen(QHostAddress::LocalHost, chosen));
}

void DesktopTest::T117_otherPortIsWrittenIntoTheConfiguration() {
  const QTemporaryDir folder;
  QTcpServer other;
  QVERIFY(other.listen(QHostAddress::LocalHost));
  QFile config(folder.filePath(QStringLiteral("signalbox.yaml")));
  QVERIFY(config.open(QIODevice::WriteOnly));
  config.write(QStringLiteral("version: 1\nlisten:\n  port: %1  # my apps know it\n")
                   .arg(other.serverPort())
                   .toUtf8());
  config.close();
  Engine engine;
  Options options = optionsIn(folder);
  options.listen.reset();
  options.admin = sb::config::Admin{"127.0.0.1", 0};
  engine.start(options);
  const StartOutcome outcome = outcomeOf(engine);
  QVERIFY(outcome.failure && outcome.failure->port && outcome.failure->port->nextFree);
  const std::uint16_t free = *outcome.failure->port->nextFree;
  QVERIFY(changePort(options, other.serverPort(), free));
  QVERIFY(config.open(QIODevice::ReadOnly));
  QCOMPARE(QString::fromUtf8(config.readAll()),
           QStringLiteral("version: 1\nlisten:\n  port: %1  # my apps know it\n").arg(free));
  engine.start(options);
  const StartOutcome again = outcomeOf(engine);
  QVERIFY2(!again.failure, again.failure ? again.failure->text.c_str() : "");
  QVERIFY(again.readyLine.find(":" + std::to_string(free)) != std::string::npos);
}

void DesktopTest::T117_portOfTheCommandLineChangesThere() {
  const QTemporaryDir folder;
  Options options = optionsIn(folder);
  options.listen->port = 7411;
  QVERIFY(changePort(options, 7411, 7413));
  QCOMPARE(options.listen->port, std::uint16_t{7413});
  QVERIFY(!QFile::exists(folder.filePath(QStringLiteral("signalbox.yaml"))));
  QVERIFY(!changePort(options, 7000, 7001));
  StartFailure failure;
  failure.reason = StartFailure::Reason::Port;
  failure.port = sb::net::PortTaken();
  failure.port->port = 7413;
  QVERIFY(describe(failure, options, {}).text.contains(QStringLiteral("command line")));
  failure.port->port = 7000;
  QVERIFY(describe(failure, options, {}).text.contains(QStringLiteral("configuration")));
}

void DesktopTest::badConfigurationIsToldWithItsLine() {
  const QTemporaryDir folder;
  QFile config(folder.filePath(QStringLiteral("signalbox.yaml")));
  QVERIFY(config.open(QIODevice::WriteOnly));
  config.write("version: 1\nlisten: { prot: 1 }\n");
  config.close();
  Engine engine;
  engine.start(optionsIn(folder));
  const StartOutcome outcome = outcomeOf(engine);
  QVERIFY(outcome.failure.has_value());
  const auto problem = describe(*outcome.failure, optionsIn(folder), {});
  QVERIFY2(problem.details.contains(QStringLiteral("signalbox.yaml:2:")),
           qPrintable(problem.details));
  QCOMPARE(problem.steps.first().name, QStringLiteral("startAgain"));
}

void DesktopTest::unusableFilesAreToldAtStart_data() {
  QTest::addColumn<QString>("file");
  QTest::addColumn<QByteArray>("content");
  QTest::addColumn<QString>("title");
  QTest::addColumn<QString>("details");
  const auto row = [](const char* name, const char* file, const QByteArray& content,
                      const char* title, const char* details) {
    QTest::newRow(name) << QString::fromLatin1(file) << content << QString::fromLatin1(title)
                        << QString::fromLatin1(details);
  };
  const QByteArray binary = QByteArray::fromHex("00ff1b").repeated(20'000);
  row("a syntax error", "signalbox.yaml", "version: 1\nroutes: [\n", "The configuration",
      "signalbox.yaml:");
  row("a binary configuration", "signalbox.yaml", binary, "The configuration", "signalbox.yaml:1:");
  row("a huge configuration", "signalbox.yaml", QByteArray(5'000'000, '#'), "The configuration",
      "larger than 4 MB");
  row("no token", "data/admin.token", "\n", "The data folder", "delete it");
  row("a damaged token", "data/admin.token", binary, "The data folder", "delete it");
  row("a file for a folder", "data", "x", "The data folder", "cannot be");
}

void DesktopTest::unusableFilesAreToldAtStart() {
  QFETCH(const QString, file);
  QFETCH(const QByteArray, content);
  QFETCH(const QString, title);
  QFETCH(const QString, details);
  const QTemporaryDir folder;
  if (file.contains(QLatin1Char('/'))) QDir(folder.path()).mkdir(QStringLiteral("data"));
  QFile bad(folder.filePath(file));
  QVERIFY(bad.open(QIODevice::WriteOnly) && bad.write(content) == content.size());
  bad.close();
  Engine engine;
  engine.start(optionsIn(folder));
  const StartOutcome outcome = outcomeOf(engine);
  QVERIFY(outcome.failure.has_value());
  const auto problem = describe(*outcome.failure, optionsIn(folder), {});
  QVERIFY2(problem.title.contains(title), qPrintable(problem.title));
  QVERIFY2(problem.details.contains(details), qPrintable(problem.details));
  QCOMPARE(problem.steps.first().name, QStringLiteral("startAgain"));
  QVERIFY(bad.open(QIODevice::ReadOnly));
  QCOMPARE(bad.readAll(), content);
}

void DesktopTest::lockedFolderOffersTheRunningGateway() {
  const QTemporaryDir folder;
  Options options = optionsIn(folder);
  options.admin = sb::config::Admin{"127.0.0.1", 0};
  Engine first, second;
  first.start(options);
  QVERIFY(!outcomeOf(first).failure);
  second.start(options);
  const StartOutcome outcome = outcomeOf(second);
  QVERIFY(outcome.failure.has_value());
  const auto problem = describe(*outcome.failure, options, {});
  QCOMPARE(problem.steps.first().name, QStringLiteral("startConnect"));
}

void DesktopTest::T123_secondStartRaisesTheFirst() {
  const QTemporaryDir folder;
  const std::string socket = folder.filePath(QStringLiteral("s.sock")).toStdString();
  QVERIFY(!handOver(socket, {}));
  SingleInstance first(QString::fromStdString(socket));
  QVERIFY(first.listen());
  QSignalSpy again(&first, &SingleInstance::startedAgain);
  auto second = std::async(std::launch::async, [&] { return handOver(socket, {"--minimized"}); });
  QVERIFY(until([&] { return again.size() == 1; }));
  QVERIFY(second.get());
  QCOMPARE(again.first().first().toStringList(), QStringList{QStringLiteral("--minimized")});
}

void DesktopTest::T123_staleSocketDoesNotCount() {
  const QTemporaryDir folder;
  const QString socket = folder.filePath(QStringLiteral("s.sock"));
  Program killed(folder);
  QVERIFY(killed.ready(folder));
  killed.process.kill();
  killed.process.waitForFinished();
  QFile::remove(folder.filePath(QStringLiteral("data/run.json")));
  Program next(folder);
  QVERIFY(next.ready(folder));
  QCOMPARE(next.process.state(), QProcess::Running);
}

void DesktopTest::T123_silentFirstIsNotWaitedForForEver() {
  const QTemporaryDir folder;
  const QString socket = folder.filePath(QStringLiteral("s.sock"));
  QLocalServer silent;
  QVERIFY(silent.listen(socket));
  QVERIFY(!handOver(socket.toStdString(), {}));
}

void DesktopTest::T123_secondProgramEndsAtOnce() {
  const QTemporaryDir folder;
  Program first(folder);
  QVERIFY(first.ready(folder));
  Program second(folder);
  QVERIFY(until([&] { return second.process.state() == QProcess::NotRunning; }));
  QCOMPARE(second.process.exitCode(), 0);
  QCOMPARE(first.process.state(), QProcess::Running);
}

// The command of the desktop file, run as a desktop does at login.
void DesktopTest::T127_whatStartsAtLoginServes() {
  const QTemporaryDir folder;
  sb::ui::Autostart autostart(folder.filePath(QStringLiteral("autostart")),
                              QStringLiteral(SB_SIGNALBOX), Program::argumentsIn(folder));
  QVERIFY(autostart.set(true));
  QFile file(autostart.file());
  QVERIFY(file.open(QIODevice::ReadOnly));
  QString command;
  for (const QByteArray& line : file.readAll().split('\n'))
    if (line.startsWith("Exec=")) command = QString::fromUtf8(line.mid(5));
  QStringList words = QProcess::splitCommand(command);
  QCOMPARE(words.last(), QStringLiteral("--minimized"));
  Program program(folder, words.takeFirst(), words);
  QVERIFY(program.ready(folder));
  sb::ui::Connection connection(
      *sb::ui::readRunFile(folder.filePath(QStringLiteral("data/run.json"))));
  connection.start();
  QVERIFY(until([&] { return connection.status().listening; }));
  const QUrl address(connection.status().addresses.value(0));
  QTcpSocket app;
  app.connectToHost(address.host(), static_cast<quint16>(address.port()));
  QVERIFY(app.waitForConnected());
  connection.stop();
  program.terminate();
  QVERIFY(until([&] { return program.process.state() == QProcess::NotRunning; }));
}

void DesktopTest::endsCleanlyBySigterm() {
  const QTemporaryDir folder;
  Program program(folder);
  QVERIFY(program.ready(folder));
  program.terminate();
  QVERIFY(until([&] { return program.process.state() == QProcess::NotRunning; }));
  QCOMPARE(program.process.exitStatus(), QProcess::NormalExit);
  QCOMPARE(program.process.exitCode(), 0);
  QVERIFY(!QFile::exists(folder.filePath(QStringLiteral("data/run.json"))));
}

void DesktopTest::framesAreCounted() {
  FrameCount count;
  QVERIFY(!count.hasFrames());
  for (const double ms : {3.0, 1.0, 2.0})
    count.frame(ms);
  count.gap(12.5);
  count.gap(4);
  QVERIFY(count.isLongest(7));
  count.event(7, "Timer QTimer");
  QVERIFY(!count.isLongest(6));
  const QJsonObject told =
      QJsonDocument::fromJson(QByteArray::fromStdString(count.text(1.5))).object();
  QCOMPARE(told.value(QLatin1String("frames")).toInt(), 3);
  QCOMPARE(told.value(QLatin1String("seconds")).toDouble(), 1.5);
  const QJsonObject frame = told.value(QLatin1String("frame_ms")).toObject();
  QCOMPARE(frame.value(QLatin1String("p50")).toDouble(), 2.0);
  QCOMPARE(frame.value(QLatin1String("max")).toDouble(), 3.0);
  QCOMPARE(told.value(QLatin1String("gap_ms")).toObject().value(QLatin1String("max")).toDouble(),
           12.5);
  QCOMPARE(told.value(QLatin1String("event_ms")).toObject().value(QLatin1String("what")).toString(),
           QStringLiteral("Timer QTimer"));
}

// What scripts/bench console reads.
void DesktopTest::tellsItsTimesAtLevelDebug() {
  const QTemporaryDir folder;
  Program program(folder, {}, QStringLiteral("debug"));
  QByteArray said;
  QVERIFY(until([&] {
    program.process.waitForReadyRead(10);
    said += program.process.readAllStandardError();
    return said.contains("frames {");
  }));
  for (const char* const what : {"started", "gateway ready", "window shown", "screen shown"}) {
    const QByteArray line = QByteArrayLiteral("timing {\"what\":\"") + what + "\",";
    QVERIFY2(said.contains(line), what);
  }
}

SB_TEST(DesktopTest);
#include "desktop_test.moc"
