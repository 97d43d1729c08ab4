#include "core/dialects/anthropic/citations.h"

#include <algorithm>

#include "core/dialects/citations.h"
#include "core/dialects/json_read.h"
#include "core/dialects/signature.h"

namespace sb::dialects::anthropic {

using namespace chat;

namespace {

bool own(const Citation& citation) {
  return citation.origin == Dialect::Anthropic && !citation.ownJson.empty();
}

bool isUrl(std::string_view text) {
  return text.starts_with("https://") || text.starts_with("http://");
}

}  // namespace

Citation readCitation(JsonCursor& cursor) {
  Citation citation;
  citation.origin = Dialect::Anthropic;
  citation.ownJson = ownForm(cursor);
  std::string source, document;
  eachMember(cursor, [&](std::string_view name, JsonCursor& value) {
    if (name == "url")
      citation.url = takeText(value);
    else if (name == "title")
      citation.title = takeText(value);
    else if (name == "cited_text")
      citation.quoted = takeText(value);
    else if (name == "file_id")
      citation.fileId = takeText(value);
    else if (name == "source")
      source = takeText(value);
    else if (name == "document_title")
      document = takeText(value);
  });
  if (citation.url.empty() && isUrl(source)) citation.url = std::move(source);
  if (citation.title.empty()) citation.title = document.empty() ? source : std::move(document);
  return citation;
}

std::vector<Citation> readCitations(JsonCursor& list) {
  std::vector<Citation> all;
  eachElement(list, [&](JsonCursor& one) {
    if (one.peek() == '{') all.push_back(readCitation(one));
  });
  return all;
}

void spanWhole(Text& text, std::int64_t characters) {
  for (Citation& one : text.citations)
    one.place = Citation::Place{0, characters};
}

bool hasCitation(const Citation& citation) { return own(citation) || !citation.url.empty(); }

void writeCitation(JsonOut& out, const Citation& citation) {
  if (own(citation)) return out.raw(citation.ownJson);
  out.beginObject();
  out.text("type", "web_search_result_location");
  out.text("cited_text", citation.quoted);
  out.text("encrypted_index", kUnsigned);
  out.text("title", citation.title);
  out.text("url", citation.url);
  out.endObject();
}

void writeCitations(JsonOut& out, const Text& text) {
  if (std::none_of(text.citations.begin(), text.citations.end(), hasCitation)) return;
  out.beginList("citations");
  for (const Citation& one : text.citations)
    if (hasCitation(one)) writeCitation(out, one);
  out.endList();
}

}  // namespace sb::dialects::anthropic
