// The port of a listener, changed in its place.
#include <fmt/format.h>

#include <algorithm>

#include "core/config/edit.h"
#include "core/config/yaml_layout.h"
#include "core/config/yaml_tree.h"

namespace sb::config {
namespace {

using Kind = Yaml::Kind;

struct Insert {
  std::size_t at = 0, length = 0;  // bytes that go
  std::string text;                // what comes
};

std::string portText(std::string_view text, const Yaml& scalar) {
  // Between its quotes, if it has any.
  const std::string_view rest = text.substr(scalar.offset);
  return scalar.plain && rest.starts_with(scalar.text) ? scalar.text : std::string();
}

// The default, written down: before the first member of the map.
Insert newMember(std::string_view text, const Yaml& map, std::uint16_t to) {
  if (map.flow || map.members() == 0)
    return {map.offset + 1, 0, fmt::format(" port: {}{}", to, map.members() == 0 ? " " : ",")};
  const std::size_t at = map.key(0).offset;
  const std::string indent(at - lineStart(text, at), ' ');
  return {at, 0, fmt::format("port: {}{}{}", to, newlineOf(text), indent)};
}

void change(std::string_view text, const Yaml& listener, std::uint16_t from, std::uint16_t to,
            std::vector<Insert>& changes) {
  if (listener.kind != Kind::Map) return;
  const Yaml* port = listener.find("port");
  if (port == nullptr) {
    if (from == Listener().port) changes.push_back(newMember(text, listener, to));
    return;
  }
  const std::string written = portText(text, *port);
  if (written == std::to_string(from))
    changes.push_back({port->offset, written.size(), std::to_string(to)});
}

std::string applied(std::string text, std::vector<Insert> changes) {
  std::ranges::sort(changes, std::greater<>(), &Insert::at);
  for (const Insert& one : changes)
    text.replace(one.at, one.length, one.text);
  return text;
}

}  // namespace

Result<std::string> changeListenPort(std::string_view text, std::uint16_t from, std::uint16_t to) {
  Yaml root;
  if (const auto problem = parseYaml(text, root))
    return Error(ErrorKind::ConfigInvalid, fmt::format("{}:{}: {}", problem->where.line,
                                                       problem->where.column, problem->what));
  const Yaml* listen = root.find("listen");
  if (listen == nullptr || listen->kind == Kind::Null) {
    if (from == Listener().port)
      return upsertMap(text, "listen", fmt::format("{{ port: {} }}", to));
    return Error(ErrorKind::NotFound, fmt::format("no listener has port {}", from));
  }
  std::vector<Insert> changes;
  if (listen->kind == Kind::Map) change(text, *listen, from, to, changes);
  if (listen->kind == Kind::List)
    for (const Yaml& one : listen->items)
      change(text, one, from, to, changes);
  if (changes.empty())
    return Error(ErrorKind::NotFound, fmt::format("no listener has port {}", from));
  return applied(std::string(text), std::move(changes));
}

}  // namespace sb::config
