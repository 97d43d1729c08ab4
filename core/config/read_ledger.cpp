#include "core/config/sections.h"

namespace sb::config {
namespace {

constexpr std::int64_t kLeastLog = 1'000'000;  // bytes
constexpr std::int64_t kMostLog = 1'000'000'000'000'000;

template <class T>
Read noting(bool& given, T read) {
  return [&given, read = std::move(read)](const Value& value) {
    given = true;
    read(value);
  };
}

}  // namespace

void readLedger(const Value& value, Ledger& out, LedgerGiven& given) {
  using Bodies = Ledger::Bodies;
  using Durability = Ledger::Durability;
  using OnFull = Ledger::OnFull;
  const auto bodies = choice<Bodies>(
      out.bodies, {{"none", Bodies::None}, {"redacted", Bodies::Redacted}, {"full", Bodies::Full}});
  const auto onFull =
      choice<OnFull>(out.onFull, {{"serve", OnFull::Serve}, {"refuse", OnFull::Refuse}});
  const auto durability = choice<Durability>(
      out.durability, {{"batched", Durability::Batched}, {"strict", Durability::Strict}});
  readMap(value, {{"bodies", noting(given.bodies, bodies)},
                  {"retain", duration(out.retain)},
                  {"max_bytes", size(out.maxBytes, kLeastLog, kMostLog)},
                  {"durability", durability},
                  {"on_full", noting(given.onFull, onFull)}});
}

}  // namespace sb::config
