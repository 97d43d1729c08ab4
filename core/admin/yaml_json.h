// Items of the configuration between YAML and JSON: the file's own words, so that what was read can
// be edited and saved again. Pure; any thread.
#pragma once

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace sb::admin {

// A block map, not indented. Its own members that are null are left out.
std::string yamlOf(const boost::json::object& item);

// Any value as a section's value: a block without an indent, or a scalar on one line.
std::string yamlOfValue(const boost::json::value& value);
// What stands behind a top-level name; nothing where the text does not have it, or is no YAML.
std::optional<boost::json::value> sectionOf(std::string_view text, std::string_view section);

// The items of the top-level list `section` by what stands for their `field`; of two with the same
// the first. Reads the whole text: once for a list.
using Items = std::map<std::string, boost::json::object, std::less<>>;
Items itemsOf(std::string_view text, std::string_view section, std::string_view field);

}  // namespace sb::admin
