// The typed configuration: what signalbox.yaml says, checked. One immutable snapshot is shared by
// all threads as shared_ptr<const Config>; nothing here changes after loading. Durations are
// milliseconds, sizes bytes, money NanoUsd. Source lines are 1-based; 0 = not from a file.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/base/clock.h"
#include "core/base/money.h"
#include "core/base/usage.h"
#include "core/config/route.h"

namespace sb::config {

// Where a secret is kept; the file never holds one. "env:NAME", "vault:NAME", "keychain:NAME",
// "file:PATH".
struct SecretRef {
  enum class Source { Env, Vault, Keychain, File };
  Source source = Source::Env;
  std::string name;
  bool operator==(const SecretRef&) const = default;
  bool operator<(const SecretRef& o) const {
    return source != o.source ? source < o.source : name < o.name;
  }
};
std::string toString(const SecretRef& ref);

struct TlsFiles {
  std::string cert, key, clientCa;  // PEM files
};

struct Listener {
  std::string address = "127.0.0.1";  // an IP address or "localhost" (then 127.0.0.1 and ::1)
  std::uint16_t port = 7411;          // 0 = any free one
  std::optional<TlsFiles> tls;        // none = plain HTTP
  Where where;
};

struct Admin {
  std::string address = "127.0.0.1";
  std::uint16_t port = 7412;
};

struct Timeouts {
  Millis connect{5'000};
  Millis poolWait{5'000};
  Millis firstToken{120'000};
  Millis firstTokenReasoning{
      600'000};  // … of a model that is told to think; `first_token` sets both
  Millis stall{120'000};
  Millis total{1'800'000};
  Millis holdHead{10'000};

  void apply(const TimeoutOverrides& overrides);
};

struct Budget {
  std::optional<NanoUsd> perDay, perMonth, total;
};

// A gateway key of a server setup. `value` says where its text is kept.
struct GatewayKey {
  std::string name;
  SecretRef value;
  std::vector<std::string> models;  // glob patterns; empty = all
  std::vector<std::string> tags;
  std::optional<WallMillis> expires;
  Where where;
};

struct ProviderKey {
  std::string name;
  SecretRef secret;
  double weight = 1;  // share among the usable keys; > 0
  bool disabled = false;
  Where where;
};

struct Provider {
  std::string id;                      // [a-z0-9][a-z0-9_.-]*, not reserved
  std::string kind;                    // a preset's id
  std::optional<std::string> baseUrl;  // over the preset's
  std::vector<ProviderKey> keys;
  std::optional<std::string> proxy;   // "system", "none" or a URL; unset = network.proxy
  std::vector<std::string> extraCa;   // PEM files, added to the system's store
  std::vector<Header> headers;        // sent with every call
  std::vector<std::string> dialects;  // that it speaks, its own first; empty = those of the kind
  TimeoutOverrides timeouts;
  bool disabled = false;
  Where where;
};

// US dollars per million tokens for each bucket of sb::Usage; unset = unknown.
struct PriceEntry {
  std::optional<PricePerMtok> input, cacheRead, cacheWrite, cacheWrite1h, inputAudio,
      cacheReadAudio, output, reasoning, outputAudio, outputImage;
};

// US dollars per million calls of a provider's own tools; unset = unknown. Some sell searches by
// the prompt, however many are made for it: then that price holds in place of `webSearch`.
struct CallPrices {
  std::optional<PricePerMtok> webSearch, fileSearch, groundedPrompt;
};

// What a model costs.
struct Prices {
  // Once the prompt is longer than `aboveTokens`, the whole request is priced at that tier.
  struct Tier {
    std::int64_t aboveTokens = 0;
    PriceEntry entry;
  };
  std::vector<Tier> tiers{};  // tiers[0].aboveTokens is 0; ascending
  // Of the service tiers other than the standard one.
  std::vector<std::pair<Billed::Tier, PriceEntry>> services{};
  CallPrices calls{};
};

struct Model {
  std::string provider, model;
  std::optional<Prices> price;
  std::optional<std::int64_t> context, maxOutput;  // tokens
  Where where;
};

struct Ledger {
  enum class Bodies { None, Redacted, Full };
  enum class Durability { Batched, Strict };
  enum class OnFull { Serve, Refuse };
  Bodies bodies = Bodies::Full;  // the default is None once a listener leaves loopback
  Millis retain{30LL * 24 * 3600 * 1000};
  std::int64_t maxBytes = 5'000'000'000;
  Durability durability = Durability::Batched;
  OnFull onFull = OnFull::Serve;  // Refuse is the default with Strict
};

// Room for answers of routes that have a cache, in bytes.
struct CacheRoom {
  std::int64_t memory = 256'000'000;
  std::int64_t disk = 1'000'000'000;  // 0: nothing is kept there
};

struct Limits {
  std::int64_t head = 64 * 1024;            // bytes of a request head
  std::int64_t body = 64 * 1024 * 1024;     // bytes of a request body
  std::int64_t bodies = 256 * 1024 * 1024;  // of all buffered request bodies together
  std::int64_t event = 16 * 1024 * 1024;    // of one line of an upstream stream
  Millis headTime{30'000};                  // to receive a head
  Millis bodyTime{120'000};                 // between two reads of a body
  Millis idle{75'000};                      // a kept-alive connection without a request
};

struct Config {
  std::vector<Listener> listen{Listener{}};
  Admin admin;
  bool authRequired = true;
  std::vector<std::string> hosts;    // accepted in Host besides addresses and localhost
  std::vector<std::string> origins;  // web origins that may call
  std::string proxy = "system";      // system | none | URL
  std::vector<std::string> extraCa;
  bool fetchMedia = false;  // media that requests give by URL, for targets that want the bytes
  Timeouts timeouts;
  Limits limits;
  int workers = 1;
  std::vector<GatewayKey> keys;
  std::vector<Provider> providers;
  std::vector<Model> models;
  std::vector<Route> routes;
  Ledger ledger;
  CacheRoom cache;

  bool onlyLoopback() const;  // every gateway listener is on loopback
  const Provider* provider(std::string_view id) const;
  const Route* route(std::string_view name) const;
};

using Snapshot = std::shared_ptr<const Config>;

}  // namespace sb::config
