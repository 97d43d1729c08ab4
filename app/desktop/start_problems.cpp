#include "app/desktop/start_problems.h"

#include <QCoreApplication>
#include <QDesktopServices>
#include <QFileInfo>
#include <QHostAddress>
#include <QTcpServer>
#include <QUrl>
#include <charconv>

namespace sb::app {
namespace {

constexpr int kTries = 100;
constexpr std::uint16_t kAdminPort = 7412;

struct Words {
  Q_DECLARE_TR_FUNCTIONS(sb::app::StartProblem)
};

// lupdate cannot tell what a qualified type before a function belongs to.
using Problem = ui::StartProblem;
using Step = ui::StartProblem::Step;
using Reason = StartFailure::Reason;

Step againStep(const StartSteps& steps) {
  return {QStringLiteral("startAgain"), Words::tr("Try again"), steps.again};
}

Step quitStep(const StartSteps& steps) {
  return {QStringLiteral("startQuit"), Words::tr("Quit"), steps.quit};
}

Step openStep(const QString& file) {
  return {QStringLiteral("startOpen"), Words::tr("Open the file"),
          [file] { QDesktopServices::openUrl(QUrl::fromLocalFile(file)); }};
}

void describePort(ui::StartProblem& problem, const StartFailure& failure, const StartSteps& steps) {
  const auto taken = takenPort(failure.text);
  const std::uint16_t port = taken ? taken->port : 0;
  problem.title = Words::tr("Port %1 is already in use").arg(port);
  problem.text = Words::tr(
      "Another program on this computer listens there, so the gateway cannot. Stop that program, "
      "or "
      "let the gateway use another port; your apps then need the new address.");
  const auto free = taken ? nextFreePort(taken->address, port) : std::nullopt;
  if (free)
    problem.steps.append({QStringLiteral("startAtPort"),
                          Words::tr("Use port %1 instead").arg(*free),
                          [steps, free] { steps.atPort(*free); }});
  problem.steps.append(againStep(steps));
}

void describeConfig(ui::StartProblem& problem, const Options& options, const StartSteps& steps) {
  const QString file = QString::fromStdString(options.configFile);
  problem.title = Words::tr("The configuration has a mistake");
  problem.text = Words::tr(
                     "The gateway did not start, so that nothing runs in another way than you "
                     "meant. Mend %1 at the lines named below, then try again.")
                     .arg(file);
  problem.steps = {againStep(steps)};
  if (QFileInfo::exists(file)) problem.steps.append(openStep(file));
}

void describeFolder(ui::StartProblem& problem, bool inUse, const Options& options,
                    const StartSteps& steps) {
  const QString folder = QString::fromStdString(options.dataFolder);
  if (inUse) {
    problem.title = Words::tr("Another gateway already uses this data folder");
    problem.text = Words::tr(
                       "Only one gateway can work in %1. This window can show the one that "
                       "runs, or you stop it and try again.")
                       .arg(folder);
    problem.steps = {{QStringLiteral("startConnect"), Words::tr("Show the running gateway"),
                      steps.connectToRunning},
                     againStep(steps)};
    return;
  }
  problem.title = Words::tr("The data folder cannot be used");
  problem.text = Words::tr(
                     "Signalbox keeps keys and the log in %1. Make sure that you may write "
                     "there and that the disk is not full, then try again.")
                     .arg(folder);
  problem.steps = {againStep(steps)};
}

bool canListen(const QHostAddress& address, std::uint16_t port) {
  QTcpServer server;
  return server.listen(address, port);
}

}  // namespace

std::optional<std::uint16_t> nextFreePort(const std::string& address, std::uint16_t taken) {
  const QHostAddress host(QString::fromStdString(address));
  for (int port = taken + 1; port <= taken + kTries && port <= 65535; ++port) {
    const auto wanted = static_cast<std::uint16_t>(port);
    if (wanted != kAdminPort && canListen(host, wanted)) return wanted;
  }
  return std::nullopt;
}

std::optional<TakenPort> takenPort(const std::string& text) {
  static constexpr std::string_view kPort = "port ", kOn = " on ", kIs = " is in use";
  const std::size_t at = text.find(kPort);
  if (at == std::string::npos) return std::nullopt;
  TakenPort taken;
  const char* const end = text.data() + text.size();
  const auto [stop, failed] = std::from_chars(text.data() + at + kPort.size(), end, taken.port);
  if (failed != std::errc()) return std::nullopt;
  const auto rest = static_cast<std::size_t>(stop - text.data());
  const std::size_t is = text.find(kIs, rest);
  if (text.compare(rest, kOn.size(), kOn) != 0 || is == std::string::npos) return std::nullopt;
  taken.address = text.substr(rest + kOn.size(), is - rest - kOn.size());
  return taken;
}

Problem describe(const StartFailure& failure, const Options& options, const StartSteps& steps) {
  Problem problem;
  problem.details = QString::fromStdString(failure.text).trimmed();
  switch (failure.reason) {
    case Reason::Port:
      describePort(problem, failure, steps);
      break;
    case Reason::Config:
      describeConfig(problem, options, steps);
      break;
    case Reason::FolderInUse:
      describeFolder(problem, true, options, steps);
      break;
    case Reason::Folder:
      describeFolder(problem, false, options, steps);
      break;
    case Reason::AdminPort:
    case Reason::Other:
      problem.title = Words::tr("The gateway did not start");
      problem.text = Words::tr("What it said stands below. Try again, or restart this computer.");
      problem.steps = {againStep(steps)};
      break;
  }
  problem.steps.append(quitStep(steps));
  return problem;
}

}  // namespace sb::app
