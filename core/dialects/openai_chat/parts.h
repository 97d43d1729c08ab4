// The pieces that requests and answers of the chat completions API share: content parts, tool
// calls, thinking in the forms of its imitators. Pure; any thread.
// Source: OpenAI API reference, chat completions; DeepSeek and vLLM (reasoning_content), OpenRouter
// (reasoning, reasoning_details), Google's OpenAI endpoint (extra_content), Perplexity
// (search_results, citations).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/dialects/chat.h"
#include "core/dialects/json_index.h"

namespace sb::dialects::openai_chat {

// One element of a content list. What is not known is Opaque.
chat::Part readPart(JsonCursor& cursor);

// `content`: a text or a list of parts; nothing for null and "".
void readContent(JsonCursor& cursor, std::vector<chat::Part>& parts);

// An element of `tool_calls`.
chat::ToolCall readToolCall(JsonCursor& cursor);

// `function_call`, the older way.
chat::ToolCall readFunctionCall(JsonCursor& cursor);

// The pages that search models name beside their answer: `search_results`, or `citations` as mere
// URLs (Perplexity).
std::vector<chat::Citation> readPages(JsonCursor& list);

// The members of an assistant's message, in a request and in an answer. Thinking stands before the
// text, images and calls behind it.
struct AssistantParts {
  bool fromProvider = false;  // it is an answer
  std::vector<chat::Thinking> details;
  std::vector<chat::Part> content, calls;
  std::vector<chat::Citation> citations;                  // of the content
  bool member(std::string_view name, JsonCursor& value);  // false: it is none of these
  std::vector<chat::Part> parts() &&;

 private:
  std::string m_words;               // thought, without any signature
  std::vector<chat::Part> m_images;  // that it made, beside its content (OpenRouter)
};

}  // namespace sb::dialects::openai_chat
