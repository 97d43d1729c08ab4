#include "core/gateway/limit_places.h"

namespace sb::gateway {

void LimitPlaces::tokens(std::shared_ptr<routing::RateGate> gate, std::int64_t taken) {
  m_tokens.push_back({std::move(gate), taken});
}

void LimitPlaces::parallel(std::shared_ptr<routing::Parallel> place) {
  m_parallel.push_back(std::move(place));
}

void LimitPlaces::money(routing::Reservation reservation) {
  m_money.push_back(std::move(reservation));
}

void LimitPlaces::settle(std::int64_t tokens, NanoUsd cost) {
  const Steady now = std::chrono::steady_clock::now();
  for (const Tokens& held : m_tokens)
    held.gate->adjust(now, tokens - held.taken);
  for (const auto& place : m_parallel)
    place->leave();
  for (routing::Reservation& reservation : m_money)
    reservation.settle(cost);
  m_tokens.clear();
  m_parallel.clear();
  m_money.clear();
}

}  // namespace sb::gateway
