#include "core/gateway/kept_responses.h"

#include <algorithm>

#include "core/base/text.h"
#include "core/dialects/json_text.h"
#include "core/dialects/openai_responses/earlier.h"
#include "core/gateway/way.h"
#include "core/ledger/id_time.h"
#include "core/ledger/ledger.h"
#include "core/ledger/reader.h"
#include "core/net/sse.h"

namespace sb::gateway {
namespace {

using net::Task;
namespace responses = dialects::openai_responses;

constexpr std::string_view kPrefix = "resp_";

// The row of the answer; "" for an id that is none of ours.
std::string rowOf(std::string_view id) {
  if (!id.starts_with(kPrefix)) return {};
  std::string row = "req_" + std::string(id.substr(kPrefix.size()));
  return row.size() == ledger::kIdLength && ledger::idTimes(row) ? row : std::string();
}

struct LastResponse final : net::SseSink {
  bool event(const net::SseEvent& event) override {
    if (const std::string_view last = responses::lastResponse(event.data); !last.empty())
      found = last;
    return true;
  }
  std::string found;
};

// The response object, as it was answered or as the end of a stream says it.
std::string responseOf(const ledger::Detail& row) {
  if (!row.row.stream) return row.response->bytes;
  LastResponse last;
  net::SseParser parser;
  if (parser.feed(row.response->bytes, last)) parser.finish(last);
  return last.found;
}

struct Kept {
  std::string request, response;
};

Error unknown(std::string_view id) {
  return Error(ErrorKind::NotFound,
               "no response with the id \"" + excerpt(id, 100) + "\" is kept here");
}

Result<Kept> find(const Exchange& x, ledger::LogReader& reader, std::string_view id) {
  const Result<ledger::Detail> row = reader.get(rowOf(id));
  const std::string own = x.key ? x.key->id : std::string();
  if (!row || row->keyId != own || row->row.endpoint != endpointName(Endpoint::Responses) ||
      !row->request || !row->response || row->request->preview || row->response->preview)
    return unknown(id);
  Kept kept;
  kept.request = row->request->bytes;
  kept.response = responseOf(*row);
  if (kept.response.empty()) return unknown(id);
  return kept;
}

Result<std::string> continued(std::string_view body, const Kept& kept) {
  const Result<std::string> asked = responses::inputItems(kept.request);
  if (!asked) return asked.error();
  const Result<std::string> said = responses::outputItems(kept.response);
  if (!said) return said.error();
  return responses::withEarlier(body, responses::joined(*asked, *said));
}

std::string previousId(const Exchange& x) {
  const auto& members = x.look.members;
  const auto found = std::find_if(members.begin(), members.end(), [](const dialects::Member& one) {
    return one.name == "previous_response_id";
  });
  if (found == members.end()) return {};
  const std::string_view raw = found->value.of(x.body);
  return raw.starts_with('"') ? dialects::unescape(raw) : std::string();
}

}  // namespace

Task<Status> putBackEarlier(Exchange& x) {
  const std::string id = previousId(x);
  if (rowOf(id).empty()) co_return Status();
  Result<std::string> body = std::string();
  Result<dialects::Look> look = dialects::Look();
  std::function<void()> work = [&x, &id, &body, &look] {
    const auto reader = x.lane.services.ledger.reader();
    const Result<Kept> kept = find(x, *reader, id);
    if (!kept) return void(body = kept.error());
    body = continued(x.body, *kept);
    if (!body) return;
    dialects::Looker looker;
    look = looker.look(*body, body->capacity() + 1, formOf(x.endpoint));
  };
  co_await x.lane.services.offload.run(x.lane.worker.loop(), std::move(work));
  if (!body) co_return body.error();
  if (!look) co_return look.error();
  x.body = std::move(*body);
  x.look = std::move(*look);
  co_return Status();
}

Task<void> showResponse(Exchange& x, const std::string& id) {
  Result<Kept> kept = unknown(id);
  if (!rowOf(id).empty()) {
    std::function<void()> work = [&x, &id, &kept] {
      const auto reader = x.lane.services.ledger.reader();
      kept = find(x, *reader, id);
    };
    co_await x.lane.services.offload.run(x.lane.worker.loop(), std::move(work));
  }
  if (!kept) {
    co_await answerError(x, kept.error());
    co_return;
  }
  std::string lines = commonLines(x);
  net::appendHeader(lines, "Content-Type", "application/json");
  co_await x.http.respond(200, lines, kept->response);
}

}  // namespace sb::gateway
