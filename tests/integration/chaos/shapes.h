// The routes of the chaos suite: every kind of node that the file accepts. A kind is added by one
// row. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sb::test::chaos {

struct Shape {
  const char* name;
  // The flow. "<xab>" stands for targets at these upstreams, "(xab)" for the same with weights;
  // "x" is one that nobody can reach, "A" another model of "a", "C" the upstream of "c" as a
  // provider without keys. A swap turns their order round.
  const char* flow;
  // Whichever way is taken, it leads to all of one of these groups.
  std::vector<std::string_view> groups;
  bool races = false;   // several are asked at once, those that lose are left
  bool copies = false;  // one that is in no group gets requests that nobody waits for
  bool narrow = false;  // broken connections do not move it on
};
const std::vector<Shape>& shapes();

// Where the upstreams are; `plain` speaks HTTP but no TLS, `dead` is a port that nobody listens on.
struct Ports {
  std::uint16_t of[5];
  std::uint16_t plain, dead;
};

// The names of a shape's route: one with time limits, one that waits for those who leave.
std::string routeName(const Shape& shape, bool patient);

// The configuration after so many swaps.
std::string configuration(const Ports& ports, int swap);

// The providers that nobody can reach, and as what the log knows that.
bool isUnreachable(std::string_view provider);

}  // namespace sb::test::chaos
