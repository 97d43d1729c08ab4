#include <fmt/format.h>

#include <boost/json.hpp>
#include <charconv>
#include <cstdio>

#include "app/ctl/commands.h"
#include "app/ctl/table.h"
#include "core/base/json.h"
#include "core/base/text.h"

namespace sb::ctl {

namespace bj = boost::json;

namespace {

std::string pathOf(const std::string& number) {
  return "config/revisions/" + percentEncode(number);
}

// Who it was, and why.
std::string noteOf(const bj::object& revision) {
  std::string note;
  if (const std::string to = cell(revision, "rolled_back_to"); to != "-") note = "back to " + to;
  if (const std::string message = cell(revision, "message"); message != "-")
    note += (note.empty() ? "" : ": ") + message;
  return note;
}

std::string authorOf(const bj::object& revision) {
  const std::string client = cell(revision, "client");
  return cell(revision, "author") + (client == "-" ? "" : " (" + client + ")");
}

Result<std::int64_t> numberOf(const std::string& word) {
  std::int64_t number = 0;
  const auto [end, ec] = std::from_chars(word.data(), word.data() + word.size(), number);
  if (ec == std::errc() && end == word.data() + word.size()) return number;
  return Error(ErrorKind::BadRequest, word + " is no revision's number");
}

// The newest one's number, as text.
Result<std::string> newest(Context& context) {
  const Result<bj::value> page = context.get("config/revisions?limit=1");
  if (!page) return page.error();
  const bj::array& all = page->as_object().at("revisions").as_array();
  if (all.empty()) return Error(ErrorKind::NotFound, "there are no revisions yet");
  return cell(all[0].as_object(), "number");
}

}  // namespace

int listRevisions(Context& context) {
  std::string target = "config/revisions?limit=" + percentEncode(context.option("number", "20"));
  if (context.flag("before")) target += "&before=" + percentEncode(context.option("before"));
  const Result<bj::value> page = context.get(target);
  if (!page) return Context::fail(page.error());
  if (context.json() || !page->is_object()) return Context::print(*page);
  Table table({">N", "TIME (UTC)", "AUTHOR", ">+", ">-", "NOTE"});
  for (const bj::value& one : page->get_object().at("revisions").as_array()) {
    const bj::object& revision = one.as_object();
    table.add({cell(revision, "number"), cell(revision, "at").substr(0, 19), authorOf(revision),
               cell(revision, "added"), cell(revision, "removed"), noteOf(revision)});
  }
  std::fputs(table.text().c_str(), stdout);
  const std::string next = cell(page->get_object(), "next");
  if (next != "-") std::fprintf(stderr, "older ones: --before %s\n", next.c_str());
  return 0;
}

int showRevision(Context& context) {
  const Result<bj::value> revision = context.get(pathOf(context.word(0)));
  if (!revision) return Context::fail(revision.error());
  if (context.json() || !revision->is_object()) return Context::print(*revision);
  std::fputs(std::string(json::text(revision->get_object(), "text")).c_str(), stdout);
  return 0;
}

int showDiff(Context& context) {
  Result<std::string> to = context.word(0);
  std::string against;
  if (to->empty()) to = newest(context);
  if (!to) return Context::fail(to.error());
  if (context.flag("current")) against = "?against=current";
  if (const std::string& second = context.word(1); !second.empty()) {
    against = "?against=" + percentEncode(*to);
    to = second;
  }
  const Result<bj::value> diff = context.get(pathOf(*to) + "/diff" + against);
  if (!diff) return Context::fail(diff.error());
  if (context.json() || !diff->is_object()) return Context::print(*diff);
  const bj::object& all = diff->get_object();
  std::fputs(std::string(json::text(all, "text")).c_str(), stdout);
  if (cell(all, "too_large") == "true")
    std::puts(fmt::format("{} lines added, {} removed: too many to show; compare the texts "
                          "(config show N)",
                          cell(all, "added"), cell(all, "removed"))
                  .c_str());
  return 0;
}

int rollBack(Context& context) {
  const Result<bj::value> now = context.get("config");
  if (!now) return Context::fail(now.error());
  bj::object body{{"revision", cell(now->as_object(), "revision")}};
  if (context.flag("message")) body["message"] = context.option("message");
  const bj::value sent = std::move(body);
  return showReloaded(context, context.call("POST", pathOf(context.word(0)) + "/rollback", &sent));
}

int forgetRevisions(Context& context) {
  const Result<std::int64_t> first = numberOf(context.word(0));
  const Result<std::int64_t> last = context.word(1).empty() ? first : numberOf(context.word(1));
  if (!first) return Context::fail(first.error());
  if (!last) return Context::fail(last.error());
  const Result<bj::value> page = context.get("config/revisions?limit=500");
  if (!page) return Context::fail(page.error());
  int forgotten = 0;
  for (const bj::value& one : page->as_object().at("revisions").as_array()) {
    const auto number = one.as_object().at("number").to_number<std::int64_t>();
    if (number < *first || number > *last) continue;
    const Result<bj::value> done = context.call("DELETE", pathOf(std::to_string(number)));
    if (!done) return Context::fail(done.error());
    ++forgotten;
  }
  if (forgotten == 0)
    return Context::fail(Error(ErrorKind::NotFound, "there are no such revisions"));
  if (!context.json()) std::puts(fmt::format("forgotten: {}", forgotten).c_str());
  return 0;
}

}  // namespace sb::ctl
