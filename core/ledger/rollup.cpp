#include "core/ledger/rollup.h"

namespace sb::ledger {

void addUsage(Usage& sum, const Usage& more) {
  sum.input += more.input;
  sum.cacheRead += more.cacheRead;
  sum.cacheWrite += more.cacheWrite;
  sum.cacheWrite1h += more.cacheWrite1h;
  sum.inputAudio += more.inputAudio;
  sum.output += more.output;
  sum.reasoning += more.reasoning;
  sum.outputAudio += more.outputAudio;
}

std::string_view keyNameOf(std::string_view text) {
  const std::size_t join = text.find(kJoin);
  return join == 0 ? text.substr(1) : text.substr(0, join);
}

std::string_view keyIdOf(std::string_view text) {
  const std::size_t join = text.find(kJoin);
  return join == std::string_view::npos ? std::string_view() : text.substr(join + 1);
}

void Rollups::add(const Record& record, const RowNames& row, Names& names) {
  RollupKey at{slotOf(record.at), row.key, row.team, row.route, row.provider, row.model};
  RollupSums& whole = m_sums[at];
  whole.requests += record.mirror ? 0 : 1;
  whole.errors += !record.mirror && record.outcome != OutcomeClass::Ok ? 1 : 0;
  for (const Attempt& attempt : record.attempts) {
    at.provider = providerOf(attempt, record, row, names);
    at.model = modelOf(attempt, record, row, names);
    RollupSums& part = m_sums[at];
    ++part.attempts;
    part.unpriced += hasUnknownPrice(attempt) ? 1 : 0;
    addUsage(part.usage, attempt.usage);
    if (attempt.cost.priced) part.cost += attempt.cost.usd;
  }
}

}  // namespace sb::ledger
