// log.db and bodies.db as a pair: opened together, a damaged one replaced. Belongs to the writer
// thread, except paths() and generation(). Internal to core/ledger.
#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <string>

#include "core/base/clock.h"
#include "core/ledger/bodies_store.h"
#include "core/ledger/log_store.h"

namespace sb::ledger {

// What readers need to find the files, and to notice that one was replaced.
struct FilePlaces {
  std::string log, bodies;
  std::atomic<int> generation{0};
  // Somebody read garbage in log.db: the writer looks at all of it when it has time.
  mutable std::atomic<bool> suspect{false};
};

class Files {
 public:
  // A damaged file is set aside and a new one made. Bodies whose row was never committed go.
  static Result<std::unique_ptr<Files>> open(const std::string& folder, const Clock& clock);

  // Only after ensureOpen(): a file that could not be replaced is not there.
  LogStore& log() { return *m_log; }
  BodiesStore& bodies() { return *m_bodies; }
  Status ensureOpen();
  std::shared_ptr<const FilePlaces> places() const { return m_places; }

  // After StoreCorrupt at run time. The new log goes on counting where the old one was.
  Status replaceLog();
  Status replaceBodies();
  // Names of the files set aside.
  const std::optional<std::string>& logSetAside() const { return m_logSetAside; }
  const std::optional<std::string>& bodiesSetAside() const { return m_bodiesSetAside; }

 private:
  Files(const std::string& folder, const Clock& clock);
  Status openLog();
  Status openBodies();
  Status openNewLog();
  Result<std::string> setAside(const std::string& path);

  const Clock& m_clock;
  std::shared_ptr<FilePlaces> m_places;
  std::unique_ptr<LogStore> m_log;
  std::unique_ptr<BodiesStore> m_bodies;
  std::optional<std::string> m_logSetAside, m_bodiesSetAside;
  Seq m_floor = 0;
};

}  // namespace sb::ledger
