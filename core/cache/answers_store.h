// cache.db: stored answers, compressed, up to a number of bytes; the oldest leave first. One
// thread.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "core/cache/stored_answer.h"
#include "core/store/migrate.h"
#include "core/store/zstd.h"

namespace sb::cache {

class AnswersStore {
 public:
  // Opens or makes the file, and forgets what is too old by then.
  static Result<std::unique_ptr<AnswersStore>> open(const std::string& path, WallMillis now);

  // All at once or none, in place of what has their keys.
  Status put(std::span<const StoredAnswerPtr> answers);
  // Null: there is none that is still good.
  Result<StoredAnswerPtr> find(const RequestDigest& key, WallMillis now);
  // Of a route; "": all.
  Status clear(std::string_view route);
  // Where there are more bytes than this: removes the oldest until there are fewer, and gives some
  // of the freed pages back.
  Status trim(std::int64_t most);

  Status eachKey(const std::function<void(const RequestDigest&)>& use);
  std::int64_t entries() const { return m_entries; }
  std::int64_t bytes() const { return m_bytes; }  // as compressed, with what a row takes besides

 private:
  explicit AnswersStore(store::Database db) : m_db(std::move(db)) {}
  Status prepare();
  Status count();
  Status putAll(std::span<const StoredAnswerPtr> answers);
  Status insert(const StoredAnswer& answer);
  Status drop(const RequestDigest& key);
  Status dropOldest(std::int64_t bytes);

  store::Database m_db;
  store::Statement m_insert, m_find, m_drop;
  store::ZstdPacker m_packer;
  std::int64_t m_entries = 0, m_bytes = 0;
};

// For tests of the versions before.
std::span<const store::Migration> cacheMigrations();

}  // namespace sb::cache
