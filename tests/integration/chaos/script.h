// What each of the five upstreams does with a request and what it says. Both follow from what
// stands in the request itself, so that client, upstreams and judge know it without asking each
// other. Pure.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"

namespace sb::test::chaos {

// The upstreams, by the ids of their providers. "b" and "e" are steady: they never do what makes
// the gateway leave them alone for a while, so that a request that they serve can always be served.
inline constexpr std::string_view kLetters = "abcde";
inline constexpr std::string_view kSteady = "be";
inline constexpr std::size_t kUpstreams = kLetters.size();

enum class Speech { Chat, Messages };  // the dialects
inline Speech speechOf(char letter) { return letter < 'd' ? Speech::Chat : Speech::Messages; }

enum class Fault : std::uint8_t {
  // Served all the same.
  None,
  Slow,  // a few bytes at a time
  Gzip,
  Key429,  // to all keys but the last, which is served
  // Statuses; named: with the header that asks for a rest.
  Status429,
  Named429,
  Status500,
  Named500,
  Status503,
  Named503,
  Status529,
  Named529,
  ErrorInside,  // a 200 that says that it failed
  Reset,        // before the head
  End,
  ResetAfterHead,
  Cut,  // after what comes before content
  Garbage,
  WrongType,
  Silent,
  SilentAfterHead,
  // With half of the answer told: nothing can hide them from who reads a stream.
  CutLater,
  ErrorLater,
  SilentLater,
};
inline constexpr int kFaults = static_cast<int>(Fault::SilentLater) + 1;

struct FaultFacts {
  const char* name;
  int status;                     // that the upstream answers with; 0 = none
  std::vector<ErrorKind> errors;  // as what the log may know it
};
const FaultFacts& factsOf(Fault fault);

inline bool serves(Fault fault) { return fault <= Fault::Gzip; }
inline bool mayServe(Fault fault) { return fault <= Fault::Key429; }
inline bool isLater(Fault fault) { return fault >= Fault::CutLater; }
bool isSilent(Fault fault);
bool makesRest(Fault fault);  // its key is left alone for a while

using Script = std::array<Fault, kUpstreams>;
inline std::size_t indexOf(char letter) { return kLetters.find(letter); }

// Pseudo-random numbers that a seed determines: SplitMix64.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : m_seed(seed) {}
  std::uint64_t next();
  int below(int n) { return static_cast<int>(next() % static_cast<std::uint64_t>(n)); }
  bool chance(int perMille) { return below(1'000) < perMille; }

 private:
  std::uint64_t m_seed;
};

// Whether the client waits for its answer.
enum class Stay { Waits, LeavesBefore, LeavesAfter };  // … content

struct Request {
  int n = 0;
  int shape = 0;  // of shapes()
  Speech speech = Speech::Chat;
  bool stream = false;
  Stay stay = Stay::Waits;
  Script script{};
  bool hopeless = false;  // nobody serves it
};

// The n-th request of a seed.
Request makeRequest(std::uint64_t seed, int n);

// What the prompt says of it, for the upstreams.
std::string promptOf(const Request& request);
struct Asked {
  int n = 0;
  bool stream = false;
  Fault fault = Fault::None;
};
inline constexpr int kKeys = 3;  // of each provider that is not steady
std::optional<Asked> readPrompt(const std::string& body, char letter);

// What that upstream answers to that request.
std::string answerOf(int n, char letter);

// The answer as bytes of a dialect.
std::string wholeAnswer(Speech speech, const std::string& text);
struct Told {
  std::string before;                // no content yet
  std::vector<std::string> content;  // at least one
  std::string after;
  std::string all() const;
};
Told streamedAnswer(Speech speech, const std::string& text);
std::string errorText(Speech speech);   // a JSON object
std::string errorEvent(Speech speech);  // of a stream

}  // namespace sb::test::chaos
