// One attempt at a target, from its start to its end, as its health sees it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "core/routing/health.h"

namespace sb::routing {

// Destroyed without end(), it ends Neutral, so that neither the count in flight nor a probe is ever
// lost. One thread at a time.
class Passage {
 public:
  Passage() = default;
  Passage(std::shared_ptr<TargetHealth> target, Steady now, bool stream,
          const Admission& admission);
  Passage(Passage&& other) noexcept { swap(other); }
  Passage& operator=(Passage&& other) noexcept;
  ~Passage();

  void content(Steady now);  // of a stream; the first call counts
  void end(Steady now, AttemptEnd how, std::int64_t outputTokens = 0);
  TargetHealth* target() const { return m_target.get(); }  // null after the end

 private:
  void swap(Passage& other) noexcept;

  std::shared_ptr<TargetHealth> m_target;
  Steady m_began, m_last;
  std::optional<Steady> m_content;
  bool m_stream = false, m_probe = false;
};

}  // namespace sb::routing
