// What the measuring upstream says: answers of the OpenAI chat dialect, prepared once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace sb::bench {

// The content of a timed event begins with this mark and kStampDigits digits: the moment of
// nowNs() at which it was sent.
inline constexpr std::string_view kStampMark = "\"content\":\"@";
inline constexpr std::size_t kStampDigits = 19;

class Answers {
 public:
  // An event (its chunk's frame not counted) has at least `eventSize` bytes.
  explicit Answers(std::size_t eventSize);

  const std::string& plain() const { return m_plain; }    // head and a body of 0.6 KB with usage
  const std::string& models() const { return m_models; }  // an empty list
  // Head and the event with the role.
  const std::string& streamStart() const { return m_start; }
  // One event, one chunk; valid until the next call.
  std::string_view event(std::int64_t now);
  // The finish reason, the usage if it was asked for, [DONE], the last chunk.
  const std::string& streamEnd(bool withUsage) const { return withUsage ? m_endUsage : m_end; }

 private:
  std::string m_plain, m_models, m_start, m_event, m_end, m_endUsage;
  std::size_t m_stampAt = 0;
};

}  // namespace sb::bench
