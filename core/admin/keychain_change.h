// Waiting for a change of the keychain, which may prompt a person first. Control thread. Errors:
// SecretMissing (no keychain here, no such secret), SecretWaiting (locked, refused, or nobody
// unlocked it in time), ClientGone.
#pragma once

#include <functional>
#include <memory>

#include "core/admin/call.h"
#include "core/vault/keychain_cache.h"

namespace sb::admin {

using WhenChanged = std::function<void(Status)>;
using BeginChange = std::function<std::shared_ptr<vault::KeychainCache::Change>(
    vault::KeychainCache&, WhenChanged)>;

net::Task<Status> changeKeychain(Call& call, BeginChange begin);

}  // namespace sb::admin
