#include "core/dialects/prompt_estimate.h"

#include <algorithm>
#include <array>

#include "core/dialects/estimate.h"
#include "core/dialects/json_read.h"
#include "core/tokens/token_counter.h"

namespace sb::dialects {
namespace {

constexpr std::size_t kMostCounted = 1 << 20;
constexpr std::size_t kLeastMedia = 512;    // characters of base64 in a row; no words are so long
constexpr std::int64_t kMediaTokens = 765;  // an image of 1024 × 1024 at OpenAI
constexpr std::int64_t kMessage = 3, kName = 1, kRole = 1, kAnswer = 3;

template <std::size_t kSize>
bool among(const std::array<std::string_view, kSize>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Members of a request that are lists of messages, system prompts, JSON that the model reads, and
// other words.
constexpr std::array<std::string_view, 3> kMessages{"messages", "input", "contents"};
constexpr std::array<std::string_view, 4> kSystem{"system", "instructions", "systemInstruction",
                                                  "system_instruction"};
constexpr std::array<std::string_view, 2> kTools{"tools", "functions"};
constexpr std::array<std::string_view, 4> kWords{"prompt", "suffix", "content", "requests"};
constexpr std::string_view kWrapped = "generateContentRequest";

// Members below that no model reads.
constexpr std::array<std::string_view, 17> kNoWords{
    "type",          "id",       "tool_call_id",      "tool_use_id",       "call_id",
    "cache_control", "model",    "encrypted_content", "signature",         "thoughtSignature",
    "media_type",    "mimeType", "mime_type",         "thought_signature", "detail",
    "status",        "format"};
constexpr std::array<std::string_view, 6> kMedia{"image_url", "inlineData", "inline_data",
                                                 "fileData",  "file_data",  "input_audio"};
// Objects that the model reads as JSON.
constexpr std::array<std::string_view, 5> kJson{"input", "args", "arguments", "response",
                                                "parameters"};

bool base64(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' ||
         c == '/' || c == '=' || c == '-' || c == '_';
}

struct Run {
  std::size_t begin = 0, end = 0;
  std::size_t size() const { return end - begin; }
};

// The first run of base64 from `from` on that is long enough: it covers one of the places that are
// looked at. Empty: there is none.
Run mediaIn(std::string_view text, std::size_t from) {
  for (std::size_t at = from + kLeastMedia - 1; at < text.size(); at += kLeastMedia) {
    if (!base64(text[at])) continue;
    Run run{at, at + 1};
    while (run.begin > from && base64(text[run.begin - 1]))
      --run.begin;
    while (run.end < text.size() && base64(text[run.end]))
      ++run.end;
    if (run.size() >= kLeastMedia) return run;
  }
  return {};
}

class Prompt {
 public:
  std::int64_t tokens() const { return m_tokens + (m_framed ? kAnswer : 0); }
  void members(JsonCursor& body);

 private:
  void messages(JsonCursor& list);
  void message(JsonCursor& one);
  void system(JsonCursor& value);
  void value(JsonCursor& value);
  void member(std::string_view name, JsonCursor& value);
  void json(JsonCursor& value) { text(value.value()); }
  void string(std::string_view token);
  void text(std::string_view words);
  void words(std::string_view words);
  void frame(std::int64_t tokens) {
    m_tokens += tokens;
    m_framed = true;
  }

  tokens::TokenCounter m_counter;
  std::size_t m_counted = 0;  // bytes
  std::int64_t m_tokens = 0;
  std::size_t m_depth = 0;
  bool m_framed = false;
};

void Prompt::members(JsonCursor& body) {
  eachMember(body, [this](std::string_view name, JsonCursor& at) {
    if (among(kMessages, name) && at.peek() == '[') return messages(at);
    if (among(kSystem, name)) return system(at);
    if (among(kTools, name) && at.peek() == '[') return json(at);
    if (among(kMessages, name) || among(kWords, name)) return value(at);
    if (name == kWrapped && m_depth == 0) {
      ++m_depth;
      members(at);
      --m_depth;
    }
  });
}

void Prompt::messages(JsonCursor& list) {
  list.elements([this](JsonCursor& one) { message(one); });
}

// Elements that are no objects are texts or tokens to embed.
void Prompt::message(JsonCursor& one) {
  if (one.peek() != '{') return value(one);
  frame(kMessage);
  eachMember(one, [this](std::string_view name, JsonCursor& at) {
    if (name == "name") m_tokens += kName;
    member(name, at);
  });
}

void Prompt::system(JsonCursor& of) {
  if (of.peek() == 'n') return of.skip();  // null
  frame(kMessage + kRole);
  value(of);
}

void Prompt::member(std::string_view name, JsonCursor& at) {
  const char first = at.peek();
  if (among(kNoWords, name)) return at.skip();
  if (among(kMedia, name)) {
    m_tokens += kMediaTokens;
    return at.skip();
  }
  if (first == '"') return string(at.scalar());
  if (first == '{' && among(kJson, name)) return json(at);
  if (first == '{' || first == '[') value(at);
}

void Prompt::value(JsonCursor& at) {
  if (m_depth == kMostDepth) return at.skip();
  ++m_depth;
  if (at.peek() == '{') {
    eachMember(at, [this](std::string_view name, JsonCursor& inside) { member(name, inside); });
  } else if (at.peek() == '[') {
    at.elements([this](JsonCursor& inside) { value(inside); });
  } else if (at.peek() == '"') {
    string(at.scalar());
  } else {
    at.skip();
    ++m_tokens;  // a number: one token of those to embed
  }
  --m_depth;
}

void Prompt::string(std::string_view token) {
  const std::string_view inside = inner(token);
  if (inside.find('\\') == inside.npos) return text(inside);
  text(unescape(token));
}

void Prompt::text(std::string_view all) {
  std::size_t done = 0;
  for (Run run = mediaIn(all, 0); run.size() > 0; run = mediaIn(all, done)) {
    words(all.substr(done, run.begin - done));
    m_tokens += kMediaTokens;
    done = run.end;
  }
  words(all.substr(done));
}

void Prompt::words(std::string_view all) {
  const std::string_view exact = all.substr(0, kMostCounted - m_counted);
  m_counted += exact.size();
  m_tokens += m_counter.count(exact) + estimateTokens(all.substr(exact.size()));
}

}  // namespace

std::int64_t estimatePrompt(std::string_view body, std::size_t capacity) {
  JsonIndex index;
  Result<JsonCursor> cursor = index.read(body, capacity);
  if (!cursor) return 0;
  Prompt prompt;
  prompt.members(*cursor);
  return prompt.tokens();
}

}  // namespace sb::dialects
