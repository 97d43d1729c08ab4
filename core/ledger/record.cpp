#include "core/ledger/record.h"

#include <algorithm>

#include "core/ledger/rollup.h"

namespace sb::ledger {
namespace {

bool counts(const Usage& usage) { return usage.totalInput() + usage.totalOutput() > 0; }

}  // namespace

bool hasUnknownPrice(const Attempt& attempt) {
  return counts(attempt.usage) && !attempt.cost.priced;
}

Usage Record::usage() const {
  Usage sum;
  for (const Attempt& attempt : attempts)
    addUsage(sum, attempt.usage);
  return sum;
}

bool Record::usageEstimated() const {
  return std::any_of(attempts.begin(), attempts.end(), [](const Attempt& attempt) {
    return attempt.usageEstimated && counts(attempt.usage);
  });
}

std::optional<NanoUsd> Record::charged() const {
  NanoUsd sum;
  for (const Attempt& attempt : attempts) {
    if (hasUnknownPrice(attempt)) return std::nullopt;
    if (attempt.cost.priced) sum += attempt.cost.usd;
  }
  return sum;
}

catalog::Cost Record::cost() const {
  catalog::Cost sum;
  sum.priced = std::none_of(attempts.begin(), attempts.end(), hasUnknownPrice);
  for (const Attempt& attempt : attempts) {
    if (attempt.cost.priced) sum.usd += attempt.cost.usd;
    sum.lines.insert(sum.lines.end(), attempt.cost.lines.begin(), attempt.cost.lines.end());
  }
  return sum;
}

}  // namespace sb::ledger
