#include "app/desktop/keychain.h"

#include <utility>

#include "app/desktop/keychain_worker.h"

namespace sb::app {
namespace {

// A service that hangs must not keep the program from ending.
constexpr unsigned long kPatienceMs = 3'000;

}  // namespace

DesktopKeychain::DesktopKeychain() : DesktopKeychain(Options()) {}

DesktopKeychain::DesktopKeychain(const Options& options)
    : m_state(std::make_shared<std::atomic<State>>(State::Absent)),
      m_thread(new QThread),
      m_worker(new KeychainWorker(options.service, options.deadline, options.poll, m_state)) {
  m_thread->setObjectName(QStringLiteral("keychain"));
  m_worker->moveToThread(m_thread);
  QObject::connect(m_thread, &QThread::started, m_worker, &KeychainWorker::begin);
  QObject::connect(m_thread, &QThread::finished, m_worker, &KeychainWorker::close,
                   Qt::DirectConnection);
  QObject::connect(
      m_worker, &KeychainWorker::changed, m_worker,
      [this] {
        const std::lock_guard lock(m_listening);
        if (m_changed) m_changed();
      },
      Qt::DirectConnection);
}

DesktopKeychain::~DesktopKeychain() {
  onChange({});
  end();
  // One that still hangs is left to the end of the process.
  if (m_thread->isRunning()) return;
  delete m_worker;
  delete m_thread;
}

void DesktopKeychain::begin() { m_thread->start(); }

void DesktopKeychain::end() {
  m_thread->quit();
  m_thread->wait(kPatienceMs);
}

vault::Keychain::State DesktopKeychain::state() const { return *m_state; }

void DesktopKeychain::fetch(const config::SecretRef& ref, Done done) {
  m_worker->fetch(QString::fromStdString(ref.name), std::move(done));
}

void DesktopKeychain::store(const std::string& name, const Secret& secret, Stored done) {
  m_worker->store(QString::fromStdString(name), secret, std::move(done));
}

void DesktopKeychain::remove(const std::string& name, Stored done) {
  m_worker->remove(QString::fromStdString(name), std::move(done));
}

void DesktopKeychain::askAgain() { m_worker->askAgain(); }

void DesktopKeychain::onChange(std::function<void()> changed) {
  const std::lock_guard lock(m_listening);
  m_changed = std::move(changed);
}

}  // namespace sb::app
