#include "core/ledger/files.h"

#include <algorithm>

#include "core/base/log.h"
#include "core/store/set_aside.h"

namespace sb::ledger {
namespace {

bool damaged(const Status& status) {
  return !status && status.error().kind == ErrorKind::StoreCorrupt;
}

}  // namespace

Files::Files(const std::string& folder, const Clock& clock)
    : m_clock(clock), m_places(std::make_shared<FilePlaces>()) {
  m_places->log = folder + "/log.db";
  m_places->bodies = folder + "/bodies.db";
}

Result<std::unique_ptr<Files>> Files::open(const std::string& folder, const Clock& clock) {
  std::unique_ptr<Files> files(new Files(folder, clock));
  Status bodies = files->openBodies();
  if (damaged(bodies)) bodies = files->replaceBodies();
  if (!bodies) return bodies.error();
  Status log = files->openLog();
  if (damaged(log)) log = files->replaceLog();
  if (!log) return log.error();
  const Status swept = files->bodies().sweepAfter(files->log().lastSeq());
  if (damaged(swept)) bodies = files->replaceBodies();
  if (!bodies) return bodies.error();
  return files;
}

Status Files::openLog() {
  Result<std::unique_ptr<LogStore>> log = LogStore::open(m_places->log);
  if (!log) return log.error();
  m_log = std::move(*log);
  return {};
}

Status Files::openBodies() {
  Result<std::unique_ptr<BodiesStore>> bodies = BodiesStore::open(m_places->bodies);
  if (!bodies) return bodies.error();
  m_bodies = std::move(*bodies);
  return {};
}

Status Files::replaceLog() {
  if (m_log) m_floor = std::max(m_floor, m_log->lastSeq());
  m_log.reset();
  Result<std::string> aside = setAside(m_places->log);
  if (!aside) return aside.error();
  m_logSetAside = std::move(*aside);
  return openNewLog();
}

Status Files::openNewLog() {
  if (const Status opened = openLog(); !opened) return opened;
  // Bodies of the old log keep their numbers: retention takes them in its time.
  if (const auto newest = m_bodies->newest(); newest) m_floor = std::max(m_floor, *newest);
  return m_log->startAfter(m_floor);
}

Status Files::ensureOpen() {
  if (!m_bodies)
    if (const Status opened = openBodies(); !opened) return opened;
  return m_log ? Status{} : openNewLog();
}

// The old connection is closed first: closing it later would take the new file's WAL away.
Status Files::replaceBodies() {
  m_bodies.reset();
  Result<std::string> aside = setAside(m_places->bodies);
  if (!aside) return aside.error();
  m_bodiesSetAside = std::move(*aside);
  return openBodies();
}

Result<std::string> Files::setAside(const std::string& path) {
  Result<std::string> name = store::setAside(path, m_clock.wall());
  if (!name) return name;
  m_places->generation.fetch_add(1);
  log::error("The log's file " + path + " was damaged. It is now " + *name +
             "; a new one is begun.");
  return name;
}

}  // namespace sb::ledger
