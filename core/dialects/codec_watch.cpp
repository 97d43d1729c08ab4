#include "core/dialects/codec_watch.h"

#include <algorithm>

#include "core/base/text.h"
#include "core/dialects/openai_chat/answer.h"

namespace sb::dialects {
namespace {

using namespace chat;

void count(std::string_view text, AnswerFacts& facts, TokenEstimate& estimate) {
  facts.textBytes += static_cast<std::int64_t>(text.size());
  estimate.add(text);
}

void countPart(const Part& part, AnswerFacts& facts, TokenEstimate& estimate) {
  if (const auto* text = as<Text>(part)) count(text->text, facts, estimate);
  if (const auto* thinking = as<Thinking>(part)) count(thinking->text, facts, estimate);
  if (const auto* refusal = as<Refusal>(part)) count(refusal->text, facts, estimate);
  const auto* call = as<ToolCall>(part);
  if (call == nullptr) return;
  facts.hasToolCalls = true;
  count(call->name, facts, estimate);
  count(call->arguments, facts, estimate);
}

void takeUsage(const Usage& usage, AnswerFacts& facts) {
  facts.hasUsage = true;
  facts.usage = usage;
}

// Of several kinds of news in one event the one that matters most.
int weight(Verdict::Kind kind) {
  switch (kind) {
    case Verdict::Error:
      return 6;
    case Verdict::Done:
      return 5;
    case Verdict::Content:
      return 4;
    case Verdict::Finish:
      return 3;
    case Verdict::UsageOnly:
      return 2;
    case Verdict::Ping:
      return 1;
    default:
      return 0;
  }
}

}  // namespace

AnswerFacts factsOf(const Codec& codec, std::string_view body, std::size_t capacity,
                    JsonIndex& index) {
  const Result<Answer> answer = codec.readAnswer(body);
  if (!answer) return openai_chat::readAnswer(body, capacity, index);
  AnswerFacts facts;
  TokenEstimate estimate;
  facts.id = answer->id;
  facts.model = answer->model;
  for (const Choice& choice : answer->choices) {
    for (const Part& part : choice.content)
      countPart(part, facts, estimate);
    if (facts.finishReason.empty()) facts.finishReason = choice.finishRaw;
  }
  if (answer->usage) takeUsage(*answer->usage, facts);
  facts.textTokens = estimate.tokens();
  return facts;
}

CodecWatch::CodecWatch(const Codec& codec, JsonIndex* shared)
    : m_reader(codec.streamReader()), m_index(shared) {
  if (m_index != nullptr) return;
  m_own = std::make_unique<JsonIndex>();
  m_index = m_own.get();
}

void CodecWatch::tell(Verdict::Kind kind) {
  if (weight(kind) > weight(m_verdict.kind)) m_verdict.kind = kind;
}

void CodecWatch::on(const Event& event) {
  if (event.kind != Event::Kind::Usage && isContent(event)) tell(Verdict::Content);
  switch (event.kind) {
    case Event::Kind::Start:
      m_facts.id = event.start->id;
      m_facts.model = event.start->model;
      break;
    case Event::Kind::Open:
      m_begun.insert(event.choice);
      countPart(*event.part, m_facts, m_estimate);
      // Sealed thinking is content too, and has no words.
      if (const auto* thinking = as<Thinking>(*event.part); thinking && thinking->redacted)
        tell(Verdict::Content);
      break;
    case Event::Kind::Delta:
      count(event.text, m_facts, m_estimate);
      break;
    case Event::Kind::Close:
      break;
    case Event::Kind::Finish:
      m_begun.insert(event.choice);
      m_ended.insert(event.choice);
      if (m_facts.finishReason.empty()) m_facts.finishReason = event.finishRaw;
      m_verdict.finish = true;
      tell(Verdict::Finish);
      break;
    case Event::Kind::Usage:
      takeUsage(*event.usage, m_facts);
      m_verdict.usage = true;
      break;
    case Event::Kind::Ping:
      tell(Verdict::Ping);
      break;
    case Event::Kind::Failure:
      m_facts.isError = true;
      m_facts.errorMessage = event.text;
      m_facts.errorType = event.code;
      tell(Verdict::Error);
      break;
    case Event::Kind::End:
      m_done = true;
      tell(Verdict::Done);
      break;
  }
}

Verdict CodecWatch::event(std::string_view data) {
  m_verdict = Verdict();
  data = trim(data);
  if (m_done || data == "[DONE]") {
    m_done = true;
    m_verdict.kind = Verdict::Done;
    return m_verdict;
  }
  if (data.empty()) return m_verdict;
  Result<JsonCursor> cursor = m_index->read(data);
  const bool json = cursor && (cursor->peek() == '{' || cursor->peek() == '[');
  if (!json) {
    m_verdict.kind = Verdict::NotJson;
    return m_verdict;
  }
  cursor->skip();
  if (cursor->bad() || !cursor->atEnd()) {
    m_verdict.kind = Verdict::NotJson;
    return m_verdict;
  }
  m_reader->event({}, data, *this);
  m_facts.textTokens = m_estimate.tokens();
  return m_verdict;
}

}  // namespace sb::dialects
