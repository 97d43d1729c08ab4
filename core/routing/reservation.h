// The money of one attempt, reserved in all scopes that it counts in.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "core/routing/spend_gate.h"

namespace sb::routing {

struct SpendLimit {
  std::shared_ptr<SpendGate> gate;
  NanoUsd limit;
};

// Destroyed without settle(), it costs nothing. One thread at a time.
class Reservation {
 public:
  Reservation() = default;
  Reservation(Reservation&& other) noexcept { swap(other); }
  Reservation& operator=(Reservation&& other) noexcept;
  ~Reservation() { release(); }

  // All or none: nothing if one refuses; `refusedBy` is then its place in `limits`.
  static std::optional<Reservation> make(WallMillis now, std::span<const SpendLimit> limits,
                                         NanoUsd worst, std::size_t* refusedBy = nullptr);
  void settle(NanoUsd cost);  // the first call counts
  void release() { settle(NanoUsd()); }

 private:
  void swap(Reservation& other) noexcept;

  std::vector<std::pair<std::shared_ptr<SpendGate>, std::int64_t>> m_held;  // with its window
  NanoUsd m_worst;
};

}  // namespace sb::routing
