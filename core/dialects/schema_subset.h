// JSON Schemas for targets that understand a part of the language only. A table says of each
// keyword whether it stands, is told in the description instead, or makes the schema one that
// cannot be told; what the table does not name says nothing about values and is left out.
// Pure; any thread.
// Source: JSON Schema 2020-12 and draft-07 (`definitions`, lists in `items`), OpenAPI 3.0.3
// (`nullable`).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sb::dialects {

enum class KeywordUse : std::uint8_t {
  Keep,
  Describe,  // its value is appended to the description
  Refuse,    // a value other than true or false cannot be told; these are left out
};

struct Keyword {
  std::string_view name;
  KeywordUse use;
};

struct SchemaSubset {
  // Any order. `properties`, `items`, `required`, `anyOf`, `enum`, `type` and `description` are
  // understood by all.
  std::span<const Keyword> keywords;
  std::span<const std::string_view> textFormats;  // those that texts may have; empty = any
  bool references = false;  // $ref and $defs stand; else what they name is put in their place
  bool nullable = false;    // `nullable` instead of lists of types
  bool anything = false;    // a schema without type is accepted, and an array without items
  bool numberEnums = false;
  bool plainEnums = false;  // enums of texts, numbers, true, false and null; no lists and objects
  bool oneType = false;     // anyOf instead of lists of types
  bool closed = false;      // every object has the members that are named and no others
  bool fewestOne = false;   // lists of at least 0 or 1, of no other number
};

struct ToldSchema {
  std::string json;
  std::vector<std::string> changed;  // places whose meaning is told in other words
  std::vector<std::string> refused;  // places that cannot be told: `json` says less than was meant
};

ToldSchema toldSchema(std::string_view schemaJson, const SchemaSubset& subset);

}  // namespace sb::dialects
