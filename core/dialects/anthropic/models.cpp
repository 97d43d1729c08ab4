#include "core/dialects/anthropic/models.h"

#include "core/base/json.h"

namespace sb::dialects::anthropic {

// The epoch is the reference's own word for a release date that is not known.
std::string modelBody(std::string_view id) {
  std::string out = R"({"type":"model","id":)";
  json::appendQuoted(out, id);
  out += ",\"display_name\":";
  json::appendQuoted(out, id);
  return out + R"(,"created_at":"1970-01-01T00:00:00Z"})";
}

std::string modelsBody(std::span<const std::string> ids) {
  std::string out = "{\"data\":[";
  for (const std::string& id : ids) {
    if (&id != ids.data()) out += ',';
    out += modelBody(id);
  }
  out += "],\"has_more\":false,\"first_id\":";
  if (ids.empty()) return out + "null,\"last_id\":null}";
  json::appendQuoted(out, ids.front());
  out += ",\"last_id\":";
  json::appendQuoted(out, ids.back());
  return out + "}";
}

}  // namespace sb::dialects::anthropic
