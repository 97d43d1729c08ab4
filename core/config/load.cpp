#include "core/config/load.h"

#include <fmt/format.h>

#include "core/base/text.h"
#include "core/config/endpoints.h"
#include "core/config/sections.h"

namespace sb::config {
namespace {

constexpr std::int64_t kMaxWorkers = 64;

void readVersion(const Value& value) {
  if (!value.isScalar() || value.text() != "1")
    value.problem("this version of the file is unknown, expected version: 1");
}

std::string hostProblem(std::string_view host) {
  return isHostName(host) ? "" : "no host name, expected one like gateway.local, without a port";
}

void readWorkers(const Value& value, int& out) {
  std::int64_t number = out;
  integer(number, 1, kMaxWorkers)(value);
  out = static_cast<int>(number);
}

void applyLedgerDefaults(Config& config, const LedgerGiven& given) {
  if (!given.bodies && !config.onlyLoopback()) config.ledger.bodies = Ledger::Bodies::None;
  if (!given.onFull && config.ledger.durability == Ledger::Durability::Strict)
    config.ledger.onFull = Ledger::OnFull::Refuse;
}

void applyOverrides(Config& config, const Known& known) {
  if (known.listen) config.listen = {*known.listen};
  if (known.admin) config.admin = *known.admin;
}

void readHosts(const Value& value, std::vector<std::string>& out) {
  texts(out, "host names", hostProblem)(value);
  for (std::string& host : out)
    host = lower(host);
}

void readRoot(const Value& root, Context& context) {
  Config& config = context.config;
  LedgerGiven given;
  const auto section = [&context](void (*read)(const Value&, Context&)) -> Read {
    return [&context, read](const Value& value) { read(value, context); };
  };
  const auto timeouts = [&](const Value& value) {
    TimeoutOverrides read;
    readTimeouts(value, read);
    config.timeouts.apply(read);
  };
  readMap(root, {{"version", readVersion, kRequired},
                 {"listen", section(readListen)},
                 {"admin", section(readAdmin)},
                 {"auth", section(readAuth)},
                 {"hosts", [&](const Value& v) { readHosts(v, config.hosts); }},
                 {"origins", texts(config.origins, "web origins", originProblem)},
                 {"network", section(readNetwork)},
                 {"timeouts", timeouts},
                 {"limits", section(readLimits)},
                 {"workers", [&](const Value& v) { readWorkers(v, config.workers); }},
                 {"keys", section(readGatewayKeys)},
                 {"providers", section(readProviders)},
                 {"models", section(readModels)},
                 {"routes", section(readRoutes)},
                 {"ledger", [&](const Value& v) { readLedger(v, config.ledger, given); }},
                 {"cache", [&](const Value& v) { readCacheRoom(v, config.cache); }}});
  applyOverrides(config, context.known);
  applyLedgerDefaults(config, given);
}

std::vector<Problem> readTree(const Yaml& tree, const Known& known, Config& config) {
  Problems problems;
  const Value root(tree, tree.kind == Yaml::Kind::Null ? Where{1, 1} : tree.where, "", problems);
  checkKeys(root);
  Context context{config, known, problems};
  if (!root.isNull()) {
    readRoot(root, context);
  } else {
    applyOverrides(config, known);
    applyLedgerDefaults(config, LedgerGiven());
  }
  return problems.finish();
}

}  // namespace

std::string toString(const std::vector<Problem>& problems, std::string_view file) {
  std::string out;
  for (const Problem& p : problems)
    out += fmt::format("{}:{}:{}: {}\n", file, p.where.line, p.where.column, p.what);
  return out;
}

Loaded load(std::string_view yaml, const Known& known) {
  Loaded loaded;
  Yaml tree;
  if (auto problem = parseYaml(yaml, tree)) {
    loaded.problems.push_back(std::move(*problem));
    return loaded;
  }
  auto config = std::make_shared<Config>();
  loaded.problems = readTree(tree, known, *config);
  if (loaded.problems.empty()) loaded.config = std::move(config);
  return loaded;
}

}  // namespace sb::config
