// The readers of the sections of signalbox.yaml. Each fills its part of the Config and leaves
// checks that need other sections to Problems::later(). Used by load() only.
#pragma once

#include "core/config/fields.h"

namespace sb::config {

struct Context {
  Config& config;
  const Known& known;
  Problems& problems;
};

// read_server.cpp
void readListen(const Value& value, Context& context);
void readAdmin(const Value& value, Context& context);
void readAuth(const Value& value, Context& context);
void readNetwork(const Value& value, Context& context);
void readLimits(const Value& value, Context& context);
void readTimeouts(const Value& value, TimeoutOverrides& out);
void readProxy(const Value& value, std::string& out);
Read paths(std::vector<std::string>& out);

// read_ledger.cpp; what the file said itself, for defaults that depend on other settings.
struct LedgerGiven {
  bool bodies = false;
  bool onFull = false;
};
void readLedger(const Value& value, Ledger& out, LedgerGiven& given);

// read_cache.cpp; the room for all, and what a route or node does
void readCacheRoom(const Value& value, CacheRoom& out);
void readCacheRule(const Value& value, std::optional<CacheRule>& out);

// read_keys.cpp
void readGatewayKeys(const Value& value, Context& context);

// read_providers.cpp
void readProviders(const Value& value, Context& context);
void readModels(const Value& value, Context& context);
void expectProvider(const Value& at, const std::string& id, Context& context);

// read_prices.cpp
void readPrices(const Value& value, std::optional<Prices>& out);

// read_headers.cpp
void readHeaders(const Value& value, std::vector<Header>& out);
void readHeaderRules(const Value& value, HeaderRules& out);

// read_params.cpp; the value as JSON (problems for what JSON cannot say)
std::string jsonOf(const Value& value);
void readParams(const Value& value, Params& out);
void readPrompt(const Value& value, Prompt& out);

// read_routes.cpp, read_nodes.cpp
void readRoutes(const Value& value, Context& context);
void readFlow(const Value& value, Node& out, Context& context);

}  // namespace sb::config
