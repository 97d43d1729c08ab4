#include "core/gateway/settings.h"

#include "core/base/log.h"
#include "core/config/edit.h"

namespace sb::gateway {
namespace {

constexpr std::string_view kDemo = "demo";

config::Node demoTarget() {
  config::Node node;
  node.kind = config::Node::Kind::Target;
  node.id = "n1";
  node.provider = kDemo;
  node.model = "hello";
  return node;
}

bool sameListeners(const config::Config& a, const config::Config& b) {
  if (a.listen.size() != b.listen.size()) return false;
  for (std::size_t i = 0; i < a.listen.size(); ++i) {
    const config::Listener& x = a.listen[i];
    const config::Listener& y = b.listen[i];
    if (x.address != y.address || x.port != y.port || x.tls.has_value() != y.tls.has_value())
      return false;
    if (x.tls && (x.tls->cert != y.tls->cert || x.tls->key != y.tls->key ||
                  x.tls->clientCa != y.tls->clientCa))
      return false;
  }
  return true;
}

}  // namespace

Settings::Settings(std::string path, Overrides overrides, config::Known known, const Clock& clock)
    : m_file(std::move(path)),
      m_overrides(std::move(overrides)),
      m_known(std::move(known)),
      m_clock(clock),
      m_config(std::make_shared<const config::Config>()) {}

config::Snapshot Settings::withOverrides(config::Snapshot loaded) const {
  auto config = std::make_shared<config::Config>(*loaded);
  if (m_overrides.demoUrl && config->provider(kDemo) == nullptr) {
    config::Provider provider;
    provider.id = kDemo;
    provider.kind = kDemo;
    provider.baseUrl = *m_overrides.demoUrl;
    provider.proxy = "none";
    config->providers.push_back(std::move(provider));
  }
  if (m_overrides.demoUrl && config->route(kDemo) == nullptr) {
    config::Route route;
    route.name = kDemo;
    route.flow = demoTarget();
    config->routes.push_back(std::move(route));
  }
  return config;
}

void Settings::setDemo(const std::optional<std::string>& url) {
  const std::string id(kDemo);
  m_overrides.demoUrl = url;
  if (url) {
    m_builder.setBaseUrl(id, *url);
    return m_builder.learnModels(id, {"fast", "hello"});
  }
  m_builder.forget(id);
  if (const config::Loaded plain = load(m_text); plain.config) m_config = plain.config;
}

bool Settings::ownsDemo() const {
  const config::Provider* found = m_config->provider(kDemo);
  return found == nullptr || found->kind == kDemo;
}

config::Loaded Settings::load(const std::string& text) const {
  config::Known known = m_known;
  known.listen = m_overrides.listen;
  known.admin = m_overrides.admin;
  config::Loaded loaded = config::load(text, known);
  if (loaded.config) loaded.config = withOverrides(loaded.config);
  return loaded;
}

Result<std::vector<config::Problem>> Settings::read() {
  const Result<config::File::Content> content = m_file.read();
  if (!content) return content.error();
  config::Loaded loaded = load(content->text);
  if (!loaded.config) return loaded.problems;
  m_text = content->text;
  m_revision = content->revision;
  m_config = loaded.config;
  m_loadedAt = m_clock.wall();
  return loaded.problems;
}

void Settings::attach(Gateway& gateway, policy::GatewayKeys& keys, ledger::Ledger& ledger,
                      vault::Secrets& secrets) {
  m_gateway = &gateway;
  m_keys = &keys;
  m_ledger = &ledger;
  m_secrets = &secrets;
}

void Settings::keepRevisions(config::Revisions& revisions) {
  m_revisions = &revisions;
  m_revisions->note(m_text, {});
}

void Settings::applyKeys() {
  std::vector<policy::FileKey> keys;
  for (const config::GatewayKey& configured : m_config->keys) {
    Result<vault::Fetched> fetched = m_secrets->fetchNow(configured.value);
    if (!fetched) {
      m_warnings.push_back("the gateway key " + configured.name +
                           " cannot be used: " + fetched.error().message);
      continue;
    }
    if (!fetched->warning.empty()) m_warnings.push_back(fetched->warning);
    keys.push_back({configured, std::move(fetched->secret)});
  }
  for (std::string& warning : m_keys->setFile(keys))
    m_warnings.push_back(std::move(warning));
}

void Settings::apply() {
  m_warnings.clear();
  m_config = withOverrides(m_config);
  if (m_gateway == nullptr) return;
  applyKeys();
  const auto secretOf = [this](const config::SecretRef& ref) -> Result<Secret> {
    Result<vault::Fetched> fetched = m_secrets->fetchNow(ref);
    if (!fetched) return fetched.error();
    if (!fetched->warning.empty()) m_warnings.push_back(fetched->warning);
    return std::move(fetched->secret);
  };
  const SnapshotPtr snapshot = m_builder.build(m_config, secretOf);
  for (const auto& [id, upstream] : snapshot->upstreams)
    if (!upstream.problem.empty())
      m_warnings.push_back("the provider " + id + " cannot be used: " + upstream.problem);
  m_ledger->configure(m_config->ledger);
  m_gateway->use(snapshot);
  for (const std::string& warning : m_warnings)
    log::warn(warning);
}

Settings::Preview Settings::preview(const std::string& text) {
  config::Loaded loaded = load(text);
  Preview preview;
  preview.problems = std::move(loaded.problems);
  if (!loaded.config) return preview;
  const auto secretOf = [this](const config::SecretRef& ref) -> Result<Secret> {
    Result<vault::Fetched> fetched = m_secrets->fetchNow(ref);
    if (!fetched) return fetched.error();
    return std::move(fetched->secret);
  };
  preview.snapshot = m_builder.build(loaded.config, secretOf);
  return preview;
}

std::vector<std::string> Settings::restartNeeded(const config::Config& now) const {
  std::vector<std::string> names;
  if (!sameListeners(*m_config, now)) names.emplace_back("listen");
  if (m_config->admin.address != now.admin.address || m_config->admin.port != now.admin.port)
    names.emplace_back("admin");
  if (m_config->workers != now.workers) names.emplace_back("workers");
  if (m_config->limits.head != now.limits.head || m_config->limits.bodies != now.limits.bodies ||
      m_config->limits.idle != now.limits.idle ||
      m_config->limits.headTime != now.limits.headTime ||
      m_config->limits.bodyTime != now.limits.bodyTime)
    names.emplace_back("limits");
  return names;
}

Settings::Reloaded Settings::take(const std::string& text, const std::string& revision,
                                  const config::ChangedBy& by) {
  Reloaded result;
  config::Loaded loaded = load(text);
  if (!loaded.config) {
    result.problems = std::move(loaded.problems);
    return result;
  }
  result.changed = revision != m_revision;
  result.needsRestart = restartNeeded(*loaded.config);
  m_text = text;
  m_revision = revision;
  m_config = loaded.config;
  m_loadedAt = m_clock.wall();
  if (result.changed && m_revisions != nullptr) m_revisions->note(text, by);
  apply();
  result.warnings = m_warnings;
  return result;
}

Result<Settings::Reloaded> Settings::reload() {
  const Result<config::File::Content> content = m_file.read();
  if (!content) return content.error();
  // The other places are read anew by apply().
  if (m_secrets != nullptr && m_secrets->keychain() != nullptr) m_secrets->keychain()->refresh();
  return take(content->text, content->revision, {});
}

Result<Settings::Reloaded> Settings::usePort(std::uint16_t from, std::uint16_t to,
                                             const config::ChangedBy& by) {
  if (m_overrides.listen && m_overrides.listen->port == from) {
    m_overrides.listen->port = to;
    if (const config::Loaded moved = load(m_text); moved.config) m_config = moved.config;
    return Reloaded();
  }
  const Result<std::string> edited = config::changeListenPort(m_text, from, to);
  if (!edited) return edited.error();
  return save(*edited, m_revision, by);
}

Result<Settings::Reloaded> Settings::save(const std::string& text,
                                          const std::string& expectedRevision,
                                          const config::ChangedBy& by) {
  config::Loaded loaded = load(text);
  if (!loaded.config) {
    Reloaded refused;
    refused.problems = std::move(loaded.problems);
    return refused;
  }
  const Result<std::string> written = m_file.write(text, expectedRevision);
  if (!written) return written.error();
  return take(text, *written, by);
}

}  // namespace sb::gateway
