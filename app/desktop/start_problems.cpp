#include "app/desktop/start_problems.h"

#include <QCoreApplication>
#include <QDesktopServices>
#include <QFileInfo>
#include <QUrl>

#include "core/gateway/settings.h"

namespace sb::app {
namespace {

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

QString whoHas(const net::PortTaken& taken) {
  if (taken.program.empty())
    return Words::tr("Another program on this computer is listening there.");
  return Words::tr("%1 (process %2) is listening there.")
      .arg(QString::fromStdString(taken.program))
      .arg(taken.pid);
}

// The command line is not written anywhere: its port is changed for this run only.
QString whatChanges(const Options& options, const net::PortTaken& taken) {
  if (options.listen && options.listen->port == taken.port)
    return Words::tr(
        "Stop that program, or let the gateway use another port. The port comes from the command "
        "line: the new one holds until Signalbox ends, and your apps need the new address.");
  return Words::tr(
      "Stop that program, or let the gateway use another port. The new port is saved in the "
      "configuration, and your apps need the new address.");
}

void describePort(ui::StartProblem& problem, const StartFailure& failure, const Options& options,
                  const StartSteps& steps) {
  const net::PortTaken taken = failure.port.value_or(net::PortTaken());
  problem.title = Words::tr("Port %1 is already in use").arg(taken.port);
  problem.text = whoHas(taken) + QLatin1Char(' ') + whatChanges(options, taken);
  if (taken.nextFree)
    problem.steps.append({QStringLiteral("startAtPort"),
                          Words::tr("Use port %1 instead").arg(*taken.nextFree),
                          [steps, taken] { steps.atPort(*taken.nextFree, taken.port); }});
  problem.steps.append(againStep(steps));
}

void describeConfig(ui::StartProblem& problem, const Options& options, const StartSteps& steps) {
  const QString file = QString::fromStdString(options.configFile);
  problem.title = Words::tr("The configuration has a mistake");
  problem.text = Words::tr(
                     "The gateway did not start, so nothing runs differently from what you "
                     "intended. Correct %1 at the lines named below, then try again.")
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
                       "Only one gateway can use %1. Show the running one in this window, or stop "
                       "it and try again.")
                       .arg(folder);
    problem.steps = {{QStringLiteral("startConnect"), Words::tr("Show the running gateway"),
                      steps.connectToRunning},
                     againStep(steps)};
    return;
  }
  problem.title = Words::tr("The data folder cannot be used");
  problem.text = Words::tr(
                     "Signalbox keeps keys and the log in %1. Make sure that you can write there "
                     "and that the disk is not full, then try again.")
                     .arg(folder);
  problem.steps = {againStep(steps)};
}

}  // namespace

Status changePort(Options& options, std::uint16_t from, std::uint16_t to) {
  if (options.listen && options.listen->port == from) {
    options.listen->port = to;
    return {};
  }
  gateway::Settings settings(options.configFile, {options.listen, options.admin, std::nullopt},
                             knownToConfig(), systemClock());
  const auto read = settings.read();
  if (!read) return read.error();
  const auto changed = settings.usePort(from, to, {config::ChangedBy::Who::Console});
  if (!changed) return changed.error();
  if (!changed->problems.empty())
    return Error(ErrorKind::ConfigInvalid, config::toString(changed->problems, options.configFile));
  return {};
}

Problem describe(const StartFailure& failure, const Options& options, const StartSteps& steps) {
  Problem problem;
  problem.details = QString::fromStdString(failure.text).trimmed();
  switch (failure.reason) {
    case Reason::Port:
      describePort(problem, failure, options, steps);
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
      problem.text = Words::tr("Its message is below. Try again, or restart this computer.");
      problem.steps = {againStep(steps)};
      break;
  }
  problem.steps.append(quitStep(steps));
  return problem;
}

}  // namespace sb::app
