// A world for the walk of a tree that says what a test wants.
#pragma once

#include <map>
#include <random>
#include <set>
#include <string>

#include "core/routing/world.h"

namespace sb::routing {

class PretendedWorld : public World {
 public:
  struct NoFacts final : conditions::Facts {
    std::int64_t tokens = 0;
    conditions::FactValue get(const conditions::FactPath& path) const override {
      if (path.fact == conditions::Fact::Tokens) return conditions::FactValue::number(tokens);
      return {};
    }
  };

  double random() override { return m_even(m_engine); }
  const conditions::Facts& facts() override { return known; }
  std::uint64_t turn(const config::Node& node) override { return turns[node.id]++; }
  std::optional<std::uint64_t> group(const config::Sharing&) override { return of; }
  std::string avoided(const config::Node& target) override {
    return sick.contains(target.provider) ? target.provider + " is sick" : "";
  }
  double score(config::Balance::By, const config::Node& target) override {
    return scores[target.provider];
  }
  std::string scoreText(config::Balance::By, const config::Node& target) override {
    return std::to_string(static_cast<int>(scores[target.provider]));
  }
  std::optional<Refusal> enter(const config::Node& limit) override {
    if (room-- > 0) return std::nullopt;
    return Refusal{Error(ErrorKind::RateLimited, limit.id + " is full"), Millis(7'000)};
  }
  void childFailed(const config::Node&) override { ++failed; }
  void failsOver() override { ++failovers; }
  bool mayRepeat() override { return repeats-- > 0; }

  NoFacts known;
  std::map<std::string, std::uint64_t> turns;
  std::optional<std::uint64_t> of;
  std::set<std::string> sick;
  std::map<std::string, double> scores;
  int room = 1'000'000;
  int repeats = 1'000'000;
  int failed = 0;
  int failovers = 0;

 private:
  std::mt19937_64 m_engine{7};
  std::uniform_real_distribution<double> m_even{0, 1};
};

}  // namespace sb::routing
