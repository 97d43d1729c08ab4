// The centre of the event streams: hears of new rows, watches what runs and how the program is, and
// tells each open stream. Rows are collected for 100 ms, the picture of running requests is taken
// every 200 ms while somebody looks and something runs, the status each second when it has changed.
// Owner: Inside; control thread only.
#pragma once

#include <boost/asio/steady_timer.hpp>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "core/admin/event_queue.h"
#include "core/admin/inside.h"

namespace sb::admin {

// One open stream. Owner: the task that serves it.
struct Listening {
  Listening(unsigned topics, net::Guard& g) : queue(topics), guard(g) {}
  EventQueue queue;
  net::Guard& guard;
  net::Signal signal;
  bool idle = false;  // the task waits for `signal`
};

class Hub : public std::enable_shared_from_this<Hub> {
 public:
  explicit Hub(Inside& inside);

  // Until leave(). Overloaded when too many are open.
  Status enter(Listening& stream);
  void leave(Listening& stream);

  // The parts have come, or gone.
  void partsChanged();
  // Something that the status or the configuration shows has changed: tell it now.
  void changed();
  void keysChanged(std::string_view change, const std::string& id);
  void stop();

 private:
  struct Pending;

  void arm();
  void tick();
  void takeRows();
  void lookAtLive();
  void tellStatus();
  void tellConfig();
  bool anyone(unsigned topics) const;
  static void wake(Listening& stream);
  void tell(unsigned topics, const std::string& name, const std::string& data, bool latest);

  using Timer =
      boost::asio::basic_waitable_timer<std::chrono::steady_clock,
                                        boost::asio::wait_traits<std::chrono::steady_clock>,
                                        net::Loop::executor_type>;

  Inside& m_inside;
  Timer m_timer;
  bool m_ticking = false;
  unsigned m_ticks = 0;
  std::vector<Listening*> m_streams;
  std::shared_ptr<Pending> m_pending;
  ledger::Subscription m_rows;
  bool m_following = false;
  bool m_sawLive = false, m_asking = false;
  std::string m_status, m_config;  // as told last
};

}  // namespace sb::admin
