// The places that a request has taken below limit nodes. Owner: the exchange; one thread.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "core/config/route.h"
#include "core/routing/reservation.h"
#include "core/routing/steering.h"

namespace sb::gateway {

// The places below limits, held while the request is open. Given back at its end at the latest.
class LimitPlaces {
 public:
  LimitPlaces() = default;
  LimitPlaces(const LimitPlaces&) = delete;
  LimitPlaces& operator=(const LimitPlaces&) = delete;
  ~LimitPlaces() { settle(); }

  // Those of another request, which has none then; this one has none before.
  void takeOver(LimitPlaces& from);

  // Taken below one node, whose other limits may have no room: then keep() or giveBack().
  void request(std::shared_ptr<routing::RateGate> gate);
  void tokens(std::shared_ptr<routing::RateGate> gate, std::int64_t taken);
  void parallel(std::shared_ptr<routing::Parallel> place);
  void money(routing::Reservation reservation);
  void keep(const config::Node& limit);
  void giveBack();

  // What an attempt below these nodes came to.
  void charge(std::span<const config::Node* const> within, std::int64_t tokens, NanoUsd cost);
  // The request is over: each node's count is what was used below it.
  void settle();

 private:
  struct Tokens {
    std::shared_ptr<routing::RateGate> gate;
    std::int64_t taken;
  };
  // Below one node.
  struct Places {
    const config::Node* limit = nullptr;
    std::int64_t used = 0;
    NanoUsd cost;
    std::vector<Tokens> tokens;
    std::vector<std::shared_ptr<routing::Parallel>> parallel;
    std::vector<routing::Reservation> money;

    void settle();
  };
  std::vector<Places> m_kept;
  Places m_taken;
  std::vector<std::shared_ptr<routing::RateGate>> m_requests;  // of what is taken
};

}  // namespace sb::gateway
