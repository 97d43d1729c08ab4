#include "core/config/revisions.h"

#include <iterator>

#include "core/base/log.h"

namespace sb::config {
namespace {

constexpr Millis kTryAgain{10'000};
constexpr std::size_t kMostWaiting = 16 * 1024 * 1024;

}  // namespace

Revisions::Revisions(Open open, const Clock& clock)
    : m_open(std::move(open)), m_clock(clock), m_thread([this] { run(); }) {}

Revisions::~Revisions() {
  {
    const std::lock_guard lock(m_mutex);
    m_closing = true;
  }
  m_wake.notify_all();
  m_thread.join();
}

void Revisions::note(std::string text, ChangedBy by) {
  {
    const std::lock_guard lock(m_mutex);
    m_waitingBytes += text.size();
    m_waiting.push_back({std::move(text), std::move(by), m_clock.wall()});
    dropOldest();
    m_noted = true;
  }
  m_wake.notify_all();
}

void Revisions::dropOldest() {
  auto kept = m_waiting.begin();
  for (; m_waitingBytes > kMostWaiting && kept + 1 < m_waiting.end(); ++kept)
    m_waitingBytes -= kept->text.size();
  m_waiting.erase(m_waiting.begin(), kept);
}

void Revisions::run() {
  for (bool closing = false; !closing;) {
    {
      std::unique_lock lock(m_mutex);
      const auto due = [this] { return m_closing || m_noted; };
      if (m_waiting.empty())
        m_wake.wait(lock, due);
      else
        m_wake.wait_for(lock, kTryAgain, due);
      closing = m_closing;
      m_noted = false;
    }
    const std::lock_guard lock(m_disk);
    write();
  }
}

Status Revisions::openOnce() {
  if (m_store) return {};
  auto db = m_open();
  if (!db) return db.error();
  m_store.emplace(std::move(*db));
  return {};
}

Status Revisions::write() {
  std::vector<NewRevision> texts;
  {
    const std::lock_guard lock(m_mutex);
    texts.swap(m_waiting);
    m_waitingBytes = 0;
  }
  if (texts.empty()) return {};
  Status written = openOnce();
  if (written) written = m_store->add(texts);
  if (!written) putBack(std::move(texts));
  if (!written && !m_failing)
    log::error("revisions of the configuration cannot be kept: " + written.error().message);
  if (written && m_failing) log::info("revisions of the configuration are kept again");
  m_failing = !written;
  return written;
}

void Revisions::putBack(std::vector<NewRevision> texts) {
  const std::lock_guard lock(m_mutex);
  std::move(m_waiting.begin(), m_waiting.end(), std::back_inserter(texts));
  m_waiting = std::move(texts);
  m_waitingBytes = 0;
  for (const NewRevision& one : m_waiting)
    m_waitingBytes += one.text.size();
  dropOldest();
}

// What is kept can be read even if the disk takes no more.
Status Revisions::ready() {
  write();
  return openOnce();
}

Result<RevisionPage> Revisions::list(int limit, std::optional<std::int64_t> before) {
  const std::lock_guard lock(m_disk);
  if (const Status able = ready(); !able) return able.error();
  return m_store->list(limit, before);
}

Result<RevisionText> Revisions::find(std::int64_t number) {
  const std::lock_guard lock(m_disk);
  if (const Status able = ready(); !able) return able.error();
  return m_store->find(number);
}

Result<std::optional<RevisionText>> Revisions::preceding(std::int64_t number) {
  const std::lock_guard lock(m_disk);
  if (const Status able = ready(); !able) return able.error();
  return m_store->preceding(number);
}

Status Revisions::forget(std::int64_t number) {
  const std::lock_guard lock(m_disk);
  if (const Status able = ready(); !able) return able;
  return m_store->forget(number);
}

}  // namespace sb::config
