// What /metrics shows, in the Prometheus text format 0.0.4: counted as requests end, and gauges
// asked for at the moment. Any thread; each worker counts into a part of its own, so that its lock
// is free but while somebody reads.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <tuple>

#include "core/ledger/ledger.h"
#include "core/ledger/record.h"

namespace sb::gateway {

class Metrics {
 public:
  class Part;

  // The ledger must outlive this.
  explicit Metrics(ledger::Ledger& ledger) : m_ledger(ledger) {}

  // For one worker; lives as long as this.
  Part& addPart();

  // Open requests, client connections … by name; called by text(). A name that ends in "_total" is
  // a counter's.
  using Gauges = std::map<std::string, std::int64_t>;
  void setGauges(std::function<Gauges()> ask) { m_ask = std::move(ask); }
  // Appends families of its own; called by text().
  void setMore(std::function<void(std::string&)> more) { m_more = std::move(more); }

  std::string text() const;

 private:
  struct Sums {
    std::int64_t requests = 0, input = 0, output = 0, cacheRead = 0, costNano = 0, unpriced = 0;
    std::int64_t firstTokenCount = 0;
    double firstTokenSeconds = 0, seconds = 0;

    Sums& operator+=(const Sums& more);
  };
  using Labels =
      std::tuple<std::string, std::string, std::string, int>;  // provider, model, route, status

  using All = std::map<Labels, Sums, std::less<>>;

  All sums() const;

  ledger::Ledger& m_ledger;
  mutable std::mutex m_mutex;  // of the list of parts
  std::deque<Part> m_parts;
  std::function<Gauges()> m_ask;
  std::function<void(std::string&)> m_more;
};

// As it stands between the quotes of a label.
std::string metricLabel(std::string_view text);

class Metrics::Part {
 public:
  // A request has ended.
  void count(const ledger::Record& record);

 private:
  friend class Metrics;
  Sums& sumsOf(const ledger::Record& record);

  mutable std::mutex m_mutex;
  All m_sums;
};

}  // namespace sb::gateway
