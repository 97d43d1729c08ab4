#include "core/config/problems.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "core/base/text.h"

namespace sb::config {
namespace {

constexpr std::size_t kMaxShown = 24;
constexpr std::size_t kMaxPath = 512;
constexpr std::size_t kMaxNamed = 24;  // names listed when none is near

bool harmless(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("_-.:/* ").find(c) != std::string_view::npos;
}

std::string memberPath(const std::string& path, const Yaml& key) {
  if (path.size() > kMaxPath) return path;
  const std::string name = excerpt(key.text, 40);
  return path.empty() ? name : path + "." + name;
}

}  // namespace

void Problems::add(Where where, std::string path, std::string what) {
  if (full()) return;
  m_all.push_back({where, std::move(what), std::move(path)});
}

std::vector<Problem> Problems::finish() {
  for (const auto& check : m_later)
    check();
  m_later.clear();
  const auto place = [](const Problem& p) { return std::tuple(p.where.line, p.where.column); };
  std::ranges::stable_sort(m_all, {}, place);
  return std::move(m_all);
}

Value Value::item(std::size_t i) const {
  const Yaml& item = m_yaml->items[i];
  const Where where = item.kind == Yaml::Kind::Null ? m_where : item.where;
  return {item, where, fmt::format("{}[{}]", m_path, i), *m_problems};
}

Value Value::member(std::size_t i) const {
  const Yaml& value = m_yaml->value(i);
  const Where where = value.kind == Yaml::Kind::Null ? m_yaml->key(i).where : value.where;
  return {value, where, memberPath(m_path, m_yaml->key(i)), *m_problems};
}

Value Value::keyOf(std::size_t i) const {
  const Yaml& key = m_yaml->key(i);
  return {key, key.where, memberPath(m_path, key), *m_problems};
}

void Once::use(const Value& at, const std::string& name) {
  const auto [found, fresh] = m_used.try_emplace(name, at.where());
  if (fresh) return;
  at.problem(fmt::format("the {} {} is already used in line {}, expected another", m_what,
                         shown(name), found->second.line));
}

std::string shown(std::string_view text) {
  if (text.size() > kMaxShown || !std::ranges::all_of(text, harmless) || text.starts_with("sk-"))
    return "this value";
  return "\"" + std::string(text) + "\"";
}

std::string anyOf(const std::vector<std::string>& names) {
  std::string out;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) out += i + 1 == names.size() ? " or " : ", ";
    out += names[i];
  }
  return out;
}

std::string suggestion(std::string_view name, const std::vector<std::string>& names) {
  auto near = nearNames(name, names);
  if (!near.empty()) {
    for (std::string& each : near)
      each = "\"" + each + "\"";
    return ", did you mean " + anyOf(near) + "?";
  }
  if (names.empty()) return ", expected one that is configured (there is none)";
  const std::size_t most = std::min(names.size(), kMaxNamed);
  const std::vector<std::string> some(names.begin(), names.begin() + static_cast<long>(most));
  return (most == 1 ? ", expected " : ", expected one of ") + anyOf(some) +
         (most < names.size() ? " …" : "");
}

std::string kindOf(const Value& value) {
  switch (value.yaml().kind) {
    case Yaml::Kind::Null:
      return "nothing";
    case Yaml::Kind::Scalar:
      return "text";
    case Yaml::Kind::List:
      return "a list";
    case Yaml::Kind::Map:
      return "a map";
  }
  return "nothing";
}

void checkKeys(const Value& value) {
  if (value.isList())
    for (std::size_t i = 0; i < value.yaml().items.size(); ++i)
      checkKeys(value.item(i));
  if (!value.isMap()) return;
  std::map<std::string_view, Where> seen;
  for (std::size_t i = 0; i < value.yaml().members(); ++i) {
    const Value key = value.keyOf(i);
    if (!key.isScalar()) {
      key.problem("a key that is no text, expected a name and a colon");
      continue;
    }
    const auto [first, fresh] = seen.try_emplace(key.text(), key.where());
    if (!fresh)
      key.problem(
          fmt::format("the key {} stands twice in this map (first in line {}), expected once",
                      shown(key.text()), first->second.line));
    checkKeys(value.member(i));
  }
}

}  // namespace sb::config
