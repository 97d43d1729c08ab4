#include "core/routing/allowance.h"

#include <algorithm>

namespace sb::routing {

namespace {

constexpr double kWhole = 65'534;  // and 1 for none, so that 0 means that nothing is known

std::uint32_t stampOf(Steady at) {
  return static_cast<std::uint32_t>(
      std::chrono::duration_cast<Millis>(at.time_since_epoch()).count());
}

}  // namespace

void Allowance::note(Steady now, double left, std::optional<Millis> reset) {
  const auto share = static_cast<std::uint64_t>(std::clamp(left, 0.0, 1.0) * kWhole) + 1;
  const Millis wait = std::clamp(reset.value_or(kUsualReset), Millis(100), kLongestReset);
  const auto tenths = static_cast<std::uint64_t>(wait.count() / 100);
  m_word.store(share << 48 | tenths << 32 | stampOf(now), std::memory_order_relaxed);
}

std::optional<double> Allowance::left(Steady now) const {
  const std::uint64_t word = m_word.load(std::memory_order_relaxed);
  if (word == 0) return std::nullopt;
  const double noted = static_cast<double>((word >> 48) - 1) / kWhole;
  const double reset = static_cast<double>(word >> 32 & 0xffff) * 100;
  const std::uint32_t gone = stampOf(now) - static_cast<std::uint32_t>(word);
  if (gone > 0xffff0000) return noted;  // the other thread's clock was a little ahead
  return noted + (1 - noted) * std::min(1.0, gone / reset);
}

}  // namespace sb::routing
