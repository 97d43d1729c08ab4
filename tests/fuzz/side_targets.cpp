// What is read on the side while bytes pass: facts of streams, answers put together for the log,
// what answers repeat of their requests; what a stored answer is found by; and what providers say
// besides: waits, why they refuse, which models they have, and catalogues.
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/admin/listed_models.h"
#include "core/base/text.h"
#include "core/cache/canonical.h"
#include "core/catalog/catalog_file.h"
#include "core/dialects/dialect_tools.h"
#include "core/dialects/error_cause.h"
#include "core/dialects/openai_chat/reassemble.h"
#include "core/dialects/openai_responses/echo.h"
#include "core/providers/retry_after.h"
#include "tests/fuzz/families.h"
#include "tests/fuzz/json_check.h"

namespace sb::fuzz {
namespace {

using namespace dialects;

bool sane(const AnswerFacts& facts) {
  for (const std::int64_t count :
       {facts.usage.input, facts.usage.cacheRead, facts.usage.cacheWrite, facts.usage.cacheWrite1h,
        facts.usage.inputAudio, facts.usage.output, facts.usage.reasoning, facts.usage.outputAudio,
        facts.textBytes, facts.textTokens, facts.retryMillis})
    if (count < 0) return false;
  return true;
}

// A line is the data of an event. With buffers of its own and with shared ones.
template <Dialect kOf>
std::string watch(std::string_view input) {
  JsonIndex index;
  const auto own = toolsOf(kOf)->watch(nullptr), shared = toolsOf(kOf)->watch(&index);
  bool done = false;
  for (const std::string_view line : split(input, '\n')) {
    const std::int64_t before = own->facts().textBytes;
    const Verdict verdict = own->event(line), again = shared->event(line);
    if (verdict.kind != again.kind) return "shared buffers change the verdict";
    if (done && verdict.kind != Verdict::Done) return "something counts after the end";
    done = done || verdict.kind == Verdict::Done;
    if (own->facts().textBytes < before) return "words were taken back";
  }
  if (own->terminated() != shared->terminated()) return "shared buffers change the end";
  return sane(own->facts()) ? "" : "a count is below zero";
}

std::string collected(std::string_view input) {
  using namespace openai_chat;
  for (const Form form : {Form::ChatCompletions, Form::Completions}) {
    StreamCollector collector(form);
    for (const std::string_view line : split(input, '\n'))
      collector.event(line);
    const std::string whole = collector.json();
    if (tooDeep(input)) continue;
    if (!isJson(whole)) return "the collected answer is no JSON: " + whole;
    const Result<std::string> chunks = toChunks(whole, form, true);
    if (!chunks && whole.find("\"choices\":[]") == std::string::npos)
      return "the collected answer is none: " + whole;
  }
  return {};
}

std::string chunks(std::string_view input) {
  using namespace openai_chat;
  for (const Form form : {Form::ChatCompletions, Form::Completions}) {
    const Result<std::string> stream = toChunks(input, form, true);
    if (!stream || tooDeep(input) || !isJson(input)) continue;
    StreamCollector collector(form);
    for (const std::string_view line : split(*stream, '\n')) {
      if (!line.starts_with("data: ")) continue;
      const std::string_view data = line.substr(6);
      if (data != "[DONE]" && !isJson(data)) return "a chunk is no JSON: " + std::string(data);
      collector.event(data);
    }
    if (!isJson(collector.json())) return "the answer is no JSON again: " + collector.json();
  }
  return {};
}

std::string echo(std::string_view input) {
  AnswerName name;
  name.id = "1";
  name.model = "m";
  name.echo = openai_responses::echoOf(input);
  if (tooDeep(input)) return {};
  if (!isJson(name.echo)) return "the echo is no JSON: " + name.echo;
  const std::string answer =
      toolsOf(Dialect::OpenAiResponses)->codec->writeAnswer(chat::Answer(), name);
  return isJson(answer) ? "" : "the answer is no JSON: " + answer;
}

// A line is a header: its name, a tab and its value.
std::string waits(std::string_view input) {
  constexpr WallMillis kNow = 1'790'000'000'000;
  constexpr Millis kDay{86'400'000};
  const std::vector<std::string> order{"retry-after-ms", "retry-after", "x-ratelimit-reset-tokens",
                                       "x-ratelimit-reset"};
  std::vector<providers::HeaderField> headers;
  const auto right = [&](const std::optional<Millis>& wait) {
    return !wait || (*wait >= Millis(0) && *wait <= kDay);
  };
  for (const std::string_view line : split(input, '\n')) {
    const std::size_t tab = line.find('\t');
    const std::string_view value = tab == std::string_view::npos ? line : line.substr(tab + 1);
    providers::parseHttpDate(value, kNow);
    if (!right(providers::parseWait(value, kNow))) return "a wait is out of range";
    if (tab != std::string_view::npos) headers.push_back({line.substr(0, tab), value});
  }
  return right(providers::retryAfter(headers, order, kNow)) ? "" : "a wait is out of range";
}

// As any dialect reads it; words mean the same in capitals.
std::string cause(std::string_view input) {
  JsonIndex index;
  for (const Dialect dialect :
       {Dialect::OpenAiChat, Dialect::OpenAiResponses, Dialect::Anthropic, Dialect::Gemini}) {
    AnswerFacts facts = toolsOf(dialect)->readAnswer(input, 0, index);
    const ErrorCause found = errorCause(facts);
    const bool silent = facts.errorMessage.empty() && facts.errorCode.empty();
    if (silent && facts.errorType.empty() && found != ErrorCause::Other)
      return "a cause of nothing";
    for (std::string* const text : {&facts.errorMessage, &facts.errorCode, &facts.errorType})
      for (char& c : *text)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (errorCause(facts) != found) return "capitals change the cause";
  }
  return {};
}

std::string models(std::string_view input) {
  const Result<std::vector<std::string>> names = admin::readListedModels(input);
  if (!names) return names.error().detail.size() <= 600 ? "" : "the error repeats all";
  for (const std::string& name : *names)
    if (name.empty() || name.size() > 256) return "a name of " + std::to_string(name.size());
  return {};
}

std::string catalogue(std::string_view input) {
  const Status checked = catalog::checkCatalog(input);
  const auto read = catalog::readCatalog(std::string(input));
  if (checked.has_value() != read.has_value()) return "what is right cannot be read";
  return {};
}

// The same document with the members of each object the other way round.
class Reversed {
 public:
  explicit Reversed(std::string_view input) {
    JsonIndex index;
    Result<JsonCursor> cursor = index.read(input);
    if (cursor) m_text = value(*cursor);
  }
  const std::string& text() const { return m_text; }
  // An object has two members of one name, whose order counts.
  bool twice() const { return m_twice; }

