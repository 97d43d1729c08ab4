#include "core/gateway/way.h"

#include <algorithm>
#include <array>

#include "core/dialects/model_rules.h"

namespace sb::gateway {
namespace {

using dialects::Dialect;
using dialects::Form;
using providers::Call;

// What can be translated into one another. A completion can become a chat, and nothing becomes a
// completion.
enum class Group { Chat, Completions, Embeddings, Counts };

Group groupOfTargets(Group caller) { return caller == Group::Completions ? Group::Chat : caller; }

struct Kind {
  Endpoint endpoint;
  Dialect dialect;
  Form form;
  Call whole, stream;
  Group group = Group::Chat;
};

constexpr std::array kKinds{
    Kind{Endpoint::ChatCompletions, Dialect::OpenAiChat, Form::ChatCompletions, Call::Chat,
         Call::Chat, Group::Chat},
    Kind{Endpoint::Completions, Dialect::OpenAiChat, Form::Completions, Call::Completions,
         Call::Completions, Group::Completions},
    Kind{Endpoint::Embeddings, Dialect::OpenAiChat, Form::Embeddings, Call::Embeddings,
         Call::Embeddings, Group::Embeddings},
    Kind{Endpoint::Messages, Dialect::Anthropic, Form::Messages, Call::Messages, Call::Messages,
         Group::Chat},
    Kind{Endpoint::CountTokens, Dialect::Anthropic, Form::Messages, Call::CountTokens,
         Call::CountTokens, Group::Counts},
    Kind{Endpoint::Responses, Dialect::OpenAiResponses, Form::Responses, Call::Responses,
         Call::Responses, Group::Chat},
    Kind{Endpoint::GenerateContent, Dialect::Gemini, Form::Gemini, Call::Generate,
         Call::GenerateStream, Group::Chat},
    Kind{Endpoint::StreamContent, Dialect::Gemini, Form::Gemini, Call::Generate,
         Call::GenerateStream, Group::Chat},
    Kind{Endpoint::CountContent, Dialect::Gemini, Form::Gemini, Call::CountContent,
         Call::CountContent, Group::Counts},
    Kind{Endpoint::EmbedContents, Dialect::Gemini, Form::Gemini, Call::EmbedContents,
         Call::EmbedContents, Group::Embeddings},
    Kind{Endpoint::EmbedContent, Dialect::Gemini, Form::Gemini, Call::EmbedContent,
         Call::EmbedContent, Group::Embeddings},
};

const Kind* kindOf(Endpoint endpoint) {
  const auto found = std::find_if(kKinds.begin(), kKinds.end(),
                                  [&](const Kind& kind) { return kind.endpoint == endpoint; });
  return found == kKinds.end() ? nullptr : &*found;
}

std::optional<Way> wayBy(const providers::ProviderRuntime& provider, const Kind& kind, bool stream,
                         bool translated) {
  Way way;
  way.call = stream ? kind.stream : kind.whole;
  way.tools = dialects::toolsOf(kind.dialect);
  way.translated = translated;
  if (way.tools == nullptr || provider.endpoint(way.call) == nullptr) return std::nullopt;
  return way;
}

// Where chat is asked in the preferred dialect; null where there is none, or it is the caller's.
const Kind* preferredKind(const Kind& own, const Preferred& preferred) {
  if (own.group != Group::Chat || !preferred.dialect || own.dialect == preferred.dialect)
    return nullptr;
  const auto found = std::find_if(kKinds.begin(), kKinds.end(), [&](const Kind& kind) {
    return kind.group == Group::Chat && kind.dialect == preferred.dialect;
  });
  return found == kKinds.end() ? nullptr : &*found;
}

}  // namespace

bool asksModel(Endpoint endpoint) { return kindOf(endpoint) != nullptr; }

Dialect dialectOf(Endpoint endpoint) {
  const Kind* kind = kindOf(endpoint);
  return kind == nullptr ? Dialect::OpenAiChat : kind->dialect;
}

Form formOf(Endpoint endpoint) {
  const Kind* kind = kindOf(endpoint);
  return kind == nullptr ? Form::ChatCompletions : kind->form;
}

const dialects::CallerCodec& callerCodec(Endpoint endpoint) {
  return dialects::callerCodec(dialectOf(endpoint), formOf(endpoint));
}

bool countsTokens(Endpoint endpoint) {
  const Kind* kind = kindOf(endpoint);
  return kind != nullptr && kind->group == Group::Counts;
}

bool embeds(Endpoint endpoint) {
  const Kind* kind = kindOf(endpoint);
  return kind != nullptr && kind->group == Group::Embeddings;
}

// The official clients of both always send these.
Dialect dialectOf(const net::RequestHead& head) {
  const net::Headers& headers = head.headers;
  if (belowBeta(head.path())) return Dialect::Gemini;
  if (headers.has("anthropic-version")) return Dialect::Anthropic;
  if (headers.has("x-goog-api-key") || headers.has("x-goog-api-client")) return Dialect::Gemini;
  return Dialect::OpenAiChat;
}

Preferred preferredFor(std::string_view model, const catalog::ModelFacts* facts) {
  const dialects::ModelRules& rules = dialects::rulesOf(model);
  Preferred preferred;
  preferred.dialect = rules.dialect;
  preferred.only = rules.only;
  if (facts != nullptr && facts->mode == "responses") preferred.dialect = Dialect::OpenAiResponses;
  return preferred;
}

std::optional<Way> wayTo(const providers::ProviderRuntime& provider, Endpoint endpoint, bool stream,
                         const Preferred& preferred) {
  const Kind* own = kindOf(endpoint);
  if (own == nullptr) return std::nullopt;
  const Kind* first = preferredKind(*own, preferred);
  std::optional<Way> best;
  if (first != nullptr && provider.preset->speaks(first->dialect))
    best = wayBy(provider, *first, stream, true);
  // Those who sell what others make may serve it in any dialect; its maker may not.
  if (best && preferred.only && provider.preset->openAiHints) return best;
  std::optional<Way> way = wayBy(provider, *own, stream, false);
  if (way) return way;
  if (best) return best;
  for (const Dialect dialect : provider.preset->dialects)
    for (const Kind& kind : kKinds) {
      if (kind.group != groupOfTargets(own->group) || kind.dialect != dialect) continue;
      way = wayBy(provider, kind, stream, true);
      if (way) return way;
    }
  return way;
}

}  // namespace sb::gateway
