#include "core/ledger/log_schema_store.h"

namespace sb::ledger {
namespace {

// rows: what lists and filters read, about 60 bytes a row, no secondary index. Texts are numbers of
//   `names` (0 none, -1 in the details). outcome and flags: row_codec.h; first and total in tenths
//   of a millisecond; cost in nano-dollars, NULL = unpriced; saved in nano-dollars, NULL = nothing
//   was, or nobody knows how much.
// details: the rest, joined for the rows that are looked at (details.h).
// marks: blocks of about 1,000 rows, by their last one: a time that is not between the oldest and
//   the newest `at` of a block is not in it.
// rollup_quarter: sums (rollup.h). open_requests: become `interrupted` at the next start.
// gaps: rows that could not be written.
constexpr store::Migration kLog[] = {{"tables", R"sql(
  CREATE TABLE meta(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE names(id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, text TEXT NOT NULL);
  CREATE TABLE rows(
    seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, key INTEGER, team INTEGER, route INTEGER,
    provider INTEGER, model INTEGER, asked INTEGER, endpoint INTEGER, status INTEGER,
    outcome INTEGER, flags INTEGER, attempts INTEGER, first INTEGER, total INTEGER, input INTEGER,
    cache_read INTEGER, cache_write INTEGER, output INTEGER, reasoning INTEGER, cost INTEGER,
    message INTEGER, tags INTEGER);
  CREATE TABLE details(seq INTEGER PRIMARY KEY, id TEXT NOT NULL, wide TEXT NOT NULL);
  CREATE TABLE marks(
    seq INTEGER PRIMARY KEY, oldest INTEGER NOT NULL, newest INTEGER NOT NULL);
  CREATE TABLE rollup_quarter(
    slot INTEGER, key INTEGER, team INTEGER, route INTEGER, provider INTEGER, model INTEGER,
    requests INTEGER, errors INTEGER, attempts INTEGER, unpriced INTEGER, input INTEGER,
    cache_read INTEGER, cache_write INTEGER, cache_write_1h INTEGER, input_audio INTEGER,
    output INTEGER, reasoning INTEGER, output_audio INTEGER, cost INTEGER,
    PRIMARY KEY(slot, key, team, route, provider, model)) WITHOUT ROWID;
  CREATE TABLE open_requests(
    id TEXT PRIMARY KEY, at INTEGER NOT NULL, endpoint TEXT, dialect TEXT, key_id TEXT,
    key_name TEXT, team TEXT, route TEXT, asked TEXT) WITHOUT ROWID;
  CREATE TABLE feedback(
    request TEXT NOT NULL, at INTEGER NOT NULL, score REAL NOT NULL, comment TEXT NOT NULL);
  CREATE INDEX feedback_request ON feedback(request);
  CREATE TABLE gaps(at INTEGER NOT NULL, until INTEGER NOT NULL, rows INTEGER NOT NULL);
)sql"},
                                     {"saved", "ALTER TABLE rows ADD COLUMN saved INTEGER;"}};

// id = 2 × seq of the row, + 1 for the response. flags: 1 zstd, 2 preview, 4 redacted.
constexpr store::Migration kBodies[] = {{"tables", R"sql(
  CREATE TABLE bodies(
    id INTEGER PRIMARY KEY, at INTEGER NOT NULL, size INTEGER NOT NULL, flags INTEGER NOT NULL,
    sha256 TEXT NOT NULL, data BLOB NOT NULL);
)sql"}};

}  // namespace

std::span<const store::Migration> logMigrations() { return kLog; }

std::span<const store::Migration> bodiesMigrations() { return kBodies; }

}  // namespace sb::ledger
