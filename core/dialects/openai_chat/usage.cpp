#include "core/dialects/openai_chat/usage.h"

#include <algorithm>
#include <array>

#include "core/dialects/json_text.h"

namespace sb::dialects::openai_chat {
namespace {

// As reported: wholes with their parts.
struct Counts {
  std::int64_t prompt = 0, completion = 0, total = 0;
  std::int64_t cached = 0, written = 0, inputAudio = 0;
  std::int64_t reasoning = 0, outputAudio = 0, outputImage = 0;
};

struct Field {
  std::string_view name;
  std::int64_t Counts::*to;
};

constexpr std::array kTop{
    Field{"prompt_tokens", &Counts::prompt},     Field{"completion_tokens", &Counts::completion},
    Field{"total_tokens", &Counts::total},       Field{"input_tokens", &Counts::prompt},
    Field{"output_tokens", &Counts::completion}, Field{"prompt_cache_hit_tokens", &Counts::cached},
    Field{"cached_tokens", &Counts::cached},     Field{"reasoning_tokens", &Counts::reasoning},
};
constexpr std::array kPrompt{
    Field{"cached_tokens", &Counts::cached},
    Field{"cache_write_tokens", &Counts::written},
    Field{"cache_creation_tokens", &Counts::written},
    Field{"audio_tokens", &Counts::inputAudio},
};
constexpr std::array kCompletion{
    Field{"reasoning_tokens", &Counts::reasoning},
    Field{"audio_tokens", &Counts::outputAudio},
    Field{"image_tokens", &Counts::outputImage},
};

// The same count may stand under two names: the larger is meant.
template <class Table>
void readCount(const Table& table, std::string_view name, JsonCursor& cursor, Counts& counts) {
  for (const Field& field : table)
    if (field.name == name) counts.*field.to = std::max(counts.*field.to, countOf(cursor.value()));
}

template <class Table>
void readDetails(const Table& table, JsonCursor& cursor, Counts& counts) {
  if (cursor.peek() != '{') return;
  cursor.members([&](std::string_view key, JsonCursor& value) {
    readCount(table, inner(key), value, counts);
  });
}

// The next part of a whole, which gets smaller by it.
std::int64_t take(std::int64_t& whole, std::int64_t part) {
  const std::int64_t taken = std::min(whole, part);
  whole -= taken;
  return taken;
}

// Thinking is part of completion_tokens, unless the total says that it was counted beside it (xAI),
// or counts more than is accounted for (Gemini).
std::int64_t reasoningBeside(const Counts& c) {
  const std::int64_t unexplained = c.total - c.prompt - c.completion;
  if (c.prompt == 0 || unexplained <= 0) return 0;
  return c.reasoning == 0 || c.reasoning == unexplained ? unexplained : 0;
}

Usage disjoint(Counts c) {
  const std::int64_t beside = reasoningBeside(c);
  if (c.prompt == 0) c.prompt = std::max<std::int64_t>(0, c.total - c.completion);
  Usage usage;
  usage.cacheRead = take(c.prompt, c.cached);
  usage.cacheWrite = take(c.prompt, c.written);
  usage.inputAudio = take(c.prompt, c.inputAudio);
  usage.input = c.prompt;
  usage.reasoning = beside > 0 ? beside : take(c.completion, c.reasoning);
  usage.outputAudio = take(c.completion, c.outputAudio);
  usage.output = c.completion;
  return usage;
}

// What the provider says it charged, in the forms that it may have.
class Charge {
 public:
  bool member(std::string_view name, JsonCursor& value) {
    if (name == "cost") return readCost(value), true;
    if (name == "cost_in_usd_ticks") return m_charged = number(value, "e-10"), true;
    if (name == "is_byok") return m_ownKey = value.value() == "true", true;
    if (name != "cost_details" || value.peek() != '{') return false;
    value.members([&](std::string_view key, JsonCursor& of) {
      if (inner(key) == "upstream_inference_cost") m_upstream = number(of);
    });
    return true;
  }

  // A router that uses a key of the caller's names its own fee, and beside it what that key paid.
  std::optional<NanoUsd> said() const {
    if (!m_ownKey || !m_charged) return m_charged;
    if (!m_upstream) return std::nullopt;
    return *m_charged + *m_upstream;
  }

 private:
  static std::optional<NanoUsd> number(JsonCursor& value, std::string_view exponent = {}) {
    const bool text = value.peek() == '"';
    std::string digits = text ? unescape(value.value()) : std::string(value.value());
    const auto money = roundedNanoUsd(digits.append(exponent));
    return money && *money <= kMost ? money : std::nullopt;
  }
  void readCost(JsonCursor& value) {
    if (value.peek() != '{') return void(m_charged = number(value));
    value.members([&](std::string_view key, JsonCursor& of) {
      if (inner(key) == "total_cost") m_charged = number(of);
    });
  }

  static constexpr NanoUsd kMost{1'000'000'000'000'000};  // no answer costs a million dollars
  std::optional<NanoUsd> m_charged, m_upstream;
  bool m_ownKey = false;
};

bool searched(std::string_view name, JsonCursor& value) {
  if (name == "search_context_size") return value.peek() == '"';
  const bool counts = name == "num_search_queries" || name == "num_sources_used";
  return counts && countOf(value.value()) > 0;
}

}  // namespace

UsageReport readUsage(JsonCursor& cursor) {
  UsageReport report;
  Counts counts;
  Charge charge;
  cursor.members([&](std::string_view key, JsonCursor& value) {
    const std::string_view name = inner(key);
    if (name == "prompt_tokens_details" || name == "input_tokens_details")
      readDetails(kPrompt, value, counts);
    else if (name == "completion_tokens_details" || name == "output_tokens_details")
      readDetails(kCompletion, value, counts);
    else if (searched(name, value))
      report.searched = true;
    else if (!charge.member(name, value))
      readCount(kTop, name, value, counts);
  });
  report.charged = charge.said();
  report.usage = disjoint(counts);
  report.outputImage = std::min(counts.outputImage, report.usage.output);
  return report;
}

}  // namespace sb::dialects::openai_chat
