// What became of the configuration, one revision for each text that came into force. Writing is a
// thread's own work: whoever changes the configuration leaves the text here and goes on. What the
// disk does not take is tried again, and kept in memory meanwhile (up to 16 MB of texts, the oldest
// are given up first); no failure of state.db stops a change. Owner: the composition root.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "core/config/revision_store.h"

namespace sb::config {

class Revisions {
 public:
  // `open` opens the database; called on other threads, again after it failed. `clock` outlives
  // this.
  using Open = std::function<Result<store::Database>()>;
  Revisions(Open open, const Clock& clock);
  // Writes what is left.
  ~Revisions();
  Revisions(const Revisions&) = delete;
  Revisions& operator=(const Revisions&) = delete;

  // A text came into force. Any thread; waits for nothing.
  void note(std::string text, ChangedBy by);

  // Any thread that can wait: what was noted before is written first. Errors as of the store, and
  // those of `open`.
  Result<RevisionPage> list(int limit, std::optional<std::int64_t> before);
  Result<RevisionText> find(std::int64_t number);
  Result<std::optional<RevisionText>> preceding(std::int64_t number);
  Status forget(std::int64_t number);

 private:
  void run();
  Status write();     // under m_disk
  Status openOnce();  // under m_disk
  Status ready();     // under m_disk
  void putBack(std::vector<NewRevision> texts);
  void dropOldest();  // under m_mutex

  const Open m_open;
  const Clock& m_clock;

  std::mutex m_disk;  // taken before m_mutex
  std::optional<RevisionStore> m_store;
  bool m_failing = false;  // and somebody was told

  std::mutex m_mutex;
  std::condition_variable m_wake;
  std::vector<NewRevision> m_waiting;
  std::size_t m_waitingBytes = 0;
  bool m_noted = false, m_closing = false;
  std::thread m_thread;
};

}  // namespace sb::config
