#include "core/providers/key_ring.h"

#include <algorithm>
#include <array>

namespace sb::providers {
namespace {

// All but whether it rests.
KeyReport::Status statusOf(const Key& key) {
  using Status = KeyReport::Status;
  if (key.disabled) return Status::Disabled;
  if (!key.secret)
    return key.whyNoSecret.kind == ErrorKind::SecretWaiting ? Status::Waiting : Status::Missing;
  if (key.state->refusedWith() != 0) return Status::Refused;
  return Status::Usable;
}

KeyReport::Status statusOf(const Key& key, std::string_view model, Steady now) {
  const KeyReport::Status status = statusOf(key);
  const bool rests = status == KeyReport::Status::Usable && key.state->resting(model, now);
  return rests ? KeyReport::Status::Resting : status;
}

bool usable(const Key& key, std::string_view model, Steady now) {
  return statusOf(key, model, now) == KeyReport::Status::Usable;
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

Result<const Key*> KeyRing::choose(std::string_view model, double random, Steady now,
                                   std::span<const Key* const> tried) const {
  if (m_keys.empty() && m_optional) return static_cast<const Key*>(nullptr);
  const auto free = [&](const Key& key) {
    return usable(key, model, now) && std::find(tried.begin(), tried.end(), &key) == tried.end();
  };
  double total = 0;
  for (const Key& key : m_keys)
    if (free(key)) total += key.weight;
  const Key* chosen = nullptr;
  double left = std::clamp(random, 0.0, 1.0) * total;
  for (const Key& key : m_keys) {
    if (!free(key)) continue;
    chosen = &key;
    left -= key.weight;
    if (left < 0) break;
  }
  if (chosen == nullptr) return whyNone(model, now);
  return chosen;
}

const Key* KeyRing::find(std::string_view name) const {
  const auto found =
      std::find_if(m_keys.begin(), m_keys.end(), [&](const Key& key) { return key.name == name; });
  return found == m_keys.end() ? nullptr : &*found;
}

std::optional<Steady> KeyRing::soonest(std::string_view model, Steady now) const {
  std::optional<Steady> first;
  for (const Key& key : m_keys) {
    if (statusOf(key) != KeyReport::Status::Usable) continue;
    const Steady until = key.state->restsUntil(model, now);
    if (until > now) first = std::min(first.value_or(until), until);
  }
  return first;
}

std::optional<Steady> KeyRing::restsUntil(std::string_view model, Steady now) const {
  for (const Key& key : m_keys)
    if (usable(key, model, now)) return std::nullopt;
  return soonest(model, now);
}

Error KeyRing::whyNone(std::string_view model, Steady now) const {
  using Status = KeyReport::Status;
  const auto with = [&](Status status) {
    return std::find_if(m_keys.begin(), m_keys.end(),
                        [&](const Key& key) { return statusOf(key, model, now) == status; });
  };
  const std::string who = "provider " + m_provider;
  if (with(Status::Resting) != m_keys.end())
    return Error(
        ErrorKind::CoolingDown,
        "every usable key of " + who + " is cooling down for the model " + std::string(model));
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
    report.status = statusOf(key);
    report.refusedWith = key.state->refusedWith();
    if (key.secret) report.hint = key.secret->hint();
    if (!key.secret) report.message = key.whyNoSecret.message;
    for (const auto& [model, until] : key.state->rests(now))
      report.rests[model] = std::chrono::ceil<Millis>(until - now);
    if (report.status == KeyReport::Status::Usable && !report.rests.empty()) {
      report.status = KeyReport::Status::Resting;
      for (const auto& rest : report.rests)
        report.message += (report.message.empty() ? "rests for " : ", ") + rest.first;
    }
    reports.push_back(std::move(report));
  }
  return reports;
}

}  // namespace sb::providers
