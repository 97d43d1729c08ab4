// The desktop's keychain (Secret Service or KWallet, by QtKeychain) on a thread with an event loop
// of its own: it may prompt a person for minutes, and neither the engine nor the window waits for
// it. One for each process, because QtKeychain stays on the thread that used it first. Owner: main;
// calls on any thread.
#pragma once

#include <QString>
#include <QThread>
#include <atomic>
#include <functional>
#include <memory>
#include <mutex>

#include "core/base/clock.h"
#include "core/vault/keychain.h"

namespace sb::app {

class KeychainWorker;

class DesktopKeychain final : public vault::Keychain {
 public:
  struct Options {
    QString service = QStringLiteral("Signalbox");  // what the keychain's own program shows
    Millis deadline{10'000};                        // of fetch()
    Millis poll{15'000};                            // looks whether it was unlocked or is back
  };
  DesktopKeychain();
  explicit DesktopKeychain(const Options& options);
  ~DesktopKeychain() override;

  // Once there is a QCoreApplication. What was asked before waits until then.
  void begin();
  // Before that is gone; nothing is answered any more.
  void end();

  State state() const override;
  void fetch(const config::SecretRef& ref, Done done) override;
  void store(const std::string& name, const Secret& secret, Stored done) override;
  void remove(const std::string& name, Stored done) override;
  void askAgain() override;
  void onChange(std::function<void()> changed) override;

 private:
  std::shared_ptr<std::atomic<State>> m_state;
  std::mutex m_listening;
  std::function<void()> m_changed;
  QThread* m_thread;
  KeychainWorker* m_worker;
};

}  // namespace sb::app
