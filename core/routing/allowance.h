// How much of its own limits a provider still grants, as its answers say, and what that comes to as
// time goes by: what was used comes back evenly until the limit is whole again. One packed word;
// any thread, no lock.
#pragma once

#include <atomic>
#include <cstdint>
#include <optional>

#include "core/base/clock.h"

namespace sb::routing {

class Allowance {
 public:
  static constexpr Millis kUsualReset{60'000};  // where nobody says when: limits are per minute
  static constexpr Millis kLongestReset{6'553'500};

  // `left`: a share, 0 to 1; `reset`: until the limit is whole again.
  void note(Steady now, double left, std::optional<Millis> reset);
  // A share; nothing before the first note.
  std::optional<double> left(Steady now) const;

 private:
  std::atomic<std::uint64_t> m_word{0};  // share, 1 to 65,535 | reset in 0.1 s | stamp in ms
};

}  // namespace sb::routing
