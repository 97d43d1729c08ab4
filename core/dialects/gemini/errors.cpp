#include "core/dialects/gemini/errors.h"

#include <array>

#include "core/dialects/error_body.h"

namespace sb::dialects::gemini {
namespace {

constexpr std::array<StatusName, 11> kNames{{
    {401, "UNAUTHENTICATED"},
    {402, "FAILED_PRECONDITION"},
    {403, "PERMISSION_DENIED"},
    {404, "NOT_FOUND"},
    {405, "UNIMPLEMENTED"},
    {408, "DEADLINE_EXCEEDED"},
    {409, "ABORTED"},
    {429, "RESOURCE_EXHAUSTED"},
    {503, "UNAVAILABLE"},
    {504, "DEADLINE_EXCEEDED"},
    {529, "UNAVAILABLE"},
}};

}  // namespace

std::string errorBody(const Error& error, const ErrorDetails& details) {
  const int status = statusOf(error, details);
  std::string out = "{\"error\":{";
  appendMember(out, "code", std::to_string(status));
  appendMember(out, "message", messageOf(error, details));
  const std::string_view name = nameOf(status, kNames, "INVALID_ARGUMENT", "INTERNAL");
  appendText(out, "status", presentable(firstOf(details.upstreamType, name)));
  if (!details.requestId.empty()) appendText(out, "request_id", details.requestId);
  if (!details.attempts.empty()) appendMember(out, "attempts", attemptsJson(details.attempts));
  return out + "}}";
}

}  // namespace sb::dialects::gemini
