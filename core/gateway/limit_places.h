// The places that a request has taken below limit nodes. Owner: the exchange; one thread.
#pragma once

#include <memory>
#include <vector>

#include "core/routing/reservation.h"
#include "core/routing/steering.h"

namespace sb::gateway {

// The places below limits, held while the request is open. Given back at its end at the latest.
class LimitPlaces {
 public:
  LimitPlaces() = default;
  LimitPlaces(const LimitPlaces&) = delete;
  LimitPlaces& operator=(const LimitPlaces&) = delete;
  ~LimitPlaces() { settle(0, NanoUsd()); }

  void tokens(std::shared_ptr<routing::RateGate> gate, std::int64_t taken);
  void parallel(std::shared_ptr<routing::Parallel> place);
  void money(routing::Reservation reservation);
  bool empty() const { return m_tokens.empty() && m_parallel.empty() && m_money.empty(); }
  // What the request came to. The first call counts.
  void settle(std::int64_t tokens, NanoUsd cost);

 private:
  struct Tokens {
    std::shared_ptr<routing::RateGate> gate;
    std::int64_t taken;
  };
  std::vector<Tokens> m_tokens;
  std::vector<std::shared_ptr<routing::Parallel>> m_parallel;
  std::vector<routing::Reservation> m_money;
};

}  // namespace sb::gateway
