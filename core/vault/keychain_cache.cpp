#include "core/vault/keychain_cache.h"

#include <utility>
#include <vector>

#include "core/base/log.h"
#include "core/vault/vault.h"

namespace sb::vault {
namespace {

using Source = config::SecretRef::Source;

bool same(const Result<Fetched>& a, const Result<Fetched>& b) {
  if (a.has_value() != b.has_value()) return false;
  if (a) return equalConstantTime(a->secret.reveal(), b->secret.reveal());
  return a.error().kind == b.error().kind && a.error().message == b.error().message;
}

Error waiting() { return Error(ErrorKind::SecretWaiting, "waiting for the keychain"); }

}  // namespace

Result<Fetched> checkedSecret(Result<Fetched> found, const std::string& name) {
  if (!found) return found;
  const std::string_view text = found->secret.reveal();
  log::redact(text);
  if (fitsHeader(text)) return found;
  return Error(ErrorKind::BadRequest,
               "the secret " + name + " holds a line break or another control character");
}

std::shared_ptr<KeychainCache> KeychainCache::over(std::shared_ptr<Keychain> keychain) {
  std::shared_ptr<KeychainCache> cache(new KeychainCache(std::move(keychain)));
  cache->m_keychain->onChange([weak = cache->weak_from_this()] {
    if (const auto self = weak.lock()) self->refresh();
  });
  return cache;
}

void KeychainCache::close() {
  m_keychain->onChange({});
  const std::lock_guard lock(m_mutex);
  m_closed = true;
  m_arrived = {};
}

void KeychainCache::onArrival(std::function<void()> arrived) {
  const std::lock_guard lock(m_mutex);
  m_arrived = std::move(arrived);
}

Result<Fetched> KeychainCache::now(const std::string& name) {
  {
    const std::lock_guard lock(m_mutex);
    const auto known = m_entries.find(name);
    if (known != m_entries.end()) return known->second.answer;
    m_entries.insert({name, Entry{waiting(), true}});
  }
  ask(name);
  const std::lock_guard lock(m_mutex);
  const auto known = m_entries.find(name);
  return known == m_entries.end() ? Result<Fetched>(waiting()) : known->second.answer;
}

void KeychainCache::refresh() {
  std::vector<std::string> names;
  {
    const std::lock_guard lock(m_mutex);
    for (auto& [name, entry] : m_entries)
      if (!std::exchange(entry.asking, true)) names.push_back(name);
  }
  for (const std::string& name : names)
    ask(name);
}

void KeychainCache::ask(const std::string& name) {
  m_keychain->fetch({Source::Keychain, name}, [weak = weak_from_this(), name](auto found) {
    if (const auto self = weak.lock()) self->take(name, checkedSecret(std::move(found), name));
  });
}

void KeychainCache::take(const std::string& name, Result<Fetched> found) {
  const std::lock_guard lock(m_mutex);
  const auto known = m_entries.find(name);
  if (known == m_entries.end()) return;
  known->second.asking = false;
  // Gone only means lost or locked: what was known still works.
  const bool lost = !found && m_keychain->state() != Keychain::State::Open;
  const bool unknown = !found && found.error().kind == ErrorKind::SecretWaiting;
  if ((lost || unknown) && known->second.answer) return;
  if (!same(known->second.answer, found)) put(name, std::move(found));
}

void KeychainCache::put(const std::string& name, Result<Fetched> answer) {
  m_entries.insert_or_assign(name, Entry{std::move(answer), false});
  if (m_arrived) m_arrived();
}

std::shared_ptr<KeychainCache::Change> KeychainCache::store(const std::string& name,
                                                            const Secret& secret, bool replaces,
                                                            std::function<void(Status)> done) {
  auto change = std::make_shared<Change>(Change{replaces, false, std::move(done)});
  m_keychain->store(name, secret, [weak = weak_from_this(), name, secret, change](Status status) {
    if (const auto self = weak.lock()) self->stored(name, secret, *change, status);
  });
  return change;
}

void KeychainCache::stored(const std::string& name, const Secret& secret, Change& change,
                           const Status& done) {
  bool takeOut = false;
  {
    const std::lock_guard lock(m_mutex);
    if (m_closed) return;
    takeOut = done && change.givenUp && !change.replaces;
    if (done && !takeOut) put(name, Fetched{secret, {}});
    if (!change.givenUp) change.done(done);
  }
  if (takeOut) m_keychain->remove(name, [](const Status&) {});
}

std::shared_ptr<KeychainCache::Change> KeychainCache::remove(const std::string& name,
                                                             std::function<void(Status)> done) {
  auto change = std::make_shared<Change>(Change{true, false, std::move(done)});
  m_keychain->remove(name, [weak = weak_from_this(), name, change](const Status& status) {
    if (const auto self = weak.lock()) self->removed(name, *change, status);
  });
  return change;
}

void KeychainCache::removed(const std::string& name, Change& change, const Status& done) {
  const std::lock_guard lock(m_mutex);
  if (m_closed) return;
  if (done && m_entries.erase(name) > 0 && m_arrived) m_arrived();
  if (!change.givenUp) change.done(done);
}

void KeychainCache::giveUp(const std::shared_ptr<Change>& change) {
  const std::lock_guard lock(m_mutex);
  change->givenUp = true;
}

}  // namespace sb::vault
