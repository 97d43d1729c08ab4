// Sums and lists over the log: facets, anchors, export, spend.
#include <array>
#include <boost/json.hpp>
#include <charconv>

#include "core/admin/log_filter.h"
#include "core/admin/operations.h"
#include "core/base/text.h"
#include "core/ledger/export.h"
#include "core/ledger/row_json.h"

namespace sb::admin {

namespace bj = boost::json;
using ledger::LogReader;
using net::Task;

namespace {

using By = ledger::SpendQuery::By;
using Step = ledger::SpendQuery::Step;

template <class T, std::size_t N>
Result<T> oneOf(const Query& query, std::string_view name,
                const std::array<std::pair<std::string_view, T>, N>& words) {
  const std::string& given = query.get(name);
  if (given.empty()) return words.front().second;
  std::string all;
  for (const auto& [word, value] : words) {
    if (word == given) return value;
    all += (all.empty() ? "" : ", ") + std::string(word);
  }
  return Error(ErrorKind::BadRequest,
               "the parameter " + std::string(name) + " must be one of " + all, std::string(name));
}

constexpr std::array<std::pair<std::string_view, Step>, 3> kSteps{
    {{"day", Step::Day}, {"hour", Step::Hour}, {"whole", Step::Whole}}};
constexpr std::array<std::pair<std::string_view, By>, 6> kBys{{{"model", By::Model},
                                                               {"provider", By::Provider},
                                                               {"key", By::Key},
                                                               {"route", By::Route},
                                                               {"team", By::Team},
                                                               {"nothing", By::Nothing}}};
constexpr std::array<std::pair<std::string_view, ledger::ExportFormat>, 2> kFormats{
    {{"csv", ledger::ExportFormat::Csv}, {"jsonl", ledger::ExportFormat::JsonLines}}};

template <class T>
bool readNumber(std::string_view text, T& out) {
  const auto [end, ec] = std::from_chars(text.data(), text.data() + text.size(), out);
  return ec == std::errc() && end == text.data() + text.size();
}

// "0:60,1774746000000:120": from that moment on (ms since 1970), local time is UTC + minutes.
Result<std::vector<ledger::ZoneStep>> zoneOf(const Query& query) {
  std::vector<ledger::ZoneStep> zone;
  if (query.get("zone").empty()) return zone;
  for (const std::string_view part : split(query.get("zone"), ',')) {
    const std::size_t colon = part.find(':');
    ledger::ZoneStep step;
    const bool good =
        colon != std::string_view::npos && readNumber(part.substr(0, colon), step.from) &&
        readNumber(part.substr(colon + 1), step.minutes) && std::abs(step.minutes) <= 24 * 60 &&
        (zone.empty() || zone.back().from < step.from) && zone.size() < 1'000;
    if (!good)
      return Error(ErrorKind::BadRequest,
                   "zone must be ascending MS:MINUTES pairs, e.g. 0:60,1774746000000:120");
    zone.push_back(step);
  }
  return zone;
}

Result<ledger::SpendQuery> spendQuery(const Query& query, WallMillis now) {
  ledger::SpendQuery wanted;
  const auto to = query.time("to", now, now);
  if (!to) return to.error();
  const auto from = query.time("from", now, *to - 30LL * 24 * 3600 * 1000);
  if (!from) return from.error();
  const auto step = oneOf(query, "step", kSteps);
  if (!step) return step.error();
  const auto by = oneOf(query, "by", kBys);
  if (!by) return by.error();
  auto zone = zoneOf(query);
  if (!zone) return zone.error();
  const WallMillis most = (*step == Step::Hour ? 100 : 4'000) * 24LL * 3600 * 1000;
  if (*from > *to || (*step != Step::Whole && *to - *from > most))
    return Error(ErrorKind::BadRequest,
                 "from must lie before to, by at most 100 days of hours or "
                 "4,000 days of days");
  wanted.from = *from;
  wanted.to = *to;
  wanted.step = *step;
  wanted.by = *by;
  wanted.zone = std::move(*zone);
  return wanted;
}

// What goes to the demo provider costs nobody anything: it does not count unless it is asked for.
std::string demoProvider(const Call& call) {
  const gateway::Settings* settings = call.admin->parts.settings;
  return settings == nullptr || settings->ownsDemo() ? "demo" : "";
}

struct Spent {
  std::vector<ledger::SpendCell> cells;
  std::vector<ledger::Gap> gaps;
};

Result<Spent> spent(LogReader& reader, const ledger::SpendQuery& wanted) {
  Spent all;
  Result<std::vector<ledger::SpendCell>> cells = reader.spend(wanted);
  if (!cells) return cells.error();
  Result<std::vector<ledger::Gap>> gaps = reader.gaps();
  if (!gaps) return gaps.error();
  all.cells = std::move(*cells);
  for (const ledger::Gap& gap : *gaps)
    if (gap.from < wanted.to && gap.until >= wanted.from) all.gaps.push_back(gap);
  return all;
}

bj::object spentJson(const Spent& all, const ledger::SpendQuery& wanted) {
  bj::array cells, gaps;
  for (const ledger::SpendCell& cell : all.cells)
    cells.push_back(ledger::spendJson(cell));
  for (const ledger::Gap& gap : all.gaps)
    gaps.push_back(
        bj::object{{"from", rfc3339(gap.from)}, {"until", rfc3339(gap.until)}, {"rows", gap.rows}});
  return {{"from", rfc3339(wanted.from)},
          {"to", rfc3339(wanted.to)},
          {"cells", std::move(cells)},
          {"gaps", std::move(gaps)},
          {"demo_provider", nullptr}};
}

}  // namespace

Task<Result<Answer>> logFacets(Call& call) {
  bj::array problems;
  const Result<ledger::Filter> filter = parseQuery(call, problems);
  if (!filter) co_return refusedFilter(filter.error(), std::move(problems));
  const Result<std::int64_t> limit = call.query.number("limit", 100, 1, 1'000);
  if (!limit) co_return limit.error();
  using Facets = std::vector<ledger::Facet>;
  std::function<Result<Facets>(LogReader&)> work =
      [filter = *filter, field = call.query.get("field"), most = static_cast<std::size_t>(*limit)](
          LogReader& reader) { return reader.facets(field, filter, most); };
  const Result<Facets> facets = co_await query<Facets>(call, std::move(work));
  if (!facets) co_return facets.error();
  bj::array values;
  for (const ledger::Facet& facet : *facets)
    values.push_back(bj::object{{"value", facet.value}, {"count", facet.count}});
  co_return Answer(bj::object{{"field", call.query.get("field")}, {"values", std::move(values)}});
}

Task<Result<Answer>> logAnchors(Call& call) {
  bj::array problems;
  const Result<ledger::Filter> filter = parseQuery(call, problems);
  if (!filter) co_return refusedFilter(filter.error(), std::move(problems));
  const Result<std::int64_t> every = call.query.number("every", 1'000, 1, 1'000'000);
  if (!every) co_return every.error();
  std::function<Result<ledger::Anchors>(LogReader&)> work = [filter = *filter,
                                                             every = *every](LogReader& reader) {
    return reader.anchors(filter, every);
  };
  const Result<ledger::Anchors> anchors = co_await query<ledger::Anchors>(call, std::move(work));
  if (!anchors) co_return anchors.error();
  bj::array seqs;
  for (const ledger::Seq seq : anchors->seqs)
    seqs.push_back(seq);
  co_return Answer(
      bj::object{{"total", anchors->total}, {"every", *every}, {"seqs", std::move(seqs)}});
}

Task<Result<Answer>> exportLogs(Call& call) {
  bj::array problems;
  const Result<ledger::Filter> filter = parseQuery(call, problems);
  if (!filter) co_return refusedFilter(filter.error(), std::move(problems));
  const auto format = oneOf(call.query, "format", kFormats);
  if (!format) co_return format.error();
  const bool csv = *format == ledger::ExportFormat::Csv;
  std::optional<ledger::Seq> before;
  do {
    using Text = ledger::ExportPage;
    std::function<Result<Text>(LogReader&)> work = [filter = *filter, format = *format,
                                                    before](LogReader& reader) {
      return ledger::exportPage(reader, filter, format, before);
    };
    const Result<Text> page = co_await query<Text>(call, std::move(work));
    if (!page) co_return page.error();
    if (!call.http.begun()) {
      std::string lines = "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n";
      net::appendHeader(lines, "Content-Type",
                        csv ? "text/csv; charset=utf-8" : "application/x-ndjson");
      net::appendHeader(lines, "Content-Disposition",
                        csv ? "attachment; filename=\"signalbox-log.csv\""
                            : "attachment; filename=\"signalbox-log.jsonl\"");
      call.http.begin(200, lines);
    }
    call.http.send(page->text);
    const bool here = co_await call.http.flush();
    if (!here) co_return Answer::sent();
    before = page->before;
  } while (before);
  co_await call.http.end();
  co_return Answer::sent();
}

Task<Result<Answer>> getSpend(Call& call) {
  Result<ledger::SpendQuery> wanted = spendQuery(call.query, call.admin->clock.wall());
  if (!wanted) co_return wanted.error();
  const std::string demo = demoProvider(call);
  if (call.query.get("demo") != "true") wanted->without = demo;
  std::function<Result<Spent>(LogReader&)> work = [wanted = *wanted](LogReader& reader) {
    return spent(reader, wanted);
  };
  const Result<Spent> all = co_await query<Spent>(call, std::move(work));
  if (!all) co_return all.error();
  bj::object json = spentJson(*all, *wanted);
  if (!demo.empty()) json["demo_provider"] = demo;
  co_return Answer(std::move(json));
}

}  // namespace sb::admin
