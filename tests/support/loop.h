// Runs tasks of core/net for a test: on a worker of its own, waiting for their result. Owner: the
// test, on its own thread.
#pragma once

#include <chrono>
#include <cstdlib>
#include <functional>
#include <future>
#include <iostream>
#include <string>

#include "core/net/guard.h"
#include "core/net/worker.h"

namespace sb::test {

template <class T>
struct Finish {
  static net::Task<void> run(const std::function<net::Task<T>()>& make, std::promise<T>& done) {
    done.set_value(co_await make());
  }
};

template <>
struct Finish<void> {
  static net::Task<void> run(const std::function<net::Task<void>()>& make,
                             std::promise<void>& done) {
    co_await make();
    done.set_value();
  }
};

class LoopRunner {
 public:
  static constexpr std::chrono::seconds kPatience{60};

  LoopRunner() { m_worker.start(); }
  ~LoopRunner() { m_worker.join(); }

  net::Worker& worker() { return m_worker; }
  net::Loop& loop() { return m_worker.loop(); }

  // The result of the task that `make` gives, made and run on the loop.
  template <class T = void>
  T run(const std::function<net::Task<T>()>& make) {
    std::promise<T> done;
    m_worker.post([&] { net::spawn(m_worker.loop(), Finish<T>::run(make, done)); });
    auto result = done.get_future();
    if (result.wait_for(kPatience) != std::future_status::ready) {
      std::cerr << "a task of the test did not end\n";
      std::abort();
    }
    return result.get();
  }

  // Starts a task that the test waits for later, by the future.
  template <class T = void>
  std::future<T> begin(std::function<net::Task<T>()> make) {
    struct Kept {
      std::function<net::Task<T>()> make;
      std::promise<T> done;
    };
    auto kept = std::make_shared<Kept>();
    kept->make = std::move(make);
    auto result = kept->done.get_future();
    m_worker.post([this, kept] {
      net::spawn(m_worker.loop(), [](std::shared_ptr<Kept> all) -> net::Task<void> {
        co_await Finish<T>::run(all->make, all->done);
      }(kept));
    });
    return result;
  }

  // Calls on the loop's thread.
  void call(const std::function<void()>& what) {
    run<void>([&]() -> net::Task<void> {
      what();
      co_return;
    });
  }

 private:
  net::Worker m_worker{"sb-test"};
};

}  // namespace sb::test
