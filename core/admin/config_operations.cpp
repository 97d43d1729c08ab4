#include <algorithm>
#include <boost/json.hpp>

#include "core/admin/hub.h"
#include "core/admin/saved.h"
#include "core/admin/status.h"
#include "core/admin/yaml_json.h"
#include "core/base/text.h"
#include "core/config/edit.h"

namespace sb::admin {

namespace bj = boost::json;
using net::Task;
using Reloaded = gateway::Settings::Reloaded;

namespace {

constexpr std::size_t kLongestClient = 100, kLongestMessage = 500;

}  // namespace

bj::array problemsJson(const std::vector<config::Problem>& problems) {
  bj::array all;
  for (const config::Problem& problem : problems)
    all.push_back(bj::object{{"line", problem.where.line},
                             {"column", problem.where.column},
                             {"path", problem.path},
                             {"what", problem.what}});
  return all;
}

config::ChangedBy changedBy(const Call& call) {
  using Who = config::ChangedBy::Who;
  const std::string_view program = call.http.request().headers.get("User-Agent");
  if (program.starts_with("signalbox-console")) return {Who::Console};
  if (program.starts_with("signalboxctl")) return {Who::Ctl};
  return {Who::Api, excerpt(program, kLongestClient)};
}

Result<config::ChangedBy> changedByWithMessage(const Call& call) {
  config::ChangedBy by = changedBy(call);
  const bj::value* message = call.member("message");
  if (message == nullptr || message->is_null()) return by;
  by.message = call.text("message");
  const bool plain = std::none_of(by.message.begin(), by.message.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
  });
  if (message->is_string() && plain && by.message.size() <= kLongestMessage) return by;
  return Error(ErrorKind::BadRequest,
               "message: a text of at most 500 bytes, without control characters");
}

namespace {

Task<Result<config::File::Content>> readFile(Call& call) {
  Piece<config::File::Content>::Work work =
      [path = call.settings().file().path()](ledger::LogReader*) {
        return config::File(path).read();
      };
  co_return co_await onPool<config::File::Content>(call, std::move(work));
}

Error invalid(std::size_t problems) {
  return {ErrorKind::ConfigInvalid, "the configuration has " + std::to_string(problems) +
                                        (problems == 1 ? " problem" : " problems") +
                                        "; nothing was changed"};
}

bj::value reloadedJson(const gateway::Settings& settings, const Reloaded& done) {
  return bj::object{{"revision", settings.revision()},
                    {"changed", done.changed},
                    {"needs_restart", texts(done.needsRestart)},
                    {"warnings", texts(done.warnings)}};
}

}  // namespace

Task<Result<Answer>> savedAnswer(Call& call, Result<Reloaded> done) {
  call.admin->hub->changed();
  if (done && done->problems.empty()) co_return Answer(reloadedJson(call.settings(), *done));
  if (done) {
    bj::object more{{"problems", problemsJson(done->problems)}};
    co_return Answer::refusal(invalid(done->problems.size()), std::move(more));
  }
  if (done.error().kind != ErrorKind::Conflict) co_return done.error();
  const Result<config::File::Content> now = co_await readFile(call);
  if (!now) co_return now.error();
  bj::object more{{"text", now->text}, {"revision", now->revision}};
  co_return Answer::refusal(done.error(), std::move(more));
}

Task<Result<Answer>> getConfig(Call& call) {
  const Result<config::File::Content> now = co_await readFile(call);
  if (!now) co_return now.error();
  const gateway::Settings& settings = call.settings();
  co_return Answer(bj::object{{"text", now->text},
                              {"revision", now->revision},
                              {"path", settings.file().path()},
                              {"writable", settings.file().writable()},
                              {"revision_in_force", settings.revision()}});
}

Task<Result<Answer>> putConfig(Call& call) {
  const bj::value* text = call.member("text");
  const bj::value* revision = call.member("revision");
  if (text == nullptr || !text->is_string() || revision == nullptr || !revision->is_string()) {
    Error shape(ErrorKind::BadRequest, "expected {\"text\": \"…\", \"revision\": \"…\"}");
    co_return shape;
  }
  const Result<config::ChangedBy> by = changedByWithMessage(call);
  if (!by) co_return by.error();
  Result<Reloaded> saved = call.settings().save(call.text("text"), call.text("revision"), *by);
  co_return co_await savedAnswer(call, std::move(saved));
}

Result<Answer> checkConfig(Call& call) {
  const bj::value* text = call.member("text");
  if (text == nullptr || !text->is_string())
    return Error(ErrorKind::BadRequest, "expected {\"text\": \"…\"}");
  const std::vector<config::Problem> problems = call.settings().check(call.text("text"));
  return Answer(bj::object{{"ok", problems.empty()}, {"problems", problemsJson(problems)}});
}

Task<Result<Answer>> reloadConfig(Call& call) {
  Result<Reloaded> reloaded = call.settings().reload();
  co_return co_await savedAnswer(call, std::move(reloaded));
}

Task<Result<Answer>> saveItem(Call& call, std::string section, std::string field, std::string id,
                              std::optional<bj::object> item) {
  gateway::Settings& settings = call.settings();
  const Result<std::string> edited =
      item ? config::upsertItem(settings.text(), section, field, id, yamlOf(*item))
           : config::removeItem(settings.text(), section, field, id);
  if (!edited) co_return edited.error();
  Result<Reloaded> saved = settings.save(*edited, settings.revision(), changedBy(call));
  co_return co_await savedAnswer(call, std::move(saved));
}

}  // namespace sb::admin
