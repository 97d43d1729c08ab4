#include "core/admin/answer_sources.h"

#include <algorithm>

#include "core/base/json.h"
#include "core/base/text.h"

namespace sb::admin {

namespace bj = boost::json;

namespace {

constexpr std::size_t kMost = 100, kMostText = 2'000;

const bj::object* memberObject(const bj::object* from, std::string_view name) {
  const bj::value* found = from ? from->if_contains(name) : nullptr;
  return found ? found->if_object() : nullptr;
}

const bj::array* memberList(const bj::object* from, std::string_view name) {
  const bj::value* found = from ? from->if_contains(name) : nullptr;
  return found ? found->if_array() : nullptr;
}

const bj::object* element(const bj::array* list, std::size_t at) {
  return list && at < list->size() ? (*list)[at].if_object() : nullptr;
}

std::string firstOf(const bj::object& from, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names)
    if (const std::string_view text = json::text(from, name); !text.empty())
      return excerpt(text, kMostText);
  return {};
}

// Some wrap what they name: {"url_citation": {…}}, {"web": {…}}.
const bj::object& inside(const bj::object& one) {
  for (const std::string_view name : {"url_citation", "file_citation", "web", "retrievedContext"})
    if (const bj::object* inner = memberObject(&one, name)) return *inner;
  return one;
}

}  // namespace

void AnswerSources::add(const bj::value& one) {
  AnswerSource source;
  if (const bj::string* url = one.if_string()) source.url = excerpt(*url, kMostText);
  if (const bj::object* object = one.if_object()) {
    const bj::object& named = inside(*object);
    source.url = firstOf(named, {"url", "uri"});
    source.title = firstOf(named, {"title", "document_title", "filename", "file_id", "source"});
    source.text = firstOf(named, {"cited_text"});
  }
  if (source.url.empty() && source.title.empty() && source.text.empty()) return;
  const bool known = std::any_of(m_all.begin(), m_all.end(), [&source](const AnswerSource& other) {
    return other.url == source.url &&
           (!source.url.empty() || (other.title == source.title && other.text == source.text));
  });
  if (!known && m_all.size() < kMost) m_all.push_back(std::move(source));
}

void AnswerSources::addEach(const bj::object& from, std::string_view name) {
  if (const bj::array* list = memberList(&from, name))
    for (const bj::value& one : *list)
      add(one);
}

void AnswerSources::addList(std::string_view text) {
  const Result<bj::value> parsed = json::parse(text);
  if (!parsed || !parsed->is_array()) return;
  for (const bj::value& one : parsed->get_array())
    add(one);
}

void AnswerSources::addBody(std::string_view text, std::size_t choice) {
  // Most bodies have none of it: no document is built for them.
  const auto has = [text](std::string_view name) { return text.find(name) != text.npos; };
  if (!has("\"annotations\"") && !has("\"citations\"") && !has("\"groundingChunks\"")) return;
  const Result<bj::value> parsed = json::parse(text);
  const bj::object* const body = parsed ? parsed->if_object() : nullptr;
  if (body == nullptr) return;
  const bj::object* const one = element(memberList(body, "choices"), choice);
  for (const std::string_view name : {"message", "delta"})
    if (const bj::object* message = memberObject(one, name)) addEach(*message, "annotations");
  const bj::object* const candidate = element(memberList(body, "candidates"), choice);
  if (const bj::object* grounding = memberObject(candidate, "groundingMetadata"))
    addEach(*grounding, "groundingChunks");
  if (one) addEach(*body, "search_results");
  if (one) addEach(*body, "citations");
}

}  // namespace sb::admin
