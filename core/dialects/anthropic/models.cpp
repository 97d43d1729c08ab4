#include "core/dialects/anthropic/models.h"

#include "core/base/json.h"

namespace sb::dialects::anthropic {

// The epoch is the reference's own word for a release date that is not known.
std::string modelBody(const ModelLine& model) {
  std::string out = R"({"type":"model","id":)";
  json::appendQuoted(out, model.id);
  out += ",\"display_name\":";
  json::appendQuoted(out, model.id);
  return out + R"(,"created_at":"1970-01-01T00:00:00Z"})";
}

std::string modelsBody(std::span<const ModelLine> models) {
  std::string out = "{\"data\":[";
  for (const ModelLine& model : models) {
    if (&model != models.data()) out += ',';
    out += modelBody(model);
  }
  out += "],\"has_more\":false,\"first_id\":";
  if (models.empty()) return out + "null,\"last_id\":null}";
  json::appendQuoted(out, models.front().id);
  out += ",\"last_id\":";
  json::appendQuoted(out, models.back().id);
  return out + "}";
}

}  // namespace sb::dialects::anthropic
