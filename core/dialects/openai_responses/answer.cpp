#include "core/dialects/openai_responses/answer.h"

#include <algorithm>
#include <array>
#include <optional>

#include "core/base/text.h"
#include "core/dialects/json_read.h"
#include "core/dialects/openai_responses/read_answer.h"

namespace sb::dialects::openai_responses {
namespace {

using namespace chat;

AnswerFacts notJson() {
  AnswerFacts facts;
  facts.isError = true;
  facts.errorMessage = "not JSON";
  return facts;
}

// Sold by the container, the picture or at prices of their own.
constexpr std::array<std::string_view, 4> kOtherCalls{
    "code_interpreter_call", "image_generation_call", "x_search_call", "document_search_call"};

// Calls of the provider's own tools. A page that is opened costs nothing, only a search does.
void countCalls(JsonCursor output, Billed& billed) {
  billed.webSearches = billed.fileSearches = billed.otherCalls = 0;
  eachElement(output, [&](JsonCursor& item) {
    std::string type, action;
    eachMember(item, [&](std::string_view name, JsonCursor& value) {
      if (name == "type") type = takeText(value);
      if (name == "action")
        eachMember(value, [&](std::string_view inside, JsonCursor& of) {
          if (inside == "type") action = takeText(of);
        });
    });
    if (type == "web_search_call" && (action.empty() || action == "search")) ++billed.webSearches;
    if (type == "file_search_call") ++billed.fileSearches;
    if (std::ranges::find(kOtherCalls, type) != kOtherCalls.end()) ++billed.otherCalls;
  });
}

void take(const ResponseFields& fields, AnswerFacts& facts) {
  if (facts.id.empty()) facts.id = fields.start.id;
  if (!fields.start.model.empty()) facts.model = fields.start.model;
  facts.billed.tier = serviceTier(fields.start.serviceTier);
  if (fields.output) countCalls(*fields.output, facts.billed);
  if (!fields.usage) return;
  facts.hasUsage = facts.hasInput = true;
  facts.usage = *fields.usage;
  facts.charged = fields.charged;
}

void fail(const ResponseFields& fields, AnswerFacts& facts) {
  facts.isError = true;
  if (!fields.error.empty()) facts.errorMessage = fields.error;
  if (!fields.errorCode.empty()) facts.errorCode = fields.errorCode;
}

void count(const std::string& words, AnswerFacts& facts, TokenEstimate& estimate) {
  facts.textBytes += static_cast<std::int64_t>(words.size());
  estimate.add(words);
}

void count(const std::vector<Part>& parts, AnswerFacts& facts, TokenEstimate& estimate) {
  for (const Part& part : parts) {
    if (const auto* text = as<Text>(part)) count(text->text, facts, estimate);
    if (const auto* refusal = as<Refusal>(part)) count(refusal->text, facts, estimate);
    if (const auto* thinking = as<Thinking>(part)) count(thinking->text, facts, estimate);
    if (const auto* call = as<ToolCall>(part)) {
      facts.hasToolCalls = true;
      count(call->arguments, facts, estimate);
    }
  }
}

// The error of an answer that is none: its type stands beside its code.
void readErrorOf(JsonCursor cursor, AnswerFacts& facts) {
  facts.isError = true;
  if (cursor.peek() == '"') return void(facts.errorMessage = takeText(cursor));
  eachMember(cursor, [&](std::string_view name, JsonCursor& value) {
    if (name == "message") facts.errorMessage = takeText(value);
    if (name == "type") facts.errorType = takeText(value);
    if (name == "code") facts.errorCode = takeText(value);
    if (name == "param") facts.errorParam = takeText(value);
  });
}

}  // namespace

AnswerFacts readAnswer(std::string_view body, std::size_t capacity, JsonIndex& index) {
  Result<JsonCursor> cursor = index.read(body, capacity);
  if (!cursor || cursor->peek() != '{') return notJson();
  AnswerFacts facts;
  TokenEstimate estimate;
  JsonCursor again = *cursor;
  ResponseFields fields = readResponse(*cursor);
  const bool json = !cursor->bad() && cursor->atEnd();
  take(fields, facts);
  facts.finishReason = fields.reason.empty() ? fields.status : fields.reason;
  if (fields.output) {
    std::vector<Part> parts;
    readOutput(*fields.output, parts);
    count(parts, facts, estimate);
  }
  eachMember(again, [&](std::string_view name, JsonCursor& value) {
    if (name == "error" && value.peek() != 'n') readErrorOf(value, facts);
    if (name == "message" && !fields.output) {
      facts.isError = true;
      facts.errorMessage = takeText(value);
    }
  });
  if (fields.status == "failed") facts.isError = true;
  index.shrink();
  if (!json) return notJson();
  facts.textTokens = estimate.tokens();
  return facts;
}

// Where the parts of an event stand; which of them count depends on its type.
struct ResponseWatch::Parts {
  std::string type, delta, message, code;
  std::optional<JsonCursor> response, item, error;
  std::optional<std::int64_t> sequence;
};

ResponseWatch::ResponseWatch(JsonIndex* shared) : m_index(shared) {
  if (m_index != nullptr) return;
  m_own = std::make_unique<JsonIndex>();
  m_index = m_own.get();
}

// A message and thinking begin empty; a call, and what a hosted tool does, is there with its first
// event.
Verdict::Kind ResponseWatch::itemBegun(JsonCursor item) {
  std::string type;
  eachMember(item, [&](std::string_view name, JsonCursor& value) {
    if (name == "type") type = takeText(value);
  });
  if (type == "function_call" || type == "custom_tool_call") m_facts.hasToolCalls = true;
  return type == "message" || type == "reasoning" || type.empty() ? Verdict::Empty
                                                                  : Verdict::Content;
}

Verdict::Kind ResponseWatch::ended(Parts& parts) {
  ResponseFields fields;
  if (parts.response) fields = readResponse(*parts.response);
  take(fields, m_facts);
  m_facts.finishReason = fields.reason.empty() ? fields.status : fields.reason;
  m_done = true;
  return Verdict::Done;
}

Verdict::Kind ResponseWatch::read(Parts& parts) {
  if (parts.type.ends_with(".delta")) {
    count(parts.delta, m_facts, m_estimate);
    return parts.delta.empty() ? Verdict::Empty : Verdict::Content;
  }
  if (parts.type == "response.output_item.added" && parts.item) return itemBegun(*parts.item);
  if (parts.type == "response.image_generation_call.partial_image") return Verdict::Content;
  if (parts.type == "response.completed" || parts.type == "response.incomplete")
    return ended(parts);
  const bool failed = parts.type == "response.failed" || parts.type == "response.cancelled";
  if (failed || parts.type == "error" || (parts.type.empty() && parts.error)) {
    ResponseFields fields;
    if (parts.response) fields = readResponse(*parts.response);
    take(fields, m_facts);
    if (fields.error.empty()) fields.error = parts.message;
    if (fields.errorCode.empty()) fields.errorCode = parts.code;
    fail(fields, m_facts);
    if (parts.error) readErrorOf(*parts.error, m_facts);
    return Verdict::Error;
  }
  if (parts.type == "response.created" && parts.response)
    take(readResponse(*parts.response), m_facts);
  return parts.type == "keepalive" ? Verdict::Ping : Verdict::Empty;
}

Verdict ResponseWatch::event(std::string_view data) {
  Verdict verdict;
  data = trim(data);
  if (m_done) verdict.kind = Verdict::Done;
  if (m_done || data.empty() || data == "[DONE]") return verdict;
  Result<JsonCursor> cursor = m_index->read(data);
  Parts parts;
  if (cursor && cursor->peek() == '{')
    eachMember(*cursor, [&](std::string_view name, JsonCursor& value) {
      if (name == "type") parts.type = takeText(value);
      if (name == "sequence_number") parts.sequence = takeNumber(value);
      if (name == "delta") parts.delta = takeText(value);
      if (name == "message") parts.message = takeText(value);
      if (name == "code") parts.code = takeText(value);
      if (name == "response") parts.response = value;
      if (name == "item") parts.item = value;
      if (name == "error" && value.peek() != 'n') parts.error = value;
    });
  const bool json = cursor && !cursor->bad() && cursor->atEnd() && !parts.type.empty();
  verdict.kind = json || parts.error ? read(parts) : Verdict::NotJson;
  // Failures are not passed on as they are.
  if (verdict.kind != Verdict::Error && parts.sequence) m_facts.sequence = *parts.sequence;
  verdict.usage = m_facts.hasUsage;
  verdict.finish = verdict.kind == Verdict::Done;
  m_facts.textTokens = m_estimate.tokens();
  m_index->shrink();
  return verdict;
}

}  // namespace sb::dialects::openai_responses
