#include "core/gateway/prompt_tokens.h"

#include <functional>

#include "core/dialects/prompt_estimate.h"

namespace sb::gateway {
namespace {

constexpr std::size_t kCountedHere = 16 * 1024;  // some 0.3 ms of prose, 3 of the worst text

}  // namespace

std::int64_t roughPrompt(const Exchange& x) {
  return static_cast<std::int64_t>(x.look.promptBytes / 4);
}

net::Task<void> countPrompt(Exchange& x) {
  if (x.promptTokens) co_return;
  if (x.lane.hasCounted && x.body.size() < kCountedHere) {
    x.promptTokens = dialects::estimatePrompt(x.body, x.body.capacity() + 1);
    co_return;
  }
  // Racers may count at the same time: what they share is written on the event loop.
  std::int64_t counted = 0;
  std::function<void()> work = [&x, &counted] {
    counted = dialects::estimatePrompt(x.body, x.body.capacity() + 1);
  };
  const Status done = co_await x.lane.services.offload.run(x.lane.worker.loop(), std::move(work));
  x.promptTokens = done ? counted : roughPrompt(x);
  x.lane.hasCounted = done.has_value();
}

}  // namespace sb::gateway
