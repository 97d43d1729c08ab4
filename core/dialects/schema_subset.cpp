#include "core/dialects/schema_subset.h"

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <optional>

#include "core/base/json.h"

namespace sb::dialects {
namespace {

namespace bj = boost::json;

constexpr std::size_t kMostNodes = 20'000;  // references may multiply
constexpr std::size_t kTextNode = 256;      // bytes of text that count as one
constexpr std::size_t kMostDepth = 64;
constexpr std::array<std::string_view, 7> kOwnWay{"properties", "items", "required",   "anyOf",
                                                  "enum",       "type",  "description"};

bool isOwnWay(std::string_view name) {
  return std::find(kOwnWay.begin(), kOwnWay.end(), name) != kOwnWay.end();
}

const bj::object* objectAt(const bj::object& object, std::string_view name) {
  const bj::value* value = object.if_contains(name);
  return value != nullptr ? value->if_object() : nullptr;
}

const bj::array* listAt(const bj::object& object, std::string_view name) {
  const bj::value* value = object.if_contains(name);
  return value != nullptr ? value->if_array() : nullptr;
}

bool saysNull(const bj::value& schema) {
  const bj::object* object = schema.if_object();
  return object != nullptr && json::text(*object, "type") == "null";
}

std::string_view typeOf(const bj::value& value) {
  if (value.is_string()) return "string";
  if (value.is_int64() || value.is_uint64()) return "integer";
  if (value.is_double()) return "number";
  if (value.is_null()) return "null";
  return value.is_bool() ? "boolean" : "";
}

// How much there is to copy; no more than `most` is counted.
std::size_t weight(const bj::value& value, std::size_t most) {
  std::size_t sum = 1;
  if (const bj::string* text = value.if_string()) sum += text->size() / kTextNode;
  if (const bj::array* list = value.if_array())
    for (auto one = list->begin(); one != list->end() && sum < most; ++one)
      sum += weight(*one, most - sum);
  if (const bj::object* object = value.if_object())
    for (auto one = object->begin(); one != object->end() && sum < most; ++one)
      sum += weight(one->value(), most - sum);
  return sum;
}

// Adds what another schema says to one that must hold together with it; the first word wins.
void addTo(bj::object& schema, const bj::object& other) {
  for (const auto& [name, value] : other) {
    bj::value* there = schema.if_contains(name);
    if (there == nullptr) {
      schema[name] = value;
    } else if (name == "properties" && there->is_object() && value.is_object()) {
      for (const auto& [key, inside] : value.get_object())
        there->get_object().emplace(key, inside);
    } else if (name == "required" && there->is_array() && value.is_array()) {
      for (const bj::value& one : value.get_array())
        there->get_array().push_back(one);
    }
  }
}

class Teller {
 public:
  Teller(const bj::value& root, const SchemaSubset& subset, ToldSchema& told)
      : m_root(root), m_subset(subset), m_told(told) {}

  bj::object schema(const bj::value& from, const std::string& place);
  void definitions(bj::object& out);

 private:
  void changed(const std::string& place, std::string_view what) {
    m_told.changed.push_back(place + "." + std::string(what));
  }
  void refused(const std::string& place, std::string_view what) {
    m_told.refused.push_back(place + "." + std::string(what));
  }

  bj::object object(bj::object from, const std::string& place);
  bj::object reference(const bj::object& from, const std::string& place);
  void inPlace(bj::object& from, const std::string& place);
  void joinAll(bj::object& from, const std::string& place);
  void alternatives(bj::object& from, const std::string& place);
  void types(bj::object& from);
  void eachType(bj::object& from);
  void eachValue(bj::object& from, const bj::array& values);
  void values(bj::object& from, const std::string& place);
  void members(const bj::object& from, bj::object& out, const std::string& place);
  void properties(const bj::object& from, bj::object& out, const std::string& place);
  void items(const bj::object& from, bj::object& out, const std::string& place);
  void keyword(std::string_view name, const bj::value& value, bj::object& out,
               const std::string& place);
  void kept(std::string_view name, const bj::value& value, bj::object& out,
            const std::string& place);
  void describe(bj::object& out, std::string_view name, const bj::value& value,
                const std::string& place);
  void complete(bj::object& out, const std::string& place);
  void close(const bj::object& from, bj::object& out, const std::string& place);
  const bj::value* find(std::string_view pointer) const;
  std::optional<KeywordUse> useOf(std::string_view name) const;

