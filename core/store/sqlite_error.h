// What an SQLite result code means to the rest of the program. Internal to core/store.
#pragma once

#include "core/base/error.h"

struct sqlite3;

namespace sb::store {

// The error of the last call on this connection. `handle` may be null.
Error sqliteError(sqlite3* handle, int code);

}  // namespace sb::store
