#include "core/gateway/pipeline.h"

#include "core/base/log.h"
#include "core/base/text.h"
#include "core/gateway/kept_responses.h"
#include "core/gateway/labels.h"
#include "core/gateway/walk.h"
#include "core/gateway/way.h"
#include "core/ledger/ledger.h"

namespace sb::gateway {
namespace {

using net::Task;

// Reads and looks. What is wrong with the request itself ends here.
Task<Status> readRequest(Exchange& x) {
  Result<std::string> body = co_await x.http.readBody(x.snapshot->config->limits.body);
  if (!body) co_return body.error();
  x.body = std::move(*body);
  Result<dialects::Look> look = Error();
  if (x.body.size() < net::kLargeBody) {
    look = x.lane.looker.look(x.body, x.body.capacity() + 1, formOf(x.endpoint));
  } else {
    std::function<void()> work = [&x, &look] {
      dialects::Looker looker;
      look = looker.look(x.body, x.body.capacity() + 1, formOf(x.endpoint));
    };
    const Status done = co_await x.lane.services.offload.run(x.lane.worker.loop(), std::move(work));
    if (!done) co_return done;
  }
  if (!look) co_return look.error();
  x.look = std::move(*look);
  if (!x.pathModel.empty()) {
    x.look.model = x.pathModel;
    x.look.stream = x.endpoint == Endpoint::StreamContent;
  }
  if (x.endpoint == Endpoint::Responses) {
    const Status earlier = co_await putBackEarlier(x);
    if (!earlier) co_return earlier.error();
  }
  x.record->modelAsked = excerpt(x.look.model, 200);
  x.record->stream = x.look.stream;
  readLabels(x.http.request().headers, x.look, x.body, *x.record);
  co_return Status();
}

Result<routing::Destination> resolve(Exchange& x) {
  std::string_view name = x.http.request().headers.get("x-signalbox-route");
  if (name.empty()) name = x.look.model;
  if (x.key && !policy::allows(*x.key, name))
    return Error(
        ErrorKind::KeyNotAllowed,
        "the key \"" + x.key->name + "\" may not use the model \"" + excerpt(name, 120) + "\"");
  return x.snapshot->directory->resolve(name, x.lane.random());
}

}  // namespace

Task<void> generate(Exchange& x) {
  if (!x.lane.services.ledger.accepting()) {
    const Error full(ErrorKind::StoreFull,
                     "the request log cannot be written and this gateway is set to refuse then");
    co_await answerError(x, full);
    co_return;
  }
  const Status read = co_await readRequest(x);
  if (!read) {
    co_await answerError(x, read.error());
    co_return;
  }
  const Result<routing::Destination> to = resolve(x);
  if (!to) {
    co_await answerError(x, to.error());
    co_return;
  }
  x.record->route = to->route;
  co_await walk(x, *to, nullptr);
}

}  // namespace sb::gateway