  const bj::value& m_root;
  const SchemaSubset& m_subset;
  ToldSchema& m_told;
  std::size_t m_nodes = 0, m_depth = 0;
  std::vector<std::string> m_open;  // references that are being put in place
};

std::optional<KeywordUse> Teller::useOf(std::string_view name) const {
  for (const Keyword& keyword : m_subset.keywords)
    if (keyword.name == name) return keyword.use;
  return std::nullopt;
}

const bj::value* Teller::find(std::string_view pointer) const {
  if (!pointer.starts_with('#')) return nullptr;
  boost::system::error_code error;
  return m_root.find_pointer(pointer.substr(1), error);
}

bj::object Teller::schema(const bj::value& from, const std::string& place) {
  if (from.is_bool() && !from.get_bool()) refused(place, "false");
  const bj::object* object = from.if_object();
  if (object == nullptr && !from.is_bool()) refused(place, "no schema");
  if (++m_nodes > kMostNodes || m_depth >= kMostDepth) {
    refused(place, "too large");
    return {};
  }
  ++m_depth;
  bj::object told = this->object(object != nullptr ? *object : bj::object(), place);
  --m_depth;
  return told;
}

// Beside a reference nothing else may stand: the rest is said around it.
bj::object Teller::reference(const bj::object& from, const std::string& place) {
  std::string name(json::text(from, "$ref"));
  constexpr std::string_view kOld = "#/definitions/";
  if (name.starts_with(kOld)) name.replace(0, kOld.size(), "#/$defs/");
  bj::object named{{"$ref", name}};
  bj::object rest;
  for (const auto& [key, value] : from)
    if (!key.starts_with('$')) rest[key] = value;
  if (rest.empty()) return named;
  bj::object out;
  members(rest, out, place);
  if (!out.contains("anyOf")) out["anyOf"] = bj::array{named};
  return out;
}

// What a reference names stands in its place, together with what stood beside it.
void Teller::inPlace(bj::object& from, const std::string& place) {
  const std::string name(json::text(from, "$ref"));
  from.erase("$ref");
  const bj::value* named = find(name);
  const bj::object* object = named != nullptr ? named->if_object() : nullptr;
  if (object == nullptr || std::find(m_open.begin(), m_open.end(), name) != m_open.end())
    return refused(place, "$ref");
  m_nodes += weight(*named, kMostNodes);
  if (m_nodes > kMostNodes) return refused(place, "too large");
  m_open.push_back(name);
  addTo(from, *object);
}

void Teller::joinAll(bj::object& from, const std::string& place) {
  const bj::array* all = listAt(from, "allOf");
  if (all == nullptr) return;
  const bj::array copy = *all;
  from.erase("allOf");
  for (const bj::value& one : copy) {
    const bj::object* object = one.if_object();
    if (object == nullptr) continue;
    bj::object joined = *object;
    if (joined.contains("$ref")) inPlace(joined, place);
    if (joined.contains("allOf")) joinAll(joined, place);
    addTo(from, joined);
  }
  if (copy.size() > 1) changed(place, "allOf");
}

void Teller::alternatives(bj::object& from, const std::string& place) {
  if (const bj::value* one = from.if_contains("oneOf"); one && !from.contains("anyOf")) {
    bj::value copy = *one;
    from.erase("oneOf");
    from["anyOf"] = std::move(copy);
  }
  const bj::array* any = listAt(from, "anyOf");
  if (any == nullptr || !m_subset.nullable) return;
  bj::array left;
  for (const bj::value& one : *any)
    if (!saysNull(one)) left.push_back(one);
  const bool null = left.size() < any->size();
  if (null) from["nullable"] = true;
  if (left.size() == 1 && left.front().is_object()) {
    bj::object only = left.front().get_object();
    from.erase("anyOf");
    if (only.contains("$ref")) inPlace(only, place);
    addTo(from, only);
  } else {
    from["anyOf"] = std::move(left);
  }
}

// The same schema for each of the types; what it is called and said to be stands once.
void Teller::eachType(bj::object& from) {
  const bj::array types = *listAt(from, "type");
  from.erase("type");
  bj::object common;
  for (const auto& [name, value] : from)
    if (name != "description" && name != "title" && name != "default") common[name] = value;
  if (from.contains("anyOf") || types.empty()) return;
  bj::array any;
  for (const bj::value& one : types) {
    bj::object of = one == "null" ? bj::object() : common;
    of["type"] = one;
    any.push_back(std::move(of));
  }
  for (const auto& [name, value] : common)
    from.erase(name);
  if (any.size() > 1)
    from["anyOf"] = std::move(any);
  else
    addTo(from, any.front().get_object());
}

// ["string", "null"] is a nullable string, ["string", "number"] one of both.
void Teller::types(bj::object& from) {
  const bj::array* list = listAt(from, "type");
  if (list != nullptr && m_subset.oneType) return eachType(from);
  if (list == nullptr || !m_subset.nullable) return;
  bj::array left;
  for (const bj::value& one : *list)
    if (one != "null") left.push_back(one);
  if (left.size() < list->size()) from["nullable"] = true;
  if (left.size() == 1) {
    bj::value only = left.front();
    from["type"] = std::move(only);
    return;
  }
  from.erase("type");
  if (left.empty() || from.contains("anyOf")) return;
  bj::array any;
  for (const bj::value& one : left)
    any.push_back(bj::object{{"type", one}});
  from["anyOf"] = std::move(any);
}

bool mixed(const bj::array& values) {
  return std::any_of(values.begin(), values.end(),
                     [&](const bj::value& one) { return typeOf(one) != typeOf(values.front()); });
}

// Values of several types, each with its own.
void Teller::eachValue(bj::object& from, const bj::array& values) {
  from.erase("enum");
  bj::array any;
  for (const bj::value& one : values)
    any.push_back(bj::object{{"const", one}});
  if (!from.contains("anyOf")) from["anyOf"] = std::move(any);
}

void Teller::values(bj::object& from, const std::string& place) {
  if (const bj::value* only = from.if_contains("const")) {
    bj::array list{*only};
    from.erase("const");
    from["enum"] = std::move(list);
  }
  const bj::array* list = listAt(from, "enum");
  if (list == nullptr) return;
  bj::array left;
  bool texts = true, numbers = true, plain = true, null = false;
  for (const bj::value& one : *list) {
    null = null || one.is_null();
    if (one.is_null() && m_subset.nullable) continue;
    texts = texts && one.is_string();
    numbers = numbers && (one.is_string() || one.is_number());
    plain = plain && !one.is_structured();
    left.push_back(one);
  }
  if (null && m_subset.nullable) from["nullable"] = true;
  if (m_subset.oneType && !from.contains("type") && mixed(left)) return eachValue(from, left);
  if (!from.contains("type") && !left.empty() && !typeOf(left.front()).empty())
    from["type"] = typeOf(left.front());
  if (texts || (numbers && m_subset.numberEnums) || (plain && m_subset.plainEnums)) {
    from["enum"] = std::move(left);
    return;
  }
  if (numbers) return refused(place, "enum"), void(from.erase("enum"));
  const bj::value said(left);
  from.erase("enum");
  describe(from, "one of", said, place);
}

void Teller::describe(bj::object& out, std::string_view name, const bj::value& value,
                      const std::string& place) {
  std::string text(json::text(out, "description"));
  if (!text.empty()) text += text.ends_with('.') ? " " : ". ";
  text.append(name).append(": ").append(json::write(value)).append(".");
  out["description"] = text;
  changed(place, name);
}

void Teller::properties(const bj::object& from, bj::object& out, const std::string& place) {
  const bj::object* properties = objectAt(from, "properties");
  bj::object told;
  if (properties != nullptr)
    for (const auto& [name, value] : *properties)
      told[name] = schema(value, place + "." + std::string(name));
  if (const bj::array* required = listAt(from, "required")) {
    bj::array names;
    for (const bj::value& name : *required)
      if (name.is_string() && told.contains(name.get_string()) &&
          std::find(names.begin(), names.end(), name) == names.end())
        names.push_back(name);
    if (!names.empty()) out["required"] = std::move(names);
  }
  if (!told.empty()) out["properties"] = std::move(told);
}

void Teller::items(const bj::object& from, bj::object& out, const std::string& place) {
  const bj::value* items = from.if_contains("items");
  if (items == nullptr) return;
  if (items->is_array()) {
    keyword("prefixItems", *items, out, place);
  } else if (!items->is_bool() || !m_subset.anything) {
    out["items"] = schema(*items, place + "[]");
  }
}

void Teller::kept(std::string_view name, const bj::value& value, bj::object& out,
                  const std::string& place) {
  if (name == "additionalProperties" && value.is_object()) {
    out[name] = schema(value, place + ".*");
  } else if (name == "prefixItems" && value.is_array()) {
    bj::array told;
    for (const bj::value& one : value.get_array())
      told.push_back(schema(one, place + "[]"));
    out[name] = std::move(told);
  } else if (name == "format" && json::text(out, "type") == "string" &&
             !m_subset.textFormats.empty() && value.is_string() &&
             std::find(m_subset.textFormats.begin(), m_subset.textFormats.end(),
                       std::string_view(value.get_string())) == m_subset.textFormats.end()) {
    describe(out, name, value, place);
  } else if (name == "minItems" && m_subset.fewestOne && value != 0 && value != 1) {
    describe(out, name, value, place);
  } else {
    out[name] = value;
  }
}

void Teller::keyword(std::string_view name, const bj::value& value, bj::object& out,
                     const std::string& place) {
  const std::optional<KeywordUse> use = useOf(name);
  if (!use) return;
  switch (*use) {
    case KeywordUse::Keep:
      return kept(name, value, out, place);
    case KeywordUse::Describe:
      return describe(out, name, value, place);
    case KeywordUse::Refuse:
      if (!value.is_bool()) refused(place, name);
      return;
  }
}

void Teller::members(const bj::object& from, bj::object& out, const std::string& place) {
  for (const std::string_view name : {"type", "description", "enum"})
    if (const bj::value* value = from.if_contains(name)) out[name] = *value;
  properties(from, out, place);
  items(from, out, place);
  if (const bj::array* any = listAt(from, "anyOf")) {
    bj::array told;
    for (const bj::value& one : *any)
      told.push_back(schema(one, place));
    out["anyOf"] = std::move(told);
  }
  for (const auto& [name, value] : from)
    if (!isOwnWay(name)) keyword(name, value, out, place);
}

// What is told says what it is: types are not guessed there.
void Teller::complete(bj::object& out, const std::string& place) {
  if (m_subset.anything) return;
  if (!out.contains("type") && out.contains("properties")) out["type"] = "object";
  if (!out.contains("type") && out.contains("items")) out["type"] = "array";
  if (!out.contains("type") && !out.contains("anyOf")) refused(place, "type");
  if (json::text(out, "type") == "array" && !out.contains("items")) refused(place, "items");
}

// A map from any name to values has no members that could be named.
void Teller::close(const bj::object& from, bj::object& out, const std::string& place) {
  if (!m_subset.closed || json::text(out, "type") != "object") return;
  const bj::value* more = from.if_contains("additionalProperties");
  const bool map = more == nullptr || *more == true;  // of values that are not described
  if (map && !out.contains("properties")) refused(place, "additionalProperties");
  out["additionalProperties"] = false;
}

bj::object Teller::object(bj::object from, const std::string& place) {
  if (m_subset.references && from.contains("$ref")) return reference(from, place);
  const std::size_t open = m_open.size();
  while (from.contains("$ref"))
    inPlace(from, place);
  joinAll(from, place);
  alternatives(from, place);
  types(from);
  values(from, place);
  bj::object out;
  members(from, out, place);
  complete(out, place);
  close(from, out, place);
  m_open.resize(open);
  return out;
}

void Teller::definitions(bj::object& out) {
  const bj::object* root = m_root.if_object();
  if (!m_subset.references || root == nullptr) return;
  bj::object told;
  for (const std::string_view group : {"$defs", "definitions"})
    if (const bj::object* named = objectAt(*root, group))
      for (const auto& [name, value] : *named)
        told[name] = schema(value, "$defs." + std::string(name));
  if (!told.empty()) out["$defs"] = std::move(told);
}

}  // namespace

ToldSchema toldSchema(std::string_view schemaJson, const SchemaSubset& subset) {
  ToldSchema told;
  const Result<bj::value> root = json::parse(schemaJson);
  if (!root) {
    told.json = "{}";
    told.refused.push_back("$.no schema");
    return told;
  }
  if (weight(*root, kMostNodes) >= kMostNodes) {
    told.json = "{}";
    told.refused.push_back("$.too large");
    return told;
  }
  Teller teller(*root, subset, told);
  bj::object out = teller.schema(*root, "$");
  teller.definitions(out);
  told.json = json::write(out);
  return told;
}

}  // namespace sb::dialects
