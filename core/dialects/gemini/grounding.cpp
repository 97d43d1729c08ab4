#include "core/dialects/gemini/grounding.h"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "core/dialects/citations.h"
#include "core/dialects/gemini/wire.h"

namespace sb::dialects::gemini {

using namespace chat;

namespace {

constexpr std::size_t kMostSources = 10'000;  // of one list: supports times their chunks

struct Segment {
  std::int64_t begin = 0;
  std::optional<std::int64_t> end;
  std::string text;
};

// {"web": {…}}, {"retrievedContext": {…}}, {"maps": {…}}
Citation readChunk(JsonCursor& cursor) {
  Citation citation;
  citation.origin = Dialect::Gemini;
  eachField(cursor, [&](std::string_view kind, JsonCursor& of) {
    if (kind != "web" && kind != "retrievedContext" && kind != "maps") return;
    eachField(of, [&](std::string_view name, JsonCursor& value) {
      if (name == "uri") citation.url = takeText(value);
      if (name == "title") citation.title = takeText(value);
      if (name == "text") citation.quoted = takeText(value);
      if (name == "documentName") citation.fileId = takeText(value);
    });
  });
  return citation;
}

Segment readSegment(JsonCursor& cursor) {
  Segment segment;
  eachField(cursor, [&](std::string_view name, JsonCursor& value) {
    if (name == "startIndex") segment.begin = takeNumber(value).value_or(0);
    if (name == "endIndex") segment.end = takeNumber(value);
    if (name == "text") segment.text = takeText(value);
  });
  return segment;
}

// By its bytes if these are its words, else wherever its words stand.
std::optional<Citation::Place> placeOf(const Segment& segment, std::string_view text) {
  const auto size = static_cast<std::int64_t>(text.size());
  std::int64_t begin = segment.begin, end = segment.end.value_or(-1);
  bool right = begin >= 0 && begin <= end && end <= size;
  if (right && !segment.text.empty())
    right = text.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin)) ==
            segment.text;
  if (!right) {
    const std::size_t found = segment.text.empty() ? text.npos : text.find(segment.text);
    if (found == text.npos) return std::nullopt;
    begin = static_cast<std::int64_t>(found);
    end = begin + static_cast<std::int64_t>(segment.text.size());
  }
  const auto upTo = [&](std::int64_t at) {
    return characters(text.substr(0, static_cast<std::size_t>(at)));
  };
  return Citation::Place{upTo(begin), upTo(end)};
}

struct Support {
  Segment segment;
  std::vector<std::int64_t> chunks;
};

Support readSupport(JsonCursor& cursor) {
  Support support;
  eachField(cursor, [&](std::string_view name, JsonCursor& value) {
    if (name == "segment") support.segment = readSegment(value);
    if (name == "groundingChunkIndices")
      eachElement(value, [&](JsonCursor& one) {
        if (const auto at = takeNumber(one)) support.chunks.push_back(*at);
      });
  });
  return support;
}

// Each support of each of its chunks; chunks that no piece of the text rests on have no place.
std::vector<Citation> readGrounding(JsonCursor& cursor, std::string_view text) {
  std::vector<Citation> chunks, all;
  std::vector<Support> supports;
  eachField(cursor, [&](std::string_view name, JsonCursor& value) {
    if (name == "groundingChunks")
      eachElement(value, [&](JsonCursor& one) { chunks.push_back(readChunk(one)); });
    if (name == "groundingSupports")
      eachElement(value, [&](JsonCursor& one) { supports.push_back(readSupport(one)); });
  });
  std::vector<bool> used(chunks.size());
  for (const Support& support : supports) {
    if (support.chunks.empty()) continue;
    const auto place = placeOf(support.segment, text);
    for (const std::int64_t at : support.chunks) {
      if (at < 0 || at >= static_cast<std::int64_t>(chunks.size())) continue;
      if (all.size() >= kMostSources) return all;
      used[static_cast<std::size_t>(at)] = true;
      all.push_back(chunks[static_cast<std::size_t>(at)]);
      all.back().place = place;
    }
  }
  for (std::size_t i = 0; i < chunks.size(); ++i)
    if (!used[i]) all.push_back(std::move(chunks[i]));
  return all;
}

