// What a caller of the demo provider asks for, read from an OpenAI request body
// (https://platform.openai.com/docs/api-reference/chat/create and …/completions/create). Values;
// any thread.
#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace sb::demo {

enum class Endpoint { Chat, Completions };
enum class ToolChoice { Auto, None, Required, Named };
enum class Format { Text, JsonObject, JsonSchema };

struct Tool {
  std::string name;
  boost::json::value parameters;  // a JSON schema
};

struct Ask {
  Endpoint endpoint = Endpoint::Chat;
  std::string model;
  bool stream = false;
  bool includeUsage = false;
  std::int64_t maxTokens = -1;
  int n = 1;
  std::vector<std::string> stops;
  std::string lastUser;    // text of the last user message, or the prompt
  std::string toolResult;  // text of the last message if it is a tool's
  std::int64_t promptBytes = 0;
  std::int64_t messages = 0;
  std::vector<Tool> tools;
  ToolChoice toolChoice = ToolChoice::Auto;
  std::string toolName;  // with Named
  bool parallelCalls = true;
  Format format = Format::Text;
  boost::json::value schema;
};

// BadRequest says which field is wrong.
Result<Ask> readAsk(Endpoint endpoint, const boost::json::object& body);

}  // namespace sb::demo
