#include "core/ledger/ledger.h"

#include <atomic>
#include <utility>

#include "core/base/text.h"
#include "core/ledger/body_stage.h"
#include "core/ledger/writer.h"

namespace sb::ledger {
namespace {

constexpr std::int64_t kShedAbove = 20'000;  // requests in the queue
constexpr std::size_t kMaxComment = 4'096;

std::int64_t bytesOf(const Record& record) {
  return static_cast<std::int64_t>(record.request.bytes.size() + record.response.bytes.size());
}

void dropBodies(Record& record) {
  record.request.bytes = {};
  record.response.bytes = {};
}

void rememberSize(Body& body) {
  if (body.fullSize == 0) body.fullSize = static_cast<std::int64_t>(body.bytes.size());
}

std::unique_ptr<Entry> newEntry(Entry::Kind kind) {
  auto entry = std::make_unique<Entry>();
  entry->kind = kind;
  entry->submitted = coarseSteady();
  return entry;
}

}  // namespace

struct Ledger::Inside {
  Inside(Options given, std::unique_ptr<Files> files, const Clock& c)
      : options(std::move(given)),
        clock(c),
        places(files->places()),
        feed(std::make_shared<Feed>()) {
    state.configure(options.settings);
    writer = std::make_unique<Writer>(std::move(files), state, feed, clock);
    stage = std::make_unique<BodyStage>(
        state, [this](std::unique_ptr<Entry> entry) { writer->push(std::move(entry)); });
  }

  // Returns false if there is no room even for the row.
  bool admit(Entry& entry);
  void toWriter(std::unique_ptr<Entry> entry) {
    ++state.queueLength;
    writer->push(std::move(entry));
  }

  Options options;
  const Clock& clock;
  std::shared_ptr<const FilePlaces> places;
  State state;
  std::shared_ptr<Feed> feed;
  std::unique_ptr<Writer> writer;
  std::unique_ptr<BodyStage> stage;
  std::atomic<bool> closed{false};
};

bool Ledger::Inside::admit(Entry& entry) {
  Record& record = *entry.record;
  rememberSize(record.request);
  rememberSize(record.response);
  if (state.bodies() == config::Ledger::Bodies::None) dropBodies(record);
  const std::int64_t waiting = state.queueLength.load(std::memory_order_relaxed);
  if (closed || waiting >= options.queueRows) return false;
  const std::int64_t bytes = bytesOf(record);
  if (bytes == 0) return true;
  if (waiting >= kShedAbove || state.queueBytes + bytes > options.queueBytes) {
    dropBodies(record);
    entry.shed = true;
    ++state.bodiesShed;
  } else {
    entry.heldBytes = bytes;
    state.queueBytes += bytes;
  }
  return true;
}

Ledger::Ledger(std::unique_ptr<Inside> inside) : m_inside(std::move(inside)) {}

Ledger::~Ledger() { close(); }

Result<std::unique_ptr<Ledger>> Ledger::open(Options options, const Clock& clock) {
  Result<std::unique_ptr<Files>> files = Files::open(options.dataFolder, clock);
  if (!files) return files.error();
  auto inside = std::make_unique<Inside>(std::move(options), std::move(*files), clock);
  return std::unique_ptr<Ledger>(new Ledger(std::move(inside)));
}

void Ledger::enqueue(std::unique_ptr<Record> record, std::function<void(Status)> done) {
  auto entry = newEntry(Entry::Kind::Finished);
  entry->record = std::move(record);
  entry->done = std::move(done);
  if (!m_inside->admit(*entry)) {
    m_inside->state.lost(1, m_inside->clock.wall());
    if (entry->done) entry->done(Error(ErrorKind::Overloaded, "The log takes no more rows"));
    return;
  }
  if (entry->heldBytes == 0) return m_inside->toWriter(std::move(entry));
  ++m_inside->state.queueLength;
  m_inside->stage->push(std::move(entry));
}

void Ledger::submit(std::unique_ptr<Record> record) { enqueue(std::move(record), {}); }

void Ledger::submitDurable(std::unique_ptr<Record> record, std::function<void(Status)> done) {
  enqueue(std::move(record), std::move(done));
}

void Ledger::noteOpen(OpenNote note) {
  if (m_inside->closed) return;
  auto entry = newEntry(Entry::Kind::Opened);
  entry->open = std::move(note);
  m_inside->toWriter(std::move(entry));
}

Status Ledger::feedback(const std::string& requestId, double score, const std::string& comment) {
  if (!(score >= 0 && score <= 1))
    return Error(ErrorKind::BadRequest, "score must be a number from 0 to 1.");
  if (comment.size() > kMaxComment || !validUtf8(comment))
    return Error(ErrorKind::BadRequest, "comment must be text of at most 4,096 bytes.");
  if (requestId.empty() || requestId.size() > 200 || !validUtf8(requestId))
    return Error(ErrorKind::BadRequest, "request_id must be the id of a request.");
  if (m_inside->closed) return Error(ErrorKind::ShuttingDown, "The log is closed");
  auto entry = newEntry(Entry::Kind::Rated);
  entry->ratedId = requestId;
  entry->rating = {m_inside->clock.wall(), score, comment};
  m_inside->toWriter(std::move(entry));
  return {};
}

void Ledger::forgetBodies(Seq seq, std::function<void(Status)> done) {
  if (m_inside->closed) return done(Error(ErrorKind::ShuttingDown, "The log is closed"));
  auto entry = newEntry(Entry::Kind::Forgotten);
  entry->seq = seq;
  entry->done = std::move(done);
  m_inside->toWriter(std::move(entry));
}

bool Ledger::accepting() const { return m_inside->state.accepting(); }

Health Ledger::health() const { return m_inside->state.health(); }

Stats Ledger::stats() const { return m_inside->state.stats(); }

void Ledger::configure(const config::Ledger& settings) { m_inside->state.configure(settings); }

Subscription Ledger::subscribe(BatchHandler handler) {
  return m_inside->feed->subscribe(std::move(handler));
}

std::unique_ptr<LogReader> Ledger::reader() const {
  return std::make_unique<LogReader>(m_inside->places);
}

void Ledger::maintain(std::function<void(Status)> done) {
  if (m_inside->closed) return done(Error(ErrorKind::ShuttingDown, "The log is closed"));
  auto entry = newEntry(Entry::Kind::Maintain);
  entry->done = std::move(done);
  m_inside->toWriter(std::move(entry));
}

void Ledger::close() {
  m_inside->closed = true;
  m_inside->stage->close();
  m_inside->writer->close();
}

}  // namespace sb::ledger
