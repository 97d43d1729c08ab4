// All that a request needs to know of the configuration, resolved and immutable. Each worker holds
// a pointer; a request finishes on the snapshot that it began with, but asks no provider that is
// switched off in a later one. Built on the control thread.
#pragma once

#include <array>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/catalog/catalog.h"
#include "core/config/config.h"
#include "core/gateway/cached_print.h"
#include "core/net/upstream_pool.h"
#include "core/providers/runtime.h"
#include "core/routing/directory.h"

namespace sb::gateway {

// A provider with the network side of each of its calls.
struct Upstream {
  std::shared_ptr<const providers::ProviderRuntime> runtime;
  std::array<net::Destination, providers::kCalls> destinations;
  std::string problem;  // why it cannot be used; "" = it can
};

struct Snapshot {
  config::Snapshot config;
  std::shared_ptr<const catalog::Catalog> catalog;
  std::map<std::string, Upstream, std::less<>> upstreams;
  std::unique_ptr<const routing::Directory> directory;
  // How URLs of requests are reached; null: they are not.
  struct Outside {
    std::shared_ptr<net::ClientTls> tls;
    std::optional<net::ProxyRules> proxies;
  };
  std::unique_ptr<const Outside> outside;
  NodePrints prints;

  const Upstream* upstream(std::string_view provider) const;
  bool knowsHost(std::string_view host) const;       // of a Host header, with or without port
  bool allowsOrigin(std::string_view origin) const;  // of an Origin header
};

using SnapshotPtr = std::shared_ptr<const Snapshot>;

// What outlives configurations: key states, trust stores, names learned from providers' model
// lists. Control thread only.
class SnapshotBuilder {
 public:
  SnapshotBuilder();

  // Secrets as they are known now; called for each reference.
  SnapshotPtr build(config::Snapshot config, const providers::SecretOf& secretOf);

  // The facts about models, from the next build on.
  void setCatalog(std::shared_ptr<const catalog::Catalog> facts, bool fromFile);
  const catalog::Catalog& catalog() const { return *m_catalog; }
  bool catalogFromFile() const { return m_catalogFromFile; }  // else the built-in one

  // Addresses that only the program knows, by provider id (the demo provider's).
  void setBaseUrl(const std::string& provider, const std::string& url);
  // Models that a provider listed: they can be asked for by their bare name from the next build on.
  void learnModels(const std::string& provider, std::vector<std::string> models);
  // What the two above said of it.
  void forget(const std::string& provider);
  const std::vector<std::string>* learned(const std::string& provider) const;

  // The trust store with these extra PEM files; one for each distinct list.
  std::shared_ptr<net::ClientTls> tls(const std::vector<std::string>& extraCa);

 private:
  Upstream makeUpstream(const config::Provider& provider, const config::Config& config,
                        const providers::SecretOf& secretOf);
  std::unique_ptr<const Snapshot::Outside> makeOutside(const config::Config& config);

  std::shared_ptr<const catalog::Catalog> m_catalog;
  bool m_catalogFromFile = false;
  providers::KeyStates m_keyStates;
  std::map<std::vector<std::string>, std::shared_ptr<net::ClientTls>> m_tls;
  std::map<std::string, std::string> m_baseUrls;
  std::map<std::string, std::vector<std::string>> m_learned;
};

}  // namespace sb::gateway
