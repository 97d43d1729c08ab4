// The neutral conversation: what every chat dialect is read into and written from when caller and
// provider speak different ones. Everything that one dialect can say and another can too has one
// place here; what only its own dialect understands stays raw beside it (Extra, Opaque), so that a
// writer can name what it would lose. Values; one thread at a time. Text is UTF-8, unescaped; a
// member whose name ends in "Json" is one JSON value as it stood on the wire.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/base/usage.h"
#include "core/dialects/dialect.h"

namespace sb::dialects::chat {

// A member that no field here stands for: its name and its value.
struct Extra {
  std::string name;
  std::string valueJson;
};
using Extras = std::vector<Extra>;

// What only the provider that made it can read: a signature or encrypted thinking. It is valid for
// the dialect it came from and means nothing to others.
struct Signature {
  Dialect origin = Dialect::OpenAiChat;
  std::string data;
};

// Providers that cache a prompt's beginning by request: up to here, for so long.
enum class CacheHint : std::uint8_t { None, FiveMinutes, OneHour };

enum class MediaKind : std::uint8_t { Image, Audio, Video, File };

struct Media {
  MediaKind kind = MediaKind::Image;
  std::string mime;    // "image/png"; "" = not said
  std::string base64;  // the bytes, or …
  std::string url;     // … where they are, or …
  std::string fileId;  // … their name at the provider
  std::string text;    // a plain text document's content
  std::string name;    // file name or title
  std::string detail;  // of images: "low", "high", "auto"; "" = not said
};

// A page or a document that a text names as its source.
struct Citation {
  // Characters (code points) of the text that rest on it; `end` is one past the last.
  struct Place {
    std::int64_t begin = 0, end = 0;
    bool operator==(const Place&) const = default;
  };

  std::string url, title;
  std::string quoted;          // the source's own words
  std::string fileId;          // of a document: its name at the provider
  std::optional<Place> place;  // none: not said
  Dialect origin = Dialect::OpenAiChat;
  std::string
      ownJson;  // as it stood, on one line; only its origin knows all of it; "" = nothing more
  bool operator==(const Citation&) const = default;
};

struct Text {
  std::string text;
  std::vector<Citation> citations;
  std::string logprobsJson = {};  // its tokens, as openai_logprobs.h says; "" = not said
};

struct ToolCall {
  std::string id;  // "" = the dialect gave none
  std::string name;
  std::string arguments;  // the text of a JSON object, as the model wrote it; may be broken
  std::optional<Signature> signature;
  bool custom = false;  // `arguments` is free text, no JSON (custom tools of the Responses API)
};

struct Part;

struct ToolResult {
  std::string callId;
  std::string name;  // of the tool; "" = not said
  std::vector<Part> content;
  bool isError = false;
};

// What the model thought before it answered.
struct Thinking {
  std::string text;  // may be empty though signed
  std::optional<Signature> signature;
  std::string id;         // of the item, where the dialect has one
  bool redacted = false;  // there is only the signature: encrypted thinking
};

struct Refusal {
  std::string text;
};

// A part that only its own dialect knows (hosted tools, containers …): whole, as it stood.
struct Opaque {
  Dialect origin = Dialect::OpenAiChat;
  std::string type;  // what its dialect calls it
  std::string valueJson;
};

struct Part {
  std::variant<Text, Media, ToolCall, ToolResult, Thinking, Refusal, Opaque> what;
  CacheHint cache = CacheHint::None;
};

template <class T>
const T* as(const Part& part) {
  return std::get_if<T>(&part.what);
}

// What a part is, in words: "thinking", "a call of a tool", "an image", an Opaque's own type.
std::string_view partName(const Part& part);

enum class Role : std::uint8_t { System, Developer, User, Assistant };

struct Message {
  Role role = Role::User;
  std::string name;  // of the participant; "" = not said
  std::vector<Part> content;
  Extras extras;
};

struct Tool {
  std::string name;
  std::string description;
  std::string schemaJson;      // JSON Schema of the arguments; "" = none
  std::optional<bool> strict;  // the arguments must follow the schema
  CacheHint cache = CacheHint::None;
  bool custom = false;     // takes free text
  std::string formatJson;  // of a custom tool's text; "" = any
  Extras extras;
};

// A tool that the provider itself runs (web search …), as its dialect describes it.
struct HostedTool {
  Dialect origin = Dialect::OpenAiChat;
  std::string type;
  std::string valueJson;
};

struct ToolChoice {
  enum class Kind : std::uint8_t { Unsaid, Auto, None, Required, Named, Allowed };
  Kind kind = Kind::Unsaid;
  std::vector<std::string> names;  // Named: one; Allowed: those it may choose from
  bool required = false;           // Allowed: one of them must be called
};

// The form of the answer.
struct Format {
  enum class Kind : std::uint8_t { Text, Json, Schema };
  Kind kind = Kind::Text;
  std::string name, description;  // of the schema
  std::string schemaJson;
  std::optional<bool> strict;
};

// How much the model may think.
struct Reasoning {
  std::string effort;  // "none", "minimal", "low", "medium", "high", "xhigh", "max"; "" = not said
  std::optional<std::int64_t> budget;  // in tokens
  enum class Mode : std::uint8_t { Unsaid, Off, On, Adaptive };
  Mode mode = Mode::Unsaid;
  std::string summary;        // "auto", "concise", "detailed": wanted summaries; "" = not said
  std::optional<bool> shown;  // whether thoughts are wanted in the answer

