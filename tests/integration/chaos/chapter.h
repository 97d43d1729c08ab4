// A part of a run: a gateway of its own, five upstreams, clients that ask for a while, and new
// configurations all the time. Owner: the test, on its own thread.
#pragma once

#include <chrono>

#include "tests/integration/chaos/history.h"

namespace sb::test::chaos {

struct Chapter {
  std::uint64_t seed = 1;
  std::chrono::milliseconds time{20'000};
  int clients = 64;
};

History run(const Chapter& chapter);

}  // namespace sb::test::chaos
