#include <boost/json.hpp>

#include "core/admin/hub.h"
#include "core/admin/operations.h"
#include "core/admin/status.h"
#include "core/base/log.h"
#include "core/base/text.h"

namespace sb::admin {

namespace bj = boost::json;
using net::Task;

namespace {

// Where the configuration names this secret.
bj::array usersOf(const Call& call, const std::string& name) {
  bj::array users;
  if (call.admin->parts.settings == nullptr) return users;
  const config::SecretRef ref{config::SecretRef::Source::Vault, name};
  const config::Config& config = *call.settings().config();
  for (const config::Provider& provider : config.providers)
    for (const config::ProviderKey& key : provider.keys)
      if (key.secret == ref) users.emplace_back("providers/" + provider.id + "/" + key.name);
  for (const config::GatewayKey& key : config.keys)
    if (key.value == ref) users.emplace_back("keys/" + key.name);
  return users;
}

Status checkValue(const Secret& secret) {
  if (secret.empty()) return Error(ErrorKind::BadRequest, "value is empty");
  if (vault::fitsHeader(secret.reveal())) return {};
  return Error(ErrorKind::BadRequest,
               "value holds a line break or another control character, expected one line of text");
}

// Changes the vault on the pool, then lets the configuration look at its secrets again.
Task<Result<Answer>> change(Call& call, std::function<Status(vault::Vault&)> what) {
  const auto& vault = call.admin->parts.secrets->vault();
  if (!vault) co_return vault.error();
  Piece<bool>::Work work = [vault = *vault, what = std::move(what)](ledger::LogReader*) {
    const Status done = what(*vault);
    return done ? Result<bool>(true) : Result<bool>(done.error());
  };
  const Result<bool> done = co_await onPool<bool>(call, std::move(work), true);
  if (!done) co_return done.error();
  call.settings().apply();
  call.admin->hub->changed();
  co_return Answer::empty();
}

}  // namespace

Result<Answer> listSecrets(Call& call) {
  const auto& vault = call.admin->parts.secrets->vault();
  if (!vault) return vault.error();
  bj::array secrets;
  for (const vault::Vault::Listed& one : (*vault)->list())
    secrets.push_back(
        bj::object{{"name", one.name}, {"hint", one.hint}, {"used_by", usersOf(call, one.name)}});
  const bool passphrase = (*vault)->protection() == vault::Protection::Kind::Passphrase;
  return Answer(bj::object{{"protection", passphrase ? "passphrase" : "key_file"},
                           {"warnings", texts((*vault)->warnings())},
                           {"secrets", std::move(secrets)}});
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
  std::function<Status(vault::Vault&)> what = [name = call.path("name"), secret](vault::Vault& v) {
    return v.set(name, secret);
  };
  co_return co_await change(call, std::move(what));
}

Task<Result<Answer>> deleteSecret(Call& call) {
  std::function<Status(vault::Vault&)> what = [name = call.path("name")](vault::Vault& v) {
    const Status gone = v.remove(name);
    if (!gone && gone.error().kind == ErrorKind::SecretMissing)
      return Status(Error(ErrorKind::NotFound, gone.error().message));
    return gone;
  };
  co_return co_await change(call, std::move(what));
}

}  // namespace sb::admin
