#include "core/dialects/openai_responses/annotations.h"

#include "core/dialects/citations.h"

namespace sb::dialects::openai_responses {

using namespace chat;

namespace {

bool own(const Citation& citation) {
  return citation.origin == Dialect::OpenAiResponses && !citation.ownJson.empty();
}

}  // namespace

bool hasAnnotation(const Citation& citation) {
  return own(citation) || !citation.url.empty() || !citation.fileId.empty();
}

void writeAnnotation(JsonOut& out, const Citation& citation, std::string_view text) {
  if (own(citation)) return out.raw(citation.ownJson);
  const Citation::Place place = placeIn(citation, characters(text));
  const bool page = !citation.url.empty();
  out.beginObject();
  out.text("type", page ? "url_citation" : "file_citation");
  if (page) {
    out.number("start_index", place.begin);
    out.number("end_index", place.end);
    out.text("title", citation.title);
    out.text("url", citation.url);
  } else {
    out.text("file_id", citation.fileId);
    out.text("filename", citation.title);
    out.number("index", place.end);
  }
  out.endObject();
}

void writeAnnotations(JsonOut& out, const Text& text) {
  out.beginList();
  for (const Citation& one : text.citations)
    if (hasAnnotation(one)) writeAnnotation(out, one, text.text);
  out.endList();
}

}  // namespace sb::dialects::openai_responses
