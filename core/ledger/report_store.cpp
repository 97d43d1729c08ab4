#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <unordered_map>

#include "core/base/text.h"
#include "core/ledger/query.h"
#include "core/ledger/rollup.h"
#include "core/ledger/row_codec.h"

namespace sb::ledger {
namespace {

constexpr WallMillis kHour = 3'600'000, kDay = 24 * kHour;

struct FacetColumn {
  const char* field;
  const char* column;
};

constexpr FacetColumn kFacets[] = {
    {"status", "status"},     {"outcome", "outcome"}, {"model", "model"},    {"asked", "asked"},
    {"provider", "provider"}, {"key", "key"},         {"team", "team"},      {"route", "route"},
    {"endpoint", "endpoint"}, {"tag", "tags"},        {"cache", "flags&48"}, {"stream", "flags&1"}};

const char* facetColumn(const std::string& field) {
  for (const FacetColumn& facet : kFacets)
    if (field == facet.field) return facet.column;
  return nullptr;
}

// The texts that a stored number stands for: several for tags.
std::vector<std::string> facetValues(const std::string& field, std::int64_t value,
                                     const Names& names) {
  Row row;
  if (field == "status") return {std::to_string(value)};
  if (field == "stream") return {value != 0 ? "true" : "false"};
  if (field == "cache") {
    unpackFlags(value, row);
    return {row.cache};
  }
  if (field == "outcome") {
    unpackOutcome(value, names, row);
    return {std::string(outcomeName(row.outcome, row.error))};
  }
  if (value == kOther) return {"(other)"};
  const std::string_view text = names.text(value);
  if (field == "key") return {std::string(keyNameOf(text))};
  if (field != "tag") return {std::string(text)};
  std::vector<std::string> tags;
  if (!text.empty())
    for (const std::string_view tag : split(text, kJoin))
      tags.emplace_back(tag);
  return tags;
}

std::vector<Facet> ranked(const std::map<std::string, std::int64_t>& counts, std::size_t most) {
  std::vector<Facet> facets;
  for (const auto& [value, count] : counts)
    facets.push_back({value, count});
  std::stable_sort(facets.begin(), facets.end(),
                   [](const Facet& a, const Facet& b) { return a.count > b.count; });
  if (facets.size() > most) facets.resize(most);
  return facets;
}

WallMillis offsetAt(const std::vector<ZoneStep>& zone, WallMillis at) {
  WallMillis offset = zone.empty() ? 0 : zone.front().minutes * 60'000LL;
  for (const ZoneStep& step : zone)
    if (step.from <= at) offset = step.minutes * 60'000LL;
  return offset;
}

WallMillis floorTo(WallMillis at, WallMillis unit) {
  return (at >= 0 ? at / unit : (at - unit + 1) / unit) * unit;
}

// The start of the local hour or day. A day on which clocks change begins at the offset before.
WallMillis startOf(WallMillis at, const SpendQuery& query) {
  if (query.step == SpendQuery::Step::Whole) return query.from;
  const WallMillis unit = query.step == SpendQuery::Step::Hour ? kHour : kDay;
  const WallMillis local = floorTo(at + offsetAt(query.zone, at), unit);
  const WallMillis guess = local - offsetAt(query.zone, at);
  return local - offsetAt(query.zone, guess);
}

const char* spendColumn(SpendQuery::By by) {
  switch (by) {
    case SpendQuery::By::Model:
      return "model";
    case SpendQuery::By::Provider:
      return "provider";
    case SpendQuery::By::Key:
      return "key";
    case SpendQuery::By::Route:
      return "route";
    case SpendQuery::By::Team:
      return "team";
    case SpendQuery::By::Nothing:
      break;
  }
  return "0";
}

std::string spendName(SpendQuery::By by, NameId id, const Names& names) {
  if (id == kOther) return "(other)";
  const std::string_view text = names.text(id);
  return std::string(by == SpendQuery::By::Key ? keyNameOf(text) : text);
}

void addSums(SpendCell& cell, const store::Statement& from) {
  cell.requests += from.integer(2);
  cell.errors += from.integer(3);
  cell.attempts += from.integer(4);
  cell.unpriced += from.integer(5);
  addUsage(cell.usage, {from.integer(6), from.integer(7), from.integer(8), from.integer(9),
                        from.integer(10), from.integer(11), from.integer(12), from.integer(13)});
  cell.cost += NanoUsd{from.integer(14)};
}

}  // namespace

Result<std::vector<Facet>> LogReader::facets(const std::string& field, const Filter& filter,
                                             std::size_t most) {
  const char* column = facetColumn(field);
  if (column == nullptr)
    return Error(ErrorKind::BadRequest, "There are no facets of '" + excerpt(field, 60) + "'.");
  std::map<std::string, std::int64_t> counts;
  const Status done = run([&](Query& query) -> Status {
    const auto scope = query.scope(filter);
    if (!scope) return scope.error();
    auto read = query.select(column, *scope, "");
    if (!read) return read.error();
    // Counted here: GROUP BY would sort all rows.
    std::unordered_map<std::int64_t, std::int64_t> numbers;
    // Most rows are like the one before.
    auto last = numbers.end();
    const Status counted = Query::forEach(*read, [&] {
      const std::int64_t number = read->integer(0);
      if (last == numbers.end() || last->first != number)
        last = numbers.try_emplace(number, 0).first;
      ++last->second;
    });
    for (const auto& [number, count] : numbers)
      for (const std::string& value : facetValues(field, number, query.names()))
        if (!value.empty()) counts[value] += count;
    return counted;
  });
  if (!done) return done.error();
  return ranked(counts, most);
}

Result<std::vector<SpendCell>> LogReader::spend(const SpendQuery& asked) {
  std::map<std::tuple<WallMillis, std::string, std::string>, SpendCell> cells;
  const Status done = run([&](Query& query) -> Status {
    auto read = query.db().prepare(
        fmt::format("SELECT slot,{},requests,errors,attempts,unpriced,input,cache_read,cache_write,"
                    "cache_write_1h,input_audio,output,reasoning,output_audio,cost,provider"
                    " FROM rollup_quarter"
                    " WHERE slot>={} AND slot<={}",
                    spendColumn(asked.by), slotOf(asked.from), slotOf(asked.to - 1)));
    if (!read) return read.error();
    return Query::forEach(*read, [&] {
      const NameId provider = read->integer(15);
      if (!asked.without.empty() && query.names().text(provider) == asked.without) return;
      const WallMillis start = startOf(read->integer(0) * kSlotMillis, asked);
      const std::string name = spendName(asked.by, read->integer(1), query.names());
      // Two providers may have models of one name.
      const std::string whose = asked.by == SpendQuery::By::Model
                                    ? spendName(SpendQuery::By::Provider, provider, query.names())
                                    : std::string();
      SpendCell& cell = cells[{start, name, whose}];
      cell.start = start;
      cell.name = name;
      cell.provider = whose;
      addSums(cell, *read);
    });
  });
  if (!done) return done.error();
  std::vector<SpendCell> all;
  for (auto& [at, cell] : cells)
    all.push_back(std::move(cell));
  return all;
}

Result<std::vector<Gap>> LogReader::gaps() {
  std::vector<Gap> gaps;
  const Status done = run([&](Query& query) -> Status {
    auto read = query.db().prepare("SELECT at,until,rows FROM gaps ORDER BY rowid");
    if (!read) return read.error();
    return Query::forEach(*read, [&] {
      gaps.push_back({read->integer(0), read->integer(1), read->integer(2)});
    });
  });
  if (!done) return done.error();
  return gaps;
}

Result<std::vector<OpenNote>> LogReader::open() {
  std::vector<OpenNote> notes;
  const Status done = run([&](Query& query) -> Status {
    auto read = query.db().prepare(
        "SELECT id,at,endpoint,dialect,key_id,key_name,team,route,asked FROM open_requests"
        " ORDER BY at,id");
    if (!read) return read.error();
    const auto text = [&](int column) { return std::string(read->text(column)); };
    return Query::forEach(*read, [&] {
      notes.push_back({text(0), read->integer(1), text(2), text(3), text(4), text(5), text(6),
                       text(7), text(8)});
    });
  });
  if (!done) return done.error();
  return notes;
}

}  // namespace sb::ledger
