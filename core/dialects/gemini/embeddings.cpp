#include "core/dialects/gemini/embeddings.h"

#include <optional>
#include <utility>

#include "core/dialects/gemini/usage.h"
#include "core/dialects/gemini/wire.h"
#include "core/dialects/json_out.h"

namespace sb::dialects::gemini {
namespace {

// One entry: its text, and what is wanted of the vector.
struct Entry {
  EmbedRequest wants;
  std::string text;
  bool foreign = false;  // a part that is no text
};

void readContent(JsonCursor& cursor, Entry& entry) {
  eachField(cursor, [&](std::string_view name, JsonCursor& value) {
    if (name != "parts") return;
    eachElement(value, [&](JsonCursor& part) {
      eachField(part, [&](std::string_view inside, JsonCursor& of) {
        if (inside != "text") return void(entry.foreign = true);
        entry.text.append(entry.text.empty() ? "" : "\n").append(takeText(of));
      });
    });
  });
}

void readConfig(std::string_view name, JsonCursor& value, EmbedRequest& wants) {
  if (name == "taskType") wants.taskType = takeText(value);
  if (name == "title") wants.title = takeText(value);
  if (name == "outputDimensionality") wants.dimensions = takeNumber(value);
}

Entry readEntry(JsonCursor& cursor) {
  constexpr std::string_view kFolder = "models/";
  Entry entry;
  eachField(cursor, [&](std::string_view name, JsonCursor& value) {
    if (name == "model") entry.wants.model = takeText(value);
    if (name == "content") return readContent(value, entry);
    if (name == "embedContentConfig")
      return eachField(value, [&](std::string_view inside, JsonCursor& of) {
        readConfig(inside, of, entry.wants);
      });
    readConfig(name, value, entry.wants);
  });
  if (entry.wants.model.starts_with(kFolder)) entry.wants.model.erase(0, kFolder.size());
  return entry;
}

bool alike(const EmbedRequest& a, const EmbedRequest& b) {
  return a.dimensions == b.dimensions && a.taskType == b.taskType && a.title == b.title;
}

std::string readVector(JsonCursor& cursor) {
  std::string vector;
  eachField(cursor, [&](std::string_view name, JsonCursor& value) {
    if (name == "values" && value.peek() == '[') vector = takeRaw(value);
  });
  return vector;
}

Result<EmbedRequest> joined(std::vector<Entry> entries, bool single) {
  if (entries.empty())
    return Error(ErrorKind::BadRequest, "There is nothing to embed.", "requests");
  EmbedRequest request = entries.front().wants;
  request.single = single;
  for (Entry& entry : entries) {
    if (entry.foreign)
      return Error(ErrorKind::UnsupportedParameter, "Only texts can be embedded.", "content.parts");
    if (!alike(entry.wants, request))
      return Error(ErrorKind::UnsupportedParameter, "The requests of a batch must want the same.",
                   "requests");
    request.texts.push_back(std::move(entry.text));
  }
  return request;
}

}  // namespace

Result<EmbedRequest> readEmbedRequest(std::string_view body) {
  JsonIndex index;
  Result<JsonCursor> cursor = index.read(body);
  if (!cursor) return cursor.error();
  if (cursor->peek() != '{') return Error(ErrorKind::BadRequest, "The request is no JSON object.");
  JsonCursor again = *cursor;
  std::vector<Entry> entries;
  bool batch = false;
  eachField(*cursor, [&](std::string_view name, JsonCursor& value) {
    if (name != "requests") return;
    batch = true;
    eachElement(value, [&](JsonCursor& one) { entries.push_back(readEntry(one)); });
  });
  if (!batch) entries.push_back(readEntry(again));
  if (cursor->bad() || again.bad())
    return Error(ErrorKind::InvalidJson, "The request is not valid JSON.");
  return joined(std::move(entries), !batch);
}

std::string writeEmbedRequest(const EmbedRequest& request, std::string_view model) {
  std::string body;
  JsonOut out(body);
  out.beginObject();
  out.beginList("requests");
  for (const std::string& text : request.texts) {
    out.beginObject();
    out.text("model", "models/" + std::string(model));
    out.beginObject("content");
    out.beginList("parts");
    out.beginObject();
    out.text("text", text);
    out.endObject();
    out.endList();
    out.endObject();
    out.textIf("taskType", request.taskType);
    out.textIf("title", request.title);
    if (request.dimensions) out.number("outputDimensionality", *request.dimensions);
    out.endObject();
  }
  out.endList();
  out.endObject();
  return body;
}

std::vector<Edit> modelEdits(std::string_view body, const Look& look, std::string_view model) {
  std::vector<Edit> edits;
  const std::string name = json::quoted("models/" + std::string(model));
  const auto inside = [&](JsonCursor& object, std::size_t offset) {
    eachField(object, [&](std::string_view member, JsonCursor& value) {
      if (member != "model") return;
      const std::size_t at = offset + value.position();
      edits.push_back(Edit{at, value.value().size(), name});
    });
  };
  for (const Member& member : look.members) {
    const std::size_t offset = member.value.begin;
    const std::string spelled = camel(member.name);
    if (spelled == "model") edits.push_back(Edit{offset, member.value.end - offset, name});
    if (spelled != "requests" && spelled != "generateContentRequest") continue;
    JsonIndex index;
    Result<JsonCursor> cursor = index.read(member.value.of(body));
    if (!cursor) continue;
    if (spelled == "requests")
      eachElement(*cursor, [&](JsonCursor& one) { inside(one, offset); });
    else
      inside(*cursor, offset);
  }
  return edits;
}

Result<EmbedAnswer> readEmbedAnswer(std::string_view body) {
  const Error bad(ErrorKind::UpstreamProtocol, "The answer has no embeddings.");
  JsonIndex index;
  Result<JsonCursor> cursor = index.read(body);
  if (!cursor || cursor->peek() != '{') return bad;
  EmbedAnswer answer;
  Counts counts;
  eachField(*cursor, [&](std::string_view name, JsonCursor& value) {
    if (name == "embedding") answer.vectors.push_back(readVector(value));
    if (name == "embeddings")
      eachElement(value, [&](JsonCursor& one) { answer.vectors.push_back(readVector(one)); });
    if (name == "usageMetadata") counts.read(value);
  });
  if (cursor->bad() || answer.vectors.empty()) return bad;
  for (const std::string& vector : answer.vectors)
    if (vector.empty()) return bad;
  answer.usage = counts.usage();
  return answer;
}

std::string writeEmbedAnswer(const EmbedAnswer& answer, const EmbedName& name) {
  std::string body;
  JsonOut out(body);
  const auto vector = [&](std::string_view values) {
    out.beginObject();
    out.raw("values", values);
    out.endObject();
  };
  out.beginObject();
  if (name.single && !answer.vectors.empty()) {
    out.key("embedding");
    vector(answer.vectors.front());
  } else {
    out.beginList("embeddings");
    for (const std::string& one : answer.vectors)
      vector(one);
    out.endList();
  }
  if (answer.usage.totalInput() > 0) {
    out.beginObject("usageMetadata");
    out.number("promptTokenCount", answer.usage.totalInput());
    out.endObject();
  }
  out.endObject();
  return body;
}

}  // namespace sb::dialects::gemini
