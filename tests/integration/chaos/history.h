// What is known of a run afterwards, from three sides: clients, upstreams, log. Values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/clock.h"
#include "core/ledger/record.h"
#include "tests/integration/chaos/script.h"

namespace sb::test::chaos {

// What a client got.
struct Heard {
  enum class End {
    Complete,
    Refused,  // an error instead of an answer
    Broken,   // an error or the end in the midst of one
    Left,     // it did not wait
  };
  End end = End::Refused;
  int status = 0;
  std::string text;            // of the answer, as far as it came
  bool sameBytes = true;       // as that upstream sent them, where it speaks the client's dialect
  bool wellFormed = true;      // an error is one of the client's dialect
  std::optional<Steady> left;  // when it closed its connection
  std::string bytes;           // the beginning of an answer that was not complete, for people
};

// One request as an upstream saw it.
struct Call {
  enum class End {
    Open,
    Answered,  // all of a good answer was sent
    Failed,    // as scripted
    Gone,      // the gateway closed the connection
  };
  int n = 0;
  char letter = 'a';
  End end = End::Open;
  Steady began{}, ended{};
  std::optional<Steady> content;  // the first was sent
};

// One row of the log.
struct LoggedAttempt {
  std::string provider;
  bool ok = false;
  int status = 0;
  std::optional<ErrorKind> error;
};
struct Logged {
  int n = 0;
  bool mirror = false;
  ledger::OutcomeClass outcome = ledger::OutcomeClass::Open;
  std::vector<LoggedAttempt> attempts;
};

struct History {
  struct Told {
    Request request;
    Heard heard;
  };
  std::vector<Told> requests;
  std::vector<Call> calls;
  std::vector<Logged> rows;
  int swaps = 0;
  Millis stoodStill{0};  // the longest time in which the machine let nobody run
};

}  // namespace sb::test::chaos
