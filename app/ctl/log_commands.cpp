#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <cstdio>

#include "app/ctl/commands.h"
#include "app/ctl/table.h"
#include "core/base/json.h"
#include "core/base/text.h"

namespace sb::ctl {

namespace bj = boost::json;

namespace {

std::string tokensOf(const bj::object& row) {
  const auto number = [&](std::string_view name) {
    return std::atoll(cell(row, "usage", name).c_str());
  };
  return fmt::format("{}/{}", number("input") + number("cache_read") + number("cache_write"),
                     number("output") + number("reasoning"));
}

std::string lineOf(const bj::object& row) {
  const std::string at = cell(row, "at"), model = cell(row, "model");
  std::string line = fmt::format(
      "{:<23} {:>3} {:<30} {:<14} {:>13} {:>9} {:>13} {}", at.substr(0, 23), cell(row, "status"),
      model == "-" ? cell(row, "model_asked") : cell(row, "provider") + "/" + model,
      cell(row, "key"), tokensOf(row), cell(row, "ms", "total"), cell(row, "cost_usd"),
      cell(row, "id"));
  if (cell(row, "outcome") != "ok") line += " " + cell(row, "outcome");
  return printable(line);
}

void printRow(const Context& context, const bj::object& row) {
  std::puts(context.json() ? json::write(row).c_str() : lineOf(row).c_str());
}

std::string targetOf(const Context& context, const std::string& more) {
  std::string target = "logs?" + more;
  if (context.flag("query")) target += "&q=" + percentEncode(context.option("query"));
  return target;
}

// The rows of one page, oldest first.
bj::array oldestFirst(const bj::value& page) {
  bj::array rows = page.as_object().at("rows").as_array();
  std::reverse(rows.begin(), rows.end());
  return rows;
}

// New rows after `last`, page by page.
Status printNewer(Context& context, std::int64_t& last) {
  for (bool more = true; more;) {
    const Result<bj::value> page =
        context.get(targetOf(context, fmt::format("limit=1000&after={}", last)));
    if (!page) return page.error();
    for (const bj::value& one : oldestFirst(*page)) {
      printRow(context, one.as_object());
      last = std::max(last, one.as_object().at("seq").to_number<std::int64_t>());
    }
    more = !page->as_object().at("next").is_null();
  }
  std::fflush(stdout);
  return {};
}

// The event stream says when there is something; the log says what, under the same filter.
int follow(Context& context, std::int64_t last) {
  Status failed;
  std::string line;
  const Status ended = context.stream("events?topics=logs", [&](std::string_view bytes) {
    bool news = false;
    for (const char c : bytes) {
      if (c != '\n') {
        line += c;
        continue;
      }
      // The first event of the stream covers what came before it.
      news = news || line == "event: logs" || line == "event: reset" || line == "event: hello";
      line.clear();
    }
    if (news) failed = printNewer(context, last);
    return static_cast<bool>(failed);
  });
  if (!failed) return Context::fail(failed.error());
  return ended ? 0 : Context::fail(ended.error());
}

void printHeading(const Context& context) {
  if (context.json()) return;
  std::puts(fmt::format("{:<23} {:>3} {:<30} {:<14} {:>13} {:>9} {:>13} {}", "TIME (UTC)", "ST",
                        "MODEL", "KEY", "TOKENS IN/OUT", "MS", "$", "ID")
                .c_str());
}

}  // namespace

int listLogs(Context& context) {
  std::string more = "limit=" + percentEncode(context.option("number", "20"));
  if (context.flag("before")) more += "&before=" + percentEncode(context.option("before"));
  const Result<bj::value> page = context.get(targetOf(context, more));
  if (!page) return Context::fail(page.error());
  if (context.json() && !context.flag("follow")) return Context::print(*page);
  printHeading(context);
  std::int64_t last = 0;
  for (const bj::value& one : oldestFirst(*page)) {
    printRow(context, one.as_object());
    last = std::max(last, one.as_object().at("seq").to_number<std::int64_t>());
  }
  if (context.flag("follow")) return follow(context, last);
  const std::string next = cell(page->as_object(), "next");
  if (next != "-") std::fprintf(stderr, "older ones: --before %s\n", next.c_str());
  return 0;
}

int showLog(Context& context) {
  const Result<bj::value> row = context.get("logs/" + percentEncode(context.word(0)));
  if (!row) return Context::fail(row.error());
  if (context.json()) return Context::print(*row);
  std::fputs(pretty(*row).c_str(), stdout);
  return 0;
}

int exportLogs(Context& context) {
  std::string target = "logs/export?format=" + percentEncode(context.option("format", "csv"));
  if (context.flag("query")) target += "&q=" + percentEncode(context.option("query"));
  const std::string path = context.option("output");
  std::FILE* out = path.empty() ? stdout : std::fopen(path.c_str(), "wb");
  if (out == nullptr)
    return Context::fail(Error(ErrorKind::StoreFailed, path + " cannot be written"));
  bool written = true;
  const Status done = context.stream(target, [&](std::string_view bytes) {
    written = std::fwrite(bytes.data(), 1, bytes.size(), out) == bytes.size();
    return written;
  });
  written = std::fflush(out) == 0 && written;
  if (out != stdout) std::fclose(out);
  if (!done) return Context::fail(done.error());
  if (written) return 0;
  return Context::fail(Error(ErrorKind::StoreFailed, "the output cannot be written"));
}

int showSpend(Context& context) {
  std::string target = "spend?step=" + percentEncode(context.option("step", "whole"));
  for (const char* name : {"from", "to", "by"})
    if (context.flag(name))
      target += "&" + std::string(name) + "=" + percentEncode(context.option(name));
  if (context.flag("demo")) target += "&demo=true";
  const Result<bj::value> spend = context.get(target);
  if (!spend) return Context::fail(spend.error());
  if (context.json()) return Context::print(*spend);
  Table table({"FROM", "NAME", ">REQUESTS", ">ERRORS", ">TOKENS IN/OUT", ">$", ">UNPRICED"});
  for (const bj::value& one : spend->as_object().at("cells").as_array()) {
    const bj::object& cells = one.as_object();
    // Two providers may have models of one name.
    const bool whose = !cells.at("provider").is_null();
    const std::string name = (whose ? cell(cells, "provider") + "/" : "") + cell(cells, "name");
    table.add({cell(cells, "start").substr(0, 16), name, cell(cells, "requests"),
               cell(cells, "errors"), tokensOf(cells), cell(cells, "cost_usd"),
               cell(cells, "unpriced")});
  }
  std::fputs(table.text().c_str(), stdout);
  return 0;
}

}  // namespace sb::ctl
