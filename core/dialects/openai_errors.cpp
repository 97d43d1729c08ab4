#include "core/dialects/openai_errors.h"

#include <array>

#include "core/dialects/error_body.h"

namespace sb::dialects {
namespace {

using enum ErrorKind;

struct Row {
  ErrorKind kind;
  std::string_view type;
  std::string_view code;  // "" = the kind's own name
};

constexpr std::string_view kInvalid = "invalid_request_error";
constexpr std::string_view kServer = "server_error";
constexpr std::string_view kUpstream = "upstream_error";

// Codes that OpenAI's clients and their users know where there is one, else the kind's name.
constexpr std::array<Row, kErrorKinds> kOpenAi{{
    {BadRequest, kInvalid, "invalid_value"},
    {InvalidJson, kInvalid, ""},
    {KeyMissing, "authentication_error", "missing_api_key"},
    {KeyInvalid, "authentication_error", "invalid_api_key"},
    {KeyNotAllowed, "permission_error", ""},
    {ForeignOrigin, "permission_error", ""},
    {ForeignHost, "permission_error", ""},
    {NotFound, kInvalid, "unknown_url"},
    {UnknownModel, kInvalid, "model_not_found"},
    {MethodNotAllowed, kInvalid, ""},
    {UnsupportedMediaType, kInvalid, ""},
    {UnsupportedParameter, kInvalid, ""},
    {BodyTooLarge, kInvalid, "request_too_large"},
    {HeadTooLarge, kInvalid, ""},
    {RateLimited, "rate_limit_error", "rate_limit_exceeded"},
    {BudgetExceeded, "insufficient_quota", "insufficient_quota"},
    {Conflict, kInvalid, ""},
    {RequestTimeout, kInvalid, ""},
    {ConnectRefused, kUpstream, ""},
    {ConnectTimeout, kUpstream, ""},
    {DnsFailed, kUpstream, ""},
    {TlsFailed, kUpstream, ""},
    {ProxyFailed, kUpstream, ""},
    {PoolTimeout, kUpstream, ""},
    {FirstTokenTimeout, kUpstream, ""},
    {StallTimeout, kUpstream, ""},
    {TotalTimeout, kUpstream, ""},
    {UpstreamStatus, kUpstream, ""},
    {UpstreamError, kUpstream, ""},
    {UpstreamCut, kUpstream, ""},
    {UpstreamReset, kUpstream, ""},
    {UpstreamProtocol, kUpstream, ""},
    {UpstreamTooLarge, kUpstream, ""},
    {LoopRefused, kInvalid, ""},
    {SecretMissing, kUpstream, ""},
    {SecretWaiting, kUpstream, ""},
    {CoolingDown, kUpstream, ""},
    {RaceLost, kUpstream, ""},
    {NoTarget, kUpstream, ""},
    {AllCoolingDown, "rate_limit_error", "rate_limit_exceeded"},
    {ClientGone, kInvalid, ""},
    {KeyRevoked, "authentication_error", "invalid_api_key"},
    {Overloaded, kServer, ""},
    {ShuttingDown, kServer, ""},
    {StoreFailed, kServer, ""},
    {StoreFull, kServer, ""},
    {StoreCorrupt, kServer, ""},
    {ConfigInvalid, kServer, ""},
    {Internal, kServer, ""},
}};

constexpr bool inOrder() {
  for (std::size_t i = 0; i < kOpenAi.size(); ++i)
    if (static_cast<std::size_t>(kOpenAi[i].kind) != i) return false;
  return true;
}
static_assert(inOrder());

}  // namespace

std::string openAiErrorBody(const Error& error, const ErrorDetails& details) {
  const Row& row = kOpenAi[static_cast<std::size_t>(error.kind)];
  std::string out = "{\"error\":{";
  appendMember(out, "message", messageOf(error, details));
  appendText(out, "type", presentable(firstOf(details.upstreamType, row.type)));
  appendText(out, "param", presentable(firstOf(details.param, paramOf(error))));
  appendText(out, "code",
             presentable(firstOf(details.upstreamCode, firstOf(row.code, errorName(error.kind)))));
  if (!details.requestId.empty()) appendText(out, "request_id", details.requestId);
  if (!details.attempts.empty()) appendMember(out, "attempts", attemptsJson(details.attempts));
  return out + "}}";
}

}  // namespace sb::dialects
