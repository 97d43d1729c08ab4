#include "app/desktop/keychain_worker.h"

#include <qt6keychain/keychain.h>

#include <QByteArray>
#include <utility>

namespace sb::app {
namespace {

using State = vault::Keychain::State;
using Answer = Result<vault::Fetched>;

Answer nothing() { return vault::Fetched(); }

Error absent() {
  return {ErrorKind::SecretMissing,
          "there is no keychain on this desktop now; use vault:, env: or file:"};
}

Error locked() {
  return {ErrorKind::SecretWaiting, "the keychain is locked; unlock it, then try again"};
}

Error late() {
  return {ErrorKind::SecretWaiting, "waiting for the keychain; it may be asking for its password"};
}

Error noSecret(const QString& name) {
  return {ErrorKind::SecretMissing, "the keychain has no secret " + name.toStdString()};
}

std::unique_ptr<QKeychain::Job> readJob(const QString& service) {
  return std::make_unique<QKeychain::ReadPasswordJob>(service);
}

std::unique_ptr<QKeychain::Job> writeJob(const QString& service, const Secret& secret) {
  auto job = std::make_unique<QKeychain::WritePasswordJob>(service);
  const std::string_view text = secret.reveal();
  job->setTextData(QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())));
  return job;
}

std::unique_ptr<QKeychain::Job> deleteJob(const QString& service) {
  return std::make_unique<QKeychain::DeletePasswordJob>(service);
}

Answer resultOf(QKeychain::Job* job) {
  const auto* const read = qobject_cast<QKeychain::ReadPasswordJob*>(job);
  if (read == nullptr) return nothing();
  QByteArray text = read->textData().toUtf8();
  vault::Fetched found;
  found.secret = Secret(text.toStdString());
  text.fill('\0');
  return found;
}

}  // namespace

void KeychainWorker::Task::answer(Answer result) {
  if (std::exchange(answered, true)) return;
  done(std::move(result));
}

KeychainWorker::KeychainWorker(QString service, Millis deadline, Millis poll,
                               std::shared_ptr<std::atomic<State>> state)
    : m_service(std::move(service)),
      m_deadline(deadline),
      m_pollTime(poll),
      m_state(std::move(state)) {}

// A job that runs is left to itself: QtKeychain would be called back into nothing.
void KeychainWorker::close() {
  if (m_running) m_running->answer(late());
  for (const TaskPtr& task : m_waiting)
    task->answer(late());
  m_waiting.clear();
  delete m_timer;
  m_bus.reset();
}

void KeychainWorker::begin() {
  m_bus = std::make_unique<SecretService>();
  connect(m_bus.get(), &SecretService::changed, this, &KeychainWorker::look);
  m_timer = new QTimer(this);
  connect(m_timer, &QTimer::timeout, this, &KeychainWorker::poll);
  m_timer->start(m_pollTime);
  look();
  next();
}

void KeychainWorker::fetch(const QString& name, vault::SecretSource::Done done) {
  Task task;
  task.name = name;
  task.done = std::move(done);
  add(std::move(task));
}

void KeychainWorker::store(const QString& name, const Secret& secret,
                           vault::Keychain::Stored done) {
  Task task;
  task.kind = Task::Kind::Store;
  task.name = name;
  task.secret = secret;
  task.done = [done = std::move(done)](const Answer& answer) {
    done(answer ? Status() : Status(answer.error()));
  };
  add(std::move(task));
}

void KeychainWorker::remove(const QString& name, vault::Keychain::Stored done) {
  Task task;
  task.kind = Task::Kind::Remove;
  task.name = name;
  task.done = [done = std::move(done)](const Answer& answer) {
    done(answer ? Status() : Status(answer.error()));
  };
  add(std::move(task));
}

void KeychainWorker::askAgain() {
  QMetaObject::invokeMethod(
      this, [this] { m_refused = false; }, Qt::QueuedConnection);
}

void KeychainWorker::add(Task task) {
  auto shared = std::make_shared<Task>(std::move(task));
  QMetaObject::invokeMethod(
      this, [this, shared] { enqueue(shared); }, Qt::QueuedConnection);
}

void KeychainWorker::enqueue(const TaskPtr& task) {
  m_waiting.push_back(task);
  if (task->kind == Task::Kind::Fetch)
    QTimer::singleShot(m_deadline, this, [this, task] {
      if (task->answered) return;
      m_unsettled = true;
      task->answer(late());
    });
  next();
}

