// Revisions of the configuration: what was in force when, what differs, and the way back.
#include <array>
#include <boost/json.hpp>
#include <charconv>
#include <optional>

#include "core/admin/saved.h"
#include "core/admin/status.h"
#include "core/base/text.h"
#include "core/config/file.h"
#include "core/config/line_diff.h"

namespace sb::admin {

namespace bj = boost::json;
using config::Revision;
using config::RevisionText;
using net::Task;
using Reloaded = gateway::Settings::Reloaded;

namespace {

constexpr std::size_t kMostLines = 20'000;  // that a diff shows

Result<std::int64_t> numberIn(const std::string& text) {
  std::int64_t number = 0;
  const auto [end, ec] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (ec == std::errc() && end == text.data() + text.size() && number > 0) return number;
  return Error(ErrorKind::NotFound, "there is no revision " + excerpt(text, 100));
}

bj::object revisionJson(const Revision& revision) {
  bj::object json{{"number", revision.number},
                  {"at", rfc3339(revision.at)},
                  {"author", config::whoName(revision.by.who)},
                  {"client", textOrNull(revision.by.client)},
                  {"message", textOrNull(revision.by.message)},
                  {"rolled_back_to", nullptr},
                  {"revision", revision.hash},
                  {"added", revision.added},
                  {"removed", revision.removed},
                  {"bytes", revision.bytes}};
  if (revision.by.rolledBackTo) json["rolled_back_to"] = *revision.by.rolledBackTo;
  return json;
}

// One side of a diff: a revision, or the text in force.
struct DiffSide {
  std::optional<std::int64_t> number;
  std::string text;

