#include "core/gateway/kept_responses.h"

#include <algorithm>
#include <map>

#include "core/base/json.h"
#include "core/base/text.h"
#include "core/dialects/json_text.h"
#include "core/dialects/openai_responses/earlier.h"
#include "core/gateway/provider_responses.h"
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
  ledger::Seq seq = 0;
  std::string request, response;
};

Error unknown(std::string_view id) {
  return Error(ErrorKind::NotFound,
               "no response with the id \"" + excerpt(id, 100) + "\" is kept here");
}

// Redacted bodies hold no words to go on from, previews not all of them.
bool whole(const std::optional<ledger::StoredBody>& body) {
  return body && !body->preview && !body->redacted;
}

Result<Kept> find(const Exchange& x, ledger::LogReader& reader, std::string_view id) {
  const Result<ledger::Detail> row = reader.get(rowOf(id));
  const std::string own = x.key ? x.key->id : std::string();
  if (!row || row->keyId != own || row->row.endpoint != endpointName(Endpoint::Responses) ||
      !whole(row->request) || !whole(row->response))
    return unknown(id);
  Kept kept;
  kept.seq = row->row.seq;
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

// The row of the answer that an item was named by; "" for names that are none of ours.
std::string rowOfItem(std::string_view itemId) {
  const std::string_view answer = responses::answerOfItem(itemId);
  return answer.empty() ? std::string() : rowOf(std::string(kPrefix).append(answer));
}

// Whether the input may hold references at all; most do not, and this costs no walk.
bool mayRefer(const Exchange& x) { return x.body.find("\"id\"") != std::string::npos; }

bool refersToOurs(const Exchange& x) {
  if (!mayRefer(x)) return false;
  const std::vector<std::string> ids = responses::references(x.body);
  return std::any_of(ids.begin(), ids.end(),
                     [](const std::string& id) { return !rowOfItem(id).empty(); });
}

std::string reference(std::string_view id) {
  std::string item = R"({"type":"item_reference","id":)";
  json::appendQuoted(item, id);
  return item + "}";
}

// Gives items by their names; each answer is read once.
class Items {
 public:
  Items(const Exchange& x, ledger::LogReader& reader) : m_x(x), m_reader(reader) {}

  std::string operator()(std::string_view id) {
    if (rowOfItem(id).empty()) return reference(id);
    const std::string answer = std::string(kPrefix).append(responses::answerOfItem(id));
    auto known = m_outputs.find(answer);
    if (known == m_outputs.end()) known = m_outputs.emplace(answer, read(answer)).first;
    return responses::itemWith(known->second, id);
  }

 private:
  std::string read(const std::string& answer) {
    const Result<Kept> kept = find(m_x, m_reader, answer);
    if (!kept) return {};
    Result<std::string> items = responses::outputItems(kept->response);
    return items ? std::move(*items) : std::string();
  }

  const Exchange& m_x;
  ledger::LogReader& m_reader;
  std::map<std::string, std::string> m_outputs;
};

// The body with all that it refers to.
Result<std::string> completed(const Exchange& x, const std::string& previous, bool refers) {
  const auto reader = x.lane.services.ledger.reader();
  std::string body = x.body;
  if (!rowOf(previous).empty()) {
    const Result<Kept> kept = find(x, *reader, previous);
    if (!kept) return kept.error();
    Result<std::string> longer = continued(body, *kept);
    if (!longer) return longer.error();
    body = std::move(*longer);
  }
  if (!refers) return body;
  return responses::withReferenced(body, Items(x, *reader));
}

}  // namespace

Task<Status> putBackEarlier(Exchange& x) {
  const std::string id = previousId(x);
  const bool refers = refersToOurs(x);
  if (rowOf(id).empty()) {
    if (!id.empty()) x.keptAt = x.lane.services.responses.find(id);
    const std::string caller = x.key ? x.key->id : std::string();
    if (x.keptAt && x.keptAt->owner != caller) co_return unknown(id);
    if (!refers) co_return Status();
  }
  Result<std::string> body = std::string();
  Result<dialects::Look> look = dialects::Look();
  std::function<void()> work = [&x, &id, &body, &look, refers] {
    body = completed(x, id, refers);
    if (!body) return;
    dialects::Looker looker;
    look = looker.look(*body, body->capacity() + 1, formOf(x.endpoint));
  };
  const Status done = co_await x.lane.services.offload.run(x.lane.worker.loop(), std::move(work));
  if (!done) co_return done;
  if (!body) co_return body.error();
  if (!look) co_return look.error();
  x.body = std::move(*body);
  x.look = std::move(*look);
  x.goesOn = true;
  co_return Status();
}

namespace {

Task<Result<Kept>> findKept(Exchange& x, const std::string& id) {
  Result<Kept> kept = unknown(id);
  if (rowOf(id).empty()) co_return kept;
  std::function<void()> work = [&x, &id, &kept] {
    const auto reader = x.lane.services.ledger.reader();
    kept = find(x, *reader, id);
  };
  const Status done = co_await x.lane.services.offload.run(x.lane.worker.loop(), std::move(work));
  if (!done) co_return done.error();
  co_return kept;
}

Task<void> answerJson(Exchange& x, const std::string& body) {
  std::string lines = commonLines(x);
  net::appendHeader(lines, "Content-Type", "application/json");
  co_await x.http.respond(200, lines, body);
}

}  // namespace

Task<void> showResponse(Exchange& x, const std::string& id) {
  const bool elsewhere = co_await askKeeper(x, id);
  if (elsewhere) co_return;
  const Result<Kept> kept = co_await findKept(x, id);
  if (!kept)
    co_await answerError(x, kept.error());
  else
    co_await answerJson(x, kept->response);
}

// Source of the answer: OpenAI API reference, "Delete a model response".
Task<void> deleteResponse(Exchange& x, const std::string& id) {
  const bool elsewhere = co_await askKeeper(x, id);
  if (elsewhere) co_return;
  const Result<Kept> kept = co_await findKept(x, id);
  Status gone = kept ? Status() : Status(kept.error());
  if (gone) {
    std::function<void(std::function<void(Status)>)> ask =
        [&x, &kept](std::function<void(Status)> done) {
          x.lane.services.ledger.forgetBodies(kept->seq, std::move(done));
        };
    gone = co_await wordOfLedger(x.lane, std::move(ask));
  }
  if (!gone) {
    co_await answerError(x, gone.error());
    co_return;
  }
  const std::string body = R"({"id":")" + id + R"(","object":"response","deleted":true})";
  co_await answerJson(x, body);
}

}  // namespace sb::gateway
