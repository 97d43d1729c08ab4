// What the ledger's threads and its callers share: settings one way, counters the other. Internal
// to core/ledger.
#pragma once

#include <atomic>
#include <mutex>

#include "core/config/config.h"
#include "core/ledger/health.h"
#include "core/ledger/retention_store.h"

namespace sb::ledger {

class State {
 public:
  void configure(const config::Ledger& settings);
  config::Ledger::Bodies bodies() const { return m_bodies.load(std::memory_order_relaxed); }
  RetentionLimits limits() const;

  // Requests on their way, and the bytes of their bodies.
  std::atomic<std::int64_t> queueLength{0}, queueBytes{0};
  std::atomic<std::int64_t> rowsCommitted{0}, rowsLost{0}, bodiesShed{0};
  std::atomic<std::int64_t> batches{0}, lagMillis{0};
  std::atomic<Seq> lastSeq{0};

  bool accepting() const;
  void lost(std::int64_t rows, WallMillis at);
  void trouble(const Error& error);
  void recovered();
  void setAside(const std::optional<std::string>& log, const std::optional<std::string>& bodies);
  void setEpoch(const std::string& epoch);

  Health health() const;
  Stats stats() const;

 private:
  std::atomic<config::Ledger::Bodies> m_bodies{config::Ledger::Bodies::Full};
  std::atomic<config::Ledger::OnFull> m_onFull{config::Ledger::OnFull::Serve};
  std::atomic<std::int64_t> m_retain{0}, m_maxBytes{0};
  std::atomic<bool> m_writing{true};
  mutable std::mutex m_mutex;  // for the rest
  Health m_health;
  std::string m_epoch;
};

}  // namespace sb::ledger
