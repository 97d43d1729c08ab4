#include "core/routing/outliers.h"

#include <algorithm>
#include <vector>

namespace sb::routing {

namespace {

struct Sibling {
  TargetHealth* target;
  double failedShare;
};

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t half = values.size() / 2;
  return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

// The median of the others; nothing if nobody else can be compared with.
std::optional<double> medianWithout(const std::vector<Sibling>& all, const TargetHealth* one) {
  std::vector<double> shares;
  for (const Sibling& sibling : all)
    if (sibling.target != one) shares.push_back(sibling.failedShare);
  return shares.empty() ? std::nullopt : std::optional(median(std::move(shares)));
}

bool isOut(const Admission& admission) {
  return admission.kind == Admission::Kind::Ejected || admission.kind == Admission::Kind::Open;
}

}  // namespace

int ejectOutliers(std::span<TargetHealth* const> siblings, Steady now, const OutlierRules& rules) {
  std::size_t out = 0;
  std::vector<Sibling> known;
  for (TargetHealth* target : siblings) {
    if (isOut(target->peek(now))) {
      ++out;
      continue;
    }
    const auto [succeeded, failed] = target->counts(now, Window::Seconds30);
    if (succeeded + failed < rules.minAttempts) continue;
    known.push_back({target, static_cast<double>(failed) / (succeeded + failed)});
  }
  std::sort(known.begin(), known.end(),
            [](const Sibling& a, const Sibling& b) { return a.failedShare > b.failedShare; });
  int ejected = 0;
  for (const Sibling& sibling : known) {
    const auto others = medianWithout(known, sibling.target);
    if (!others || sibling.failedShare < rules.failedShare ||
        sibling.failedShare < *others + rules.aboveMedian || 2 * (out + 1) > siblings.size())
      break;
    sibling.target->eject(now, rules.ejectFor);
    ++out;
    ++ejected;
  }
  return ejected;
}

}  // namespace sb::routing
