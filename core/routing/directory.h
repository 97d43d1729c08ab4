// Names to trees: what a client may write as "model" and where that leads. Order (docs/routing.md):
// a route's name, `match` patterns (most specific first), provider/model, a model name that
// configured providers offer (one: that one; several: all of them, weighted). Immutable; any
// thread.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/catalog/catalog.h"
#include "core/conditions/facts.h"
#include "core/config/config.h"

namespace sb::routing {

struct Destination {
  std::string route;                         // "" when addressed without one
  std::shared_ptr<const config::Node> flow;  // never null
  config::TimeoutOverrides timeouts;         // the route's
  conditions::FactSet needs;                 // that its nodes may ask for
};

// What a provider is known to offer. `names` may be empty.
struct Offer {
  std::string provider;
  double weight = 1;
  bool enabled = true;
  std::vector<std::string> models;
};

class Directory {
 public:
  Directory(config::Snapshot config, std::vector<Offer> offers);

  // `random` in [0, 1) orders the offers of one name by weight. UnknownModel names near names.
  Result<Destination> resolve(std::string_view name, double random) const;

  // All names that can be asked for: routes first, then provider/model. Sorted within each.
  const std::vector<std::string>& names() const { return m_names; }

 private:
  struct Pattern {
    std::string glob;
    const config::Route* route;
  };
  using Needs = std::map<const config::Route*, conditions::FactSet>;

  Destination through(const config::Route& route) const;
  Result<Destination> offered(std::string_view name, double random) const;

  config::Snapshot m_config;
  Needs m_needs;
  std::vector<Offer> m_offers;
  std::vector<Pattern> m_patterns;  // most specific first
  std::map<std::string, std::vector<const Offer*>, std::less<>> m_byModel;
  std::vector<std::string> m_names;
};

}  // namespace sb::routing
