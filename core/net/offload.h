// A few threads for work that would stall an event loop: looking at large bodies, converting large
// answers. What waits is bounded by the cap on buffered bodies. Owner: the composition of a
// gateway; run() is called by tasks of any worker.
#pragma once

#include <functional>
#include <memory>

#include "core/base/result.h"
#include "core/net/task.h"

namespace sb::net {

// Bodies from this size on are worked on away from the event loop.
inline constexpr std::size_t kLargeBody = 64 * 1024;

class Offload {
 public:
  explicit Offload(int threads);
  ~Offload();
  Offload(const Offload&) = delete;
  Offload& operator=(const Offload&) = delete;

  // Runs `work` on one of the threads and resumes on `loop` when it is done, never before: `work`
  // may refer to the task's variables. Internal where an exception left it (no memory, say); the
  // log has the reason.
  Task<Status> run(Loop& loop, std::function<void()> work);

  // Waits for all work that has begun, and takes no more. Before the loops go that it reports to,
  // and after the threads that run them have ended.
  void join();

 private:
  struct State;
  std::unique_ptr<State> m_state;
};

}  // namespace sb::net
