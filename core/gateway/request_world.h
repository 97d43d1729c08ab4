// What a route's tree may ask while it is walked for one request, or for one that is only asked
// about (a dry run). Owner: who plans; one thread.
#pragma once

#include <functional>
#include <string>

#include "core/gateway/limit_places.h"
#include "core/gateway/request_facts.h"
#include "core/gateway/target_notes.h"
#include "core/routing/world.h"

namespace sb::gateway {

// Where a world gets what it says. What it refers to outlives the world.
struct WorldSources {
  routing::Steering& steering;
  const Clock& clock;
  std::function<double()> random;  // [0, 1)
  std::function<TargetNotes(const config::Node& target)> target;
  LimitPlaces* places = nullptr;  // null: only looks, and takes nothing
};

class RequestWorld final : public routing::World {
 public:
  // `route`: names what is counted, with the node's id.
  RequestWorld(WorldSources sources, const AskedRequest& asked, std::string route);

  double random() override { return m_from.random(); }
  const RequestFacts& facts() override { return m_facts; }
  std::uint64_t turn(const config::Node& node) override;
  std::optional<std::uint64_t> group(const config::Sharing& sharing) override;
  std::string avoided(const config::Node& target) override;
  double score(config::Balance::By by, const config::Node& target) override;
  std::string scoreText(config::Balance::By by, const config::Node& target) override;
  std::optional<routing::Refusal> enter(const config::Node& limit) override;
  void childFailed(const config::Node& balance) override;
  void failsOver() override;
  bool mayRepeat() override;

 private:
  bool takes() const { return m_from.places != nullptr; }
  std::string nameOf(const config::Node& node) const { return m_route + "/" + node.id; }
  std::string member(const config::Sharing& sharing) const;
  std::string scopeOf(const config::Node& limit) const;
  NanoUsd worstCase(const config::Node& target);
  NanoUsd worstCaseBelow(const config::Node& node);
  std::optional<routing::Refusal> refuseUnpriced(const config::Node& node);
  std::optional<routing::Refusal> enterRates(const config::Limit& limit, const std::string& scope);
  std::optional<routing::Refusal> enterSpend(const config::Node& node, const std::string& scope);

  const WorldSources m_from;
  const std::string m_route;
  RequestFacts m_facts;
  const double m_chance;  // one for the whole walk, so that it does not change its mind
};

}  // namespace sb::gateway
