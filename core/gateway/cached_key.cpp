#include "core/gateway/cached_key.h"

#include <algorithm>
#include <array>

#include "core/base/text.h"
#include "core/cache/canonical.h"
#include "core/gateway/upstream_request.h"
#include "core/gateway/way.h"
#include "core/net/offload.h"
#include "core/routing/choose.h"

namespace sb::gateway {
namespace {

using cache::DigestMaker;
using cache::RequestDigest;
using net::Task;

// Members that lead to something that is kept elsewhere, unless their value says no.
constexpr std::array<std::string_view, 8> kState{
    "previous_response_id", "conversation",   "background", "store", "container",
    "cachedContent",        "cached_content", "prompt"};

bool saysNo(std::string_view value) { return value == "false" || value == "null"; }

bool hasState(const Exchange& x) {
  return std::ranges::any_of(x.look.members, [&](const dialects::Member& member) {
    const bool completion = x.endpoint == Endpoint::Completions && member.name == "prompt";
    return !completion && std::ranges::find(kState, member.name) != kState.end() &&
           !saysNo(member.value.of(x.body));
  });
}

// Header fields of the caller's that reach any provider and can change what it says; those of its
// dialect do too.
constexpr std::array<std::string_view, 3> kHeaders{"openai-beta", "openai-organization",
                                                   "openai-project"};

char formBits(const Exchange& x) {
  return static_cast<char>((x.look.stream ? 1 : 0) |
                           (x.look.stream && x.look.includeUsage ? 2 : 0) | (wantsList(x) ? 4 : 0));
}

// What decides about the answer beside the body; the size of each part says where the next begins.
class Rest {
 public:
  explicit Rest(const Exchange& x) {
    add(endpointName(x.endpoint));
    add(x.look.model);
    m_text.push_back(formBits(x));
    const net::RequestHead& head = x.http.request();
    for (const std::string_view name : kHeaders)
      add(head.headers.get(name));
    for (const dialects::CallerHeader& own : dialects::toolsOf(x.dialect)->callerHeaders)
      add(head.headers.get(own.name));
    for (const std::string_view parameter : split(head.query(), '&'))
      if (travelsOn(parameter)) add(parameter);
  }
  const std::string& text() const { return m_text; }

 private:
  void add(std::string_view part) {
    const std::size_t size = part.size();
    m_text.append(reinterpret_cast<const char*>(&size), sizeof size).append(part);
  }

  std::string m_text;
};

Result<RequestDigest> digestBody(const Exchange& x, const Rest& rest, cache::Canonical& canonical) {
  const Result<std::string_view> text =
      canonical.of(x.body, x.body.capacity() + 1, dialects::toolsOf(x.dialect)->besideAnswer);
  if (!text) return text.error();
  return DigestMaker().add(rest.text()).add(*text).finish();
}

// Which cases hold now on the ways that are open below the node.
void addChoices(DigestMaker& maker, const config::Node& node, routing::World& world) {
  if (node.kind != config::Node::Kind::When) {
    for (const config::Node& child : node.children)
      addChoices(maker, child, world);
    return;
  }
  const routing::Choice choice = routing::firstCase(node, world);
  maker.add(choice.order.empty() ? 0 : 1 + std::uint64_t{choice.order.front()});
  if (!choice.order.empty()) addChoices(maker, node.children[choice.order.front()], world);
}

}  // namespace

bool cacheable(const Exchange& x) {
  if (countsTokens(x.endpoint) || x.record->mirror || x.goesOn) return false;
  // Answers of the Responses API are kept for later turns unless told otherwise.
  if (x.endpoint == Endpoint::Responses && x.look.store) return false;
  return !hasState(x);
}

CacheWish wishOf(const net::Headers& headers) {
  CacheWish wish;
  if (headers.hasToken("Cache-Control", "no-cache")) wish.read = false;
  if (headers.hasToken("Cache-Control", "no-store")) wish.store = false;
  if (headers.hasToken("x-signalbox-cache", "refresh")) wish.read = false;
  if (headers.hasToken("x-signalbox-cache", "no-store")) wish.store = false;
  if (headers.hasToken("x-signalbox-cache", "no-read")) wish.read = wish.store = false;
  return wish;
}

Task<Result<RequestDigest>> digestOfRequest(Exchange& x) {
  const Rest rest(x);
  if (x.body.size() < net::kLargeBody) {
    cache::KnownDigests& known = x.lane.knownDigests;
    if (const RequestDigest* digest = known.find(rest.text(), x.body)) co_return *digest;
    const Result<RequestDigest> made = digestBody(x, rest, x.lane.canonical);
    if (made) known.keep(rest.text(), x.body, *made);
    co_return made;
  }
  Result<RequestDigest> digest = Error();
  std::function<void()> work = [&x, &rest, &digest] {
    cache::Canonical own;
    digest = digestBody(x, rest, own);
  };
  const Status done = co_await x.lane.services.offload.run(x.lane.worker.loop(), std::move(work));
  if (!done) co_return done.error();
  co_return digest;
}

RequestDigest keyAt(const Exchange& x, const RequestDigest& request, const config::Node& node,
                    routing::World& world) {
  const auto print = x.snapshot->prints.find(&node);
  DigestMaker maker;
  maker.add(request);
  if (print != x.snapshot->prints.end()) maker.add(print->second.digest);
  const bool keyed = node.cache->scope == config::CacheRule::Scope::Key;
  maker.add(keyed ? "key" : "all").add(keyed ? std::string_view(x.record->keyId) : "");
  if (print != x.snapshot->prints.end() && print->second.chooses) addChoices(maker, node, world);
  return maker.finish();
}

}  // namespace sb::gateway
