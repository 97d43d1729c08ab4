// The log of requests. Workers hand over what happened; threads of the ledger's own write it to
// log.db (rows) and bodies.db (requests and answers), forget it in time, and tell who listens.
//
// Owner: the composition root; workers are joined before close() or destruction. submit(),
// noteOpen() and feedback() may be called from any thread, never block and take no lock. Under
// pressure bodies are dropped first, and counted; rows only when they cannot be written, and
// counted too. The data folder is locked by the caller (store::FolderLock).
//
// With a full disk serving goes on: rows that cannot be written are counted (Health::lostRows), and
// writing is tried again each second. A file size limit must not kill the program: SIGXFSZ ignored.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "core/base/clock.h"
#include "core/config/config.h"
#include "core/ledger/feed.h"
#include "core/ledger/health.h"
#include "core/ledger/reader.h"
#include "core/ledger/row.h"

namespace sb::ledger {

class Ledger {
 public:
  struct Options {
    std::string dataFolder;
    config::Ledger settings;
    std::int64_t queueBytes = 64LL * 1024 * 1024;  // of bodies on their way; more are shed
    std::int64_t queueRows = 500'000;              // on their way; more are lost, and counted
  };

  // A damaged log.db or bodies.db is set aside and begun anew (health() says so). Requests that
  // were open when the program ended last time become `interrupted`. `clock` outlives the ledger.
  // StoreFailed: the folder cannot be used, or a file is of a newer program.
  static Result<std::unique_ptr<Ledger>> open(Options options, const Clock& clock);
  ~Ledger();

  void submit(std::unique_ptr<Record> record);
  // `done` is called on the writer thread once the commit that holds the row is on the disk, or
  // with the error that lost it. It must be quick.
  void submitDurable(std::unique_ptr<Record> record, std::function<void(Status)> done);
  // A request that runs for more than a second: should the program die, it leaves a row.
  void noteOpen(OpenNote note);
  // BadRequest unless 0 ≤ score ≤ 1 and the comment has at most 4,096 bytes.
  Status feedback(const std::string& requestId, double score, const std::string& comment);

  // Both bodies of a row leave the disk, the row stays. `done` is called on the writer thread once
  // that is so. It must be quick.
  void forgetBodies(Seq seq, std::function<void(Status)> done);

  // False: refuse requests with StoreFull (a full disk and ledger.on_full is refuse).
  bool accepting() const;
  Health health() const;
  Stats stats() const;
  // The settings of a new configuration; durability is the caller's choice of submit function.
  void configure(const config::Ledger& settings);

  Subscription subscribe(BatchHandler handler);
  // One for each thread that reads.
  std::unique_ptr<LogReader> reader() const;

  // Runs a whole retention pass now; `done` is called on the writer thread.
  void maintain(std::function<void(Status)> done);
  // Writes what was handed over and closes the files. Idempotent.
  void close();

 private:
  struct Inside;
  explicit Ledger(std::unique_ptr<Inside> inside);
  void enqueue(std::unique_ptr<Record> record, std::function<void(Status)> done);

  std::unique_ptr<Inside> m_inside;
};

}  // namespace sb::ledger
