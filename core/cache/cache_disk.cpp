#include "core/cache/cache_disk.h"

#include <utility>

#include "core/base/log.h"
#include "core/cache/answers_store.h"
#include "core/store/give_way.h"
#include "core/store/set_aside.h"

namespace sb::cache {
namespace {

constexpr std::int64_t kMostWaiting = 32 * 1024 * 1024;  // bytes of answers to be written
constexpr std::size_t kMostJobs = 10'000;
constexpr std::size_t kBatch = 64;
constexpr WallMillis kRest = 10'000;  // after a failure, before the next try

}  // namespace

struct CacheDisk::Job {
  enum class What { Find, Put, Clear, Resize };
  What what = What::Find;
  RequestDigest key{};
  WallMillis now = 0;
  std::function<void(StoredAnswerPtr)> done{};
  StoredAnswerPtr answer{};
  std::string route{};
};

// Which keys may be there: one bit for each of many thousand groups of keys. It is told of every
// key that comes; those that leave keep their bit, and looking for them costs a look.
class CacheDisk::Filter {
 public:
  void add(const RequestDigest& key) {
    m_words[word(key)].fetch_or(bit(key), std::memory_order_relaxed);
  }
  bool has(const RequestDigest& key) const {
    return (m_words[word(key)].load(std::memory_order_relaxed) & bit(key)) != 0;
  }
  void forget() {
    for (auto& each : m_words)
      each.store(0, std::memory_order_relaxed);
  }

 private:
  static constexpr std::size_t kWords = 1 << 16;  // 4,194,304 bits
  static std::size_t word(const RequestDigest& key) { return (shortOf(key) >> 6) % kWords; }
  static std::uint64_t bit(const RequestDigest& key) { return 1ULL << (shortOf(key) % 64); }

