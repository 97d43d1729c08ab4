// keys: gateway keys of a server setup.
#include "core/config/sections.h"
#include "core/config/units.h"

namespace sb::config {
namespace {

void readExpiry(const Value& value, std::optional<WallMillis>& out) {
  if (value.isScalar()) out = parseTime(value.text());
  if (!out) value.problem("no date, expected e.g. 2027-01-01 or 2027-01-01T12:00:00Z");
}

std::string tagProblem(std::string_view tag) {
  return tag.find(',') == std::string_view::npos ? "" : "a comma in a tag, expected none";
}

}  // namespace

void readGatewayKeys(const Value& value, Context& context) {
  Once names("key name");
  const auto readKey = [&](const Value& item) {
    GatewayKey key;
    key.where = item.where();
    const auto name = [&](const Value& v) {
      text(key.name, 128)(v);
      if (!key.name.empty()) names.use(v, key.name);
    };
    readMap(item, {{"name", name, kRequired},
                   {"value", secret(key.value, context.known), kRequired},
                   {"models", texts(key.models, "model name patterns")},
                   {"tags", texts(key.tags, "tags", tagProblem)},
                   {"expires", [&](const Value& v) { readExpiry(v, key.expires); }}});
    context.config.keys.push_back(std::move(key));
  };
  listOf("keys, each a map with name and value", readKey)(value);
}

}  // namespace sb::config
