// GET events: one console's stream, from its head to its end.
#include <fmt/format.h>

#include <array>
#include <boost/json.hpp>
#include <charconv>

#include "core/admin/hub.h"
#include "core/admin/operations.h"
#include "core/base/json.h"
#include "core/base/text.h"

namespace sb::admin {

using ledger::LogReader;
using ledger::Seq;
using net::Task;

namespace {

constexpr Millis kHeartbeat{10'000};
constexpr Millis kPatience{120'000};  // with a console that takes nothing
constexpr int kPage = 500;
constexpr Seq kMostMissed = 5'000;  // rows that are read again for a console that comes back

constexpr std::array<std::pair<std::string_view, unsigned>, 5> kTopics{{{"logs", kLogEvents},
                                                                        {"live", kLiveEvents},
                                                                        {"status", kStatusEvents},
                                                                        {"keys", kKeyEvents},
                                                                        {"config", kConfigEvents}}};

Result<unsigned> topicsOf(const Query& query) {
  unsigned topics = 0;
  for (const std::string_view word : split(query.get("topics"), ',')) {
    unsigned bit = 0;
    for (const auto& [name, value] : kTopics)
      if (name == trim(word)) bit = value;
    if (bit == 0)
      return Error(ErrorKind::BadRequest,
                   "topics must name some of logs, live, status, keys, config");
    topics |= bit;
  }
  return topics;
}

struct Position {
  std::string epoch;
  Seq seq = 0;
};

// "epoch:seq", from Last-Event-ID (WHATWG HTML section 9.2.4) or the parameter `since`.
std::optional<Position> positionOf(const Call& call) {
  std::string_view text = call.http.request().headers.get("Last-Event-ID");
  if (text.empty()) text = call.query.get("since");
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos || colon == 0) return std::nullopt;
  Position position;
  position.epoch = text.substr(0, colon);
  const std::string_view seq = text.substr(colon + 1);
  const auto [end, ec] = std::from_chars(seq.data(), seq.data() + seq.size(), position.seq);
  if (ec != std::errc() || end != seq.data() + seq.size() || position.seq < 0) return std::nullopt;
  return position;
}

// Leaves the hub when the stream ends, however it does.
class Entered {
 public:
  Entered(std::shared_ptr<Hub> hub, Listening& stream) : m_hub(std::move(hub)), m_stream(stream) {}
  ~Entered() { m_hub->leave(m_stream); }
  Entered(const Entered&) = delete;
  Entered& operator=(const Entered&) = delete;

 private:
  std::shared_ptr<Hub> m_hub;
  Listening& m_stream;
};

// A console that comes back keeps its own position until it has been told what it missed.
void begin(Call& call, const Listening& stream, bool resumed) {
  std::string lines = "Content-Type: text/event-stream\r\nCache-Control: no-store\r\n";
  net::appendHeader(lines, "X-Content-Type-Options", "nosniff");
  call.http.begin(200, lines);
  const std::string& epoch = stream.queue.epoch();
  const Seq seq = stream.queue.delivered();
  std::string hello = "retry: 1000\nevent: hello\n";
  if (!resumed) hello += fmt::format("id: {}:{}\n", epoch, seq);
  hello += fmt::format("data: {{\"epoch\":{},\"seq\":{},\"api_version\":1}}\n\n",
                       json::quoted(epoch), seq);
  call.http.send(hello);
}

// The rows between where the console was and where the stream is, oldest first.
Task<Result<std::vector<RowBatchPtr>>> missed(Call& call, Seq from, Seq upTo) {
  using Batches = std::vector<RowBatchPtr>;
  std::function<Result<Batches>(LogReader&)> work = [from, upTo](LogReader& reader) {
    Batches batches;
    ledger::PageQuery page;
    page.limit = kPage;
    page.after = from;
    while (*page.after < upTo) {
      const Result<ledger::Page> rows = reader.list({}, page);
      if (!rows) return Result<Batches>(rows.error());
      auto batch = std::make_shared<RowBatch>();
      for (auto row = rows->rows.rbegin(); row != rows->rows.rend(); ++row)
        if (row->seq <= upTo) batch->add(*row);
      if (batch->rows.empty()) break;
      page.after = batch->last;
      batches.push_back(std::move(batch));
    }
    return Result<Batches>(std::move(batches));
  };
  co_return co_await query<Batches>(call, std::move(work));
}

std::string replayed(const RowBatch& batch, const std::string& epoch) {
  std::string data = "{\"epoch\":" + json::quoted(epoch) + ",\"rows\":[";
  for (std::size_t i = 0; i < batch.rows.size(); ++i)
    data.append(i == 0 ? "" : ",").append(batch.rows[i]);
  return fmt::format("event: logs\nid: {}:{}\ndata: {}]}}\n\n", epoch, batch.last, data);
}

// What a console that comes back has not seen; where that is too much, a reset.
Task<void> catchUp(Call& call, Listening& stream, Position was) {
  EventQueue& queue = stream.queue;
  const std::string epoch = queue.epoch();
  const Seq now = queue.delivered();
  if (was.epoch == epoch && was.seq == now) co_return;
  if (was.epoch != epoch || was.seq > now) {
    queue.reset(epoch, 0, now);
    co_return;
  }
  if (now - was.seq > kMostMissed) {
    queue.reset(epoch, was.seq, now);
    co_return;
  }
  const Result<std::vector<RowBatchPtr>> batches = co_await missed(call, was.seq, now);
  if (!batches) {
    queue.reset(epoch, was.seq, now);
    co_return;
  }
  for (const RowBatchPtr& batch : *batches)
    call.http.send(replayed(*batch, epoch));
}

// Until something waits to be told, or it is time for a sign of life.
Task<void> waitForMore(Call& call, Listening& stream) {
  net::Guard& guard = call.http.guard();
  guard.set(net::Limit::Nap, kHeartbeat);
  stream.idle = true;
  const bool woken = co_await guard.wait(stream.signal);
  stream.idle = false;
  const bool quiet = !woken && guard.expiredLimit() == net::Limit::Nap;
  guard.clear(net::Limit::Nap);
  if (quiet && !guard.cancelled()) call.http.send(": still here\n\n");
}

Task<void> run(Call& call, Listening& stream) {
  net::HttpConnection& http = call.http;
  while (!http.gone() && !call.admin->stopped) {
    while (!stream.queue.empty() && !http.congested())
      http.send(stream.queue.next());
    if (http.congested()) {
      http.guard().set(net::Limit::Io, kPatience);
      const bool flushed = co_await http.flush();
      http.guard().clear(net::Limit::Io);
      if (!flushed) break;
    } else if (stream.queue.empty()) {
      co_await waitForMore(call, stream);
    }
  }
}

}  // namespace

Task<Result<Answer>> streamEvents(Call& call) {
  const Result<unsigned> topics = topicsOf(call.query);
  if (!topics) co_return topics.error();
  Listening stream(*topics, call.http.guard());
  const Status entered = call.admin->hub->enter(stream);
  if (!entered) co_return entered.error();
  const Entered until(call.admin->hub, stream);
  const std::optional<Position> was = positionOf(call);
  if (call.admin->parts.ledger != nullptr) {
    const ledger::Stats stats = call.ledger().stats();
    stream.queue.startAt(stats.epoch, stats.lastSeq);
  }
  const bool resumes = was && stream.queue.wants(kLogEvents);
  begin(call, stream, resumes);
  if (resumes) co_await catchUp(call, stream, *was);
  co_await run(call, stream);
  if (!call.http.gone()) co_await call.http.end();
  co_return Answer::sent();
}

}  // namespace sb::admin
