// The memory that bodies take, in the whole process, which has a cap. Owner: whoever keeps bodies;
// one thread each.
#pragma once

#include <atomic>
#include <cstdint>

#include "core/base/error.h"

namespace sb::net {

class BodyBytes {
 public:
  BodyBytes() = default;
  BodyBytes(const BodyBytes&) = delete;
  BodyBytes& operator=(const BodyBytes&) = delete;
  ~BodyBytes() { release(); }

  // Counts further bytes until release(). False: those of all owners are more than `most`; they
  // are counted all the same.
  bool add(std::int64_t bytes, std::int64_t most) {
    m_mine += bytes;
    return s_all.fetch_add(bytes, std::memory_order_relaxed) + bytes <= most;
  }
  void release() {
    if (m_mine != 0) s_all.fetch_sub(m_mine, std::memory_order_relaxed);
    m_mine = 0;
  }

  // Of all owners. Any thread.
  static std::int64_t all() { return s_all.load(std::memory_order_relaxed); }

 private:
  static inline std::atomic<std::int64_t> s_all{0};
  std::int64_t m_mine = 0;
};

// Of whoever finds no room.
inline Error tooManyBodies() {
  return Error(ErrorKind::Overloaded, "too many large requests at once; try again shortly");
}

}  // namespace sb::net
