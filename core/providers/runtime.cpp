#include "core/providers/runtime.h"

#include <string.h>

#include <algorithm>
#include <utility>

#include "core/base/text.h"
#include "core/dialects/all_dialects.h"

namespace sb::providers {
namespace {

std::vector<config::Header> merged(std::vector<config::Header> headers,
                                   const std::vector<config::Header>& over) {
  for (const config::Header& header : over) {
    std::erase_if(headers, [&](const auto& one) { return equalNoCase(one.name, header.name); });
    headers.push_back(header);
  }
  return headers;
}

// What a refusal of the key depends on. In memory only, never shown.
std::size_t fingerprint(const std::optional<Secret>& secret, const std::string& origin) {
  const std::hash<std::string_view> hash;
  return hash(origin) ^ (secret ? hash(secret->reveal()) * 31 : 0);
}

Key makeKey(const ProviderRuntime& runtime, const config::ProviderKey& configured,
            const SecretOf& secretOf, KeyStates& states) {
  Key key;
  key.name = configured.name;
  key.weight = configured.weight;
  key.disabled = configured.disabled;
  auto secret = secretOf(configured.secret);
  if (secret)
    key.secret = *std::move(secret);
  else
    key.whyNoSecret = secret.error();
  const auto there = [](const std::optional<Endpoint>& one) { return one.has_value(); };
  const auto first = std::find_if(runtime.endpoints.begin(), runtime.endpoints.end(), there);
  const std::string origin = first == runtime.endpoints.end() ? std::string() : (*first)->origin;
  key.state = states.of(runtime.id, key.name, fingerprint(key.secret, origin));
  return key;
}

// NotFound means that the address simply has no such call.
Status resolveAll(const Preset& preset, const std::optional<std::string>& baseUrl,
                  ProviderRuntime& runtime) {
  for (const Call call : kAllCalls) {
    const auto dialect = dialectOf(call);
    if (dialect && !preset.speaks(*dialect)) continue;
    auto endpoint = resolve(preset, baseUrl, call);
    if (endpoint)
      runtime.endpoints[static_cast<std::size_t>(call)] = *std::move(endpoint);
    else if (endpoint.error().kind != ErrorKind::NotFound)
      return endpoint.error();
  }
  return {};
}

// The kind as this provider speaks it: the addresses of further dialects are the usual ones, the
// key goes where the kind wants it.
std::unique_ptr<const Preset> speaking(const Preset& kind, const std::vector<std::string>& names) {
  auto own = std::make_unique<Preset>(kind);
  own->dialects.clear();
  for (const std::string& name : names)
    if (const auto one = dialects::dialectNamed(name); one && !own->speaks(*one))
      own->dialects.push_back(*one);
  return own;
}

}  // namespace

const Endpoint* ProviderRuntime::endpoint(Call call) const {
  const auto& found = endpoints[static_cast<std::size_t>(call)];
  return found ? &*found : nullptr;
}

std::optional<SecretHeader> ProviderRuntime::authHeader(Call call, const Key* key) const {
  if (key == nullptr || !key->secret) return std::nullopt;
  return authHeader(call, *key->secret);
}

std::optional<SecretHeader> ProviderRuntime::authHeader(Call call, const Secret& secret) const {
  const Auth& auth = preset->authFor(call);
  const bool header = auth.scheme == Auth::Scheme::Bearer || auth.scheme == Auth::Scheme::Header;
  if (!header || secret.empty()) return std::nullopt;
  std::string value;
  value.reserve(auth.prefix.size() + secret.reveal().size());
  value.append(auth.prefix).append(secret.reveal());
  return SecretHeader{auth.header, Secret(std::move(value))};
}

void ProviderRuntime::addAuth(Call call, const Key* key, std::string& line) const {
  const Auth& auth = preset->authFor(call);
  if (auth.scheme != Auth::Scheme::Query || key == nullptr || !key->secret) return;
  std::string value = percentEncode(key->secret->reveal());
  line.append(line.find('?') == std::string::npos ? "?" : "&");
  line.append(auth.header).append("=").append(value);
  explicit_bzero(value.data(), value.size());
}

Result<std::shared_ptr<const ProviderRuntime>> makeRuntime(
    const config::Provider& provider, const config::Config& config, const SecretOf& secretOf,
    KeyStates& states, const std::optional<std::string>& baseUrl) {
  const Preset* kind = preset(provider.kind);
  if (kind == nullptr)
    return Error(ErrorKind::ConfigInvalid, "unknown provider kind " + provider.kind);
  auto runtime = std::make_shared<ProviderRuntime>();
  runtime->id = provider.id;
  if (!provider.dialects.empty()) {
    runtime->own = speaking(*kind, provider.dialects);
    kind = runtime->own.get();
  }
  runtime->preset = kind;
  runtime->disabled = provider.disabled;
  const auto& address = provider.baseUrl ? provider.baseUrl : baseUrl;
  if (const Status done = resolveAll(*kind, address, *runtime); !done) return done.error();
  runtime->headers = merged(kind->headers, provider.headers);
  runtime->proxy = provider.proxy.value_or(config.proxy);
  runtime->extraCa = config.extraCa;
  runtime->extraCa.insert(runtime->extraCa.end(), provider.extraCa.begin(), provider.extraCa.end());
  runtime->timeouts = provider.timeouts;
  std::vector<Key> keys;
  for (const config::ProviderKey& key : provider.keys)
    keys.push_back(makeKey(*runtime, key, secretOf, states));
  runtime->keys = KeyRing(provider.id, std::move(keys), kind->keyOptional);
  return std::shared_ptr<const ProviderRuntime>(std::move(runtime));
}

}  // namespace sb::providers
