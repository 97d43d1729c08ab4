// One line of models.jsonl.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/catalog/catalog.h"

namespace sb::catalog {

// The first two members of a line, read without parsing the rest.
struct LineKey {
  std::string_view provider, model;
  auto operator<=>(const LineKey&) const = default;
};
LineKey keyOf(std::string_view line);

// The first line of a whole file.
struct Heading {
  std::string date;  // "2026-11-23"
};
std::optional<Heading> parseHeading(std::string_view line);

// Nothing on a line that is not of the format.
std::optional<ModelFacts> parseModelLine(std::string_view line);

}  // namespace sb::catalog
