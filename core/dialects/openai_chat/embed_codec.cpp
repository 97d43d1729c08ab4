#include "core/dialects/openai_chat/embed_codec.h"

#include <algorithm>
#include <utility>

#include "core/dialects/json_out.h"
#include "core/dialects/json_read.h"
#include "core/dialects/openai_chat/embeddings.h"
#include "core/dialects/openai_chat/usage.h"

namespace sb::dialects::openai_chat {
namespace {

// A text or several; false for token numbers.
bool readInput(JsonCursor& cursor, EmbedRequest& request) {
  bool texts = cursor.peek() == '"' || cursor.peek() == '[';
  if (cursor.peek() == '[') {
    JsonCursor again = cursor;
    eachElement(again, [&](JsonCursor& one) { texts = texts && one.peek() == '"'; });
  }
  request.texts = takeTexts(cursor);
  return texts;
}

struct Item {
  std::int64_t index = 0;
  std::string vector;
};

Item readItem(JsonCursor& cursor) {
  Item item;
  eachMember(cursor, [&](std::string_view name, JsonCursor& value) {
    if (name == "index") item.index = takeNumber(value).value_or(0);
    if (name == "embedding" && value.peek() == '[') item.vector = takeRaw(value);
  });
  return item;
}

}  // namespace

Result<EmbedRequest> readEmbedRequest(std::string_view body) {
  JsonIndex index;
  Result<JsonCursor> cursor = index.read(body);
  if (!cursor) return cursor.error();
  if (cursor->peek() != '{') return Error(ErrorKind::BadRequest, "The request is no JSON object.");
  EmbedRequest request;
  bool texts = true;
  eachMember(*cursor, [&](std::string_view name, JsonCursor& value) {
    if (name == "model") request.model = takeText(value);
    if (name == "input") texts = readInput(value, request);
    if (name == "dimensions") request.dimensions = takeNumber(value);
    if (name == "encoding_format") request.base64 = takeText(value) == "base64";
  });
  if (cursor->bad()) return Error(ErrorKind::InvalidJson, "The request is not valid JSON.");
  if (!texts)
    return Error(ErrorKind::UnsupportedParameter,
                 "Token numbers mean nothing to the model that answers.", "input");
  if (request.texts.empty())
    return Error(ErrorKind::BadRequest, "There is nothing to embed.", "input");
  return request;
}

std::string writeEmbedRequest(const EmbedRequest& request, std::string_view model) {
  std::string body;
  JsonOut out(body);
  out.beginObject();
  out.text("model", model);
  out.beginList("input");
  for (const std::string& text : request.texts)
    out.text(text);
  out.endList();
  if (request.dimensions) out.number("dimensions", *request.dimensions);
  out.text("encoding_format", "float");
  out.endObject();
  return body;
}

Result<EmbedAnswer> readEmbedAnswer(std::string_view body) {
  const Error bad(ErrorKind::UpstreamProtocol, "The answer has no embeddings.");
  JsonIndex index;
  Result<JsonCursor> cursor = index.read(body);
  if (!cursor || cursor->peek() != '{') return bad;
  EmbedAnswer answer;
  std::vector<Item> items;
  eachMember(*cursor, [&](std::string_view name, JsonCursor& value) {
    if (name == "model") answer.model = takeText(value);
    if (name == "data")
      eachElement(value, [&](JsonCursor& one) { items.push_back(readItem(one)); });
    if (name == "usage" && value.peek() == '{') answer.usage = readUsage(value).usage;
  });
  if (cursor->bad() || items.empty()) return bad;
  std::stable_sort(items.begin(), items.end(),
                   [](const Item& a, const Item& b) { return a.index < b.index; });
  for (Item& item : items) {
    if (item.vector.empty()) return bad;
    answer.vectors.push_back(std::move(item.vector));
  }
  return answer;
}

std::string writeEmbedAnswer(const EmbedAnswer& answer, const EmbedName& name) {
  std::string body;
  JsonOut out(body);
  out.beginObject();
  out.text("object", "list");
  out.beginList("data");
  for (std::size_t i = 0; i < answer.vectors.size(); ++i) {
    out.beginObject();
    out.text("object", "embedding");
    out.number("index", static_cast<std::int64_t>(i));
    out.raw("embedding", answer.vectors[i]);
    out.endObject();
  }
  out.endList();
  out.text("model", name.model);
  out.beginObject("usage");
  out.number("prompt_tokens", answer.usage.totalInput());
  out.number("total_tokens", answer.usage.totalInput());
  out.endObject();
  out.endObject();
  if (!name.base64) return body;
  Result<std::string> converted = toBase64Embeddings(body);
  return converted ? std::move(*converted) : body;
}

}  // namespace sb::dialects::openai_chat
