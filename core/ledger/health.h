// How the ledger is doing. Values; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/base/clock.h"
#include "core/ledger/row.h"

namespace sb::ledger {

struct Health {
  bool accepting = true;      // false: answer 503 (disk full and ledger.on_full is refuse)
  bool writing = true;        // false: the last write failed; tried again each second
  std::string lastError;      // why, in English; "" while writing
  std::int64_t lostRows = 0;  // since the start, because they could not be written
  std::optional<WallMillis> lostSince;  // the first of them
  std::int64_t shedBodies = 0;          // not kept under pressure or on a full disk
  // The damaged file that was set aside ("log.db.corrupt-…"), if any since the start.
  std::optional<std::string> logSetAside, bodiesSetAside;
};

struct Stats {
  std::string epoch;  // of log.db; a new one when the file is new
  Seq lastSeq = 0;
  std::int64_t rowsCommitted = 0, rowsLost = 0, bodiesShed = 0;
  std::int64_t batches = 0;
  std::int64_t queueLength = 0;  // requests not yet written
  std::int64_t queueBytes = 0;   // of their bodies
  std::int64_t lagMillis = 0;    // from submission to commit, of the last batch's oldest row
};

}  // namespace sb::ledger
