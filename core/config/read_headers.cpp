// Header fields that are sent upstream: of a provider and of a node.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/base/text.h"
#include "core/config/sections.h"

namespace sb::config {
namespace {

// Written by the gateway itself; a second one would change how a message is framed or where it
// goes.
constexpr std::array<std::string_view, 13> kOwn{"host",
                                                "content-length",
                                                "transfer-encoding",
                                                "connection",
                                                "keep-alive",
                                                "te",
                                                "trailer",
                                                "upgrade",
                                                "expect",
                                                "accept-encoding",
                                                "proxy-connection",
                                                "content-encoding",
                                                "proxy-authenticate"};

constexpr std::array<std::string_view, 8> kCredentials{
    "authorization", "proxy-authorization",  "x-api-key",   "api-key", "x-goog-api-key",
    "cookie",        "x-amz-security-token", "x-auth-token"};

bool contains(const auto& names, std::string_view name) {
  return std::ranges::any_of(names, [&](auto each) { return equalNoCase(each, name); });
}

std::string nameProblem(std::string_view name) {
  if (!isToken(name)) return "no header name, expected letters, digits and dashes";
  if (contains(kOwn, name))
    return fmt::format("the header {} is written by the gateway itself, expected another", name);
  return {};
}

std::string settableProblem(std::string_view name) {
  if (contains(kCredentials, name))
    return fmt::format(
        "the header {} carries a secret, which does not belong in the file, expected "
        "it as a key of the provider",
        name);
  return nameProblem(name);
}

// "name", or "name: value" for one value of a list.
std::string removableProblem(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon != text.npos && trim(text.substr(colon + 1)).empty())
    return "no value behind the colon, expected one of those that the header lists";
  return nameProblem(trim(text.substr(0, colon)));
}

void addHeader(const Value& key, const Value& value, std::vector<Header>& out) {
  const std::string problem = settableProblem(key.text());
  if (!problem.empty()) return key.problem(problem);
  Header header;
  header.name = key.text();
  text(header.value, 8192)(value);
  for (const Header& other : out)
    if (equalNoCase(other.name, header.name))
      return key.problem("a header that is already set above, expected it once");
  out.push_back(std::move(header));
}

}  // namespace

void readHeaders(const Value& value, std::vector<Header>& out) {
  if (value.isNull()) return;
  if (!value.isMap())
    return value.problem(kindOf(value) + " stands here, expected a map of header names and values");
  for (std::size_t i = 0; i < value.yaml().members(); ++i)
    if (value.keyOf(i).isScalar()) addHeader(value.keyOf(i), value.member(i), out);
}

void readHeaderRules(const Value& value, HeaderRules& out) {
  readMap(value, {{"set", [&](const Value& v) { readHeaders(v, out.set); }},
                  {"remove", texts(out.remove, "header names", removableProblem)}});
}

}  // namespace sb::config
