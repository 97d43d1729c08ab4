#include <fmt/format.h>
#include <termios.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <cstdio>
#include <iostream>

#include "app/ctl/commands.h"
#include "app/ctl/table.h"
#include "core/base/text.h"

namespace sb::ctl {

namespace bj = boost::json;

namespace {

bj::array names(const std::string& list) {
  bj::array all;
  for (const std::string_view name : split(list, ','))
    if (!trim(name).empty()) all.emplace_back(trim(name));
  return all;
}

// Typed without an echo, or piped in; space and line ends around it are not part of it.
Result<std::string> readSecret(const std::string& name) {
  std::string text;
  if (!::isatty(STDIN_FILENO)) {
    Result<std::string> piped = readInput("-");
    if (!piped) return piped.error();
    text = std::move(*piped);
  } else {
    termios before{};
    ::tcgetattr(STDIN_FILENO, &before);
    termios silent = before;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    // Before the question: it throws away what was typed until now.
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    std::fprintf(stderr, "Secret %s: ", name.c_str());
    std::getline(std::cin, text);
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
    std::fputs("\n", stderr);
  }
  text = std::string(trim(text));
  if (text.empty()) return Error(ErrorKind::BadRequest, "the secret is empty; nothing was stored");
  return text;
}

std::string stateOf(const bj::object& key) {
  return cell(key, "revoked") == "-" ? cell(key, "origin") : "revoked " + cell(key, "revoked");
}

int done(Context& context, const Result<bj::value>& answer, const std::string& text) {
  if (!answer) return Context::fail(answer.error());
  if (context.json() && !answer->is_null()) return Context::print(*answer);
  if (!context.json()) std::puts(text.c_str());
  return 0;
}

}  // namespace

int listKeys(Context& context) {
  const Result<bj::value> all = context.get("keys");
  if (!all) return Context::fail(all.error());
  if (context.json()) return Context::print(*all);
  Table table({"ID", "NAME", "STATE", "MODELS", "EXPIRES", "LAST USED", ">$ 30 DAYS"});
  for (const bj::value& one : all->as_object().at("keys").as_array()) {
    const bj::object& key = one.as_object();
    if (cell(key, "revoked") != "-" && !context.flag("all")) continue;
    const std::string models = cell(key, "models");
    table.add({cell(key, "id"), cell(key, "name"), stateOf(key), models == "-" ? "all" : models,
               cell(key, "expires"), cell(key, "last_used"), cell(key, "spend_usd_30d")});
  }
  std::fputs(table.text().c_str(), stdout);
  return 0;
}

int createKey(Context& context) {
  bj::object wanted{{"name", context.word(0)},
                    {"models", names(context.option("models"))},
                    {"tags", names(context.option("tags"))}};
  if (context.flag("expires")) wanted["expires"] = context.option("expires");
  const bj::value body = std::move(wanted);
  const Result<bj::value> made = context.call("POST", "keys", &body);
  if (!made) return Context::fail(made.error());
  if (context.json()) return Context::print(*made);
  const bj::object& all = made->as_object();
  if (!context.flag("quiet"))
    std::fprintf(stderr, "Key %s. Its text is shown this once:\n", cell(all, "key", "id").c_str());
  std::puts(cell(all, "text").c_str());
  return 0;
}

int revokeKey(Context& context) {
  return done(context, context.call("DELETE", "keys/" + percentEncode(context.word(0))),
              "revoked " + context.word(0));
}

int renameKey(Context& context) {
  const bj::value body = bj::object{{"name", context.word(1)}};
  return done(context, context.call("PATCH", "keys/" + percentEncode(context.word(0)), &body),
              "renamed " + context.word(0));
}

int listSecrets(Context& context) {
  const Result<bj::value> all = context.get("secrets");
  if (!all) return Context::fail(all.error());
  if (context.json()) return Context::print(*all);
  Table table({"NAME", "PLACE", "HINT", "USED BY"});
  for (const bj::value& one : all->as_object().at("secrets").as_array()) {
    const bj::object& secret = one.as_object();
    table.add({cell(secret, "name"), cell(secret, "place"), cell(secret, "hint"),
               cell(secret, "used_by")});
  }
  std::fputs(table.text().c_str(), stdout);
  return 0;
}

int setSecret(Context& context) {
  const Result<std::string> secret = readSecret(context.word(0));
  if (!secret) return Context::fail(secret.error());
  const bj::value body = bj::object{{"value", *secret}};
  return done(context, context.call("PUT", "secrets/" + percentEncode(context.word(0)), &body),
              "stored; use it as vault:" + context.word(0));
}

int removeSecret(Context& context) {
  return done(context, context.call("DELETE", "secrets/" + percentEncode(context.word(0))),
              "removed " + context.word(0));
}

}  // namespace sb::ctl
