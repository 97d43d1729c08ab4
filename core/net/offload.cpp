#include "core/net/offload.h"

#include <sys/resource.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <exception>

#include "core/base/log.h"
#include "core/net/signal.h"

namespace sb::net {
namespace {

struct Job {
  explicit Job(std::function<void()> w) : work(std::move(w)) {}
  std::function<void()> work;
  Signal signal;
  Status ended;
  bool done = false;
};

// Where they have to share a core, the event loops go first: what waits there are open streams. Of
// the calling thread; Linux keeps a priority for each.
void goLast() { [[maybe_unused]] thread_local const int done = ::setpriority(PRIO_PROCESS, 0, 19); }

void perform(Job& job) {
  goLast();
  try {
    job.work();
  } catch (const std::exception& e) {
    log::error(std::string("work on a large body ended by an exception: ") + e.what());
    job.ended =
        Error(ErrorKind::Internal, "a body could not be worked on; the gateway's log says more");
  }
}

}  // namespace

struct Offload::State {
  explicit State(int threads) : pool(static_cast<std::size_t>(threads)) {}
  boost::asio::thread_pool pool;
};

Offload::Offload(int threads) : m_state(std::make_unique<State>(threads)) {}

Offload::~Offload() { join(); }

void Offload::join() { m_state->pool.join(); }

Task<Status> Offload::run(Loop& loop, std::function<void()> work) {
  auto job = std::make_shared<Job>(std::move(work));
  boost::asio::post(m_state->pool, [job, &loop] {
    perform(*job);
    boost::asio::post(loop, [job] {
      job->done = true;
      job->signal.fire();
    });
  });
  while (!job->done)
    co_await job->signal.wait();
  co_return job->ended;
}

}  // namespace sb::net
