#include "core/gateway/route_prompt.h"

#include <functional>
#include <utility>

#include "core/gateway/way.h"

namespace sb::gateway {
namespace {

using dialects::SystemPrompt;
using net::Task;

constexpr std::string_view kGap = "\n\n";

void apply(const config::Prompt::Template& whole, SystemPrompt& to) {
  if (!whole.keeps) {
    to = SystemPrompt();
    to.keeps = false;
    to.before = whole.before;
  } else {
    to.before.insert(0, whole.before);
    (to.keeps ? to.after : to.before) += whole.after;
  }
}

void prepend(const std::string& text, SystemPrompt& to) {
  if (to.before.empty())
    to.gapBefore = true;
  else
    to.before.insert(0, kGap);
  to.before.insert(0, text);
}

void append(const std::string& text, SystemPrompt& to) {
  std::string& end = to.keeps ? to.after : to.before;
  if (end.empty())
    to.gapAfter = true;
  else
    end += kGap;
  end += text;
}

Result<Prompted> prompted(const Exchange& x, const SystemPrompt& prompt) {
  const dialects::Form form = formOf(x.endpoint);
  const dialects::Counted counted{countsTokens(x.endpoint), x.look.model};
  Result<std::string> body = dialects::withSystemPrompt(x.body, x.look, form, prompt, counted);
  if (!body) return body.error();
  dialects::Looker looker;
  Result<dialects::Look> look = looker.look(*body, body->capacity() + 1, form);
  if (!look) return look.error();
  // A path may say so, and not the body (Gemini).
  look->model = x.look.model;
  look->stream = x.look.stream;
  return Prompted{std::move(*body), std::move(*look), std::nullopt};
}

}  // namespace

SystemPrompt systemPromptOf(const RoutePrompts& nodes) {
  SystemPrompt prompt;
  for (const config::Prompt* node : nodes) {
    if (node->whole) apply(*node->whole, prompt);
    if (!node->prepend.empty()) prepend(node->prepend, prompt);
    if (!node->append.empty()) append(node->append, prompt);
  }
  return prompt;
}

Task<Status> makePrompted(Exchange& x, const RoutePrompts& nodes, Prompted& out) {
  const SystemPrompt prompt = systemPromptOf(nodes);
  Result<Prompted> made = Error();
  if (x.body.size() < net::kLargeBody) {
    made = prompted(x, prompt);
  } else {
    std::function<void()> work = [&x, &prompt, &made] { made = prompted(x, prompt); };
    const Status done = co_await x.lane.services.offload.run(x.lane.worker.loop(), std::move(work));
    if (!done) co_return done;
  }
  if (!made) co_return made.error();
  out = std::move(*made);
  co_return Status();
}

}  // namespace sb::gateway
