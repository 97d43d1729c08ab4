#include "core/dialects/anthropic/usage.h"

#include <algorithm>

#include "core/dialects/json_read.h"
#include "core/dialects/service_tier.h"

namespace sb::dialects::anthropic {

using chat::Finish;

namespace {

void readBilled(std::string_view name, JsonCursor& value, Billed& billed) {
  const std::string word = value.peek() == '"' ? takeText(value) : std::string();
  if (name == "service_tier" && billed.tier != Billed::Tier::Other) billed.tier = serviceTier(word);
  // Fast mode and inference in one country have surcharges of their own.
  if ((name == "speed" && word == "fast") || (name == "inference_geo" && word == "us"))
    billed.tier = Billed::Tier::Other;
  if (name == "server_tool_use" && value.peek() == '{')
    eachMember(value, [&](std::string_view inside, JsonCursor& of) {
      const bool number = of.peek() != '{' && of.peek() != 'n';
      if (!number) return;
      // Fetching a page costs its tokens only.
      if (inside == "web_search_requests")
        billed.webSearches = countOf(of.value());
      else if (inside != "web_fetch_requests")
        billed.otherCalls = std::max(billed.otherCalls, countOf(of.value()));
    });
}

}  // namespace

void readUsage(JsonCursor& cursor, Usage& usage, Billed* billed) {
  std::int64_t written = -1, fiveMinutes = -1, oneHour = -1;
  eachMember(cursor, [&](std::string_view name, JsonCursor& value) {
    const bool number = value.peek() != '{' && value.peek() != 'n';
    if (name == "input_tokens" && number) {
      usage.input = countOf(value.value());
    } else if (name == "output_tokens" && number) {
      usage.output = countOf(value.value());
    } else if (name == "cache_read_input_tokens" && number) {
      usage.cacheRead = countOf(value.value());
    } else if (name == "cache_creation_input_tokens" && number) {
      written = countOf(value.value());
    } else if (name == "cache_creation") {
      eachMember(value, [&](std::string_view inside, JsonCursor& of) {
        if (inside == "ephemeral_5m_input_tokens") fiveMinutes = countOf(of.value());
        if (inside == "ephemeral_1h_input_tokens") oneHour = countOf(of.value());
      });
    } else if (billed != nullptr) {
      readBilled(name, value, *billed);
    }
  });
  if (oneHour >= 0) usage.cacheWrite1h = oneHour;
  if (fiveMinutes >= 0)
    usage.cacheWrite = fiveMinutes;
  else if (written >= 0)
    usage.cacheWrite = std::max<std::int64_t>(0, written - usage.cacheWrite1h);
}

std::string tierOf(JsonCursor usage) {
  std::string tier;
  eachMember(usage, [&](std::string_view name, JsonCursor& value) {
    if (name == "service_tier") tier = takeText(value);
  });
  return tier;
}

void writeUsage(JsonOut& out, const Usage& usage, std::string_view tier) {
  out.beginObject();
  out.number("input_tokens", usage.input + usage.inputAudio);
  out.number("cache_creation_input_tokens", usage.cacheWrite + usage.cacheWrite1h);
  out.number("cache_read_input_tokens", usage.cacheRead);
  out.beginObject("cache_creation");
  out.number("ephemeral_5m_input_tokens", usage.cacheWrite);
  out.number("ephemeral_1h_input_tokens", usage.cacheWrite1h);
  out.endObject();
  out.number("output_tokens", usage.totalOutput());
  out.textIf("service_tier", tierIn("standard", tier));
  out.endObject();
}

Finish finishOf(std::string_view stopReason) {
  if (stopReason.empty()) return Finish::Unsaid;
  if (stopReason == "max_tokens" || stopReason == "model_context_window_exceeded")
    return Finish::Length;
  if (stopReason == "tool_use") return Finish::ToolCalls;
  if (stopReason == "refusal") return Finish::Refusal;
  if (stopReason == "pause_turn") return Finish::Pause;
  return Finish::Stop;
}

std::string_view stopReasonOf(Finish finish, bool stopSequence) {
  switch (finish) {
    case Finish::Length:
      return "max_tokens";
    case Finish::ToolCalls:
      return "tool_use";
    case Finish::ContentFilter:
    case Finish::Refusal:
      return "refusal";
    case Finish::Pause:
      return "pause_turn";
    case Finish::Unsaid:
    case Finish::Stop:
    case Finish::Error:
      break;
  }
  return stopSequence ? "stop_sequence" : "end_turn";
}

std::string_view stopReasonOf(const chat::Choice& choice) {
  return stopReasonOf(choice.finish, !choice.stopSequence.empty());
}

}  // namespace sb::dialects::anthropic
