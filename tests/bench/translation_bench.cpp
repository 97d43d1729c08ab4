// What a translation costs, for each ordered pair of dialects: "request/FROM/TO", one request of
// 2 KB read and written, and "event/FROM/TO", one event of a stream of 100 read and written. And
// "prompt": the tokens of a request of 2 KB counted, and "catalog": the catalogue of models loaded.
// Google Benchmark; scripts/bench reads its JSON.
#include <benchmark/benchmark.h>

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/catalog/catalog.h"
#include "core/catalog/embedded_models.h"
#include "core/dialects/dialect_tools.h"
#include "core/dialects/openai_responses/echo.h"
#include "core/dialects/prompt_estimate.h"

namespace {

using namespace sb;
using namespace sb::dialects;

constexpr std::array kDialects{Dialect::OpenAiChat, Dialect::OpenAiResponses, Dialect::Anthropic,
                               Dialect::Gemini};
constexpr int kEvents = 100;

const Codec& codecOf(Dialect dialect) { return *toolsOf(dialect)->codec; }

std::string chatRequest() {
  const std::string system(420, 's'), question(600, 'q');
  return R"({"model":"m","max_completion_tokens":1024,"temperature":0.7,"stream":true,"messages":[)"
         R"({"role":"system","content":")" +
         system + R"("},{"role":"user","content":")" + question +
         R"("},{"role":"assistant","content":"One moment.","tool_calls":[{"id":"call_1","type":)"
         R"("function","function":{"name":"weather","arguments":"{\"city\":\"Lisbon\"}"}}]},)"
         R"({"role":"tool","tool_call_id":"call_1","content":"{\"celsius\":21,\"sky\":\"clear\"}"},)"
         R"({"role":"user","content":[{"type":"text","text":"And \"tomorrow\"?\n"}]}],"tools":[)"
         R"({"type":"function","function":{"name":"weather","description":"The weather of a city",)"
         R"("parameters":{"type":"object","properties":{"city":{"type":"string","description":)"
         R"("A city's name"},"unit":{"type":"string","enum":["c","f"]}},"required":["city"]}}},)"
         R"({"type":"function","function":{"name":"clock","description":"The time of a city",)"
         R"("parameters":{"type":"object","properties":{"city":{"type":"string"}}}}}],)"
         R"("tool_choice":"auto","parallel_tool_calls":true})";
}

std::string requestOf(Dialect dialect) {
  const std::string own = chatRequest();
  if (dialect == Dialect::OpenAiChat) return own;
  Target target;
  target.model = "m";
  return codecOf(dialect).writeRequest(*codecOf(Dialect::OpenAiChat).readRequest(own), target).body;
}

struct Named {
  std::string name, data;
};

std::vector<Named> eventsIn(std::string_view stream) {
  std::vector<Named> events;
  Named now;
  while (!stream.empty()) {
    const std::string_view line = stream.substr(0, stream.find('\n'));
    stream.remove_prefix(std::min(stream.size(), line.size() + 1));
    if (line.starts_with("event: ")) now.name = line.substr(7);
    if (line.starts_with("data: ")) now.data = line.substr(6);
    if (line.empty() && !now.data.empty()) events.push_back(std::exchange(now, Named()));
  }
  return events;
}

