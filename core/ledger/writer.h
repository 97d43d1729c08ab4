// The ledger's writer thread: gathers what workers hand over and commits it, one transaction a
// batch, so that a row is on disk 50 ms after it came (as far as the disk allows); entries that
// somebody waits for are committed at once (what comes meanwhile goes into the next commit
// together). Between batches it does retention. Internal to core/ledger.
#pragma once

#include <atomic>
#include <memory>
#include <thread>
#include <vector>

#include "core/ledger/feed.h"
#include "core/ledger/files.h"
#include "core/ledger/mpsc_queue.h"
#include "core/ledger/retention_store.h"
#include "core/ledger/sleeper.h"
#include "core/ledger/state.h"

namespace sb::ledger {

class Writer {
 public:
  Writer(std::unique_ptr<Files> files, State& state, std::shared_ptr<Feed> feed,
         const Clock& clock);
  ~Writer();

  // Any thread; never blocks.
  void push(std::unique_ptr<Entry> entry);
  // Commits what is queued, cuts the WALs, ends the thread.
  void close();

 private:
  using Entries = std::vector<std::unique_ptr<Entry>>;

  void run();
  void loop();
  void take();
  bool due() const;
  Steady gatheredAt() const;
  void sleep();
  void writeBatch();
  Status commit(Entries& batch);
  Status commitRows(Entries& batch);
  Status append(Entry& entry, Rollups& rollups);
  Status commitBodies(Entries& batch);
  void dropBodies(Entries& batch);
  Status replaceDamaged(const Error& error);
  void shedBodies(Entries& batch);
  void succeeded(Entries& batch);
  void failed(Entries& batch, const Error& error);
  void publish(Entries& batch);
  void forget(const Entries& batch);
  static void clear(Entries& batch);
  void probe();
  void background();
  void checkSuspect();
  void finishMaintenance(const Status& status);
  void takeInterrupted();
  void tellSetAside();

  std::unique_ptr<Files> m_files;
  State& m_state;
  std::shared_ptr<Feed> m_feed;
  const Clock& m_clock;
  Retention m_retention;

  MpscQueue<Entry> m_queue;
  Sleeper m_sleeper;
  std::atomic<int> m_urgentQueued{0};
  std::atomic<bool> m_closing{false};

  Entries m_waiting;
  bool m_urgent = false;  // one of them
  Entries m_maintainers;
  bool m_trouble = false;
  Steady m_retryAt, m_nextPass, m_nextStep;
  Steady::duration m_batchTime{};
  std::int64_t m_gapRows = 0;
  WallMillis m_gapFrom = 0;
  std::thread m_thread;
};

}  // namespace sb::ledger
