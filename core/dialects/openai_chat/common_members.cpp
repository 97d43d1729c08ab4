#include "core/dialects/openai_chat/common_members.h"

#include <algorithm>
#include <array>

#include "core/dialects/json_read.h"

namespace sb::dialects::openai_chat {
namespace {

using namespace chat;

// A number with its own digits; "" for anything else.
std::string digits(JsonCursor& cursor) {
  const std::string_view token = cursor.value();
  const char first = token.empty() ? '\0' : token.front();
  return first == '-' || (first >= '0' && first <= '9') ? std::string(token) : std::string();
}

template <auto Member>
void text(JsonCursor& v, Request& request) {
  request.*Member = takeText(v);
}
template <auto Member>
void number(JsonCursor& v, Request& request) {
  request.sampling.*Member = digits(v);
}

void stream(JsonCursor& v, Request& request) { request.stream = takeFlag(v).value_or(false); }

void streamOptions(JsonCursor& v, Request& request) {
  eachMember(v, [&](std::string_view name, JsonCursor& value) {
    if (name == "include_usage") request.streamUsage = takeFlag(value).value_or(false);
  });
}

void limit(JsonCursor& v, Request& request) {
  const std::optional<std::int64_t> limit = takeNumber(v);
  if (limit) request.maxTokens = std::max(limit, request.maxTokens);
}

void choices(JsonCursor& v, Request& request) { request.choices = takeNumber(v).value_or(1); }
void stop(JsonCursor& v, Request& request) { request.sampling.stop = takeTexts(v); }
void logitBias(JsonCursor& v, Request& request) { request.sampling.logitBiasJson = takeRaw(v); }

struct Field {
  std::string_view name;
  void (*take)(JsonCursor&, Request&);
};
constexpr std::array kFields{
    Field{"model", text<&Request::model>},
    Field{"max_tokens", limit},
    Field{"max_completion_tokens", limit},
    Field{"n", choices},
    Field{"stop", stop},
    Field{"temperature", number<&Sampling::temperature>},
    Field{"top_p", number<&Sampling::topP>},
    Field{"top_k", number<&Sampling::topK>},
    Field{"min_p", number<&Sampling::minP>},
    Field{"frequency_penalty", number<&Sampling::frequencyPenalty>},
    Field{"presence_penalty", number<&Sampling::presencePenalty>},
    Field{"seed", number<&Sampling::seed>},
    Field{"logit_bias", logitBias},
    Field{"stream", stream},
    Field{"stream_options", streamOptions},
    Field{"user", text<&Request::user>},
};

}  // namespace

bool readCommonMember(std::string_view name, JsonCursor& value, Request& request) {
  const auto field = std::find_if(kFields.begin(), kFields.end(),
                                  [&](const Field& one) { return one.name == name; });
  if (field == kFields.end()) return false;
  field->take(value, request);
  return true;
}

}  // namespace sb::dialects::openai_chat
