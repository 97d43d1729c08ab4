// The coroutine type of everything that waits. A Task runs on the event loop that it was started on
// and never leaves it. Never build an aggregate temporary or a class-type ?: in a full expression
// with co_await (g++ 12 frees such objects twice): name the object first. Never await in a
// condition (if, while, for, switch) of a task that has no local variable at all (g++ 12 misplaces
// its frame and resumes nonsense): name the awaited value.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace sb::net {

using Loop = boost::asio::io_context;

template <class T = void>
using Task = boost::asio::awaitable<T, Loop::executor_type>;

inline constexpr boost::asio::use_awaitable_t<Loop::executor_type> kUseTask{};

// Starts a task on the loop; it owns itself. An exception that leaves it is a bug: it is logged and
// the task ends.
void spawn(Loop& loop, Task<void> task);

}  // namespace sb::net
