#include <boost/json.hpp>
#include <set>

#include "core/admin/hub.h"
#include "core/admin/keychain_change.h"
#include "core/admin/operations.h"
#include "core/admin/status.h"
#include "core/base/log.h"
#include "core/base/text.h"

namespace sb::admin {

namespace bj = boost::json;
using net::Task;
using Source = config::SecretRef::Source;

namespace {

// Where the configuration names this secret.
bj::array usersOf(const Call& call, const config::SecretRef& ref) {
  bj::array users;
  if (call.admin->parts.settings == nullptr) return users;
  const config::Config& config = *call.settings().config();
  for (const config::Provider& provider : config.providers)
    for (const config::ProviderKey& key : provider.keys)
      if (key.secret == ref) users.emplace_back("providers/" + provider.id + "/" + key.name);
  for (const config::GatewayKey& key : config.keys)
    if (key.value == ref) users.emplace_back("keys/" + key.name);
  return users;
}

// A keychain does not tell what is in it: those that the configuration names.
std::set<std::string> keychainNames(const Call& call) {
  std::set<std::string> names;
  if (call.admin->parts.settings == nullptr) return names;
  const config::Config& config = *call.settings().config();
  for (const config::Provider& provider : config.providers)
    for (const config::ProviderKey& key : provider.keys)
      if (key.secret.source == Source::Keychain) names.insert(key.secret.name);
  for (const config::GatewayKey& key : config.keys)
    if (key.value.source == Source::Keychain) names.insert(key.value.name);
  return names;
}

bj::object secretJson(const Call& call, const config::SecretRef& ref, const std::string& hint) {
  return {{"name", ref.name},
          {"place", ref.source == Source::Keychain ? "keychain" : "vault"},
          {"hint", hint},
          {"used_by", usersOf(call, ref)}};
}

void addKeychain(const Call& call, bj::array& secrets) {
  for (const std::string& name : keychainNames(call)) {
    const config::SecretRef ref{Source::Keychain, name};
    const auto known = call.admin->parts.secrets->fetchNow(ref);
    secrets.push_back(secretJson(call, ref, known ? known->secret.hint() : std::string()));
  }
}

std::string_view stateName(vault::KeychainCache* keychain) {
  using State = vault::Keychain::State;
  if (keychain == nullptr || keychain->keychain().state() == State::Absent) return "absent";
  return keychain->keychain().state() == State::Locked ? "locked" : "open";
}

Status checkValue(const Secret& secret) {
  if (secret.empty()) return Error(ErrorKind::BadRequest, "value is empty");
  if (vault::fitsHeader(secret.reveal())) return {};
  return Error(ErrorKind::BadRequest,
               "value holds a line break or another control character, expected one line of text");
}

Result<Source> placeOf(const std::string& text) {
  if (text.empty() || text == "vault") return Source::Vault;
  if (text == "keychain") return Source::Keychain;
  return Error(ErrorKind::BadRequest, "place is vault or keychain");
}

// Lets the configuration look at its secrets again.
Answer changed(Call& call) {
  call.settings().apply();
  call.admin->hub->changed();
  return Answer::empty();
}

// Changes the vault on the pool.
Task<Result<Answer>> change(Call& call, std::function<Status(vault::Vault&)> what) {
  const auto& vault = call.admin->parts.secrets->vault();
  if (!vault) co_return vault.error();
  Piece<bool>::Work work = [vault = *vault, what = std::move(what)](ledger::LogReader*) {
    const Status done = what(*vault);
    return done ? Result<bool>(true) : Result<bool>(done.error());
  };
  const Result<bool> done = co_await onPool<bool>(call, std::move(work), true);
  if (!done) co_return done.error();
  co_return changed(call);
}

Task<Result<Answer>> putInKeychain(Call& call, Secret secret) {
  const config::SecretRef ref{Source::Keychain, call.path("name")};
  const bool replaces = !usersOf(call, ref).empty();
  BeginChange begin = [ref, secret, replaces](vault::KeychainCache& keychain, WhenChanged done) {
    return keychain.store(ref.name, secret, replaces, std::move(done));
  };
  const Status done = co_await changeKeychain(call, std::move(begin));
  if (!done) co_return done.error();
  co_return changed(call);
}

Task<Result<Answer>> deleteFromKeychain(Call& call) {
  BeginChange begin = [name = call.path("name")](vault::KeychainCache& keychain, WhenChanged done) {
    return keychain.remove(name, std::move(done));
  };
  const Status done = co_await changeKeychain(call, std::move(begin));
  if (!done && done.error().kind == ErrorKind::SecretMissing) {
    Error none(ErrorKind::NotFound, done.error().message);
    co_return none;
  }
  if (!done) co_return done.error();
  co_return changed(call);
}

}  // namespace

Result<Answer> listSecrets(Call& call) {
  vault::Secrets& secrets = *call.admin->parts.secrets;
  const auto& vault = secrets.vault();
  if (!vault) return vault.error();
  bj::array all;
  for (const vault::Vault::Listed& one : (*vault)->list())
    all.push_back(secretJson(call, {Source::Vault, one.name}, one.hint));
  addKeychain(call, all);
  const bool passphrase = (*vault)->protection() == vault::Protection::Kind::Passphrase;
  const std::string_view keychain = stateName(secrets.keychain());
  const std::string& folder = call.admin->parts.dataFolder;
  return Answer(bj::object{{"protection", passphrase ? "passphrase" : "key_file"},
                           {"warnings", texts((*vault)->warnings())},
                           {"vault_file", textOrNull(folder.empty() ? "" : folder + "/vault.bin")},
                           {"keychain", keychain},
                           {"default_place", keychain == "absent" ? "vault" : "keychain"},
                           {"secrets", std::move(all)}});
}

Task<Result<Answer>> putSecret(Call& call) {
  const bj::value* value = call.member("value");
  if (value == nullptr || !value->is_string()) {
    Error shape(ErrorKind::BadRequest, "expected {\"value\": \"…\"}");
    co_return shape;
  }
  // What stands around a secret comes from the clipboard.
  const Secret secret(std::string(trim(call.text("value"))));
  log::redact(secret.reveal());
  if (const Status fine = checkValue(secret); !fine) co_return fine.error();
  const Result<Source> place = placeOf(call.text("place"));
  if (!place) co_return place.error();
  if (*place == Source::Keychain) {
    const Status fine = vault::checkEntry(call.path("name"), secret);
    if (!fine) co_return fine.error();
    co_return co_await putInKeychain(call, secret);
  }
  std::function<Status(vault::Vault&)> what = [name = call.path("name"), secret](vault::Vault& v) {
    return v.set(name, secret);
  };
  co_return co_await change(call, std::move(what));
}

Task<Result<Answer>> deleteSecret(Call& call) {
  const Result<Source> place = placeOf(call.query.get("place"));
  if (!place) co_return place.error();
  const config::SecretRef ref{*place, call.path("name")};
  if (call.query.get("unused") == "true") {
    const bj::array users = usersOf(call, ref);
    if (!users.empty()) {
      Error used(ErrorKind::Conflict,
                 "this secret is still used by " + std::string(users.front().as_string()));
      co_return used;
    }
  }
  if (*place == Source::Keychain) co_return co_await deleteFromKeychain(call);
  std::function<Status(vault::Vault&)> what = [name = ref.name](vault::Vault& v) {
    const Status gone = v.remove(name);
    if (!gone && gone.error().kind == ErrorKind::SecretMissing)
      return Status(Error(ErrorKind::NotFound, gone.error().message));
    return gone;
  };
  co_return co_await change(call, std::move(what));
}

Result<Answer> unlockKeychain(Call& call) {
  if (vault::KeychainCache* keychain = call.admin->parts.secrets->keychain()) {
    keychain->keychain().askAgain();
    keychain->refresh();
  }
  return Answer::empty();
}

}  // namespace sb::admin
