#include "core/dialects/gemini/usage.h"

#include <algorithm>
#include <array>

#include "core/dialects/gemini/wire.h"
#include "core/dialects/service_tier.h"

namespace sb::dialects::gemini {
namespace {

using chat::Finish;

constexpr std::size_t kMostSearches = 1'000;  // for one prompt

struct Field {
  std::string_view name;
  std::int64_t Counts::*to;
};
constexpr std::array kCounts{
    Field{"promptTokenCount", &Counts::prompt},
    Field{"cachedContentTokenCount", &Counts::cached},
    Field{"toolUsePromptTokenCount", &Counts::toolUse},
    Field{"candidatesTokenCount", &Counts::candidates},
    Field{"responseTokenCount", &Counts::candidates},
    Field{"thoughtsTokenCount", &Counts::thoughts},
    Field{"totalTokenCount", &Counts::total},
};
constexpr std::array kDetails{
    Field{"promptTokensDetails", &Counts::promptAudio},
    Field{"cacheTokensDetails", &Counts::cachedAudio},
    Field{"candidatesTokensDetails", &Counts::candidatesAudio},
};

// [{"modality": "AUDIO", "tokenCount": 12}]
std::int64_t countOfModality(JsonCursor cursor, std::string_view wanted) {
  std::int64_t sum = 0;
  eachElement(cursor, [&](JsonCursor& one) {
    std::string modality;
    std::int64_t count = 0;
    eachField(one, [&](std::string_view name, JsonCursor& value) {
      if (name == "modality") modality = takeText(value);
      if (name == "tokenCount") count = countOf(value.value());
    });
    if (modality == wanted) sum += count;
  });
  return sum;
}

struct Reason {
  std::string_view name;
  Finish finish;
};
constexpr std::array kReasons{
    Reason{"STOP", Finish::Stop},
    Reason{"MAX_TOKENS", Finish::Length},
    Reason{"SAFETY", Finish::ContentFilter},
    Reason{"RECITATION", Finish::ContentFilter},
    Reason{"LANGUAGE", Finish::ContentFilter},
    Reason{"BLOCKLIST", Finish::ContentFilter},
    Reason{"PROHIBITED_CONTENT", Finish::ContentFilter},
    Reason{"SPII", Finish::ContentFilter},
    Reason{"IMAGE_SAFETY", Finish::ContentFilter},
    Reason{"IMAGE_PROHIBITED_CONTENT", Finish::ContentFilter},
    Reason{"IMAGE_RECITATION", Finish::ContentFilter},
    Reason{"CONTINUATION", Finish::Pause},
    Reason{"OTHER", Finish::Error},
    Reason{"NO_IMAGE", Finish::Error},
    Reason{"IMAGE_OTHER", Finish::Error},
    Reason{"MALFORMED_FUNCTION_CALL", Finish::Error},
    Reason{"MALFORMED_RESPONSE", Finish::Error},
    Reason{"UNEXPECTED_TOOL_CALL", Finish::Error},
    Reason{"TOO_MANY_TOOL_CALLS", Finish::Error},
    Reason{"MISSING_THOUGHT_SIGNATURE", Finish::Error},
};

std::int64_t atLeastZero(std::int64_t value) { return std::max<std::int64_t>(0, value); }

void writeDetails(JsonOut& out, std::string_view name, std::int64_t text, std::int64_t audio) {
  out.beginList(name);
  const auto one = [&](std::string_view modality, std::int64_t count) {
    out.beginObject();
    out.text("modality", modality);
    out.number("tokenCount", count);
    out.endObject();
  };
  one("TEXT", text);
  if (audio > 0) one("AUDIO", audio);
  out.endList();
}

}  // namespace

void Counts::read(JsonCursor& cursor) {
  eachField(cursor, [&](std::string_view name, JsonCursor& value) {
    for (const Field& field : kCounts)
      if (field.name == name) {
        this->*field.to = countOf(value.value());
        any = true;
        return;
      }
    if (name == "candidatesTokensDetails") candidatesImage = countOfModality(value, "IMAGE");
    for (const Field& field : kDetails)
      if (field.name == name) {
        this->*field.to = countOfModality(value, "AUDIO");
        return value.skip();
      }
    if (name == "serviceTier") tier = takeText(value);
  });
}

Usage Counts::usage() const {
  Usage usage;
  usage.cacheRead = std::min(cached, prompt);
  const std::int64_t fresh = prompt - usage.cacheRead;
  usage.inputAudio = std::min(fresh, atLeastZero(promptAudio - cachedAudio));
  usage.input = fresh - usage.inputAudio + toolUse;
  // Some reports leave out what was said and count it in the total.
  const std::int64_t said =
      candidates > 0 ? candidates : atLeastZero(total - prompt - toolUse - thoughts);
  usage.outputAudio = std::min(said, candidatesAudio);
  usage.output = said - usage.outputAudio;
  usage.reasoning = thoughts;
  return usage;
}

void Counts::readSearches(JsonCursor& cursor) {
  eachField(cursor, [&](std::string_view name, JsonCursor& value) {
    if (name == "webSearchQueries")
      for (std::string& query : takeTexts(value))
        if (!query.empty() && searches.size() < kMostSearches) searches.insert(std::move(query));
    if (name == "groundingChunks")
      eachElement(value, [&](JsonCursor& chunk) {
        eachField(chunk, [&](std::string_view kind, JsonCursor&) { maps |= kind == "maps"; });
      });
  });
}

Billed Counts::billed() const {
  Billed billed;
  billed.webSearches = static_cast<std::int64_t>(searches.size());
  billed.groundedPrompts = searches.empty() ? 0 : 1;
  billed.otherCalls = maps ? 1 : 0;
  billed.tier = serviceTier(tier);
  billed.outputImage = std::min(candidatesImage, usage().output);
  billed.cachedAudio = std::min(cachedAudio, usage().cacheRead);
  return billed;
}

void writeUsage(JsonOut& out, const Usage& usage, std::string_view tier) {
  const std::int64_t said = usage.output + usage.outputAudio;
  out.beginObject();
  out.number("promptTokenCount", usage.totalInput());
  out.number("candidatesTokenCount", said);
  out.number("totalTokenCount", usage.totalInput() + usage.totalOutput());
  if (usage.cacheRead > 0) out.number("cachedContentTokenCount", usage.cacheRead);
  writeDetails(out, "promptTokensDetails", usage.totalInput() - usage.inputAudio, usage.inputAudio);
  if (usage.outputAudio > 0)
    writeDetails(out, "candidatesTokensDetails", usage.output, usage.outputAudio);
  if (usage.reasoning > 0) out.number("thoughtsTokenCount", usage.reasoning);
  out.textIf("serviceTier", tierIn("standard", tier));
  out.endObject();
}

Finish finishOf(std::string_view reason, bool calls) {
  if (reason.empty()) return Finish::Unsaid;
  const auto known = std::find_if(kReasons.begin(), kReasons.end(),
                                  [&](const Reason& one) { return one.name == reason; });
  const Finish finish = known == kReasons.end() ? Finish::Stop : known->finish;
  return finish == Finish::Stop && calls ? Finish::ToolCalls : finish;
}

std::string_view finishName(Finish finish) {
  switch (finish) {
    case Finish::Length:
      return "MAX_TOKENS";
    case Finish::ContentFilter:
    case Finish::Refusal:
      return "SAFETY";
    case Finish::Error:
      return "OTHER";
    case Finish::Unsaid:
    case Finish::Stop:
    case Finish::ToolCalls:
    case Finish::Pause:
      break;
  }
  return "STOP";
}

}  // namespace sb::dialects::gemini