  std::array<std::atomic<std::uint64_t>, kWords> m_words{};
};

CacheDisk::CacheDisk(std::string path, const Clock& clock)
    : m_path(std::move(path)), m_clock(clock) {}

CacheDisk::~CacheDisk() {
  {
    const std::lock_guard lock(m_mutex);
    m_stop = true;
  }
  m_wake.notify_all();
  if (m_thread.joinable()) m_thread.join();
}

void CacheDisk::setMost(std::int64_t bytes) {
  if (bytes > 0 && !m_filter) m_filter = std::make_unique<Filter>();
  if (m_most.exchange(bytes) == bytes) return;
  if (bytes > 0 && !m_thread.joinable()) m_thread = std::thread([this] { run(); });
  if (!m_thread.joinable()) return;
  Job job;
  job.what = Job::What::Resize;
  push(std::move(job));
}

bool CacheDisk::mayHave(const RequestDigest& key) const {
  return m_most.load() > 0 && (!m_known.load(std::memory_order_relaxed) || m_filter->has(key));
}

void CacheDisk::find(const RequestDigest& key, WallMillis now,
                     std::function<void(StoredAnswerPtr)> done) {
  Job job;
  job.key = key;
  job.now = now;
  job.done = std::move(done);
  push(std::move(job));
}

void CacheDisk::put(StoredAnswerPtr answer) {
  if (m_most.load(std::memory_order_relaxed) == 0) return;
  Job job;
  job.what = Job::What::Put;
  job.answer = std::move(answer);
  push(std::move(job));
}

void CacheDisk::clear(std::string route) {
  if (m_most.load(std::memory_order_relaxed) == 0) return;
  Job job;
  job.what = Job::What::Clear;
  job.route = std::move(route);
  push(std::move(job));
}

// What there is no room for: an answer is not written, a question finds nothing.
void CacheDisk::push(Job job) {
  {
    const std::lock_guard lock(m_mutex);
    const std::int64_t bytes = job.answer ? job.answer->size() : 0;
    const bool optional = job.what == Job::What::Find || job.what == Job::What::Put;
    const bool full = m_jobs.size() >= kMostJobs || m_waitingBytes + bytes > kMostWaiting;
    if (!(optional && full)) {
      m_waitingBytes += bytes;
      m_jobs.push_back(std::move(job));
      m_wake.notify_one();
      return;
    }
  }
  if (job.done) job.done(nullptr);
}

void CacheDisk::settle() {
  std::unique_lock lock(m_mutex);
  m_idle.wait(lock, [this] { return !m_thread.joinable() || (m_jobs.empty() && !m_busy); });
}

std::string CacheDisk::problem() const {
  const std::lock_guard lock(m_mutex);
  return m_problem;
}

void CacheDisk::run() {
  const store::GiveWay giveWay;
  std::unique_lock lock(m_mutex);
  for (;;) {
    m_wake.wait(lock, [this] { return m_stop || !m_jobs.empty(); });
    if (m_jobs.empty()) break;
    Job job = std::move(m_jobs.front());
    m_jobs.pop_front();
    if (job.answer) m_waitingBytes -= job.answer->size();
    m_busy = true;
    const bool last = m_jobs.empty();
    lock.unlock();
    work(job);
    if (last) writeWaiting();
    lock.lock();
    m_busy = !m_unwritten.empty();
    if (m_jobs.empty()) m_idle.notify_all();
  }
  lock.unlock();
  close();
}

void CacheDisk::work(Job& job) {
  if (job.what == Job::What::Put) {
    m_unwritten.push_back(std::move(job.answer));
    if (m_unwritten.size() >= kBatch) writeWaiting();
    return;
  }
  writeWaiting();
  if (!m_store) open();
  StoredAnswerPtr found;
  Status done;
  if (m_store && job.what == Job::What::Find) {
    Result<StoredAnswerPtr> answer = m_store->find(job.key, job.now);
    if (answer)
      found = std::move(*answer);
    else
      done = answer.error();
  } else if (m_store && job.what == Job::What::Clear) {
    done = m_store->clear(job.route);
    if (done && job.route.empty()) m_filter->forget();
  } else if (m_store) {
    if (m_most.load() == 0)
      close();
    else
      done = m_store->trim(m_most.load());
  }
  if (!done) failed(done.error());
  note();
  if (job.done) job.done(std::move(found));
}

void CacheDisk::writeWaiting() {
  if (m_unwritten.empty()) return;
  const std::vector<StoredAnswerPtr> answers = std::exchange(m_unwritten, {});
  if (!m_store) open();
  if (!m_store) return;
  for (const StoredAnswerPtr& answer : answers)
    m_filter->add(answer->key);
  Status done = m_store->put(answers);
  if (done) done = m_store->trim(m_most.load());
  if (!done) failed(done.error());
  note();
}

void CacheDisk::open() {
  if (m_most.load() == 0) return close();
  const WallMillis now = m_clock.wall();
  if (now < m_retryAt) return;
  auto opened = AnswersStore::open(m_path, now);
  if (!opened && opened.error().kind == ErrorKind::StoreCorrupt) {
    failed(opened.error());
    opened = AnswersStore::open(m_path, now);
  }
  if (!opened) return failed(opened.error());
  m_store = std::move(*opened);
  const Status keys = m_store->eachKey([this](const RequestDigest& key) { m_filter->add(key); });
  if (!keys) return failed(keys.error());
  m_known = true;
  {
    const std::lock_guard lock(m_mutex);
    m_problem.clear();
  }
  note();
}

void CacheDisk::close() {
  m_unwritten.clear();
  m_store.reset();
  note();
}

// Goes on without the file for a while; a damaged one is replaced.
void CacheDisk::failed(const Error& error) {
  log::warn("The cache's file " + m_path + ": " + error.message);
  {
    const std::lock_guard lock(m_mutex);
    m_problem = error.message;
  }
  m_store.reset();
  m_known = true;  // nobody shall wait for it
  if (error.kind == ErrorKind::StoreCorrupt) {
    m_filter->forget();
    const Result<std::string> aside = store::setAside(m_path, m_clock.wall());
    if (aside) return log::warn("It is now " + *aside + "; a new one is begun.");
  }
  m_retryAt = m_clock.wall() + kRest;
}

void CacheDisk::note() {
  m_entries.store(m_store ? m_store->entries() : 0, std::memory_order_relaxed);
  m_bytes.store(m_store ? m_store->bytes() : 0, std::memory_order_relaxed);
}

}  // namespace sb::cache
