#include "core/ledger/retention_store.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "core/store/give_way.h"

namespace sb::ledger {
namespace {

constexpr int kRowsAtOnce = 200;
constexpr int kBodiesAtOnce = 100;
constexpr std::int64_t kBytesAtOnce = 2 * 1024 * 1024;
constexpr int kPagesAtOnce = 256;
constexpr Millis kStepTime{30};
constexpr WallMillis kRollupsKept = 400LL * 24 * 3600 * 1000;

}  // namespace

struct Retention::Doomed {
  std::vector<std::pair<Seq, std::string>> rows;  // with the request's id
};

void Retention::start() {
  m_phase = Phase::Age;
  m_cursor = 0;
  m_changed = m_overFull = false;
}

void Retention::next() {
  if (m_phase == Phase::Checkpoint || (m_phase == Phase::Rest && !m_changed))
    m_phase = Phase::Idle;
  else
    m_phase = static_cast<Phase>(static_cast<int>(m_phase) + 1);
}

Status Retention::step(const RetentionLimits& limits, WallMillis now) {
  const auto until = std::chrono::steady_clock::now() + kStepTime;
  store::GiveWay others;
  while (active() && std::chrono::steady_clock::now() < until) {
    const Result<bool> done = work(limits, now);
    if (!done) {
      m_phase = Phase::Idle;
      return done.error();
    }
    if (*done) next();
    store::GiveWay::now();
  }
  return {};
}

Result<bool> Retention::work(const RetentionLimits& limits, WallMillis now) {
  const WallMillis cutoff = now - limits.retain.count();
  switch (m_phase) {
    case Phase::Age:
      return dropOld(cutoff, now);
    case Phase::Orphans:
      return dropOrphans();
    case Phase::Bytes:
      return dropForSpace(limits.maxBytes);
    case Phase::Rest:
      return dropRest(cutoff, now);
    case Phase::VacuumLog:
      return vacuum(m_files.log().db());
    case Phase::VacuumBodies:
      return vacuum(m_files.bodies().db());
    case Phase::Checkpoint:
      return checkpoint();
    case Phase::Idle:
      break;
  }
  return true;
}

// Rows stand in the order in which they ended, so old ones come first. A row from the future (the
// clock was wrong once) says nothing about those behind it; the first row of the present does.
Result<bool> Retention::dropOld(WallMillis cutoff, WallMillis now) {
  auto read = m_files.log().db().prepare(
      "SELECT r.seq, r.at, d.id FROM rows r LEFT JOIN details d ON d.seq=r.seq"
      " WHERE r.seq>? ORDER BY r.seq LIMIT ?");
  if (!read) return read.error();
  read->bind(1, m_cursor).bind(2, kRowsAtOnce);
  Doomed doomed;
  bool present = false;
  int seen = 0;
  for (;;) {
    const Result<bool> row = read->step();
    if (!row) return row.error();
    if (!*row) break;
    ++seen;
    m_cursor = read->integer(0);
    const WallMillis at = read->integer(1);
    if (at < cutoff) doomed.rows.emplace_back(m_cursor, std::string(read->text(2)));
    present = present || (at >= cutoff && at <= now);
  }
  if (const Status done = dropRows(doomed); !done) return done.error();
  return present || seen < kRowsAtOnce;
}

Result<bool> Retention::dropOldestRows() {
  auto read = m_files.log().db().prepare(
      "SELECT r.seq, d.id FROM rows r LEFT JOIN details d ON d.seq=r.seq ORDER BY r.seq LIMIT ?");
  if (!read) return read.error();
  read->bind(1, kRowsAtOnce);
  Doomed doomed;
  for (;;) {
    const Result<bool> row = read->step();
    if (!row) return row.error();
    if (!*row) break;
    doomed.rows.emplace_back(read->integer(0), std::string(read->text(1)));
  }
  if (const Status done = dropRows(doomed); !done) return done.error();
  return doomed.rows.empty();
}

// Bodies first: should the program die in between, a row without its body is no harm.
Status Retention::dropRows(const Doomed& doomed) {
  if (doomed.rows.empty()) return {};
  m_changed = true;
  BodiesStore& bodies = m_files.bodies();
  auto second = store::Transaction::begin(bodies.db());
  if (!second) return second.error();
  for (const auto& [seq, id] : doomed.rows)
    if (const Status done = bodies.drop(seq); !done) return done;
  if (const Status done = second->commit(); !done) return done;

  store::Database& db = m_files.log().db();
  auto transaction = store::Transaction::begin(db);
  if (!transaction) return transaction.error();
  auto rows = db.prepare("DELETE FROM rows WHERE seq=?");
  auto details = db.prepare("DELETE FROM details WHERE seq=?");
  auto feedback = db.prepare("DELETE FROM feedback WHERE request=?");
  if (!rows || !details || !feedback)
    return Error(ErrorKind::StoreFailed, "The log's tables are not as expected");
  for (const auto& [seq, id] : doomed.rows)
    for (store::Statement* drop :
         {&rows->bind(1, seq), &details->bind(1, seq), &feedback->bind(1, id)})
      if (const Status done = drop->run(); !done) return done;
  // Numbers are not used again when the newest row goes, too.
  if (const Status kept = m_files.log().startAfter(doomed.rows.back().first); !kept) return kept;
  return transaction->commit();
}

// What a replaced log.db or an interrupted pass left behind.
Result<bool> Retention::dropOrphans() {
  const auto first = m_files.log().db().scalar("SELECT min(seq) FROM rows");
  if (!first) return first.error();
  if (*first <= 1) return true;
  const Result<int> gone = m_files.bodies().dropThrough(*first - 1, kBodiesAtOnce);
  if (!gone) return gone.error();
  m_changed = m_changed || *gone > 0;
  return *gone < kBodiesAtOnce;
}

// Down to 95 %, so that not each new row makes a pass. Bodies are most of it and go first.
Result<bool> Retention::dropForSpace(std::int64_t maxBytes) {
  const auto log = m_files.log().db().usedBytes();
  if (!log) return log.error();
  const auto bodies = m_files.bodies().db().usedBytes();
  if (!bodies) return bodies.error();
  const std::int64_t used = *log + *bodies;
  if (used <= (m_overFull ? maxBytes / 20 * 19 : maxBytes)) return true;
  m_overFull = true;
  const std::int64_t excess = used - maxBytes / 20 * 19;
  const auto gone = m_files.bodies().dropOldest(std::min(excess, kBytesAtOnce));
  if (!gone) return gone.error();
  m_changed = m_changed || *gone > 0;
  return *gone > 0 ? Result<bool>(false) : dropOldestRows();
}

Result<bool> Retention::dropRest(WallMillis cutoff, WallMillis now) {
  const std::string sql =
      "DELETE FROM marks WHERE seq<(SELECT coalesce(min(seq),0) FROM rows);"
      "DELETE FROM gaps WHERE until<" +
      std::to_string(cutoff) + ";" + "DELETE FROM rollup_quarter WHERE slot<" +
      std::to_string(slotOf(now - kRollupsKept));
  if (const Status done = m_files.log().db().exec(sql); !done) return done.error();
  return true;
}

Result<bool> Retention::vacuum(store::Database& db) {
  const Result<std::int64_t> left = db.vacuumStep(kPagesAtOnce);
  if (!left) return left.error();
  return *left == 0;
}

// A reader may still need the WAL; then the next pass does it.
Result<bool> Retention::checkpoint() {
  for (store::Database* db : {&m_files.log().db(), &m_files.bodies().db()})
    if (const Result<bool> done = db->checkpointTruncate(); !done) return done.error();
  return true;
}

}  // namespace sb::ledger
