#include "core/store/database.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "core/store/give_way.h"
#include "core/store/sqlite_error.h"

namespace sb::store {
namespace {

constexpr int kCheckEvery = 4'000;  // virtual machine steps between two interrupt checks

// SQLite's memory statistics take a process-wide lock at each allocation. Nobody reads them.
bool configureLibrary() {
  const bool done = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0) == SQLITE_OK;
  giveWayWhereSqliteWrites();
  return done;
}

void configureLibraryOnce() {
  static const bool done = configureLibrary();
  static_cast<void>(done);
}

std::int64_t sizeOfFile(const std::string& path) {
  struct stat info {};
  return ::stat(path.c_str(), &info) == 0 ? info.st_size : 0;
}

Error notOpened(const std::string& path, int reason) {
  const ErrorKind kind = reason == ENOSPC ? ErrorKind::StoreFull : ErrorKind::StoreFailed;
  return Error(kind, "The database file cannot be opened: " + path, std::strerror(reason));
}

// A file that is there is not opened here: closing it would take the locks of every other
// connection of this process away (fcntl(2)), and another process could then take its WAL.
Status createPrivate(const std::string& path) {
  const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd >= 0) {
    ::close(fd);
    return {};
  }
  if (errno != EEXIST) return notOpened(path, errno);
  if (::access(path.c_str(), R_OK | W_OK) != 0) return notOpened(path, errno);
  // One that came from elsewhere, a copy say, may be open to others.
  static_cast<void>(::chmod(path.c_str(), 0600));
  return {};
}

int onProgress(void* context) {
  const auto& check = *static_cast<const std::function<bool()>*>(context);
  try {
    return check() ? 1 : 0;
  } catch (...) {
    return 1;
  }
}

}  // namespace

std::int64_t sizeOnDisk(const std::string& path) {
  return sizeOfFile(path) + sizeOfFile(path + "-wal");
}

void Database::Closer::operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }

Database::Database(sqlite3* handle, std::string path)
    : m_path(std::move(path)),
      m_check(std::make_unique<std::function<bool()>>()),
      m_handle(handle) {}

Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;
Database::~Database() = default;

Result<Database> Database::open(const std::string& path, const OpenOptions& options) {
  configureLibraryOnce();
  const bool fresh = sizeOfFile(path) == 0;
  if (!options.readOnly)
    if (const Status made = createPrivate(path); !made) return made.error();
  const int mode =
      options.readOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &handle,
                                   mode | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
  Database db(handle, path);
  if (code != SQLITE_OK) return sqliteError(handle, code);
  if (const Status ok = db.configure(options, fresh); !ok) return ok.error();
  if (const Status ok = db.checkIntegrity(options); !ok) return ok.error();
  return db;
}

Status Database::configure(const OpenOptions& options, bool fresh) {
  m_busyMillis = static_cast<int>(options.busy.count());
  sqlite3_busy_timeout(handle(), m_busyMillis);
  std::string pragmas;
  if (!options.readOnly) {
    if (fresh && options.incrementalVacuum) pragmas += "PRAGMA auto_vacuum=INCREMENTAL;";
    pragmas += "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;";
  }
  pragmas += "PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF; PRAGMA temp_store=MEMORY;";
  pragmas += "PRAGMA mmap_size=" + std::to_string(options.mmapBytes) + ";";
  return exec(pragmas);
}

Status Database::checkIntegrity(const OpenOptions& options) {
  const Result<std::int64_t> schema = scalar("SELECT count(*) FROM sqlite_schema");
  if (!schema) return schema.error();
  if (options.readOnly || sizeOfFile(m_path) > options.checkUpTo) return {};
  return checkWhole();
}

Status Database::checkWhole() {
  Result<Statement> check = prepare("PRAGMA quick_check(1)");
  if (!check) return check.error();
  const Result<bool> row = check->step();
  if (!row) return row.error();
  if (*row && check->text(0) == "ok") return {};
  return Error(ErrorKind::StoreCorrupt, "The database file is damaged",
               std::string(check->text(0)));
}

Result<Statement> Database::prepare(std::string_view sql) {
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v3(handle(), sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  if (code != SQLITE_OK) return sqliteError(handle(), code);
  return Statement(statement);
}

Status Database::exec(const std::string& sql) {
  const int code = sqlite3_exec(handle(), sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return sqliteError(handle(), code);
  return {};
}

Result<std::int64_t> Database::scalar(std::string_view sql) {
  Result<Statement> statement = prepare(sql);
  if (!statement) return statement.error();
  const Result<bool> row = statement->step();
  if (!row) return row.error();
  return *row ? statement->integer(0) : std::int64_t{0};
}

void Database::interrupt() { sqlite3_interrupt(handle()); }

void Database::setInterruptCheck(std::function<bool()> check) {
  *m_check = std::move(check);
  if (*m_check)
    sqlite3_progress_handler(handle(), kCheckEvery, onProgress, m_check.get());
  else
    sqlite3_progress_handler(handle(), 0, nullptr, nullptr);
}

Result<bool> Database::checkpointTruncate() {
  const int code =
      sqlite3_wal_checkpoint_v2(handle(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
  if (code == SQLITE_OK) return true;
  if ((code & 0xff) == SQLITE_BUSY || (code & 0xff) == SQLITE_LOCKED) return false;
  return sqliteError(handle(), code);
}

std::int64_t Database::fileSize() const { return sizeOnDisk(m_path); }

Result<std::int64_t> Database::usedBytes() {
  const Result<std::int64_t> pages = scalar("PRAGMA page_count");
  if (!pages) return pages.error();
  const Result<std::int64_t> unused = scalar("PRAGMA freelist_count");
  if (!unused) return unused.error();
  const Result<std::int64_t> size = scalar("PRAGMA page_size");
  if (!size) return size.error();
  return (*pages - *unused) * *size;
}

Result<std::int64_t> Database::vacuumStep(int pages) {
  Result<Statement> vacuum = prepare("PRAGMA incremental_vacuum(" + std::to_string(pages) + ")");
  if (!vacuum) return vacuum.error();
  if (const Status done = vacuum->run(); !done) return done.error();
  return scalar("PRAGMA freelist_count");
}

Result<int> Database::userVersion() {
  const Result<std::int64_t> version = scalar("PRAGMA user_version");
  if (!version) return version.error();
  return static_cast<int>(*version);
}

std::int64_t Database::lastInsertId() const { return sqlite3_last_insert_rowid(handle()); }

int Database::changes() const { return sqlite3_changes(handle()); }

}  // namespace sb::store
