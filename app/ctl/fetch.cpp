#include "app/ctl/fetch.h"

#include <future>

#include "core/base/text.h"
#include "core/config/endpoints.h"
#include "core/net/content_decoder.h"
#include "core/net/upstream_call.h"

namespace sb::ctl {
namespace {

constexpr Millis kConnect{10'000}, kTotal{30'000};

struct Gather final : net::BodySink {
  void bodyPart(std::string_view part) override {
    if (bytes.size() <= most) bytes.append(part);
  }
  std::size_t most = 0;
  std::string bytes;
};

struct Errand {
  net::Destination to;
  std::string head;
  Gather gather;
  std::promise<Status> done;
};

Status prepare(const std::string& url, Errand& errand) {
  const auto endpoint = config::endpointOf(url);
  if (!endpoint) return Error(ErrorKind::BadRequest, "\"" + excerpt(url, 200) + "\" is no URL");
  errand.to.https = startsWithNoCase(url, "https:");
  errand.to.host = endpoint->host;
  errand.to.port = endpoint->port;
  if (errand.to.https) errand.to.tls = std::make_shared<net::ClientTls>(std::vector<std::string>());
  const Result<net::ProxyRules> rules = net::ProxyRules::make("system");
  if (!rules) return rules.error();
  if (const net::Proxy* proxy = rules->choose(errand.to.https, endpoint->host, endpoint->port))
    errand.to.proxy = std::make_shared<const net::Proxy>(*proxy);
  errand.to.makeKey();
  const std::size_t path = url.find('/', url.find("://") + 3);
  const std::string target = path == std::string::npos ? "/" : url.substr(path);
  const bool usual = endpoint->port == (errand.to.https ? 443 : 80);
  const std::string host =
      endpoint->host.find(':') == std::string::npos ? endpoint->host : "[" + endpoint->host + "]";
  errand.head = "GET " + target + " HTTP/1.1\r\n";
  net::appendHeader(errand.head, "Host",
                    usual ? host : host + ":" + std::to_string(endpoint->port));
  net::appendHeader(errand.head, "Accept-Encoding", "identity");
  net::appendHeader(errand.head, "User-Agent", "signalboxctl/" SB_VERSION);
  net::appendHeader(errand.head, "Connection", "close");
  errand.head += "\r\n";
  return {};
}

net::Task<Status> get(net::UpstreamCall& call, Errand& errand) {
  const std::array<std::string_view, 1> pieces{errand.head};
  const Status sent = co_await call.send(pieces, kConnect, kConnect);
  if (!sent) co_return sent.error();
  const Status arrived = co_await call.awaitHead();
  if (!arrived) co_return arrived.error();
  if (call.head().status != 200) {
    Error refused(ErrorKind::UpstreamStatus,
                  errand.to.host + " answered " + std::to_string(call.head().status));
    co_return refused;
  }
  for (;;) {
    const Result<bool> more = co_await call.read(errand.gather);
    if (!more) co_return more.error();
    if (!*more) co_return Status();
    if (errand.gather.bytes.size() > errand.gather.most) {
      Error large(ErrorKind::UpstreamTooLarge, "the file is too large");
      co_return large;
    }
  }
}

net::Task<void> run(net::Worker& worker, net::UpstreamPool& pool, Errand& errand) {
  net::Guard guard(worker.loop());
  guard.set(net::Limit::Total, kTotal);
  net::UpstreamCall call(pool, errand.to, guard);
  Status done = co_await get(call, errand);
  errand.done.set_value(std::move(done));
}

}  // namespace

Result<std::string> fetch(const std::string& url, std::size_t most) {
  Errand errand;
  errand.gather.most = most;
  if (const Status able = prepare(url, errand); !able) return able.error();
  net::Resolver resolver;
  net::Worker worker("fetch");
  net::UpstreamPool pool(worker, resolver, {});
  worker.start();
  worker.post([&] { net::spawn(worker.loop(), run(worker, pool, errand)); });
  const Status done = errand.done.get_future().get();
  worker.join();
  if (!done) return done.error();
  return std::move(errand.gather.bytes);
}

}  // namespace sb::ctl
