#include "core/net/task.h"

#include <boost/asio/co_spawn.hpp>
#include <exception>
#include <string>

#include "core/base/log.h"

namespace sb::net {

void spawn(Loop& loop, Task<void> task) {
  boost::asio::co_spawn(loop.get_executor(), std::move(task), [](std::exception_ptr failure) {
    if (!failure) return;
    try {
      std::rethrow_exception(failure);
    } catch (const std::exception& e) {
      log::error(std::string("a task ended by an exception: ") + e.what());
    }
  });
}

}  // namespace sb::net
