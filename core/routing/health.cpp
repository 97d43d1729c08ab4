#include "core/routing/health.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <utility>
#include <vector>

namespace sb::routing {

namespace {

constexpr auto kRelaxed = std::memory_order_relaxed;
constexpr Steady::rep kNever = std::numeric_limits<Steady::rep>::min();
constexpr double kUnknownMs = 1e6;  // a target under its first trial

Steady timeIn(const std::atomic<Steady::rep>& word) {
  return Steady(Steady::duration(word.load(kRelaxed)));
}

// Rounded up: a wait must not end before its time.
Millis until(Steady at, Steady now) { return std::chrono::ceil<Millis>(at - now); }

void raise(std::atomic<Steady::rep>& word, Steady::rep to) {
  Steady::rep held = word.load(kRelaxed);
  while (held < to && !word.compare_exchange_weak(held, to, kRelaxed)) {
  }
}

Admission answer(Admission::Kind kind, Millis wait = Millis(0)) {
  Admission admission;
  admission.kind = kind;
  admission.wait = wait;
  return admission;
}

Admission fromBreaker(const Breaker::Answer& said) {
  using Kind = Admission::Kind;
  switch (said.pass) {
    case Breaker::Pass::Allowed:
      return answer(Kind::Allowed);
    case Breaker::Pass::Probe:
      return answer(Kind::Probe);
    case Breaker::Pass::Easing:
      return answer(Kind::Easing);
    case Breaker::Pass::Open:
      break;
  }
  return answer(Kind::Open, said.wait);
}

}  // namespace

TargetHealth::TargetHealth(const BreakerRules& rules)
    : m_rules(rules),
      m_breaker(rules),
      m_coolUntil(kNever),
      m_ejectedUntil(kNever),
      m_lastUsed(kNever) {}

TargetHealth::~TargetHealth() { delete m_window.load(); }

// What stands before the breaker.
std::optional<Admission> TargetHealth::heldBack(Steady now, double random) const {
  if (const Steady at = timeIn(m_coolUntil); at > now)
    return answer(Admission::Kind::Cooling, until(at, now));
  const Steady back = timeIn(m_ejectedUntil);
  if (back > now) return answer(Admission::Kind::Ejected, until(back, now));
  if (back.time_since_epoch().count() == kNever) return std::nullopt;
  const auto since = std::chrono::duration_cast<Millis>(now - back);
  if (random >= risingShare(m_rules, since)) return answer(Admission::Kind::Easing);
  return std::nullopt;
}

Admission TargetHealth::admit(Steady now, double random) {
  if (const auto held = heldBack(now, random)) return *held;
  return fromBreaker(m_breaker.admit(now, random));
}

Admission TargetHealth::peek(Steady now, double random) const {
  if (const auto held = heldBack(now, random)) return *held;
  return fromBreaker(m_breaker.peek(now, random));
}

void TargetHealth::began(Steady now, bool stream) {
  m_inFlight.fetch_add(1, kRelaxed);
  m_lastUsed.store(now.time_since_epoch().count(), kRelaxed);
  waiting(stream).began(now);
}

void TargetHealth::content(Steady now, Steady beganAt, bool probe) {
  waiting(true).ended(beganAt);
  m_firstContent.observe(now, now - beganAt);
  if (probe) m_breaker.succeeded(now, true);
}

void TargetHealth::ended(Steady now, const Sample& sample) {
  m_inFlight.fetch_sub(1, kRelaxed);
  const bool contentCame = sample.stream && sample.firstContent;
  if (!contentCame) waiting(sample.stream).ended(now - sample.total);
  const bool probe = sample.probe && !contentCame;  // content() has told the breaker already
  // A 429 is often one key's, while the next would be served: keys rest by themselves. But it is no
  // recovery either.
  const bool counts = isFailure(sample.end) && (probe || sample.end != AttemptEnd::Limited);
  if (sample.end == AttemptEnd::Ok) {
    m_breaker.succeeded(now, probe);
    if (!sample.stream) m_total.observe(now, sample.total);
  } else if (counts) {
    m_breaker.failed(now, probe);
  } else if (probe) {
    m_breaker.abandoned(now);
  }
  // Names that no provider knows end neutrally: they shall cost no memory.
  HealthWindow* window = m_window.load(std::memory_order_acquire);
  if (window == nullptr && sample.end == AttemptEnd::Neutral) return;
  (window != nullptr ? *window : makeWindow()).record(now, sample);
}

HealthWindow& TargetHealth::makeWindow() {
  auto made = std::make_unique<HealthWindow>();
  HealthWindow* held = nullptr;
  if (m_window.compare_exchange_strong(held, made.get(), std::memory_order_acq_rel))
    return *made.release();
  return *held;
}

void TargetHealth::coolUntil(Steady until) { raise(m_coolUntil, until.time_since_epoch().count()); }

void TargetHealth::eject(Steady now, Millis base) {
  constexpr std::chrono::minutes kForgiven{5};
  const Steady back = timeIn(m_ejectedUntil);
  const bool again = back.time_since_epoch().count() != kNever && now < back + kForgiven;
  const int times = again ? std::min(m_ejections.load(kRelaxed) + 1, 10) : 1;
  m_ejections.store(times, kRelaxed);
  raise(m_ejectedUntil, (now + base * times).time_since_epoch().count());
}

std::optional<double> TargetHealth::latencyMs(Steady now, bool stream) const {
  const PeakEwma& own = stream ? m_firstContent : m_total;
  const PeakEwma& other = stream ? m_total : m_firstContent;
  const auto value = own.value(now);
  return value ? value : other.value(now);
}

double TargetHealth::cost(Steady now, bool stream) const {
  const int open = std::max(0, inFlight());
  const auto latency = latencyMs(now, stream);
  if (!latency) return kUnknownMs * open;
  const double waited = (stream ? m_streams : m_wholes).meanMs(now);
  return std::max(*latency, waited) * (open + 1);
}

std::optional<double> TargetHealth::tokensPerSecond(Steady now) const {
  const HealthWindow* held = m_window.load(std::memory_order_acquire);
  if (held == nullptr) return std::nullopt;
  // Worked out once for all requests of the same moment.
  const auto tenths = static_cast<std::uint32_t>(
      std::chrono::duration_cast<Millis>(now.time_since_epoch()).count() / 100);
  std::uint64_t word = m_speed.load(kRelaxed);
  if (word == 0 || static_cast<std::uint32_t>(word) != tenths) {
    const auto speed = static_cast<float>(held->medianSpeed(now).value_or(0));
    word = std::uint64_t{std::bit_cast<std::uint32_t>(speed)} << 32 | tenths;
    m_speed.store(word, kRelaxed);
  }
  const float speed = std::bit_cast<float>(static_cast<std::uint32_t>(word >> 32));
  return speed > 0 ? std::optional<double>(speed) : std::nullopt;
}

WindowView TargetHealth::view(Steady now, Window window) const {
  const HealthWindow* held = m_window.load(std::memory_order_acquire);
  return held != nullptr ? held->view(now, window) : WindowView();
}

WindowCounts TargetHealth::counts(Steady now, Window window) const {
  const HealthWindow* held = m_window.load(std::memory_order_acquire);
  return held != nullptr ? held->counts(now, window) : WindowCounts();
}

double TargetHealth::share(Steady now) const {
  if (heldBack(now, 0)) return 0;
  const Steady back = timeIn(m_ejectedUntil);
  if (back.time_since_epoch().count() == kNever) return m_breaker.share(now);
  const auto since = std::chrono::duration_cast<Millis>(now - back);
  return std::min(m_breaker.share(now), risingShare(m_rules, since));
}

bool TargetHealth::used() const { return m_lastUsed.load(kRelaxed) != kNever; }

Steady TargetHealth::lastUsed() const { return timeIn(m_lastUsed); }

}  // namespace sb::routing
