#include "core/gateway/prompt_tokens.h"

#include <functional>

#include "core/dialects/prompt_estimate.h"

namespace sb::gateway {
namespace {

constexpr std::size_t kCountedHere = 16 * 1024;  // some 0.3 ms of prose, 3 of the worst text

}  // namespace

net::Task<void> countPrompt(Exchange& x) {
  if (x.promptTokens) co_return;
  const auto count = [&x] {
    x.promptTokens = dialects::estimatePrompt(x.body, x.body.capacity() + 1);
  };
  if (x.lane.hasCounted && x.body.size() < kCountedHere) {
    count();
    co_return;
  }
  std::function<void()> work = count;
  const Status done = co_await x.lane.services.offload.run(x.lane.worker.loop(), std::move(work));
  if (!done) x.promptTokens = static_cast<std::int64_t>(x.look.promptBytes / 4);
  x.lane.hasCounted = done.has_value();
}

}  // namespace sb::gateway
