// SQLite 3 behind small types: a connection, a prepared statement, a transaction. Every folder that
// keeps something in SQLite uses these; SQL stands in files named *_store.cpp only.
// A Database and its statements belong to one thread at a time; only interrupt() may be called from
// another. Errors: StoreFull when the disk (or a quota, or a file size limit) is full, StoreCorrupt
// when the file is damaged or no database, StoreFailed for the rest.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/store/statement.h"

struct sqlite3;

namespace sb::store {

struct OpenOptions {
  bool readOnly = false;
  // Only for a new file: freed pages can be given back in steps (it must be set before WAL).
  bool incrementalVacuum = false;
  // Files up to this many bytes are checked whole at open (PRAGMA quick_check); of larger ones the
  // header and the schema only, so that a start does not read gigabytes.
  std::int64_t checkUpTo = 8LL * 1024 * 1024;
  Millis busy{5'000};
  std::int64_t mmapBytes = 0;
};

class Database {
 public:
  // Opens or (unless read-only) creates the file with mode 0600: WAL, synchronous=FULL, foreign
  // keys, secure_delete.
  static Result<Database> open(const std::string& path, const OpenOptions& options = {});

  Database(Database&&) noexcept;
  Database& operator=(Database&&) noexcept;
  ~Database();

  Result<Statement> prepare(std::string_view sql);
  // One or more statements without results.
  Status exec(const std::string& sql);
  // The first column of the first row; 0 where there is none or it is NULL.
  Result<std::int64_t> scalar(std::string_view sql);

  // Reads the whole file (PRAGMA quick_check): StoreCorrupt if it is damaged. Slow if it is large.
  Status checkWhole();

  // Ends the running statement of this connection with StoreFailed. Any thread, while this lives.
  void interrupt();
  // Called now and then while statements run; true ends the statement. Empty removes it.
  void setInterruptCheck(std::function<bool()> check);

  // Moves the WAL into the file and cuts it to nothing. False, without waiting,
  // if a reader still needed it.
  Result<bool> checkpointTruncate();
  // Bytes on disk, WAL included. Touches the file system only.
  std::int64_t fileSize() const;
  // Bytes of pages that hold something: what fileSize() is after vacuum and checkpoint.
  Result<std::int64_t> usedBytes();
  // Gives at most `pages` free pages back; returns how many are left.
  Result<std::int64_t> vacuumStep(int pages);

  Result<int> userVersion();
  std::int64_t lastInsertId() const;
  int changes() const;
  const std::string& path() const { return m_path; }
  sqlite3* handle() const { return m_handle.get(); }

 private:
  struct Closer {
    void operator()(sqlite3* handle) const;
  };
  Database(sqlite3* handle, std::string path);
  Status configure(const OpenOptions& options, bool fresh);
  Status checkIntegrity(const OpenOptions& options);

  std::string m_path;
  std::unique_ptr<std::function<bool()>> m_check;  // stable address for the C callback
  std::unique_ptr<sqlite3, Closer> m_handle;
  int m_busyMillis = 0;
};

// Bytes of a database file and its WAL; 0 where there is none.
std::int64_t sizeOnDisk(const std::string& path);

}  // namespace sb::store