 private:
  std::string value(JsonCursor& cursor) {
    if (cursor.peek() == '{') return object(cursor);
    if (cursor.peek() == '[') return list(cursor);
    return std::string(cursor.scalar());
  }
  std::string object(JsonCursor& cursor) {
    std::string all;
    std::set<std::string> names;
    cursor.members([&](std::string_view key, JsonCursor& inside) {
      m_twice = !names.emplace(key).second || m_twice;
      all = std::string(key) + " : " + value(inside) + (all.empty() ? "" : "\n, ") + all;
    });
    return "{ " + all + "}";
  }
  std::string list(JsonCursor& cursor) {
    std::string all;
    cursor.elements([&](JsonCursor& inside) { all += (all.empty() ? "" : ",\t") + value(inside); });
    return "[" + all + " ]";
  }

  std::string m_text;
  bool m_twice = false;
};

std::string canonical(std::string_view input) {
  const auto of = [](std::string_view document) {
    cache::Canonical form;
    const Result<std::string_view> text = form.of(document, 0, {});
    return text ? std::optional<std::string>(*text) : std::nullopt;
  };
  const std::optional<std::string> text = of(input);
  if (!text) return isWholeJson(input) ? "a document was refused" : "";
  if (of(*text) != text) return "it changes again: " + *text;
  if (!isWholeJson(input)) return {};
  if (!isWholeJson(*text)) return "it is no JSON: " + *text;
  const Reversed reversed(input);
  if (!reversed.twice() && of(reversed.text()) != text) return "the order counts: " + *text;
  return {};
}

}  // namespace

std::vector<FuzzTarget> sideTargets() {
  return {{"watch_openai_chat", watch<Dialect::OpenAiChat>},
          {"watch_openai_responses", watch<Dialect::OpenAiResponses>},
          {"watch_anthropic", watch<Dialect::Anthropic>},
          {"watch_gemini", watch<Dialect::Gemini>},
          {"collected", collected},
          {"canonical", canonical},
          {"chunks", chunks},
          {"echo", echo},
          {"waits", waits},
          {"error_cause", cause},
          {"models", models},
          {"catalogue", catalogue}};
}

}  // namespace sb::fuzz
