// What it costs to walk a route's tree for one request: from the facts of the request to the first
// attempt, with the world that traffic has.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <iostream>
#include <memory>
#include <string>
#include <unordered_map>

#include "core/config/load.h"
#include "core/gateway/limit_places.h"
#include "core/gateway/request_world.h"
#include "core/routing/passage.h"
#include "core/routing/plan.h"

namespace {

using namespace sb;
using namespace std::chrono_literals;

// 20 nodes of every kind that chooses.
const std::string kTree = R"({ fallback: { try: [
  { when: [
    { if: 'headers.x-tier == "gold"', then: { target: p/gold } },
    { else: { limit: { by: key, rpm: 1000000000, parallel: 1000000,
      then: { split: [
        { percent: 50, then: { balance: { by: least_latency, over: [
          { target: p/a }, { target: p/b }, { target: p/c, weight: 2 }, { target: p/d } ] } } },
        { percent: 50, then: { balance: { by: round_robin, over: [
          { target: p/e, weight: 2 }, { target: p/f }, { target: p/g } ] } } } ] },
      else: { target: p/h } } } } ] },
  { balance: { by: usage, over: [ { target: p/i }, { target: p/j }, { target: p/k } ] } },
  { target: p/l } ] } })";

// A balance over 19 targets.
std::string balanceBy(const std::string& strategy) {
  std::string over;
  for (char name = 'a'; name < 't'; ++name)
    over += std::string(over.empty() ? "" : ", ") + "{ target: p/" + name + ", weight: 2 }";
  return "{ balance: { by: " + strategy + ", over: [ " + over + " ] } }";
}

config::Snapshot load(const std::string& flow) {
  config::Known known;
  known.kinds = {"openai"};
  const config::Loaded loaded = config::load(
      "version: 1\nproviders: [ { id: p, kind: openai } ]\nroutes: [ { name: r, flow: " + flow +
          " } ]\n",
      known);
  if (!loaded.config) {
    std::cerr << config::toString(loaded.problems, "bench_route");
    std::exit(1);
  }
  return loaded.config;
}

// Targets as a worker keeps them, with five minutes of traffic behind them.
class Known {
 public:
  explicit Known(routing::Steering& steering) : m_steering(steering) {}

  const gateway::TargetNotes& of(const config::Node& target) {
    const std::string name = target.provider + "/" + target.model;
    if (const auto found = m_notes.find(name); found != m_notes.end()) return found->second;
    gateway::TargetNotes notes;
    notes.price = &m_price;
    notes.health = m_steering.health.of(name);
    const Steady now = std::chrono::steady_clock::now();
    for (int i = 300; i > 0; --i) {
      routing::Passage passage(notes.health, now - std::chrono::seconds(i), false, {});
      passage.end(now - std::chrono::seconds(i) + 700ms, routing::AttemptEnd::Ok, 100);
    }
    notes.health->allowance().note(now, 0.5, 24h);
    return m_notes.emplace(name, notes).first->second;
  }

 private:
  routing::Steering& m_steering;
  catalog::Price m_price;
  std::unordered_map<std::string, gateway::TargetNotes> m_notes;
};

void plan(benchmark::State& state, const std::string& flow) {
  const config::Snapshot config = load(flow);
  routing::Steering steering;
  Known known(steering);
  const std::string body =
      R"({"model":"r","messages":[{"role":"user","content":"Why is the sky blue?"}]})";
  dialects::Looker looker;
  const auto look = looker.look(body, body.size(), dialects::Form::ChatCompletions);
  if (!look) return state.SkipWithError("the request is not read");
  ledger::Record record;
  record.session = "session";
  const net::Headers headers;
  const gateway::AskedRequest asked{
      body, *look, dialects::Dialect::OpenAiChat, "chat.completions", record, headers, 100};
  double random = 0;
  for (auto _ : state) {
    gateway::LimitPlaces places;
    gateway::WorldSources sources{
        steering, systemClock(), [&] { return random = random < 0.9 ? random + 0.07 : 0; },
        [&](const config::Node& target) { return known.of(target); }, &places};
    gateway::RequestWorld world(std::move(sources), asked, "r");
    routing::Plan walk(config->routes.front().flow, world);
    auto attempt = walk.next(std::nullopt);
    if (!attempt || attempt->target == nullptr) return state.SkipWithError("no attempt");
    benchmark::DoNotOptimize(attempt);
  }
}

}  // namespace

int main(int argc, char** argv) {
  benchmark::RegisterBenchmark("plan/tree", plan, kTree);
  for (const char* strategy :
       {"weight", "round_robin", "least_busy", "least_latency", "fastest_first_token",
        "highest_throughput", "lowest_price", "usage", "sticky"})
    benchmark::RegisterBenchmark((std::string("plan/") + strategy).c_str(), plan,
                                 balanceBy(strategy));
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
}
