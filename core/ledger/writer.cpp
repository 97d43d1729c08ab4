#include "core/ledger/writer.h"

#include <sys/statvfs.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "core/base/log.h"
#include "core/store/give_way.h"

namespace sb::ledger {
namespace {

// From a row's arrival to its place on disk: gathering, and the work of a batch.
constexpr Millis kPromise{50};
constexpr Millis kWakeUp{5};
constexpr Millis kLeastGather{10};
constexpr Millis kRetry{1'000};
constexpr Millis kPassEvery{60'000};
constexpr Millis kFirstPass{5'000};
constexpr Millis kStepPause{90};
constexpr std::size_t kBatch = 5'000;
constexpr std::uint64_t kRoomToTry = 1024 * 1024;

Steady now() { return std::chrono::steady_clock::now(); }

Millis until(Steady when) { return std::max(Millis{0}, std::chrono::ceil<Millis>(when - now())); }

bool roomOnDisk(const std::string& path) {
  struct statvfs info {};
  return ::statvfs(path.c_str(), &info) != 0 || info.f_bavail * info.f_frsize >= kRoomToTry;
}

bool hasBodies(const Entry& entry) { return entry.request.kept || entry.response.kept; }

bool forgets(const std::unique_ptr<Entry>& entry) { return entry->kind == Entry::Kind::Forgotten; }

std::int64_t rowsIn(const std::vector<std::unique_ptr<Entry>>& batch) {
  return std::count_if(batch.begin(), batch.end(),
                       [](const auto& entry) { return entry->kind == Entry::Kind::Finished; });
}

}  // namespace

Writer::Writer(std::unique_ptr<Files> files, State& state, std::shared_ptr<Feed> feed,
               const Clock& clock)
    : m_files(std::move(files)),
      m_state(state),
      m_feed(std::move(feed)),
      m_clock(clock),
      m_retention(*m_files),
      m_nextPass(now() + kFirstPass) {
  m_state.lastSeq = m_files->log().lastSeq();
  tellSetAside();
  takeInterrupted();
  m_thread = std::thread([this] { run(); });
}

Writer::~Writer() { close(); }

void Writer::push(std::unique_ptr<Entry> entry) {
  const bool urgent = entry->urgent();
  if (urgent) m_urgentQueued.fetch_add(1);
  m_queue.push(std::move(entry));
  m_sleeper.wake(urgent);
}

void Writer::close() {
  m_closing = true;
  m_sleeper.wake(true);
  if (m_thread.joinable()) m_thread.join();
}

void Writer::run() {
  try {
    loop();
    if (!m_files->ensureOpen()) return;
    for (store::Database* db : {&m_files->log().db(), &m_files->bodies().db()})
      static_cast<void>(db->checkpointTruncate());
  } catch (const std::exception& bug) {
    log::error(std::string("the ledger's writer stopped: ") + bug.what());
    m_state.trouble(Error(ErrorKind::Internal, "The log's writer stopped", bug.what()));
  }
}

void Writer::loop() {
  for (;;) {
    const bool closing = m_closing;
    take();
    if (closing && m_waiting.empty()) break;
    if (closing || due()) {
      if (m_waiting.empty())
        probe();
      else
        writeBatch();
    } else {
      sleep();
    }
    if (!closing) background();
  }
  finishMaintenance(Error(ErrorKind::ShuttingDown, "The log is being closed"));
}

void Writer::take() {
  const std::size_t before = m_waiting.size();
  m_queue.takeAll(m_waiting);
  for (std::size_t i = before; i < m_waiting.size(); ++i) {
    if (!m_waiting[i]->urgent()) continue;
    m_urgentQueued.fetch_sub(1);
    m_urgent = true;
  }
}

bool Writer::due() const {
  if (m_trouble) return now() >= m_retryAt;
  if (m_waiting.empty()) return false;
  return m_urgent || m_waiting.size() >= kBatch || now() >= gatheredAt();
}

// Batches that take longer begin sooner.
Steady Writer::gatheredAt() const {
  const auto gather = std::max<Steady::duration>(kPromise - kWakeUp - m_batchTime, kLeastGather);
  return m_waiting.front()->submitted + gather;
}

void Writer::sleep() {
  Steady wakeAt = m_retention.active() ? m_nextStep : m_nextPass;
  if (m_trouble)
    wakeAt = std::min(wakeAt, m_retryAt);
  else if (!m_waiting.empty())
    wakeAt = std::min(wakeAt, gatheredAt());
  const auto closing = [this] { return m_closing.load(); };
  if (m_trouble)
    m_sleeper.doze(until(wakeAt), closing);
  else if (m_waiting.empty())
    m_sleeper.idle(until(wakeAt), [this] { return !m_queue.empty() || m_closing; });
  else
    m_sleeper.doze(until(wakeAt), [this] { return m_urgentQueued > 0 || m_closing; });
}

void Writer::writeBatch() {
  const Steady begun = now();
  Entries batch;
  const auto count = std::min(m_waiting.size(), kBatch);
  const auto end = m_waiting.begin() + static_cast<std::ptrdiff_t>(count);
  std::move(m_waiting.begin(), end, std::back_inserter(batch));
  m_waiting.erase(m_waiting.begin(), end);
  m_urgent = std::any_of(m_waiting.begin(), m_waiting.end(),
                         [](const auto& entry) { return entry->urgent(); });
  store::GiveWay others;
  Status done = commit(batch);
  if (!done && done.error().kind == ErrorKind::StoreCorrupt) {
    done = replaceDamaged(done.error());
    if (done) done = commit(batch);
  }
  if (done)
    succeeded(batch);
  else
    failed(batch, done.error());
  clear(batch);
  // The longest of the last ones counts, fading.
  m_batchTime = std::max<Steady::duration>(now() - begun, m_batchTime * 7 / 8);
}

// To free a row takes a third as long as to write it.
void Writer::clear(Entries& batch) {
  store::GiveWay::now();
  for (auto& entry : batch) {
    entry.reset();
    store::GiveWay::step();
  }
  batch.clear();
}

Status Writer::commit(Entries& batch) {
  if (const Status open = m_files->ensureOpen(); !open) return open;
  Seq seq = m_files->log().lastSeq();
  for (auto& entry : batch)
    if (entry->kind == Entry::Kind::Finished) entry->seq = ++seq;
  if (std::any_of(batch.begin(), batch.end(), [](const auto& e) { return hasBodies(*e); })) {
    Status kept = commitBodies(batch);
    if (!kept && kept.error().kind == ErrorKind::StoreCorrupt) {
      kept = m_files->replaceBodies();
      if (!kept) return kept;
      tellSetAside();
      kept = commitBodies(batch);
    }
    if (!kept) shedBodies(batch);
  }
  if (std::any_of(batch.begin(), batch.end(), forgets)) dropBodies(batch);
  const Status done = commitRows(batch);
  if (done)
    m_files->log().committed(seq);
  else
    m_files->log().rolledBack();
  return done;
}

Status Writer::commitBodies(Entries& batch) {
  BodiesStore& bodies = m_files->bodies();
  auto transaction = store::Transaction::begin(bodies.db());
  if (!transaction) return transaction.error();
  for (const auto& entry : batch) {
    if (!hasBodies(*entry)) continue;
    const WallMillis at = entry->record->at;
    Status done;
    if (entry->request.kept) done = bodies.put(entry->seq, Which::Request, at, entry->request);
    if (done && entry->response.kept)
      done = bodies.put(entry->seq, Which::Response, at, entry->response);
    if (!done) return done;
  }
  return transaction->commit();
}

// No row is lost because something could not be deleted. What is deleted stands in the WAL, too,
// until that is cut; while somebody reads, that is left to the next time.
void Writer::dropBodies(Entries& batch) {
  BodiesStore& bodies = m_files->bodies();
  for (auto& entry : batch)
    if (forgets(entry)) entry->gone = bodies.drop(entry->seq);
  static_cast<void>(bodies.db().checkpointTruncate());
}

void Writer::shedBodies(Entries& batch) {
  for (auto& entry : batch) {
    if (!hasBodies(*entry)) continue;
    entry->request = entry->response = PackedBody();
    entry->shed = true;
    ++m_state.bodiesShed;
  }
}

Status Writer::commitRows(Entries& batch) {
  LogStore& log = m_files->log();
  auto transaction = store::Transaction::begin(log.db());
  if (!transaction) return transaction.error();
  Rollups rollups;
  Seq last = log.lastSeq();
  for (auto& entry : batch) {
    if (const Status done = append(*entry, rollups); !done) return done;
    last = std::max(last, entry->seq);
    store::GiveWay::step();
  }
  if (const Status done = log.addRollups(rollups); !done) return done;
  if (m_gapRows > 0)
    if (const Status done = log.addGap(m_gapFrom, m_clock.wall(), m_gapRows); !done) return done;
  if (const Status done = log.finishBatch(last); !done) return done;
  store::GiveWay::now();
  return transaction->commit();
}

Status Writer::append(Entry& entry, Rollups& rollups) {
  LogStore& log = m_files->log();
  switch (entry.kind) {
    case Entry::Kind::Opened:
      return log.noteOpen(entry.open);
    case Entry::Kind::Rated:
      return log.addRating(entry);
    case Entry::Kind::Forgotten:
    case Entry::Kind::Maintain:
      return {};
    case Entry::Kind::Finished:
      break;
  }
  if (const Status done = log.append(entry, rollups); !done) return done;
  return log.noteClosed(entry.record->id);
}

Status Writer::replaceDamaged(const Error& error) {
  log::error("The log is damaged: " + error.detail);
  const Status replaced = m_files->replaceLog();
  if (replaced) tellSetAside();
  return replaced;
}

void Writer::tellSetAside() {
  m_state.setAside(m_files->logSetAside(), m_files->bodiesSetAside());
  m_state.setEpoch(m_files->log().epoch());
}

void Writer::succeeded(Entries& batch) {
  m_trouble = false;
  m_gapRows = 0;
  m_state.recovered();
  m_state.lastSeq = m_files->log().lastSeq();
  m_state.rowsCommitted += rowsIn(batch);
  ++m_state.batches;
  m_state.lagMillis = std::chrono::duration_cast<Millis>(now() - batch.front()->submitted).count();
  publish(batch);
  forget(batch);
  for (auto& entry : batch) {
    if (entry->kind == Entry::Kind::Maintain) {
      m_maintainers.push_back(std::move(entry));
      m_retention.start();
    } else if (entry->done) {
      entry->done(entry->gone);
    }
  }
}

void Writer::failed(Entries& batch, const Error& error) {
  m_state.trouble(error);
  m_trouble = true;
  m_retryAt = now() + kRetry;
  const std::int64_t rows = rowsIn(batch);
  if (rows > 0) {
    if (m_gapRows == 0) m_gapFrom = m_clock.wall();
    m_gapRows += rows;
    m_state.lost(rows, m_clock.wall());
  }
  forget(batch);
  for (auto& entry : batch)
    if (entry->done) entry->done(error);
}

void Writer::forget(const Entries& batch) {
  std::int64_t bytes = 0;
  for (const auto& entry : batch)
    bytes += entry->heldBytes;
  m_state.queueBytes -= bytes;
  m_state.queueLength -= static_cast<std::int64_t>(batch.size());
}

void Writer::publish(Entries& batch) {
  if (!m_feed->anyone()) return;
  Batch told{m_files->log().epoch(), {}};
  told.rows.reserve(batch.size());
  for (const auto& entry : batch) {
    if (entry->kind != Entry::Kind::Finished) continue;
    told.rows.push_back(rowOf(std::move(*entry->record), entry->seq));
    told.rows.back().hasRequest = entry->request.kept;
    told.rows.back().hasResponse = entry->response.kept;
    told.rows.back().bodiesShed = entry->shed;
  }
  if (!told.rows.empty()) m_feed->publish(told);
}

// Nothing to write, but the last write failed: is it over?
void Writer::probe() {
  m_retryAt = now() + kRetry;
  if (!roomOnDisk(m_files->places()->log) || !m_files->ensureOpen()) return;
  if (!m_files->log().probe()) return;
  m_trouble = false;
  m_state.recovered();
}

void Writer::checkSuspect() {
  if (!m_files->places()->suspect.exchange(false)) return;
  const Status whole = m_files->log().db().checkWhole();
  if (whole || whole.error().kind != ErrorKind::StoreCorrupt) return;
  const Status replaced = replaceDamaged(whole.error());
  if (replaced) return;
  m_trouble = true;
  m_retryAt = now() + kRetry;
  m_state.trouble(replaced.error());
}

void Writer::background() {
  if (!m_trouble) checkSuspect();
  if (m_trouble) return;
  if (!m_retention.active() && now() >= m_nextPass) m_retention.start();
  if (!m_retention.active() || now() < m_nextStep) return;
  const Status done = m_retention.step(m_state.limits(), m_clock.wall());
  m_nextStep = now() + kStepPause;
  if (!done) {
    log::warn("The log's retention stopped: " + done.error().detail);
    if (done.error().kind == ErrorKind::StoreCorrupt) m_files->places()->suspect = true;
  }
  if (m_retention.active()) return;
  m_nextPass = now() + kPassEvery;
  finishMaintenance(done);
}

void Writer::finishMaintenance(const Status& status) {
  for (auto& entry : m_maintainers)
    entry->done(status);
  m_maintainers.clear();
}

// What was open when the program ended last time gets its row now.
void Writer::takeInterrupted() {
  Result<std::vector<OpenNote>> notes = m_files->log().openNotes();
  if (!notes) return m_state.trouble(notes.error());
  for (OpenNote& note : *notes) {
    auto entry = std::make_unique<Entry>();
    entry->submitted = now();
    entry->record = std::make_unique<Record>();
    Record& record = *entry->record;
    record.id = std::move(note.id);
    record.at = note.at;
    record.endpoint = std::move(note.endpoint);
    record.dialect = std::move(note.dialect);
    record.keyId = std::move(note.keyId);
    record.keyName = std::move(note.keyName);
    record.team = std::move(note.team);
    record.route = std::move(note.route);
    record.modelAsked = std::move(note.modelAsked);
    record.outcome = OutcomeClass::Interrupted;
    ++m_state.queueLength;
    m_waiting.push_back(std::move(entry));
  }
}

}  // namespace sb::ledger
