#include "core/gateway/prompt_tokens.h"

#include <functional>

#include "core/dialects/prompt_estimate.h"

namespace sb::gateway {
namespace {

using net::Task;

constexpr std::size_t kCountedHere = 16 * 1024;  // some 0.3 ms of prose, 3 of the worst text
constexpr std::int64_t kBytesPerToken = 4;

std::int64_t roughPrompt(const dialects::Look& look) {
  return static_cast<std::int64_t>(look.promptBytes) / kBytesPerToken;
}

// Racers may count at the same time: what they share is written on the event loop.
Task<std::int64_t> count(Exchange& x, const std::string& body, const dialects::Look& look) {
  if (x.lane.hasCounted && body.size() < kCountedHere)
    co_return dialects::estimatePrompt(body, body.capacity() + 1);
  std::int64_t counted = 0;
  std::function<void()> work = [&body, &counted] {
    counted = dialects::estimatePrompt(body, body.capacity() + 1);
  };
  const Status done = co_await x.lane.services.offload.run(x.lane.worker.loop(), std::move(work));
  x.lane.hasCounted = done.has_value();
  co_return done ? counted : roughPrompt(look);
}

}  // namespace

Task<void> countPrompt(Exchange& x) {
  if (x.promptTokens) co_return;
  const std::int64_t counted = co_await count(x, x.body, x.look);
  x.promptTokens = counted;
}

Task<void> countPrompt(AttemptContext& c) {
  if (!c.prompted) {
    co_await countPrompt(c.x);
  } else if (!c.prompted->tokens) {
    const std::int64_t counted = co_await count(c.x, c.prompted->body, c.prompted->look);
    c.prompted->tokens = counted;
  }
}

Task<void> countAsked(Exchange& x) {
  Prompted sent;
  Status made = Error();
  if (!x.prompts.empty()) made = co_await makePrompted(x, x.prompts, sent);
  if (!made) {
    co_await countPrompt(x);
    co_return;
  }
  const std::int64_t counted = co_await count(x, sent.body, sent.look);
  x.promptTokens = counted;
}

std::int64_t countedPrompt(const AttemptContext& c) {
  const std::int64_t came = c.x.promptTokens.value_or(roughPrompt(c.x.look));
  if (!c.prompted) return came;
  const auto more = static_cast<std::int64_t>(c.prompted->body.size()) -
                    static_cast<std::int64_t>(c.x.body.size());
  return c.prompted->tokens.value_or(std::max<std::int64_t>(0, came + more / kBytesPerToken));
}

}  // namespace sb::gateway
