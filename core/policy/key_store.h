// Gateway keys made at run time, in state.db: only their digests. Any thread (one lock); blocking,
// not for an event loop. Times are milliseconds since 1970.
// Errors: StoreCorrupt (see state_store.h; also when the pepper is gone or another one), Conflict
// (a name in use), NotFound, BadRequest, StoreFailed, StoreFull.
#pragma once

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
#include "core/policy/key_hash.h"
#include "core/store/database.h"

namespace sb::policy {

struct NewKey {
  std::string name;                 // 1 to 128 characters, not in use by another living key
  std::vector<std::string> models;  // glob patterns; empty = all
  std::vector<std::string> tags;
  std::optional<WallMillis> expires;
};

struct KeyRecord {
  std::string id;  // public
  std::string name;
  std::vector<std::string> models, tags;
  WallMillis created = 0;
  std::optional<WallMillis> expires, revoked, lastUsed;
  KeyDigest digest{};
};

struct CreatedKey {
  KeyRecord record;
  Secret text;  // shown once, kept nowhere
};

class KeyStore {
 public:
  // `clock` must outlive the store.
  static Result<std::unique_ptr<KeyStore>> open(const std::string& folder, const Clock& clock);

  Result<CreatedKey> create(const NewKey& wanted);
  Result<std::vector<KeyRecord>> list() const;  // the newest first
  Result<KeyRecord> find(std::string_view id) const;
  // Revoking twice keeps the first time.
  Status revoke(std::string_view id);
  Status rename(std::string_view id, const std::string& name);
  // In one transaction; unknown ids are left out.
  Status saveLastUsed(const std::vector<std::pair<std::string, WallMillis>>& used);

  const KeyHasher& hasher() const { return m_hasher; }

 private:
  KeyStore(store::Database db, KeyHasher hasher, const Clock& clock);

  Status insert(const KeyRecord& record);
  Result<bool> nameInUse(const std::string& name, std::string_view exceptId) const;

  mutable std::mutex m_mutex;
  mutable store::Database m_db;
  KeyHasher m_hasher;
  const Clock& m_clock;
};

}  // namespace sb::policy
