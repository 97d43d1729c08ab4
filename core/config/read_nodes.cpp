// The tree of a route: targets and fallbacks.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "core/base/text.h"
#include "core/config/sections.h"

namespace sb::config {
namespace {

constexpr int kMaxLevels = 64;
constexpr int kMaxNodes = 1'000;
constexpr std::int64_t kMaxRetries = 10;

constexpr std::array<std::string_view, 7> kLaterKinds{"balance", "split",  "when", "limit",
                                                      "race",    "mirror", "smart"};
constexpr std::array<std::string_view, 4> kLaterWords{"content_policy", "context_length", "guard",
                                                      "budget"};

bool contains(const auto& words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

// What the whole tree of one route shares.
struct Tree {
  Context& context;
  Once ids{"node id"};
  int nodes = 0;
  int level = 0;
};

void readNode(const Value& value, Node& out, Tree& tree);

void readTarget(const Value& value, Node& out, Tree& tree) {
  std::string got;
  text(got)(value);
  if (got.empty()) return;
  const std::size_t slash = got.find('/');
  if (slash == std::string::npos || slash == 0 || slash + 1 == got.size())
    return value.problem(shown(got) + " is no target, expected provider/model");
  out.provider = got.substr(0, slash);
  out.model = got.substr(slash + 1);
  expectProvider(value, out.provider, tree.context);
}

bool isStatus(std::string_view word) {
  return word.size() == 3 && (word[0] == '4' || word[0] == '5') && word[1] >= '0' &&
         word[1] <= '9' && word[2] >= '0' && word[2] <= '9';
}

void readOutcome(const Value& item, MoveOn& out) {
  const std::string word = item.isScalar() ? item.text() : "";
  if (word == "timeout") {
    out.timeout = true;
  } else if (word == "connect") {
    out.connect = true;
  } else if (word == "cut") {
    out.cut = true;
  } else if (word == "4xx" || word == "5xx") {
    out.statusGroups.push_back(word[0] - '0');
  } else if (isStatus(word)) {
    out.statuses.push_back((word[0] - '0') * 100 + (word[1] - '0') * 10 + (word[2] - '0'));
  } else {
    const std::string got = item.isScalar() ? shown(word) : kindOf(item);
    const std::string why = contains(kLaterWords, word) ? " is not available in this version"
                                                        : " is no outcome to move on from";
    item.problem(got + why +
                 ", expected a status from 400 to 599, 4xx, 5xx, timeout, connect or cut");
  }
}

void readMoveOn(const Value& value, MoveOn& out) {
  MoveOn read;
  read.connect = read.timeout = read.cut = false;
  listOf("outcomes, e.g. [429, 5xx, timeout]",
         [&](const Value& item) { readOutcome(item, read); })(value);
  if (value.isNull() || (value.isList() && value.yaml().items.empty()))
    return value.problem("no outcome, expected at least one, e.g. [429, 5xx, timeout]");
  out = std::move(read);
}

void readChildren(const Value& value, Node& out, Tree& tree) {
  listOf("nodes", [&](const Value& item) {
    if (tree.nodes > kMaxNodes) return;
    Node child;
    readNode(item, child, tree);
    out.children.push_back(std::move(child));
  })(value);
  if (value.isNull() || (value.isList() && value.yaml().items.empty()))
    value.problem("nothing to try, expected at least one node");
}

void readFallback(const Value& value, Node& out, Tree& tree) {
  out.kind = Node::Kind::Fallback;
  readMap(value, {{"move_on", [&](const Value& v) { readMoveOn(v, out.moveOn); }},
                  {"try", [&](const Value& v) { readChildren(v, out, tree); }, kRequired}});
}

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

// Exactly one kind; false when there is none to read on with.
bool checkKind(const Value& value) {
  if (!value.isMap()) return true;  // readMap says what is expected
  int kinds = 0;
  for (std::size_t i = 0; i < value.yaml().members(); ++i) {
    const Value key = value.keyOf(i);
    if (key.isScalar() && (key.text() == "target" || key.text() == "fallback")) ++kinds;
    if (!key.isScalar() || !contains(kLaterKinds, key.text())) continue;
    key.problem("the node kind " + shown(key.text()) +
                " is not available in this version, expected target or fallback");
    return false;
  }
  if (kinds > 1) value.problem("target and fallback in one node, expected only one of them");
  return true;
}

void expectKind(const Value& value) {
  if (value.isNull() ||
      (value.isMap() && !value.yaml().find("target") && !value.yaml().find("fallback")))
    value.problem("a node without a kind, expected target or fallback");
}

void readRetries(const Value& value, std::optional<int>& out) {
  std::int64_t number = -1;
  integer(number, 0, kMaxRetries)(value);
  if (number >= 0) out = static_cast<int>(number);
}

void readNodeFields(const Value& value, Node& out, Tree& tree) {
  readMap(value, {{"target", [&](const Value& v) { readTarget(v, out, tree); }},
                  {"fallback", [&](const Value& v) { readFallback(v, out, tree); }},
                  {"id", [&](const Value& v) { readNodeId(v, out.id, tree); }},
                  {"label", text(out.label, 200)},
                  {"timeout", [&](const Value& v) { readTimeouts(v, out.timeouts); }},
                  {"retry", [&](const Value& v) { readRetries(v, out.retries); }},
                  {"params", [&](const Value& v) { readParams(v, out.params); }},
                  {"headers", [&](const Value& v) { readHeaderRules(v, out.headers); }}});
}

void readNode(const Value& value, Node& out, Tree& tree) {
  out.where = value.where();
  out.moveOn = MoveOn::standard();
  if (++tree.nodes == kMaxNodes + 1)
    value.problem(fmt::format("too many nodes, expected at most {} in a route", kMaxNodes));
  if (tree.level >= kMaxLevels)
    return value.problem(fmt::format("too deep, expected at most {} levels of nodes", kMaxLevels));
  if (!checkKind(value)) return;
  expectKind(value);
  ++tree.level;
  readNodeFields(value, out, tree);
  --tree.level;
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

void readFlow(const Value& value, Node& out, Context& context) {
  Tree tree{context};
  readNode(value, out, tree);
  std::set<std::string> ids;
  collectIds(out, ids);
  int count = 0;
  nameNodes(out, ids, count);
}

}  // namespace sb::config
