#include "core/gateway/translated_body.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "core/gateway/race.h"
#include "core/net/fetch.h"

namespace sb::gateway {
namespace {

using net::Task;

// What is wrong with the exchange, not with the URL.
bool endsExchange(ErrorKind kind) {
  static constexpr std::array kEnds{ErrorKind::ClientGone,   ErrorKind::KeyRevoked,
                                    ErrorKind::ShuttingDown, ErrorKind::TotalTimeout,
                                    ErrorKind::Overloaded,   ErrorKind::RaceLost};
  return std::find(kEnds.begin(), kEnds.end(), kind) != kEnds.end();
}

std::string problemOf(const std::string& url, const Error& error) {
  const std::string host = net::hostOfUrl(url);
  if (error.kind == ErrorKind::StallTimeout)
    return fmt::format("{}: it took more than {} s", host, kFetchTime.count() / 1000);
  return host.empty() ? error.message : host + ": " + error.message;
}

Task<Status> fetchAll(AttemptContext& c, const std::vector<std::string>& urls) {
  Exchange& x = c.x;
  const Snapshot::Outside& outside = *x.snapshot->outside;
  net::Fetch with;
  with.tls = outside.tls;
  with.proxies = outside.proxies ? &*outside.proxies : nullptr;
  with.most = kMostFetchedBytes;
  with.until = std::chrono::steady_clock::now() + kFetchTime;
  with.mayTake = [&x](std::size_t bytes) { return x.http.charge(bytes); };
  x.workPauses();
  for (const std::string& url : urls) {
    FetchedMedia one;
    one.url = url;
    Result<std::string> bytes = co_await net::fetch(x.lane.outside, with, url, c.guard);
    if (!bytes && endsExchange(bytes.error().kind)) co_return bytes.error();
    if (bytes)
      one.bytes = std::move(*bytes);
    else
      one.problem = problemOf(url, bytes.error());
    c.media().push_back(std::move(one));
  }
  if (!c.lost()) x.workStarts();
  co_return Status();
}

std::size_t sizeOf(const AttemptContext& c) {
  std::size_t size = c.body().size();
  for (const FetchedMedia& media : c.media())
    size += media.bytes.size();
  return size;
}

// A body in another dialect is read into a conversation, written from it and edited: while that
// goes on two copies of it are alive at once, beside one with the route's prompt.
constexpr std::size_t kCopies = 2;

std::size_t copiesOf(const AttemptContext& c) {
  return sizeOf(c) * kCopies + (c.prompted ? c.prompted->body.size() : 0);
}

Result<Translated> translate(const TranslationInput& in, const Exchange& x) {
  if (embeds(x.endpoint)) return translateEmbedRequest(in, x.dialect);
  if (countsTokens(x.endpoint)) return translateCountRequest(in, x.dialect);
  return translateRequest(in);
}

Task<Result<Translated>> translateOnce(AttemptContext& c) {
  const Status charged = chargeCopies(c, copiesOf(c));
  if (!charged) co_return charged.error();
  const Exchange& x = c.x;
  const TranslationInput input{c.body(),
                               c.look(),
                               callerCodec(x.endpoint),
                               *c.way.tools,
                               *c.upstream.runtime->preset,
                               c.plan,
                               c.mostOutput(),
                               c.media(),
                               x.snapshot->outside != nullptr};
  Result<Translated> translated = Error();
  std::function<void()> work = [&input, &translated, &x] { translated = translate(input, x); };
  if (sizeOf(c) < net::kLargeBody) {
    work();
  } else {
    const Status done = co_await x.lane.services.offload.run(x.lane.worker.loop(), std::move(work));
    if (!done) co_return done.error();
  }
  co_return translated;
}

}  // namespace

Status chargeCopies(AttemptContext& c, std::size_t bytes) {
  std::size_t& counted = c.racer == nullptr ? c.x.copied : c.racer->copied;
  if (bytes <= counted) return {};
  const std::size_t more = bytes - std::exchange(counted, bytes);
  return c.x.http.charge(more);
}

Task<Status> translateFor(AttemptContext& c, Translated& to) {
  Result<Translated> translated = co_await translateOnce(c);
  if (translated && !translated->toFetch.empty()) {
    const Status fetched = co_await fetchAll(c, translated->toFetch);
    if (!fetched) co_return fetched.error();
    translated = co_await translateOnce(c);
  }
  if (!translated) co_return translated.error();
  to = std::move(*translated);
  co_return Status();
}

}  // namespace sb::gateway
