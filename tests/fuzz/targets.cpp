#include "tests/fuzz/targets.h"

#include <algorithm>

#include "tests/fuzz/families.h"

namespace sb::fuzz {

const std::vector<FuzzTarget>& fuzzTargets() {
  static const std::vector<FuzzTarget> all = [] {
    std::vector<FuzzTarget> made = dialectTargets();
    for (const auto& family :
         {sideTargets(), wireTargets(), conditionTargets(), configTargets(), tokenTargets()})
      made.insert(made.end(), family.begin(), family.end());
    return made;
  }();
  return all;
}

const FuzzTarget* fuzzTarget(std::string_view name) {
  const auto found = std::find_if(fuzzTargets().begin(), fuzzTargets().end(),
                                  [&](const FuzzTarget& target) { return target.name == name; });
  return found == fuzzTargets().end() ? nullptr : &*found;
}

}  // namespace sb::fuzz
