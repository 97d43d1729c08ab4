#include "core/demo/ask.h"

#include "core/base/json.h"

namespace sb::demo {
namespace {

namespace bj = boost::json;

constexpr int kMostChoices = 8;
constexpr std::int64_t kImageBytes = 340;  // an image counts as 85 tokens

Error wrong(std::string_view what) { return Error(ErrorKind::BadRequest, std::string(what)); }

const bj::object* objectIn(const bj::object& object, std::string_view name) {
  const bj::value* value = object.if_contains(name);
  return value != nullptr ? value->if_object() : nullptr;
}

bool flagIn(const bj::object& object, std::string_view name, bool otherwise) {
  const bj::value* value = object.if_contains(name);
  return value != nullptr && value->is_bool() ? value->get_bool() : otherwise;
}

// -1 when it is not there; false when it is no number above 0.
bool countIn(const bj::object& object, std::string_view name, std::int64_t& to) {
  const bj::value* value = object.if_contains(name);
  if (value == nullptr || value->is_null()) return true;
  boost::system::error_code ec;
  to = value->to_number<std::int64_t>(ec);
  return !ec && to > 0;
}

// The text of a `content`: a string, or the text parts of a list.
std::string contentText(const bj::value& content, std::int64_t& bytes) {
  std::string text;
  if (const bj::string* whole = content.if_string()) text.assign(whole->data(), whole->size());
  if (const bj::array* parts = content.if_array())
    for (const bj::value& part : *parts) {
      if (!part.is_object()) continue;
      const std::string_view one = json::text(part.get_object(), "text");
      text.append(text.empty() || one.empty() ? "" : "\n").append(one);
      if (one.empty()) bytes += kImageBytes;
    }
  bytes += static_cast<std::int64_t>(text.size());
  return text;
}

Status readMessages(Ask& ask, const bj::object& body) {
  const bj::value* messages = body.if_contains("messages");
  if (messages == nullptr) return wrong("Missing required parameter: 'messages'.");
  if (!messages->is_array() || messages->get_array().empty())
    return wrong("Invalid 'messages': expected an array with at least one message.");
  for (const bj::value& message : messages->get_array()) {
    const bj::object* object = message.if_object();
    if (object == nullptr || json::text(*object, "role").empty())
      return wrong("Invalid 'messages': every message is an object with a role.");
    const bj::value* content = object->if_contains("content");
    std::string text = content != nullptr ? contentText(*content, ask.promptBytes) : std::string();
    const std::string_view role = json::text(*object, "role");
    ask.toolResult = role == "tool" ? text : std::string();
    if (role == "user") ask.lastUser = std::move(text);
    ++ask.messages;
  }
  return {};
}

Status readPrompt(Ask& ask, const bj::object& body) {
  const bj::value* prompt = body.if_contains("prompt");
  if (prompt == nullptr) return wrong("Missing required parameter: 'prompt'.");
  if (const bj::array* list = prompt->if_array()) prompt = list->empty() ? nullptr : &list->front();
  if (prompt == nullptr || !prompt->is_string())
    return wrong("Invalid 'prompt': expected a string or a list of strings.");
  ask.lastUser = contentText(*prompt, ask.promptBytes);
  ask.messages = 1;
  return {};
}

Status readTools(Ask& ask, const bj::object& body) {
  const bj::value* tools = body.if_contains("tools");
  if (tools == nullptr || tools->is_null()) return {};
  if (!tools->is_array()) return wrong("Invalid 'tools': expected an array.");
  for (const bj::value& tool : tools->get_array()) {
    const bj::object* function =
        tool.is_object() ? objectIn(tool.get_object(), "function") : nullptr;
    if (function == nullptr) continue;  // a hosted tool
    const bj::value* parameters = function->if_contains("parameters");
    Tool one;
    one.name = json::text(*function, "name");
    if (one.name.empty()) return wrong("Missing required parameter: 'tools[].function.name'.");
    if (parameters != nullptr) one.parameters = *parameters;
    ask.tools.push_back(std::move(one));
  }
  ask.parallelCalls = flagIn(body, "parallel_tool_calls", true);
  return {};
}

Status readToolChoice(Ask& ask, const bj::object& body) {
  const bj::value* choice = body.if_contains("tool_choice");
  if (choice == nullptr || choice->is_null()) return {};
  if (const bj::object* named = choice->if_object()) {
    const bj::object* function = objectIn(*named, "function");
    ask.toolChoice = ToolChoice::Named;
    ask.toolName = function != nullptr ? json::text(*function, "name") : "";
    for (const Tool& tool : ask.tools)
      if (tool.name == ask.toolName) return {};
    return wrong("Invalid 'tool_choice': its function is not among the tools.");
  }
  const std::string_view word = json::text(body, "tool_choice");
  if (word == "none") ask.toolChoice = ToolChoice::None;
  if (word == "required") ask.toolChoice = ToolChoice::Required;
  if (word != "none" && word != "required" && word != "auto")
    return wrong("Invalid 'tool_choice': expected none, auto, required or a function.");
  return {};
}

Status readFormat(Ask& ask, const bj::object& body) {
  const bj::object* format = objectIn(body, "response_format");
  if (format == nullptr) return {};
  const std::string_view type = json::text(*format, "type");
  if (type == "json_object") ask.format = Format::JsonObject;
  if (type != "json_schema") return {};
  const bj::object* wrapped = objectIn(*format, "json_schema");
  const bj::value* schema = wrapped != nullptr ? wrapped->if_contains("schema") : nullptr;
  if (schema == nullptr)
    return wrong("Missing required parameter: 'response_format.json_schema.schema'.");
  ask.format = Format::JsonSchema;
  ask.schema = *schema;
  return {};
}

void readStops(Ask& ask, const bj::object& body) {
  const bj::value* stop = body.if_contains("stop");
  if (stop == nullptr) return;
  if (const bj::string* one = stop->if_string())
    if (!one->empty()) ask.stops.emplace_back(one->data(), one->size());
  if (const bj::array* list = stop->if_array())
    for (const bj::value& each : *list)
      if (const bj::string* text = each.if_string(); text != nullptr && !text->empty())
        ask.stops.emplace_back(text->data(), text->size());
}

Status readNumbers(Ask& ask, const bj::object& body) {
  for (const char* name : {"max_tokens", "max_completion_tokens"})
    if (!countIn(body, name, ask.maxTokens))
      return wrong("Invalid '" + std::string(name) + "': expected an integer above 0.");
  std::int64_t n = 1;
  if (!countIn(body, "n", n) || n > kMostChoices)
    return wrong("Invalid 'n': expected an integer from 1 to 8.");
  ask.n = static_cast<int>(n);
  return {};
}

}  // namespace

Result<Ask> readAsk(Endpoint endpoint, const bj::object& body) {
  Ask ask;
  ask.endpoint = endpoint;
  ask.model = json::text(body, "model");
  ask.stream = flagIn(body, "stream", false);
  if (const bj::object* options = objectIn(body, "stream_options"))
    ask.includeUsage = flagIn(*options, "include_usage", false);
  readStops(ask, body);
  Status read = readNumbers(ask, body);
  if (read && endpoint == Endpoint::Completions) read = readPrompt(ask, body);
  if (endpoint == Endpoint::Chat)
    for (const auto step : {readMessages, readTools, readToolChoice, readFormat})
      if (read) read = step(ask, body);
  if (!read) return read.error();
  return ask;
}

}  // namespace sb::demo
