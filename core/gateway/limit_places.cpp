#include "core/gateway/limit_places.h"

#include <iterator>
#include <utility>

namespace sb::gateway {
namespace {

template <class T>
void moveAll(std::vector<T>& from, std::vector<T>& to) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
  from.clear();
}

}  // namespace

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

void LimitPlaces::keep() {
  moveAll(m_taken.tokens, m_kept.tokens);
  moveAll(m_taken.parallel, m_kept.parallel);
  moveAll(m_taken.money, m_kept.money);
  m_requests.clear();
}

void LimitPlaces::giveBack() {
  const Steady now = std::chrono::steady_clock::now();
  for (const auto& gate : m_requests)
    gate->adjust(now, -1);
  m_requests.clear();
  m_taken.settle(0, NanoUsd());
}

bool LimitPlaces::empty() const {
  return m_kept.tokens.empty() && m_kept.parallel.empty() && m_kept.money.empty();
}

void LimitPlaces::settle(std::int64_t tokens, NanoUsd cost) { m_kept.settle(tokens, cost); }

void LimitPlaces::Places::settle(std::int64_t used, NanoUsd cost) {
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
