// Whether what is known of a run is what the gateway promises. Pure.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "tests/integration/chaos/history.h"

namespace sb::test::chaos {

// What was found, a line for people each.
struct Verdict {
  std::vector<std::string> visible;     // a healthy target could have served it
  std::vector<std::string> duplicates;  // served more than once, or tried again after content
  std::vector<std::string> wrong;       // bytes of the answer, or the form of an error
  std::vector<std::string> late;        // an upstream whose caller had left was not told
  std::vector<std::string> untrue;      // the log

  int requests = 0, served = 0, hopeless = 0, broken = 0, left = 0;
  int faults = 0;  // that upstreams showed
  std::array<int, kFaults> shown{};
  int calls = 0;    // of upstreams
  int excused = 0;  // too slow, when the machine stood still
  int swaps = 0;
  std::vector<double> awayMs;  // from a client's leaving to its upstream's seeing it

  std::vector<std::string> all() const;
  void add(const Verdict& other);
};

Verdict judge(const History& history);

// "requests 6,012, faults 2,911, …".
std::string toString(const Verdict& verdict);

}  // namespace sb::test::chaos
