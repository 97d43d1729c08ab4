#include "core/gateway/lane.h"

#include <fmt/format.h>

#include "core/base/ids.h"
#include "core/gateway/exchange.h"
#include "core/ledger/ledger.h"

namespace sb::gateway {
namespace {

constexpr double kLongMillis = 1'000;
constexpr std::size_t kMostTargets = 10'000;  // names come from outside

std::uint64_t seed() {
  std::uint64_t value = 0;
  randomBytes({reinterpret_cast<unsigned char*>(&value), sizeof value});
  return value;
}

bool isTarget(std::string_view name, std::string_view provider, std::string_view model) {
  return name.size() == provider.size() + 1 + model.size() && name.starts_with(provider) &&
         name[provider.size()] == '/' && name.ends_with(model);
}

ledger::OpenNote noteOf(const ledger::Record& record) {
  ledger::OpenNote note;
  note.id = record.id;
  note.at = record.at;
  note.endpoint = record.endpoint;
  note.dialect = record.dialect;
  note.keyId = record.keyId;
  note.keyName = record.keyName;
  note.team = record.team;
  note.route = record.route;
  note.modelAsked = record.modelAsked;
  return note;
}

}  // namespace

Lane::Lane(int number, Services& all, net::Resolver& resolver, net::Resolver& outsideNames,
           net::Refuse own, net::Refuse closed)
    : services(all),
      worker(fmt::format("worker-{}", number)),
      pool(worker, resolver, own),
      outside(worker, outsideNames, closed),
      share(all.cache.addShare(*this, worker)),
      metrics(all.metrics.addPart()),
      m_seed(seed()) {}

double Lane::random() {
  // SplitMix64; the top 53 bits make a double.
  std::uint64_t z = (m_seed += 0x9e3779b97f4a7c15ULL);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  return static_cast<double>((z ^ (z >> 31)) >> 11) * 0x1.0p-53;
}

void Lane::use(SnapshotPtr next) {
  snapshot = std::move(next);
  modelLists = {};
  m_targets.clear();
  m_lastTarget = nullptr;
}

const TargetNotes& Lane::target(const std::string& provider, const std::string& model) {
  // Asked several times in a row for each attempt.
  if (m_lastTarget != nullptr && isTarget(m_lastTarget->first, provider, model))
    return m_lastTarget->second;
  const std::string name = provider + "/" + model;
  const auto known = m_targets.find(name);
  if (known != m_targets.end()) {
    m_lastTarget = &*known;
    return known->second;
  }
  TargetNotes notes;
  notes.health = services.steering.health.of(name);
  const Upstream* upstream = snapshot->upstream(provider);
  if (upstream != nullptr && upstream->runtime) {
    notes.keys = &upstream->runtime->keys;
    const catalog::ModelFacts* facts =
        snapshot->catalog->findFor(provider, upstream->runtime->preset->id, model);
    if (facts != nullptr && facts->price) notes.price = &*facts->price;
  }
  if (m_targets.size() >= kMostTargets) m_targets.clear();
  m_lastTarget = &*m_targets.emplace(name, std::move(notes)).first;
  return m_lastTarget->second;
}

void Lane::enter(Exchange& exchange) {
  const bool shadow = exchange.record->mirror;
  m_open.emplace(&exchange, Open{false, shadow});
  if (shadow) return;
  counters.requests.fetch_add(1, std::memory_order_relaxed);
  counters.open.fetch_add(1, std::memory_order_relaxed);
}

void Lane::enterAgain(Exchange& exchange) {
  enter(exchange);
  exchange.entered = true;
  counters.requests.fetch_sub(1, std::memory_order_relaxed);
}

void Lane::leave(Exchange& exchange) {
  const auto found = m_open.find(&exchange);
  if (found == m_open.end()) return;
  if (!found->second.shadow) counters.open.fetch_sub(1, std::memory_order_relaxed);
  m_open.erase(found);
}

std::vector<LiveExchange> Lane::live() const {
  std::vector<LiveExchange> all;
  for (const auto& [exchange, open] : m_open) {
    if (!exchange->record) continue;
    const ledger::Record& record = *exchange->record;
    LiveExchange one;
    one.id = record.id;
    one.at = record.at;
    one.endpoint = record.endpoint;
    one.key = record.keyName;
    one.route = record.route;
    one.modelAsked = record.modelAsked;
    one.provider = record.provider;
    one.model = record.model;
    one.stream = record.stream;
    one.attempt = static_cast<int>(record.attempts.size());
    one.events = exchange->events;
    one.bytes = exchange->bytes;
    all.push_back(std::move(one));
  }
  return all;
}

void Lane::cancelKey(const std::string& keyId, ErrorKind why) {
  for (auto& [exchange, open] : m_open)
    if (exchange->record && exchange->record->keyId == keyId) exchange->http.cancel(why);
}

void Lane::cancelAll(ErrorKind why) {
  for (auto& [exchange, open] : m_open)
    exchange->http.cancel(why);
}

void Lane::tick() {
  for (auto& [exchange, open] : m_open) {
    if (open.known || open.shadow || !exchange->record ||
        exchange->millisSinceAccepted() < kLongMillis)
      continue;
    services.ledger.noteOpen(noteOf(*exchange->record));
    open.known = true;
  }
  pool.prune(std::chrono::steady_clock::now());
  outside.prune(std::chrono::steady_clock::now());
}

}  // namespace sb::gateway
