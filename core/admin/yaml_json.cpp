#include "core/admin/yaml_json.h"

#include <algorithm>
#include <boost/json.hpp>

#include "core/base/json.h"
#include "core/config/yaml_tree.h"

namespace sb::admin {
namespace {

namespace bj = boost::json;
using config::Yaml;

// A text that no YAML reader takes for anything else.
bool isPlain(std::string_view text) {
  if (text.empty() || text.size() > 200) return false;
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  const auto inner = [&](char c) {
    return letter(c) || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.' || c == '/';
  };
  static constexpr std::string_view kWords[] = {"true", "false", "null", "yes", "no", "on", "off"};
  return letter(text.front()) && std::all_of(text.begin(), text.end(), inner) &&
         std::find(std::begin(kWords), std::end(kWords), text) == std::end(kWords);
}

std::string scalar(const bj::value& value) {
  if (value.is_string()) {
    const std::string_view text(value.get_string().data(), value.get_string().size());
    return isPlain(text) ? std::string(text) : json::quoted(text);
  }
  return json::write(value);
}

bool isBlock(const bj::value& value) {
  return (value.is_object() && !value.get_object().empty()) ||
         (value.is_array() && !value.get_array().empty());
}

std::string keyText(std::string_view key) {
  return isPlain(key) ? std::string(key) : json::quoted(key);
}

void write(std::string& out, const bj::value& value, std::size_t indent);

void writeMap(std::string& out, const bj::object& map, std::size_t indent) {
  for (const auto& [key, value] : map) {
    if (value.is_null() && indent == 0) continue;
    out.append(indent, ' ').append(keyText(key)).append(":");
    if (isBlock(value)) {
      out += '\n';
      write(out, value, indent + 2);
    } else {
      out.append(" ").append(scalar(value)).append("\n");
    }
  }
}

void writeItem(std::string& out, const bj::value& item, std::size_t indent) {
  if (!isBlock(item)) {
    out.append(indent, ' ').append("- ").append(scalar(item)).append("\n");
    return;
  }
  // The first line of the item stands behind the dash.
  std::string inner;
  write(inner, item, indent + 2);
  if (inner.empty()) inner = std::string(indent + 2, ' ') + "{}\n";
  inner[indent] = '-';
  out += inner;
}

void write(std::string& out, const bj::value& value, std::size_t indent) {
  if (value.is_object()) return writeMap(out, value.get_object(), indent);
  for (const bj::value& item : value.get_array())
    writeItem(out, item, indent);
}

bj::value jsonOf(const Yaml& yaml);

bj::object mapOf(const Yaml& yaml) {
  bj::object map;
  for (std::size_t i = 0; i < yaml.members(); ++i)
    map[yaml.key(i).text] = jsonOf(yaml.value(i));
  return map;
}

// Unquoted words that mean something else than themselves (YAML 1.2, core schema).
bj::value scalarOf(const Yaml& yaml) {
  if (!yaml.plain) return bj::value(yaml.text);
  const Result<bj::value> parsed = json::parse(yaml.text);
  if (parsed && !parsed->is_structured() && !parsed->is_string()) return *parsed;
  return bj::value(yaml.text);
}

bj::value jsonOf(const Yaml& yaml) {
  switch (yaml.kind) {
    case Yaml::Kind::Null:
      return nullptr;
    case Yaml::Kind::Scalar:
      return scalarOf(yaml);
    case Yaml::Kind::Map:
      return mapOf(yaml);
    case Yaml::Kind::List:
      break;
  }
  bj::array list;
  for (const Yaml& item : yaml.items)
    list.push_back(jsonOf(item));
  return list;
}

}  // namespace

std::string yamlOf(const bj::object& item) {
  std::string out;
  writeMap(out, item, 0);
  return out;
}

std::string yamlOfValue(const bj::value& value) {
  if (!isBlock(value)) return scalar(value);
  std::string out;
  write(out, value, 0);
  return out;
}

std::optional<bj::value> sectionOf(std::string_view text, std::string_view section) {
  Yaml root;
  if (config::parseYaml(text, root)) return std::nullopt;
  const Yaml* found = root.find(section);
  if (found == nullptr) return std::nullopt;
  return jsonOf(*found);
}

Items itemsOf(std::string_view text, std::string_view section, std::string_view field) {
  Items items;
  Yaml root;
  if (config::parseYaml(text, root)) return items;
  const Yaml* list = root.find(section);
  if (list == nullptr || list->kind != Yaml::Kind::List) return items;
  for (const Yaml& item : list->items)
    if (const Yaml* name = item.find(field)) items.try_emplace(name->text, mapOf(item));
  return items;
}

}  // namespace sb::admin
