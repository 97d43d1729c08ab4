// The databases of a backup: consistent copies of ones that are in use, and whether a copy is
// sound. Blocking; any thread but an event loop's. Internal to core/backup.
#pragma once

#include <string>

#include "core/base/result.h"

namespace sb::backup {

// SQLite's own backup, of a database that others may be writing to. NotFound: there is none.
Status copyDatabase(const std::string& from, const std::string& to);

// The whole file is read. `present`: the program's own, whose schema says how new a file may be;
// where there is none, any is taken. BadRequest: damaged, no database, or of a newer program.
Status checkDatabase(const std::string& path, const std::string& present);

}  // namespace sb::backup
