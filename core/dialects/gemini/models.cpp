#include "core/dialects/gemini/models.h"

#include "core/dialects/json_out.h"

namespace sb::dialects::gemini {
namespace {

void writeModel(JsonOut& out, std::string_view id) {
  out.beginObject();
  out.text("name", "models/" + std::string(id));
  out.text("displayName", id);
  out.raw("supportedGenerationMethods",
          R"(["generateContent","streamGenerateContent","countTokens"])");
  out.endObject();
}

}  // namespace

std::string modelBody(std::string_view id) {
  std::string body;
  JsonOut out(body);
  writeModel(out, id);
  return body;
}

std::string modelsBody(std::span<const std::string> ids) {
  std::string body;
  JsonOut out(body);
  out.beginObject();
  out.beginList("models");
  for (const std::string& id : ids)
    writeModel(out, id);
  out.endList();
  out.endObject();
  return body;
}

}  // namespace sb::dialects::gemini
