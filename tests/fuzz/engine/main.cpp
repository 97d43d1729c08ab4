// libFuzzer's side of a target: SB_FUZZ_TARGET names it. With --seeds FOLDER the program only
// writes the seeds there. Started by scripts/fuzz.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>

#include "tests/fuzz/targets.h"

namespace {

const sb::fuzz::FuzzTarget& chosen() {
  static const sb::fuzz::FuzzTarget* const target = [] {
    const char* name = std::getenv("SB_FUZZ_TARGET");
    const auto* found = sb::fuzz::fuzzTarget(name == nullptr ? "" : name);
    if (found != nullptr) return found;
    std::fprintf(stderr, "SB_FUZZ_TARGET is none of:\n");
    for (const auto& one : sb::fuzz::fuzzTargets())
      std::fprintf(stderr, "  %s\n", std::string(one.name).c_str());
    std::exit(2);
  }();
  return *target;
}

void writeSeeds(const std::string& folder) {
  int n = 0;
  for (const std::string& seed : sb::fuzz::seedsOf(chosen().name))
    std::ofstream(folder + "/seed-" + std::to_string(n++)) << seed;
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv) {
  const sb::fuzz::FuzzTarget& target = chosen();
  if (*argc == 3 && std::string((*argv)[1]) == "--seeds") {
    writeSeeds((*argv)[2]);
    std::exit(0);
  }
  static_cast<void>(target);
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string wrong =
      chosen().run(std::string_view(reinterpret_cast<const char*>(data), size));
  if (wrong.empty()) return 0;
  std::fprintf(stderr, "broken promise: %s\n", wrong.c_str());
  std::abort();
}
