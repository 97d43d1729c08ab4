#include "core/providers/preset.h"

#include <algorithm>

#include "core/providers/embedded_presets.h"

namespace sb::providers {
namespace {

// A file that the program carries is right or the tests fail: an unreadable one means no kinds.
const std::vector<Preset>& all() {
  static const std::vector<Preset> presets = [] {
    auto read = parsePresets(embeddedPresets());
    return read ? *std::move(read) : std::vector<Preset>{};
  }();
  return presets;
}

}  // namespace

std::string_view callName(Call call) {
  constexpr std::array<std::string_view, kCalls> kNames{
      "chat",           "completions",  "embeddings", "models",          "messages",
      "count_tokens",   "responses",    "generate",   "generate_stream", "count_content",
      "embed_contents", "embed_content"};
  return kNames[static_cast<std::size_t>(call)];
}

std::optional<dialects::Dialect> dialectOf(Call call) {
  using dialects::Dialect;
  switch (call) {
    case Call::Chat:
    case Call::Completions:
    case Call::Embeddings:
      return Dialect::OpenAiChat;
    case Call::Messages:
    case Call::CountTokens:
      return Dialect::Anthropic;
    case Call::Responses:
      return Dialect::OpenAiResponses;
    case Call::Generate:
    case Call::GenerateStream:
    case Call::CountContent:
    case Call::EmbedContents:
    case Call::EmbedContent:
      return Dialect::Gemini;
    case Call::Models:
      break;
  }
  return std::nullopt;
}

bool Preset::speaks(dialects::Dialect dialect) const {
  return std::find(dialects.begin(), dialects.end(), dialect) != dialects.end();
}

const Preset* preset(std::string_view id) {
  const auto found =
      std::find_if(all().begin(), all().end(), [&](const Preset& one) { return one.id == id; });
  return found == all().end() ? nullptr : &*found;
}

std::vector<std::string> presetIds() {
  std::vector<std::string> ids;
  for (const Preset& one : all())
    ids.push_back(one.id);
  return ids;
}

std::vector<std::string> presetIdsWithoutUrl() {
  std::vector<std::string> ids;
  for (const Preset& one : all())
    if (one.baseUrl.empty() && !one.givenAtRunTime) ids.push_back(one.id);
  return ids;
}

std::vector<std::pair<std::string, std::string>> presetHeadersToFill() {
  std::vector<std::pair<std::string, std::string>> headers;
  for (const Preset& one : all())
    for (const OwnHeader& header : one.ownHeaders)
      headers.emplace_back(one.id, header.name);
  return headers;
}

std::vector<std::string> presetIdsGivenAtRunTime() {
  std::vector<std::string> ids;
  for (const Preset& one : all())
    if (one.givenAtRunTime) ids.push_back(one.id);
  return ids;
}

std::string_view whyMissing(std::string_view provider) {
  const Preset* const own = preset(provider);
  return own != nullptr && own->givenAtRunTime ? "is switched off" : "is not configured";
}

}  // namespace sb::providers
