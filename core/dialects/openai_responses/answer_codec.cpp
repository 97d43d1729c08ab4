#include <algorithm>
#include <functional>
#include <optional>
#include <utility>

#include "core/dialects/json_out.h"
#include "core/dialects/json_read.h"
#include "core/dialects/openai_chat/usage.h"
#include "core/dialects/openai_responses/annotations.h"
#include "core/dialects/openai_responses/output_items.h"
#include "core/dialects/openai_responses/read_answer.h"
#include "core/dialects/openai_responses/read_items.h"
#include "core/dialects/openai_responses/responses_codec.h"

namespace sb::dialects::openai_responses {

using namespace chat;

Media imageOf(const ReadItem& item) {
  Media media;
  media.kind = MediaKind::Image;
  media.mime = item.imageMime;
  (item.image.starts_with("http") ? media.url : media.base64) = item.image;
  return media;
}

bool saysNothing(const Part& part) {
  if (const auto* text = as<Text>(part)) return text->text.empty();
  const auto* thinking = as<Thinking>(part);
  return thinking && thinking->text.empty() && !thinking->signature;
}

void readOutput(JsonCursor& output, std::vector<Part>& parts) {
  std::optional<Signature> seal;
  eachElement(output, [&](JsonCursor& one) {
    ReadItem item = readItem(one);
    if (item.seal) seal = std::move(item.seal);
    for (Part& part : item.parts) {
      if (!item.image.empty()) part.what = imageOf(item);
      if (auto* call = std::get_if<ToolCall>(&part.what))
        call->signature = std::exchange(seal, std::nullopt);
      if (!saysNothing(part)) parts.push_back(std::move(part));
    }
  });
}

Finish finishOf(std::string_view status, std::string_view reason, const std::vector<Part>& parts) {
  if (status == "incomplete")
    return reason == "content_filter" ? Finish::ContentFilter : Finish::Length;
  if (status == "failed" || status == "cancelled") return Finish::Error;
  bool calls = false, refused = false;
  for (const Part& part : parts) {
    calls |= as<ToolCall>(part) != nullptr;
    refused |= as<Refusal>(part) != nullptr;
  }
  if (calls) return Finish::ToolCalls;
  return refused ? Finish::Refusal : Finish::Stop;
}

void readError(JsonCursor& cursor, ResponseFields& fields) {
  if (cursor.peek() == '"') fields.error = takeText(cursor);
  eachMember(cursor, [&](std::string_view name, JsonCursor& value) {
    if (name == "message") fields.error = takeText(value);
    if (name == "code" || name == "type") {
      std::string word = takeText(value);
      if (fields.errorCode.empty()) fields.errorCode = std::move(word);
    }
  });
}

ResponseFields readResponse(JsonCursor& cursor) {
  ResponseFields fields;
  eachMember(cursor, [&](std::string_view name, JsonCursor& value) {
    if (name == "id") {
      fields.start.id = takeText(value);
    } else if (name == "model") {
      fields.start.model = takeText(value);
    } else if (name == "created_at") {
      // Some servers say it with fractions.
      fields.start.created = countOf(value.value());
    } else if (name == "service_tier") {
      fields.start.serviceTier = takeText(value);
    } else if (name == "status") {
      fields.status = takeText(value);
    } else if (name == "incomplete_details") {
      eachMember(value, [&](std::string_view inside, JsonCursor& of) {
        if (inside == "reason") fields.reason = takeText(of);
      });
    } else if (name == "error" && value.peek() != 'n') {
      readError(value, fields);
    } else if (name == "output" && value.peek() == '[') {
      fields.output = value;
    } else if (name == "usage" && value.peek() == '{') {
      const openai_chat::UsageReport report = openai_chat::readUsage(value);
      fields.usage = report.usage;
      fields.charged = report.charged;
    }
  });
  return fields;
}

Result<Answer> ResponsesCodec::readAnswer(std::string_view body) const {
  JsonIndex index;
  Result<JsonCursor> cursor = index.read(body);
  if (!cursor || cursor->peek() != '{')
    return Error(ErrorKind::UpstreamProtocol, "The answer is no JSON object.");
  ResponseFields fields = readResponse(*cursor);
  if (!cursor->bad() && fields.status == "failed")
    return Error(ErrorKind::UpstreamError,
                 fields.error.empty() ? "The provider gave up." : fields.error);
  if (cursor->bad() || !fields.output)
    return Error(ErrorKind::UpstreamProtocol, "The answer has no output.");
  Answer answer = std::move(fields.start);
  Choice choice;
  readOutput(*fields.output, choice.content);
  choice.finish = finishOf(fields.status, fields.reason, choice.content);
  choice.finishRaw = fields.reason.empty() ? fields.status : fields.reason;
  answer.choices.push_back(std::move(choice));
  answer.usage = fields.usage;
  return answer;
}

std::string ResponsesCodec::writeAnswer(const Answer& answer, const AnswerName& name) const {
  std::string body;
  JsonOut out(body);
  const Choice none;
  const Choice& choice = answer.choices.empty() ? none : answer.choices.front();
  ResponseFrame frame(name);
  frame.servedWith(answer.serviceTier);
  const std::vector<OutputItem> items = itemsOf(choice.content, frame);
  ResponseState state = stateOf(choice.finish, refuses(items));
  if (answer.usage) state.usage = &*answer.usage;
  frame.write(out, state, [&](JsonOut& list) {
    list.beginList();
    for (const OutputItem& item : items)
      writeItem(list, item, &item == &items.back() ? state.status : "completed");
    list.endList();
  });
  return body;
}

std::string ResponsesCodec::untold(const Part& part) const {
  const auto* text = as<Text>(part);
  if (text &&
      std::any_of(text->citations.begin(), text->citations.end(), std::not_fn(hasAnnotation)))
    return "citations of documents";
  OutputItem item;
  return itemOf(part, item) ? std::string() : std::string(partName(part));
}

}  // namespace sb::dialects::openai_responses
