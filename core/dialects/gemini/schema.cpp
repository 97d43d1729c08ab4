#include "core/dialects/gemini/schema.h"

#include <array>
#include <boost/json.hpp>
#include <utility>

#include "core/base/json.h"
#include "core/base/text.h"
#include "core/dialects/gemini/wire.h"
#include "core/dialects/schema_subset.h"

namespace sb::dialects::gemini {
namespace {

namespace bj = boost::json;
using enum KeywordUse;

constexpr std::array kOpenApi{
    Keyword{"format", Keep},
    Keyword{"title", Keep},
    Keyword{"nullable", Keep},
    Keyword{"default", Keep},
    Keyword{"minimum", Keep},
    Keyword{"maximum", Keep},
    Keyword{"minItems", Keep},
    Keyword{"maxItems", Keep},
    Keyword{"minLength", Keep},
    Keyword{"maxLength", Keep},
    Keyword{"minProperties", Keep},
    Keyword{"maxProperties", Keep},
    Keyword{"pattern", Keep},
    Keyword{"propertyOrdering", Keep},
    Keyword{"multipleOf", Describe},
    Keyword{"exclusiveMinimum", Describe},
    Keyword{"exclusiveMaximum", Describe},
    Keyword{"uniqueItems", Describe},
    Keyword{"contains", Describe},
    Keyword{"propertyNames", Describe},
    Keyword{"dependentRequired", Describe},
    Keyword{"examples", Describe},
    Keyword{"oneOf", Describe},
    Keyword{"not", Describe},
    Keyword{"if", Describe},
    Keyword{"then", Describe},
    Keyword{"else", Describe},
    Keyword{"additionalProperties", Refuse},
    Keyword{"patternProperties", Refuse},
    Keyword{"prefixItems", Refuse},
};
constexpr std::array kJsonSchema{
    Keyword{"format", Keep},
    Keyword{"title", Keep},
    Keyword{"$id", Keep},
    Keyword{"$anchor", Keep},
    Keyword{"prefixItems", Keep},
    Keyword{"minItems", Keep},
    Keyword{"maxItems", Keep},
    Keyword{"minimum", Keep},
    Keyword{"maximum", Keep},
    Keyword{"additionalProperties", Keep},
    Keyword{"propertyOrdering", Keep},
    Keyword{"default", Describe},
    Keyword{"minLength", Describe},
    Keyword{"maxLength", Describe},
    Keyword{"minProperties", Describe},
    Keyword{"maxProperties", Describe},
    Keyword{"pattern", Describe},
    Keyword{"multipleOf", Describe},
    Keyword{"exclusiveMinimum", Describe},
    Keyword{"exclusiveMaximum", Describe},
    Keyword{"uniqueItems", Describe},
    Keyword{"contains", Describe},
    Keyword{"propertyNames", Describe},
    Keyword{"patternProperties", Describe},
    Keyword{"dependentRequired", Describe},
    Keyword{"examples", Describe},
    Keyword{"oneOf", Describe},
    Keyword{"not", Describe},
    Keyword{"if", Describe},
    Keyword{"then", Describe},
    Keyword{"else", Describe},
};
constexpr std::array<std::string_view, 2> kTextFormats{"date-time", "enum"};

SchemaSubset openApi() {
  SchemaSubset subset;
  subset.keywords = kOpenApi;
  subset.textFormats = kTextFormats;
  subset.nullable = true;
  return subset;
}

SchemaSubset jsonSchema() {
  SchemaSubset subset;
  subset.keywords = kJsonSchema;
  subset.references = true;
  subset.anything = true;
  subset.numberEnums = true;
  return subset;
}

bool isEmptyObject(std::string_view schema) {
  if (schema.find("\"properties\"") != std::string_view::npos) return false;
  const Result<bj::value> value = json::parse(schema);
  const bj::object* object = value ? value->if_object() : nullptr;
  return object != nullptr && json::text(*object, "type") == "object" &&
         !object->contains("properties") && !object->contains("anyOf");
}

// Counts are texts there.
bj::value numberOf(const bj::value& value) {
  const bj::string* text = value.if_string();
  if (text == nullptr) return value;
  Result<bj::value> number = json::parse(std::string_view(*text));
  return number && number->is_number() ? std::move(*number) : value;
}

bj::value plain(const bj::value& schema);

bj::value plainMember(std::string_view name, const bj::value& value) {
  if (name == "items") return plain(value);
  if (name == "properties" && value.is_object()) {
    bj::object told;
    for (const auto& [key, inside] : value.get_object())
      told[key] = plain(inside);
    return told;
  }
  if (name == "anyOf" && value.is_array()) {
    bj::array told;
    for (const bj::value& one : value.get_array())
      told.push_back(plain(one));
    return told;
  }
  if (name == "type" && value.is_string()) return bj::value(lower(value.get_string()));
  return name.starts_with("min") || name.starts_with("max") ? numberOf(value) : value;
}

void makeNullable(bj::object& schema) {
  if (const bj::value* type = schema.if_contains("type"); type && type->is_string()) {
    bj::array both{*type, "null"};
    schema["type"] = std::move(both);
  } else if (bj::value* any = schema.if_contains("anyOf"); any && any->is_array()) {
    any->get_array().push_back(bj::object{{"type", "null"}});
  }
  if (bj::value* values = schema.if_contains("enum"); values && values->is_array())
    values->get_array().push_back(nullptr);
}

bj::value plain(const bj::value& schema) {
  const bj::object* from = schema.if_object();
  if (from == nullptr) return schema;
  bj::object out;
  bool nullable = false;
  for (const auto& [key, value] : *from) {
    const std::string name = camel(key);
    if (name == "nullable")
      nullable = value == true;
    else if (name == "example")
      out["examples"] = bj::array{value};
    else if (name != "propertyOrdering" && !(name == "format" && value == "enum") &&
             !(name == "type" && value == "TYPE_UNSPECIFIED"))
      out[name] = plainMember(name, value);
  }
  if (nullable) makeNullable(out);
  return out;
}

}  // namespace

Schema writtenSchema(std::string_view schema, bool parameters) {
  Schema written;
  if (schema.empty()) return written;
  ToldSchema told = toldSchema(schema, openApi());
  if (parameters && told.refused.empty() && isEmptyObject(told.json)) return written;
  written.openApi = told.refused.empty();
  if (!written.openApi) told = toldSchema(schema, jsonSchema());
  written.json = std::move(told.json);
  written.changed = std::move(told.changed);
  written.refused = std::move(told.refused);
  return written;
}

std::string jsonSchemaOf(std::string_view openApi) {
  const Result<bj::value> value = json::parse(openApi);
  return value && value->is_object() ? json::write(plain(*value)) : std::string();
}

}  // namespace sb::dialects::gemini
