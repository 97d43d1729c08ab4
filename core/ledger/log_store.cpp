#include "core/ledger/log_store.h"

#include <algorithm>

#include "core/base/ids.h"
#include "core/ledger/log_schema_store.h"

namespace sb::ledger {
namespace {

constexpr Seq kMarkEvery = 1'000;

}  // namespace

Result<std::unique_ptr<LogStore>> LogStore::open(const std::string& path) {
  store::OpenOptions options;
  options.incrementalVacuum = true;
  Result<store::Database> db = store::Database::open(path, options);
  if (!db) return db.error();
  const Status migrated = store::migrate(*db, logMigrations(), path + ".before-upgrade");
  if (!migrated) return migrated.error();
  std::unique_ptr<LogStore> log(new LogStore(std::move(*db)));
  if (const Status prepared = log->prepareAll(); !prepared) return prepared.error();
  if (const Status loaded = log->load(); !loaded) return loaded.error();
  return log;
}

Status LogStore::prepareAll() {
  const std::pair<store::Statement*, const char*> all[] = {
      {&m_insertName, "INSERT INTO names VALUES(?,?,?)"},
      {&m_insertMark, "INSERT OR REPLACE INTO marks VALUES(?,?,?)"},
      {&m_addRollup,
       "INSERT INTO rollup_quarter VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
       " ON CONFLICT DO UPDATE SET requests=requests+excluded.requests,"
       " errors=errors+excluded.errors, attempts=attempts+excluded.attempts,"
       " unpriced=unpriced+excluded.unpriced, input=input+excluded.input,"
       " cache_read=cache_read+excluded.cache_read, cache_write=cache_write+excluded.cache_write,"
       " cache_write_1h=cache_write_1h+excluded.cache_write_1h,"
       " input_audio=input_audio+excluded.input_audio, output=output+excluded.output,"
       " reasoning=reasoning+excluded.reasoning, output_audio=output_audio+excluded.output_audio,"
       " cost=cost+excluded.cost"},
      {&m_insertOpen, "INSERT OR REPLACE INTO open_requests VALUES(?,?,?,?,?,?,?,?,?)"},
      {&m_deleteOpen, "DELETE FROM open_requests WHERE id=?"},
      {&m_insertRating, "INSERT INTO feedback VALUES(?,?,?,?)"},
      {&m_insertGap, "INSERT INTO gaps VALUES(?,?,?)"}};
  for (const auto& [statement, sql] : all) {
    Result<store::Statement> prepared = m_db.prepare(sql);
    if (!prepared) return prepared.error();
    *statement = std::move(*prepared);
  }
  return m_inserter.prepare(m_db);
}

Status LogStore::load() {
  const Status made =
      m_db.exec("INSERT OR IGNORE INTO meta VALUES('epoch','" + randomText(12) + "')");
  if (!made) return made;
  Result<store::Statement> read = m_db.prepare(
      "SELECT (SELECT value FROM meta WHERE name='epoch'),"
      " max(coalesce((SELECT max(seq) FROM rows),0),"
      " coalesce((SELECT CAST(value AS INTEGER) FROM meta WHERE name='floor'),0)),"
      " coalesce((SELECT max(seq) FROM marks),0)");
  if (!read) return read.error();
  if (const Result<bool> row = read->step(); !row) return row.error();
  m_epoch = std::string(read->text(0));
  m_lastSeq = read->integer(1);
  m_lastMark = read->integer(2);
  if (const Status loaded = loadBlock(); !loaded) return loaded;
  return loadNames();
}

Status LogStore::loadBlock() {
  Result<store::Statement> read = m_db.prepare("SELECT min(at),max(at) FROM rows WHERE seq>?");
  if (!read) return read.error();
  if (const Result<bool> row = read->bind(1, m_lastMark).step(); !row) return row.error();
  if (!read->isNull(0)) m_block = {read->integer(0), read->integer(1)};
  m_committedBlock = m_block;
  return {};
}

Status LogStore::loadNames() {
  Result<store::Statement> read = m_db.prepare("SELECT id,kind,text FROM names");
  if (!read) return read.error();
  for (;;) {
    const Result<bool> row = read->step();
    if (!row) return row.error();
    if (!*row) return {};
    m_names.add(read->integer(0), static_cast<NameKind>(read->integer(1)), read->text(2));
  }
}

Status LogStore::append(const Entry& entry, Rollups& rollups) {
  const RowNames names = m_namer.of(*entry.record);
  rollups.add(*entry.record, names, m_names);
  m_block.add(entry.record->at);
  return m_inserter.add(entry, names);
}

Status LogStore::addRollups(const Rollups& rollups) {
  for (const auto& [at, sums] : rollups.sums()) {
    int i = 0;
    for (const std::int64_t part : {at.slot, at.key, at.team, at.route, at.provider, at.model})
      m_addRollup.bind(++i, part);
    const Usage& u = sums.usage;
    for (const std::int64_t part :
         {sums.requests, sums.errors, sums.attempts, sums.unpriced, u.input, u.cacheRead,
          u.cacheWrite, u.cacheWrite1h, u.inputAudio, u.output, u.reasoning, u.outputAudio,
          sums.cost.value})
      m_addRollup.bind(++i, part);
    if (const Status done = m_addRollup.run(); !done) return done;
  }
  return {};
}

Status LogStore::addRating(const Entry& entry) {
  m_insertRating.bind(1, entry.ratedId).bind(2, entry.rating.at);
  m_insertRating.bind(3, entry.rating.score).bind(4, entry.rating.comment);
  return m_insertRating.run();
}

Status LogStore::noteOpen(const OpenNote& note) {
  int i = 2;
  m_insertOpen.bind(1, note.id).bind(2, note.at);
  for (const std::string* text : {&note.endpoint, &note.dialect, &note.keyId, &note.keyName,
                                  &note.team, &note.route, &note.modelAsked})
    m_insertOpen.bind(++i, *text);
  if (const Status done = m_insertOpen.run(); !done) return done;
  m_opening.insert(note.id);
  return {};
}

Status LogStore::noteClosed(const std::string& id) {
  if (!m_noted.contains(id) && !m_opening.contains(id)) return {};
  m_deleteOpen.bind(1, id);
  if (const Status done = m_deleteOpen.run(); !done) return done;
  m_closing.insert(id);
  return {};
}

Status LogStore::addGap(WallMillis from, WallMillis until, std::int64_t rows) {
  return m_insertGap.bind(1, from).bind(2, until).bind(3, rows).run();
}

Status LogStore::writeNames() {
  for (const Name& name : m_names.fresh()) {
    m_insertName.bind(1, name.id).bind(2, static_cast<int>(name.kind)).bind(3, name.text);
    if (const Status done = m_insertName.run(); !done) return done;
  }
  return {};
}

Status LogStore::finishBatch(Seq last) {
  if (const Status done = m_inserter.flush(); !done) return done;
  if (const Status done = writeNames(); !done) return done;
  if (!markDue(last)) return {};
  return m_insertMark.bind(1, last).bind(2, m_block.oldest).bind(3, m_block.newest).run();
}

bool LogStore::markDue(Seq last) const {
  return !m_block.empty() && last >= m_lastMark + kMarkEvery;
}

void LogStore::committed(Seq last) {
  m_names.freshWritten();
  if (markDue(last)) {
    m_lastMark = last;
    m_block = {};
  }
  m_committedBlock = m_block;
  m_lastSeq = std::max(m_lastSeq, last);
  m_noted.merge(m_opening);
  for (const std::string& id : m_closing)
    m_noted.erase(id);
  m_opening.clear();
  m_closing.clear();
}

void LogStore::rolledBack() {
  m_inserter.forget();
  m_block = m_committedBlock;
  m_opening.clear();
  m_closing.clear();
}

Result<std::vector<OpenNote>> LogStore::openNotes() {
  Result<store::Statement> read = m_db.prepare(
      "SELECT id,at,endpoint,dialect,key_id,key_name,team,route,asked FROM open_requests"
      " ORDER BY at,id");
  if (!read) return read.error();
  std::vector<OpenNote> notes;
  for (;;) {
    const Result<bool> row = read->step();
    if (!row) return row.error();
    if (!*row) break;
    const auto text = [&read](int column) { return std::string(read->text(column)); };
    notes.push_back(
        {text(0), read->integer(1), text(2), text(3), text(4), text(5), text(6), text(7), text(8)});
    m_noted.insert(notes.back().id);
  }
  return notes;
}

Status LogStore::startAfter(Seq seq) {
  m_lastSeq = std::max(m_lastSeq, seq);
  return m_db.exec("INSERT OR REPLACE INTO meta VALUES('floor','" + std::to_string(m_lastSeq) +
                   "')");
}

bool LogStore::probe() {
  return m_db.exec("INSERT OR REPLACE INTO meta VALUES('probe', hex(randomblob(4)))").has_value();
}

}  // namespace sb::ledger
