#include "tests/integration/chaos/script.h"

#include <algorithm>

#include "core/base/json.h"
#include "tests/integration/chaos/shapes.h"
#include "tests/support/dialect_pair.h"

namespace sb::test::chaos {
namespace {

constexpr int kServed = 3;  // as many kinds come first that are served
constexpr int kSlot = 400;  // requests for which upstreams keep their mood

std::uint64_t mixed(std::uint64_t seed, std::uint64_t with) {
  return Dice(seed ^ (with * 0x9e3779b97f4a7c15ULL)).next();
}

// Of faults with a rest a few only, and those without a named time (they rest for long) hardly any.
Fault anyFault(Dice& dice, bool steady, bool later) {
  for (;;) {
    const auto fault = static_cast<Fault>(kServed + dice.below(kFaults - kServed));
    if (makesRest(fault) && (steady || !dice.chance(fault == Fault::Status429 ? 25 : 400)))
      continue;
    if (isLater(fault) && !later) continue;
    if (isSilent(fault) && !dice.chance(200)) continue;
    return fault;
  }
}

// How an upstream is for a while: mostly well, flaky, or down with one fault.
Fault moodFault(std::uint64_t seed, int n, char letter, Dice& dice) {
  const bool steady = kSteady.find(letter) != std::string_view::npos;
  Dice mood(mixed(mixed(seed, static_cast<std::uint64_t>(n / kSlot)), indexOf(letter) + 1));
  const int kind = mood.below(100);
  const Fault down = anyFault(mood, steady, false);
  if (kind >= 85) return down;
  if (dice.chance(kind >= 60 ? 300 : 40)) return anyFault(dice, steady, true);
  return dice.chance(100) ? (dice.chance(500) ? Fault::Slow : Fault::Gzip) : Fault::None;
}

void holdSilences(Script& script) {
  int silent = 0;
  for (Fault& fault : script)
    if (isSilent(fault) && silent++ > 0) fault = Fault::Status500;
}

// What the list of a narrow route leaves out does not happen there.
void narrow(Script& script) {
  for (Fault& fault : script)
    if (fault == Fault::Reset || fault == Fault::End || fault == Fault::ResetAfterHead)
      fault = Fault::Status500;
}

// In each group of targets of which one must serve, a steady one does.
void heal(Script& script, const Shape& shape, Dice& dice) {
  for (const std::string_view group : shape.groups) {
    const bool served = std::ranges::any_of(group, [&](char letter) {
      return kSteady.find(letter) != std::string_view::npos && serves(script[indexOf(letter)]);
    });
    if (served) continue;
    std::string steady;
    for (const char letter : group)
      if (kSteady.find(letter) != std::string_view::npos) steady += letter;
    const char healed = steady.at(static_cast<std::size_t>(dice.below(int(steady.size()))));
    script[indexOf(healed)] = Fault::None;
  }
}

std::string words(std::uint64_t seed) {
  static constexpr std::array<std::string_view, 8> kWords{
      "signal", "box", "Größe", "数据", "😀", "\"quoted\"", "back\\slash", "line\nbreak"};
  Dice dice(seed);
  const int count = dice.chance(20) ? 4'000 : dice.below(120);
  std::string text;
  for (int i = 0; i < count; ++i)
    text.append(" ").append(kWords[static_cast<std::size_t>(dice.below(int(kWords.size())))]);
  return text;
}

// At blanks, so that no character is torn.
std::vector<std::string> piecesOf(const std::string& text) {
  std::vector<std::string> pieces;
  const std::size_t step = std::max<std::size_t>(40, text.size() / 25);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at + step), text.size());
    pieces.push_back(text.substr(at, end - at));
    at = end;
  }
  return pieces;
}

const std::string kChunk = R"({"id":"c1","object":"chat.completion.chunk","model":"m",)";
const std::string kUsage =
    R"("usage":{"prompt_tokens":10,"completion_tokens":5,"total_tokens":15}})";

std::string chunkWith(const std::string& delta, const char* finish) {
  return "data: " + kChunk + R"("choices":[{"index":0,"delta":)" + delta + R"(,"finish_reason":)" +
         finish + "}]}\n\n";
}

}  // namespace

const FaultFacts& factsOf(Fault fault) {
  using enum ErrorKind;
  static const std::array<FaultFacts, kFaults> all{{
      {"none", 200, {}},
      {"slow", 200, {}},
      {"gzip", 200, {}},
      {"429 for some keys", 200, {UpstreamStatus}},
      {"429", 429, {UpstreamStatus}},
      {"429 with a time", 429, {UpstreamStatus}},
      {"500", 500, {UpstreamStatus}},
      {"500 with a time", 500, {UpstreamStatus}},
      {"503", 503, {UpstreamStatus}},
      {"503 with a time", 503, {UpstreamStatus}},
      {"529", 529, {UpstreamStatus}},
      {"529 with a time", 529, {UpstreamStatus}},
      {"error inside a 200", 200, {UpstreamError}},
      {"reset before the head", 0, {UpstreamReset}},
      {"end before the head", 0, {UpstreamReset}},
      {"reset after the head", 200, {UpstreamCut, UpstreamReset}},
      {"cut before content", 200, {UpstreamCut}},
      {"garbage", 200, {UpstreamProtocol}},
      {"wrong content type", 200, {UpstreamProtocol}},
      {"silence", 0, {FirstTokenTimeout, TotalTimeout}},
      {"silence after the head", 200, {FirstTokenTimeout, TotalTimeout}},
      {"cut after content", 200, {UpstreamCut}},
      {"error after content", 200, {UpstreamError, UpstreamCut}},  // a whole answer is cut
      {"silence after content", 200, {StallTimeout, TotalTimeout}},
  }};
  return all[static_cast<std::size_t>(fault)];
}

