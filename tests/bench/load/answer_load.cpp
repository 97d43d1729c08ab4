#include "tests/bench/load/answer_load.h"

#include <fmt/format.h>

namespace sb::bench {

AnswerLoad::AnswerLoad(AnswerPlan plan) : m_plan(std::move(plan)) { open(); }

void AnswerLoad::open() {
  m_since.resize(static_cast<std::size_t>(m_plan.connections));
  for (std::size_t i = 0; i < m_since.size(); ++i) {
    m_clients.emplace_back(m_plan.port);
    m_poller.add(m_clients.back().fd(), EPOLLIN, i);
    m_idle.push_back(i);
  }
}

std::string AnswerLoad::run() {
  begin();
  while (!done())
    turn(mayWait() ? std::optional(dueAt(m_sent)) : std::nullopt);
  return result();
}

void AnswerLoad::begin() {
  m_start = nowNs();
  sendDue();
}

void AnswerLoad::turn(std::optional<std::int64_t> until) {
  for (const epoll_event& event : m_poller.wait(until))
    receive(event.data.u64);
  sendDue();
}

std::string AnswerLoad::result() const {
  const double seconds = static_cast<double>(nowNs() - m_start) / 1e9;
  return fmt::format(R"({{"requests":{},"seconds":{:.6f},"per_second":{:.1f},"us":{}}})", m_done,
                     seconds, static_cast<double>(m_done) / seconds, m_times.json());
}

// The next request waits for its moment, not for a connection.
bool AnswerLoad::mayWait() const {
  return m_plan.rate > 0 && m_sent < m_plan.requests && !m_idle.empty();
}

std::int64_t AnswerLoad::dueAt(std::int64_t number) const {
  return m_start + static_cast<std::int64_t>(static_cast<double>(number) * 1e9 / m_plan.rate);
}

void AnswerLoad::sendDue() {
  while (m_sent < m_plan.requests && !m_idle.empty()) {
    const std::int64_t now = nowNs();
    const std::int64_t since = m_plan.rate > 0 ? dueAt(m_sent) : now;
    if (since > now) return;
    sendOne(since);
  }
}

void AnswerLoad::sendOne(std::int64_t since) {
  const std::size_t index = m_idle.back();
  m_idle.pop_back();
  m_since[index] = since;
  m_clients[index].send(m_plan.request);
  ++m_sent;
}

void AnswerLoad::receive(std::size_t index) {
  if (!m_clients[index].receive()) return;
  m_times.add(nowNs() - m_since[index]);
  ++m_done;
  m_idle.push_back(index);
}

}  // namespace sb::bench
