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

std::string modelBody(const ModelLine& model) {
  std::string body;
  JsonOut out(body);
  writeModel(out, model.id);
  return body;
}

std::string modelsBody(std::span<const ModelLine> models) {
  std::string body;
  JsonOut out(body);
  out.beginObject();
  out.beginList("models");
  for (const ModelLine& model : models)
    writeModel(out, model.id);
  out.endList();
  out.endObject();
  return body;
}

}  // namespace sb::dialects::gemini
