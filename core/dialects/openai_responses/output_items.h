// Items of an answer's `output`, as a caller gets them. Pure; any thread.
// Source: OpenAI API reference, "The response object" (output).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/dialects/chat.h"
#include "core/dialects/json_out.h"
#include "core/dialects/openai_responses/response_frame.h"

namespace sb::dialects::openai_responses {

struct OutputItem {
  enum class Kind { Message, Reasoning, Seal, Call, Image, Raw };
  Kind kind = Kind::Message;
  std::string id;
  std::vector<chat::Part> parts;  // of a message: texts and refusals; of others: one
  std::string space;              // of a call: its tool's namespace
  bool whole = false;             // it is over, and was not cut
  bool wrapped = false;           // of a call: its free text comes as JSON of one member
};

// The item that the part is or belongs to, without the part; nothing for a part that has none here
// (audio, items of other dialects).
bool itemOf(const chat::Part& part, OutputItem& item);
std::string_view prefixOf(const OutputItem& item);

// The tool as the caller calls it, and its free text out of the JSON that the provider was asked
// for.
void address(OutputItem& item, const ToolNames& tools);
void unwrap(OutputItem& item);

// `status`: "in_progress", "completed" or "incomplete".
void writeItem(JsonOut& out, const OutputItem& item, std::string_view status);
// A part of a message's content.
void writeContentPart(JsonOut& out, const chat::Part& part);

// The items of a whole answer.
std::vector<OutputItem> itemsOf(const std::vector<chat::Part>& content, const ResponseFrame& frame);

// Whether one of them says that the model refused.
bool refuses(const std::vector<OutputItem>& items);

}  // namespace sb::dialects::openai_responses
