#include <fmt/format.h>

#include <boost/json.hpp>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <sstream>

#include "app/ctl/commands.h"
#include "app/ctl/table.h"
#include "core/base/json.h"
#include "core/config/load.h"
#include "core/providers/preset.h"

namespace sb::ctl {

namespace bj = boost::json;

namespace {

void say(std::string_view name, const std::string& value) {
  std::fputs(fmt::format("{:<14}{}\n", name, printable(value)).c_str(), stdout);
}

const bj::object& part(const bj::object& of, std::string_view name) {
  static const bj::object kNone;
  const bj::value* found = of.if_contains(name);
  return found != nullptr && found->is_object() ? found->get_object() : kNone;
}

void sayLedger(const bj::object& ledger) {
  if (ledger.empty()) return;
  say("log", fmt::format("{} rows since the start, bodies: {}, durability: {}",
                         cell(ledger, "rows_committed"), cell(ledger, "recording"),
                         cell(ledger, "durability")));
  if (cell(ledger, "writing") == "false")
    say("", "cannot be written: " + cell(ledger, "last_error"));
  if (cell(ledger, "lost_rows") != "0") say("", cell(ledger, "lost_rows") + " rows were lost");
  if (cell(ledger, "shed_bodies") != "0")
    say("", cell(ledger, "shed_bodies") + " bodies were not kept");
}

void sayConfig(const bj::object& config) {
  if (config.empty()) return;
  say("config", cell(config, "path") + (cell(config, "writable") == "false" ? " (read-only)" : ""));
  const bj::value* warnings = config.if_contains("warnings");
  if (warnings == nullptr || !warnings->is_array()) return;
  for (const bj::value& warning : warnings->get_array())
    if (warning.is_string()) say("warning", std::string(warning.get_string()));
}

int showNow(Context& context, const Result<bj::value>& status) {
  if (!status) return Context::fail(status.error());
  if (context.json() || !status->is_object()) return Context::print(*status);
  const bj::object& all = status->get_object();
  const std::string why = cell(all, "why");
  const bj::object& gateway = part(all, "gateway");
  say("signalbox",
      fmt::format("{} {}{}, up {} s, pid {}", cell(all, "version"), cell(all, "phase"),
                  why == "-" ? "" : " (" + why + ")", cell(all, "uptime_s"), cell(all, "pid")));
  say("gateway", cell(gateway, "listening") == "true" ? cell(gateway, "addresses")
                                                      : std::string("not listening"));
  say("requests", fmt::format("{}, {} open, {} connections", cell(gateway, "requests"),
                              cell(gateway, "open"), cell(gateway, "connections")));
  sayLedger(part(all, "ledger"));
  sayConfig(part(all, "config"));
  const std::string suspended = cell(part(all, "keys"), "suspended");
  if (suspended != "-") say("keys", "suspended: " + suspended);
  if (cell(all, "restore_staged") == "true")
    say("restore", "a backup is waiting; it is restored at the gateway's next start");
  return 0;
}

}  // namespace

int showReloaded(Context& context, const Result<bj::value>& done) {
  if (!done) return Context::fail(done.error());
  if (context.json() || !done->is_object()) return Context::print(*done);
  const bj::object& all = done->get_object();
  std::puts(cell(all, "changed") == "true" ? "the configuration is in force"
                                           : "nothing has changed");
  if (cell(all, "needs_restart") != "-")
    std::puts(("at the next start: " + cell(all, "needs_restart")).c_str());
  for (const bj::value& warning : all.at("warnings").as_array())
    std::puts(("warning: " + printable(warning.as_string())).c_str());
  return 0;
}

Result<std::string> readInput(const std::string& path) {
  std::stringstream text;
  if (path == "-") {
    text << std::cin.rdbuf();
    return text.str();
  }
  std::ifstream file(path, std::ios::binary);
  if (!file) return Error(ErrorKind::NotFound, path + " cannot be read");
  text << file.rdbuf();
  return text.str();
}

int showStatus(Context& context) { return showNow(context, context.get("status")); }

int startGateway(Context& context) {
  return showNow(context, context.call("POST", "gateway/start"));
}

int stopGateway(Context& context) { return showNow(context, context.call("POST", "gateway/stop")); }

int checkConfig(Context& context) {
  const Result<std::string> text = readInput(context.word(0));
  if (!text) return Context::fail(text.error());
  config::Known known;
  known.kinds = providers::presetIds();
  known.kindsWithoutUrl = providers::presetIdsWithoutUrl();
  known.headersToFill = providers::presetHeadersToFill();
  known.ownProviders = providers::presetIdsGivenAtRunTime();
  const config::Loaded loaded = config::load(*text, known);
  if (context.json()) {
    bj::array problems;
    for (const config::Problem& problem : loaded.problems)
      problems.push_back(bj::object{{"line", problem.where.line},
                                    {"column", problem.where.column},
                                    {"path", problem.path},
                                    {"what", problem.what}});
    Context::print(bj::object{{"ok", loaded.problems.empty()}, {"problems", std::move(problems)}});
  } else if (loaded.problems.empty()) {
    std::puts((context.word(0) + ": no problems").c_str());
  } else {
    std::fputs(config::toString(loaded.problems, context.word(0)).c_str(), stderr);
  }
  return loaded.problems.empty() ? 0 : kRefused;
}

int showConfig(Context& context) {
  if (!context.word(0).empty()) return showRevision(context);
  const Result<bj::value> config = context.get("config");
  if (!config) return Context::fail(config.error());
  if (context.json() || !config->is_object()) return Context::print(*config);
  std::fputs(std::string(json::text(config->get_object(), "text")).c_str(), stdout);
  return 0;
}

int saveConfig(Context& context) {
  const Result<std::string> text = readInput(context.word(0));
  if (!text) return Context::fail(text.error());
  const Result<bj::value> now = context.get("config");
  if (!now) return Context::fail(now.error());
  const std::string revision = now->is_object() ? cell(now->get_object(), "revision") : "";
  bj::object saved{{"text", *text}, {"revision", revision}};
  if (context.flag("message")) saved["message"] = context.option("message");
  const bj::value body = std::move(saved);
  return showReloaded(context, context.call("PUT", "config", &body));
}

int reloadConfig(Context& context) {
  return showReloaded(context, context.call("POST", "config/reload"));
}

}  // namespace sb::ctl
