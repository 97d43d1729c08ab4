#include "core/ledger/redact.h"

#include <algorithm>
#include <array>
#include <boost/json.hpp>

#include "core/base/json.h"
#include "core/base/text.h"

namespace sb::ledger {
namespace {

namespace bj = boost::json;

constexpr std::size_t kLong = 64;

// How strings below a key are treated.
enum class Under { Nothing, Content, Arguments };

constexpr std::array<std::string_view, 17> kContent{
    "content",  "text",         "input",       "arguments",
    "prompt",   "args",         "delta",       "reasoning_content",
    "thinking", "reasoning",    "output_text", "partial_json",
    "refusal",  "instructions", "system",      "data",
    "url"};
constexpr std::array<std::string_view, 3> kArguments{"input", "arguments", "args"};
// Within content these say what it is, not what it says.
constexpr std::array<std::string_view, 14> kStructure{
    "type",  "role",   "id",        "name",   "tool_call_id",  "tool_use_id", "call_id",
    "model", "object", "mime_type", "status", "finish_reason", "media_type",  "format"};

template <std::size_t N>
bool isOneOf(std::string_view key, const std::array<std::string_view, N>& keys) {
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
  }));
}

std::string placeholder(std::string_view text) {
  return "[" + std::to_string(characters(text)) + " characters]";
}

Under below(std::string_view key, const bj::value& value, Under now) {
  if (now == Under::Arguments) return now;
  // An object here is what the model wrote for a tool: none of its keys is ours.
  if (value.is_object() && isOneOf(key, kArguments)) return Under::Arguments;
  if (isOneOf(key, kContent)) return Under::Content;
  return isOneOf(key, kStructure) && !value.is_structured() ? Under::Nothing : now;
}

void redactValue(bj::value& value, Under under) {
  if (auto* text = value.if_string()) {
    const std::string_view plain(text->data(), text->size());
    if (!plain.empty() && (under != Under::Nothing || characters(plain) > kLong))
      *text = placeholder(plain);
  } else if (auto* array = value.if_array()) {
    for (bj::value& item : *array)
      redactValue(item, under);
  } else if (auto* object = value.if_object()) {
    for (auto& [key, item] : *object)
      redactValue(item, below({key.data(), key.size()}, item, under));
  }
}

bool appendRedactedJson(std::string& out, std::string_view text) {
  Result<bj::value> parsed = json::parse(text);
  if (!parsed) return false;
  redactValue(*parsed, Under::Nothing);
  out += json::write(*parsed);
  return true;
}

bool isEventField(std::string_view line) {
  return line.empty() || line.front() == ':' || line.starts_with("event:") ||
         line.starts_with("id:") || line.starts_with("retry:");
}

void appendRedactedLine(std::string& out, std::string_view line) {
  constexpr std::string_view kData = "data:";
  const bool data = line.starts_with(kData);
  const std::string_view payload = data ? trim(line.substr(kData.size())) : line;
  if (data) out += "data: ";
  if (payload.empty() || payload == "[DONE]" || (!data && isEventField(line)))
    out += payload;
  else if (!appendRedactedJson(out, payload))
    out += placeholder(payload);
}

bool looksLikeLines(std::string_view body) {
  return body.find('\n') != std::string_view::npos &&
         (body.starts_with("data:") || isEventField(body) || body.front() == '{');
}

}  // namespace

std::string redactedBody(std::string_view body) {
  std::string out;
  if (body.empty() || appendRedactedJson(out, body)) return out;
  if (!looksLikeLines(body)) return placeholder(body);
  bool first = true;
  for (std::string_view line : split(body, '\n')) {
    if (!first) out += '\n';
    first = false;
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    appendRedactedLine(out, line);
  }
  return out;
}

}  // namespace sb::ledger
