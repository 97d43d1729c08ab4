#include "core/routing/reservation.h"

namespace sb::routing {

std::optional<Reservation> Reservation::make(WallMillis now, std::span<const SpendLimit> limits,
                                             NanoUsd worst, std::size_t* refusedBy) {
  Reservation reservation;
  reservation.m_worst = worst;
  reservation.m_held.reserve(limits.size());
  for (std::size_t i = 0; i < limits.size(); ++i) {
    const auto window = limits[i].gate->reserve(now, limits[i].limit, worst);
    if (!window) {
      if (refusedBy != nullptr) *refusedBy = i;
      return std::nullopt;  // what was held is released
    }
    reservation.m_held.emplace_back(limits[i].gate, *window);
  }
  return reservation;
}

Reservation& Reservation::operator=(Reservation&& other) noexcept {
  Reservation taken(std::move(other));
  swap(taken);
  return *this;
}

void Reservation::swap(Reservation& other) noexcept {
  std::swap(m_held, other.m_held);
  std::swap(m_worst, other.m_worst);
}

void Reservation::settle(NanoUsd cost) {
  for (const auto& [gate, window] : m_held)
    gate->settle(window, m_worst, cost);
  m_held.clear();
}

}  // namespace sb::routing
