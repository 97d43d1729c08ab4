#include "core/demo/schema_sample.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "core/base/json.h"

namespace sb::demo {
namespace {

namespace bj = boost::json;

constexpr int kDepth = 32;
constexpr std::int64_t kMostItems = 16;
constexpr int kMostValues = 10'000;

class Sampler {
 public:
  explicit Sampler(const bj::value& root) : m_root(root) {}

  bj::value sample(const bj::value& schema, int depth) {
    const bj::object* object = schema.if_object();
    if (object == nullptr || depth > kDepth || ++m_made > kMostValues) return nullptr;
    if (const bj::value* fixed = given(*object)) return *fixed;
    if (const bj::value* other = elsewhere(*object)) return sample(*other, depth + 1);
    return byType(*object, typeOf(*object), depth);
  }

 private:
  // A value that the schema itself names.
  static const bj::value* given(const bj::object& schema) {
    for (const char* name : {"const", "default"})
      if (const bj::value* value = schema.if_contains(name)) return value;
    for (const char* name : {"enum", "examples"}) {
      const bj::value* list = schema.if_contains(name);
      if (list != nullptr && list->is_array() && !list->get_array().empty())
        return &list->get_array().front();
    }
    return nullptr;
  }

  // Another schema that stands for this one.
  const bj::value* elsewhere(const bj::object& schema) const {
    if (const std::string_view ref = json::text(schema, "$ref"); ref.starts_with('#')) {
      boost::system::error_code ec;
      const bj::value* found = m_root.find_pointer({ref.data() + 1, ref.size() - 1}, ec);
      return found != nullptr ? found : &m_nothing;
    }
    for (const char* name : {"anyOf", "oneOf"}) {
      const bj::value* list = schema.if_contains(name);
      if (list != nullptr && list->is_array() && !list->get_array().empty())
        return &list->get_array().front();
    }
    return nullptr;
  }

  static std::string_view typeOf(const bj::object& schema) {
    const bj::value* type = schema.if_contains("type");
    if (type != nullptr && type->is_string()) return type->get_string();
    if (type != nullptr && type->is_array())
      for (const bj::value& one : type->get_array())
        if (one.is_string() && one.get_string() != "null") return one.get_string();
    if (schema.contains("properties") || schema.contains("allOf")) return "object";
    return schema.contains("items") ? "array" : "string";
  }

  bj::value byType(const bj::object& schema, std::string_view type, int depth) {
    if (type == "object") return object(schema, depth);
    if (type == "array") return array(schema, depth);
    if (type == "integer") return integer(schema);
    if (type == "number") return schema.contains("minimum") ? schema.at("minimum") : bj::value(1.5);
    if (type == "boolean") return true;
    if (type == "string") return text(schema);
    return nullptr;
  }

  bj::value object(const bj::object& schema, int depth) {
    bj::object made;
    if (const bj::value* parts = schema.if_contains("allOf"); parts != nullptr && parts->is_array())
      for (const bj::value& part : parts->get_array())
        if (const bj::value one = sample(part, depth + 1); one.is_object())
          for (const auto& member : one.get_object())
            made.insert_or_assign(member.key(), member.value());
    const bj::value* required = schema.if_contains("required");
    const bj::value* properties = schema.if_contains("properties");
    if (required == nullptr || !required->is_array()) return made;
    for (const bj::value& name : required->get_array()) {
      if (!name.is_string()) continue;
      const bj::value* property = properties != nullptr && properties->is_object()
                                      ? properties->get_object().if_contains(name.get_string())
                                      : nullptr;
      made.insert_or_assign(name.get_string(),
                            property != nullptr ? sample(*property, depth + 1) : bj::value());
    }
    return made;
  }

  bj::value array(const bj::object& schema, int depth) {
    bj::array made;
    const bj::value* items = schema.if_contains("items");
    const std::int64_t count =
        std::clamp<std::int64_t>(whole(schema, "minItems", 1), 0, kMostItems);
    for (std::int64_t i = 0; i < count; ++i)
      made.push_back(items != nullptr ? sample(*items, depth + 1) : bj::value("example"));
    return made;
  }

  static std::int64_t whole(const bj::object& schema, const char* name, std::int64_t otherwise) {
    const bj::value* value = schema.if_contains(name);
    boost::system::error_code ec;
    const auto n = value != nullptr ? value->to_number<std::int64_t>(ec) : otherwise;
    return ec ? otherwise : n;
  }

  static bj::value integer(const bj::object& schema) {
    const std::int64_t least = whole(schema, "minimum", 1);
    const std::int64_t above = whole(schema, "exclusiveMinimum", least - 1);
    return std::min(std::max(least, above + 1), whole(schema, "maximum", INT64_MAX));
  }

  static bj::value text(const bj::object& schema) {
    const std::string_view format = json::text(schema, "format");
    if (format == "date") return "2026-01-31";
    if (format == "time") return "10:00:00Z";
    if (format == "date-time") return "2026-01-31T10:00:00Z";
    if (format == "email") return "someone@example.com";
    if (format == "uri") return "https://example.com/";
    if (format == "uuid") return "00000000-0000-4000-8000-000000000000";
    std::string made = "example";
    const auto least = std::clamp<std::int64_t>(whole(schema, "minLength", 0), 0, 10'000);
    const auto most = std::clamp<std::int64_t>(whole(schema, "maxLength", 10'000), 0, 10'000);
    made.resize(std::max(made.size(), static_cast<std::size_t>(least)), 'x');
    made.resize(std::min(made.size(), static_cast<std::size_t>(most)));
    return bj::value(std::string_view(made));
  }

  const bj::value& m_root;
  const bj::value m_nothing;
  int m_made = 0;
};

}  // namespace

bj::value sampleOf(const bj::value& schema) { return Sampler(schema).sample(schema, 0); }

}  // namespace sb::demo
