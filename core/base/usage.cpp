#include "core/base/usage.h"

#include <array>

namespace sb {
namespace {

constexpr std::array<std::string_view, 5> kTiers{"standard", "batch", "flex", "priority", "other"};

bool same(std::string_view name, std::string_view lower) {
  if (name.size() != lower.size()) return false;
  for (std::size_t i = 0; i < name.size(); ++i)
    if ((name[i] | 0x20) != lower[i]) return false;
  return true;
}

}  // namespace

Billed::Tier serviceTier(std::string_view name) {
  for (std::size_t i = 0; i < kTiers.size(); ++i)
    if (same(name, kTiers[i])) return static_cast<Billed::Tier>(i);
  return Billed::Tier::Standard;
}

std::string_view serviceTierName(Billed::Tier tier) {
  return kTiers[static_cast<std::size_t>(tier)];
}

}  // namespace sb
