// Numbered schema changes. The version is kept in the file (PRAGMA user_version): the number of
// migrations that it has. Start-up only.
#pragma once

#include <span>
#include <string>

#include "core/store/database.h"

namespace sb::store {

// Migration i takes a file from version i to i + 1, in one transaction.
struct Migration {
  const char* name;
  const char* sql;
};

// Brings the database to version migrations.size(). Before the first pending one, a database that
// has tables is copied to `backupPath` (an older copy there is replaced; "" = no copy).
// StoreFailed when the file is newer than this program knows; then nothing is touched.
Status migrate(Database& db, std::span<const Migration> migrations, const std::string& backupPath);

// A consistent copy of the whole database (SQLite's backup API), mode 0600.
Status backup(Database& db, const std::string& path);

}  // namespace sb::store
