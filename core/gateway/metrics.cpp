#include "core/gateway/metrics.h"

#include <fmt/format.h>

#include <iterator>

namespace sb::gateway {
namespace {

constexpr std::size_t kMostSeries = 5'000;  // names come from outside

}  // namespace

std::string metricLabel(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\' || c == '"') out += '\\';
    if (c == '\n')
      out += "\\n";
    else
      out += c;
  }
  return out;
}

Metrics::Sums& Metrics::Sums::operator+=(const Sums& more) {
  requests += more.requests;
  input += more.input;
  output += more.output;
  cacheRead += more.cacheRead;
  costNano += more.costNano;
  unpriced += more.unpriced;
  firstTokenCount += more.firstTokenCount;
  firstTokenSeconds += more.firstTokenSeconds;
  seconds += more.seconds;
  return *this;
}

Metrics::Part& Metrics::addPart() {
  const std::lock_guard lock(m_mutex);
  return m_parts.emplace_back();
}

Metrics::Sums& Metrics::Part::sumsOf(const ledger::Record& record) {
  const std::tuple<std::string_view, std::string_view, std::string_view, int> labels{
      record.provider, record.model, record.route, record.status};
  if (const auto found = m_sums.find(labels); found != m_sums.end()) return found->second;
  if (m_sums.size() >= kMostSeries) return m_sums[{"other", "other", "other", record.status}];
  return m_sums[{record.provider, record.model, record.route, record.status}];
}

void Metrics::Part::count(const ledger::Record& record) {
  const std::lock_guard lock(m_mutex);
  Sums& sums = sumsOf(record);
  const Usage usage = record.usage();
  sums.input += usage.totalInput();
  sums.output += usage.totalOutput();
  sums.cacheRead += usage.cacheRead;
  if (const std::optional<NanoUsd> charged = record.charged())
    sums.costNano += charged->value;
  else
    ++sums.unpriced;
  // Nobody has asked for a copy, or waited for it; what it costs is paid all the same.
  if (record.mirror) return;
  ++sums.requests;
  sums.seconds += record.ms.total.value_or(0) / 1000;
  if (!record.ms.firstToken) return;
  ++sums.firstTokenCount;
  sums.firstTokenSeconds += *record.ms.firstToken / 1000;
}

Metrics::All Metrics::sums() const {
  All all;
  const std::lock_guard lock(m_mutex);
  for (const Part& part : m_parts) {
    const std::lock_guard inside(part.m_mutex);
    for (const auto& [labels, sums] : part.m_sums)
      all[labels] += sums;
  }
  return all;
}

std::string Metrics::text() const {
  std::string out;
  const auto to = std::back_inserter(out);
  const All all = sums();
  const auto family = [&](const char* name, const char* type, const char* help, auto value) {
    fmt::format_to(to, "# HELP {} {}\n# TYPE {} {}\n", name, help, name, type);
    for (const auto& [labels, sums] : all) {
      const auto& [provider, model, route, status] = labels;
      fmt::format_to(to, "{}{{provider=\"{}\",model=\"{}\",route=\"{}\",status=\"{}\"}} {}\n", name,
                     metricLabel(provider), metricLabel(model), metricLabel(route), status,
                     value(sums));
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
  const ledger::Stats stats = m_ledger.stats();
  fmt::format_to(to,
                 "# TYPE signalbox_log_rows_lost_total counter\n"
                 "signalbox_log_rows_lost_total {}\n"
                 "# TYPE signalbox_log_bodies_shed_total counter\n"
                 "signalbox_log_bodies_shed_total {}\n"
                 "# TYPE signalbox_log_queue_rows gauge\nsignalbox_log_queue_rows {}\n",
                 stats.rowsLost, stats.bodiesShed, stats.queueLength);
  if (m_ask)
    for (const auto& [name, value] : m_ask())
      fmt::format_to(to, "# TYPE signalbox_{} {}\nsignalbox_{} {}\n", name,
                     name.ends_with("_total") ? "counter" : "gauge", name, value);
  if (m_more) m_more(out);
  return out;
}

}  // namespace sb::gateway
