#include "core/dialects/openai_responses/entry.h"

#include <array>

#include "core/dialects/openai_chat/models.h"
#include "core/dialects/openai_errors.h"
#include "core/dialects/openai_responses/answer.h"
#include "core/dialects/openai_responses/foreign.h"
#include "core/dialects/openai_responses/responses_codec.h"

namespace sb::dialects::openai_responses {
namespace {

const ResponsesCodec kCodec;

// Its answers repeat what else the request said.
constexpr std::array<std::string_view, 2> kBesideAnswer{"stream", "stream_options"};

constexpr std::array<std::string_view, 7> kHarmless{
    "prompt_cache_retention", "prompt_cache_options", "client_metadata", "include",
    // One of the provider's own tools, which are left out.
    "tool_choice",
    // The whole conversation is told anyway.
    "truncation", "context_management"};

}  // namespace

DialectTools entry() {
  DialectTools entry;
  entry.dialect = Dialect::OpenAiResponses;
  entry.form = Form::Responses;
  entry.codec = &kCodec;
  entry.readAnswer = readAnswer;
  entry.watch = watchWith<ResponseWatch>;
  entry.errorBody = openAiErrorBody;
  entry.models = {openai_chat::modelBody, openai_chat::modelsBody};
  entry.besideAnswer = kBesideAnswer;
  entry.harmless = kHarmless;
  entry.withoutForeign = withoutForeign;
  return entry;
}

}  // namespace sb::dialects::openai_responses
