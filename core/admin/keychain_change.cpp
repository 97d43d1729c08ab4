#include "core/admin/keychain_change.h"

#include <optional>
#include <utility>

namespace sb::admin {

using net::Task;

namespace {

// For a person to find the prompt and to type a password.
constexpr Millis kPatience{60'000};

struct Pending {
  net::Signal signal;
  std::optional<Status> result;
};

Error noKeychain() {
  return {ErrorKind::SecretMissing, "there is no keychain here; keep the secret in the vault"};
}

// The keychain answers on a thread of its own.
WhenChanged onControl(net::Worker& control, std::shared_ptr<Pending> pending) {
  return [&control, pending = std::move(pending)](const Status& done) {
    control.post([pending, done] {
      pending->result = done;
      pending->signal.fire();
    });
  };
}

Error whyNot(const net::Guard& guard) {
  if (guard.cancelled() || guard.expiredLimit() != net::Limit::Nap)
    return {guard.expired().value_or(ErrorKind::ClientGone), "nobody waits any more"};
  return {ErrorKind::SecretWaiting, "the keychain was not unlocked in time"};
}

}  // namespace

Task<Status> changeKeychain(Call& call, BeginChange begin) {
  vault::KeychainCache* keychain = call.admin->parts.secrets->keychain();
  if (keychain == nullptr) co_return noKeychain();
  auto pending = std::make_shared<Pending>();
  const auto change = begin(*keychain, onControl(call.admin->control, pending));
  net::Guard& guard = call.http.guard();
  guard.set(net::Limit::Nap, kPatience);
  while (!pending->result) {
    const bool inTime = co_await guard.wait(pending->signal);
    if (inTime || pending->result) continue;
    // Whoever stops the program may have taken the keychain away meanwhile.
    const Error why = whyNot(guard);
    guard.clear(net::Limit::Nap);
    if (!call.admin->stopped) keychain->giveUp(change);
    co_return why;
  }
  guard.clear(net::Limit::Nap);
  co_return *pending->result;
}

}  // namespace sb::admin
