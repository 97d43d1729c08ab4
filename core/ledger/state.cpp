#include "core/ledger/state.h"

#include "core/base/log.h"

namespace sb::ledger {

void State::configure(const config::Ledger& settings) {
  m_bodies = settings.bodies;
  m_onFull = settings.onFull;
  m_retain = settings.retain.count();
  m_maxBytes = settings.maxBytes;
}

RetentionLimits State::limits() const { return {Millis(m_retain), m_maxBytes}; }

bool State::accepting() const {
  return m_writing.load(std::memory_order_relaxed) ||
         m_onFull.load(std::memory_order_relaxed) == config::Ledger::OnFull::Serve;
}

void State::lost(std::int64_t rows, WallMillis at) {
  rowsLost += rows;
  const std::lock_guard lock(m_mutex);
  if (!m_health.lostSince) m_health.lostSince = at;
}

void State::trouble(const Error& error) {
  if (m_writing.exchange(false)) log::error("The log cannot be written: " + error.message);
  const std::lock_guard lock(m_mutex);
  m_health.lastError = error.message + " (" + error.detail + ")";
}

void State::recovered() {
  if (!m_writing.exchange(true)) log::info("The log is written again.");
  const std::lock_guard lock(m_mutex);
  m_health.lastError.clear();
}

void State::setAside(const std::optional<std::string>& log,
                     const std::optional<std::string>& bodies) {
  const std::lock_guard lock(m_mutex);
  m_health.logSetAside = log;
  m_health.bodiesSetAside = bodies;
}

void State::setEpoch(const std::string& epoch) {
  const std::lock_guard lock(m_mutex);
  m_epoch = epoch;
}

Health State::health() const {
  const std::lock_guard lock(m_mutex);
  Health health = m_health;
  health.accepting = accepting();
  health.writing = m_writing;
  health.lostRows = rowsLost;
  health.shedBodies = bodiesShed;
  return health;
}

Stats State::stats() const {
  Stats stats;
  {
    const std::lock_guard lock(m_mutex);
    stats.epoch = m_epoch;
  }
  stats.lastSeq = lastSeq;
  stats.rowsCommitted = rowsCommitted;
  stats.rowsLost = rowsLost;
  stats.bodiesShed = bodiesShed;
  stats.batches = batches;
  stats.queueLength = queueLength;
  stats.queueBytes = queueBytes;
  stats.lagMillis = lagMillis;
  return stats;
}

}  // namespace sb::ledger
