// Provider kinds as data: how to reach and address one API. Read once from the embedded
// resources/catalog/providers.json, immutable, alive for ever; any thread.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/result.h"
#include "core/config/config.h"
#include "core/dialects/dialect.h"
#include "core/dialects/thinking_back.h"

namespace sb::providers {

// What is asked of a provider. All but the list of models belong to one dialect.
enum class Call : std::uint8_t {
  Chat,
  Completions,
  Embeddings,
  Models,
  Messages,     // Anthropic's
  CountTokens,  // … and what they would cost
  Responses,
  Generate,  // Gemini's, whole …
  GenerateStream,
  CountContent,
  EmbedContents,
  EmbedContent,  // one of them
};
inline constexpr std::size_t kCalls = 12;
inline constexpr std::array<Call, kCalls> kAllCalls{
    Call::Chat,           Call::Completions,  Call::Embeddings,    Call::Models,
    Call::Messages,       Call::CountTokens,  Call::Responses,     Call::Generate,
    Call::GenerateStream, Call::CountContent, Call::EmbedContents, Call::EmbedContent};
// "chat", "completions", "embeddings", "models", "messages", "count_tokens" …
std::string_view callName(Call call);
// Nothing for the list of models.
std::optional<dialects::Dialect> dialectOf(Call call);

struct Auth {
  enum class Scheme { Bearer, Header, Query, None };
  Scheme scheme = Scheme::Bearer;
  std::string header = "Authorization";  // of Query: the parameter
  std::string prefix = "Bearer ";        // text before the key
};

// A header whose value only a person can say; the provider's `headers` must hold it.
struct OwnHeader {
  std::string name;
  std::string blank;  // what the value is called: workspace …
};

struct Preset {
  enum class Kind { Cloud, Aggregator, Local, Custom };
  // How usage comes with a stream: only if stream_options.include_usage asks, never (asking would
  // be refused), or without asking (then asking is not needed and not done).
  enum class StreamUsage { Ask, Never, Always };

  std::string id, name, website;
  Kind kind = Kind::Cloud;
  std::string baseUrl;  // empty: the configuration (or the program, at run time) must give one
  // A base URL with blanks that only a person can fill: "https://{resource}.example/v1". Such a
  // kind has no baseUrl.
  std::string urlTemplate;
  std::vector<std::string> blanks;  // their names, each once, in the order of the URL
  bool givenAtRunTime = false;      // the program itself knows the base URL
  // Path of the base URL without trailing slash, e.g. "/v1"; may be empty, and is where it has
  // blanks.
  std::string root;
  std::vector<std::string> aliases;  // other paths that people give and that mean `root`
  Auth auth;
  std::array<std::optional<Auth>, kCalls> authOf;  // where a call wants the key elsewhere
  bool keyOptional = false;                        // works without a key
  std::vector<config::Header> headers;             // sent with every call
  std::vector<OwnHeader> ownHeaders;               // "{workspace}" in the file
  std::vector<std::string> env;                    // usual names of variables that hold the key
  std::vector<dialects::Dialect> dialects;  // that it speaks; its own, which says most, first
  // By Call, appended to the base URL; "/.." at the beginning takes its last folder away. "{model}"
  // stands for the model's name. Empty: there is no such call at this address.
  std::array<std::string, kCalls> paths;
  bool listsModels = false;    // known to answer the call Models; else it is tried
  std::string limitName;       // openai_chat: how the limit of an answer's tokens is called
  bool developerRole = false;  // openai_chat: developer messages are known
  bool mediaUrls = true;       // takes media by their URL; else it wants the bytes
  bool cacheMarks = false;     // openai_chat: cache_control is known, on parts and tools
  bool openAiHints = false;    // openai_chat: store, prompt_cache_key and the like are known
  dialects::ThinkingBack thinkingBack;  // openai_chat
  StreamUsage streamUsage = StreamUsage::Ask;
  bool statesCost = false;                // its answers say in dollars what it charges for them
  std::vector<std::string> unsupported;   // request members that the provider answers with an error
  std::vector<std::string> retryHeaders;  // that say when to come back, first wins
  bool free = false;                      // costs nothing: runs on one's own machine
  bool wellKnown = false;                 // offered before the others

  bool local() const { return kind == Kind::Local; }
  bool speaks(dialects::Dialect dialect) const;
  const Auth& authFor(Call call) const {
    const auto& own = authOf[static_cast<std::size_t>(call)];
    return own ? *own : auth;
  }
};

// The kind with that id, or null.
const Preset* preset(std::string_view id);

// In the order of the file.
std::vector<std::string> presetIds();

// Those that need a `base_url` in the configuration.
std::vector<std::string> presetIdsWithoutUrl();

// Kind and header of those whose `headers` must say something in the configuration.
std::vector<std::pair<std::string, std::string>> presetHeadersToFill();

// Those that the program itself adds, as providers of the same name.
std::vector<std::string> presetIdsGivenAtRunTime();

// What there is to say of a provider that the gateway does not have: "is switched off" for one that
// the program itself adds, else "is not configured".
std::string_view whyMissing(std::string_view provider);

// Reads a document in the format of providers.json.
Result<std::vector<Preset>> parsePresets(std::string_view json);

}  // namespace sb::providers
