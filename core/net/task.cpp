#include "core/net/task.h"

#include <array>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <new>
#include <string>

#include "core/base/log.h"

namespace sb::net {
namespace {

constexpr std::size_t kStep = 64;      // frames are rounded up to it
constexpr std::size_t kSizes = 64;     // larger ones are not kept
constexpr std::size_t kMostKept = 32;  // of a size

// Under AddressSanitizer each frame is an allocation of its own: a late use must be seen.
#ifdef __SANITIZE_ADDRESS__
constexpr bool kKeeps = false;
#else
constexpr bool kKeeps = true;
#endif

class Frames {
 public:
  ~Frames() {
    for (Kept& kept : m_kept)
      while (kept.count > 0)
        ::operator delete(take(kept));
  }
  void* allocate(std::size_t steps) {
    Kept& kept = m_kept[steps];
    return kept.count > 0 ? take(kept) : ::operator new(steps* kStep);
  }
  void free(void* frame, std::size_t steps) noexcept {
    Kept& kept = m_kept[steps];
    if (kept.count == kMostKept) return ::operator delete(frame);
    kept.first = new (frame) Free{kept.first};
    ++kept.count;
  }

 private:
  struct Free {
    Free* next;
  };
  struct Kept {
    Free* first = nullptr;
    std::size_t count = 0;
  };
  static void* take(Kept& kept) {
    Free* const frame = kept.first;
    kept.first = frame->next;
    --kept.count;
    return frame;
  }

  std::array<Kept, kSizes> m_kept;
};

thread_local Frames t_frames;

// The root of a spawned task: destroys itself at its end.
struct Detached {
  struct promise_type : TaskState {
    Detached get_return_object() {
      self = std::coroutine_handle<promise_type>::from_promise(*this);
      return Detached{*this};
    }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept {}
  };
  TaskState& task;
};

Detached runToItsEnd(Task<void> task) {
  try {
    co_await std::move(task);
  } catch (const std::exception& e) {
    log::error(std::string("a task ended by an exception: ") + e.what());
  }
}

}  // namespace

void* allocateFrame(std::size_t size) {
  const std::size_t steps = (size + kStep - 1) / kStep;
  if (!kKeeps || steps >= kSizes) return ::operator new(size);
  return t_frames.allocate(steps);
}

void freeFrame(void* frame, std::size_t size) noexcept {
  const std::size_t steps = (size + kStep - 1) / kStep;
  if (!kKeeps || steps >= kSizes) return ::operator delete(frame);
  t_frames.free(frame, steps);
}

void Waiting::destroy() {
  TaskState* root = std::exchange(m_task, nullptr);
  while (root->parent != nullptr)
    root = root->parent;
  root->self.destroy();
}

void spawn(Loop& loop, Task<void> task) {
  Waiting root(runToItsEnd(std::move(task)).task);
  boost::asio::dispatch(loop, [root = std::move(root)]() mutable { root.resume(); });
}

void GiveWay::post(Waiting task) {
  boost::asio::post(m_loop, [task = std::move(task)]() mutable { task.resume(); });
}

}  // namespace sb::net
