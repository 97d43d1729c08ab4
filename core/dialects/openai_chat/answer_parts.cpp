#include "core/dialects/openai_chat/answer_parts.h"

#include <utility>

#include "core/dialects/citations.h"
#include "core/dialects/media.h"
#include "core/dialects/openai_errors.h"
#include "core/dialects/openai_logprobs.h"

namespace sb::dialects::openai_chat {

using namespace chat;

void writeUsage(JsonOut& out, const Usage& usage) {
  out.beginObject();
  out.number("prompt_tokens", usage.totalInput());
  out.number("completion_tokens", usage.totalOutput());
  out.number("total_tokens", usage.totalInput() + usage.totalOutput());
  out.beginObject("prompt_tokens_details");
  out.number("cached_tokens", usage.cacheRead);
  const std::int64_t written = usage.cacheWrite + usage.cacheWrite1h;
  if (written > 0) out.number("cache_write_tokens", written);
  out.number("audio_tokens", usage.inputAudio);
  out.endObject();
  out.beginObject("completion_tokens_details");
  out.number("reasoning_tokens", usage.reasoning);
  out.number("audio_tokens", usage.outputAudio);
  out.endObject();
  out.endObject();
}

namespace {

bool own(const Citation& citation) {
  return citation.origin == Dialect::OpenAiChat && !citation.ownJson.empty();
}

}  // namespace

bool hasAnnotation(const Citation& citation) { return own(citation) || !citation.url.empty(); }

void AnnotationList::add(const Text& text, std::int64_t length) {
  for (const Citation& one : text.citations) {
    if (!hasAnnotation(one)) continue;
    if (!std::exchange(m_begun, true)) m_out.beginList("annotations");
    if (own(one)) {
      m_out.raw(one.ownJson);
      continue;
    }
    const Citation::Place place = placeIn(one, length);
    m_out.beginObject();
    m_out.text("type", "url_citation");
    m_out.beginObject("url_citation");
    m_out.number("start_index", m_before + place.begin);
    m_out.number("end_index", m_before + place.end);
    m_out.text("title", one.title);
    m_out.text("url", one.url);
    m_out.endObject();
    m_out.endObject();
  }
  m_before += length;
}

void AnnotationList::end() {
  if (m_begun) m_out.endList();
}

void writeTokensOfChoice(JsonOut& out, std::string_view tokens) {
  if (tokens.empty()) return out.null("logprobs");
  out.beginObject("logprobs");
  out.raw("content", tokens);
  out.null("refusal");
  out.endObject();
}

std::string tokensOfChoice(JsonCursor& cursor) {
  std::string tokens;
  eachMember(cursor, [&](std::string_view name, JsonCursor& value) {
    if (name == "content") tokens = takeTokens(value);
  });
  return tokens;
}

void writeReasoningPiece(JsonOut& out, std::string_view text, int index) {
  out.beginList("reasoning_details");
  out.beginObject();
  out.text("type", "reasoning.text");
  out.text("text", text);
  out.number("index", index);
  out.endObject();
  out.endList();
}

void writeCallSignature(JsonOut& out, const ToolCall& call) {
  if (!call.signature || call.signature->origin != Dialect::Gemini) return;
  out.beginObject("extra_content");
  out.beginObject("google");
  out.text("thought_signature", call.signature->data);
  out.endObject();
  out.endObject();
}

void writeFailureChunk(std::string& out, const Error& error, const ErrorDetails& details) {
  out.append("data: ").append(openAiErrorBody(error, details)).append("\n\n");
}

void writeImage(JsonOut& out, const Media& media) {
  out.beginObject();
  out.text("type", "image_url");
  out.beginObject("image_url");
  out.text("url", urlOfMedia(media));
  out.endObject();
  out.endObject();
}

}  // namespace sb::dialects::openai_chat
