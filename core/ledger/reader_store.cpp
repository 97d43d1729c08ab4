#include <fmt/format.h>

#include <algorithm>

#include "core/base/text.h"
#include "core/ledger/details.h"
#include "core/ledger/files.h"
#include "core/ledger/id_rows_store.h"
#include "core/ledger/query.h"
#include "core/ledger/rollup.h"
#include "core/ledger/row_codec.h"

namespace sb::ledger {
namespace {

constexpr int kMostRows = 1'000;
constexpr int kIdColumn = 24, kWideColumn = 25;

store::OpenOptions readOptions() {
  store::OpenOptions options;
  options.readOnly = true;
  options.mmapBytes = 64LL * 1024 * 1024;
  return options;
}

Status readNames(store::Database& db, Names& names) {
  auto read = db.prepare("SELECT id,kind,text FROM names WHERE id>?");
  if (!read) return read.error();
  read->bind(1, names.last());
  for (;;) {
    const Result<bool> row = read->step();
    if (!row) return row.error();
    if (!*row) return {};
    names.add(read->integer(0), static_cast<NameKind>(read->integer(1)), read->text(2));
  }
}

std::vector<std::string> splitTags(std::string_view text) {
  std::vector<std::string> tags;
  if (text.empty()) return tags;
  for (const std::string_view tag : split(text, kJoin))
    tags.emplace_back(tag);
  return tags;
}

}  // namespace

const char* const kRowColumns =
    "rows.seq,rows.at,key,team,route,provider,model,asked,endpoint,status,outcome,flags,attempts,"
    "first,total,input,cache_read,cache_write,output,reasoning,cost,message,tags,saved";

Row readRow(const store::Statement& from, const Names& names) {
  const auto name = [&](int column) { return std::string(names.text(from.integer(column))); };
  Row row;
  row.seq = from.integer(0);
  row.at = from.integer(1);
  row.key = std::string(keyNameOf(names.text(from.integer(2))));
  row.team = name(3);
  row.route = name(4);
  row.provider = name(5);
  row.model = name(6);
  row.modelAsked = name(7);
  row.endpoint = name(8);
  row.status = static_cast<int>(from.integer(9));
  unpackOutcome(from.integer(10), names, row);
  unpackFlags(from.integer(11), row);
  row.attempts = static_cast<int>(from.integer(12));
  row.ms.firstToken = unpackMillis(from.maybeInteger(13));
  row.ms.total = unpackMillis(from.maybeInteger(14));
  row.usage.input = from.integer(15);
  row.usage.cacheRead = from.integer(16);
  row.usage.cacheWrite = from.integer(17);
  row.usage.output = from.integer(18);
  row.usage.reasoning = from.integer(19);
  row.cost.value = from.integer(20);
  row.errorMessage = name(21);
  row.tags = splitTags(names.text(from.integer(22)));
  if (const auto saved = from.maybeInteger(23)) row.saved = NanoUsd{*saved};
  return row;
}

LogReader::LogReader(std::shared_ptr<const FilePlaces> places) : m_places(std::move(places)) {}

LogReader::~LogReader() = default;

Status LogReader::connect() {
  const int generation = m_places->generation;
  if (m_inside && m_inside->generation == generation) return {};
  m_inside.reset();
  auto db = store::Database::open(m_places->log, readOptions());
  if (!db) return db.error();
  m_inside.reset(new Inside{std::move(*db), Names(), generation});
  return {};
}

Status LogReader::run(const std::function<Status(Query&)>& work) {
  m_interrupted = false;
  if (const Status connected = connect(); !connected) return connected;
  store::Database& db = m_inside->log;
  const auto deadline = std::chrono::steady_clock::now() + m_limit;
  bool ended = false;
  db.setInterruptCheck([&] {
    ended = m_interrupted || std::chrono::steady_clock::now() >= deadline;
    return ended;
  });
  Status done = [&]() -> Status {
    auto transaction = store::Transaction::beginRead(db);
    if (!transaction) return transaction.error();
    if (const Status named = readNames(db, m_inside->names); !named) return named;
    Query query(db, m_inside->names);
    return work(query);
  }();
  db.setInterruptCheck({});
  if (!done && done.error().kind == ErrorKind::StoreCorrupt) m_places->suspect = true;
  if (ended) return Error(ErrorKind::RequestTimeout, "The log took too long to answer");
  return done;
}

Result<LogReader::Query::Scope> LogReader::Query::scope(const Filter& filter) {
  Scope scope{whereOf(filter, m_names), 0};
  if (!scope.where.since) return scope;
  const auto after = m_db.scalar(
      fmt::format("SELECT max(seq) FROM marks WHERE seq<"
                  "coalesce((SELECT min(seq) FROM marks WHERE newest>={}), 9223372036854775807)",
                  *scope.where.since));
  if (!after) return after.error();
  scope.after = *after;
  return scope;
}

Result<store::Statement> LogReader::Query::select(const std::string& columns, const Scope& scope,
                                                  const std::string& tail) {
  auto statement = m_db.prepare(fmt::format("SELECT {} FROM rows WHERE seq>{} AND {} {}", columns,
                                            scope.after, scope.where.sql, tail));
  if (!statement) return statement.error();
  int i = 0;
  for (const std::string& text : scope.where.texts)
    statement->bind(++i, text);
  return statement;
}

Status LogReader::Query::forEach(store::Statement& statement, const std::function<void()>& each) {
  for (;;) {
    const Result<bool> row = statement.step();
    if (!row) return row.error();
    if (!*row) return {};
    each();
  }
}

Result<Seq> LogReader::Query::find(const std::string& id) {
  const Error unknown(ErrorKind::NotFound, "The log has no request " + excerpt(id, 60) + ".");
  const auto times = idTimes(id);
  if (!times || id.size() != kIdLength) return unknown;
  auto read = m_db.prepare(rowsOfIdSql(*times, id) + " ORDER BY r.seq DESC LIMIT 1");
  if (!read) return read.error();
  const Result<bool> row = read->bind(1, id).step();
  if (!row) return row.error();
  if (!*row) return unknown;
  return read->integer(0);
}

Result<Row> LogReader::Query::row(Seq seq, std::string& wide) {
  auto read = m_db.prepare(fmt::format(
      "SELECT {}, d.id, d.wide FROM rows LEFT JOIN details d ON d.seq=rows.seq WHERE rows.seq={}",
      kRowColumns, seq));
  if (!read) return read.error();
  const Result<bool> there = read->step();
  if (!there) return there.error();
  if (!*there) return Error(ErrorKind::NotFound, "The log has no such row");
  Row row = readRow(*read, m_names);
  row.id = std::string(read->text(kIdColumn));
  wide = std::string(read->text(kWideColumn));
  return row;
}

Result<Page> LogReader::list(const Filter& filter, const PageQuery& asked) {
  const int limit = std::clamp(asked.limit, 1, kMostRows);
  const bool upwards = asked.after.has_value();
  Page page;
  const Status done = run([&](Query& query) -> Status {
    const auto scope = query.scope(filter);
    if (!scope) return scope.error();
    std::string tail;
    if (asked.before) tail += fmt::format(" AND rows.seq<{}", *asked.before);
    if (asked.after) tail += fmt::format(" AND rows.seq>{}", *asked.after);
    tail += fmt::format(" ORDER BY rows.seq {} LIMIT {}", upwards ? "ASC" : "DESC", limit + 1);
    auto read = query.select(std::string(kRowColumns) +
                                 ",(SELECT id FROM details d WHERE d.seq=rows.seq),"
                                 "(SELECT wide FROM details d WHERE d.seq=rows.seq)",
                             *scope, tail);
    if (!read) return read.error();
    return Query::forEach(*read, [&] {
      page.rows.push_back(readRow(*read, query.names()));
      page.rows.back().id = std::string(read->text(kIdColumn));
      decodeRowDetails(read->text(kWideColumn), query.names(), page.rows.back());
    });
  });
  if (!done) return done.error();
  page.more = page.rows.size() > static_cast<std::size_t>(limit);
  if (page.more) page.rows.pop_back();
  if (upwards) std::reverse(page.rows.begin(), page.rows.end());
  return page;
}

Result<Anchors> LogReader::anchors(const Filter& filter, std::int64_t every) {
  Anchors anchors;
  every = std::max<std::int64_t>(1, every);
  const Status done = run([&](Query& query) -> Status {
    const auto scope = query.scope(filter);
    if (!scope) return scope.error();
    auto read = query.select("seq", *scope, "ORDER BY seq DESC");
    if (!read) return read.error();
    return Query::forEach(*read, [&] {
      if (anchors.total++ % every == 0) anchors.seqs.push_back(read->integer(0));
    });
  });
  if (!done) return done.error();
  return anchors;
}

namespace {

Status readFeedback(store::Database& db, const std::string& id, std::vector<Feedback>& into) {
  auto read = db.prepare("SELECT at,score,comment FROM feedback WHERE request=? ORDER BY rowid");
  if (!read) return read.error();
  read->bind(1, id);
  for (;;) {
    const Result<bool> row = read->step();
    if (!row) return row.error();
    if (!*row) return {};
    into.push_back({read->integer(0), read->real(1), std::string(read->text(2))});
  }
}

std::optional<StoredBody> bodyIf(bool kept, store::Database& db, Seq seq, Which which) {
  if (!kept) return std::nullopt;
  Result<StoredBody> body = readBody(db, seq, which);
  if (!body) return std::nullopt;
  return std::move(*body);
}

}  // namespace

Result<Detail> LogReader::get(const std::string& id) {
  Detail detail;
  Status done = run([&](Query& query) -> Status {
    const Result<Seq> seq = query.find(id);
    if (!seq) return seq.error();
    std::string wide;
    Result<Row> row = query.row(*seq, wide);
    if (!row) return row.error();
    detail.row = std::move(*row);
    decodeDetails(wide, query.names(), detail);
    return readFeedback(query.db(), id, detail.feedback);
  });
  if (!done) return done.error();
  if (!detail.row.hasRequest && !detail.row.hasResponse) return detail;
  auto bodies = store::Database::open(m_places->bodies, readOptions());
  if (!bodies) return detail;  // the row is worth more than nothing
  detail.request = bodyIf(detail.row.hasRequest, *bodies, detail.row.seq, Which::Request);
  detail.response = bodyIf(detail.row.hasResponse, *bodies, detail.row.seq, Which::Response);
  return detail;
}

Result<BodyPart> LogReader::body(const std::string& id, Which which, std::int64_t offset,
                                 std::int64_t length) {
  Seq seq = 0;
  const Status found = run([&](Query& query) -> Status {
    const Result<Seq> at = query.find(id);
    if (!at) return at.error();
    seq = *at;
    std::string wide;
    const Result<Row> row = query.row(seq, wide);
    if (!row) return row.error();
    const bool kept = which == Which::Request ? row->hasRequest : row->hasResponse;
    if (!kept) return Error(ErrorKind::NotFound, "The log has no body for this request");
    return {};
  });
  if (!found) return found.error();
  auto bodies = store::Database::open(m_places->bodies, readOptions());
  if (!bodies) return bodies.error();
  Result<StoredBody> whole = readBody(*bodies, seq, which);
  if (!whole) return whole.error();
  BodyPart part;
  part.size = static_cast<std::int64_t>(whole->bytes.size());
  part.offset = std::clamp<std::int64_t>(offset, 0, part.size);
  const auto take = std::clamp<std::int64_t>(length, 0, part.size - part.offset);
  part.body = std::move(*whole);
  part.body.bytes =
      part.body.bytes.substr(static_cast<std::size_t>(part.offset), static_cast<std::size_t>(take));
  return part;
}

}  // namespace sb::ledger
