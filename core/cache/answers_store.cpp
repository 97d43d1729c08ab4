#include "core/cache/answers_store.h"

#include <cstring>
#include <vector>

#include "core/store/give_way.h"
#include "core/store/transaction.h"

namespace sb::cache {
namespace {

// id: in the order of coming. packed: bytes of data. flags: 1 zstd. cost in nano-dollars, NULL =
// nobody knows.
constexpr store::Migration kTables[] = {{"tables", R"sql(
  CREATE TABLE answers(
    id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, stored INTEGER NOT NULL,
    expires INTEGER NOT NULL, packed INTEGER NOT NULL, flags INTEGER NOT NULL, cost INTEGER,
    route TEXT NOT NULL, provider TEXT NOT NULL, model TEXT NOT NULL, finish TEXT NOT NULL,
    data BLOB NOT NULL);
)sql"}};

constexpr std::int64_t kZstd = 1;
constexpr std::int64_t kRow = 256;  // what a row takes besides its data, about
constexpr int kVacuumPages = 512;
constexpr int kDropStep = 256;

std::string_view bytesOf(const RequestDigest& key) {
  return {reinterpret_cast<const char*>(key.data()), key.size()};
}

}  // namespace

std::span<const store::Migration> cacheMigrations() { return kTables; }

Result<std::unique_ptr<AnswersStore>> AnswersStore::open(const std::string& path, WallMillis now) {
  store::OpenOptions options;
  options.incrementalVacuum = true;
  Result<store::Database> db = store::Database::open(path, options);
  if (!db) return db.error();
  // What a power cut takes is only asked for again.
  if (const Status set = db->exec("PRAGMA synchronous=NORMAL"); !set) return set.error();
  // A newer program's cache is worth as little as a damaged one.
  const Result<int> version = db->userVersion();
  if (!version) return version.error();
  if (*version > static_cast<int>(cacheMigrations().size()))
    return Error(ErrorKind::StoreCorrupt, "the cache was written by a newer version");
  const Status migrated = store::migrate(*db, cacheMigrations(), "");
  if (!migrated) return migrated.error();
  std::unique_ptr<AnswersStore> answers(new AnswersStore(std::move(*db)));
  if (const Status ready = answers->prepare(); !ready) return ready.error();
  const Status old =
      answers->m_db.exec("DELETE FROM answers WHERE expires<=" + std::to_string(now));
  if (!old) return old.error();
  if (const Status counted = answers->count(); !counted) return counted.error();
  return answers;
}

Status AnswersStore::prepare() {
  auto insert = m_db.prepare(
      "INSERT INTO answers(key,stored,expires,packed,flags,cost,route,provider,model,"
      "finish,data) VALUES(?,?,?,?,?,?,?,?,?,?,?)");
  if (!insert) return insert.error();
  auto find = m_db.prepare(
      "SELECT stored,expires,flags,cost,route,provider,model,finish,data FROM answers WHERE "
      "key=? AND expires>?");
  if (!find) return find.error();
  auto drop = m_db.prepare("DELETE FROM answers WHERE key=? RETURNING packed");
  if (!drop) return drop.error();
  m_insert = std::move(*insert);
  m_find = std::move(*find);
  m_drop = std::move(*drop);
  return {};
}

Status AnswersStore::count() {
  const Result<std::int64_t> entries = m_db.scalar("SELECT count(*) FROM answers");
  if (!entries) return entries.error();
  const Result<std::int64_t> bytes =
      m_db.scalar("SELECT sum(packed)+count(*)*" + std::to_string(kRow) + " FROM answers");
  if (!bytes) return bytes.error();
  m_entries = *entries;
  m_bytes = *bytes;
  return {};
}

// Takes what has the key away.
Status AnswersStore::drop(const RequestDigest& key) {
  m_drop.bindBlob(1, bytesOf(key));
  for (;;) {
    const Result<bool> row = m_drop.step();
    if (!row) return row.error();
    if (!*row) return {};
    m_bytes -= m_drop.integer(0) + kRow;
    --m_entries;
  }
}

Status AnswersStore::insert(const StoredAnswer& answer) {
  if (const Status done = drop(answer.key); !done) return done;
  const std::string packed = m_packer.pack(answer.body);
  const bool zstd = !packed.empty();
  const std::string_view data = zstd ? packed : answer.body;
  m_insert.bindBlob(1, bytesOf(answer.key)).bind(2, answer.storedAt).bind(3, answer.expiresAt);
  m_insert.bind(4, static_cast<std::int64_t>(data.size())).bind(5, zstd ? kZstd : 0);
  m_insert.bind(6, answer.cost ? std::optional(answer.cost->value) : std::nullopt);
  m_insert.bind(7, answer.route).bind(8, answer.provider).bind(9, answer.model);
  m_insert.bind(10, answer.finishReason).bindBlob(11, data);
  if (const Status done = m_insert.run(); !done) return done;
  m_bytes += static_cast<std::int64_t>(data.size()) + kRow;
  ++m_entries;
  return {};
}

Status AnswersStore::putAll(std::span<const StoredAnswerPtr> answers) {
  Result<store::Transaction> transaction = store::Transaction::begin(m_db);
  if (!transaction) return transaction.error();
  for (const StoredAnswerPtr& answer : answers) {
    if (const Status done = insert(*answer); !done) return done;
    store::GiveWay::now();
  }
  return transaction->commit();
}

Status AnswersStore::put(std::span<const StoredAnswerPtr> answers) {
  const Status done = putAll(answers);
  if (done) return done;
  // Taken back as a whole.
  if (const Status counted = count(); !counted) return counted;
  return done;
}

Result<StoredAnswerPtr> AnswersStore::find(const RequestDigest& key, WallMillis now) {
  store::ResetGuard guard(m_find);
  const Result<bool> row = m_find.bindBlob(1, bytesOf(key)).bind(2, now).step();
  if (!row) return row.error();
  if (!*row) return StoredAnswerPtr();
  auto answer = std::make_shared<StoredAnswer>();
  answer->key = key;
  answer->storedAt = m_find.integer(0);
  answer->expiresAt = m_find.integer(1);
  if (const auto cost = m_find.maybeInteger(3)) answer->cost = NanoUsd{*cost};
  answer->route = m_find.text(4);
  answer->provider = m_find.text(5);
  answer->model = m_find.text(6);
  answer->finishReason = m_find.text(7);
  if ((m_find.integer(2) & kZstd) == 0) {
    answer->body = m_find.blob(8);
    return StoredAnswerPtr(std::move(answer));
  }
  Result<std::string> plain = store::zstdUnpack(m_find.blob(8));
  if (!plain) return plain.error();
  answer->body = std::move(*plain);
  return StoredAnswerPtr(std::move(answer));
}

Status AnswersStore::clear(std::string_view route) {
  Result<store::Statement> drop = m_db.prepare("DELETE FROM answers WHERE ?='' OR route=?");
  if (!drop) return drop.error();
  if (const Status done = drop->bind(1, route).bind(2, route).run(); !done) return done;
  return count();
}

// A step of them, at most about so many bytes.
Status AnswersStore::dropOldest(std::int64_t bytes) {
  Result<store::Statement> oldest =
      m_db.prepare("SELECT id,packed FROM answers ORDER BY id LIMIT ?");
  if (!oldest) return oldest.error();
  oldest->bind(1, kDropStep);
  std::int64_t last = -1, gone = 0, rows = 0;
  while (gone < bytes) {
    const Result<bool> row = oldest->step();
    if (!row) return row.error();
    if (!*row) break;
    last = oldest->integer(0);
    gone += oldest->integer(1) + kRow;
    ++rows;
  }
  oldest->reset();
  const Status done = m_db.exec("DELETE FROM answers WHERE id<=" + std::to_string(last));
  if (!done) return done;
  m_bytes -= gone;
  m_entries -= rows;
  return {};
}

// A little below, so that not every new one has to make room for itself.
Status AnswersStore::trim(std::int64_t most) {
  if (m_bytes <= most) return {};
  const std::int64_t wanted = most - most / 20;
  while (m_bytes > wanted && m_entries > 0) {
    if (const Status done = dropOldest(m_bytes - wanted); !done) return done;
    store::GiveWay::now();
  }
  const Result<std::int64_t> left = m_db.vacuumStep(kVacuumPages);
  return left ? Status() : Status(left.error());
}

Status AnswersStore::eachKey(const std::function<void(const RequestDigest&)>& use) {
  Result<store::Statement> keys = m_db.prepare("SELECT key FROM answers");
  if (!keys) return keys.error();
  for (;;) {
    const Result<bool> row = keys->step();
    if (!row) return row.error();
    if (!*row) return {};
    const std::string_view bytes = keys->blob(0);
    RequestDigest key{};
    if (bytes.size() != key.size()) continue;
    std::memcpy(key.data(), bytes.data(), key.size());
    use(key);
    store::GiveWay::step();
  }
}

}  // namespace sb::cache
