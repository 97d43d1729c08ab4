#include "core/demo/answer.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/base/json.h"
#include "core/base/text.h"
#include "core/demo/schema_sample.h"

namespace sb::demo {
namespace {

constexpr std::size_t kLongestPiece = 24;
constexpr std::size_t kQuote = 240;
constexpr std::int64_t kMostText = 256 * 1024 * 1024;
constexpr std::size_t kBytesPerToken = 4;

constexpr std::string_view kAboutMe =
    "I am the demo model inside Signalbox: I run on this machine, need no key and cost nothing. "
    "My words come from a script rather than from a language model, but everything around me is "
    "real: the route that led here, the stream, the log and the time it took. Add a provider with "
    "your own key and send the same request again to get a model's answer.";

// What fills a text of a wanted length.
constexpr std::array<std::string_view, 24> kWords{
    "signals", "travel",  "along", "the",   "line",    "from",  "one", "box",
    "to",      "another", "and",   "each",  "lever",   "moves", "a",   "point",
    "so",      "that",    "every", "train", "arrives", "where", "it",  "should"};

std::string helloText(const Ask& ask) {
  if (!ask.toolResult.empty())
    return fmt::format("The tool answered: “{}”. {}", excerpt(ask.toolResult, kQuote), kAboutMe);
  if (ask.lastUser.empty()) return fmt::format("Hello! {}", kAboutMe);
  return fmt::format("Hello! You said: “{}”. {}", excerpt(ask.lastUser, kQuote), kAboutMe);
}

void appendFiller(std::string& text, std::size_t i) {
  const std::string_view word = kWords[i % kWords.size()];
  if (!text.empty()) text += ' ';
  text += word;
  if (i % kWords.size() + 1 == kWords.size()) text += '.';
}

std::string fillerOfWords(std::int64_t tokens) {
  std::string text;
  for (std::int64_t i = 0; i < tokens; ++i)
    appendFiller(text, static_cast<std::size_t>(i));
  return text;
}

std::string fillerOfSize(std::size_t size) {
  std::string text;
  text.reserve(size + 16);
  for (std::size_t i = 0; text.size() < size; ++i)
    appendFiller(text, i);
  text.resize(size);
  return text;
}

std::string jsonText(const Ask& ask) {
  if (ask.format == Format::JsonSchema) return json::write(sampleOf(ask.schema));
  return R"({"answer":)" + json::quoted(excerpt(ask.lastUser, kQuote)) + R"(,"demo":true})";
}

// Fills answer.text and, where the script wants pieces of one size, answer.pieceSize.
void write(Answer& answer, const Ask& ask, const Script& script, const RequestFacts& request) {
  if (script.echo) {
    answer.text = request.body;
  } else if (script.headersAsText) {
    answer.text = request.headersJson;
  } else if (script.size >= 0) {
    const auto size = std::min(script.size, kMostText);
    answer.text = fillerOfSize(static_cast<std::size_t>(size));
    if (script.tokens > 0)
      answer.pieceSize = static_cast<std::size_t>(
          std::max<std::int64_t>(1, (size + script.tokens - 1) / script.tokens));
  } else if (script.tokens >= 0) {
    answer.text = fillerOfWords(std::min(script.tokens, kMostText / 8));
  } else {
    answer.text = ask.format == Format::Text ? helloText(ask) : jsonText(ask);
  }
}

void cutAtStop(Answer& answer, const Ask& ask) {
  for (const std::string& stop : ask.stops)
    if (const std::size_t at = answer.text.find(stop); at != std::string::npos)
      answer.text.resize(at);
}

void cutAtLimit(Answer& answer, const Ask& ask) {
  if (ask.maxTokens < 0) return;
  std::size_t at = 0;
  for (std::int64_t i = 0; i < ask.maxTokens && at < answer.text.size(); ++i)
    at += nextPiece(std::string_view(answer.text).substr(at), answer.pieceSize);
  if (at >= answer.text.size()) return;
  answer.text.resize(at);
  answer.finish = "length";
}

// The tools that this request makes the model call.
std::vector<const Tool*> chosenTools(const Ask& ask, const Script& script) {
  std::vector<const Tool*> chosen;
  if (ask.tools.empty() || ask.toolChoice == ToolChoice::None) return chosen;
  const bool named = ask.toolChoice == ToolChoice::Named;
  for (const Tool& tool : ask.tools)
    if (named ? tool.name == ask.toolName : ask.lastUser.find(tool.name) != std::string::npos)
      chosen.push_back(&tool);
  // What a tool has answered is not asked for again unless it must be.
  if (ask.toolChoice == ToolChoice::Auto && !ask.toolResult.empty()) chosen.clear();
  if (chosen.empty() && (ask.toolChoice == ToolChoice::Required || script.calls > 0))
    chosen.push_back(&ask.tools.front());
  if (script.calls >= 0)
    for (std::size_t i = 0; chosen.size() < static_cast<std::size_t>(script.calls); ++i)
      chosen.push_back(&ask.tools[(i + 1) % ask.tools.size()]);
  if (script.calls >= 0) chosen.resize(static_cast<std::size_t>(script.calls));
  if (!ask.parallelCalls && chosen.size() > 1) chosen.resize(1);
  return chosen;
}

void callTools(Answer& answer, const Ask& ask, const Script& script, std::uint64_t hash) {
  for (const Tool* tool : chosenTools(ask, script)) {
    Call call;
    call.id = fmt::format("call_{:016x}", stableHash(tool->name, hash + answer.calls.size()));
    call.name = tool->name;
    call.arguments = tool->parameters.is_object() ? json::write(sampleOf(tool->parameters)) : "{}";
    answer.calls.push_back(std::move(call));
  }
}

std::int64_t tokensOf(std::int64_t bytes) {
  return (bytes + static_cast<std::int64_t>(kBytesPerToken) - 1) /
         static_cast<std::int64_t>(kBytesPerToken);
}

Numbers numbersOf(const Answer& answer, const Ask& ask, const Script& script) {
  Numbers numbers;
  numbers.prompt = tokensOf(ask.promptBytes) + 4 * ask.messages;
  numbers.completion = countPieces(answer.text, answer.pieceSize) * ask.n;
  for (const Call& call : answer.calls)
    numbers.completion += countPieces(call.arguments, 0) + 4;
  if (script.input >= 0) numbers.prompt = script.input;
  if (script.output >= 0) numbers.completion = script.output;
  numbers.cached = script.cached;
  numbers.reasoning = script.reasoning;
  return numbers;
}

}  // namespace

std::uint64_t stableHash(std::string_view text, std::uint64_t seed) {
  for (const char c : text)
    seed = (seed ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  return seed;
}

std::size_t nextPiece(std::string_view rest, std::size_t pieceSize) {
  std::size_t end = pieceSize;
  if (pieceSize == 0) {
    const std::size_t word = rest.find_first_not_of(' ');
    end = word == std::string_view::npos ? rest.size() : rest.find(' ', word);
    end = std::min(end, kLongestPiece);
  }
  if (end >= rest.size()) return rest.size();
  const auto inside = [&](std::size_t at) {
    return (static_cast<unsigned char>(rest[at]) & 0xc0) == 0x80;
  };
  while (end < rest.size() && inside(end))
    ++end;
  return end;
}

std::int64_t countPieces(std::string_view text, std::size_t pieceSize) {
  std::int64_t n = 0;
  for (; !text.empty(); ++n)
    text.remove_prefix(nextPiece(text, pieceSize));
  return n;
}

Answer answerTo(const Ask& ask, const Script& script, const RequestFacts& request) {
  Answer answer;
  answer.finish = "stop";
  if (ask.endpoint == Endpoint::Chat) callTools(answer, ask, script, stableHash(request.body));
  if (answer.calls.empty()) {
    write(answer, ask, script, request);
    cutAtStop(answer, ask);
    cutAtLimit(answer, ask);
  } else {
    answer.finish = "tool_calls";
  }
  if (!script.finish.empty()) answer.finish = script.finish;
  answer.usage = numbersOf(answer, ask, script);
  return answer;
}

}  // namespace sb::demo
