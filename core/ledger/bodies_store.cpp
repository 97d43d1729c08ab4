#include "core/ledger/bodies_store.h"

#include "core/ledger/log_schema_store.h"
#include "core/store/zstd.h"

namespace sb::ledger {
namespace {

constexpr std::int64_t kZstd = 1, kPreview = 2, kRedacted = 4;

std::int64_t bodyId(Seq seq, Which which) { return 2 * seq + (which == Which::Response ? 1 : 0); }

std::int64_t flagsOf(const PackedBody& body) {
  return (body.zstd ? kZstd : 0) | (body.preview ? kPreview : 0) | (body.redacted ? kRedacted : 0);
}

}  // namespace

Result<std::unique_ptr<BodiesStore>> BodiesStore::open(const std::string& path) {
  store::OpenOptions options;
  options.incrementalVacuum = true;
  Result<store::Database> db = store::Database::open(path, options);
  if (!db) return db.error();
  const Status migrated = store::migrate(*db, bodiesMigrations(), path + ".before-upgrade");
  if (!migrated) return migrated.error();
  std::unique_ptr<BodiesStore> bodies(new BodiesStore(std::move(*db)));
  auto insert = bodies->m_db.prepare("INSERT OR REPLACE INTO bodies VALUES(?,?,?,?,?,?)");
  if (!insert) return insert.error();
  auto drop = bodies->m_db.prepare("DELETE FROM bodies WHERE id IN (?,?)");
  if (!drop) return drop.error();
  bodies->m_insert = std::move(*insert);
  bodies->m_drop = std::move(*drop);
  return bodies;
}

Status BodiesStore::put(Seq seq, Which which, WallMillis at, const PackedBody& body) {
  m_insert.bind(1, bodyId(seq, which)).bind(2, at).bind(3, body.fullSize);
  m_insert.bind(4, flagsOf(body)).bind(5, body.sha256).bindBlob(6, body.bytes);
  return m_insert.run();
}

Status BodiesStore::sweepAfter(Seq last) {
  Result<store::Statement> sweep = m_db.prepare("DELETE FROM bodies WHERE id>?");
  if (!sweep) return sweep.error();
  return sweep->bind(1, bodyId(last, Which::Response)).run();
}

Result<Seq> BodiesStore::newest() { return m_db.scalar("SELECT max(id)/2 FROM bodies"); }

Status BodiesStore::drop(Seq seq) {
  return m_drop.bind(1, bodyId(seq, Which::Request)).bind(2, bodyId(seq, Which::Response)).run();
}

Result<int> BodiesStore::dropThrough(Seq last, int most) {
  Result<store::Statement> drop = m_db.prepare(
      "DELETE FROM bodies WHERE id IN (SELECT id FROM bodies WHERE id<=? ORDER BY id LIMIT ?)");
  if (!drop) return drop.error();
  const Status done = drop->bind(1, bodyId(last, Which::Response)).bind(2, most).run();
  if (!done) return done.error();
  return m_db.changes();
}

Result<int> BodiesStore::dropOldest(std::int64_t most) {
  Result<store::Statement> read =
      m_db.prepare("SELECT id,length(data) FROM bodies ORDER BY id LIMIT 1000");
  if (!read) return read.error();
  std::int64_t last = -1, bytes = 0;
  while (bytes < most) {
    const Result<bool> row = read->step();
    if (!row) return row.error();
    if (!*row) break;
    last = read->integer(0);
    bytes += read->integer(1);
  }
  read->reset();
  if (last < 0) return 0;
  Result<store::Statement> drop = m_db.prepare("DELETE FROM bodies WHERE id<=?");
  if (!drop) return drop.error();
  if (const Status done = drop->bind(1, last).run(); !done) return done.error();
  return m_db.changes();
}

Result<StoredBody> readBody(store::Database& db, Seq seq, Which which) {
  Result<store::Statement> read =
      db.prepare("SELECT size,flags,sha256,data FROM bodies WHERE id=?");
  if (!read) return read.error();
  const Result<bool> row = read->bind(1, bodyId(seq, which)).step();
  if (!row) return row.error();
  if (!*row) return Error(ErrorKind::NotFound, "The log has no body for this request");
  StoredBody body;
  body.fullSize = read->integer(0);
  const std::int64_t flags = read->integer(1);
  body.preview = (flags & kPreview) != 0;
  body.redacted = (flags & kRedacted) != 0;
  body.sha256 = std::string(read->text(2));
  if ((flags & kZstd) == 0) {
    body.bytes = std::string(read->blob(3));
    return body;
  }
  Result<std::string> plain = store::zstdUnpack(read->blob(3));
  if (!plain) return plain.error();
  body.bytes = std::move(*plain);
  return body;
}

}  // namespace sb::ledger
