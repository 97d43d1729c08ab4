// What travels from a worker through the ledger's threads to the file. Internal to core/ledger.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "core/base/result.h"
#include "core/ledger/row.h"

namespace sb::ledger {

// A body as bodies.db holds it.
struct PackedBody {
  std::string bytes;  // zstd or plain
  std::int64_t fullSize = 0;
  std::string sha256;
  bool kept = false, zstd = false, preview = false, redacted = false;
};

struct Entry {
  enum class Kind : std::uint8_t { Finished, Opened, Rated, Forgotten, Maintain };

  Entry* next = nullptr;  // the queue's
  Kind kind = Kind::Finished;
  Steady submitted;
  std::unique_ptr<Record> record;  // Finished
  OpenNote open;                   // Opened
  std::string ratedId;             // Rated
  Feedback rating;
  std::function<void(Status)> done;  // called on the writer thread; an entry with it is urgent
  PackedBody request, response;
  std::int64_t heldBytes = 0;  // of bodies, counted against the queue's bound
  bool shed = false;
  Seq seq = 0;  // Forgotten: whose bodies go
  Status gone;  // Forgotten: whether they have

  bool urgent() const { return static_cast<bool>(done); }
};

}  // namespace sb::ledger
