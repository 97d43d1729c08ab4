#include "core/gateway/target_metrics.h"

#include <fmt/format.h>

#include <iterator>

#include "core/gateway/metrics.h"

namespace sb::gateway {

using routing::TargetHealth;

void appendTargets(const routing::HealthBoard& board, Steady now, std::string& out) {
  const auto all = board.all();
  const auto to = std::back_inserter(out);
  const auto family = [&](const char* name, const char* help, auto value) {
    fmt::format_to(to, "# HELP signalbox_target_{} {}\n# TYPE signalbox_target_{} gauge\n", name,
                   help, name);
    for (const auto& [target, health] : all) {
      if (!health->used()) continue;
      const std::size_t slash = target.find('/');
      fmt::format_to(to, "signalbox_target_{}{{provider=\"{}\",model=\"{}\"}} {}\n", name,
                     metricLabel(target.substr(0, slash)), metricLabel(target.substr(slash + 1)),
                     value(*health));
    }
  };
  family("breaker", "0 closed, 1 open, 2 half open.",
         [](const TargetHealth& of) { return static_cast<int>(of.breaker().state()); });
  family("share", "Of its traffic that may pass: 0 left alone, 1 all, between while it recovers.",
         [&](const TargetHealth& of) { return of.share(now); });
  family("open_requests", "Attempts on their way.",
         [](const TargetHealth& of) { return of.inFlight(); });
  family("succeeded_1m", "Attempts of the last minute that succeeded.",
         [&](const TargetHealth& of) { return of.counts(now, routing::Window::Minute).succeeded; });
  family("failed_1m", "Attempts of the last minute that failed.",
         [&](const TargetHealth& of) { return of.counts(now, routing::Window::Minute).failed; });
}

}  // namespace sb::gateway
