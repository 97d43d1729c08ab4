#include "core/gateway/refused_origins.h"

#include <algorithm>

#include "core/base/text.h"
#include "core/config/endpoints.h"

namespace sb::gateway {
namespace {

constexpr std::size_t kMost = 20, kLongest = 300;

}  // namespace

void RefusedOrigins::note(std::string_view origin, WallMillis at) {
  if (origin.size() > kLongest || !config::originProblem(origin).empty()) return;
  RefusedOrigin newest{lower(origin), at, 1};
  const std::lock_guard lock(m_mutex);
  const auto known = std::find_if(m_newestFirst.begin(), m_newestFirst.end(),
                                  [&](const auto& one) { return one.origin == newest.origin; });
  if (known != m_newestFirst.end()) {
    newest.count += known->count;
    m_newestFirst.erase(known);
  } else if (m_newestFirst.size() == kMost) {
    m_newestFirst.pop_back();
  }
  m_newestFirst.insert(m_newestFirst.begin(), std::move(newest));
}

void RefusedOrigins::forgetAllowed(const Snapshot& snapshot) {
  const std::lock_guard lock(m_mutex);
  std::erase_if(m_newestFirst, [&](const auto& one) { return snapshot.allowsOrigin(one.origin); });
}

std::vector<RefusedOrigin> RefusedOrigins::list() const {
  const std::lock_guard lock(m_mutex);
  return m_newestFirst;
}

}  // namespace sb::gateway
