// What is known of each fact without a request: its name and what it can be compared with. Pure.
#pragma once

#include <cstdint>
#include <string_view>

#include "core/conditions/facts.h"

namespace sb::conditions {

enum class FactType : std::uint8_t {
  Any,  // metadata, headers and bodies: known only in a request
  Text,
  Texts,
  Number,
  Bool,
  Language,  // a text of two small letters
  Time,      // a text "HH:MM"
  Weekday,   // a text "mon" to "sun", ordered from Monday
  Address,   // a text; compared with addresses and blocks of them
};

struct FactRow {
  std::string_view name;
  FactType type;
};

const FactRow& rowOf(Fact fact);

// Needs no quotes after a dot: letters, digits, _ and -.
bool plainName(std::string_view name);

}  // namespace sb::conditions
