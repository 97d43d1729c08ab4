#include "core/dialects/openai_chat/models.h"

#include "core/base/json.h"

namespace sb::dialects::openai_chat {

std::string modelBody(const ModelLine& model) {
  std::string out = "{\"id\":";
  json::appendQuoted(out, model.id);
  out += ",\"object\":\"model\",\"created\":" + std::to_string(model.created) + ",\"owned_by\":";
  json::appendQuoted(out, model.ownedBy);
  return out + "}";
}

std::string modelsBody(std::span<const ModelLine> models) {
  std::string out = "{\"object\":\"list\",\"data\":[";
  for (const ModelLine& model : models) {
    if (&model != models.data()) out += ',';
    out += modelBody(model);
  }
  return out + "]}";
}

}  // namespace sb::dialects::openai_chat
