// Requests whose answer is no stream. Closed loop: every connection sends its next request as soon
// as it has an answer. Constant rate: requests are due at fixed moments, and the time to the answer
// counts from then, so that a stall is felt by all that it kept waiting (no coordinated omission).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tests/bench/load/client.h"
#include "tests/bench/support/histogram.h"

namespace sb::bench {

struct AnswerPlan {
  std::uint16_t port = 0;
  std::string request;
  std::int64_t connections = 0;
  std::int64_t requests = 0;
  double rate = 0;  // a second; 0 = closed loop
};

class AnswerLoad {
 public:
  explicit AnswerLoad(AnswerPlan plan);

  // Sleeps while there is nothing to do. Gives the result as JSON.
  std::string run();

  // The same in steps, for a thread that has more to do: begin(), turn() until done(), result().
  void begin();
  // Takes what has arrived and sends what is due; never waits.
  void turn() { turn(0); }
  bool done() const { return m_done == m_plan.requests; }
  std::string result() const;

 private:
  void open();
  void turn(std::optional<std::int64_t> until);
  void sendDue();
  void sendOne(std::int64_t since);
  void receive(std::size_t index);
  std::int64_t dueAt(std::int64_t number) const;
  bool mayWait() const;

  AnswerPlan m_plan;
  Poller m_poller;
  std::vector<Client> m_clients;
  std::vector<std::int64_t> m_since;  // by client: from when the answer's time counts
  std::vector<std::size_t> m_idle;
  std::int64_t m_start = 0;
  std::int64_t m_sent = 0;
  std::int64_t m_done = 0;
  Histogram m_times;
};

}  // namespace sb::bench
