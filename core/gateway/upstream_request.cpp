#include "core/gateway/upstream_request.h"

#include <algorithm>
#include <array>

#include "core/base/text.h"
#include "core/gateway/front_door.h"
#include "core/gateway/params.h"

namespace sb::gateway {
namespace {

using dialects::Edits;

// Only these of the caller's headers travel on. Everything else is between the caller and us.
constexpr std::array<std::string_view, 9> kForwarded{
    "openai-beta", "openai-organization", "openai-project", "idempotency-key", "http-referer",
    "x-title",     "x-openrouter-title",  "traceparent",    "tracestate"};

// Where clients put keys into a query.
constexpr std::array<std::string_view, 7> kCredentials{
    "key", "api_key", "api-key", "apikey", "access_token", "token", "authorization"};

// Header rules of the nodes, and the provider's headers, in the order in which they win.
class Extra {
 public:
  void set(std::string_view name, std::string_view value) {
    remove(name);
    m_list.push_back({std::string(name), std::string(value)});
  }
  // "name", or "name: value" for one value of a list.
  void take(std::string_view rule) {
    const std::size_t colon = rule.find(':');
    if (colon == rule.npos) return remove(rule);
    const std::string_view name = trim(rule.substr(0, colon)), value = trim(rule.substr(colon + 1));
    for (config::Header& header : m_list) {
      if (!equalNoCase(header.name, name)) continue;
      std::string rest;
      for (const std::string_view one : split(header.value, ','))
        if (!equalNoCase(trim(one), value)) rest.append(rest.empty() ? "" : ",").append(trim(one));
      header.value = std::move(rest);
    }
    std::erase_if(m_list, [&](const config::Header& h) {
      return equalNoCase(h.name, name) && h.value.empty();
    });
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

// Gemini's addresses name the model.
std::string withModel(const std::string& target, std::string_view model) {
  constexpr std::string_view kPlace = "{model}";
  const std::size_t at = target.find(kPlace);
  if (at == std::string::npos) return target;
  std::string out = target;
  return out.replace(at, kPlace.size(), percentEncode(model));
}

// What the caller says in its dialect's own header fields.
void takeOwn(const HeadInput& in, Extra& extra) {
  for (const dialects::CallerHeader& own : in.tools.callerHeaders) {
    const std::string_view said = in.caller.get(own.name);
    if (said.empty()) continue;
    std::string value(said);
    if (own.adds)
      for (const config::Header& h : in.provider.headers)
        if (equalNoCase(h.name, own.name)) value.append(",").append(h.value);
    extra.set(own.name, value);
  }
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
    if (!travelsOn(parameter) || target.find(parameter) != std::string::npos) continue;
    (out += separator) += parameter;
    separator = '&';
  }
  return out;
}

Result<Edits> makeEdits(std::string_view body, const dialects::Look& look,
                        const routing::Attempt& attempt, const providers::Preset& preset,
                        const dialects::DialectTools& tools) {
  const RouteParams params(attempt.params);
  dialects::Wanted wanted = params.wanted(preset);
  wanted.model = attempt.target->model;
  wanted.askUsage = tools.usageIfAsked && preset.streamUsage == providers::Preset::StreamUsage::Ask;
  Result<Edits> edits = prepare(body, look, wanted);
  if (!edits) return edits;
  if (tools.modelEdits != nullptr)
    dialects::merge(*edits, tools.modelEdits(body, look, wanted.model));
  if (tools.withoutForeign == nullptr) return edits;
  dialects::Foreign foreign = tools.withoutForeign(body, look);
  if (foreign.edits.empty()) return edits;
  dialects::merge(*edits, std::move(foreign.edits));
  edits->droppedParams.insert(edits->droppedParams.end(), foreign.dropped.begin(),
                              foreign.dropped.end());
  return edits;
}

std::string makeHead(const HeadInput& in) {
  Extra extra;
  for (const std::string_view name : kForwarded)
    if (const std::string_view value = in.caller.get(name); !value.empty()) extra.set(name, value);
  for (const dialects::FixedHeader& h : in.tools.fixedHeaders)
    extra.set(h.name, h.value);
  for (const config::Header& h : in.provider.headers)
    extra.set(h.name, h.value);
  if (in.ownDialect) takeOwn(in, extra);
  for (const config::HeaderRules* rules : in.attempt.headers) {
    for (const config::Header& h : rules->set)
      extra.set(h.name, h.value);
    for (const std::string& name : rules->remove)
      extra.take(name);
  }
  std::string head;
  head.reserve(1024);
  head.append("POST ");
  const bool plain = in.query.empty() || !in.ownDialect;
  const std::string target = withModel(in.endpoint.target, in.attempt.target->model);
  head.append(plain ? target : targetWith(target, in.query));
  in.provider.addAuth(in.call, in.key, head);
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
