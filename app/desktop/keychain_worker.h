// The jobs of the keychain, one after the other, on its thread. Before each the service is looked
// at: a locked one whose prompt was refused is not asked again by itself, so that nobody is
// prompted twice unasked. Owner: DesktopKeychain; fetch(), store(), remove() and askAgain() on any
// thread.
#pragma once

#include <QObject>
#include <QString>
#include <QTimer>
#include <atomic>
#include <deque>
#include <functional>
#include <memory>

#include "app/desktop/secret_service.h"
#include "core/base/clock.h"
#include "core/vault/keychain.h"

namespace QKeychain {
class Job;
}

namespace sb::app {

class KeychainWorker : public QObject {
  Q_OBJECT

 public:
  using State = vault::Keychain::State;
  KeychainWorker(QString service, Millis deadline, Millis poll,
                 std::shared_ptr<std::atomic<State>> state);

  void begin();
  // The last on its thread: answers what waits and lets go of the bus.
  void close();
  void fetch(const QString& name, vault::SecretSource::Done done);
  void store(const QString& name, const Secret& secret, vault::Keychain::Stored done);
  void remove(const QString& name, vault::Keychain::Stored done);
  void askAgain();

 Q_SIGNALS:
  // What fetch() answered may be different now.
  void changed();

 private:
  struct Task {
    enum class Kind { Fetch, Store, Remove };
    Kind kind = Kind::Fetch;
    QString name;
    Secret secret;  // to be stored
    std::function<void(Result<vault::Fetched>)> done;
    bool answered = false;

    void answer(Result<vault::Fetched> result);
  };
  using TaskPtr = std::shared_ptr<Task>;

  void add(Task task);
  void enqueue(const TaskPtr& task);
  void next();
  void run(const TaskPtr& task, State state);
  void finished(const TaskPtr& task);
  void giveUpPrompt();
  void fail(const TaskPtr& task, bool notFound, const QString& why, State state);
  void end(const TaskPtr& task, Result<vault::Fetched> result);
  void look();
  void poll();
  void seen(State state);

  const QString m_service;
  const Millis m_deadline;
  const Millis m_pollTime;
  const std::shared_ptr<std::atomic<State>> m_state;
  std::unique_ptr<SecretService> m_bus;  // made on the thread
  QTimer* m_timer = nullptr;
  std::deque<TaskPtr> m_waiting;
  TaskPtr m_running;
  QKeychain::Job* m_job = nullptr;  // of m_running, once begun
  bool m_prompting = false;         // it was begun while the keychain was locked
  bool m_refused = false;           // a prompt, since it was last open
  bool m_unsettled = false;         // some fetch ended without what it was for
};

}  // namespace sb::app
