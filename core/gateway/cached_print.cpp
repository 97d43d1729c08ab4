#include "core/gateway/cached_print.h"

#include <vector>

#include "core/conditions/condition.h"

namespace sb::gateway {
namespace {

using cache::DigestMaker;
using config::Node;

void addHeaders(DigestMaker& maker, const std::vector<config::Header>& headers) {
  maker.add(headers.size());
  for (const config::Header& header : headers)
    maker.add(header.name).add(header.value);
}

void addTexts(DigestMaker& maker, const std::vector<std::string>& texts) {
  maker.add(texts.size());
  for (const std::string& text : texts)
    maker.add(text);
}

void addParams(DigestMaker& maker, const std::vector<std::pair<std::string, std::string>>& params) {
  maker.add(params.size());
  for (const auto& [name, value] : params)
    maker.add(name).add(value);
}

void addPrompt(DigestMaker& maker, const config::Prompt& prompt) {
  maker.add(prompt.prepend).add(prompt.append).add(prompt.whole ? 1 : 0);
  if (prompt.whole)
    maker.add(prompt.whole->before).add(prompt.whole->after).add(prompt.whole->keeps ? 1 : 0);
}

// What a node does to each request on its way, whatever kind it is.
void addSettings(DigestMaker& maker, const Node& node) {
  addParams(maker, node.params.defaults);
  addParams(maker, node.params.overrides);
  addTexts(maker, node.params.drop);
  maker.add(node.params.unsupported ? 1 + static_cast<std::uint64_t>(*node.params.unsupported) : 0);
  addPrompt(maker, node.prompt);
  addHeaders(maker, node.headers.set);
  addTexts(maker, node.headers.remove);
}

void addTarget(DigestMaker& maker, const Node& node, const config::Config& config) {
  maker.add(node.provider).add(node.model);
  const config::Provider* provider = config.provider(node.provider);
  if (provider == nullptr) return;
  maker.add(provider->kind).add(provider->baseUrl.value_or(""));
  addHeaders(maker, provider->headers);
  addTexts(maker, provider->dialects);
}

void addTree(DigestMaker& maker, const Node& node, const config::Config& config) {
  maker.add(static_cast<std::uint64_t>(node.kind)).add(node.children.size());
  addSettings(maker, node);
  if (node.condition) maker.add(node.condition->toText());
  if (node.kind == Node::Kind::Target) addTarget(maker, node, config);
  for (const Node& child : node.children)
    addTree(maker, child, config);
}

bool choosesBelow(const Node& node) {
  if (node.kind == Node::Kind::When) return true;
  for (const Node& child : node.children)
    if (choosesBelow(child)) return true;
  return false;
}

class Printer {
 public:
  explicit Printer(const config::Config& config) : m_config(config) {}

  void walk(const Node& node, std::string_view route) {
    if (node.cache && node.cache->active()) add(node, route);
    m_way.push_back(&node);
    for (const Node& child : node.children)
      walk(child, route);
    m_way.pop_back();
  }

  NodePrints take() { return std::move(m_prints); }

 private:
  void add(const Node& node, std::string_view route) {
    DigestMaker maker;
    maker.add(SB_VERSION).add(route).add(m_way.size());
    for (const Node* above : m_way)
      addSettings(maker, *above);
    addTree(maker, node, m_config);
    m_prints.emplace(&node, NodePrint{maker.finish(), choosesBelow(node)});
  }

  const config::Config& m_config;
  std::vector<const Node*> m_way;
  NodePrints m_prints;
};

}  // namespace

NodePrints printsOf(const config::Config& config) {
  Printer printer(config);
  for (const config::Route& route : config.routes)
    printer.walk(route.flow, route.name);
  return printer.take();
}

}  // namespace sb::gateway
