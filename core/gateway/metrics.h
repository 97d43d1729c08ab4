// What /metrics shows, in the Prometheus text format 0.0.4: counted from the rows as the ledger
// commits them, and gauges asked for at the moment. Any thread (one short lock, never on a
// request's way).
#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <tuple>

#include "core/ledger/feed.h"
#include "core/ledger/ledger.h"

namespace sb::gateway {

class Metrics {
 public:
  // Counts from now on. The ledger must outlive this.
  void follow(ledger::Ledger& ledger);

  // Open requests, client connections … by name; called by text().
  using Gauges = std::map<std::string, std::int64_t>;
  void setGauges(std::function<Gauges()> ask) { m_ask = std::move(ask); }

  std::string text() const;

 private:
  struct Sums {
    std::int64_t requests = 0, input = 0, output = 0, cacheRead = 0, costNano = 0, unpriced = 0;
    std::int64_t firstTokenCount = 0;
    double firstTokenSeconds = 0, seconds = 0;
  };
  using Labels =
      std::tuple<std::string, std::string, std::string, int>;  // provider, model, route, status

  void count(const ledger::Batch& batch);

  mutable std::mutex m_mutex;
  std::map<Labels, Sums> m_sums;
  std::function<Gauges()> m_ask;
  ledger::Ledger* m_ledger = nullptr;
  ledger::Subscription m_subscription;
};

}  // namespace sb::gateway
