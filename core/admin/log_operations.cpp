#include <boost/json.hpp>

#include "core/admin/conversation.h"
#include "core/admin/kept_answer.h"
#include "core/admin/log_filter.h"
#include "core/admin/operations.h"
#include "core/base/json.h"
#include "core/dialects/openai_chat/reassemble.h"
#include "core/ledger/bodies_store.h"
#include "core/ledger/row_json.h"
#include "core/net/sse.h"

namespace sb::admin {

namespace bj = boost::json;
namespace chat = dialects::openai_chat;
using ledger::LogReader;
using net::Task;

namespace {

constexpr std::int64_t kMostPart = 4 * 1024 * 1024;

// Feeds the events of a kept stream to the collector.
class Replay final : public net::SseSink {
 public:
  explicit Replay(dialects::Form form) : collector(form) {}
  bool event(const net::SseEvent& event) override {
    if (!event.comment) collector.event(event.data);
    return true;
  }
  chat::StreamCollector collector;
};

bj::value reassembledBy(const dialects::Codec& codec, const ledger::Detail& detail) {
  const dialects::chat::Answer answer = answerOfStream(codec, detail.response->bytes);
  if (answer.choices.empty()) return nullptr;
  dialects::AnswerName name;
  name.id = answer.id;
  name.model = answer.model;
  const Result<bj::value> whole = json::parse(codec.writeAnswer(answer, name));
  return whole ? *whole : bj::value(nullptr);
}

// The answer that the caller would have got without `stream`; null if the text is no stream.
bj::value reassembled(const ledger::Detail& detail) {
  if (!detail.row.stream || !detail.response) return nullptr;
  const dialects::DialectTools* const tools = toolsNamed(detail.row.dialect);
  if (tools != nullptr && tools->dialect != dialects::Dialect::OpenAiChat)
    return reassembledBy(*tools->codec, detail);
  const bool completions = detail.row.endpoint == "completions";
  Replay replay(completions ? dialects::Form::Completions : dialects::Form::ChatCompletions);
  net::SseParser parser;
  const Status fed = parser.feed(detail.response->bytes, replay);
  if (fed) parser.finish(replay);
  if (replay.collector.empty()) return nullptr;
  const Result<bj::value> whole = json::parse(replay.collector.json());
  return whole ? *whole : bj::value(nullptr);
}

Result<ledger::PageQuery> pageOf(const Query& query) {
  ledger::PageQuery page;
  const Result<std::int64_t> limit = query.number("limit", 50, 1, 1'000);
  if (!limit) return limit.error();
  page.limit = static_cast<int>(*limit);
  const auto before = query.maybeNumber("before");
  if (!before) return before.error();
  const auto after = query.maybeNumber("after");
  if (!after) return after.error();
  if (*before && *after)
    return Error(ErrorKind::BadRequest, "before and after cannot be given together");
  page.before = *before;
  page.after = *after;
  return page;
}

// Where the next page of the same direction begins.
bj::value nextOf(const ledger::Page& page, const ledger::PageQuery& asked) {
  if (!page.more || page.rows.empty()) return nullptr;
  return bj::value(std::to_string(asked.after ? page.rows.front().seq : page.rows.back().seq));
}

}  // namespace

Result<ledger::Filter> parseQuery(const Call& call, bj::array& problems) {
  std::vector<ledger::FilterProblem> found;
  ledger::Filter filter = ledger::parseFilter(call.query.get("q"), call.admin->clock.wall(), found);
  for (const ledger::FilterProblem& one : found)
    problems.push_back(bj::object{{"at", one.at}, {"length", one.length}, {"what", one.message}});
  if (!found.empty())
    return Error(ErrorKind::BadRequest, "the filter is wrong: " + found.front().message);
  return filter;
}

Result<Answer> refusedFilter(const Error& error, bj::array problems) {
  return Answer::refusal(error, bj::object{{"problems", std::move(problems)}});
}

Task<Result<Answer>> listLogs(Call& call) {
  bj::array problems;
  const Result<ledger::Filter> filter = parseQuery(call, problems);
  if (!filter) co_return refusedFilter(filter.error(), std::move(problems));
  const Result<ledger::PageQuery> asked = pageOf(call.query);
  if (!asked) co_return asked.error();
  std::function<Result<ledger::Page>(LogReader&)> work =
      [filter = *filter, asked = *asked](LogReader& reader) { return reader.list(filter, asked); };
  const Result<ledger::Page> page = co_await query<ledger::Page>(call, std::move(work));
  if (!page) co_return page.error();
  bj::array rows;
  for (const ledger::Row& row : page->rows)
    rows.push_back(ledger::rowJson(row));
  co_return Answer(bj::object{{"rows", std::move(rows)},
                              {"next", nextOf(*page, *asked)},
                              {"epoch", call.ledger().stats().epoch}});
}

Task<Result<Answer>> showLog(Call& call) {
  // The JSON is made there too: a body may have megabytes.
  std::function<Result<bj::object>(LogReader&)> work =
      [id = call.path("id")](LogReader& reader) -> Result<bj::object> {
    const Result<ledger::Detail> detail = reader.get(id);
    if (!detail) return detail.error();
    bj::object json = ledger::detailJson(*detail);
    bj::value whole = reassembled(*detail);
    json["response_reassembled"] = !whole.is_null();
    if (!whole.is_null()) json["response"] = std::move(whole);
    json["conversation"] = conversationJson(*detail, json["response"]);
    return json;
  };
  Result<bj::object> json = co_await query<bj::object>(call, std::move(work));
  if (!json) co_return json.error();
  co_return Answer(std::move(*json));
}

Task<Result<Answer>> showLogBody(Call& call) {
  const std::string& which = call.query.get("which");
  if (which != "request" && which != "response") {
    Error wrong(ErrorKind::BadRequest, "the parameter which must be request or response");
    co_return wrong;
  }
  const Result<std::int64_t> offset = call.query.number("offset", 0, 0, std::int64_t{1} << 40);
  if (!offset) co_return offset.error();
  const Result<std::int64_t> length = call.query.number("length", kMostPart, 1, kMostPart);
  if (!length) co_return length.error();
  const auto side = which == "request" ? ledger::Which::Request : ledger::Which::Response;
  std::function<Result<ledger::BodyPart>(LogReader&)> work =
      [id = call.path("id"), side, from = *offset, size = *length](LogReader& reader) {
        return reader.body(id, side, from, size);
      };
  const Result<ledger::BodyPart> part = co_await query<ledger::BodyPart>(call, std::move(work));
  if (!part) co_return part.error();
  std::string lines = "Content-Type: application/octet-stream\r\nCache-Control: no-store\r\n";
  net::appendHeader(lines, "X-Content-Type-Options", "nosniff");
  net::appendHeader(lines, "X-Signalbox-Body-Offset", std::to_string(part->offset));
  net::appendHeader(lines, "X-Signalbox-Body-Size", std::to_string(part->size));
  co_await call.http.respond(200, lines, part->body.bytes);
  co_return Answer::sent();
}

}  // namespace sb::admin
