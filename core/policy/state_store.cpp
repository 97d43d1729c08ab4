#include "core/policy/state_store.h"

#include <array>

#include "core/store/migrate.h"

namespace sb::policy {
namespace {

constexpr std::array kMigrations{store::Migration{"gateway keys", R"(
  CREATE TABLE gateway_keys (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    digest BLOB NOT NULL,
    models TEXT NOT NULL,
    tags TEXT NOT NULL,
    created INTEGER NOT NULL,
    expires INTEGER,
    revoked INTEGER,
    last_used INTEGER
  ) STRICT;
  CREATE UNIQUE INDEX gateway_keys_name ON gateway_keys(name) WHERE revoked IS NULL;
  CREATE TABLE marks (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT;
)"},
                                 store::Migration{"counts of limits", R"(
  CREATE TABLE limit_rates (
    scope TEXT PRIMARY KEY,
    units INTEGER NOT NULL,
    period INTEGER NOT NULL,
    burst INTEGER NOT NULL,
    debt INTEGER NOT NULL,
    at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE limit_spends (
    scope TEXT NOT NULL,
    period TEXT NOT NULL,
    at INTEGER NOT NULL,
    ends INTEGER NOT NULL,
    spent INTEGER NOT NULL,
    PRIMARY KEY (scope, period)
  ) STRICT, WITHOUT ROWID;
)"},
                                 store::Migration{"revisions of the configuration", R"(
  CREATE TABLE config_revisions (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    who TEXT NOT NULL,
    client TEXT NOT NULL,
    message TEXT NOT NULL,
    rolled_back_to INTEGER,
    hash TEXT NOT NULL,
    added INTEGER NOT NULL,
    removed INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    packed BLOB NOT NULL
  ) STRICT;
)"},
                                 store::Migration{"answers that providers keep", R"(
  CREATE TABLE kept_places (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    provider TEXT NOT NULL,
    key TEXT NOT NULL,
    owner TEXT NOT NULL
  ) STRICT;
)"}};

}  // namespace

Result<store::Database> openState(const std::string& folder) {
  auto db = store::Database::open(folder + "/state.db");
  if (!db) return db;
  const Status migrated = store::migrate(*db, kMigrations, folder + "/state.db.backup");
  if (!migrated) return migrated.error();
  return db;
}

}  // namespace sb::policy
