#include <array>
#include <memory>

#include "core/base/text.h"
#include "core/dialects/dialect_tools.h"
#include "core/dialects/edits.h"
#include "core/dialects/foreign.h"
#include "core/dialects/gemini/embeddings.h"
#include "core/dialects/json_read.h"
#include "core/dialects/list_stream.h"
#include "core/dialects/openai_chat/embed_codec.h"
#include "core/dialects/openai_chat/embeddings.h"
#include "core/dialects/openai_responses/earlier.h"
#include "core/dialects/openai_responses/echo.h"
#include "core/dialects/system_prompt.h"
#include "tests/fuzz/families.h"
#include "tests/fuzz/json_check.h"

namespace sb::fuzz {
namespace {

using namespace dialects;

constexpr std::array kDialects{Dialect::OpenAiChat, Dialect::OpenAiResponses, Dialect::Anthropic,
                               Dialect::Gemini};
std::string broken(std::string_view what, Dialect dialect, std::string_view text) {
  return std::string(what) + " of " + std::string(dialectName(dialect)) +
         " is no JSON: " + std::string(text.substr(0, 2000));
}

AnswerName nameFor(Dialect dialect, std::string_view request) {
  AnswerName name;
  name.id = "1";
  name.model = "m";
  name.streamUsage = true;
  if (dialect == Dialect::OpenAiResponses) name.echo = openai_responses::echoOf(request);
  return name;
}

std::string requestOf(const CallerCodec& caller, std::string_view input) {
  const Result<chat::Request> read = caller.readRequest(input);
  // What is translated was looked at before, which holds it to the grammar.
  if (!read || tooDeep(input) || !isJson(input)) return {};
  for (const Dialect to : kDialects)
    for (const char* model : {"m", "gemini-2.0-flash", "claude-opus-4-5"}) {
      Target target;
      target.provider = "p";
      target.model = model;
      target.limitName = "max_tokens";
      target.developerRole = model[0] == 'm';
      const Written written = toolsOf(to)->codec->writeRequest(*read, target);
      if (!isJson(written.body)) return broken("the request", to, written.body);
    }
  return {};
}

template <Dialect kFrom>
std::string request(std::string_view input) {
  return requestOf(*toolsOf(kFrom)->codec, input);
}

const CallerCodec& completions() { return callerCodec(Dialect::OpenAiChat, Form::Completions); }

std::string completion(std::string_view input) { return requestOf(completions(), input); }

template <Dialect kFrom>
std::string answer(std::string_view input) {
  JsonIndex index;
  toolsOf(kFrom)->readAnswer(input, 0, index);
  const Result<chat::Answer> read = toolsOf(kFrom)->codec->readAnswer(input);
  if (!read || tooDeep(input)) return {};
  for (const Dialect to : kDialects) {
    const std::string written = toolsOf(to)->codec->writeAnswer(*read, nameFor(to, "{}"));
    if (!isJson(written)) return broken("the answer", to, written);
  }
  const std::string text = completions().writeAnswer(*read, nameFor(Dialect::OpenAiChat, "{}"));
  if (!isJson(text)) return "the completion is no JSON: " + text;
  return {};
}

struct Fan final : chat::EventSink {
  void on(const chat::Event& event) override {
    for (std::size_t i = 0; i < writers.size(); ++i)
      writers[i]->on(event, out[i]);
  }
  // By dialect, then that of completions.
  std::array<std::unique_ptr<ChatStreamWriter>, kDialects.size() + 1> writers;
  std::array<std::string, kDialects.size() + 1> out;
};

std::string wrongEvent(Dialect dialect, std::string_view stream) {
  for (const std::string_view line : split(stream, '\n')) {
    const bool known = line.empty() || line.starts_with("event: ") || line.starts_with(":");
    if (known || line == "data: [DONE]") continue;
    if (!line.starts_with("data: ") || !isJson(line.substr(6)))
      return broken("an event", dialect, line);
  }
  return {};
}

// A line is an event: its data, or its name, a tab and its data.
template <Dialect kFrom>
std::string stream(std::string_view input) {
  const auto reader = toolsOf(kFrom)->codec->streamReader();
  Fan fan;
  for (std::size_t i = 0; i < kDialects.size(); ++i)
    fan.writers[i] = toolsOf(kDialects[i])->codec->streamWriter(nameFor(kDialects[i], "{}"));
  fan.writers.back() = completions().streamWriter(nameFor(Dialect::OpenAiChat, "{}"));
  for (const std::string_view line : split(input, '\n')) {
    const std::size_t tab = line.find('\t');
    const bool named = tab != std::string_view::npos;
    reader->event(named ? line.substr(0, tab) : std::string_view(),
                  named ? line.substr(tab + 1) : line, fan);
  }
  reader->finish(fan);
  if (tooDeep(input)) return {};
  for (std::size_t i = 0; i < kDialects.size(); ++i)
    if (std::string wrong = wrongEvent(kDialects[i], fan.out[i]); !wrong.empty()) return wrong;
  return wrongEvent(Dialect::OpenAiChat, fan.out.back());
}

std::string edited(std::string_view body, const Edits& edits) {
  std::vector<std::string_view> parts;
  std::size_t size = 0;
  pieces(body, edits, parts, size);
  std::string out;
  for (const std::string_view part : parts)
    out.append(part);
  return out;
}

std::string look(std::string_view input) {
  static const std::vector<std::string> drop{"a", "temperature", "user"};
  static const std::vector<std::pair<std::string, std::string>> set{{"top_p", "1"}, {"b", "[2]"}};
  for (const Form form : {Form::ChatCompletions, Form::Completions, Form::Embeddings,
                          Form::Messages, Form::Responses, Form::Gemini}) {
    Looker looker;
    const Result<Look> seen = looker.look(input, 0, form);
    if (!seen) continue;
    Wanted wanted;
    wanted.model = "other";
    wanted.askUsage = true;
    wanted.limitName = "max_completion_tokens";
    wanted.defaults = wanted.overrides = set;
    wanted.drop = drop;
    Result<Edits> edits = prepare(input, *seen, wanted);
    if (!edits) continue;
    for (const Dialect dialect : kDialects)
      merge(*edits, withoutForeign(input, *seen, dialect).edits);
    if (const std::string out = edited(input, *edits); !isJson(out))
      return "the edited body is no JSON: " + out;
  }
  return {};
}

// What is put around a system prompt leaves JSON, and stands in it.
std::string systemPrompt(std::string_view input) {
  for (const bool keeps : {true, false})
    for (const Form form : {Form::ChatCompletions, Form::Completions, Form::Messages,
                            Form::Responses, Form::Gemini}) {
      Looker looker;
      const Result<Look> seen = looker.look(input, 0, form);
      if (!seen) continue;
      SystemPrompt prompt;
      prompt.before = "be\"fore";
      prompt.after = keeps ? "aft\\er" : "";
      prompt.gapBefore = prompt.gapAfter = prompt.keeps = keeps;
      const Result<std::string> out = withSystemPrompt(input, *seen, form, prompt);
      if (!out) continue;
      if (!isJson(*out)) return "the body with a system prompt is no JSON: " + *out;
      if (out->find(R"(be\"fore)") == std::string::npos)
        return "the system prompt is lost: " + *out;
    }
  return {};
}

std::string embeddings(std::string_view input) {
  openai_chat::toBase64Embeddings(input);
  const auto asked = {openai_chat::readEmbedRequest(input), gemini::readEmbedRequest(input)};
  for (const Result<EmbedRequest>& read : asked) {
    if (!read) continue;
    for (const std::string& out :
         {openai_chat::writeEmbedRequest(*read, "m"), gemini::writeEmbedRequest(*read, "m")})
      if (!isJson(out)) return "the request is no JSON: " + out;
  }
  const auto told = {openai_chat::readEmbedAnswer(input), gemini::readEmbedAnswer(input)};
  for (const Result<EmbedAnswer>& read : told) {
    if (!read) continue;
    for (const std::string& out : {openai_chat::writeEmbedAnswer(*read, {"m", true, false}),
                                   openai_chat::writeEmbedAnswer(*read, {"m", false, false}),
                                   gemini::writeEmbedAnswer(*read, {"m", false, false})})
      if (!isJson(out)) return "the answer is no JSON: " + out;
  }
  return {};
}

std::string earlier(std::string_view input) {
  using namespace openai_responses;
  references(input);
  lastResponse(input);
  itemWith(input, "x");
  answerOfItem(input);
  outputItems(input);
  const Result<std::string> items = inputItems(input);
  if (items && !isJson(*items)) return "the items are no JSON: " + *items;
  const auto item = [](std::string_view) { return std::string(R"({"type":"message"})"); };
  for (const Result<std::string>& out :
       {withEarlier(input, R"([{"type":"message"}])"), withReferenced(input, item)})
    if (out && !isJson(*out)) return "the request is no JSON: " + *out;
  return {};
}

// The dialects that have a call for counting.
template <Dialect kFrom>
std::string count(std::string_view input) {
  const TokenCounting& from = *toolsOf(kFrom)->counting;
  if (const auto tokens = from.readCount(input); tokens && *tokens < 0) return "a count below zero";
  const Result<chat::Request> read = from.readRequest(input);
  if (!read || tooDeep(input) || !isJson(input)) return {};
  for (const Dialect to : kDialects) {
    const TokenCounting* const counting = toolsOf(to)->counting;
    if (counting == nullptr) continue;
    Target target;
    target.provider = "p";
    target.model = "m";
    const Written written = counting->writeRequest(*read, target);
    if (!isJson(written.body)) return broken("the request to count", to, written.body);
  }
  return {};
}

std::string list(std::string_view input) {
  const auto elements = [&](std::size_t step) {
    std::string all;
    ListStream stream([&](std::string_view one) { all.append(one).append("\n"); }, 1000);
    for (std::size_t at = 0; at < input.size(); at += step)
      if (!stream.feed(input.substr(at, step))) return all + "too large";
    return all + (stream.finished() ? "finished" : "");
  };
  return elements(1) == elements(input.size() + 1) ? "" : "the elements depend on the pieces";
}

}  // namespace

std::vector<FuzzTarget> dialectTargets() {
  return {{"request_openai_chat", request<Dialect::OpenAiChat>},
          {"request_openai_responses", request<Dialect::OpenAiResponses>},
          {"request_anthropic", request<Dialect::Anthropic>},
          {"request_gemini", request<Dialect::Gemini>},
          {"request_completions", completion},
          {"answer_openai_chat", answer<Dialect::OpenAiChat>},
          {"answer_openai_responses", answer<Dialect::OpenAiResponses>},
          {"answer_anthropic", answer<Dialect::Anthropic>},
          {"answer_gemini", answer<Dialect::Gemini>},
          {"stream_openai_chat", stream<Dialect::OpenAiChat>},
          {"stream_openai_responses", stream<Dialect::OpenAiResponses>},
          {"stream_anthropic", stream<Dialect::Anthropic>},
          {"stream_gemini", stream<Dialect::Gemini>},
          {"look", look},
          {"system_prompt", systemPrompt},
          {"embeddings", embeddings},
          {"count_anthropic", count<Dialect::Anthropic>},
          {"count_gemini", count<Dialect::Gemini>},
          {"earlier", earlier},
          {"list", list}};
}

}  // namespace sb::fuzz
