// The coroutine type of everything that waits. A Task begins when it is awaited, runs on the event
// loop that it was started on and never leaves it; where nothing has to wait it costs no more than
// a call. Never build an aggregate temporary or a class-type ?: in a full expression with co_await
// (g++ 12 frees such objects twice): name the object first. Never await in a condition (if, while,
// for, switch) of a task that has no local variable at all (g++ 12 misplaces its frame and resumes
// nonsense): name the awaited value.
#pragma once

#include <coroutine>
#include <cstddef>
#include <exception>
#include <optional>
#include <type_traits>
#include <utility>

namespace boost::asio {
class io_context;
}

namespace sb::net {

using Loop = boost::asio::io_context;

// Frames come and go by the dozen with each request: each thread keeps some of each size.
void* allocateFrame(std::size_t size);
void freeFrame(void* frame, std::size_t size) noexcept;

// What all tasks have: who awaits it, and how it goes on.
struct TaskState {
  TaskState* parent = nullptr;  // null: a root, or not awaited yet
  std::coroutine_handle<> self;

  static void* operator new(std::size_t size) { return allocateFrame(size); }
  static void operator delete(void* frame, std::size_t size) noexcept { freeFrame(frame, size); }
};

// A suspended task, and with it all that await it. Whoever holds it resumes it once; if nobody
// does, all of them are destroyed with it.
class Waiting {
 public:
  Waiting() = default;
  explicit Waiting(TaskState& task) : m_task(&task) {}
  Waiting(Waiting&& other) noexcept : m_task(std::exchange(other.m_task, nullptr)) {}
  Waiting& operator=(Waiting&& other) noexcept {
    std::swap(m_task, other.m_task);
    return *this;
  }
  ~Waiting() {
    if (m_task != nullptr) destroy();
  }

  explicit operator bool() const { return m_task != nullptr; }
  void resume() {
    if (TaskState* const task = std::exchange(m_task, nullptr)) task->self.resume();
  }

 private:
  void destroy();

  TaskState* m_task = nullptr;
};

namespace detail {

// The end of a task goes on in the one that awaits it.
struct TaskEnd {
  bool await_ready() noexcept { return false; }
  template <class Promise>
  std::coroutine_handle<> await_suspend(std::coroutine_handle<Promise> done) noexcept {
    TaskState* const parent = done.promise().parent;
    return parent == nullptr ? std::noop_coroutine() : parent->self;
  }
  void await_resume() noexcept {}
};

struct TaskPromiseBase : TaskState {
  std::exception_ptr failure;
  std::suspend_always initial_suspend() noexcept { return {}; }
  TaskEnd final_suspend() noexcept { return {}; }
  void unhandled_exception() noexcept { failure = std::current_exception(); }
  void check() const {
    if (failure) std::rethrow_exception(failure);
  }
};

template <class T>
struct TaskPromise : TaskPromiseBase {
  std::optional<T> value;
  template <class U = T>
  requires std::is_convertible_v<U&&, T>
  void return_value(U&& result) { value.emplace(std::forward<U>(result)); }
  T take() {
    check();
    return std::move(*value);
  }
};

template <>
struct TaskPromise<void> : TaskPromiseBase {
  void return_void() noexcept {}
  void take() const { check(); }
};

}  // namespace detail

template <class T = void>
class [[nodiscard]] Task {
 public:
  struct promise_type : detail::TaskPromise<T> {
    Task get_return_object() {
      const auto handle = std::coroutine_handle<promise_type>::from_promise(*this);
      this->self = handle;
      return Task(handle);
    }
  };

  Task(Task&& other) noexcept : m_handle(std::exchange(other.m_handle, nullptr)) {}
  Task& operator=(Task&& other) noexcept {
    std::swap(m_handle, other.m_handle);
    return *this;
  }
  ~Task() {
    if (m_handle) m_handle.destroy();
  }

  // Awaiting: runs the task here; the caller is suspended only if the task is.
  bool await_ready() {
    m_handle.resume();
    return m_handle.done();
  }
  template <class Promise>
  void await_suspend(std::coroutine_handle<Promise> caller) noexcept {
    m_handle.promise().parent = &caller.promise();
  }
  T await_resume() { return m_handle.promise().take(); }

 private:
  explicit Task(std::coroutine_handle<promise_type> handle) : m_handle(handle) {}

  std::coroutine_handle<promise_type> m_handle;
};

// Starts a task on the loop; it owns itself. An exception that leaves it is a bug: it is logged and
// the task ends.
void spawn(Loop& loop, Task<void> task);

// Lets everything else run that is ready on the loop.
class [[nodiscard]] GiveWay {
 public:
  explicit GiveWay(Loop& loop) : m_loop(loop) {}
  bool await_ready() const noexcept { return false; }
  template <class Promise>
  void await_suspend(std::coroutine_handle<Promise> caller) {
    post(Waiting(caller.promise()));
  }
  void await_resume() const noexcept {}

 private:
  void post(Waiting task);

  Loop& m_loop;
};

}  // namespace sb::net
