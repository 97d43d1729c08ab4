// Forgets what is too old or too much, in small steps between the writer's batches, so that no row
// waits for it. A pass ends with giving the space back and a truncating checkpoint, so that deleted
// text is on the disk no more. Belongs to the writer thread. Internal to core/ledger.
#pragma once

#include <cstdint>

#include "core/ledger/files.h"

namespace sb::ledger {

struct RetentionLimits {
  Millis retain{0};
  std::int64_t maxBytes = 0;  // of both files together
};

class Retention {
 public:
  explicit Retention(Files& files) : m_files(files) {}

  void start();
  bool active() const { return m_phase != Phase::Idle; }
  // At most about 50 ms of work. An error ends the pass.
  Status step(const RetentionLimits& limits, WallMillis now);

 private:
  enum class Phase { Idle, Age, Orphans, Bytes, Rest, VacuumLog, VacuumBodies, Checkpoint };

  Result<bool> work(const RetentionLimits& limits, WallMillis now);  // true: the phase is done
  Result<bool> dropOld(WallMillis cutoff, WallMillis now);
  Result<bool> dropOrphans();
  Result<bool> dropForSpace(std::int64_t maxBytes);
  Result<bool> dropRest(WallMillis cutoff, WallMillis now);
  Result<bool> vacuum(store::Database& db);
  Result<bool> checkpoint();
  Result<bool> dropOldestRows();
  struct Doomed;
  Status dropRows(const Doomed& doomed);
  void next();

  Files& m_files;
  Phase m_phase = Phase::Idle;
  Seq m_cursor = 0;
  bool m_changed = false, m_overFull = false;
};

}  // namespace sb::ledger
