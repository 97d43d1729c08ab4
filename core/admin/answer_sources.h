// The pages and documents that an answer names: annotations of OpenAI's APIs, citations of
// Anthropic's, grounding of Google's, and the list beside an answer that search models give.
// Pure; any thread.
// Sources: OpenAI API reference (annotations: url_citation, file_citation); Anthropic API
// reference, Messages (citations); Gemini API reference (groundingMetadata.groundingChunks);
// Perplexity API reference (citations, search_results).
#pragma once

#include <boost/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace sb::admin {

struct AnswerSource {
  std::string title, url;
  std::string text;  // what was quoted
};

class AnswerSources {
 public:
  // A list of citations or annotations of one text, as JSON.
  void addList(std::string_view json);
  // A whole answer, or an event of a stream, with what stands there beside the texts.
  void addBody(std::string_view json, std::size_t choice);

  const std::vector<AnswerSource>& all() const { return m_all; }

 private:
  void add(const boost::json::value& one);
  void addEach(const boost::json::object& from, std::string_view name);

  std::vector<AnswerSource> m_all;
};

}  // namespace sb::admin
