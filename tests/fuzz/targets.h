// What is fuzzed: each parser of outside input with the promises that hold for every input. Pure;
// any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sb::fuzz {

struct FuzzTarget {
  std::string_view name;
  // "" or which promise this input breaks. Memory errors and endless loops show by themselves.
  std::string (*run)(std::string_view input);
};

const std::vector<FuzzTarget>& fuzzTargets();
// Null: there is none of that name.
const FuzzTarget* fuzzTarget(std::string_view name);

// Inputs to begin with: what the recorded answers of tests/core/dialects/recorded do not cover.
std::vector<std::string> seedsOf(std::string_view target);

}  // namespace sb::fuzz
