#include "core/dialects/errors.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "core/base/json.h"
#include "core/base/log.h"
#include "core/base/text.h"

namespace sb::dialects {
namespace {

using enum ErrorKind;

constexpr std::size_t kMostMessage = 2048;
constexpr std::size_t kMostParam = 64;

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

void appendMember(std::string& out, std::string_view name, std::string_view raw) {
  if (out.back() != '{') out += ',';
  json::appendQuoted(out, name);
  out.append(":").append(raw);
}

void appendText(std::string& out, std::string_view name, std::string_view value) {
  appendMember(out, name, value.empty() ? "null" : json::quoted(value));
}

std::string attemptsJson(std::span<const AttemptLine> attempts) {
  std::string out = "[";
  for (const AttemptLine& attempt : attempts) {
    out += out.size() > 1 ? ",{" : "{";
    appendText(out, "provider", attempt.provider);
    appendText(out, "model", attempt.model);
    appendMember(out, "status", attempt.status > 0 ? std::to_string(attempt.status) : "null");
    appendText(out, "outcome", attempt.outcome);
    out += '}';
  }
  return out + "]";
}

// Valid UTF-8, of a bearable length, without registered secrets.
std::string presentable(std::string_view message) {
  return excerpt(log::redacted(message), kMostMessage);
}

std::string_view firstOf(std::string_view a, std::string_view b) { return a.empty() ? b : a; }

std::string openAiBody(const Error& error, const ErrorDetails& details) {
  const Row& row = kOpenAi[static_cast<std::size_t>(error.kind)];
  std::string out = "{\"error\":{";
  appendMember(out, "message",
               json::quoted(presentable(firstOf(details.upstreamMessage, error.message))));
  appendText(out, "type", presentable(firstOf(details.upstreamType, row.type)));
  appendText(out, "param", presentable(firstOf(details.param, paramOf(error))));
  appendText(out, "code",
             presentable(firstOf(details.upstreamCode, firstOf(row.code, errorName(error.kind)))));
  if (!details.requestId.empty()) appendText(out, "request_id", details.requestId);
  if (!details.attempts.empty()) appendMember(out, "attempts", attemptsJson(details.attempts));
  return out + "}}";
}

// A status and what the other dialects call it.
struct StatusName {
  int status;
  std::string_view anthropic, google;
};
constexpr std::array<StatusName, 13> kStatusNames{{
    {400, "invalid_request_error", "INVALID_ARGUMENT"},
    {401, "authentication_error", "UNAUTHENTICATED"},
    {402, "billing_error", "FAILED_PRECONDITION"},
    {403, "permission_error", "PERMISSION_DENIED"},
    {404, "not_found_error", "NOT_FOUND"},
    {405, "invalid_request_error", "UNIMPLEMENTED"},
    {408, "timeout_error", "DEADLINE_EXCEEDED"},
    {409, "invalid_request_error", "ABORTED"},
    {413, "request_too_large", "INVALID_ARGUMENT"},
    {429, "rate_limit_error", "RESOURCE_EXHAUSTED"},
    {503, "overloaded_error", "UNAVAILABLE"},
    {504, "timeout_error", "DEADLINE_EXCEEDED"},
    {529, "overloaded_error", "UNAVAILABLE"},
}};

StatusName statusNames(int status) {
  for (const StatusName& names : kStatusNames)
    if (names.status == status) return names;
  return status < 500 ? StatusName{status, "invalid_request_error", "INVALID_ARGUMENT"}
                      : StatusName{status, "api_error", "INTERNAL"};
}

int statusOf(const Error& error, const ErrorDetails& details) {
  return details.status > 0 ? details.status : errorStatus(error.kind);
}

std::string anthropicBody(const Error& error, const ErrorDetails& details) {
  std::string out = R"({"type":"error","error":{)";
  appendText(
      out, "type",
      presentable(firstOf(details.upstreamType, statusNames(statusOf(error, details)).anthropic)));
  appendMember(out, "message",
               json::quoted(presentable(firstOf(details.upstreamMessage, error.message))));
  if (!details.attempts.empty()) appendMember(out, "attempts", attemptsJson(details.attempts));
  out += '}';
  if (!details.requestId.empty()) appendText(out, "request_id", details.requestId);
  return out + "}";
}

std::string geminiBody(const Error& error, const ErrorDetails& details) {
  const int status = statusOf(error, details);
  std::string out = "{\"error\":{";
  appendMember(out, "code", std::to_string(status));
  appendMember(out, "message",
               json::quoted(presentable(firstOf(details.upstreamMessage, error.message))));
  appendText(out, "status", presentable(firstOf(details.upstreamType, statusNames(status).google)));
  if (!details.requestId.empty()) appendText(out, "request_id", details.requestId);
  if (!details.attempts.empty()) appendMember(out, "attempts", attemptsJson(details.attempts));
  return out + "}}";
}

bool nameCharacter(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.' || c == '-' ||
         c == '[' || c == ']';
}

}  // namespace

std::string_view paramOf(const Error& error) {
  if (error.kind == UnknownModel) return "model";
  if (error.kind != BadRequest && error.kind != UnsupportedParameter) return {};
  const bool name = error.detail.size() <= kMostParam &&
                    std::all_of(error.detail.begin(), error.detail.end(), nameCharacter);
  return name ? std::string_view(error.detail) : std::string_view();
}

std::string errorBody(Dialect dialect, const Error& error, const ErrorDetails& details) {
  switch (dialect) {
    case Dialect::Anthropic:
      return anthropicBody(error, details);
    case Dialect::Gemini:
      return geminiBody(error, details);
    case Dialect::OpenAiChat:
    case Dialect::OpenAiResponses:
      break;
  }
  return openAiBody(error, details);
}

}  // namespace sb::dialects