  bj::object json() const {
    bj::object json{{"number", nullptr}, {"revision", config::revisionOf(text)}};
    if (number) json["number"] = *number;
    return json;
  }
  std::string name() const {
    return number ? "revision " + std::to_string(*number) : "the configuration in force";
  }
};

DiffSide sideOf(RevisionText found) { return {found.revision.number, std::move(found.text)}; }

bj::object hunkJson(const config::Hunk& hunk) {
  static constexpr std::array<const char*, 3> kKinds{"same", "removed", "added"};
  bj::array lines;
  for (const config::DiffLine& line : hunk.lines)
    lines.push_back(bj::object{{"kind", kKinds[static_cast<std::size_t>(line.kind)]},
                               {"text", line.text},
                               {"ended", line.ended}});
  return {{"old_start", hunk.oldStart},
          {"old_lines", hunk.oldLines},
          {"new_start", hunk.newStart},
          {"new_lines", hunk.newLines},
          {"lines", std::move(lines)}};
}

// `from` is missing before the first revision.
bj::object diffJson(const std::optional<DiffSide>& from, const DiffSide& to) {
  const std::string_view before = from ? std::string_view(from->text) : std::string_view();
  const config::LineDiff diff = config::diffLines(before, to.text);
  std::size_t lines = 0;
  for (const config::Hunk& hunk : diff.hunks)
    lines += hunk.lines.size();
  const bool tooLarge = lines > kMostLines;
  bj::array hunks;
  std::string text;
  if (!tooLarge) {
    for (const config::Hunk& hunk : diff.hunks)
      hunks.push_back(hunkJson(hunk));
    text = config::unified(diff, from ? from->name() : "nothing", to.name());
  }
  bj::object json{{"from", nullptr},
                  {"to", to.json()},
                  {"added", diff.counts.added},
                  {"removed", diff.counts.removed},
                  {"too_large", tooLarge},
                  {"hunks", std::move(hunks)},
                  {"text", std::move(text)}};
  if (from) json["from"] = from->json();
  return json;
}

// What a diff begins with: the one before `number`, or what the call names.
Result<std::optional<DiffSide>> against(config::Revisions& revisions, std::int64_t number,
                                        const std::string& named, const std::string& inForce) {
  if (named == "current") return std::optional(DiffSide{std::nullopt, inForce});
  if (named.empty()) {
    Result<std::optional<RevisionText>> found = revisions.preceding(number);
    if (!found) return found.error();
    if (!*found) return std::optional<DiffSide>();
    return std::optional(sideOf(std::move(**found)));
  }
  const Result<std::int64_t> other = numberIn(named);
  if (!other) return Error(ErrorKind::BadRequest, "against must be a revision's number or current");
  Result<RevisionText> found = revisions.find(*other);
  if (!found) return found.error();
  return std::optional(sideOf(std::move(*found)));
}

}  // namespace

Task<Result<Answer>> listRevisions(Call& call) {
  const Result<std::int64_t> limit = call.query.number("limit", 50, 1, 500);
  if (!limit) co_return limit.error();
  const auto before = call.query.maybeNumber("before");
  if (!before) co_return before.error();
  using Page = config::RevisionPage;
  Piece<Page>::Work work = [&revisions = call.revisions(), limit = static_cast<int>(*limit),
                            before = *before](ledger::LogReader*) {
    return revisions.list(limit, before);
  };
  const Result<Page> page = co_await onPool<Page>(call, std::move(work));
  if (!page) co_return page.error();
  bj::array all;
  for (const Revision& revision : page->revisions)
    all.push_back(revisionJson(revision));
  bj::object json{{"revisions", std::move(all)},
                  {"next", nullptr},
                  {"revision_in_force", config::revisionOf(call.settings().text())}};
  if (page->more) json["next"] = std::to_string(page->revisions.back().number);
  co_return Answer(std::move(json));
}

Task<Result<Answer>> showRevision(Call& call) {
  const Result<std::int64_t> number = numberIn(call.path("number"));
  if (!number) co_return number.error();
  Piece<RevisionText>::Work work = [&revisions = call.revisions(), number = *number](
                                       ledger::LogReader*) { return revisions.find(number); };
  const Result<RevisionText> found = co_await onPool<RevisionText>(call, std::move(work));
  if (!found) co_return found.error();
  bj::object json = revisionJson(found->revision);
  json["text"] = found->text;
  co_return Answer(std::move(json));
}

Task<Result<Answer>> diffRevision(Call& call) {
  const Result<std::int64_t> number = numberIn(call.path("number"));
  if (!number) co_return number.error();
  // The comparison is made there too: texts may have megabytes.
  Piece<bj::object>::Work work =
      [&revisions = call.revisions(), number = *number, named = call.query.get("against"),
       inForce = call.settings().text()](ledger::LogReader*) -> Result<bj::object> {
    Result<RevisionText> to = revisions.find(number);
    if (!to) return to.error();
    const Result<std::optional<DiffSide>> from = against(revisions, number, named, inForce);
    if (!from) return from.error();
    return diffJson(*from, sideOf(std::move(*to)));
  };
  Result<bj::object> json = co_await onPool<bj::object>(call, std::move(work));
  if (!json) co_return json.error();
  co_return Answer(std::move(*json));
}

Task<Result<Answer>> rollBack(Call& call) {
  const Result<std::int64_t> number = numberIn(call.path("number"));
  if (!number) co_return number.error();
  const bj::value* revision = call.member("revision");
  if (revision == nullptr || !revision->is_string()) {
    Error shape(ErrorKind::BadRequest, "expected {\"revision\": \"…\"}, that of the file");
    co_return shape;
  }
  Result<config::ChangedBy> by = changedByWithMessage(call);
  if (!by) co_return by.error();
  by->rolledBackTo = *number;
  Piece<RevisionText>::Work work = [&revisions = call.revisions(), number = *number](
                                       ledger::LogReader*) { return revisions.find(number); };
  const Result<RevisionText> found = co_await onPool<RevisionText>(call, std::move(work));
  if (!found) co_return found.error();
  Result<Reloaded> saved = call.settings().save(found->text, call.text("revision"), *by);
  co_return co_await savedAnswer(call, std::move(saved));
}

Task<Result<Answer>> forgetRevision(Call& call) {
  const Result<std::int64_t> number = numberIn(call.path("number"));
  if (!number) co_return number.error();
  Piece<bool>::Work work = [&revisions = call.revisions(), number = *number](ledger::LogReader*) {
    const Status done = revisions.forget(number);
    return done ? Result<bool>(true) : Result<bool>(done.error());
  };
  const Result<bool> done = co_await onPool<bool>(call, std::move(work), true);
  if (!done) co_return done.error();
  co_return Answer::empty();
}

}  // namespace sb::admin
