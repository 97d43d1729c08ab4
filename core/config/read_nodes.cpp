// The tree of a route: what all nodes have.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "core/base/text.h"
#include "core/config/node_tree.h"

namespace sb::config {
namespace {

constexpr int kMaxLevels = 64;
constexpr int kMaxNodes = 1'000;
constexpr std::int64_t kMaxRetries = 10;

constexpr std::array<std::string_view, 1> kLaterKinds{"smart"};

bool isNodeId(std::string_view id) {
  return id.size() <= 64 && std::ranges::all_of(id, [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  c == '_' || c == '.' || c == '-';
         });
}

void readNodeId(const Value& value, std::string& out, Tree& tree) {
  text(out)(value);
  if (out.empty()) return;
  if (!isNodeId(out))
    return value.problem(shown(out) +
                         " is no node id, expected letters, digits, _, . and -, at most 64");
  tree.ids.use(value, out);
}

const KindReader* kindOfName(std::string_view name) {
  const auto found = std::ranges::find(kindReaders(), name, &KindReader::name);
  return found == kindReaders().end() ? nullptr : &*found;
}

std::string anyKind() {
  std::vector<std::string> names;
  for (const KindReader& each : kindReaders())
    if (std::ranges::find(kLaterKinds, each.name) == kLaterKinds.end())
      names.emplace_back(each.name);
  return anyOf(names);
}

// Exactly one kind; false when there is none to read on with.
bool checkKind(const Value& value, Node& out) {
  if (!value.isMap() && !value.isNull()) return true;  // readMap says what is expected
  const KindReader* found = nullptr;
  for (std::size_t i = 0; value.isMap() && i < value.yaml().members(); ++i) {
    const Value key = value.keyOf(i);
    if (!key.isScalar()) continue;
    if (std::ranges::find(kLaterKinds, key.text()) != kLaterKinds.end()) {
      key.problem("the node kind " + shown(key.text()) +
                  " is not available in this version, expected " + anyKind());
      return false;
    }
    const KindReader* kind = kindOfName(key.text());
    if (kind == nullptr) continue;
    if (found != nullptr)
      value.problem(
          fmt::format("{} and {} in one node, expected only one of them", found->name, kind->name));
    found = kind;
  }
  if (found == nullptr)
    value.problem("a node without a kind, expected " + anyKind());
  else
    out.kind = found->kind;
  return true;
}

void readRetries(const Value& value, std::optional<int>& out) {
  std::int64_t number = -1;
  integer(number, 0, kMaxRetries)(value);
  if (number >= 0) out = static_cast<int>(number);
}

// Racers are asked beside each other, and a copy is there to be sent.
void readNodeCache(const Value& value, Node& out, Tree& tree) {
  readCacheRule(value, out.cache);
  if (tree.uncached > 0 && out.cache && out.cache->active())
    value.problem(
        "a cache below a race, or on the way of a mirror's copy, expected one on that node or "
        "above it");
}

void readNodeFields(const Value& value, Node& out, Tree& tree, bool weighted) {
  std::vector<Field> fields;
  for (const KindReader& kind : kindReaders())
    fields.push_back({std::string(kind.name), [&](const Value& v) { kind.read(v, out, tree); }});
  fields.push_back({"id", [&](const Value& v) { readNodeId(v, out.id, tree); }});
  fields.push_back({"label", text(out.label, 200)});
  fields.push_back({"timeout", [&](const Value& v) { readTimeouts(v, out.timeouts); }});
  fields.push_back({"retry", [&](const Value& v) { readRetries(v, out.retries); }});
  fields.push_back({"params", [&](const Value& v) { readParams(v, out.params); }});
  fields.push_back({"prompt", [&](const Value& v) { readPrompt(v, out.prompt); }});
  fields.push_back({"headers", [&](const Value& v) { readHeaderRules(v, out.headers); }});
  fields.push_back({"cache", [&](const Value& v) { readNodeCache(v, out, tree); }});
  if (weighted) fields.push_back({"weight", weight(out.weight)});
  readMap(value, fields);
}

void collectIds(const Node& node, std::set<std::string>& ids) {
  if (!node.id.empty()) ids.insert(node.id);
  for (const Node& child : node.children)
    collectIds(child, ids);
}

// The n-th node in reading order is "n<n>", so naming one leaves the others' names alone.
void nameNodes(Node& node, std::set<std::string>& ids, int& count) {
  const std::string name = fmt::format("n{}", ++count);
  if (node.id.empty()) {
    node.id = name;
    for (int i = 2; !ids.insert(node.id).second; ++i)
      node.id = fmt::format("{}-{}", name, i);
  }
  for (Node& child : node.children)
    nameNodes(child, ids, count);
}

}  // namespace

namespace {

void readNodeBelow(const Value& value, Node& out, Tree& tree, bool weighted) {
  out.where = value.where();
  out.moveOn = MoveOn::standard();
  if (++tree.nodes == kMaxNodes + 1)
    value.problem(fmt::format("too many nodes, expected at most {} in a route", kMaxNodes));
  if (tree.level >= kMaxLevels)
    return value.problem(fmt::format("too deep, expected at most {} levels of nodes", kMaxLevels));
  if (!checkKind(value, out)) return;
  ++tree.level;
  readNodeFields(value, out, tree, weighted);
  --tree.level;
}

}  // namespace

void readNode(const Value& value, Node& out, Tree& tree) { readNodeBelow(value, out, tree, false); }

void readChild(const Value& value, Node& out, Tree& tree) {
  if (tree.nodes > kMaxNodes) return;
  Node child;
  readNodeBelow(value, child, tree, out.kind == Node::Kind::Balance);
  out.children.push_back(std::move(child));
}

void readFlow(const Value& value, Node& out, Context& context) {
  Tree tree{context};
  readNode(value, out, tree);
  std::set<std::string> ids;
  collectIds(out, ids);
  int count = 0;
  nameNodes(out, ids, count);
}

}  // namespace sb::config
