#include "core/routing/passage.h"

#include <utility>

namespace sb::routing {

Passage::Passage(std::shared_ptr<TargetHealth> target, Steady now, bool stream,
                 const Admission& admission)
    : m_target(std::move(target)),
      m_began(now),
      m_last(now),
      m_stream(stream),
      m_probe(admission.kind == Admission::Kind::Probe) {
  m_target->began(now, stream);
}

Passage& Passage::operator=(Passage&& other) noexcept {
  Passage taken(std::move(other));
  swap(taken);
  return *this;
}

Passage::~Passage() {
  if (m_target) end(m_last, AttemptEnd::Neutral);
}

void Passage::swap(Passage& other) noexcept {
  std::swap(m_target, other.m_target);
  std::swap(m_began, other.m_began);
  std::swap(m_last, other.m_last);
  std::swap(m_content, other.m_content);
  std::swap(m_stream, other.m_stream);
  std::swap(m_probe, other.m_probe);
}

void Passage::content(Steady now) {
  if (!m_target || !m_stream || m_content) return;
  m_content = m_last = now;
  m_target->content(now, m_began, m_probe);
}

void Passage::end(Steady now, AttemptEnd how, std::int64_t outputTokens) {
  if (!m_target) return;
  Sample sample;
  sample.end = how;
  sample.stream = m_stream;
  sample.probe = m_probe;
  if (m_content) sample.firstContent = *m_content - m_began;
  sample.total = now - m_began;
  sample.outputTokens = outputTokens;
  std::exchange(m_target, nullptr)->ended(now, sample);
}

}  // namespace sb::routing
