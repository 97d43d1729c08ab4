#include "core/dialects/error_cause.h"

#include <algorithm>
#include <array>

#include "core/base/text.h"

namespace sb::dialects {
namespace {

constexpr std::array<std::string_view, 3> kLengthCodes{
    "context_length_exceeded", "string_above_max_length", "model_context_window_exceeded"};
constexpr std::array<std::string_view, 4> kPolicyCodes{"content_filter", "content_policy_violation",
                                                       "responsibleaipolicyviolation",
                                                       "moderation_blocked"};
constexpr std::array<std::string_view, 4> kModelCodes{"model_not_found", "model_decommissioned",
                                                      "model_permission_blocked_org",
                                                      "model_permission_blocked_project"};
constexpr std::array<std::string_view, 1> kKeyCodes{"invalid_api_key"};
// In lower case.
constexpr std::array<std::string_view, 7> kLengthWords{"maximum context length",
                                                       "prompt is too long",
                                                       "exceeds the maximum number of tokens",
                                                       "exceed context limit",
                                                       "exceeds the context window",
                                                       "context length exceeded",
                                                       "larger than the maximum context"};
constexpr std::array<std::string_view, 3> kPolicyWords{
    "content management policy", "flagged by our safety", "violates our usage policies"};
constexpr std::array<std::string_view, 3> kModelWords{
    "have access to model", "have access to the model", "is not a valid model id"};
// Messages that begin with these: what comes behind may be the caller's own words.
constexpr std::array<std::string_view, 5> kKeyBeginnings{
    "api key not valid", "api key not found", "api key expired", "incorrect api key provided",
    "incorrect%20api%20key%20provided"};

template <std::size_t N>
bool isOne(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

template <std::size_t N>
bool holdsOne(const std::array<std::string_view, N>& words, std::string_view text) {
  return std::ranges::any_of(
      words, [&](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

}  // namespace

ErrorCause errorCause(const AnswerFacts& facts) {
  const std::string code = lower(facts.errorCode), type = lower(facts.errorType);
  const std::string message = lower(facts.errorMessage);
  if (isOne(kLengthCodes, code) || isOne(kLengthCodes, type) || holdsOne(kLengthWords, message))
    return ErrorCause::ContextLength;
  if (isOne(kPolicyCodes, code) || isOne(kPolicyCodes, type) || holdsOne(kPolicyWords, message))
    return ErrorCause::ContentPolicy;
  if (isOne(kModelCodes, code) || isOne(kModelCodes, type) || holdsOne(kModelWords, message))
    return ErrorCause::Model;
  const bool key = std::ranges::any_of(
      kKeyBeginnings, [&](std::string_view beginning) { return message.starts_with(beginning); });
  if (key || isOne(kKeyCodes, code)) return ErrorCause::Key;
  return ErrorCause::Other;
}

}  // namespace sb::dialects
