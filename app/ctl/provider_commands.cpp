#include <fmt/format.h>

#include <boost/json.hpp>
#include <cstdio>

#include "app/ctl/commands.h"
#include "app/ctl/table.h"
#include "core/base/json.h"

namespace sb::ctl {

namespace bj = boost::json;

namespace {

// The list under that name; empty where there is none.
const bj::array& list(const bj::value& answer, std::string_view name) {
  static const bj::array kNone;
  if (!answer.is_object()) return kNone;
  const bj::value* found = answer.get_object().if_contains(name);
  return found != nullptr && found->is_array() ? found->get_array() : kNone;
}

// Those that the key rests for.
std::string modelsOf(const bj::object& key) {
  std::string models;
  const bj::value* rests = key.if_contains("rests");
  if (rests == nullptr || !rests->is_object()) return models;
  for (const auto& rest : rests->get_object())
    models.append(models.empty() ? "" : ", ").append(rest.key());
  return models;
}

// "ready", or what keeps the provider from being used.
std::string stateOf(const bj::object& provider) {
  if (cell(provider, "disabled") == "true") return "disabled";
  if (cell(provider, "problem") != "-") return cell(provider, "problem");
  std::string states;
  for (const bj::value& key : provider.at("keys").as_array()) {
    const bj::object& one = key.as_object();
    states += (states.empty() ? "" : ", ") + cell(one, "name") + " " + cell(one, "hint") + " " +
              cell(one, "status");
    if (const std::string models = modelsOf(one); !models.empty()) states += " for " + models;
    if (cell(one, "refused_with") != "-") states += " (" + cell(one, "refused_with") + ")";
  }
  return states.empty() ? "no key" : states;
}

std::string priceOf(const bj::object& model, std::string_view bucket) {
  const bj::value* price = model.if_contains("price");
  if (price == nullptr || !price->is_array() || price->get_array().empty()) return "-";
  const bj::value& tier = price->get_array().front();
  return tier.is_object() ? cell(tier.get_object(), "usd_per_mtok", bucket) : "-";
}

void addModel(Table& table, const bj::object& model, std::string_view name) {
  table.add({cell(model, name), cell(model, "context"), cell(model, "max_output"),
             priceOf(model, "input"), priceOf(model, "output")});
}

int printTable(const Table& table) {
  std::fputs(table.text().c_str(), stdout);
  return 0;
}

// Two digits behind the point matter below ten milliseconds only.
std::string totalMs(const bj::object& trial) {
  const bj::value* const ms = trial.if_contains("ms");
  const bj::value* const total =
      ms != nullptr && ms->is_object() ? ms->as_object().if_contains("total") : nullptr;
  boost::system::error_code failed;
  const double value = total != nullptr ? total->to_number<double>(failed) : 0;
  if (total == nullptr || failed) return "-";
  return fmt::format("{:.{}f}", value, value < 10 ? 2 : 0);
}

}  // namespace

int listProviders(Context& context) {
  const Result<bj::value> all = context.get("providers");
  if (!all) return Context::fail(all.error());
  if (context.json()) return Context::print(*all);
  Table table({"ID", "KIND", "URL", ">MODELS", "STATE"});
  for (const bj::value& one : list(*all, "providers")) {
    const bj::object& provider = one.as_object();
    table.add({cell(provider, "id"), cell(provider, "kind"), cell(provider, "base_url"),
               cell(provider, "models"), stateOf(provider)});
  }
  return printTable(table);
}

int testProvider(Context& context) {
  bj::object body;
  if (context.flag("key")) body["key"] = context.option("key");
  const bj::value sent = body;
  const Result<bj::value> result =
      context.call("POST", "providers/" + percentEncode(context.word(0)) + "/test", &sent);
  if (!result) return Context::fail(result.error());
  const bj::object& trial = result->as_object();
  const bool ok = cell(trial, "ok") == "true";
  if (context.json()) {
    Context::print(*result);
  } else if (ok) {
    std::puts(printable(fmt::format("ok: {} lists {} models ({} ms, status {})", cell(trial, "url"),
                                    cell(trial, "models"), totalMs(trial), cell(trial, "status")))
                  .c_str());
  } else {
    std::string text = cell(trial, "error", "message");
    if (cell(trial, "url") != "-") text += "\n  " + cell(trial, "url");
    if (cell(trial, "error", "detail") != "-")
      text += "\n  " + printable(cell(trial, "error", "detail"));
    std::fprintf(stderr, "signalboxctl: %s\n", text.c_str());
  }
  return ok ? 0 : kRefused;
}

int listProviderModels(Context& context) {
  const Result<bj::value> all =
      context.get("providers/" + percentEncode(context.word(0)) + "/models");
  if (!all) return Context::fail(all.error());
  if (context.json()) return Context::print(*all);
  Table table({"MODEL", ">CONTEXT", ">MAX OUTPUT", ">IN $/M", ">OUT $/M"});
  for (const bj::value& one : list(*all, "models"))
    addModel(table, one.as_object(), "model");
  return printTable(table);
}

int listModels(Context& context) {
  std::string target = "models?limit=" + percentEncode(context.option("number", "100"));
  if (context.flag("query")) target += "&q=" + percentEncode(context.option("query"));
  if (context.flag("provider")) target += "&provider=" + percentEncode(context.option("provider"));
  const Result<bj::value> all = context.get(target);
  if (!all) return Context::fail(all.error());
  if (context.json()) return Context::print(*all);
  Table table({"NAME", ">CONTEXT", ">MAX OUTPUT", ">IN $/M", ">OUT $/M"});
  for (const bj::value& one : list(*all, "models"))
    addModel(table, one.as_object(), "name");
  printTable(table);
  const std::size_t shown = list(*all, "models").size();
  if (cell(all->as_object(), "total") != std::to_string(shown))
    std::fprintf(stderr, "%zu of %s; -q TEXT narrows them down\n", shown,
                 cell(all->as_object(), "total").c_str());
  return 0;
}

int listRoutes(Context& context) {
  const Result<bj::value> all = context.get("routes");
  if (!all) return Context::fail(all.error());
  if (context.json()) return Context::print(*all);
  Table table({"NAME", "MATCH", "FLOW"});
  for (const bj::value& one : list(*all, "routes")) {
    const bj::object& route = one.as_object();
    table.add({cell(route, "name"), cell(route, "match"), cell(route, "flow")});
  }
  return printTable(table);
}

int listActions(Context& context) {
  std::string target = "actions";
  if (!context.word(0).empty()) target += "?route=" + percentEncode(context.word(0));
  const Result<bj::value> all = context.get(target);
  if (!all) return Context::fail(all.error());
  if (context.json()) return Context::print(*all);
  Table table({"OUTCOME", "NEXT KEY", "RETRY", "MOVES ON", "BREAKER", "KEY", "WHEN"});
  for (const bj::value& one : list(*all, "actions")) {
    const bj::object& row = one.as_object();
    table.add({cell(row, "outcome"), cell(row, "next_key"), cell(row, "retry"),
               cell(row, "moves_on"), cell(row, "breaker"), cell(row, "key"),
               cell(row, "meaning")});
  }
  return printTable(table);
}

namespace {

// "open, 12 s"
std::string standingOf(const bj::object& target) {
  const bj::value* wait = target.if_contains("wait_ms");
  std::string text = cell(target, "state");
  if (wait != nullptr && wait->is_int64())
    text += fmt::format(", {} s", (wait->get_int64() + 999) / 1000);
  return text;
}

// Of a figure of the window; "-" without samples.
std::string median(const bj::object& window, std::string_view figure) {
  const bj::value* of = window.if_contains(figure);
  if (of == nullptr || !of->is_object()) return "-";
  boost::system::error_code failed;
  const double value = of->get_object().at("p50").to_number<double>(failed);
  return failed ? "-" : fmt::format("{:.0f}", value);
}

void addTarget(Table& table, const bj::object& target) {
  for (const bj::value& one : target.at("windows").as_array()) {
    const bj::object& window = one.as_object();
    if (cell(window, "seconds") != "60") continue;
    table.add({cell(target, "name"), standingOf(target), cell(target, "open"),
               cell(window, "attempts"), cell(window, "failures"), median(window, "first_token_ms"),
               median(window, "total_ms"), median(window, "tokens_per_second")});
  }
}

// What the route does to the system prompt of an attempt.
void printPrompt(const bj::object& prompt) {
  const bool replaces = cell(prompt, "replaces") == "true";
  const auto print = [&](const char* where, const char* name) {
    const bj::value* text = prompt.if_contains(name);
    if (text != nullptr && text->is_string() && !text->get_string().empty())
      std::puts(
          fmt::format("  {} the system prompt: {}", where, printable(text->get_string())).c_str());
  };
  print(replaces ? "instead of" : "before", "before");
  print("after", "after");
}

}  // namespace

int listTargets(Context& context) {
  std::string target = "targets?limit=" + percentEncode(context.option("number", "100"));
  if (context.flag("query")) target += "&q=" + percentEncode(context.option("query"));
  const Result<bj::value> all = context.get(target);
  if (!all) return Context::fail(all.error());
  if (context.json()) return Context::print(*all);
  Table table(
      {"TARGET", "STATE", ">OPEN", ">1 MIN", ">FAILED", ">FIRST MS", ">TOTAL MS", ">TOKENS/S"});
  for (const bj::value& one : list(*all, "targets"))
    addTarget(table, one.as_object());
  return printTable(table);
}

int dryRun(Context& context) {
  bj::value body = bj::object();
  if (!context.word(1).empty()) {
    const Result<std::string> text = readInput(context.word(1));
    if (!text) return Context::fail(text.error());
    Result<bj::value> parsed = json::parse(*text);
    if (!parsed) return Context::fail(parsed.error());
    body = std::move(*parsed);
  }
  const Result<bj::value> way =
      context.call("POST", "routes/" + percentEncode(context.word(0)) + "/dry-run", &body);
  if (!way) return Context::fail(way.error());
  if (context.json()) return Context::print(*way);
  Table table({"NODE", "KIND", "CHOSE", "WHY"});
  for (const bj::value& one : list(*way, "path")) {
    const bj::object& step = one.as_object();
    table.add({cell(step, "node"), cell(step, "kind"), cell(step, "chose"), cell(step, "why")});
  }
  printTable(table);
  const bj::array& obstacles = list(*way, "obstacles");
  const bj::array& prompts = list(*way, "prompts");
  std::size_t n = 0;
  for (const bj::value& attempt : list(*way, "attempts")) {
    std::string line = fmt::format("attempt {}: {}", n + 1, printable(attempt.as_string()));
    if (n < obstacles.size() && obstacles[n].is_string())
      line += " (" + printable(obstacles[n].get_string()) + ")";
    std::puts(line.c_str());
    if (n < prompts.size() && prompts[n].is_object()) printPrompt(prompts[n].as_object());
    ++n;
  }
  for (const bj::value& copy : list(*way, "copies"))
    std::puts(("copy: " + printable(copy.as_string())).c_str());
  if (cell(way->as_object(), "estimate_usd") != "-")
    std::puts(("estimate: $" + cell(way->as_object(), "estimate_usd")).c_str());
  return 0;
}

}  // namespace sb::ctl
