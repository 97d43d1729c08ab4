#include "core/routing/steering.h"

namespace sb::routing {

bool Parallel::enter(std::int64_t most) {
  std::int64_t open = m_open.load(std::memory_order_relaxed);
  while (open < most)
    if (m_open.compare_exchange_weak(open, open + 1, std::memory_order_relaxed)) return true;
  return false;
}

std::uint64_t Steering::turn(std::string_view name, bool take) {
  const auto turn = m_turns.of(
      name, [] { return std::make_shared<Turn>(); }, [](const Turn&) { return true; });
  return turn ? turn->next.fetch_add(take ? 1 : 0, std::memory_order_relaxed) : 0;
}

std::shared_ptr<Parallel> Steering::parallel(std::string_view scope) {
  return m_parallel.of(
      scope, [] { return std::make_shared<Parallel>(); },
      [](const Parallel& one) { return one.open() == 0; });
}

}  // namespace sb::routing
