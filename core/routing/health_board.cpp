#include "core/routing/health_board.h"

namespace sb::routing {

std::shared_ptr<TargetHealth> HealthBoard::of(std::string_view target) {
  const auto make = [this] { return std::make_shared<TargetHealth>(m_rules); };
  const auto idle = [](const TargetHealth& known) { return known.inFlight() == 0; };
  auto found = m_targets.of(target, make, idle);
  return found ? found : make();
}

}  // namespace sb::routing
