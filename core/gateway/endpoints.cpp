#include "core/gateway/endpoints.h"

#include <array>
#include <optional>

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
    Row{"responses", "POST", Endpoint::Responses, "responses"},
    Row{"responses/*", "GET", Endpoint::Response, "responses"},
    Row{"responses/*", "DELETE", Endpoint::DeleteResponse, "responses"},
    Row{"models/*:generateContent", "POST", Endpoint::GenerateContent, "gemini.generate"},
    Row{"models/*:streamGenerateContent", "POST", Endpoint::StreamContent, "gemini.stream"},
    Row{"models/*:countTokens", "POST", Endpoint::CountContent, "gemini.count_tokens"},
    Row{"models/*:batchEmbedContents", "POST", Endpoint::EmbedContents, "gemini.embed"},
    Row{"models/*:embedContent", "POST", Endpoint::EmbedContent, "gemini.embed"},
    Row{"models", "GET", Endpoint::Models, "models"},
    Row{"models/*", "GET", Endpoint::Model, "models"},
    Row{"feedback", "POST", Endpoint::Feedback, "feedback"},
    Row{"healthz", "GET", Endpoint::Health, "healthz"},
    Row{"readyz", "GET", Endpoint::Ready, "readyz"},
    Row{"metrics", "GET", Endpoint::Metrics, "metrics"},
    Row{"", "GET", Endpoint::Root, "root"},
};

// What stands for the star of a row's path; nothing where the path is another one.
std::optional<std::string_view> starOf(std::string_view pattern, std::string_view path) {
  const std::size_t star = pattern.find('*');
  if (star == pattern.npos)
    return pattern == path ? std::optional(std::string_view()) : std::nullopt;
  const std::string_view before = pattern.substr(0, star), after = pattern.substr(star + 1);
  if (path.size() <= before.size() + after.size() || !path.starts_with(before) ||
      !path.ends_with(after))
    return std::nullopt;
  path.remove_prefix(before.size());
  path.remove_suffix(after.size());
  return path;
}

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

// Takes a key before the path ("k/KEY/v1/models") off it, as it came.
std::string takeKey(std::string& clean) {
  if (!clean.starts_with("k/")) return {};
  const std::size_t end = clean.find('/', 2);
  std::string key = clean.substr(2, end == std::string::npos ? end : end - 2);
  clean = end == std::string::npos ? std::string() : clean.substr(end + 1);
  return key;
}

// A colon may come encoded: it parts a model's name from what is asked of it.
void decodeColons(std::string& path) {
  for (const std::string_view code : {"%3A", "%3a"})
    for (std::size_t at = 0; (at = path.find(code, at)) != std::string::npos; ++at)
      path.replace(at, code.size(), ":");
}

}  // namespace

Result<Match> matchPath(std::string_view method, std::string_view path) {
  Match match;
  std::string clean = squeezed(path);
  match.key = percentDecode(takeKey(clean));
  const bool beta = clean.starts_with("v1beta/");
  if (clean == "v1") clean.clear();
  if (beta || clean.starts_with("v1/")) clean.erase(0, clean.find('/') + 1);
  decodeColons(clean);
  const std::string_view asked = method == "HEAD" ? "GET" : method;
  std::string allowed;
  std::string_view pattern;  // that the path is one of
  for (const Row& row : kRows) {
    if (!pattern.empty() && pattern != row.path) break;
    const std::optional<std::string_view> star = starOf(row.path, clean);
    if (!star || (beta && !row.path.starts_with("models"))) continue;
    if (asked != row.method) {
      pattern = row.path;
      allowed.append(allowed.empty() ? "" : ", ").append(row.method);
      continue;
    }
    match.endpoint = row.endpoint;
    match.rest = percentDecode(*star);
    return match;
  }
  if (!allowed.empty())
    return Error(ErrorKind::MethodNotAllowed, "this address takes " + allowed, allowed);
  return Error(ErrorKind::NotFound, "there is nothing at " + excerpt(redactedPath(path), 200));
}

bool belowBeta(std::string_view path) {
  if (path.find("v1beta/") == std::string_view::npos) return false;
  std::string clean = squeezed(path);
  takeKey(clean);
  return clean.starts_with("v1beta/");
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
