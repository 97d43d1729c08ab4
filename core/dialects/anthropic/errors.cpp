#include "core/dialects/anthropic/errors.h"

#include <array>

#include "core/dialects/error_body.h"

namespace sb::dialects::anthropic {
namespace {

constexpr std::array<StatusName, 10> kTypes{{
    {401, "authentication_error"},
    {402, "billing_error"},
    {403, "permission_error"},
    {404, "not_found_error"},
    {408, "timeout_error"},
    {413, "request_too_large"},
    {429, "rate_limit_error"},
    {503, "overloaded_error"},
    {504, "timeout_error"},
    {529, "overloaded_error"},
}};

}  // namespace

std::string errorBody(const Error& error, const ErrorDetails& details) {
  std::string out = R"({"type":"error","error":{)";
  const std::string_view type =
      nameOf(statusOf(error, details), kTypes, "invalid_request_error", "api_error");
  appendText(out, "type", presentable(firstOf(details.upstreamType, type)));
  appendMember(out, "message", messageOf(error, details));
  if (!details.attempts.empty()) appendMember(out, "attempts", attemptsJson(details.attempts));
  out += '}';
  if (!details.requestId.empty()) appendText(out, "request_id", details.requestId);
  return out + "}";
}

}  // namespace sb::dialects::anthropic
