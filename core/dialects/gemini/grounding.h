// Sources of a candidate: groundingMetadata (chunks, and the pieces of the text that rest on them)
// and citationMetadata. Places count bytes of the candidate's texts together. Pure; any thread.
// Source: Gemini API reference, GroundingMetadata, GroundingChunk, GroundingSupport, Segment,
// CitationMetadata.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/dialects/chat.h"
#include "core/dialects/json_index.h"
#include "core/dialects/json_out.h"

namespace sb::dialects::gemini {

// What such a member of a candidate names; nothing for other members. `text`: the candidate's, so
// far as it is known; places are characters of it.
std::vector<chat::Citation> readSources(std::string_view name, JsonCursor& value,
                                        std::string_view text);

// Whether it has a form there: something that names it.
bool hasChunk(const chat::Citation& citation);

// What a candidate that is written says, and the sources that its texts name. One candidate.
class SaidText {
 public:
  void add(std::string_view text);
  // Of a text that begins after so many characters and has been added to its end.
  void cite(const std::vector<chat::Citation>& citations, std::int64_t before);
  std::int64_t characters() const { return m_characters; }

  // The member groundingMetadata; nothing where no source has a form there.
  void write(JsonOut& out) const;

 private:
  std::string m_text;
  std::int64_t m_characters = 0;
  std::vector<chat::Citation> m_citations;  // places count all texts
};

}  // namespace sb::dialects::gemini
