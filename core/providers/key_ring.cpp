#include "core/providers/key_ring.h"

#include <algorithm>
#include <array>

namespace sb::providers {
namespace {

KeyReport::Status statusOf(const Key& key, Steady now) {
  using Status = KeyReport::Status;
  if (key.disabled) return Status::Disabled;
  if (!key.secret)
    return key.whyNoSecret.kind == ErrorKind::SecretWaiting ? Status::Waiting : Status::Missing;
  if (key.state->refusedWith() != 0) return Status::Refused;
  return key.state->resting(now) ? Status::Resting : Status::Usable;
}

}  // namespace

std::string_view statusName(KeyReport::Status status) {
  constexpr std::array<std::string_view, 6> kNames{"usable",  "disabled", "waiting",
                                                   "missing", "resting",  "refused"};
  return kNames[static_cast<std::size_t>(status)];
}

KeyRing::KeyRing(std::string provider, std::vector<Key> keys, bool optional)
    : m_provider(std::move(provider)), m_keys(std::move(keys)), m_optional(optional) {
  for (Key& key : m_keys)
    if (!key.state) key.state = std::make_shared<KeyState>();
}

bool KeyRing::usable(const Key& key, Steady now) {
  return statusOf(key, now) == KeyReport::Status::Usable;
}

Result<const Key*> KeyRing::choose(double random, Steady now) const {
  if (m_keys.empty() && m_optional) return static_cast<const Key*>(nullptr);
  double total = 0;
  for (const Key& key : m_keys)
    if (usable(key, now)) total += key.weight;
  const Key* chosen = nullptr;
  double left = std::clamp(random, 0.0, 1.0) * total;
  for (const Key& key : m_keys) {
    if (!usable(key, now)) continue;
    chosen = &key;
    left -= key.weight;
    if (left < 0) break;
  }
  if (chosen == nullptr) return whyNone(now);
  return chosen;
}

const Key* KeyRing::find(std::string_view name) const {
  const auto found =
      std::find_if(m_keys.begin(), m_keys.end(), [&](const Key& key) { return key.name == name; });
  return found == m_keys.end() ? nullptr : &*found;
}

std::optional<Steady> KeyRing::soonest(Steady now) const {
  std::optional<Steady> first;
  for (const Key& key : m_keys)
    if (statusOf(key, now) == KeyReport::Status::Resting)
      first = std::min(first.value_or(key.state->restsUntil()), key.state->restsUntil());
  return first;
}

Error KeyRing::whyNone(Steady now) const {
  using Status = KeyReport::Status;
  const auto with = [&](Status status) {
    return std::find_if(m_keys.begin(), m_keys.end(),
                        [&](const Key& key) { return statusOf(key, now) == status; });
  };
  const std::string who = "provider " + m_provider;
  if (with(Status::Resting) != m_keys.end())
    return Error(ErrorKind::CoolingDown, "every usable key of " + who + " is cooling down");
  for (const Status status : {Status::Waiting, Status::Missing})
    if (const auto key = with(status); key != m_keys.end()) return key->whyNoSecret;
  if (const auto key = with(Status::Refused); key != m_keys.end())
    return Error(ErrorKind::SecretMissing, who + " refused its key " + key->name + " with status " +
                                               std::to_string(key->state->refusedWith()) +
                                               "; put a new one in its place");
  return Error(ErrorKind::SecretMissing,
               who + (m_keys.empty() ? " has no key" : " has no key that is not disabled"));
}

std::vector<KeyReport> KeyRing::state(Steady now) const {
  std::vector<KeyReport> reports;
  for (const Key& key : m_keys) {
    KeyReport report;
    report.name = key.name;
    report.weight = key.weight;
    report.status = statusOf(key, now);
    report.refusedWith = key.state->refusedWith();
    if (key.secret) report.hint = key.secret->hint();
    if (!key.secret) report.message = key.whyNoSecret.message;
    if (key.state->resting(now))
      report.restsFor = std::chrono::duration_cast<Millis>(key.state->restsUntil() - now);
    reports.push_back(std::move(report));
  }
  return reports;
}

}  // namespace sb::providers
