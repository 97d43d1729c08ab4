#include "core/gateway/snapshot.h"

#include <algorithm>
#include <set>

#include "core/base/text.h"
#include "core/net/proxy.h"

namespace sb::gateway {
namespace {

// "example.org:7411" → "example.org", "[::1]:7411" → "::1".
std::string_view withoutPort(std::string_view host) {
  if (host.starts_with('[')) {
    const std::size_t end = host.find(']');
    return end == std::string_view::npos ? host : host.substr(1, end - 1);
  }
  const std::size_t colon = host.rfind(':');
  return colon == std::string_view::npos || host.find(':') != colon ? host : host.substr(0, colon);
}

bool isAddress(std::string_view host) {
  if (host.find(':') != std::string_view::npos)
    return host.find_first_not_of("0123456789abcdefABCDEF:.%") == std::string_view::npos;
  int parts = 1;
  std::size_t digits = 0;
  for (const char c : host) {
    if (c == '.') {
      if (digits == 0) return false;
      digits = 0;
      ++parts;
    } else if (c < '0' || c > '9' || ++digits > 3) {
      return false;
    }
  }
  return parts == 4 && digits > 0;
}

double weightOf(const config::Provider& provider) {
  double sum = 0;
  for (const config::ProviderKey& key : provider.keys)
    if (!key.disabled) sum += key.weight;
  return sum > 0 ? sum : 1;
}

}  // namespace

const Upstream* Snapshot::upstream(std::string_view provider) const {
  const auto found = upstreams.find(provider);
  return found == upstreams.end() ? nullptr : &found->second;
}

bool Snapshot::knowsHost(std::string_view host) const {
  const std::string_view name = withoutPort(host);
  if (name.empty() || isAddress(name) || equalNoCase(name, "localhost")) return true;
  return std::any_of(config->hosts.begin(), config->hosts.end(),
                     [&](const std::string& known) { return equalNoCase(known, name); });
}

bool Snapshot::allowsOrigin(std::string_view origin) const {
  return std::any_of(config->origins.begin(), config->origins.end(),
                     [&](const std::string& known) { return equalNoCase(known, origin); });
}

SnapshotBuilder::SnapshotBuilder() : m_catalog(catalog::Catalog::builtIn()) {}

void SnapshotBuilder::setCatalog(std::shared_ptr<const catalog::Catalog> facts, bool fromFile) {
  m_catalog = std::move(facts);
  m_catalogFromFile = fromFile;
}

void SnapshotBuilder::setBaseUrl(const std::string& provider, const std::string& url) {
  m_baseUrls[provider] = url;
}

void SnapshotBuilder::learnModels(const std::string& provider, std::vector<std::string> models) {
  m_learned[provider] = std::move(models);
}

void SnapshotBuilder::forget(const std::string& provider) {
  m_baseUrls.erase(provider);
  m_learned.erase(provider);
}

const std::vector<std::string>* SnapshotBuilder::learned(const std::string& provider) const {
  const auto found = m_learned.find(provider);
  return found == m_learned.end() ? nullptr : &found->second;
}

std::shared_ptr<net::ClientTls> SnapshotBuilder::tls(const std::vector<std::string>& extraCa) {
  auto& slot = m_tls[extraCa];
  if (!slot) slot = std::make_shared<net::ClientTls>(extraCa);
  return slot;
}

Upstream SnapshotBuilder::makeUpstream(const config::Provider& provider,
                                       const config::Config& config,
                                       const providers::SecretOf& secretOf) {
  Upstream upstream;
  std::optional<std::string> baseUrl;
  if (const auto found = m_baseUrls.find(provider.id); found != m_baseUrls.end())
    baseUrl = found->second;
  auto runtime = providers::makeRuntime(provider, config, secretOf, m_keyStates, baseUrl);
  if (!runtime) {
    upstream.problem = runtime.error().message;
    return upstream;
  }
  upstream.runtime = *runtime;
  const Result<net::ProxyRules> rules = net::ProxyRules::make(upstream.runtime->proxy);
  if (!rules) {
    upstream.problem = rules.error().message;
    return upstream;
  }
  const auto context = tls(upstream.runtime->extraCa);
  for (const providers::Call call : providers::kAllCalls) {
    const providers::Endpoint* endpoint = upstream.runtime->endpoint(call);
    if (endpoint == nullptr) continue;
    net::Destination& to = upstream.destinations[static_cast<std::size_t>(call)];
    to.https = endpoint->https;
    to.host = endpoint->host;
    to.port = endpoint->port;
    if (endpoint->https) to.tls = context;
    if (const net::Proxy* proxy = rules->choose(endpoint->https, endpoint->host, endpoint->port))
      to.proxy = std::make_shared<const net::Proxy>(*proxy);
    to.makeKey();
  }
  return upstream;
}

std::unique_ptr<const Snapshot::Outside> SnapshotBuilder::makeOutside(
    const config::Config& config) {
  if (!config.fetchMedia) return nullptr;
  Result<net::ProxyRules> rules = net::ProxyRules::make(config.proxy);
  if (!rules) return nullptr;
  auto outside = std::make_unique<Snapshot::Outside>();
  outside->tls = tls(config.extraCa);
  outside->proxies = std::move(*rules);
  return outside;
}

SnapshotPtr SnapshotBuilder::build(config::Snapshot config, const providers::SecretOf& secretOf) {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->config = config;
  snapshot->catalog = catalog::Catalog::with(*config, m_catalog);
  std::vector<routing::Offer> offers;
  for (const config::Provider& provider : config->providers) {
    Upstream upstream = makeUpstream(provider, *config, secretOf);
    routing::Offer offer;
    offer.provider = provider.id;
    offer.weight = weightOf(provider);
    offer.enabled = !provider.disabled && upstream.problem.empty();
    std::set<std::string> models;
    for (const std::string_view model : snapshot->catalog->modelsFor(provider.id, provider.kind))
      models.emplace(model);
    if (const auto* more = learned(provider.id)) models.insert(more->begin(), more->end());
    offer.models.assign(models.begin(), models.end());
    offers.push_back(std::move(offer));
    snapshot->upstreams.emplace(provider.id, std::move(upstream));
  }
  snapshot->outside = makeOutside(*config);
  snapshot->prints = printsOf(*config);
  snapshot->directory = std::make_unique<routing::Directory>(config, std::move(offers));
  return snapshot;
}

}  // namespace sb::gateway
