#include "tests/support/daemon.h"

#include <signal.h>

namespace sb::test {

Daemon::Daemon(const std::string& program, std::shared_ptr<Home> home,
               const std::vector<std::string>& more)
    : m_home(std::move(home)) {
  QStringList arguments{QStringLiteral("--config"), QString::fromStdString(m_home->configFile()),
                        QStringLiteral("--data"), QString::fromStdString(m_home->dataFolder())};
  for (const std::string& one : more)
    arguments << QString::fromStdString(one);
  m_process.start(QString::fromStdString(program), arguments);
  m_process.waitForStarted();
  until(
      [&] {
        m_ready = out().find('\n') != std::string::npos;
        return m_ready || m_process.state() == QProcess::NotRunning;
      },
      30'000);
  if (m_ready) take(out().substr(0, out().find('\n')));
}

Daemon::~Daemon() {
  if (m_process.state() == QProcess::NotRunning) return;
  m_process.kill();
  m_process.waitForFinished();
}

void Daemon::signal(int number) { ::kill(static_cast<pid_t>(pid()), number); }

int Daemon::wait(int patience) {
  if (m_process.state() != QProcess::NotRunning) m_process.waitForFinished(patience);
  return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
}

std::string Daemon::out() {
  m_out += m_process.readAllStandardOutput().toStdString();
  return m_out;
}

std::string Daemon::err() {
  m_err += m_process.readAllStandardError().toStdString();
  return m_err;
}

}  // namespace sb::test
