#include "core/dialects/error_body.h"

#include <algorithm>

#include "core/base/json.h"
#include "core/base/log.h"
#include "core/base/text.h"

namespace sb::dialects {
namespace {

constexpr std::size_t kMostMessage = 2048;

}  // namespace

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

std::string presentable(std::string_view message) {
  return excerpt(log::redacted(message), kMostMessage);
}

std::string messageOf(const Error& error, const ErrorDetails& details) {
  return json::quoted(presentable(firstOf(details.upstreamMessage, error.message)));
}

int statusOf(const Error& error, const ErrorDetails& details) {
  return details.status > 0 ? details.status : errorStatus(error.kind);
}

std::string_view nameOf(int status, std::span<const StatusName> names, std::string_view refused,
                        std::string_view failed) {
  const auto found = std::ranges::find(names, status, &StatusName::status);
  if (found != names.end()) return found->name;
  return status < 500 ? refused : failed;
}

}  // namespace sb::dialects
