// Reading the log: lists, one request, bodies, sums. Each reader has its own connection and its own
// copy of the dictionary; it belongs to one thread at a time, which is blocked while a query runs
// (never a worker). interrupt() may be called from any thread. Each call is one read transaction,
// so that the log's WAL can be cut between two pages. Errors: RequestTimeout (time limit or
// interrupt()), NotFound, StoreFailed, StoreCorrupt.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/ledger/filter.h"
#include "core/ledger/row.h"

namespace sb::store {
class Database;
class Statement;
}  // namespace sb::store

namespace sb::ledger {

struct FilePlaces;
enum class Which : std::uint8_t;

struct PageQuery {
  std::optional<Seq> before;  // older rows than this one
  std::optional<Seq> after;   // newer rows than this one: the nearest ones
  int limit = 50;             // 1 … 1,000
};

struct Page {
  std::vector<Row> rows;  // newest first, whichever way was asked
  bool more = false;      // there are others in the asked direction
};

struct Anchors {
  std::int64_t total = 0;
  std::vector<Seq> seqs;  // the first, the k-th after it … of the list, newest first
};

struct Facet {
  std::string value;
  std::int64_t count = 0;
};

struct BodyPart {
  StoredBody body;          // bytes: the asked range only
  std::int64_t offset = 0;  // of the first byte
  std::int64_t size = 0;    // of all kept bytes
};

// From this moment on, local time is UTC + minutes. Ascending; empty = UTC.
struct ZoneStep {
  WallMillis from = 0;
  int minutes = 0;
};

struct SpendQuery {
  enum class Step { Hour, Day, Whole };
  enum class By { Model, Provider, Key, Route, Team, Nothing };
  WallMillis from = 0, to = 0;  // rounded outwards to quarters of an hour
  Step step = Step::Day;
  By by = By::Model;
  std::vector<ZoneStep> zone;
  std::string without;  // a provider whose traffic does not count; "" = none
};

// Requests and errors count where the answer came from, the rest where each attempt went.
struct SpendCell {
  WallMillis start = 0;  // of the local hour or day; of the whole: `from`
  std::string name;      // "" = none
  std::string provider;  // by model: whose model it is; "" = none
  std::int64_t requests = 0, errors = 0, attempts = 0;
  std::int64_t unpriced = 0;  // attempts that used tokens at an unknown price; not in `cost`
  Usage usage;
  NanoUsd cost;
};

struct Gap {  // rows that could not be written
  WallMillis from = 0, until = 0;
  std::int64_t rows = 0;
};

class LogReader {
 public:
  explicit LogReader(std::shared_ptr<const FilePlaces> places);
  ~LogReader();

  // For each of the following queries; 10 s at first.
  void setTimeLimit(Millis limit) { m_limit = limit; }
  // Ends the running query, if any.
  void interrupt() { m_interrupted = true; }

  Result<Page> list(const Filter& filter, const PageQuery& page);
  Result<Detail> get(const std::string& id);
  // `offset` and `length` in bytes of what was kept.
  Result<BodyPart> body(const std::string& id, Which which, std::int64_t offset,
                        std::int64_t length);
  Result<Anchors> anchors(const Filter& filter, std::int64_t every);
  // How often each value of a field occurs, most frequent first, at most `most`. The field is one
  // of status, outcome, model, asked, provider, key, team, route, endpoint, tag, cache, stream.
  Result<std::vector<Facet>> facets(const std::string& field, const Filter& filter,
                                    std::size_t most = 100);
  // Ascending by start, then name.
  Result<std::vector<SpendCell>> spend(const SpendQuery& query);
  Result<std::vector<Gap>> gaps();
  // Requests that have run for more than a second and have not ended.
  Result<std::vector<OpenNote>> open();

 private:
  struct Inside;
  class Query;
  // Runs `work` in a read transaction, within the time limit.
  Status run(const std::function<Status(Query&)>& work);
  Status connect();

  std::shared_ptr<const FilePlaces> m_places;
  std::unique_ptr<Inside> m_inside;
  Millis m_limit{10'000};
  std::atomic<bool> m_interrupted{false};
};

}  // namespace sb::ledger
