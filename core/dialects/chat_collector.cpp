#include "core/dialects/chat_collector.h"

#include <utility>

#include "core/dialects/openai_logprobs.h"

namespace sb::dialects {

using namespace chat;

namespace {

constexpr int kMostChoices = 256;

// Where the deltas of a block go; null for blocks that have none.
std::string* wordsOf(Part& part) {
  if (auto* text = std::get_if<Text>(&part.what)) return &text->text;
  if (auto* thinking = std::get_if<Thinking>(&part.what)) return &thinking->text;
  if (auto* refusal = std::get_if<Refusal>(&part.what)) return &refusal->text;
  if (auto* call = std::get_if<ToolCall>(&part.what)) return &call->arguments;
  return nullptr;
}

}  // namespace

Choice& ChatCollector::choice(int number) {
  const auto at = static_cast<std::size_t>(number);
  if (m_answer.choices.size() <= at) m_answer.choices.resize(at + 1);
  return m_answer.choices[at];
}

void ChatCollector::open(const Event& event) {
  Choice& to = choice(event.choice);
  m_places[{event.choice, event.block}] = to.content.size();
  to.content.push_back(*event.part);
}

// What came with the end: signatures, citations, media.
void ChatCollector::close(const Event& event) {
  const auto place = m_places.find({event.choice, event.block});
  if (place == m_places.end() || event.part == nullptr) return;
  Part& part = choice(event.choice).content[place->second];
  const std::string* words = wordsOf(part);
  Part whole = *event.part;
  if (std::string* to = wordsOf(whole); to && words && part.what.index() == whole.what.index())
    *to = *words;
  auto* ended = std::get_if<Text>(&whole.what);
  if (auto* text = std::get_if<Text>(&part.what); text && ended)
    ended->logprobsJson = std::move(text->logprobsJson);
  part = std::move(whole);
}

void ChatCollector::delta(const Event& event) {
  const auto place = m_places.find({event.choice, event.block});
  if (place == m_places.end()) return;
  Part& part = choice(event.choice).content[place->second];
  if (std::string* words = wordsOf(part)) *words += event.text;
  if (auto* text = std::get_if<Text>(&part.what))
    appendTokens(text->logprobsJson, event.logprobsJson);
}

void ChatCollector::on(const Event& event) {
  if (event.choice < 0 || event.choice >= kMostChoices) return;
  switch (event.kind) {
    case Event::Kind::Start:
      m_answer.id = event.start->id;
      m_answer.model = event.start->model;
      m_answer.created = event.start->created;
      break;
    case Event::Kind::Open:
      open(event);
      break;
    case Event::Kind::Delta:
      delta(event);
      break;
    case Event::Kind::Close:
      close(event);
      break;
    case Event::Kind::Finish:
      choice(event.choice).finish = event.finish;
      choice(event.choice).finishRaw = event.finishRaw;
      choice(event.choice).stopSequence = event.text;
      break;
    case Event::Kind::Usage:
      m_answer.usage = *event.usage;
      break;
    case Event::Kind::Ping:
      break;
    case Event::Kind::Failure:
      m_failed = true;
      m_failure = event.text;
      break;
    case Event::Kind::End:
      m_ended = true;
      break;
  }
}

}  // namespace sb::dialects
