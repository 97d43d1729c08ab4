// Who may call the gateway: the table of keys at run time, from state.db, from the configuration
// file and from console sessions. check() is on the hot path of every worker: no lock as long as
// the table has not changed since the thread's last look, one HMAC, nothing allocated. All other
// calls come from any thread and take a lock. Revoked flags and last-use times live behind the
// entries and keep their identity (the entry's id) over reloads; a revocation acts at once.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/config/config.h"
#include "core/policy/key_hash.h"
#include "core/policy/key_store.h"

namespace sb::policy {

// What changes while a key is in use.
struct KeyLive {
  std::atomic<bool> revoked{false};
  std::atomic<WallMillis> lastUsed{0};  // 0 = not since the start
};

struct KeyEntry {
  enum class Origin : std::uint8_t { Stored, File, Session };
  std::string id;  // stable: the public id, "file:NAME", "session:PUBLICID"
  std::string name;
  Origin origin = Origin::Stored;
  std::vector<std::string> models;  // glob patterns; empty = all
  std::vector<std::string> tags;
  std::optional<WallMillis> expires;
  std::shared_ptr<KeyLive> live;

  // To be asked before each attempt.
  bool revoked() const { return live->revoked.load(std::memory_order_relaxed); }
};
using KeyHandle = std::shared_ptr<const KeyEntry>;

// May this key use that model or route name?
bool allows(const KeyEntry& entry, std::string_view modelOrRoute);

// A key of the configuration file with its text.
struct FileKey {
  config::GatewayKey configured;
  Secret text;
};

class KeyTable;

class GatewayKeys {
 public:
  explicit GatewayKeys(KeyHasher hasher);
  ~GatewayKeys();
  GatewayKeys(const GatewayKeys&) = delete;
  GatewayKeys& operator=(const GatewayKeys&) = delete;

  // KeyMissing (nothing presented), KeyInvalid (unknown, malformed, expired), KeyRevoked, or the
  // error of suspend(). Hot path.
  Result<KeyHandle> check(std::string_view presented, WallMillis now) const;
  // Whose text that is, also of a key that check() refuses; null: nobody's.
  KeyHandle owner(std::string_view presented) const;

  // The whole of that origin anew. A file key that is gone is revoked. setFile() gives what a
  // person should know: two names for one text, short texts.
  void setStored(const std::vector<KeyRecord>& records);
  std::vector<std::string> setFile(const std::vector<FileKey>& keys);

  // A key that lives in memory only. At most 64: the oldest is revoked for the next.
  struct SessionKey {
    KeyHandle handle;
    Secret text;
  };
  SessionKey addSessionKey(const std::string& name);

  // Stops the key at once and tells the subscribers. False if there is no such key.
  bool revoke(std::string_view id);

  // From now on every check gives this error (state.db is damaged: nobody knows who is revoked).
  void suspend(Error why);
  void resume();
  std::optional<Error> suspended() const;

  KeyHandle find(std::string_view id) const;
  std::vector<KeyHandle> list() const;
  // Stored keys used at or after `since`, for KeyStore::saveLastUsed().
  std::vector<std::pair<std::string, WallMillis>> usedSince(WallMillis since) const;

  using OnRevoked = std::function<void(const KeyHandle&)>;
  class Subscription;
  // `tell` is called for each revoked key, on the revoking thread, until the subscription is
  // destroyed (which waits for a running call). It must only post, e.g. to a worker that then
  // cancels the key's open exchanges.
  Subscription subscribe(OnRevoked tell);

 private:
  struct Subscribers;
  struct Known {
    KeyHandle handle;
    KeyDigest digest{};
    std::string publicId;  // empty for texts of another form
  };
  using KnownById = std::map<std::string, Known, std::less<>>;

  // Null where the text belongs to no key; valid until the keys change.
  const KeyHandle* lookUp(std::string_view presented) const;
  void publish();  // under m_mutex
  std::shared_ptr<KeyLive> liveOf(const std::string& id) const;
  void add(KnownById& into, KeyEntry entry, const KeyDigest& digest, std::string_view publicId);
  std::vector<KeyHandle> dropOrigin(KeyEntry::Origin origin, const KnownById& kept);
  void tellRevoked(const std::vector<KeyHandle>& handles);

  const KeyHasher m_hasher;
  const std::uint64_t m_identity;  // tells tables of different objects apart in a thread's cache
  std::atomic<std::uint64_t> m_version{1};
  std::atomic<bool> m_suspended{false};

  mutable std::mutex m_mutex;
  KnownById m_known;
  std::vector<std::string> m_sessions;  // ids, oldest first
  std::shared_ptr<const KeyTable> m_table;
  Error m_why;
  std::shared_ptr<Subscribers> m_subscribers;
};

class GatewayKeys::Subscription {
 public:
  Subscription() = default;
  Subscription(Subscription&& other) noexcept;
  Subscription& operator=(Subscription&& other) noexcept;
  ~Subscription();

 private:
  friend class GatewayKeys;
  Subscription(std::shared_ptr<Subscribers> all, std::uint64_t number);
  void end();

  std::shared_ptr<Subscribers> m_all;
  std::uint64_t m_number = 0;
};

}  // namespace sb::policy
