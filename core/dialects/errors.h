// Error answers in the caller's dialect; how a stream says it is its writer's business (codec.h).
// Pure functions; any thread.
// `attempts` is ours and stands inside of `error`, and so does `request_id` where the dialect has
// no place for it.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "core/base/error.h"
#include "core/dialects/dialect.h"

namespace sb::dialects {

// One upstream attempt, as told to the caller when all have failed.
struct AttemptLine {
  std::string provider, model;
  int status = 0;       // 0 = no answer
  std::string outcome;  // "ok" or an error kind's name
};

// What an error answer may say besides the error. Views must live as long as the call.
struct ErrorDetails {
  std::string_view requestId;
  int status = 0;          // of the answer; 0 = the kind's own
  std::string_view param;  // "" = paramOf(error)
  std::span<const AttemptLine> attempts;
  // What the last upstream said, where it spoke the dialect; each replaces our own word. Secrets in
  // the message are removed here.
  std::string_view upstreamMessage, upstreamType, upstreamCode;
};

// The parameter that the error is about: BadRequest and UnsupportedParameter of this folder carry
// its name in `detail`. "" if there is none.
std::string_view paramOf(const Error& error);

// The body of an error answer, JSON.
std::string errorBody(Dialect dialect, const Error& error, const ErrorDetails& details = {});

}  // namespace sb::dialects
