// What readers of the configuration share: the list of problems and a value that knows its path.
// Lives only while one text is loaded; one thread.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/config/yaml_tree.h"

namespace sb::config {

inline constexpr std::size_t kMaxProblems = 500;  // reported for one text

class Problems {
 public:
  void add(Where where, std::string path, std::string what);
  // A check that needs the whole file; runs in finish(). It may not add further ones.
  void later(std::function<void()> check) { m_later.push_back(std::move(check)); }
  bool full() const { return m_all.size() >= kMaxProblems; }
  // Runs the late checks; all problems in reading order.
  std::vector<Problem> finish();

 private:
  std::vector<Problem> m_all;
  std::vector<std::function<void()>> m_later;
};

class Value {
 public:
  Value(const Yaml& yaml, Where where, std::string path, Problems& problems)
      : m_yaml(&yaml), m_where(where), m_path(std::move(path)), m_problems(&problems) {}

  const Yaml& yaml() const { return *m_yaml; }
  Where where() const { return m_where; }
  const std::string& path() const { return m_path; }
  Problems& problems() const { return *m_problems; }
  void problem(std::string what) const { m_problems->add(m_where, m_path, std::move(what)); }

  bool isNull() const { return m_yaml->kind == Yaml::Kind::Null; }
  bool isScalar() const { return m_yaml->kind == Yaml::Kind::Scalar; }
  bool isList() const { return m_yaml->kind == Yaml::Kind::List; }
  bool isMap() const { return m_yaml->kind == Yaml::Kind::Map; }
  const std::string& text() const { return m_yaml->text; }

  Value item(std::size_t i) const;    // of a list
  Value member(std::size_t i) const;  // of a map; an empty one stands where its key does
  Value keyOf(std::size_t i) const;

 private:
  const Yaml* m_yaml;
  Where m_where;
  std::string m_path;
  Problems* m_problems;
};

// Names that may be used once: the second use is a problem that says where the first one is.
class Once {
 public:
  explicit Once(std::string what) : m_what(std::move(what)) {}
  void use(const Value& at, const std::string& name);

 private:
  std::string m_what;
  std::map<std::string, Where> m_used;
};

// The text in quotes, or "this value" when it is long or odd enough to be a secret in a wrong
// place.
std::string shown(std::string_view text);

// "a, b or c"
std::string anyOf(const std::vector<std::string>& names);

// `, did you mean "x"?` or, with nothing near, `, expected one of a, b or c`.
std::string suggestion(std::string_view name, const std::vector<std::string>& names);

// "text", "a list", "a map", "nothing": what stands there instead of what was expected.
std::string kindOf(const Value& value);

// Adds a problem for every duplicate or non-text key of any map in the tree.
void checkKeys(const Value& value);

}  // namespace sb::config
