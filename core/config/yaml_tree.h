// A YAML text as plain values with positions, made from the events of yaml-cpp's parser: duplicate
// keys stay visible and aliases are refused before anything is expanded. Any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/config/config.h"
#include "core/config/load.h"

namespace sb::config {

inline constexpr std::size_t kMaxText = 4 * 1024 * 1024;  // bytes
inline constexpr std::size_t kMaxYamlLevels = 400;
inline constexpr std::size_t kMaxYamlNodes = 200'000;

struct Yaml {
  enum class Kind { Null, Scalar, List, Map };
  Kind kind = Kind::Null;
  Where where;              // columns count characters
  std::size_t offset = 0;   // byte in the text
  bool flow = false;        // written with [ ] or { }
  bool plain = false;       // a scalar without quotes
  std::string text;         // of a scalar
  std::vector<Yaml> items;  // of a list; of a map: key, value, key, value …

  std::size_t members() const { return items.size() / 2; }
  const Yaml& key(std::size_t i) const { return items[2 * i]; }
  const Yaml& value(std::size_t i) const { return items[2 * i + 1]; }
  // The value of the first key with that name; null if there is none or this is no map.
  const Yaml* find(std::string_view name) const;
};

// The same content; positions and style may differ, but 5 and "5" do too.
bool sameContent(const Yaml& a, const Yaml& b);

// Parses one document into `out` (Null for an empty text). Gives the first problem: no UTF-8,
// control characters, a syntax error, an anchor, alias, tag or second document, or a limit above.
std::optional<Problem> parseYaml(std::string_view text, Yaml& out);

}  // namespace sb::config
