#include "core/dialects/gemini/generation.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string_view>

#include "core/dialects/json_text.h"

namespace sb::dialects::gemini {
namespace {

using namespace chat;

constexpr std::size_t kMostStops = 5;
constexpr std::string_view kConfig = "generationConfig.";

struct Effort {
  std::string_view word, level;
  std::int64_t budget;
};
constexpr std::array<Effort, 7> kEfforts{{{"none", "MINIMAL", 0},
                                          {"minimal", "MINIMAL", 1'024},
                                          {"low", "LOW", 1'024},
                                          {"medium", "MEDIUM", 8'192},
                                          {"high", "HIGH", 24'576},
                                          {"xhigh", "HIGH", 24'576},
                                          {"max", "HIGH", 24'576}}};

bool inJson(const Request& request, const ModelTraits& traits) {
  return request.format.kind != Format::Kind::Text &&
         (request.tools.empty() || traits.jsonWithTools);
}

class Writer {
 public:
  Writer(const Request& request, const Target& target, const ModelTraits& traits, Losses& losses,
         std::string& body)
      : m_request(request), m_target(target), m_traits(traits), m_losses(losses), m_out(body) {}

  void run() {
    m_out.beginObject();
    limit();
    sampling();
    stops();
    if (inJson(m_request, m_traits)) format();
    thinking();
    modalities();
    for (const Extra& extra : m_request.extras)
      if (m_request.dialect == Dialect::Gemini && extra.name.starts_with(kConfig))
        m_out.raw(extra.name.substr(kConfig.size()), extra.valueJson);
    m_out.endObject();
  }

 private:
  void limit();
  void sampling();
  void seed();
  void stops();
  void format();
  void thinking();
  void think(bool shown);
  void budget(std::int64_t wanted);
  void modalities();

  const Request& m_request;
  const Target& m_target;
  const ModelTraits& m_traits;
  Losses& m_losses;
  JsonOut m_out;
};

void Writer::limit() {
  if (!m_request.maxTokens) return;
  std::int64_t most = *m_request.maxTokens;
  if (m_target.mostOutput > 0 && most > m_target.mostOutput) {
    most = m_target.mostOutput;
    m_losses.converted("the limit of the answer became the model's own");
  }
  m_out.number("maxOutputTokens", most);
}

// Penalties of nothing are not told: some models refuse any.
bool saysNothing(const std::string& penalty) {
  return penalty.empty() || std::strtod(penalty.c_str(), nullptr) == 0;
}

void Writer::sampling() {
  const Sampling& sampling = m_request.sampling;
  m_out.rawIf("temperature", sampling.temperature);
  m_out.rawIf("topP", sampling.topP);
  m_out.rawIf("topK", sampling.topK);
  if (!saysNothing(sampling.presencePenalty))
    m_out.raw("presencePenalty", sampling.presencePenalty);
  if (!saysNothing(sampling.frequencyPenalty))
    m_out.raw("frequencyPenalty", sampling.frequencyPenalty);
  seed();
  if (m_request.choices > 1) m_out.number("candidateCount", m_request.choices);
  m_losses.lostIf(!sampling.logitBiasJson.empty() && sampling.logitBiasJson != "{}", "logit_bias");
  m_losses.lostIf(sampling.logprobs.value_or(false), "logprobs");
  m_losses.lostIf(!sampling.minP.empty(), "min_p");
}

// One of 32 bits there.
void Writer::seed() {
  const std::string& seed = m_request.sampling.seed;
  if (seed.empty()) return;
  const std::optional<std::int64_t> number = wholeNumber(seed);
  if (number && *number >= INT32_MIN && *number <= INT32_MAX) return m_out.number("seed", *number);
  m_losses.dropped("seed: not a number of 32 bits");
}

void Writer::stops() {
  std::vector<std::string_view> stops;
  for (const std::string& stop : m_request.sampling.stop)
    if (!stop.empty()) stops.push_back(stop);
  if (stops.empty()) return;
  m_losses.lostIf(stops.size() > kMostStops, "stop: more than five");
  m_out.beginList("stopSequences");
  for (std::size_t i = 0; i < std::min(stops.size(), kMostStops); ++i)
    m_out.text(stops[i]);
  m_out.endList();
}

void Writer::format() {
  m_out.text("responseMimeType", "application/json");
  if (m_request.format.kind != Format::Kind::Schema) return;
  const Schema schema = writtenSchema(m_request.format.schemaJson, false);
  tellSchema(schema, "response_format", m_losses);
  m_out.rawIf(schema.openApi ? "responseSchema" : "responseJsonSchema", schema.json);
}

void Writer::budget(std::int64_t wanted) {
  const std::int64_t told = std::clamp(wanted, m_traits.leastBudget, m_traits.mostBudget);
  if (told != wanted) m_losses.converted("the budget for thinking became one that the model knows");
  m_out.number("thinkingBudget", told);
}

// A level and a budget exclude each other.
void Writer::think(bool shown) {
  const Reasoning& reasoning = m_request.reasoning;
  m_out.beginObject("thinkingConfig");
  if (shown) m_out.flag("includeThoughts", true);
  const bool off = reasoning.mode == Reasoning::Mode::Off;
  const std::string_view word = off && reasoning.effort.empty()
                                    ? std::string_view("none")
                                    : std::string_view(reasoning.effort);
  const auto effort = std::find_if(kEfforts.begin(), kEfforts.end(),
                                   [&](const Effort& one) { return one.word == word; });
  if (reasoning.budget && !off)
    budget(*reasoning.budget);
  else if (effort != kEfforts.end() && !m_traits.levels)
    budget(effort->budget);
  else if (effort != kEfforts.end())
    // The larger ones cannot think less.
    m_out.text("thinkingLevel", effort->level == "MINIMAL" && m_traits.leastBudget > 0
                                    ? std::string_view("LOW")
                                    : effort->level);
  m_out.endObject();
}

void Writer::thinking() {
  const Reasoning& reasoning = m_request.reasoning;
  if (!reasoning.said() && !reasoning.shown) return;
  const bool off = reasoning.mode == Reasoning::Mode::Off || reasoning.effort == "none" ||
                   (reasoning.budget && *reasoning.budget == 0);
  if (!m_traits.thinks) return m_losses.droppedIf(!off, "thinking: the model does not know it");
  think(reasoning.shown.value_or(reasoning.said() && !off));
}

void Writer::modalities() {
  const std::vector<std::string>& wanted = m_request.modalities;
  if (wanted.empty() || (wanted.size() == 1 && wanted.front() == "text")) return;
  m_out.beginList("responseModalities");
  for (std::string one : wanted) {
    for (char& c : one)
      if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    m_out.text(one);
  }
  m_out.endList();
}

}  // namespace

std::string generationConfig(const Request& request, const Target& target,
                             const ModelTraits& traits, Losses& losses) {
  std::string body;
  Writer(request, target, traits, losses, body).run();
  return body == "{}" ? std::string() : body;
}

std::string formInstruction(const Request& request, const ModelTraits& traits, Losses& losses) {
  if (request.format.kind == Format::Kind::Text || inJson(request, traits)) return {};
  losses.converted("response_format became a line of the system prompt");
  if (request.format.schemaJson.empty()) return "Answer with one JSON object and nothing else.";
  return "Answer with one JSON value that this JSON Schema describes, and nothing else: " +
         request.format.schemaJson;
}

void tellSchema(const Schema& schema, const std::string& where, Losses& losses) {
  for (const std::string& place : schema.refused)
    losses.lost(where + ": schema " + place);
  if (schema.changed.empty()) return;
  std::string all;
  for (const std::string& place : schema.changed)
    all.append(all.empty() ? "" : ", ").append(place);
  losses.converted(where + ": told in the description: " + all);
}

void serviceHints(const Request& request, JsonOut& out, Losses& losses) {
  const std::string& tier = request.serviceTier;
  if (tier == "flex" || tier == "priority")
    out.text("serviceTier", tier);
  else
    losses.droppedIf(!tier.empty() && tier != "default" && tier != "standard" && tier != "auto",
                     "service_tier");
  losses.droppedIf(!request.user.empty(), "user");
  losses.droppedIf(!request.metadataJson.empty(), "metadata");
  losses.droppedIf(!request.cacheKey.empty(), "prompt_cache_key");
  losses.droppedIf(!request.verbosity.empty(), "verbosity");
  losses.droppedIf(request.store.value_or(false), "store");
}

}  // namespace sb::dialects::gemini
