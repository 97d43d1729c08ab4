#include "core/gateway/metrics.h"

#include <fmt/format.h>

#include <iterator>

namespace sb::gateway {
namespace {

constexpr std::size_t kMostSeries = 5'000;  // names come from outside

std::string escaped(const std::string& label) {
  std::string out;
  for (const char c : label) {
    if (c == '\\' || c == '"') out += '\\';
    if (c == '\n')
      out += "\\n";
    else
      out += c;
  }
  return out;
}

}  // namespace

void Metrics::follow(ledger::Ledger& ledger) {
  m_ledger = &ledger;
  m_subscription = ledger.subscribe([this](const ledger::Batch& batch) { count(batch); });
}

void Metrics::count(const ledger::Batch& batch) {
  std::lock_guard lock(m_mutex);
  for (const ledger::Row& row : batch.rows) {
    Labels labels{row.provider, row.model, row.route, row.status};
    if (m_sums.size() >= kMostSeries && !m_sums.contains(labels))
      labels = Labels{"other", "other", "other", row.status};
    Sums& sums = m_sums[labels];
    ++sums.requests;
    sums.input += row.usage.totalInput();
    sums.output += row.usage.totalOutput();
    sums.cacheRead += row.usage.cacheRead;
    if (row.priced) sums.costNano += row.cost.value;
    if (!row.priced) ++sums.unpriced;
    sums.seconds += row.ms.total.value_or(0) / 1000;
    if (row.ms.firstToken) {
      ++sums.firstTokenCount;
      sums.firstTokenSeconds += *row.ms.firstToken / 1000;
    }
  }
}

std::string Metrics::text() const {
  std::string out;
  const auto to = std::back_inserter(out);
  std::lock_guard lock(m_mutex);
  const auto family = [&](const char* name, const char* type, const char* help, auto value) {
    fmt::format_to(to, "# HELP {} {}\n# TYPE {} {}\n", name, help, name, type);
    for (const auto& [labels, sums] : m_sums) {
      const auto& [provider, model, route, status] = labels;
      fmt::format_to(to, "{}{{provider=\"{}\",model=\"{}\",route=\"{}\",status=\"{}\"}} {}\n", name,
                     escaped(provider), escaped(model), escaped(route), status, value(sums));
    }
  };
  family("signalbox_requests_total", "counter", "Requests answered.",
         [](const Sums& s) { return s.requests; });
  family("signalbox_input_tokens_total", "counter", "Prompt tokens, cached ones included.",
         [](const Sums& s) { return s.input; });
  family("signalbox_cached_input_tokens_total", "counter", "Prompt tokens read from a cache.",
         [](const Sums& s) { return s.cacheRead; });
  family("signalbox_output_tokens_total", "counter", "Answer tokens, reasoning included.",
         [](const Sums& s) { return s.output; });
  family("signalbox_cost_usd_total", "counter", "Cost of requests whose price is known.",
         [](const Sums& s) { return toString(NanoUsd{s.costNano}); });
  family("signalbox_unpriced_requests_total", "counter", "Requests without a known price.",
         [](const Sums& s) { return s.unpriced; });
  family("signalbox_request_seconds_total", "counter", "Time of requests, from head to end.",
         [](const Sums& s) { return s.seconds; });
  family("signalbox_first_token_seconds_sum", "counter", "Time to the first content.",
         [](const Sums& s) { return s.firstTokenSeconds; });
  family("signalbox_first_token_seconds_count", "counter", "Answers whose first content was timed.",
         [](const Sums& s) { return s.firstTokenCount; });
  if (m_ledger != nullptr) {
    const ledger::Stats stats = m_ledger->stats();
    fmt::format_to(
        to,
        "# TYPE signalbox_log_rows_lost_total counter\nsignalbox_log_rows_lost_total {}\n"
        "# TYPE signalbox_log_bodies_shed_total counter\n"
        "signalbox_log_bodies_shed_total {}\n"
        "# TYPE signalbox_log_queue_rows gauge\nsignalbox_log_queue_rows {}\n",
        stats.rowsLost, stats.bodiesShed, stats.queueLength);
  }
  if (m_ask)
    for (const auto& [name, value] : m_ask())
      fmt::format_to(to, "# TYPE signalbox_{} gauge\nsignalbox_{} {}\n", name, name, value);
  return out;
}

}  // namespace sb::gateway