  bool said() const { return !effort.empty() || budget || mode != Mode::Unsaid; }
};

// Numbers keep the caller's own digits.
struct Sampling {
  std::string temperature, topP, topK, minP, frequencyPenalty, presencePenalty, seed;
  std::vector<std::string> stop;
  std::string logitBiasJson;
  std::optional<bool> logprobs;
  std::string topLogprobs;
};

struct Request {
  std::string model;
  std::vector<Message> messages;  // system and developer messages where they stood
  std::vector<Tool> tools;
  std::vector<HostedTool> hostedTools;
  ToolChoice toolChoice;
  std::optional<bool> parallelTools;
  Format format;
  Reasoning reasoning;
  Sampling sampling;
  std::optional<std::int64_t> maxTokens;  // of the answer, thinking included
  std::int64_t choices = 1;
  std::vector<std::string> modalities;  // wanted kinds of output; empty = text
  bool stream = false;
  bool streamUsage = false;  // the caller wants a report of usage in the stream
  std::optional<bool> store;
  std::string user;  // whom the request is for
  std::string metadataJson;
  std::string serviceTier;
  std::string verbosity;
  std::string previousId;  // of the answer that this one goes on from (Responses API)
  std::string cacheKey;    // prompt_cache_key
  Dialect dialect = Dialect::OpenAiChat;  // it was read from
  Extras extras;                          // top-level members that nothing above stands for
};

enum class Finish : std::uint8_t {
  Unsaid,
  Stop,
  Length,
  ToolCalls,
  ContentFilter,
  Refusal,
  Pause,  // the provider wants to be asked again with what it said so far (pause_turn)
  Error,
};

struct Choice {
  std::vector<Part> content;
  Finish finish = Finish::Unsaid;
  std::string finishRaw;  // as the provider put it
  std::string stopSequence;
};

struct Answer {
  std::string id;
  std::string model;
  std::int64_t created = 0;  // seconds since 1970; 0 = not said
  std::vector<Choice> choices;
  std::optional<Usage> usage;
  std::string serviceTier;
  Extras extras;
};

// What happens in a stream, in order. Blocks are numbered per choice as they open, several may be
// open at once (parallel tool calls), and each is opened once and closed once. Views live as long
// as the call.
struct Event {
  enum class Kind : std::uint8_t {
    Start,    // id, model, created: once, first
    Open,     // block begins: `block`, `part` says what it is (a tool call: id and name)
    Delta,    // more of it: `text` (of a tool call: of its arguments), `logprobsJson` of a text
    Close,    // block ends: `part` holds what came with the end (signature, citations, media)
    Finish,   // the choice ends: `finish`, `finishRaw`
    Usage,    // `usage`, whole; the last one counts
    Ping,     // nothing, but the provider is there
    Failure,  // the provider gave up: `text` says why, `code` how it calls it
    End,      // the terminal marker
  };
  Kind kind = Kind::Ping;
  int choice = 0;
  int block = 0;
  std::string_view text;
  std::string_view logprobsJson;  // of the tokens in `text`, as a Text has them
  std::string_view code;
  const Part* part = nullptr;
  Finish finish = Finish::Unsaid;
  std::string_view finishRaw;
  const Usage* usage = nullptr;
  const Answer* start = nullptr;  // Start: id, model, created, service tier
};

// Whether the event is what a caller waits for (the first token): failover ends with it.
bool isContent(const Event& event);

class EventSink {
 public:
  virtual ~EventSink() = default;
  virtual void on(const Event& event) = 0;
};

// Something that was changed on the way, for the log: where it stood and what became of it.
struct Note {
  enum class Kind : std::uint8_t { Converted, Dropped };
  Kind kind = Kind::Converted;
  std::string what;  // "messages[3].content[0]: redacted thinking of anthropic"
};
using Notes = std::vector<Note>;

}  // namespace sb::dialects::chat
