#include "core/ledger/row_inserter_store.h"

#include "core/ledger/row_codec.h"

namespace sb::ledger {
namespace {

constexpr std::size_t kRowColumns = 24, kDetailColumns = 3;
constexpr std::array<std::size_t, 3> kCounts{16, 4, 1};

// "INSERT INTO table VALUES(?,?),(?,?)". A batch is written whole or not at all, so no statement
// has to be able to take back its own part: OR ROLLBACK spares SQLite the journal for that.
std::string insertSql(const std::string& table, std::size_t columns, std::size_t rows) {
  std::string row;
  for (std::size_t i = 0; i < columns; ++i)
    row += i == 0 ? "(?" : ",?";
  std::string sql = "INSERT OR ROLLBACK INTO " + table + " VALUES";
  for (std::size_t i = 0; i < rows; ++i)
    sql += (i == 0 ? "" : ",") + row + ")";
  return sql;
}

Status prepareInto(store::Statement& statement, store::Database& db, const std::string& sql) {
  Result<store::Statement> prepared = db.prepare(sql);
  if (!prepared) return prepared.error();
  statement = std::move(*prepared);
  return {};
}

// What the flags and numbers of a row are made of; its texts are not copied.
Row numbersOf(const Entry& entry) {
  Row row = numbersOf(*entry.record);
  row.seq = entry.seq;
  row.hasRequest = entry.request.kept;
  row.hasResponse = entry.response.kept;
  row.bodiesShed = entry.shed;
  return row;
}

}  // namespace

Status RowInserter::prepare(store::Database& db) {
  static_assert(kCounts[0] == kMost);
  for (std::size_t i = 0; i < kCounts.size(); ++i) {
    Inserts& inserts = m_inserts[i];
    inserts.count = kCounts[i];
    inserts.bound.assign(kRowColumns * inserts.count, std::nullopt);
    const std::string rows = insertSql("rows", kRowColumns, inserts.count);
    const std::string details = insertSql("details", kDetailColumns, inserts.count);
    if (const Status done = prepareInto(inserts.rows, db, rows); !done) return done;
    if (const Status done = prepareInto(inserts.details, db, details); !done) return done;
  }
  return {};
}

Status RowInserter::add(const Entry& entry, const RowNames& names) {
  m_details.write(*entry.record, names, m_texts);
  m_waiting[m_count++] = {&entry, names, m_texts.size()};
  return m_count < kMost ? Status{} : flush();
}

Status RowInserter::flush() {
  Status done;
  std::size_t row = 0;
  for (Inserts& inserts : m_inserts)
    for (; done && m_count - row >= inserts.count; row += inserts.count)
      done = insert(inserts, row);
  forget();
  return done;
}

void RowInserter::forget() {
  m_count = 0;
  m_texts.clear();
}

Status RowInserter::insert(Inserts& into, std::size_t first) {
  for (std::size_t i = 0; i < into.count; ++i) {
    bindRow(into, i, first + i);
    bindDetails(into, i, first + i);
  }
  if (const Status done = into.rows.run(); !done) return done;
  return into.details.run();
}

// SQLite looks for the place of a number that it is told; the one after the last it knows.
std::optional<Seq> RowInserter::seqOf(std::size_t place, std::size_t row) const {
  const Seq seq = m_waiting[row].entry->seq;
  if (place > 0 && m_waiting[row - 1].entry->seq + 1 == seq) return std::nullopt;
  return seq;
}

void RowInserter::bindRow(Inserts& into, std::size_t place, std::size_t at) {
  const Row row = numbersOf(*m_waiting[at].entry);
  const RowNames& names = m_waiting[at].names;
  std::size_t i = place * kRowColumns;
  const auto next = [&](std::optional<std::int64_t> value) {
    if (into.bound[i++] == value) return;
    into.bound[i - 1] = value;
    into.rows.bind(static_cast<int>(i), value);
  };
  next(seqOf(place, at));
  for (const std::int64_t value :
       {row.at, names.key, names.team, names.route, names.provider, names.model, names.asked,
        names.endpoint, std::int64_t{row.status}, packOutcome(row, m_names), packFlags(row),
        std::int64_t{row.attempts}})
    next(value);
  next(packMillis(row.ms.firstToken));
  next(packMillis(row.ms.total));
  for (const std::int64_t tokens : {row.usage.input, row.usage.cacheRead, row.usage.cacheWrite,
                                    row.usage.output, row.usage.reasoning})
    next(tokens);
  next(row.priced ? std::optional(row.cost.value) : std::nullopt);
  next(names.message);
  next(names.tags);
  next(row.saved ? std::optional(row.saved->value) : std::nullopt);
}

void RowInserter::bindDetails(Inserts& into, std::size_t place, std::size_t row) {
  const Waiting& waiting = m_waiting[row];
  const std::size_t begin = row == 0 ? 0 : m_waiting[row - 1].detailsEnd;
  const int before = static_cast<int>(place * kDetailColumns);
  into.details.bind(before + 1, seqOf(place, row)).bind(before + 2, waiting.entry->record->id);
  into.details.bind(before + 3, m_texts.text().substr(begin, waiting.detailsEnd - begin));
}

}  // namespace sb::ledger
