#include "core/admin/blocking.h"

#include <algorithm>

namespace sb::admin {

void Blocking::open(const ledger::Ledger* ledger) {
  const std::lock_guard lock(m_mutex);
  if (m_stopped) return;
  m_ledger = ledger;
  ++m_generation;
  while (m_lanes.size() < kThreads) {
    m_lanes.push_back(std::make_unique<Lane>());
    Lane& lane = *m_lanes.back();
    lane.thread = std::thread([this, &lane] { serve(lane); });
  }
}

bool Blocking::add(std::shared_ptr<Job> job) {
  const std::lock_guard lock(m_mutex);
  if (m_stopped || m_lanes.empty() || m_waiting.size() >= kMostWaiting) return false;
  m_waiting.push_back(std::move(job));
  m_wake.notify_one();
  return true;
}

void Blocking::abandon(const std::shared_ptr<Job>& job) {
  const std::lock_guard lock(m_mutex);
  std::erase(m_waiting, job);
  for (auto& lane : m_lanes)
    if (lane->current == job && lane->reader) lane->reader->interrupt();
}

void Blocking::finish(std::shared_ptr<Job> job) {
  m_control.post([job = std::move(job)] {
    job->done = true;
    job->signal.fire();
  });
}

void Blocking::stop() {
  {
    const std::lock_guard lock(m_mutex);
    m_stopped = true;
    for (auto& job : m_waiting)
      finish(std::move(job));
    m_waiting.clear();
    for (auto& lane : m_lanes)
      if (lane->current && lane->reader) lane->reader->interrupt();
    m_wake.notify_all();
  }
  for (auto& lane : m_lanes)
    if (lane->thread.joinable()) lane->thread.join();
  m_lanes.clear();
}

void Blocking::refresh(Lane& lane) {
  if (lane.generation == m_generation) return;
  lane.generation = m_generation;
  lane.reader = m_ledger != nullptr ? m_ledger->reader() : nullptr;
}

void Blocking::serve(Lane& lane) {
  std::unique_lock lock(m_mutex);
  for (;;) {
    m_wake.wait(lock, [this] { return m_stopped || !m_waiting.empty(); });
    if (m_stopped) return;
    refresh(lane);
    lane.current = std::move(m_waiting.front());
    m_waiting.pop_front();
    const std::shared_ptr<Job> job = lane.current;
    lock.unlock();
    job->run(lane.reader.get());
    lock.lock();
    finish(std::move(lane.current));
    lane.current = nullptr;
  }
}

}  // namespace sb::admin
