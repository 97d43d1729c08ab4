#include "core/dialects/anthropic/format.h"

#include <array>
#include <string_view>
#include <vector>

#include "core/dialects/schema_subset.h"

namespace sb::dialects::anthropic {
namespace {

using namespace chat;
using enum KeywordUse;

constexpr std::array kKeywords{
    Keyword{"format", Keep},
    Keyword{"title", Keep},
    Keyword{"default", Keep},
    Keyword{"minItems", Keep},
    Keyword{"maxItems", Describe},
    Keyword{"minLength", Describe},
    Keyword{"maxLength", Describe},
    Keyword{"pattern", Describe},
    Keyword{"minimum", Describe},
    Keyword{"maximum", Describe},
    Keyword{"exclusiveMinimum", Describe},
    Keyword{"exclusiveMaximum", Describe},
    Keyword{"multipleOf", Describe},
    Keyword{"uniqueItems", Describe},
    Keyword{"minProperties", Describe},
    Keyword{"maxProperties", Describe},
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
constexpr std::array<std::string_view, 10> kTextFormats{
    "date-time", "time", "date", "duration", "email", "hostname", "uri", "ipv4", "ipv6", "uuid"};

// References are put in place, which also finds those that never end: they are refused.
ToldSchema told(std::string_view schemaJson) {
  SchemaSubset subset;
  subset.keywords = kKeywords;
  subset.textFormats = kTextFormats;
  subset.oneType = true;
  subset.plainEnums = true;
  subset.closed = true;
  subset.fewestOne = true;
  return toldSchema(schemaJson, subset);
}

std::string listed(const std::vector<std::string>& places) {
  std::string all;
  for (const std::string& place : places)
    all.append(all.empty() ? "" : ", ").append(place);
  return all;
}

void noteChanges(const ToldSchema& schema, const std::string& where, Losses& losses) {
  if (!schema.changed.empty())
    losses.converted(where + ": told in the description: " + listed(schema.changed));
}

}  // namespace

AnswerFormat formatOf(const Request& request, const ModelRules& rules, Losses& losses) {
  const Format& format = request.format;
  AnswerFormat answer;
  if (format.kind == Format::Kind::Text) return answer;
  const bool any = format.kind == Format::Kind::Json || format.schemaJson.empty();
  if (!any && rules.schemas) {
    ToldSchema schema = told(format.schemaJson);
    if (schema.refused.empty()) {
      noteChanges(schema, "response_format", losses);
      answer.schemaJson = std::move(schema.json);
      return answer;
    }
    if (format.strict.value_or(false))
      losses.lost("response_format: schema " + listed(schema.refused));
  }
  losses.converted("response_format became a line of the system prompt");
  answer.instruction = any ? "Answer with one JSON object and nothing else."
                           : "Answer with one JSON value that this JSON Schema describes, and "
                             "nothing else: " +
                                 format.schemaJson;
  return answer;
}

std::string strictSchema(const Tool& tool, Losses& losses) {
  ToldSchema schema = told(tool.schemaJson);
  const std::string where = "tools: " + tool.name;
  if (schema.refused.empty()) return noteChanges(schema, where, losses), std::move(schema.json);
  losses.converted(where + ": not strict, for its schema cannot be: " + listed(schema.refused));
  return {};
}

}  // namespace sb::dialects::anthropic
