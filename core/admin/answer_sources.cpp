#include "core/admin/answer_sources.h"

#include <algorithm>

#include "core/base/text.h"

namespace sb::admin {
namespace {

namespace chat = dialects::chat;

constexpr std::size_t kMost = 100, kMostText = 2'000;

AnswerSource sourceOf(const chat::Citation& citation) {
  const std::string& name = citation.title.empty() ? citation.fileId : citation.title;
  return AnswerSource{excerpt(name, kMostText), excerpt(citation.url, kMostText),
                      excerpt(citation.quoted, kMostText)};
}

void add(const chat::Citation& citation, std::vector<AnswerSource>& all) {
  AnswerSource source = sourceOf(citation);
  if (source.url.empty() && source.title.empty() && source.text.empty()) return;
  const bool known = std::any_of(all.begin(), all.end(), [&source](const AnswerSource& other) {
    return other.url == source.url &&
           (!source.url.empty() || (other.title == source.title && other.text == source.text));
  });
  if (!known && all.size() < kMost) all.push_back(std::move(source));
}

}  // namespace

std::vector<AnswerSource> sourcesOf(const chat::Choice& choice) {
  std::vector<AnswerSource> all;
  for (const chat::Part& part : choice.content)
    if (const auto* text = chat::as<chat::Text>(part))
      for (const chat::Citation& citation : text->citations)
        add(citation, all);
  return all;
}

}  // namespace sb::admin
