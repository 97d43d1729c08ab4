#include "core/policy/gateway_keys.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <map>

#include "core/base/ids.h"
#include "core/base/log.h"
#include "core/base/text.h"
#include "core/policy/key_table.h"

namespace sb::policy {
namespace {

constexpr std::size_t kLongestText = 512;
constexpr std::size_t kMostSessions = 64;
constexpr std::size_t kShortText = 16;
constexpr std::size_t kMostRemembered = 1024;
constexpr WallMillis kLastUsedGrain = 1000;  // not worth a shared cache line more often

using ShortHash = std::array<unsigned char, crypto_shorthash_siphashx24_BYTES>;

std::uint64_t randomIdentity() {
  std::uint64_t number = 0;
  randomBytes({reinterpret_cast<unsigned char*>(&number), sizeof number});
  return number;
}

void noteUse(KeyLive& live, WallMillis now) {
  if (now - live.lastUsed.load(std::memory_order_relaxed) >= kLastUsedGrain)
    live.lastUsed.store(now, std::memory_order_relaxed);
}

Result<KeyHandle> admit(const KeyHandle& handle, WallMillis now) {
  if (handle->revoked()) return Error(ErrorKind::KeyRevoked, "this key was revoked");
  if (handle->expires && now >= *handle->expires)
    return Error(ErrorKind::KeyInvalid, "this key expired on " + rfc3339(*handle->expires));
  noteUse(*handle->live, now);
  return handle;
}

}  // namespace

struct GatewayKeys::Subscribers {
  std::mutex mutex;
  std::uint64_t next = 1;
  std::map<std::uint64_t, OnRevoked> all;
};

bool allows(const KeyEntry& entry, std::string_view modelOrRoute) {
  if (entry.models.empty()) return true;
  return std::any_of(entry.models.begin(), entry.models.end(),
                     [&](const std::string& pattern) { return globMatch(pattern, modelOrRoute); });
}

GatewayKeys::GatewayKeys(KeyHasher hasher)
    : m_hasher(hasher),
      m_identity(randomIdentity()),
      m_table(std::make_shared<const KeyTable>()),
      m_subscribers(std::make_shared<Subscribers>()) {}

GatewayKeys::~GatewayKeys() = default;

// Each thread keeps the table that it saw last; only after a change does it take the lock. Texts
// that were found once are known again by a short hash under a key of the thread's own: neither the
// text nor anything that could be tested without this process is kept.
const KeyHandle* GatewayKeys::lookUp(std::string_view presented) const {
  struct Seen {
    Seen() { randomBytes(secret); }
    std::array<unsigned char, crypto_shorthash_siphashx24_KEYBYTES> secret;
    std::uint64_t identity = 0;
    std::uint64_t version = 0;
    std::shared_ptr<const KeyTable> table;
    std::map<ShortHash, const KeyHandle*> found;  // in the table
  };
  thread_local Seen seen;
  if (seen.identity != m_identity || seen.version != m_version.load(std::memory_order_acquire)) {
    const std::lock_guard lock(m_mutex);
    seen.identity = m_identity;
    seen.version = m_version.load(std::memory_order_relaxed);
    seen.table = m_table;
    seen.found.clear();
  }
  ShortHash hash;
  crypto_shorthash_siphashx24(hash.data(), reinterpret_cast<const unsigned char*>(presented.data()),
                              presented.size(), seen.secret.data());
  if (const auto known = seen.found.find(hash); known != seen.found.end()) return known->second;
  const KeyHandle* const found = seen.table->find(presented, m_hasher);
  if (found == nullptr) return nullptr;
  if (seen.found.size() >= kMostRemembered) seen.found.clear();
  seen.found.emplace(hash, found);
  return found;
}

Result<KeyHandle> GatewayKeys::check(std::string_view presented, WallMillis now) const {
  if (m_suspended.load(std::memory_order_acquire)) {
    const std::lock_guard lock(m_mutex);
    return m_why;
  }
  if (presented.empty())
    return Error(ErrorKind::KeyMissing, "no key was sent; send one as Authorization: Bearer KEY");
  if (presented.size() > kLongestText) return Error(ErrorKind::KeyInvalid, "this key is unknown");
  const KeyHandle* found = lookUp(presented);
  if (found == nullptr) return Error(ErrorKind::KeyInvalid, "this key is unknown");
  return admit(*found, now);
}

KeyHandle GatewayKeys::owner(std::string_view presented) const {
  if (presented.empty() || presented.size() > kLongestText || suspended()) return nullptr;
  const KeyHandle* const found = lookUp(presented);
  return found != nullptr ? *found : nullptr;
}

std::shared_ptr<KeyLive> GatewayKeys::liveOf(const std::string& id) const {
  const auto known = m_known.find(id);
  return known == m_known.end() ? std::make_shared<KeyLive>() : known->second.handle->live;
}

void GatewayKeys::add(KnownById& into, KeyEntry entry, const KeyDigest& digest,
                      std::string_view publicId) {
  Known known;
  known.digest = digest;
  known.publicId = publicId;
  entry.live = liveOf(entry.id);
  known.handle = std::make_shared<const KeyEntry>(std::move(entry));
  into.insert_or_assign(known.handle->id, std::move(known));
}

// Replaces all keys of an origin; gives those that are no more, revoked.
std::vector<KeyHandle> GatewayKeys::dropOrigin(KeyEntry::Origin origin, const KnownById& kept) {
  std::vector<KeyHandle> gone;
  std::erase_if(m_known, [&](const auto& one) {
    if (one.second.handle->origin != origin) return false;
    if (!kept.contains(one.first) && !one.second.handle->live->revoked.exchange(true))
      gone.push_back(one.second.handle);
    return true;
  });
  m_known.insert(kept.begin(), kept.end());
  return gone;
}

void GatewayKeys::publish() {
  auto table = std::make_shared<KeyTable>();
  for (const auto& [id, known] : m_known)
    table->add(known.publicId, known.digest, known.handle);
  m_table = std::move(table);
  m_version.fetch_add(1, std::memory_order_release);
}

void GatewayKeys::setStored(const std::vector<KeyRecord>& records) {
  std::vector<KeyHandle> gone;
  {
    const std::lock_guard lock(m_mutex);
    KnownById stored;
    for (const KeyRecord& record : records) {
      KeyEntry entry;
      entry.id = record.id;
      entry.name = record.name;
      entry.models = record.models;
      entry.tags = record.tags;
      entry.expires = record.expires;
      add(stored, std::move(entry), record.digest, record.id);
      const KeyHandle& handle = stored.find(record.id)->second.handle;
      if (record.revoked && !handle->live->revoked.exchange(true)) gone.push_back(handle);
    }
    const auto dropped = dropOrigin(KeyEntry::Origin::Stored, stored);
    gone.insert(gone.end(), dropped.begin(), dropped.end());
    publish();
  }
  tellRevoked(gone);
}

std::vector<std::string> GatewayKeys::setFile(const std::vector<FileKey>& keys) {
  std::vector<std::string> notes;
  std::vector<KeyHandle> gone;
  {
    const std::lock_guard lock(m_mutex);
    KnownById fromFile;
    std::map<KeyDigest, std::string> names;
    for (const FileKey& key : keys) {
      const KeyDigest digest = m_hasher(key.text.reveal());
      const auto [same, fresh] = names.emplace(digest, key.configured.name);
      if (!fresh) {
        notes.push_back("key " + key.configured.name + " has the same text as key " + same->second +
                        " and is left out");
        continue;
      }
      if (key.text.reveal().size() < kShortText)
        notes.push_back("key " + key.configured.name + " is shorter than 16 characters");
      KeyEntry entry;
      entry.id = "file:" + key.configured.name;
      entry.name = key.configured.name;
      entry.origin = KeyEntry::Origin::File;
      entry.models = key.configured.models;
      entry.tags = key.configured.tags;
      entry.expires = key.configured.expires;
      add(fromFile, std::move(entry), digest, {});
    }
    gone = dropOrigin(KeyEntry::Origin::File, fromFile);
    publish();
  }
  tellRevoked(gone);
  return notes;
}

GatewayKeys::SessionKey GatewayKeys::addSessionKey(const std::string& name) {
  KeyText text = newKeyText();
  log::redact(text.text.reveal());
  KeyEntry entry;
  entry.id = "session:" + text.publicId;
  entry.name = name;
  entry.origin = KeyEntry::Origin::Session;
  const std::string id = entry.id;
  std::string oldest;
  SessionKey made;
  {
    const std::lock_guard lock(m_mutex);
    if (m_sessions.size() >= kMostSessions) oldest = m_sessions.front();
    m_sessions.push_back(id);
    add(m_known, std::move(entry), m_hasher(text.text.reveal()), text.publicId);
    made.handle = m_known.find(id)->second.handle;
    publish();
  }
  if (!oldest.empty()) revoke(oldest);
  made.text = std::move(text.text);
  return made;
}

bool GatewayKeys::revoke(std::string_view id) {
  KeyHandle handle;
  {
    const std::lock_guard lock(m_mutex);
    const auto known = m_known.find(id);
    if (known == m_known.end()) return false;
    handle = known->second.handle;
    if (handle->live->revoked.exchange(true)) return true;
    if (handle->origin == KeyEntry::Origin::Session) {
      std::erase(m_sessions, handle->id);
      m_known.erase(known);
      publish();
    }
  }
  tellRevoked({handle});
  return true;
}

void GatewayKeys::suspend(Error why) {
  const std::lock_guard lock(m_mutex);
  m_why = std::move(why);
  m_suspended.store(true, std::memory_order_release);
}

void GatewayKeys::resume() { m_suspended.store(false, std::memory_order_release); }

std::optional<Error> GatewayKeys::suspended() const {
  const std::lock_guard lock(m_mutex);
  if (!m_suspended.load(std::memory_order_relaxed)) return std::nullopt;
  return m_why;
}

KeyHandle GatewayKeys::find(std::string_view id) const {
  const std::lock_guard lock(m_mutex);
  const auto known = m_known.find(id);
  return known == m_known.end() ? nullptr : known->second.handle;
}

std::vector<KeyHandle> GatewayKeys::list() const {
  const std::lock_guard lock(m_mutex);
  std::vector<KeyHandle> handles;
  for (const auto& [id, known] : m_known)
    handles.push_back(known.handle);
  return handles;
}

std::vector<std::pair<std::string, WallMillis>> GatewayKeys::usedSince(WallMillis since) const {
  std::vector<std::pair<std::string, WallMillis>> used;
  for (const KeyHandle& handle : list()) {
    const WallMillis at = handle->live->lastUsed.load(std::memory_order_relaxed);
    if (handle->origin == KeyEntry::Origin::Stored && at != 0 && at >= since)
      used.emplace_back(handle->id, at);
  }
  return used;
}

void GatewayKeys::tellRevoked(const std::vector<KeyHandle>& handles) {
  if (handles.empty()) return;
  const std::lock_guard lock(m_subscribers->mutex);
  for (const auto& [number, tell] : m_subscribers->all)
    for (const KeyHandle& handle : handles)
      tell(handle);
}

GatewayKeys::Subscription GatewayKeys::subscribe(OnRevoked tell) {
  const std::lock_guard lock(m_subscribers->mutex);
  const std::uint64_t number = m_subscribers->next++;
  m_subscribers->all.emplace(number, std::move(tell));
  return Subscription(m_subscribers, number);
}

GatewayKeys::Subscription::Subscription(std::shared_ptr<Subscribers> all, std::uint64_t number)
    : m_all(std::move(all)), m_number(number) {}

GatewayKeys::Subscription::Subscription(Subscription&& other) noexcept
    : m_all(std::move(other.m_all)), m_number(other.m_number) {}

GatewayKeys::Subscription& GatewayKeys::Subscription::operator=(Subscription&& other) noexcept {
  if (this == &other) return *this;
  end();
  m_all = std::move(other.m_all);
  m_number = other.m_number;
  return *this;
}

GatewayKeys::Subscription::~Subscription() { end(); }

void GatewayKeys::Subscription::end() {
  // Outlives the lock: this may be the last owner of the mutex.
  const auto all = std::exchange(m_all, nullptr);
  if (!all) return;
  const std::lock_guard lock(all->mutex);
  all->all.erase(m_number);
}

}  // namespace sb::policy
