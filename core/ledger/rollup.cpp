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

std::string keyText(const std::string& name, const std::string& id) {
  return name.empty() && id.empty() ? std::string() : name + kJoin + id;
}

std::string_view keyNameOf(std::string_view text) {
  const std::size_t join = text.find(kJoin);
  return join == 0 ? text.substr(1) : text.substr(0, join);
}

std::string_view keyIdOf(std::string_view text) {
  const std::size_t join = text.find(kJoin);
  return join == std::string_view::npos ? std::string_view() : text.substr(join + 1);
}

void Rollups::add(const Record& record, Names& names) {
  RollupKey at;
  at.slot = slotOf(record.at);
  at.key = names.intern(NameKind::Key, keyText(record.keyName, record.keyId));
  at.team = names.intern(NameKind::Team, record.team);
  at.route = names.intern(NameKind::Route, record.route);
  at.provider = names.intern(NameKind::Provider, record.provider);
  at.model = names.intern(NameKind::Model, record.model);
  RollupSums& whole = m_sums[at];
  whole.requests += record.mirror ? 0 : 1;
  whole.errors += !record.mirror && record.outcome != OutcomeClass::Ok ? 1 : 0;
  for (const Attempt& attempt : record.attempts) {
    at.provider = names.intern(NameKind::Provider, attempt.provider);
    at.model = names.intern(NameKind::Model, attempt.model);
    RollupSums& part = m_sums[at];
    ++part.attempts;
    part.unpriced += hasUnknownPrice(attempt) ? 1 : 0;
    addUsage(part.usage, attempt.usage);
    if (attempt.cost.priced) part.cost += attempt.cost.usd;
  }
}

}  // namespace sb::ledger
