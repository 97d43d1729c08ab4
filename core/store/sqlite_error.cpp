#include "core/store/sqlite_error.h"

#include <sqlite3.h>
#include <sys/statvfs.h>

#include <cerrno>
#include <string>

namespace sb::store {
namespace {

bool noSpaceErrno(int error) { return error == ENOSPC || error == EDQUOT || error == EFBIG; }

// A write that the system refuses: a quota or a file size limit (a full disk is SQLITE_FULL). The
// errno is lost by the time SQLite has rolled back.
bool cannotGrow(int code) {
  return code == SQLITE_IOERR_WRITE || code == SQLITE_IOERR_SHMSIZE ||
         code == SQLITE_IOERR_TRUNCATE;
}

// Also of a file that was opened before its file system refused all writing.
bool isReadOnly(sqlite3* handle, int code) {
  if ((code & 0xff) == SQLITE_READONLY) return true;
  if (!cannotGrow(code) || handle == nullptr) return false;
  const char* const path = sqlite3_db_filename(handle, "main");
  struct statvfs info {};
  return path != nullptr && ::statvfs(path, &info) == 0 && (info.f_flag & ST_RDONLY) != 0;
}

bool isFull(sqlite3* handle, int code) {
  const int primary = code & 0xff;
  if (primary == SQLITE_FULL || cannotGrow(code)) return true;
  const bool mayBe = primary == SQLITE_IOERR || primary == SQLITE_CANTOPEN;
  return mayBe && handle != nullptr && noSpaceErrno(sqlite3_system_errno(handle));
}

bool isCorrupt(int code) {
  const int primary = code & 0xff;
  return primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB || code == SQLITE_IOERR_SHORT_READ;
}

}  // namespace

Error sqliteError(sqlite3* handle, int code) {
  const int extended = handle != nullptr ? sqlite3_extended_errcode(handle) : code;
  if ((extended & 0xff) == (code & 0xff)) code = extended;
  std::string detail = sqlite3_errstr(code);
  if (handle != nullptr) detail += std::string(": ") + sqlite3_errmsg(handle);
  if (isReadOnly(handle, code))
    return {ErrorKind::StoreFailed, "The database file is read-only", detail};
  if (isFull(handle, code))
    return {ErrorKind::StoreFull, "The disk is full (or takes no more of this file)", detail};
  if (isCorrupt(code)) return {ErrorKind::StoreCorrupt, "The database file is damaged", detail};
  return {ErrorKind::StoreFailed, "The database refused an operation", detail};
}

}  // namespace sb::store
