#include "core/store/migrate.h"

#include <sqlite3.h>
#include <unistd.h>

#include <memory>

#include "core/store/sqlite_error.h"
#include "core/store/transaction.h"

namespace sb::store {
namespace {

Error tooNew(const Database& db, int version, std::size_t known) {
  return {ErrorKind::StoreFailed, db.path() + " was written by a newer version of this program.",
          "schema version " + std::to_string(version) + ", known up to " + std::to_string(known)};
}

Error failedIn(const Migration& migration, Error error) {
  error.detail = std::string("migration ") + migration.name + ": " + error.detail;
  return error;
}

Status apply(Database& db, const Migration& migration, std::size_t version) {
  Result<Transaction> transaction = Transaction::begin(db);
  if (!transaction) return transaction.error();
  if (const Status done = db.exec(migration.sql); !done) return done.error();
  const Status set = db.exec("PRAGMA user_version=" + std::to_string(version));
  if (!set) return set.error();
  return transaction->commit();
}

Status backupIfUsed(Database& db, const std::string& path) {
  if (path.empty()) return {};
  const Result<std::int64_t> tables = db.scalar("SELECT count(*) FROM sqlite_schema");
  if (!tables) return tables.error();
  return *tables == 0 ? Status{} : backup(db, path);
}

}  // namespace

Status migrate(Database& db, std::span<const Migration> migrations, const std::string& backupPath) {
  const Result<int> version = db.userVersion();
  if (!version) return version.error();
  const auto from = static_cast<std::size_t>(*version);
  if (from > migrations.size()) return tooNew(db, *version, migrations.size());
  if (from == migrations.size()) return {};
  if (const Status saved = backupIfUsed(db, backupPath); !saved) return saved.error();
  for (std::size_t i = from; i < migrations.size(); ++i)
    if (const Status done = apply(db, migrations[i], i + 1); !done)
      return failedIn(migrations[i], done.error());
  return {};
}

Status backup(Database& db, const std::string& path) {
  for (const char* suffix : {"", "-wal", "-shm"})
    ::unlink((path + suffix).c_str());
  Result<Database> copy = Database::open(path);
  if (!copy) return copy.error();
  sqlite3_backup* job = sqlite3_backup_init(copy->handle(), "main", db.handle(), "main");
  if (job == nullptr) return sqliteError(copy->handle(), sqlite3_errcode(copy->handle()));
  const int code = sqlite3_backup_step(job, -1);
  sqlite3_backup_finish(job);
  if (code != SQLITE_DONE) return sqliteError(copy->handle(), code);
  const Result<bool> flushed = copy->checkpointTruncate();
  if (!flushed) return flushed.error();
  return {};
}

}  // namespace sb::store
