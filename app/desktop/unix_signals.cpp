#include "app/desktop/unix_signals.h"

#include <sys/signalfd.h>
#include <unistd.h>

#include <QSocketNotifier>
#include <csignal>

namespace sb::app {
namespace {

sigset_t handled() {
  sigset_t set;
  sigemptyset(&set);
  for (const int number : {SIGTERM, SIGINT, SIGHUP})
    sigaddset(&set, number);
  return set;
}

}  // namespace

void UnixSignals::block() {
  const sigset_t set = handled();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
}

UnixSignals::UnixSignals(QObject* parent) : QObject(parent), m_fd(-1) {
  const sigset_t set = handled();
  m_fd = ::signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
  if (m_fd < 0) return;
  m_notifier = new QSocketNotifier(m_fd, QSocketNotifier::Read, this);
  connect(m_notifier, &QSocketNotifier::activated, this, &UnixSignals::take);
}

UnixSignals::~UnixSignals() {
  if (m_fd >= 0) ::close(m_fd);
}

void UnixSignals::take() {
  signalfd_siginfo info{};
  while (::read(m_fd, &info, sizeof(info)) == static_cast<ssize_t>(sizeof(info))) {
    if (info.ssi_signo == SIGHUP)
      Q_EMIT reloadRequested();
    else
      Q_EMIT quitRequested();
  }
}

}  // namespace sb::app