bool isSilent(Fault fault) {
  return fault == Fault::Silent || fault == Fault::SilentAfterHead || fault == Fault::SilentLater;
}

bool makesRest(Fault fault) {
  return fault == Fault::Key429 || fault == Fault::Status429 || fault == Fault::Named429 ||
         fault == Fault::Named503 || fault == Fault::Named529;
}

std::uint64_t Dice::next() {
  std::uint64_t z = (m_seed += 0x9e3779b97f4a7c15ULL);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31);
}

Request makeRequest(std::uint64_t seed, int n) {
  Dice dice(mixed(seed, static_cast<std::uint64_t>(n)));
  Request request;
  request.n = n;
  request.shape = dice.below(static_cast<int>(shapes().size()));
  request.speech = dice.chance(500) ? Speech::Chat : Speech::Messages;
  request.stream = dice.chance(500);
  const int kind = dice.below(100);
  if (kind < 4) {
    request.stay = request.stream && kind < 2 ? Stay::LeavesAfter : Stay::LeavesBefore;
    request.script.fill(request.stay == Stay::LeavesAfter ? Fault::SilentLater
                        : dice.chance(500)                ? Fault::Silent
                                                          : Fault::SilentAfterHead);
    return request;
  }
  request.hopeless = kind < 6;
  for (const char letter : kLetters) {
    const bool steady = kSteady.find(letter) != std::string_view::npos;
    request.script[indexOf(letter)] =
        request.hopeless ? anyFault(dice, steady, false) : moodFault(seed, n, letter, dice);
  }
  const Shape& shape = shapes()[static_cast<std::size_t>(request.shape)];
  if (!request.hopeless) heal(request.script, shape, dice);
  if (shape.narrow) narrow(request.script);
  holdSilences(request.script);
  return request;
}

std::string promptOf(const Request& request) {
  std::string prompt = "chaos #" + std::to_string(request.n) + "/";
  for (const Fault fault : request.script)
    prompt += static_cast<char>('A' + static_cast<int>(fault));
  return prompt + "#";
}

std::optional<Asked> readPrompt(const std::string& body, char letter) {
  const std::size_t at = body.find("chaos #");
  const std::size_t slash = body.find('/', at);
  if (at == std::string::npos || slash + kUpstreams >= body.size()) return std::nullopt;
  Asked asked;
  asked.n = std::atoi(body.c_str() + at + 7);
  asked.stream = body.find("\"stream\":true") != std::string::npos;
  asked.fault = static_cast<Fault>(body[slash + 1 + indexOf(letter)] - 'A');
  return asked;
}

std::string answerOf(int n, char letter) {
  return "answer " + std::to_string(n) + " of " + letter + ":" +
         words(mixed(static_cast<std::uint64_t>(n), static_cast<std::uint64_t>(letter)));
}

std::string wholeAnswer(Speech speech, const std::string& text) {
  if (speech == Speech::Chat)
    return R"({"id":"c1","object":"chat.completion","model":"m","choices":[{"index":0,"message":{"role":"assistant","content":)" +
           json::quoted(text) + R"(},"finish_reason":"stop"}],)" + kUsage;
  return R"({"id":"m1","type":"message","role":"assistant","model":"m","content":[{"type":"text","text":)" +
         json::quoted(text) +
         R"(}],"stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":10,"output_tokens":5}})";
}

Told streamedAnswer(Speech speech, const std::string& text) {
  Told told;
  const bool chat = speech == Speech::Chat;
  told.before = chat ? chunkWith(R"({"role":"assistant","content":""})", "null") : messageStart();
  for (const std::string& piece : piecesOf(text)) {
    const std::string quoted = json::quoted(piece);
    told.content.push_back(
        chat
            ? chunkWith("{\"content\":" + quoted + "}", "null")
            : messageEvent(
                  R"({"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":)" +
                  quoted + "}}"));
  }
  told.after = chat ? chunkWith("{}", "\"stop\"") + "data: " + kChunk + "\"choices\":[]," + kUsage +
                          "\n\ndata: [DONE]\n\n"
                    : messageEnd();
  return told;
}

std::string Told::all() const {
  std::string text = before;
  for (const std::string& piece : content)
    text += piece;
  return text + after;
}

std::string errorText(Speech speech) {
  return speech == Speech::Chat
             ? R"({"error":{"message":"chaos","type":"server_error","param":null,"code":null}})"
             : R"({"type":"error","error":{"type":"overloaded_error","message":"chaos"}})";
}

std::string errorEvent(Speech speech) {
  return speech == Speech::Chat ? "data: " + errorText(speech) + "\n\n"
                                : messageEvent(errorText(speech));
}

}  // namespace sb::test::chaos
