#include "core/dialects/citations.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "core/dialects/json_read.h"

namespace sb::dialects {

using namespace chat;

namespace {

bool begins(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

struct Span {
  Text* text = nullptr;
  std::int64_t begin = 0, end = 0;  // in all texts together
};

std::vector<Span> spansOf(std::vector<Part>& parts) {
  std::vector<Span> spans;
  std::int64_t at = 0;
  for (Part& part : parts) {
    auto* text = std::get_if<Text>(&part.what);
    if (text == nullptr) continue;
    const std::int64_t end = at + characters(text->text);
    spans.push_back(Span{text, at, end});
    at = end;
  }
  return spans;
}

// Every member that some annotation has.
struct Fields {
  std::string type, url, title, content, fileId, fileName;
  std::optional<std::int64_t> begin, end, index;
};

void member(std::string_view name, JsonCursor& value, Fields& f) {
  struct TextField {
    std::string_view name;
    std::string Fields::*to;
  };
  static constexpr TextField kTexts[] = {
      {"type", &Fields::type},       {"url", &Fields::url},        {"title", &Fields::title},
      {"content", &Fields::content}, {"file_id", &Fields::fileId}, {"filename", &Fields::fileName},
  };
  for (const TextField& text : kTexts)
    if (text.name == name) return void(f.*text.to = takeText(value));
  if (name == "start_index")
    f.begin = takeNumber(value);
  else if (name == "end_index")
    f.end = takeNumber(value);
  else if (name == "index")
    f.index = takeNumber(value);
}

}  // namespace

std::int64_t characters(std::string_view text) {
  return std::count_if(text.begin(), text.end(), begins);
}

std::size_t byteOf(std::string_view text, std::int64_t character) {
  for (std::size_t at = 0; at < text.size(); ++at)
    if (begins(text[at]) && character-- <= 0) return at;
  return text.size();
}

Citation::Place placeIn(const Citation& citation, std::int64_t length) {
  return citation.place.value_or(Citation::Place{0, length});
}

void placeCitations(std::vector<Part>& parts, std::vector<Citation> citations) {
  if (citations.empty()) return;
  std::vector<Span> spans = spansOf(parts);
  if (spans.empty()) {
    parts.emplace_back();
    spans = spansOf(parts);
  }
  for (Citation& one : citations) {
    auto span = std::prev(spans.end());
    if (one.place) {
      const auto before = [](const Span& s, std::int64_t end) { return s.end < end; };
      const auto found = std::lower_bound(spans.begin(), spans.end(), one.place->end, before);
      if (found != spans.end()) span = found;
      const std::int64_t end = std::clamp(one.place->end, span->begin, span->end);
      one.place->begin = std::clamp(one.place->begin, span->begin, end) - span->begin;
      one.place->end = end - span->begin;
    }
    span->text->citations.push_back(std::move(one));
  }
}

std::string ownForm(JsonCursor cursor) {
  std::string form(cursor.checked());
  std::replace_if(
      form.begin(), form.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
  return form;
}

// The chat completions API wraps what it names: {"type": …, "url_citation": {…}}.
Citation readAnnotation(JsonCursor& cursor, Dialect dialect) {
  Citation citation;
  citation.origin = dialect;
  citation.ownJson = ownForm(cursor);
  Fields f;
  eachMember(cursor, [&](std::string_view name, JsonCursor& value) {
    if (value.peek() != '{') return member(name, value, f);
    eachMember(value, [&](std::string_view inside, JsonCursor& of) { member(inside, of, f); });
  });
  citation.url = std::move(f.url);
  citation.title = f.title.empty() ? std::move(f.fileName) : std::move(f.title);
  citation.quoted = std::move(f.content);
  citation.fileId = std::move(f.fileId);
  if (f.index && !f.end) f.begin = f.end = f.index;
  if (f.end && *f.end >= 0)
    citation.place =
        Citation::Place{std::clamp<std::int64_t>(f.begin.value_or(0), 0, *f.end), *f.end};
  return citation;
}

std::vector<Citation> readAnnotations(JsonCursor& list, Dialect dialect) {
  std::vector<Citation> all;
  eachElement(list, [&](JsonCursor& one) {
    if (one.peek() == '{') all.push_back(readAnnotation(one, dialect));
  });
  return all;
}

}  // namespace sb::dialects
