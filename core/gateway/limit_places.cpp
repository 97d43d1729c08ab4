#include "core/gateway/limit_places.h"

#include <algorithm>
#include <utility>

namespace sb::gateway {

void LimitPlaces::request(std::shared_ptr<routing::RateGate> gate) {
  m_requests.push_back(std::move(gate));
}

void LimitPlaces::takeOver(LimitPlaces& from) {
  std::swap(m_kept, from.m_kept);
  std::swap(m_taken, from.m_taken);
  m_requests.swap(from.m_requests);
}

void LimitPlaces::tokens(std::shared_ptr<routing::RateGate> gate, std::int64_t taken) {
  m_taken.tokens.push_back({std::move(gate), taken});
}

void LimitPlaces::parallel(std::shared_ptr<routing::Parallel> place) {
  m_taken.parallel.push_back(std::move(place));
}

void LimitPlaces::money(routing::Reservation reservation) {
  m_taken.money.push_back(std::move(reservation));
}

void LimitPlaces::keep(const config::Node& limit) {
  m_taken.limit = &limit;
  m_kept.push_back(std::exchange(m_taken, {}));
  m_requests.clear();
}

void LimitPlaces::giveBack() {
  const Steady now = std::chrono::steady_clock::now();
  for (const auto& gate : m_requests)
    gate->adjust(now, -1);
  m_requests.clear();
  m_taken.settle();
}

void LimitPlaces::charge(std::span<const config::Node* const> within, std::int64_t tokens,
                         NanoUsd cost) {
  for (Places& places : m_kept) {
    if (std::ranges::find(within, places.limit) == within.end()) continue;
    places.used += tokens;
    places.cost += cost;
  }
}

void LimitPlaces::settle() {
  m_taken.settle();
  for (Places& places : m_kept)
    places.settle();
  m_kept.clear();
}

void LimitPlaces::Places::settle() {
  const Steady now = std::chrono::steady_clock::now();
  for (const Tokens& held : tokens)
    held.gate->adjust(now, used - held.taken);
  for (const auto& place : parallel)
    place->leave();
  for (routing::Reservation& reservation : money)
    reservation.settle(cost);
  tokens.clear();
  parallel.clear();
  money.clear();
}

}  // namespace sb::gateway
