#include "core/net/fetch.h"

#include <boost/url/parse.hpp>
#include <boost/url/url.hpp>
#include <span>

#include "core/base/text.h"
#include "core/net/upstream_call.h"

namespace sb::net {
namespace {

constexpr Millis kConnect{5'000};
constexpr std::size_t kMostUrl = 8192;

struct Place {
  Destination to;
  std::string head;
};

boost::system::result<boost::urls::url_view> webUrl(std::string_view text) {
  const auto bad = boost::urls::error::not_a_base;
  if (text.size() > kMostUrl) return bad;
  auto url = boost::urls::parse_uri(text);
  if (!url) return url;
  const auto scheme = url->scheme_id();
  const bool web = scheme == boost::urls::scheme::http || scheme == boost::urls::scheme::https;
  if (!web || url->host().empty() || url->has_userinfo()) return bad;
  if (url->has_port() && url->port_number() == 0) return bad;
  return url;
}

std::string hostOf(const boost::urls::url_view& url) {
  std::string host = lower(url.host());
  if (host.starts_with('[')) host = host.substr(1, host.size() - 2);
  return host;
}

Result<Place> placeOf(const std::string& text, const Fetch& with) {
  const auto url = webUrl(text);
  if (!url) return Error(ErrorKind::BadRequest, "it is no http or https URL");
  Place place;
  Destination& to = place.to;
  to.https = url->scheme_id() == boost::urls::scheme::https;
  to.host = hostOf(*url);
  to.port = url->has_port() ? url->port_number() : (to.https ? 443 : 80);
  if (to.https) to.tls = with.tls;
  const Proxy* proxy =
      with.proxies == nullptr ? nullptr : with.proxies->choose(to.https, to.host, to.port);
  if (proxy != nullptr) to.proxy = std::make_shared<const Proxy>(*proxy);
  to.makeKey();
  const std::string target(url->encoded_target());
  place.head = "GET " + (target.starts_with('/') ? target : "/" + target) +
               " HTTP/1.1\r\nHost: " + std::string(url->encoded_host_and_port()) +
               "\r\nUser-Agent: signalbox\r\nAccept: */*\r\nAccept-Encoding: identity\r\n"
               "Connection: close\r\n\r\n";
  return place;
}

struct Gathering final : BodySink {
  explicit Gathering(const Fetch& fetch) : with(fetch) {}
  void bodyPart(std::string_view part) override {
    if (!taken) return;
    if (bytes.size() + part.size() > with.most)
      taken = Error(ErrorKind::UpstreamTooLarge,
                    "it is larger than " + std::to_string(with.most) + " bytes");
    else if (with.mayTake)
      taken = with.mayTake(part.size());
    if (taken) bytes.append(part);
  }
  const Fetch& with;
  std::string bytes;
  Status taken;
};

// What one hop came to: the bytes, or where to go on.
struct Hop {
  std::string bytes, next;
};

Result<std::string> whereTo(const std::string& from, const ResponseHead& head) {
  const std::string location(head.headers.get("Location"));
  const auto reference = boost::urls::parse_uri_reference(location);
  const auto base = boost::urls::parse_uri(from);
  boost::urls::url next;
  if (!reference || !base || !boost::urls::resolve(*base, *reference, next))
    return Error(ErrorKind::UpstreamProtocol, "it redirects to no URL");
  next.remove_fragment();
  return std::string(next.buffer());
}

Task<Result<Hop>> hop(UpstreamPool& pool, const Fetch& with, const std::string& url, Guard& guard) {
  const Result<Place> place = placeOf(url, with);
  if (!place) co_return place.error();
  UpstreamCall call(pool, place->to, guard);
  const std::string_view head = place->head;
  const Status sent = co_await call.send(std::span(&head, 1), kConnect, kConnect);
  if (!sent) co_return sent.error();
  const Status arrived = co_await call.awaitHead();
  if (!arrived) co_return arrived.error();
  Hop end;
  const ResponseHead& answer = call.head();
  if (answer.status / 100 == 3 && answer.headers.has("Location")) {
    Result<std::string> next = whereTo(url, answer);
    if (!next) co_return next.error();
    end.next = std::move(*next);
    co_return end;
  }
  if (answer.status != 200) {
    Error failed(ErrorKind::UpstreamStatus, "it answered " + std::to_string(answer.status));
    co_return failed;
  }
  if (const auto coding = answer.headers.get("Content-Encoding");
      !coding.empty() && !equalNoCase(coding, "identity")) {
    Error coded(ErrorKind::UpstreamProtocol, "it came compressed");
    co_return coded;
  }
  Gathering gathering(with);
  for (;;) {
    const Result<bool> more = co_await call.read(gathering);
    if (!gathering.taken) co_return gathering.taken.error();
    if (!more) co_return more.error();
    if (!*more) break;
  }
  end.bytes = std::move(gathering.bytes);
  co_return end;
}

}  // namespace

std::string hostOfUrl(std::string_view url) {
  const auto parsed = webUrl(url);
  return parsed ? hostOf(*parsed) : std::string();
}

Task<Result<std::string>> fetch(UpstreamPool& pool, const Fetch& with, std::string url,
                                Guard& guard) {
  guard.set(Limit::Stall, with.until);
  Result<std::string> got = Error(ErrorKind::UpstreamProtocol, "it redirects too often");
  for (int hops = 0; hops <= kMostRedirects; ++hops) {
    Result<Hop> end = co_await hop(pool, with, url, guard);
    if (!end) {
      got = end.error();
      break;
    }
    if (end->next.empty()) {
      got = std::move(end->bytes);
      break;
    }
    url = std::move(end->next);
  }
  guard.clear(Limit::Stall);
  co_return got;
}

}  // namespace sb::net
