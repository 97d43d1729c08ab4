#include "core/dialects/openai_chat/entry.h"

#include <array>

#include "core/dialects/openai_chat/answer.h"
#include "core/dialects/openai_chat/chat_codec.h"
#include "core/dialects/openai_chat/completions_codec.h"
#include "core/dialects/openai_chat/embed_codec.h"
#include "core/dialects/openai_chat/models.h"
#include "core/dialects/openai_errors.h"

namespace sb::dialects::openai_chat {
namespace {

const ChatCodec kCodec;
const CompletionsCodec kCompletions;

// NVIDIA, Voyage AI and OpenRouter; Jina AI.
constexpr std::array<std::string_view, 2> kPurposes{"input_type", "task"};
constexpr EmbedCoding kEmbeddings{
    Form::Embeddings, kEmbedMembers,     kPurposes,       false,
    readEmbedRequest, writeEmbedRequest, readEmbedAnswer, writeEmbedAnswer};

constexpr std::array<std::string_view, 8> kBesideAnswer{
    "stream",           "stream_options",         "user", "metadata", "service_tier",
    "prompt_cache_key", "prompt_cache_retention", "store"};

constexpr std::array<std::string_view, 16> kHarmless{
    // Hints for caches and speed.
    "prompt_cache_retention", "prompt_cache_options", "prediction", "cache_control", "keep_alive",
    // What a report or a log should hold.
    "usage", "include_reasoning", "session_id", "trace", "tags",
    // How other gateways should route and try again: the route says that here.
    "models", "route", "transforms", "num_retries", "fallbacks", "drop_params"};

}  // namespace

DialectTools entry() {
  DialectTools entry;
  entry.dialect = Dialect::OpenAiChat;
  entry.form = Form::ChatCompletions;
  entry.codec = &kCodec;
  entry.completions = &kCompletions;
  entry.readAnswer = readAnswer;
  entry.watch = watchWith<StreamReader>;
  entry.lastWord = "data: [DONE]\n\n";
  entry.usageIfAsked = true;
  entry.errorBody = openAiErrorBody;
  entry.embeddings = &kEmbeddings;
  entry.models = {modelBody, modelsBody};
  entry.besideAnswer = kBesideAnswer;
  entry.harmless = kHarmless;
  return entry;
}

}  // namespace sb::dialects::openai_chat
