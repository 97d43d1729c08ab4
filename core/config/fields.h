// Readers of single values and a table-driven reader of maps. Each takes what is right into its
// target and adds a problem otherwise, leaving the target alone. Used while one text is loaded.
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/config/problems.h"

namespace sb::config {

using Read = std::function<void(const Value&)>;

struct Field {
  std::string name;
  Read read;
  bool required = false;
};
inline constexpr bool kRequired = true;

// A map with these keys and no others. Nothing (`key:`) counts as an empty map.
void readMap(const Value& value, const std::vector<Field>& fields);

// A list, each item by `read`. Nothing counts as an empty list. `expected` names the items.
Read listOf(std::string expected, Read read);

// One line of text, not empty, without control characters.
Read text(std::string& out, std::size_t most = 1024);
Read optionalText(std::optional<std::string>& out, std::size_t most = 1024);
// A list of such texts; `check` gives "" or what is wrong with one.
using TextCheck = std::function<std::string(std::string_view)>;
Read texts(std::vector<std::string>& out, std::string expected, TextCheck check = {});

Read flag(bool& out);
Read integer(std::int64_t& out, std::int64_t least, std::int64_t most);
Read weight(double& out);    // a share: above zero
Read duration(Millis& out);  // above zero
Read duration(std::optional<Millis>& out);
Read size(std::int64_t& out, std::int64_t least, std::int64_t most);

// Where a secret is kept. Never repeats what stands there.
Read secret(SecretRef& out, const Known& known);

// One of some words.
template <class Enum>
Read choice(Enum& out, std::vector<std::pair<std::string, Enum>> words) {
  return [&out, words = std::move(words)](const Value& value) {
    std::vector<std::string> names;
    for (const auto& [name, each] : words) {
      if (value.isScalar() && value.text() == name) {
        out = each;
        return;
      }
      names.push_back(name);
    }
    const std::string got = value.isScalar() ? shown(value.text()) : kindOf(value);
    value.problem(got + " is not possible here, expected " + anyOf(names));
  };
}

// Characters of HTTP header names (RFC 9110 section 5.6.2).
bool isToken(std::string_view text);
bool hasControl(std::string_view text);

}  // namespace sb::config
