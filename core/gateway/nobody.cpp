#include "core/gateway/nobody.h"

#include "core/gateway/mirror.h"

namespace sb::gateway {

using net::Task;

Nobody::Nobody(Lane& lane, net::RequestHead head, std::string clientAddress, std::string body)
    : m_lane(lane),
      m_head(std::move(head)),
      m_clientAddress(std::move(clientAddress)),
      m_body(std::move(body)),
      m_receivedAt(std::chrono::steady_clock::now()),
      m_guard(lane.worker.loop()),
      m_charged(static_cast<std::int64_t>(m_body.size())) {
  m_lane.counters.shadows.fetch_add(1, std::memory_order_relaxed);
  m_lane.counters.shadowsOpen.fetch_add(1, std::memory_order_relaxed);
  m_lane.shadowBytes += m_charged;
}

Nobody::~Nobody() {
  m_lane.shadowBytes -= m_charged;
  m_lane.counters.shadowsOpen.fetch_sub(1, std::memory_order_relaxed);
}

Status Nobody::charge(std::size_t bytes) {
  const auto n = static_cast<std::int64_t>(bytes);
  m_charged += n;
  m_lane.shadowBytes += n;
  if (m_lane.shadowBytes > kMostShadowBytes)
    return Error(ErrorKind::Overloaded, "the copies of requests that are open keep too much");
  return {};
}

Task<Result<std::string>> Nobody::readBody(std::int64_t) { co_return std::move(m_body); }

// With the lines and the body of an answer the reading of it ends, and nothing else happens.
Task<bool> Nobody::respond(int, std::string_view, std::string_view) {
  m_begun = true;
  co_return !gone();
}

Task<bool> Nobody::flush() { co_return !gone(); }

Task<bool> Nobody::end() { co_return !gone(); }

}  // namespace sb::gateway
