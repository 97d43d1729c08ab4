#include "core/gateway/upstream_request.h"

#include <algorithm>
#include <array>

#include "core/base/text.h"
#include "core/gateway/front_door.h"

namespace sb::gateway {
namespace {

using dialects::Edits;
using dialects::Unsupported;
using dialects::Wanted;

// Only these of the caller's headers travel on. Everything else is between the caller and us.
constexpr std::array<std::string_view, 9> kForwarded{
    "openai-beta", "openai-organization", "openai-project", "idempotency-key", "http-referer",
    "x-title",     "x-openrouter-title",  "traceparent",    "tracestate"};

// Where clients put keys into a query.
constexpr std::array<std::string_view, 7> kCredentials{
    "key", "api_key", "api-key", "apikey", "access_token", "token", "authorization"};

// Inner nodes come later and win; the policy is the innermost that is set.
struct Merged {
  std::vector<std::pair<std::string, std::string>> defaults, overrides;
  std::vector<std::string> drop;
  Unsupported policy = Unsupported::Refuse;
};

void put(std::vector<std::pair<std::string, std::string>>& list,
         const std::pair<std::string, std::string>& one) {
  const auto same = std::find_if(list.begin(), list.end(),
                                 [&](const auto& known) { return known.first == one.first; });
  if (same == list.end())
    list.push_back(one);
  else
    same->second = one.second;
}

Unsupported policyOf(config::Params::Unsupported policy) {
  switch (policy) {
    case config::Params::Unsupported::Refuse:
      return Unsupported::Refuse;
    case config::Params::Unsupported::Drop:
      return Unsupported::Drop;
    case config::Params::Unsupported::Pass:
      return Unsupported::Pass;
  }
  return Unsupported::Refuse;
}

Merged merge(const std::vector<const config::Params*>& nodes) {
  Merged merged;
  for (const config::Params* params : nodes) {
    const config::Params& node = *params;
    for (const auto& one : node.defaults)
      put(merged.defaults, one);
    for (const auto& one : node.overrides)
      put(merged.overrides, one);
    merged.drop.insert(merged.drop.end(), node.drop.begin(), node.drop.end());
    if (node.unsupported) merged.policy = policyOf(*node.unsupported);
  }
  return merged;
}

// Header rules of the nodes, and the provider's headers, in the order in which they win.
class Extra {
 public:
  void set(std::string_view name, std::string_view value) {
    remove(name);
    m_list.push_back({std::string(name), std::string(value)});
  }
  void remove(std::string_view name) {
    std::erase_if(m_list, [&](const config::Header& h) { return equalNoCase(h.name, name); });
  }
  void write(std::string& out) const {
    for (const config::Header& h : m_list)
      if (net::validHeaderName(h.name) && net::validHeaderValue(h.value))
        net::appendHeader(out, h.name, h.value);
  }

 private:
  std::vector<config::Header> m_list;
};

bool travelsOn(std::string_view parameter) {
  const std::string name = percentDecode(parameter.substr(0, parameter.find('=')));
  const auto same = [&](std::string_view known) { return equalNoCase(known, name); };
  const bool printable =
      std::all_of(parameter.begin(), parameter.end(), [](char c) { return c > 0x20 && c < 0x7f; });
  return printable && !parameter.empty() &&
         std::none_of(kCredentials.begin(), kCredentials.end(), same);
}

std::string targetWith(const std::string& target, std::string_view query) {
  std::string out = target;
  char separator = out.find('?') == std::string::npos ? '?' : '&';
  for (const std::string_view parameter : split(query, '&')) {
    if (!travelsOn(parameter)) continue;
    (out += separator) += parameter;
    separator = '&';
  }
  return out;
}

// Ours behind those of the gateways that the request came through: else a loop of two would not be
// noticed by either. What else stands in the caller's Via is no business of a provider.
std::string viaOf(const HeadInput& in) {
  std::string via;
  for (const std::string_view mark : gatewayMarks(in.caller))
    via.append(mark).append(", ");
  return via.append(in.via);
}

}  // namespace

Result<Edits> makeEdits(std::string_view body, const dialects::Look& look,
                        const routing::Attempt& attempt, const providers::Preset& preset) {
  const Merged merged = merge(attempt.params);
  Wanted wanted;
  wanted.model = attempt.target->model;
  wanted.askUsage = preset.streamUsage == providers::Preset::StreamUsage::Ask;
  wanted.defaults = merged.defaults;
  wanted.overrides = merged.overrides;
  wanted.drop = merged.drop;
  wanted.unsupported = preset.unsupported;
  wanted.policy = merged.policy;
  return prepare(body, look, wanted);
}

std::string makeHead(const HeadInput& in) {
  Extra extra;
  for (const std::string_view name : kForwarded)
    if (const std::string_view value = in.caller.get(name); !value.empty()) extra.set(name, value);
  for (const config::Header& h : in.provider.headers)
    extra.set(h.name, h.value);
  for (const config::HeaderRules* rules : in.attempt.headers) {
    for (const config::Header& h : rules->set)
      extra.set(h.name, h.value);
    for (const std::string& name : rules->remove)
      extra.remove(name);
  }
  std::string head;
  head.reserve(1024);
  head.append("POST ");
  head.append(in.query.empty() ? in.endpoint.target : targetWith(in.endpoint.target, in.query));
  head.append(" HTTP/1.1\r\n");
  net::appendHeader(head, "Host", in.endpoint.authority);
  net::appendHeader(head, "Content-Type", "application/json");
  net::appendHeader(head, "Accept", in.stream ? "text/event-stream" : "application/json");
  net::appendHeader(head, "Accept-Encoding", "identity");
  net::appendHeader(head, "User-Agent", "signalbox/" SB_VERSION);
  if (in.caller.has("Via"))
    net::appendHeader(head, "Via", viaOf(in));
  else
    net::appendHeader(head, "Via", in.via);
  extra.write(head);
  if (const auto auth = in.provider.authHeader(in.call, in.key))
    net::appendHeader(head, auth->name, auth->value.reveal());
  net::appendHeader(head, "Content-Length", std::to_string(in.bodySize));
  head.append("\r\n");
  return head;
}

}  // namespace sb::gateway
