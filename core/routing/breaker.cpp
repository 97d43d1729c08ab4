#include "core/routing/breaker.h"

#include <algorithm>

namespace sb::routing {

namespace {

constexpr std::int64_t kSlotMs = 5'000;
constexpr int kSlots = 6;

// 0 stands for "never", so time begins at 1.
std::int64_t millis(Steady at) {
  return std::max<std::int64_t>(1,
                                std::chrono::duration_cast<Millis>(at.time_since_epoch()).count());
}

// One slot of counts: turn + 1 (0 = empty) | succeeded | failed.
struct Tally {
  std::uint32_t turn = 0, ok = 0, failed = 0;

  static Tally of(std::uint64_t bits) {
    Tally tally;
    tally.turn = static_cast<std::uint32_t>(bits >> 32);
    tally.ok = static_cast<std::uint32_t>(bits >> 16 & 0xffff);
    tally.failed = static_cast<std::uint32_t>(bits & 0xffff);
    return tally;
  }
  std::uint64_t bits() const {
    return std::uint64_t{turn} << 32 | std::uint64_t{ok} << 16 | std::uint64_t{failed};
  }
  void add(bool success) {
    ++(success ? ok : failed);
    if (ok <= 0xffff && failed <= 0xffff) return;
    ok /= 2;  // the share is what counts
    failed /= 2;
  }
};

std::uint32_t turnOf(std::int64_t ms) { return static_cast<std::uint32_t>(ms / kSlotMs + 1); }

}  // namespace

std::uint64_t Breaker::pack(const Word& word) {
  return static_cast<std::uint64_t>(word.state) << 62 |
         static_cast<std::uint64_t>(word.level & 0xf) << 58 |
         static_cast<std::uint64_t>(word.streak & 0xff) << 50 |
         (static_cast<std::uint64_t>(word.at) & ((std::uint64_t{1} << 50) - 1));
}

Breaker::Word Breaker::unpack(std::uint64_t bits) {
  Word word;
  word.state = static_cast<State>(bits >> 62);
  word.level = static_cast<int>(bits >> 58 & 0xf);
  word.streak = static_cast<int>(bits >> 50 & 0xff);
  word.at = static_cast<std::int64_t>(bits & ((std::uint64_t{1} << 50) - 1));
  return word;
}

double risingShare(const BreakerRules& rules, Millis since) {
  if (since >= rules.slowStart) return 1;
  const double done = static_cast<double>(std::max<std::int64_t>(0, since.count())) /
                      static_cast<double>(rules.slowStart.count());
  return rules.slowStartFrom + (1 - rules.slowStartFrom) * done;
}

double Breaker::shareOf(const Word& word, std::int64_t ms) const {
  if (word.state != State::Closed) return 0;
  return word.at == 0 ? 1 : risingShare(m_rules, Millis(ms - word.at));
}

double Breaker::share(Steady now) const { return shareOf(unpack(m_word.load()), millis(now)); }

Breaker::State Breaker::state() const { return unpack(m_word.load()).state; }

Breaker::Answer Breaker::judge(const Word& word, std::int64_t ms, double random) const {
  Answer answer;
  if (word.state == State::Closed) {
    if (random >= shareOf(word, ms)) answer.pass = Pass::Easing;
  } else if (ms < word.at) {
    answer.pass = Pass::Open;
    answer.wait = Millis(word.at - ms);
  } else {
    answer.pass = Pass::Probe;
  }
  return answer;
}

Breaker::Answer Breaker::peek(Steady now, double random) const {
  return judge(unpack(m_word.load()), millis(now), random);
}

Breaker::Answer Breaker::admit(Steady now, double random) {
  const std::int64_t ms = millis(now);
  std::uint64_t bits = m_word.load();
  for (;;) {
    Word word = unpack(bits);
    const Answer answer = judge(word, ms, random);
    if (answer.pass != Pass::Probe) return answer;
    word.state = State::HalfOpen;
    word.at = ms + m_rules.probeLease.count();
    if (m_word.compare_exchange_weak(bits, pack(word))) return answer;
  }
}

Millis Breaker::openTime(int level) const {
  return std::min(m_rules.openFor * (1 << std::min(level, 15)), m_rules.openAtMost);
}

void Breaker::count(std::int64_t ms, bool ok) {
  const std::uint32_t turn = turnOf(ms);
  auto& slot = m_counts[turn % kSlots];
  std::uint64_t bits = slot.load();
  for (;;) {
    Tally tally = Tally::of(bits);
    if (tally.turn > turn) return;
    if (tally.turn < turn) tally = Tally();
    tally.turn = turn;
    tally.add(ok);
    if (slot.compare_exchange_weak(bits, tally.bits())) return;
  }
}

bool Breaker::tooMany(std::int64_t ms) const {
  const std::uint32_t last = turnOf(ms);
  std::uint32_t ok = 0, failed = 0;
  for (const auto& slot : m_counts) {
    const Tally tally = Tally::of(slot.load());
    if (tally.turn == 0 || tally.turn + kSlots <= last || tally.turn > last) continue;
    ok += tally.ok;
    failed += tally.failed;
  }
  const auto all = static_cast<double>(ok + failed);
  return all >= m_rules.minAttempts && failed >= m_rules.failedShare * all;
}

void Breaker::succeeded(Steady now, bool probe) {
  const std::int64_t ms = millis(now);
  std::uint64_t bits = m_word.load();
  for (;;) {
    Word word = unpack(bits);
    if (word.state == State::Closed) {
      if (word.streak == 0) break;
      word.streak = 0;
    } else if (word.state == State::HalfOpen && probe) {
      // What failed before the recovery must not open it again.
      for (auto& slot : m_counts)
        slot.store(0);
      word = Word();
      word.at = ms;
    } else {
      return;  // a straggler of the time before it opened
    }
    if (m_word.compare_exchange_weak(bits, pack(word))) break;
  }
  count(ms, true);
}

void Breaker::failed(Steady now, bool probe) {
  const std::int64_t ms = millis(now);
  std::uint64_t bits = m_word.load();
  if (unpack(bits).state == State::Closed) count(ms, false);
  for (;;) {
    Word word = unpack(bits);
    if (word.state == State::Closed) {
      word.streak = std::min(word.streak + 1, 0xff);
      if (word.streak >= m_rules.consecutive || tooMany(ms)) {
        word = Word();
        word.state = State::Open;
        word.at = ms + openTime(0).count();
      }
    } else if (word.state == State::HalfOpen && probe) {
      word.state = State::Open;
      word.level = std::min(word.level + 1, 0xf);
      word.at = ms + openTime(word.level).count();
    } else {
      return;
    }
    if (m_word.compare_exchange_weak(bits, pack(word))) return;
  }
}

void Breaker::abandoned(Steady now) {
  std::uint64_t bits = m_word.load();
  for (;;) {
    Word word = unpack(bits);
    if (word.state != State::HalfOpen) return;
    word.state = State::Open;
    word.at = millis(now);
    if (m_word.compare_exchange_weak(bits, pack(word))) return;
  }
}

}  // namespace sb::routing