// A text in many small pieces, as models send them.
std::vector<Named> streamOf(Dialect dialect) {
  AnswerName name;
  name.id = "1";
  name.model = "m";
  name.streamUsage = true;
  const auto writer = codecOf(dialect).streamWriter(name);
  std::string out;
  const auto say = [&](chat::Event::Kind kind, auto&& fill) {
    chat::Event event;
    event.kind = kind;
    fill(event);
    writer->on(event, out);
  };
  chat::Answer start;
  start.id = "1";
  start.model = "m";
  const chat::Part text{chat::Text(), chat::CacheHint::None};
  Usage usage;
  usage.input = 500;
  usage.output = kEvents;
  say(chat::Event::Kind::Start, [&](chat::Event& e) { e.start = &start; });
  say(chat::Event::Kind::Open, [&](chat::Event& e) { e.part = &text; });
  for (int i = 0; i < kEvents; ++i)
    say(chat::Event::Kind::Delta, [&](chat::Event& e) { e.text = " word and another"; });
  say(chat::Event::Kind::Close, [&](chat::Event& e) { e.part = &text; });
  say(chat::Event::Kind::Finish, [&](chat::Event& e) { e.finish = chat::Finish::Stop; });
  say(chat::Event::Kind::Usage, [&](chat::Event& e) { e.usage = &usage; });
  say(chat::Event::Kind::End, [](chat::Event&) {});
  return eventsIn(out);
}

void translateRequest(benchmark::State& state, Dialect from, Dialect to) {
  const std::string body = requestOf(from);
  Target target;
  target.provider = "p";
  target.model = "m";
  target.limitName = "max_tokens";
  for (auto _ : state) {
    const Result<chat::Request> request = codecOf(from).readRequest(body);
    benchmark::DoNotOptimize(codecOf(to).writeRequest(*request, target));
  }
  state.counters["bytes"] = static_cast<double>(body.size());
}

struct Writing final : chat::EventSink {
  explicit Writing(ChatStreamWriter& to) : writer(to) {}
  void on(const chat::Event& event) override { writer.on(event, out); }
  ChatStreamWriter& writer;
  std::string out;
};

void translateStream(benchmark::State& state, Dialect from, Dialect to) {
  const std::vector<Named> events = streamOf(from);
  AnswerName name;
  name.id = "1";
  name.model = "m";
  if (to == Dialect::OpenAiResponses) name.echo = openai_responses::echoOf(requestOf(to));
  for (auto _ : state) {
    const auto reader = codecOf(from).streamReader();
    const auto writer = codecOf(to).streamWriter(name);
    Writing writing(*writer);
    for (const Named& event : events) {
      writing.out.clear();
      reader->event(event.name, event.data, writing);
    }
    reader->finish(writing);
    benchmark::DoNotOptimize(writing.out);
  }
  // How long one takes, in seconds.
  state.counters["event"] = benchmark::Counter(
      static_cast<double>(events.size()),
      benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

void countPrompt(benchmark::State& state) {
  std::string words;
  while (words.size() < 1900)
    words +=
        "Please explain how the gateway chooses among its providers, which errors lead to the "
        "next one, and why the third request took 1,250 ms.\\n";
  const std::string body = R"({"model":"m","messages":[{"role":"system","content":"Be brief."},)"
                           R"({"role":"user","content":")" +
                           words + "\"}]}";
  for (auto _ : state)
    benchmark::DoNotOptimize(estimatePrompt(body));
  state.counters["bytes"] = static_cast<double>(body.size());
}

// As at the start: the text is taken over, and the first model asked for.
void loadCatalog(benchmark::State& state) {
  for (auto _ : state) {
    auto text = std::make_unique<const std::string>(catalog::embeddedModels());
    const auto models = catalog::Catalog::owning(std::move(text));
    benchmark::DoNotOptimize(models->find("openai", "gpt-4o-mini"));
  }
}

void registerPair(Dialect from, Dialect to) {
  const std::string pair =
      "/" + std::string(dialectName(from)) + "/" + std::string(dialectName(to));
  benchmark::RegisterBenchmark(("request" + pair).c_str(), translateRequest, from, to);
  benchmark::RegisterBenchmark(("event" + pair).c_str(), translateStream, from, to);
}

}  // namespace

int main(int argc, char** argv) {
  for (const Dialect from : kDialects)
    for (const Dialect to : kDialects)
      if (from != to) registerPair(from, to);
  benchmark::RegisterBenchmark("prompt", countPrompt);
  benchmark::RegisterBenchmark("catalog", loadCatalog);
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
}
