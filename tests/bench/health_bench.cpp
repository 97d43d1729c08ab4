// What an attempt costs its target's health, and what the limits before it cost.
#include <benchmark/benchmark.h>

#include <memory>
#include <vector>

#include "core/routing/limits.h"
#include "core/routing/passage.h"
#include "core/routing/reservation.h"
#include "core/routing/retry_budget.h"
#include "core/routing/score.h"

namespace {

using namespace sb;
using namespace sb::routing;
using namespace std::chrono_literals;

const Steady kStart{std::chrono::hours(1)};
constexpr WallMillis kWall = 1'795'348'800'000;

// Time moves on by 50 µs with each request, so that slots turn as they do at 20,000 a second.
struct Time {
  Steady now = kStart;
  Steady next() { return now += std::chrono::microseconds(50); }
};

void record(benchmark::State& state) {
  static HealthWindow window;  // all threads record into one
  Sample sample;
  sample.end = AttemptEnd::Ok;
  sample.stream = true;
  sample.firstContent = 300ms;
  sample.total = 2s;
  sample.outputTokens = 200;
  Time time;
  for (auto _ : state)
    window.record(time.next(), sample);
}
BENCHMARK(record)->Threads(1)->Threads(2);

void admit(benchmark::State& state) {
  TargetHealth target;
  Time time;
  for (auto _ : state)
    benchmark::DoNotOptimize(target.admit(time.next(), 0.5));
}
BENCHMARK(admit);

void wholeAttempt(benchmark::State& state) {
  const auto target = std::make_shared<TargetHealth>();
  Time time;
  for (auto _ : state) {
    const Steady now = time.next();
    Passage passage(target, now, true, target->admit(now, 0.5));
    passage.content(now + 300ms);
    passage.end(now + 2s, AttemptEnd::Ok, 200);
  }
}
BENCHMARK(wholeAttempt);

// By health alone, one strategy each.
void score(benchmark::State& state) {
  const auto by = static_cast<config::Balance::By>(state.range(0));
  const auto target = std::make_shared<TargetHealth>();
  Time time;
  for (int i = 0; i < 500; ++i) {
    const Steady began = time.now + std::chrono::seconds(i);
    Passage(target, began, false, Admission()).end(began + 1s, AttemptEnd::Ok, 100);
  }
  time.now += 500s;
  for (auto _ : state)
    benchmark::DoNotOptimize(scoreOf(by, *target, time.next(), false));
}
BENCHMARK(score)->DenseRange(static_cast<int>(config::Balance::By::LeastBusy),
                             static_cast<int>(config::Balance::By::Usage));

void view5Minutes(benchmark::State& state) {
  HealthWindow window;
  Sample sample;
  sample.end = AttemptEnd::Ok;
  for (int second = 0; second < 300; ++second)
    window.record(kStart + std::chrono::seconds(second), sample);
  for (auto _ : state)
    benchmark::DoNotOptimize(window.view(kStart + 299s, Window::Minutes5));
}
BENCHMARK(view5Minutes);

void takeRate(benchmark::State& state) {
  RateGate gate;
  Rate rate;
  rate.limit = 10'000'000;
  gate.setRate(kStart, rate);
  Time time;
  for (auto _ : state)
    benchmark::DoNotOptimize(gate.take(time.next(), 1));
}
BENCHMARK(takeRate);

void reserveAndSettleInTwoScopes(benchmark::State& state) {
  Limits limits;
  const std::vector<SpendLimit> scopes{
      {limits.spend("key:a", SpendPeriod::Day, kWall), NanoUsd{INT64_MAX / 2}},
      {limits.spend("global", SpendPeriod::Month, kWall), NanoUsd{INT64_MAX / 2}}};
  for (auto _ : state)
    Reservation::make(kWall, scopes, {1'000})->settle({900});
}
BENCHMARK(reserveAndSettleInTwoScopes);

void retryBudget(benchmark::State& state) {
  RetryBudget budget;
  Time time;
  for (auto _ : state) {
    const Steady now = time.next();
    budget.request(now);
    benchmark::DoNotOptimize(budget.take(now));
  }
}
BENCHMARK(retryBudget);

}  // namespace

BENCHMARK_MAIN();
