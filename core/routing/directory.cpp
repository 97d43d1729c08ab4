#include "core/routing/directory.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/text.h"
#include "core/conditions/condition.h"

namespace sb::routing {
namespace {

using config::Node;

constexpr std::size_t kMostName = 512;  // callers make names up, and some are remembered

std::shared_ptr<const Node> targetNode(std::string_view provider, std::string_view model) {
  auto node = std::make_shared<Node>();
  node->kind = Node::Kind::Target;
  node->id = "n1";
  node->provider = provider;
  node->model = model;
  return node;
}

// The offers in an order that gives each the front place with a chance equal to its weight.
std::vector<const Offer*> weightedOrder(std::vector<const Offer*> offers, double random) {
  std::vector<const Offer*> order;
  while (!offers.empty()) {
    double sum = 0;
    for (const Offer* offer : offers)
      sum += offer->weight;
    double at = random * sum;
    std::size_t pick = 0;
    while (pick + 1 < offers.size() && at >= offers[pick]->weight)
      at -= offers[pick++]->weight;
    // What is left of the number is again even in [0, 1).
    random = std::clamp(at / offers[pick]->weight, 0.0, 0.999999999);
    order.push_back(offers[pick]);
    offers.erase(offers.begin() + static_cast<std::ptrdiff_t>(pick));
  }
  return order;
}

// Whether the node weighs requests by their length.
bool countsTokens(const Node& node) {
  const config::Limit& limit = node.limit;
  const bool price =
      node.kind == Node::Kind::Balance && node.balance.by == config::Balance::By::LowestPrice;
  return price || limit.tpm || limit.usdPerDay || limit.usdPerWeek || limit.usdPerMonth;
}

conditions::FactSet needsOf(const Node& node) {
  conditions::FactSet needs;
  if (node.condition) needs.add(node.condition->needs());
  if (countsTokens(node)) needs.add(conditions::Fact::Tokens);
  for (const Node& child : node.children)
    needs.add(needsOf(child));
  return needs;
}

}  // namespace

Directory::Directory(config::Snapshot config, std::vector<Offer> offers)
    : m_config(std::move(config)), m_offers(std::move(offers)) {
  for (const config::Route& route : m_config->routes) {
    m_names.push_back(route.name);
    m_needs.emplace(&route, needsOf(route.flow));
    for (const std::string& glob : route.match)
      m_patterns.push_back({glob, &route});
  }
  std::stable_sort(m_patterns.begin(), m_patterns.end(), [](const Pattern& a, const Pattern& b) {
    return globWeight(a.glob) > globWeight(b.glob);
  });
  std::sort(m_names.begin(), m_names.end());
  std::vector<std::string> direct;
  for (const Offer& offer : m_offers) {
    if (!offer.enabled) continue;
    for (const std::string& model : offer.models) {
      m_byModel[model].push_back(&offer);
      direct.push_back(offer.provider + "/" + model);
    }
  }
  std::sort(direct.begin(), direct.end());
  m_names.insert(m_names.end(), direct.begin(), direct.end());
}

Destination Directory::through(const config::Route& route) const {
  // Shares the configuration's life: the node is part of it.
  return {route.name, std::shared_ptr<const Node>(m_config, &route.flow), route.timeouts,
          m_needs.at(&route)};
}

Result<Destination> Directory::resolve(std::string_view name, double random) const {
  if (const config::Route* route = m_config->route(name)) return through(*route);
  for (const Pattern& pattern : m_patterns)
    if (globMatch(pattern.glob, name)) return through(*pattern.route);
  const std::size_t slash = name.find('/');
  if (slash != std::string_view::npos && slash + 1 < name.size()) {
    const config::Provider* provider = m_config->provider(name.substr(0, slash));
    if (provider != nullptr && name.size() > kMostName)
      return Error(ErrorKind::UnknownModel,
                   fmt::format("the name of the model is longer than {} bytes", kMostName));
    if (provider != nullptr)
      return Destination{"", targetNode(provider->id, name.substr(slash + 1)), {}, {}};
  }
  return offered(name, random);
}

Result<Destination> Directory::offered(std::string_view name, double random) const {
  const auto found = m_byModel.find(name);
  if (found == m_byModel.end()) {
    std::string message = "the model \"" + excerpt(name, 120) + "\" is not known here";
    const std::vector<std::string> near = nearNames(name, m_names);
    for (std::size_t i = 0; i < near.size(); ++i)
      message += (i == 0 ? "; did you mean " : i + 1 == near.size() ? " or " : ", ") + near[i];
    if (!near.empty()) message += "?";
    return Error(ErrorKind::UnknownModel, message);
  }
  if (found->second.size() == 1)
    return Destination{"", targetNode(found->second.front()->provider, name), {}, {}};
  auto all = std::make_shared<Node>();
  all->kind = Node::Kind::Fallback;
  all->id = "n1";
  all->moveOn = config::MoveOn::standard();
  for (const Offer* offer : weightedOrder(found->second, random)) {
    Node child = *targetNode(offer->provider, name);
    child.id = "n" + std::to_string(all->children.size() + 2);
    all->children.push_back(std::move(child));
  }
  return Destination{"", all, {}, {}};
}

}  // namespace sb::routing
