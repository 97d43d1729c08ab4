#include "core/gateway/handler.h"

#include "core/base/ids.h"
#include "core/base/log.h"
#include "core/base/text.h"
#include "core/dialects/errors.h"
#include "core/gateway/front_door.h"
#include "core/gateway/kept_responses.h"
#include "core/gateway/pipeline.h"
#include "core/gateway/small_endpoints.h"
#include "core/gateway/way.h"
#include "core/ledger/ledger.h"

namespace sb::gateway {

using net::Task;

namespace {

bool needsKey(Endpoint endpoint, const net::Caller& http) {
  switch (endpoint) {
    case Endpoint::Health:
    case Endpoint::Ready:
    case Endpoint::Root:
      return false;
    case Endpoint::Metrics:
      return !isLoopbackHost(http.clientAddress());
    default:
      return true;
  }
}

// A row for whatever was asked of a model, however it ends.
void openRecord(Exchange& x) {
  auto record = std::make_unique<ledger::Record>();
  record->at = x.lane.services.clock.wall();
  record->id = newRequestId(record->at);
  record->endpoint = endpointName(x.endpoint);
  record->dialect = dialects::dialectName(x.dialect);
  record->clientAddress = x.http.clientAddress();
  record->userAgent = excerpt(x.http.request().headers.get("User-Agent"), 200);
  x.record = std::move(record);
  x.lane.enter(x);
  x.entered = true;
}

void noteKey(Exchange& x, const policy::KeyEntry& key) {
  if (!x.record) return;
  x.record->keyId = key.id;
  x.record->keyName = key.name;
  x.record->tags = key.tags;
}

}  // namespace

std::string Handler::protocolError(const Error& error) {
  return dialects::errorBody(dialects::Dialect::OpenAiChat, error);
}

Task<void> Handler::handle(net::HttpConnection& connection) {
  Exchange x(m_lane, connection, m_lane.snapshot);
  bool failed = false;
  try {
    co_await serve(x);
  } catch (const std::exception& e) {
    log::error(std::string("a request ended by an exception: ") + e.what());
    failed = true;
  }
  if (!failed) co_return;
  const Error bug(ErrorKind::Internal, "the gateway failed on this request; its log says more");
  if (connection.begun())
    connection.breakOff();
  else
    co_await answerError(x, bug);
  co_await settle(x);
}

Task<void> Handler::serve(Exchange& x) {
  const net::RequestHead& head = x.http.request();
  x.dialect = dialectOf(head);
  const Status allowed = checkHead(head, *x.snapshot, m_lane.services.via);
  if (!allowed) {
    if (allowed.error().kind == ErrorKind::ForeignOrigin)
      m_lane.services.refusedOrigins.note(head.headers.get("Origin"), m_lane.services.clock.wall());
    co_await answerError(x, allowed.error());
    co_return;
  }
  x.corsLines = corsLines(head, *x.snapshot);
  if (isPreflight(head)) {
    co_await x.http.respond(204, preflightLines(head, *x.snapshot), "");
    co_return;
  }
  const Result<Match> match = route(x);
  if (!match) {
    co_await answerError(x, match.error());
    co_return;
  }
  x.endpoint = match->endpoint;
  if (asksModel(x.endpoint)) {
    x.dialect = dialectOf(x.endpoint);
    x.pathModel = match->rest;
    openRecord(x);
  }
  Status admitted = authenticate(x, *match);
  if (admitted && x.record) admitted = checkContentType(head);
  if (!admitted) {
    co_await answerError(x, admitted.error());
    co_await settle(x);
    co_return;
  }
  co_await dispatch(x, *match);
}

Result<Match> Handler::route(Exchange& x) const {
  const net::RequestHead& head = x.http.request();
  std::string_view path = head.path();
  // The absolute form (RFC 9112 section 3.2.2): only its path counts here.
  if (startsWithNoCase(path, "http://") || startsWithNoCase(path, "https://")) {
    const std::size_t slash = path.find('/', path.find("//") + 2);
    path = slash == std::string_view::npos ? "/" : path.substr(slash);
  }
  return matchPath(head.method, path);
}

Status Handler::authenticate(Exchange& x, const Match& match) const {
  if (!needsKey(x.endpoint, x.http)) return {};
  const std::string_view presented = presentedKey(x.http.request(), match.key);
  if (presented.empty() && !x.snapshot->config->authRequired) return {};
  Result<policy::KeyHandle> key =
      m_lane.services.keys.check(presented, x.record ? x.record->at : m_lane.services.clock.wall());
  // Where no key is needed, what clients send in its place means nothing.
  const bool needed = x.snapshot->config->authRequired;
  if (!key && key.error().kind == ErrorKind::KeyInvalid && !needed) return {};
  if (!key) {
    // The log says which app still comes with a key that was revoked.
    if (const policy::KeyHandle owner = m_lane.services.keys.owner(presented)) noteKey(x, *owner);
    return key.error();
  }
  x.key = std::move(*key);
  noteKey(x, *x.key);
  return {};
}

Task<void> Handler::dispatch(Exchange& x, const Match& match) {
  switch (x.endpoint) {
    case Endpoint::ChatCompletions:
    case Endpoint::Completions:
    case Endpoint::Embeddings:
    case Endpoint::Messages:
    case Endpoint::CountTokens:
    case Endpoint::Responses:
    case Endpoint::GenerateContent:
    case Endpoint::StreamContent:
    case Endpoint::CountContent:
    case Endpoint::EmbedContents:
    case Endpoint::EmbedContent:
      co_await generate(x);
      co_await settle(x);
      co_return;
    case Endpoint::Models:
      co_await listModels(x);
      co_return;
    case Endpoint::Response:
      co_await showResponse(x, match.rest);
      co_return;
    case Endpoint::DeleteResponse:
      co_await deleteResponse(x, match.rest);
      co_return;
    case Endpoint::Model:
      co_await showModel(x, match.rest);
      co_return;
    case Endpoint::Feedback:
      co_await takeFeedback(x);
      co_return;
    case Endpoint::Health:
      co_await answerHealth(x);
      co_return;
    case Endpoint::Ready:
      co_await answerReady(x);
      co_return;
    case Endpoint::Metrics:
      co_await answerMetrics(x);
      co_return;
    case Endpoint::Root:
      co_await answerRoot(x);
      co_return;
  }
}

}  // namespace sb::gateway
