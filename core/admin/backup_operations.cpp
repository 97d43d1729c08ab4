// Backups out and in. Copies, hashes and checks run on the pool; a backup comes in pieces, so that
// no request holds all of it.
#include <boost/json.hpp>

#include "core/admin/hub.h"
#include "core/admin/operations.h"
#include "core/admin/status.h"
#include "core/backup/backup.h"
#include "core/backup/restore.h"
#include "core/config/load.h"
#include "core/providers/preset.h"

namespace sb::admin {

namespace bj = boost::json;
using net::Task;

namespace {

using Made = std::shared_ptr<backup::Backup>;

// "20261122-101500"
std::string stampOf(WallMillis at) {
  std::string stamp = rfc3339(at).substr(0, 19);
  std::erase_if(stamp, [](char c) { return c == '-' || c == ':'; });
  stamp[stamp.find('T')] = '-';
  return stamp;
}

backup::What wanted(const Call& call) {
  backup::What what;
  what.dataFolder = call.admin->parts.dataFolder;
  what.configText = call.settings().text();
  what.version = SB_VERSION;
  what.at = call.admin->clock.wall();
  what.withLog = call.query.get("log") == "true";
  return what;
}

Task<Result<Made>> makeBackup(Call& call) {
  Piece<Made>::Work work = [what = wanted(call)](ledger::LogReader*) -> Result<Made> {
    Result<std::unique_ptr<backup::Backup>> made = backup::Backup::make(what);
    if (!made) return made.error();
    return Made(std::move(*made));
  };
  co_return co_await onPool<Made>(call, std::move(work));
}

Task<Result<std::string>> nextPiece(Call& call, Made made) {
  Piece<std::string>::Work work = [made](ledger::LogReader*) { return made->next(); };
  co_return co_await onPool<std::string>(call, std::move(work));
}

std::string headOf(const Call& call) {
  std::string lines = "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n";
  const std::string name = "signalbox-" + stampOf(call.admin->clock.wall()) + ".tar";
  net::appendHeader(lines, "Content-Type", "application/x-tar");
  net::appendHeader(lines, "Content-Disposition", "attachment; filename=\"" + name + "\"");
  return lines;
}

Error noFolder() { return {ErrorKind::NotFound, "this program has no data folder"}; }

// What is wrong with the text; only its first problem is told.
std::string problemOf(const std::string& text, const config::Known& known) {
  const config::Loaded loaded = config::load(text, known);
  if (loaded.config || loaded.problems.empty()) return {};
  const config::Problem& first = loaded.problems.front();
  return std::to_string(first.where.line) + ":" + std::to_string(first.where.column) + ": " +
         first.what;
}

backup::Judges judgesFor(const Call& call) {
  backup::Judges judges;
  judges.configWritable = call.settings().file().writable();
  judges.config = [known = call.settings().known()](const std::string& text) {
    return problemOf(text, known);
  };
  const auto vault = call.admin->parts.secrets->vault();
  judges.vault = [vault](std::string_view file) -> std::string {
    if (!vault) return "this program's vault does not open";
    const Status opens = (*vault)->opens(file);
    return opens ? "" : "it does not open here: " + opens.error().message;
  };
  return judges;
}

bj::object stagedJson(const backup::Staged& staged) {
  bj::array leftOut;
  for (const backup::LeftOut& one : staged.leftOut)
    leftOut.push_back(bj::object{{"part", one.part}, {"why", one.why}});
  return {{"made_at", staged.manifest.madeAt},
          {"version", staged.manifest.version},
          {"parts", texts(staged.parts)},
          {"left_out", std::move(leftOut)}};
}

}  // namespace

Task<Result<Answer>> getBackup(Call& call) {
  if (call.admin->parts.dataFolder.empty()) co_return noFolder();
  const Result<Made> made = co_await makeBackup(call);
  if (!made) co_return made.error();
  for (;;) {
    const Result<std::string> piece = co_await nextPiece(call, *made);
    if (!piece) co_return piece.error();
    if (piece->empty()) break;
    if (!call.http.begun()) {
      const std::string lines = headOf(call);
      call.http.begin(200, lines);
    }
    call.http.send(*piece);
    const bool here = co_await call.http.flush();
    if (!here) co_return Answer::sent();
  }
  co_await call.http.end();
  co_return Answer::sent();
}

Task<Result<Answer>> receiveBackup(Call& call) {
  if (call.admin->parts.dataFolder.empty()) co_return noFolder();
  const Result<std::int64_t> offset = call.query.number("offset", 0, 0, backup::kMostUpload);
  if (!offset) co_return offset.error();
  Piece<std::int64_t>::Work work = [folder = call.admin->parts.dataFolder, at = *offset,
                                    bytes = std::move(call.bytes)](ledger::LogReader*) {
    return backup::receive(folder, at, bytes);
  };
  const Result<std::int64_t> now = co_await onPool<std::int64_t>(call, std::move(work), true);
  if (!now) co_return now.error();
  co_return Answer(bj::object{{"received", *now}});
}

Task<Result<Answer>> stageRestore(Call& call) {
  if (call.admin->parts.dataFolder.empty()) co_return noFolder();
  const std::string aside = "before-restore-" + stampOf(call.admin->clock.wall());
  Piece<backup::Staged>::Work work = [folder = call.admin->parts.dataFolder, aside,
                                      judges = judgesFor(call)](ledger::LogReader*) {
    return backup::stage(folder, aside, judges);
  };
  const Result<backup::Staged> staged =
      co_await onPool<backup::Staged>(call, std::move(work), true);
  call.admin->hub->changed();
  if (!staged) co_return staged.error();
  co_return Answer(stagedJson(*staged));
}

Task<Result<Answer>> forgetRestore(Call& call) {
  if (call.admin->parts.dataFolder.empty()) co_return noFolder();
  Piece<bool>::Work work = [folder =
                                call.admin->parts.dataFolder](ledger::LogReader*) -> Result<bool> {
    const Status forgotten = backup::forget(folder);
    if (!forgotten) return forgotten.error();
    return true;
  };
  const Result<bool> done = co_await onPool<bool>(call, std::move(work), true);
  call.admin->hub->changed();
  if (!done) co_return done.error();
  co_return Answer::empty();
}

}  // namespace sb::admin
