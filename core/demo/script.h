// What a model's name asks the demo provider to do. `hello` and `fast` are ordinary models;
// `script:key=value,key,…` composes faults, shapes and contents. docs/demo-provider.md is the
// reference. Values; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/clock.h"
#include "core/base/result.h"

namespace sb::demo {

enum class UsageShape { Asked, Cumulative, Finish, NoChoices, EmptyDelta, None };

struct Script {
  // What the answer says.
  bool echo = false;           // the raw request body
  bool headersAsText = false;  // the request's headers as JSON
  bool replay = false;         // the answer's body is the last user message, byte for byte
  std::int64_t tokens = -1;    // content events
  std::int64_t size = -1;      // bytes of text
  std::int64_t calls = -1;     // tool calls
  double rate = 0;             // content events a second; 0 = no pacing
  std::string finish;          // finish_reason
  std::string contentType;     // with replay
  UsageShape usage = UsageShape::Asked;
  std::int64_t input = -1, output = -1, cached = 0, reasoning = 0;  // usage numbers

  // Before the head.
  Millis headDelay{0};
  bool interim = false;
  bool resetBeforeHead = false;
  bool closeBeforeHead = false;
  bool garbage = false;

  // The head, and bodies that are no model's answer.
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string redirect;
  std::string errorCode, errorMessage;
  bool html = false;
  bool empty = false;
  bool jsonForStream = false;
  bool streamForJson = false;

  // The body. Counts are content events; of a JSON answer any count means "in its middle".
  Millis silenceBefore{0};
  Millis silenceFor{3'600'000};
  Millis heartbeat{0};  // a comment this often while silent
  std::optional<std::int64_t> silenceAfter, cutAfter, resetAfter, errorAfter, endAfter;
  bool errorBefore = false;
  bool roleOnly = false;
  bool noDone = false;
  bool gzip = false;
  std::int64_t bytes = 0;  // segment size on the wire; 0 = as the answer has it

  // When any of it holds.
  std::int64_t times = -1;  // only the first calls of this model name
  std::string forKey;       // only calls with this bearer key

  // The same contents and shapes without the faults.
  Script withoutFaults() const;
};

// UnknownModel for a name that is none, BadRequest (it lists the keys) for a bad script.
Result<Script> scriptOf(std::string_view model);

// The models that GET /v1/models lists.
const std::vector<std::string_view>& modelNames();

// "250ms", "2s", "1m"; a bare number is seconds. Empty when it is none or over a day.
std::optional<Millis> parseDuration(std::string_view text);

// "300", "64KB", "5MB" (powers of 1024). Empty when it is none or over 1 GB.
std::optional<std::int64_t> parseSize(std::string_view text);

}  // namespace sb::demo
