// Schemas of functions and of answers. There are two languages: a part of OpenAPI's schema object,
// which every model and imitator knows (`parameters`, `responseSchema`), and a larger part of JSON
// Schema (`parametersJsonSchema`, `responseJsonSchema`). Pure; any thread.
// Source: Gemini API reference, Schema and GenerationConfig.responseJsonSchema.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sb::dialects::gemini {

struct Schema {
  std::string json;  // "" = there is nothing to say: a function without parameters
  bool openApi = true;
  std::vector<std::string> changed, refused;  // as in ToldSchema
};

// In the older language where it can say all, else in the larger one. `parameters`: an object
// without members may be left out.
Schema writtenSchema(std::string_view jsonSchema, bool parameters);

// The JSON Schema of an OpenAPI one; "" where it is none.
std::string jsonSchemaOf(std::string_view openApi);

}  // namespace sb::dialects::gemini
