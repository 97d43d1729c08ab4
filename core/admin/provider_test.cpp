// The test of a provider: its list of models, asked for over the very path of traffic (URL builder,
// worker, pool, TLS, proxy), and what came of it.
#include <boost/json.hpp>

#include "core/admin/hub.h"
#include "core/admin/listed_models.h"
#include "core/admin/operations.h"
#include "core/admin/status.h"
#include "core/base/json.h"
#include "core/base/log.h"
#include "core/base/text.h"
#include "core/net/content_decoder.h"
#include "core/net/upstream_call.h"

namespace sb::admin {

namespace bj = boost::json;
using net::Task;

namespace {

constexpr std::size_t kMostBody = 16 * 1024 * 1024;
constexpr Millis kTotal{30'000};

// All of one test; shared by the worker that asks and the control task that waits.
struct Trial {
  gateway::SnapshotPtr snapshot;
  const gateway::Upstream* upstream = nullptr;
  const providers::Key* key = nullptr;
  config::Timeouts limits;

  bool done = false;
  net::Signal signal;
  int status = 0;
  std::optional<double> connectMs;
  double totalMs = 0;
  std::string address;
  std::vector<std::string> models;
  std::optional<Error> error;

  const providers::Endpoint* endpoint() const {
    return upstream->runtime->endpoint(providers::Call::Models);
  }
  const net::Destination& destination() const {
    return upstream->destinations[static_cast<std::size_t>(providers::Call::Models)];
  }
};

struct Gather final : net::BodySink {
  void bodyPart(std::string_view part) override {
    if (bytes.size() <= kMostBody) bytes.append(part);
  }
  std::string bytes;
};

// Holds the provider's key: wipe it after use.
std::string headOf(const Trial& trial) {
  const providers::ProviderRuntime& provider = *trial.upstream->runtime;
  const providers::Endpoint& endpoint = *trial.endpoint();
  std::string head = "GET " + endpoint.target;
  provider.addAuth(providers::Call::Models, trial.key, head);
  head += " HTTP/1.1\r\n";
  net::appendHeader(head, "Host", endpoint.authority);
  net::appendHeader(head, "Accept", "application/json");
  net::appendHeader(head, "Accept-Encoding", "identity");
  net::appendHeader(head, "User-Agent", "signalbox/" SB_VERSION);
  for (const config::Header& header : provider.headers)
    if (net::validHeaderName(header.name) && net::validHeaderValue(header.value))
      net::appendHeader(head, header.name, header.value);
  if (const auto auth = provider.authHeader(providers::Call::Models, trial.key))
    net::appendHeader(head, auth->name, auth->value.reveal());
  head += "\r\n";
  return head;
}

Error refusedWith(const Trial& trial, int status, const std::string& text) {
  std::string what = trial.upstream->runtime->id + " answered " + std::to_string(status);
  if (status == 401 || status == 403) what += ": the key is refused";
  if (status == 404)
    what += trial.upstream->runtime->preset->listsModels
                ? ": nothing is there; is the base URL right?"
                : ": nothing is there; it may have no list of models, or the base URL is wrong";
  if (status / 100 == 3) what += ": it redirects, which is not followed; is the base URL right?";
  return {ErrorKind::UpstreamStatus, what, excerpt(log::redacted(text), 500)};
}

Task<Status> readBody(net::UpstreamCall& call, Gather& gather) {
  for (;;) {
    const Result<bool> more = co_await call.read(gather);
    if (!more) co_return more.error();
    if (!*more) break;
    if (gather.bytes.size() > kMostBody) {
      Error large(ErrorKind::UpstreamTooLarge, "the list of models is too large");
      co_return large;
    }
  }
  call.finish();
  co_return Status();
}

Task<Status> ask(gateway::Lane& lane, Trial& trial, std::string& head) {
  net::Guard guard(lane.worker.loop());
  guard.set(net::Limit::Total, std::min(kTotal, trial.limits.total));
  net::UpstreamCall call(lane.pool, trial.destination(), guard);
  const std::array<std::string_view, 1> pieces{head};
  const Status sent = co_await call.send(pieces, trial.limits.connect, trial.limits.poolWait);
  if (!sent) co_return sent.error();
  const Status arrived = co_await call.awaitHead();
  trial.connectMs = call.connectMs();
  trial.address = call.peerAddress();
  if (!arrived) co_return arrived.error();
  trial.status = call.head().status;
  const std::string coding(call.head().headers.get("Content-Encoding"));
  Gather gather;
  const Status complete = co_await readBody(call, gather);
  if (!complete) co_return complete.error();
  std::string text = gather.bytes;
  if (const auto decoder = net::makeDecoder(coding); decoder && *decoder) {
    text.clear();
    const Status plain = (*decoder)->decode(gather.bytes, text);
    if (!plain) co_return plain.error();
  }
  if (trial.status < 200 || trial.status > 299) co_return refusedWith(trial, trial.status, text);
  Result<std::vector<std::string>> models = readListedModels(text);
  if (!models) co_return models.error();
  trial.models = std::move(*models);
  co_return Status();
}

// On the worker; tells the control loop when it has ended.
Task<void> tryOnWorker(gateway::Lane& lane, std::shared_ptr<Trial> trial, net::Worker& control) {
  const Steady began = std::chrono::steady_clock::now();
  std::string head = headOf(*trial);
  const Status asked = co_await ask(lane, *trial, head);
  explicit_bzero(head.data(), head.size());
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - began;
  trial->totalMs = took.count();
  if (!asked) trial->error = asked.error();
  control.post([trial] {
    trial->done = true;
    trial->signal.fire();
  });
}

// The key that was asked for; else one that may be used; else one that was set aside, because the
// test is how it comes back.
Result<const providers::Key*> keyFor(const providers::ProviderRuntime& provider,
                                     const std::string& name) {
  if (!name.empty()) {
    const providers::Key* key = provider.keys.find(name);
    if (key == nullptr) return Error(ErrorKind::NotFound, provider.id + " has no key " + name);
    if (!key->secret) return key->whyNoSecret;
    return key;
  }
  const auto usable = provider.keys.choose("", 0, std::chrono::steady_clock::now());
  if (usable) return *usable;
  for (const providers::Key& key : provider.keys.keys())
    if (key.secret && !key.disabled) return &key;
  return usable.error();
}

Result<std::shared_ptr<Trial>> prepare(Call& call) {
  auto trial = std::make_shared<Trial>();
  trial->snapshot = call.gateway().snapshot();
  const std::string& id = call.path("id");
  trial->upstream = trial->snapshot->upstream(id);
  if (trial->upstream == nullptr)
    return Error(ErrorKind::NotFound, "no provider has the id \"" + excerpt(id, 100) + "\"");
  trial->limits = trial->snapshot->config->timeouts;
  if (!trial->upstream->problem.empty()) {
    trial->error = Error(ErrorKind::ConfigInvalid, trial->upstream->problem);
    return trial;
  }
  trial->limits.apply(trial->upstream->runtime->timeouts);
  if (trial->endpoint() == nullptr) {
    trial->error = Error(ErrorKind::NoTarget, "this address has no list of models to ask for");
    return trial;
  }
  const auto key = keyFor(*trial->upstream->runtime, call.text("key"));
  if (key)
    trial->key = *key;
  else if (key.error().kind == ErrorKind::NotFound)
    return key.error();
  else
    trial->error = key.error();
  return trial;
}

bj::value errorJson(const std::optional<Error>& error) {
  if (!error) return nullptr;
  return bj::object{{"kind", errorName(error->kind)},
                    {"message", log::redacted(error->message)},
                    {"detail", textOrNull(log::redacted(error->detail))}};
}

// What is known of TLS: names and certificates are always checked, so an answer over https says
// that they are right.
bj::value tlsJson(const Trial& trial) {
  const providers::Endpoint* endpoint = trial.upstream->runtime ? trial.endpoint() : nullptr;
  if (endpoint == nullptr || !endpoint->https) return nullptr;
  return bj::object{{"verified", trial.status != 0}, {"server_name", endpoint->host}};
}

bj::object trialJson(const Trial& trial) {
  bj::object ms{{"connect", nullptr}, {"total", trial.totalMs}};
  if (trial.connectMs) ms["connect"] = *trial.connectMs;
  bj::object json{{"ok", !trial.error},
                  {"url", nullptr},
                  {"proxy", nullptr},
                  {"address", textOrNull(trial.address)},
                  {"tls", tlsJson(trial)},
                  {"key", trial.key != nullptr ? bj::value(trial.key->name) : bj::value(nullptr)},
                  {"ms", std::move(ms)},
                  {"status", nullptr},
                  {"models", trial.models.size()},
                  {"error", errorJson(trial.error)}};
  if (trial.status != 0) json["status"] = trial.status;
  if (!trial.upstream->runtime || trial.endpoint() == nullptr) return json;
  json["url"] = trial.endpoint()->preview;
  if (trial.destination().proxy) json["proxy"] = trial.destination().proxy->shown;
  return json;
}

void learn(Call& call, const Trial& trial) {
  if (trial.key != nullptr) providers::KeyRing::restore(*trial.key);
  gateway::SnapshotBuilder& builder = call.settings().builder();
  const std::string& id = trial.upstream->runtime->id;
  const std::vector<std::string>* known = builder.learned(id);
  if (trial.models.empty() || (known != nullptr && *known == trial.models)) return;
  builder.learnModels(id, trial.models);
  call.settings().apply();
  call.admin->hub->changed();
}

}  // namespace

Task<Result<Answer>> testProvider(Call& call) {
  const Result<std::shared_ptr<Trial>> prepared = prepare(call);
  if (!prepared) co_return prepared.error();
  const std::shared_ptr<Trial> trial = *prepared;
  if (trial->error) co_return Answer(trialJson(*trial));
  call.gateway().onWorker([trial, control = &call.admin->control](gateway::Lane& lane) {
    return tryOnWorker(lane, trial, *control);
  });
  net::Guard& guard = call.http.guard();
  while (!trial->done) {
    const bool time = co_await guard.wait(trial->signal);
    if (time || trial->done) continue;
    Error gone(ErrorKind::ClientGone, "nobody waits any more");
    co_return gone;
  }
  if (call.admin->stopped) {
    Error stopping(ErrorKind::ShuttingDown, "Signalbox is stopping");
    co_return stopping;
  }
  if (!trial->error) learn(call, *trial);
  // As in traffic. A 403 may only forbid the list of models.
  if (trial->status == 401 && trial->key != nullptr)
    providers::KeyRing::mark(*trial->key, trial->status);
  co_return Answer(trialJson(*trial));
}

}  // namespace sb::admin