void KeychainWorker::next() {
  while (!m_running && m_bus && !m_waiting.empty()) {
    const TaskPtr task = m_waiting.front();
    m_waiting.pop_front();
    if (task->answered) continue;
    m_running = task;
    m_bus->look(true, [this, task](State state) {
      seen(state);
      run(task, state);
    });
  }
}

void KeychainWorker::run(const TaskPtr& task, State state) {
  if (state == State::Absent) return fail(task, false, {}, state);
  const bool fetches = task->kind == Task::Kind::Fetch;
  if (state == State::Locked && m_refused && fetches) return fail(task, false, {}, state);
  std::unique_ptr<QKeychain::Job> job = fetches ? readJob(m_service)
                                        : task->kind == Task::Kind::Store
                                            ? writeJob(m_service, task->secret)
                                            : deleteJob(m_service);
  job->setInsecureFallback(false);
  job->setAutoDelete(false);
  job->setKey(task->name);
  connect(job.get(), &QKeychain::Job::finished, this, [this, task] { finished(task); });
  m_prompting = state == State::Locked;
  m_job = job.release();
  m_job->start();
}

// Somebody unlocked it elsewhere, but the prompt of our own job is still there and may stay: the
// job is asked anew. The old object lives on, because QtKeychain will call it back.
void KeychainWorker::giveUpPrompt() {
  QKeychain::Job* const job = std::exchange(m_job, nullptr);
  disconnect(job, nullptr, this, nullptr);
  job->emitFinishedWithError(QKeychain::OtherError, QStringLiteral("unlocked elsewhere"));
  job->disconnect();
  m_prompting = false;
  if (!m_running->answered) m_waiting.push_front(m_running);
  m_running = nullptr;
  next();
}

void KeychainWorker::finished(const TaskPtr& task) {
  QKeychain::Job* const job = std::exchange(m_job, nullptr);
  job->deleteLater();
  m_prompting = false;
  if (job->error() == QKeychain::NoError) {
    m_refused = false;
    end(task, resultOf(job));
    return look();
  }
  const bool notFound = job->error() == QKeychain::EntryNotFound;
  m_bus->look(true, [this, task, notFound, why = job->errorString()](State state) {
    // It was locked and nobody unlocked it, or somebody who may said no.
    if (state == State::Locked) m_refused = true;
    fail(task, notFound, why, state);
    seen(state);
  });
}

void KeychainWorker::fail(const TaskPtr& task, bool notFound, const QString& why, State state) {
  if (task->kind == Task::Kind::Fetch) m_unsettled = true;
  if (state == State::Absent) return end(task, absent());
  if (state == State::Locked) return end(task, locked());
  if (notFound) return end(task, noSecret(task->name));
  const bool fetches = task->kind == Task::Kind::Fetch;
  end(task, Error(fetches ? ErrorKind::SecretWaiting : ErrorKind::StoreFailed,
                  fetches ? "the keychain did not give the secret"
                          : "the keychain did not take the change",
                  why.toStdString()));
}

void KeychainWorker::end(const TaskPtr& task, Answer result) {
  const bool missed = task->answered && result;
  task->answer(std::move(result));
  m_running = nullptr;
  if (missed && task->kind == Task::Kind::Fetch) {
    m_unsettled = false;
    Q_EMIT changed();
  }
  QMetaObject::invokeMethod(
      this, [this] { next(); }, Qt::QueuedConnection);
}

void KeychainWorker::look() {
  m_bus->look(false, [this](State state) { seen(state); });
}

void KeychainWorker::seen(State state) {
  const State before = m_state->exchange(state);
  if (state == State::Open) m_refused = false;
  if (state == State::Open && m_job != nullptr && m_prompting) giveUpPrompt();
  if (before == state || (state != State::Open && before != State::Absent)) return;
  m_unsettled = false;
  Q_EMIT changed();
}

// Asks again for what was not there, where that prompts nobody.
void KeychainWorker::poll() {
  m_bus->look(false, [this](State state) {
    seen(state);
    if (state != State::Open || m_running || !std::exchange(m_unsettled, false)) return;
    Q_EMIT changed();
  });
}

}  // namespace sb::app
