#include "core/dialects/openai_responses/annotations.h"

#include <algorithm>
#include <optional>

#include "core/dialects/json_out.h"
#include "core/dialects/json_read.h"

namespace sb::dialects::openai_responses {
namespace {

struct Fields {
  std::string type, url, title, start, end;
  bool nested = false;
};

void member(std::string_view name, JsonCursor& value, Fields& f) {
  if (name == "type") {
    f.type = takeText(value);
  } else if (name == "url") {
    f.url = takeText(value);
  } else if (name == "title") {
    f.title = takeText(value);
  } else if (name == "start_index") {
    f.start = takeRaw(value);
  } else if (name == "end_index") {
    f.end = takeRaw(value);
  } else if (name == "url_citation") {
    f.nested = true;
    eachMember(value, [&](std::string_view inside, JsonCursor& of) {
      if (inside != "url_citation") member(inside, of, f);
    });
  }
}

// Counted in characters there.
std::int64_t characters(std::string_view text) {
  return std::count_if(text.begin(), text.end(),
                       [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
}

std::string urlCitation(const Fields& f, std::string_view text) {
  std::string json;
  JsonOut out(json);
  out.beginObject();
  out.text("type", "url_citation");
  out.raw("start_index", f.start.empty() ? "0" : std::string_view(f.start));
  out.raw("end_index", f.end.empty() ? std::to_string(characters(text)) : f.end);
  out.text("title", f.title);
  out.text("url", f.url);
  out.endObject();
  return json;
}

bool ofThisApi(const Fields& f) {
  return !f.nested && (f.type == "url_citation" || f.type == "file_citation" ||
                       f.type == "container_file_citation" || f.type == "file_path");
}

}  // namespace

std::vector<std::string> annotationsOf(std::string_view citationsJson, std::string_view text) {
  std::vector<std::string> all;
  JsonIndex index;
  if (citationsJson.empty()) return all;
  Result<JsonCursor> cursor = index.read(citationsJson);
  if (!cursor) return all;
  eachElement(*cursor, [&](JsonCursor& one) {
    JsonCursor again = one;
    Fields fields;
    eachMember(one, [&](std::string_view name, JsonCursor& value) { member(name, value, fields); });
    if (ofThisApi(fields))
      all.emplace_back(again.value());
    else if (!fields.url.empty())
      all.push_back(urlCitation(fields, text));
  });
  return all;
}

}  // namespace sb::dialects::openai_responses
