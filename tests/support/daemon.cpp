#include "tests/support/daemon.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>

#include <atomic>
#include <fstream>
#include <sstream>

extern char** environ;

namespace sb::test {
namespace {

std::string textOf(const std::string& file) {
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return text.str();
}

pid_t spawn(std::vector<std::string> arguments, const std::string& out, const std::string& err) {
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  constexpr int kNew = O_WRONLY | O_CREAT | O_TRUNC;
  posix_spawn_file_actions_addopen(&files, 1, out.c_str(), kNew, 0600);
  posix_spawn_file_actions_addopen(&files, 2, err.c_str(), kNew, 0600);
  std::vector<char*> argv;
  for (std::string& one : arguments)
    argv.push_back(one.data());
  argv.push_back(nullptr);
  pid_t pid = -1;
  if (posix_spawn(&pid, argv[0], &files, nullptr, argv.data(), environ) != 0) pid = -1;
  posix_spawn_file_actions_destroy(&files);
  return pid;
}

}  // namespace

Daemon::Daemon(const std::string& program, std::shared_ptr<Home> home,
               const std::vector<std::string>& more)
    : m_home(std::move(home)) {
  static std::atomic<int> number{0};
  const std::string stem = m_home->dir() + "/daemon" + std::to_string(number++);
  m_outFile = stem + ".out";
  m_errFile = stem + ".err";
  std::vector<std::string> arguments{program, "--config", m_home->configFile(), "--data",
                                     m_home->dataFolder()};
  arguments.insert(arguments.end(), more.begin(), more.end());
  m_pid = spawn(arguments, m_outFile, m_errFile);
  m_ended = m_pid < 0;
  until([&] { return out().find('\n') != std::string::npos || ended(); }, 30'000);
  m_ready = out().starts_with("{\"ready\":true");
  if (m_ready) take(out().substr(0, out().find('\n')));
}

Daemon::~Daemon() {
  if (ended()) return;
  signal(SIGKILL);
  wait();
}

bool Daemon::ended() {
  if (!m_ended) m_ended = ::waitpid(m_pid, &m_status, WNOHANG) == m_pid;
  return m_ended;
}

void Daemon::signal(int number) {
  if (!ended()) ::kill(m_pid, number);
}

int Daemon::wait(int patience) {
  if (!until([&] { return ended(); }, patience)) return -2;
  return WIFEXITED(m_status) ? WEXITSTATUS(m_status) : -1;
}

std::string Daemon::out() const { return textOf(m_outFile); }

std::string Daemon::err() const { return textOf(m_errFile); }

}  // namespace sb::test
