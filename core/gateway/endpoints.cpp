#include "core/gateway/endpoints.h"

#include <array>

#include "core/base/text.h"

namespace sb::gateway {
namespace {

struct Row {
  std::string_view path;  // without /v1
  std::string_view method;
  Endpoint endpoint;
  std::string_view name;
};

constexpr std::array kRows{
    Row{"chat/completions", "POST", Endpoint::ChatCompletions, "chat.completions"},
    Row{"completions", "POST", Endpoint::Completions, "completions"},
    Row{"embeddings", "POST", Endpoint::Embeddings, "embeddings"},
    Row{"messages", "POST", Endpoint::Messages, "messages"},
    Row{"messages/count_tokens", "POST", Endpoint::CountTokens, "messages.count_tokens"},
    Row{"models", "GET", Endpoint::Models, "models"},
    Row{"models/*", "GET", Endpoint::Model, "models"},
    Row{"feedback", "POST", Endpoint::Feedback, "feedback"},
    Row{"healthz", "GET", Endpoint::Health, "healthz"},
    Row{"readyz", "GET", Endpoint::Ready, "readyz"},
    Row{"metrics", "GET", Endpoint::Metrics, "metrics"},
    Row{"", "GET", Endpoint::Root, "root"},
};

// "/v1//chat/completions/" → "v1/chat/completions".
std::string squeezed(std::string_view path) {
  const std::string_view inside = path.substr(path.starts_with('/') ? 1 : 0);
  if (!inside.ends_with('/') && inside.find("//") == std::string_view::npos &&
      !inside.starts_with('/'))
    return std::string(inside);
  std::string out;
  for (const std::string_view part : split(path, '/')) {
    if (part.empty()) continue;
    if (!out.empty()) out += '/';
    out += part;
  }
  return out;
}

}  // namespace

Result<Match> matchPath(std::string_view method, std::string_view path) {
  Match match;
  std::string clean = squeezed(path);
  if (clean.starts_with("k/")) {
    const std::size_t end = clean.find('/', 2);
    match.key =
        percentDecode(std::string_view(clean).substr(2, end == std::string::npos ? end : end - 2));
    clean = end == std::string::npos ? std::string() : clean.substr(end + 1);
  }
  if (clean == "v1") clean.clear();
  if (clean.starts_with("v1/")) clean.erase(0, 3);
  const std::string_view asked = method == "HEAD" ? "GET" : method;
  for (const Row& row : kRows) {
    const bool prefix = row.path.ends_with("/*");
    const std::string_view stem = prefix ? row.path.substr(0, row.path.size() - 1) : row.path;
    const bool hit = prefix ? clean.size() > stem.size() && clean.starts_with(stem) : clean == stem;
    if (!hit) continue;
    if (asked != row.method)
      return Error(ErrorKind::MethodNotAllowed, "this address takes " + std::string(row.method),
                   std::string(row.method));
    match.endpoint = row.endpoint;
    if (prefix) match.rest = percentDecode(std::string_view(clean).substr(stem.size()));
    return match;
  }
  return Error(ErrorKind::NotFound, "there is nothing at " + excerpt(redactedPath(path), 200));
}

std::string_view endpointName(Endpoint endpoint) {
  for (const Row& row : kRows)
    if (row.endpoint == endpoint) return row.name;
  return "unknown";
}

std::string redactedPath(std::string_view path) {
  std::string out(path);
  const std::size_t at = out.find("/k/");
  if (at == std::string::npos) return out;
  const std::size_t begin = at + 3;
  const std::size_t end = out.find('/', begin);
  out.replace(begin, end == std::string::npos ? std::string::npos : end - begin, "[redacted]");
  return out;
}

}  // namespace sb::gateway
