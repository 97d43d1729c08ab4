// providers and models.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/base/text.h"
#include "core/config/endpoints.h"
#include "core/config/sections.h"

namespace sb::config {
namespace {

constexpr std::int64_t kMaxTokens = 1'000'000'000;

// First path segments of the gateway's own endpoints: a provider id may stand in their place.
constexpr std::array<std::string_view, 15> kReserved{
    "v1",     "v1beta", "v2",      "v3",     "v4",      "api", "k",     "admin",
    "models", "chat",   "healthz", "readyz", "metrics", "mcp", "router"};

bool isProviderId(std::string_view id) {
  const auto alnum = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  return !id.empty() && id.size() <= 64 && alnum(id.front()) &&
         std::ranges::all_of(id,
                             [&](char c) { return alnum(c) || c == '_' || c == '.' || c == '-'; });
}

void readId(const Value& value, std::string& out, Once& ids) {
  text(out)(value);
  if (out.empty()) return;
  if (!isProviderId(out))
    return value.problem(shown(out) +
                         " is no provider id, expected a-z, 0-9, _, . and -, beginning "
                         "with a letter or digit, at most 64");
  if (std::ranges::find(kReserved, out) != kReserved.end())
    return value.problem(shown(out) + " is reserved for paths of the gateway, expected another id");
  ids.use(value, out);
}

void readKind(const Value& value, std::string& out, const Known& known) {
  text(out)(value);
  if (!out.empty() && std::ranges::find(known.kinds, out) == known.kinds.end())
    value.problem("unknown provider kind " + shown(out) + suggestion(out, known.kinds));
}

void refuseOwnAddress(const Value& value, const HttpEndpoint& endpoint, const Config& config) {
  const auto own = [&](const std::string& address, std::uint16_t port) {
    return port != 0 && port == endpoint.port && reaches(endpoint.host, address);
  };
  const auto named = [&](const Listener& l) {
    return l.port == endpoint.port &&
           std::ranges::find(config.hosts, endpoint.host) != config.hosts.end();
  };
  const bool gateway = std::ranges::any_of(
      config.listen, [&](const Listener& l) { return own(l.address, l.port) || named(l); });
  if (gateway || own(config.admin.address, config.admin.port))
    value.problem(
        fmt::format("this URL leads back to this gateway's own {} listener, expected another "
                    "server's",
                    gateway ? "gateway" : "admin"));
}

void readBaseUrl(const Value& value, std::optional<std::string>& out, Context& context) {
  optionalText(out, 2048)(value);
  if (!out) return;
  const std::string problem = baseUrlProblem(*out);
  if (!problem.empty()) return value.problem(problem);
  if (const auto endpoint = endpointOf(*out))
    context.problems.later([value, endpoint = *endpoint, &config = context.config] {
      refuseOwnAddress(value, endpoint, config);
    });
}

void readKey(const Value& value, std::vector<ProviderKey>& out, Once& names, const Known& known) {
  ProviderKey key;
  key.name = "main";
  key.where = value.where();
  Value named = value;
  const auto name = [&](const Value& v) {
    text(key.name, 128)(v);
    named = v;
  };
  readMap(value, {{"name", name},
                  {"secret", secret(key.secret, known), kRequired},
                  {"weight", weight(key.weight)},
                  {"disabled", flag(key.disabled)}});
  if (value.isMap()) names.use(named, key.name);
  out.push_back(std::move(key));
}

std::string dialectProblem(std::string_view name) {
  static const std::vector<std::string> kKnown{"openai_chat", "openai_responses", "anthropic",
                                               "gemini"};
  if (std::ranges::find(kKnown, name) != kKnown.end()) return {};
  return fmt::format("unknown dialect {}{}", shown(std::string(name)),
                     suggestion(std::string(name), kKnown));
}

// What the kind wants a person to say.
void expectOwn(const Value& value, const Provider& provider, bool hasUrl, const Known& known) {
  const auto missing = [&](std::string_view what) {
    value.problem(
        fmt::format("{} is missing, expected it for the kind {}", what, shown(provider.kind)));
  };
  const auto& needUrl = known.kindsWithoutUrl;
  if (!hasUrl && std::ranges::find(needUrl, provider.kind) != needUrl.end()) missing("base_url");
  for (const auto& wanted : known.headersToFill) {
    const auto named = [&](const Header& one) { return equalNoCase(one.name, wanted.second); };
    if (wanted.first == provider.kind && !std::ranges::any_of(provider.headers, named))
      missing(fmt::format("{} in headers", wanted.second));
  }
}

void readProvider(const Value& value, Once& ids, Context& context) {
  Provider p;
  p.where = value.where();
  Once names("key name");
  const auto keys = listOf("keys, each a map with name and secret",
                           [&](const Value& item) { readKey(item, p.keys, names, context.known); });
  const auto proxy = [&](const Value& v) {
    std::string got;
    readProxy(v, got);
    if (!got.empty()) p.proxy = std::move(got);
  };
  bool hasUrl = false;
  const auto baseUrl = [&](const Value& v) {
    hasUrl = true;
    readBaseUrl(v, p.baseUrl, context);
  };
  readMap(value, {{"id", [&](const Value& v) { readId(v, p.id, ids); }, kRequired},
                  {"kind", [&](const Value& v) { readKind(v, p.kind, context.known); }, kRequired},
                  {"base_url", baseUrl},
                  {"keys", keys},
                  {"proxy", proxy},
                  {"extra_ca", paths(p.extraCa)},
                  {"headers", [&](const Value& v) { readHeaders(v, p.headers); }},
                  {"dialects", texts(p.dialects, "dialects", dialectProblem)},
                  {"timeouts", [&](const Value& v) { readTimeouts(v, p.timeouts); }},
                  {"disabled", flag(p.disabled)}});
  expectOwn(value, p, hasUrl, context.known);
  context.config.providers.push_back(std::move(p));
}

Read tokens(std::optional<std::int64_t>& out) {
  return [&out](const Value& value) {
    std::int64_t number = 0;
    integer(number, 1, kMaxTokens)(value);
    if (number > 0) out = number;
  };
}

void readModel(const Value& value, Once& names, Context& context) {
  Model model;
  model.where = value.where();
  const auto provider = [&](const Value& v) {
    text(model.provider)(v);
    expectProvider(v, model.provider, context);
  };
  readMap(value, {{"provider", provider, kRequired},
                  {"model", text(model.model), kRequired},
                  {"price", [&](const Value& v) { readPrices(v, model.price); }},
                  {"context", tokens(model.context)},
                  {"max_output", tokens(model.maxOutput)}});
  if (!model.provider.empty() && !model.model.empty())
    names.use(value, model.provider + "/" + model.model);
  context.config.models.push_back(std::move(model));
}

}  // namespace

void readProviders(const Value& value, Context& context) {
  Once ids("provider id");
  listOf("providers, each a map with id and kind",
         [&](const Value& item) { readProvider(item, ids, context); })(value);
}

void readModels(const Value& value, Context& context) {
  Once names("model");
  listOf("models, each a map with provider and model",
         [&](const Value& item) { readModel(item, names, context); })(value);
}

void expectProvider(const Value& at, const std::string& id, Context& context) {
  if (id.empty()) return;
  const std::vector<std::string>& own = context.known.ownProviders;
  if (std::find(own.begin(), own.end(), id) != own.end()) return;
  context.problems.later([at, id, &config = context.config] {
    if (config.provider(id) || at.problems().full()) return;
    std::vector<std::string> ids;
    for (const Provider& provider : config.providers)
      ids.push_back(provider.id);
    at.problem("unknown provider " + shown(id) + suggestion(id, ids));
  });
}

}  // namespace sb::config
