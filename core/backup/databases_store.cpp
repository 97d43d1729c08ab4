#include "core/backup/databases_store.h"

#include <unistd.h>

#include "core/store/database.h"
#include "core/store/migrate.h"

namespace sb::backup {
namespace {

std::string nameOf(const std::string& path) { return path.substr(path.rfind('/') + 1); }

Error bad(const std::string& path, const std::string& what) {
  return {ErrorKind::BadRequest, nameOf(path) + " " + what};
}

// For reading, but not as a read-only connection: the last of those leaves its WAL behind.
store::OpenOptions reading() {
  store::OpenOptions options;
  options.checkUpTo = 0;
  return options;
}

}  // namespace

Status copyDatabase(const std::string& from, const std::string& to) {
  if (::access(from.c_str(), F_OK) != 0)
    return Error(ErrorKind::NotFound, "there is no " + nameOf(from));
  auto db = store::Database::open(from, reading());
  if (!db) return db.error();
  const Status copied = store::backup(*db, to);
  if (!copied) return copied.error();
  // One file, without a WAL beside it, whoever opens it.
  auto copy = store::Database::open(to);
  if (!copy) return copy.error();
  return copy->exec("PRAGMA journal_mode=DELETE;");
}

Status checkDatabase(const std::string& path, const std::string& present) {
  auto db = store::Database::open(path, reading());
  if (!db) return bad(path, "is damaged or no database");
  const Status sound = db->checkWhole();
  if (!sound) return bad(path, "is damaged");
  const Result<std::int64_t> odd =
      db->scalar("SELECT count(*) FROM sqlite_schema WHERE type IN ('trigger','view')");
  if (!odd || *odd != 0) return bad(path, "holds something that no backup has");
  const Result<int> version = db->userVersion();
  if (!version || *version < 1) return bad(path, "has no version");
  if (::access(present.c_str(), F_OK) != 0) return {};
  auto own = store::Database::open(present, reading());
  const Result<int> newest = own ? own->userVersion() : Result<int>(own.error());
  if (newest && *newest > 0 && *version > *newest)
    return bad(path, "is of a newer version of the program");
  return {};
}

}  // namespace sb::backup
