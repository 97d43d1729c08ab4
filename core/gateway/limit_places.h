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

  // Those of another request, which has none then; this one has none before.
  void takeOver(LimitPlaces& from);

  // Taken below one node, whose other limits may have no room: then keep() or giveBack().
  void request(std::shared_ptr<routing::RateGate> gate);
  void tokens(std::shared_ptr<routing::RateGate> gate, std::int64_t taken);
  void parallel(std::shared_ptr<routing::Parallel> place);
  void money(routing::Reservation reservation);
  void keep();
  void giveBack();

  bool empty() const;
  // What the request came to. The first call counts.
  void settle(std::int64_t tokens, NanoUsd cost);

 private:
  struct Tokens {
    std::shared_ptr<routing::RateGate> gate;
    std::int64_t taken;
  };
  struct Places {
    std::vector<Tokens> tokens;
    std::vector<std::shared_ptr<routing::Parallel>> parallel;
    std::vector<routing::Reservation> money;

    void settle(std::int64_t used, NanoUsd cost);
  };
  Places m_kept, m_taken;
  std::vector<std::shared_ptr<routing::RateGate>> m_requests;  // of what is taken
};

}  // namespace sb::gateway
