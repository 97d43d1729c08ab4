// The response object as a provider sends it, whole or at the end of a stream. Pure; any thread.
// Source: OpenAI API reference, "The response object".
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/money.h"
#include "core/dialects/chat.h"
#include "core/dialects/json_index.h"
#include "core/dialects/openai_responses/read_items.h"

namespace sb::dialects::openai_responses {

struct ResponseFields {
  chat::Answer start;  // id, model, created, service tier
  std::string status, reason, error, errorCode;
  std::optional<JsonCursor> output;
  std::optional<Usage> usage;
  std::optional<NanoUsd> charged;  // what the provider says it charged
};

ResponseFields readResponse(JsonCursor& cursor);

// The value of `error`: an object, or a text.
void readError(JsonCursor& cursor, ResponseFields& fields);

// The items of `output` as parts of an answer.
void readOutput(JsonCursor& output, std::vector<chat::Part>& parts);

// `reason`: why it is incomplete.
chat::Finish finishOf(std::string_view status, std::string_view reason,
                      const std::vector<chat::Part>& parts);

// An empty text, or thinking that the provider keeps to itself, without a signature to bring back.
bool saysNothing(const chat::Part& part);

// An image that was made (ReadItem::image).
chat::Media imageOf(const ReadItem& item);

}  // namespace sb::dialects::openai_responses