std::vector<Citation> readCitationMetadata(JsonCursor& cursor, std::string_view text) {
  std::vector<Citation> all;
  eachField(cursor, [&](std::string_view list, JsonCursor& of) {
    if (list != "citationSources" && list != "citations") return;
    eachElement(of, [&](JsonCursor& one) {
      Citation citation;
      citation.origin = Dialect::Gemini;
      Segment segment;
      eachField(one, [&](std::string_view name, JsonCursor& value) {
        if (name == "uri") citation.url = takeText(value);
        if (name == "title") citation.title = takeText(value);
        if (name == "startIndex") segment.begin = takeNumber(value).value_or(0);
        if (name == "endIndex") segment.end = takeNumber(value);
      });
      citation.place = placeOf(segment, text);
      all.push_back(std::move(citation));
    });
  });
  return all;
}

using Chunk = std::tuple<std::string_view, std::string_view, std::string_view>;

Chunk chunkOf(const Citation& one) {
  return {one.url, one.url.empty() ? std::string_view(one.title) : std::string_view(),
          one.url.empty() ? std::string_view(one.quoted) : std::string_view()};
}

void writeChunk(JsonOut& out, const Citation& one) {
  const bool page = !one.url.empty();
  out.beginObject();
  out.beginObject(page ? "web" : "retrievedContext");
  if (page) out.text("uri", one.url);
  out.textIf("title", one.title.empty() && !page ? std::string_view(one.fileId)
                                                 : std::string_view(one.title));
  if (!page) out.textIf("text", one.quoted);
  out.endObject();
  out.endObject();
}

void writeSupport(JsonOut& out, const Citation::Place& place, std::string_view text,
                  const std::vector<std::int64_t>& chunks) {
  const std::size_t begin = byteOf(text, place.begin), end = byteOf(text, place.end);
  out.beginObject();
  out.beginObject("segment");
  out.number("startIndex", static_cast<std::int64_t>(begin));
  out.number("endIndex", static_cast<std::int64_t>(end));
  out.text("text", text.substr(begin, end - begin));
  out.endObject();
  out.beginList("groundingChunkIndices");
  for (const std::int64_t chunk : chunks)
    out.number(chunk);
  out.endList();
  out.endObject();
}

}  // namespace

std::vector<Citation> readSources(std::string_view name, JsonCursor& value, std::string_view text) {
  if (name == "groundingMetadata") return readGrounding(value, text);
  if (name == "citationMetadata") return readCitationMetadata(value, text);
  return {};
}

bool hasChunk(const Citation& one) {
  return !one.url.empty() || !one.title.empty() || !one.quoted.empty() || !one.fileId.empty();
}

void SaidText::add(std::string_view text) {
  m_text += text;
  m_characters += dialects::characters(text);
}

void SaidText::cite(const std::vector<Citation>& citations, std::int64_t before) {
  for (const Citation& one : citations) {
    if (!hasChunk(one)) continue;
    m_citations.push_back(one);
    if (!one.place) continue;
    m_citations.back().place = Citation::Place{before + one.place->begin, before + one.place->end};
  }
}

// A page is one chunk however often it is cited, and a piece of the text one support.
void SaidText::write(JsonOut& out) const {
  std::map<Chunk, std::int64_t> numbers;
  std::vector<const Citation*> chunks;
  std::map<std::pair<std::int64_t, std::int64_t>, std::vector<std::int64_t>> supports;
  for (const Citation& one : m_citations) {
    const auto [known, fresh] =
        numbers.try_emplace(chunkOf(one), static_cast<std::int64_t>(chunks.size()));
    if (fresh) chunks.push_back(&one);
    if (!one.place) continue;
    std::vector<std::int64_t>& of = supports[{one.place->begin, one.place->end}];
    if (std::find(of.begin(), of.end(), known->second) == of.end()) of.push_back(known->second);
  }
  if (chunks.empty()) return;
  out.beginObject("groundingMetadata");
  out.beginList("groundingChunks");
  for (const Citation* one : chunks)
    writeChunk(out, *one);
  out.endList();
  if (!supports.empty()) {
    out.beginList("groundingSupports");
    for (const auto& [place, of] : supports)
      writeSupport(out, Citation::Place{place.first, place.second}, m_text, of);
    out.endList();
  }
  out.endObject();
}

}  // namespace sb::dialects::gemini
