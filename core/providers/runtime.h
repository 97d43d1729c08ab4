// One configured provider, ready for traffic: everything that an attempt needs to know, resolved
// once per configuration. Immutable but for the key states behind `keys`; shared by all threads as
// shared_ptr<const ProviderRuntime>.
// A key goes to its own provider's host only: credentials are made by authHeaders(), for an
// endpoint of this very object, and no address ever comes from a request or a redirect.
#pragma once

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/config/config.h"
#include "core/providers/key_ring.h"
#include "core/providers/preset.h"
#include "core/providers/url.h"

namespace sb::providers {

// A header whose value is wiped after use.
struct SecretHeader {
  std::string name;
  Secret value;
};

struct ProviderRuntime {
  std::string id;
  const Preset* preset = nullptr;     // of its kind, or …
  std::unique_ptr<const Preset> own;  // … its own, where the configuration says what it speaks
  bool disabled = false;
  std::array<std::optional<Endpoint>, kCalls> endpoints;  // none: this address has no such call
  std::vector<config::Header> headers;  // sent with every call; the configuration's over the kind's
  std::string proxy;                    // "system", "none" or a URL
  std::vector<std::string> extraCa;     // PEM files: the program's and its own
  config::TimeoutOverrides timeouts;
  KeyRing keys;

  // Null where there is none for that call.
  const Endpoint* endpoint(Call call) const;

  // The header that carries the key; nothing for a null key or a kind without authentication.
  std::optional<SecretHeader> authHeader(Call call, const Key* key) const;
  std::optional<SecretHeader> authHeader(Call call, const Secret& secret) const;

  // Adds the key to a request line that ends with its target, where the kind wants it there; wipe
  // it after use.
  void addAuth(Call call, const Key* key, std::string& line) const;
};

// What became of a key's reference: its secret, or why there is none.
using SecretOf = std::function<Result<Secret>(const config::SecretRef&)>;

// ConfigInvalid for an unknown kind or a bad base URL. `baseUrl` stands in for presets whose
// address only the program knows.
Result<std::shared_ptr<const ProviderRuntime>> makeRuntime(
    const config::Provider& provider, const config::Config& config, const SecretOf& secretOf,
    KeyStates& states, const std::optional<std::string>& baseUrl = std::nullopt);

}  // namespace sb::providers
