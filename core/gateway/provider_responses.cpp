#include "core/gateway/provider_responses.h"

#include <strings.h>

#include <array>
#include <utility>

#include "core/base/text.h"
#include "core/gateway/exchange.h"
#include "core/gateway/upstream_request.h"
#include "core/net/upstream_call.h"
#include "core/providers/runtime.h"

namespace sb::gateway {
namespace {

using net::Task;
using providers::Call;

constexpr std::size_t kMostIds = 10'000;
constexpr std::size_t kLongestId = 200;
constexpr std::size_t kMostAnswer = 64UL * 1024 * 1024;

struct Answer final : net::BodySink {
  void bodyPart(std::string_view part) override { bytes.append(part); }
  int status = 0;
  std::string contentType, bytes;
};

// The provider's address for answers, and behind it the one that is meant.
std::string targetOf(const providers::Endpoint& endpoint, const Exchange& x,
                     const std::string& id) {
  const std::string_view base = endpoint.target;
  const std::size_t query = base.find('?');
  std::string target(base.substr(0, query));
  target.append("/").append(percentEncode(id));
  if (query != base.npos) target += base.substr(query);
  return targetWith(target, x.http.request().query());
}

std::string headOf(const Exchange& x, const providers::ProviderRuntime& provider,
                   const providers::Key* key, const std::string& id) {
  const providers::Endpoint& endpoint = *provider.endpoint(Call::Responses);
  std::string head = x.http.request().method + " " + targetOf(endpoint, x, id);
  provider.addAuth(Call::Responses, key, head);
  head.append(" HTTP/1.1\r\n");
  net::appendHeader(head, "Host", endpoint.authority);
  net::appendHeader(head, "Accept-Encoding", "identity");
  net::appendHeader(head, "User-Agent", "signalbox/" SB_VERSION);
  net::appendHeader(head, "Via", x.lane.services.via);
  for (const config::Header& h : provider.headers)
    net::appendHeader(head, h.name, h.value);
  if (const auto auth = provider.authHeader(Call::Responses, key))
    net::appendHeader(head, auth->name, auth->value.reveal());
  return head.append("\r\n");
}

Task<Status> exchangeWith(net::UpstreamCall& call, Exchange& x, const std::string& head,
                          Answer& answer) {
  const config::Timeouts& limits = x.snapshot->config->timeouts;
  const std::array<std::string_view, 1> pieces{head};
  Status done = co_await call.send(pieces, limits.connect, limits.poolWait);
  if (done) done = co_await call.awaitHead();
  if (!done) co_return done;
  answer.status = call.head().status;
  answer.contentType = call.head().headers.get("Content-Type");
  for (;;) {
    const Result<bool> more = co_await call.read(answer);
    if (!more) co_return more.error();
    if (!*more) break;
    const Error large(ErrorKind::UpstreamTooLarge, "the answer is larger than 64 MB");
    if (answer.bytes.size() > kMostAnswer) co_return large;
  }
  call.finish();
  co_return Status();
}

struct Keeper {
  const Upstream* upstream = nullptr;
  const providers::Key* key = nullptr;
};

// Nothing where its provider or its key is gone.
std::optional<Keeper> keeperOf(const Exchange& x, const ProviderResponses::Place& place) {
  Keeper keeper;
  keeper.upstream = x.snapshot->upstream(place.provider);
  const bool there = keeper.upstream != nullptr && keeper.upstream->runtime &&
                     !keeper.upstream->runtime->disabled &&
                     keeper.upstream->runtime->endpoint(Call::Responses) != nullptr;
  if (!there) return std::nullopt;
  if (place.key.empty()) return keeper;
  keeper.key = keeper.upstream->runtime->keys.find(place.key);
  if (keeper.key == nullptr || keeper.key->disabled || !keeper.key->secret) return std::nullopt;
  return keeper;
}

}  // namespace

void ProviderResponses::remember(const std::string& id, Place place) {
  if (id.empty() || id.size() > kLongestId) return;
  const std::lock_guard lock(m_mutex);
  note(id);
  if (!m_places.insert_or_assign(id, std::move(place)).second) return;
  m_order.push_back(id);
  while (m_order.size() > kMostIds) {
    m_places.erase(m_order.front());
    m_unsaved.erase(m_order.front());
    m_order.pop_front();
  }
}

std::optional<ProviderResponses::Place> ProviderResponses::find(const std::string& id) const {
  const std::lock_guard lock(m_mutex);
  const auto found = m_places.find(id);
  if (found == m_places.end()) return std::nullopt;
  return found->second;
}

void ProviderResponses::forget(const std::string& id) {
  const std::lock_guard lock(m_mutex);
  if (m_places.erase(id) > 0) note(id);
}

void ProviderResponses::note(const std::string& id) {
  if (m_followed) m_unsaved.insert(id);
}

void ProviderResponses::follow() {
  const std::lock_guard lock(m_mutex);
  m_followed = true;
}

ProviderResponses::Changes ProviderResponses::takeChanges() {
  const std::lock_guard lock(m_mutex);
  Changes changes;
  for (const std::string& id : std::exchange(m_unsaved, {})) {
    const auto found = m_places.find(id);
    if (found == m_places.end()) {
      changes.gone.push_back(id);
      continue;
    }
    const Place& place = found->second;
    changes.kept.push_back({id, place.provider, place.key, place.owner});
  }
  return changes;
}

void ProviderResponses::putBack(const Changes& unsaved) {
  const std::lock_guard lock(m_mutex);
  for (const policy::KeptPlace& one : unsaved.kept)
    if (m_places.contains(one.id)) m_unsaved.insert(one.id);
  m_unsaved.insert(unsaved.gone.begin(), unsaved.gone.end());
}

Task<bool> askKeeper(Exchange& x, const std::string& id) {
  ProviderResponses& known = x.lane.services.responses;
  const std::optional<ProviderResponses::Place> place = known.find(id);
  const std::string caller = x.key ? x.key->id : std::string();
  if (!place || place->owner != caller) co_return false;
  const std::optional<Keeper> keeper = keeperOf(x, *place);
  if (!keeper) co_return false;
  x.http.guard().set(net::Limit::Total, x.snapshot->config->timeouts.total);
  const auto by = static_cast<std::size_t>(Call::Responses);
  net::UpstreamCall call(x.lane.pool, keeper->upstream->destinations[by], x.http.guard());
  std::string head = headOf(x, *keeper->upstream->runtime, keeper->key, id);
  Answer answer;
  const Status done = co_await exchangeWith(call, x, head, answer);
  explicit_bzero(head.data(), head.size());
  if (!done) {
    co_await answerError(x, done.error());
    co_return true;
  }
  if (x.endpoint == Endpoint::DeleteResponse && answer.status / 100 == 2) known.forget(id);
  std::string lines = commonLines(x);
  const bool said = !answer.contentType.empty();
  net::appendHeader(lines, "Content-Type", said ? answer.contentType : "application/json");
  net::appendHeader(lines, "x-signalbox-provider", place->provider);
  co_await x.http.respond(answer.status, lines, answer.bytes);
  co_return true;
}

}  // namespace sb::gateway
