#include <boost/json.hpp>

#include "core/admin/saved.h"
#include "core/admin/status.h"
#include "core/admin/yaml_json.h"
#include "core/routing/outcome.h"

namespace sb::admin {

namespace bj = boost::json;
using net::Task;

namespace {

bj::array moveOnJson(const config::MoveOn& rules) {
  bj::array words;
  if (rules.connect) words.emplace_back("connect");
  if (rules.timeout) words.emplace_back("timeout");
  if (rules.cut) words.emplace_back("cut");
  for (const int status : rules.statuses)
    words.emplace_back(status);
  for (const int group : rules.statusGroups)
    words.emplace_back(std::to_string(group) + "xx");
  return words;
}

// The node in the file's notation, for routes that no file holds.
bj::object nodeJson(const config::Node& node) {
  bj::object json{{"id", node.id}};
  if (!node.label.empty()) json["label"] = node.label;
  if (node.kind == config::Node::Kind::Target) {
    json["target"] = node.provider + "/" + node.model;
    return json;
  }
  bj::array children;
  for (const config::Node& child : node.children)
    children.push_back(nodeJson(child));
  json["fallback"] = bj::object{{"move_on", moveOnJson(node.moveOn)}, {"try", std::move(children)}};
  return json;
}

bj::object routeJson(const config::Route& route, const Items& items) {
  bj::object json{{"name", route.name},
                  {"match", texts(route.match)},
                  {"timeout", nullptr},
                  {"cache", nullptr}};
  const auto item = items.find(route.name);
  json["in_file"] = item != items.end();
  json["flow"] = nodeJson(route.flow);
  if (item == items.end()) return json;
  for (const char* name : {"timeout", "cache", "flow"})
    if (const bj::value* value = item->second.if_contains(name)) json[name] = *value;
  return json;
}

}  // namespace

Result<Answer> listRoutes(Call& call) {
  bj::array routes;
  const Items items = itemsOf(call.settings().text(), "routes", "name");
  for (const config::Route& route : call.settings().config()->routes)
    routes.push_back(routeJson(route, items));
  return Answer(bj::object{{"routes", std::move(routes)}});
}

namespace {

// The node that says what moves on: the one that is asked for, or the first that chooses.
const config::Node* ruling(const config::Node& node, const std::string& id) {
  const bool rules =
      node.kind == config::Node::Kind::Fallback || node.kind == config::Node::Kind::Balance;
  if (rules && (id.empty() || node.id == id)) return &node;
  for (const config::Node& child : node.children)
    if (const config::Node* found = ruling(child, id)) return found;
  return nullptr;
}

}  // namespace

Result<Answer> listActions(Call& call) {
  config::MoveOn rules = config::MoveOn::standard();
  const std::string& name = call.query.get("route");
  const std::string& id = call.query.get("node");
  bj::value node = nullptr;
  if (!name.empty()) {
    const config::Route* route = call.settings().config()->route(name);
    if (route == nullptr) return Error(ErrorKind::NotFound, "there is no route of that name");
    const config::Node* found = ruling(route->flow, id);
    if (found == nullptr && !id.empty())
      return Error(ErrorKind::NotFound, "no fallback or balance of the route has that id");
    if (found != nullptr) {
      rules = found->moveOn;
      node = bj::value(found->id);
    }
  }
  bj::array rows;
  for (const routing::Action& action : routing::actions(rules))
    rows.push_back(bj::object{{"outcome", action.outcome},
                              {"meaning", action.meaning},
                              {"next_key", action.nextKey},
                              {"retry", action.retry},
                              {"moves_on", action.movesOn},
                              {"breaker", action.breaker},
                              {"key", textOrNull(action.key)}});
  return Answer(bj::object{{"node", std::move(node)}, {"actions", std::move(rows)}});
}

bj::object routeItem(const std::string& name, const bj::value& sent) {
  bj::object item{{"name", name}};
  for (const auto& [key, value] : sent.as_object())
    if (key != "name" && key != "in_file") item[key] = value;
  return item;
}

Task<Result<Answer>> putRoute(Call& call) {
  const std::string& name = call.path("name");
  bj::object item = routeItem(name, call.body);
  co_return co_await saveItem(call, "routes", "name", name, std::move(item));
}

Task<Result<Answer>> deleteRoute(Call& call) {
  co_return co_await saveItem(call, "routes", "name", call.path("name"), std::nullopt);
}

}  // namespace sb::admin
