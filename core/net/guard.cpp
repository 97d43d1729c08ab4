#include "core/net/guard.h"

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

namespace sb::net {
namespace {

constexpr Steady kNever = Steady::max();
constexpr Millis kExactBelow{1'000};
constexpr Millis kMostTick{10};  // of the kernel's clock

constexpr std::array<ErrorKind, kLimits> kReasons{
    ErrorKind::RequestTimeout,    ErrorKind::ConnectTimeout, ErrorKind::PoolTimeout,
    ErrorKind::FirstTokenTimeout, ErrorKind::StallTimeout,   ErrorKind::TotalTimeout,
    ErrorKind::Internal,          ErrorKind::Internal};

}  // namespace

// Lives until its last handler has run, so that a handler never meets a guard that is gone.
struct Guard::Timer {
  Timer(Loop& loop, Guard* g) : timer(loop), guard(g) {}
  boost::asio::basic_waitable_timer<std::chrono::steady_clock,
                                    boost::asio::wait_traits<std::chrono::steady_clock>,
                                    Loop::executor_type>
      timer;
  Guard* guard;  // null once it is gone
  Steady armedFor = kNever;
  bool wakePosted = false;
};

Guard::Guard(Loop& loop) : m_loop(loop), m_timer(std::make_shared<Timer>(loop, this)) {
  m_limits.fill(kNever);
}

Guard::~Guard() {
  if (m_leader != nullptr) std::erase(m_leader->m_followers, this);
  for (Guard* const follower : m_followers)
    follower->m_leader = nullptr;
  m_timer->guard = nullptr;
  m_timer->timer.cancel();
}

void Guard::set(Limit limit, Steady at) {
  m_limits[static_cast<std::size_t>(limit)] = at;
  if (at < m_timer->armedFor) arm();
}

void Guard::set(Limit limit, Millis fromNow) {
  // Most limits are seconds: there the clock that is cheap to read will do, which is late by a
  // tick.
  const bool exact = fromNow < kExactBelow;
  set(limit, (exact ? std::chrono::steady_clock::now() : coarseSteady() + kMostTick) + fromNow);
}

void Guard::clear(Limit limit) {
  m_limits[static_cast<std::size_t>(limit)] = kNever;
  if (m_timer->armedFor == kNever) arm();
}

void Guard::clearAll() {
  m_limits.fill(kNever);
  m_passed = false;
}

void Guard::pardon() {
  m_cancelled.reset();
  clearAll();
}

void Guard::cancel(ErrorKind why) {
  if (!m_cancelled) m_cancelled = why;
  wake();
  for (Guard* const follower : m_followers)
    follower->cancel(why);
}

void Guard::follow(Guard& leader) {
  m_leader = &leader;
  leader.m_followers.push_back(this);
  if (leader.m_cancelled) cancel(*leader.m_cancelled);
}

// The timer is always armed for the first limit or earlier: until it fires none has passed.
std::optional<Limit> Guard::expiredLimit() const {
  if (!m_passed) return std::nullopt;
  const Steady now = std::chrono::steady_clock::now();
  for (std::size_t i = 0; i < kLimits; ++i)
    if (m_limits[i] <= now) return static_cast<Limit>(i);
  return std::nullopt;
}

std::optional<ErrorKind> Guard::expired() const {
  if (m_cancelled) return m_cancelled;
  if (const auto limit = expiredLimit()) return kReasons[static_cast<std::size_t>(*limit)];
  return std::nullopt;
}

Task<bool> Guard::sleep(Millis time) {
  Signal nothing;
  const Steady until = std::chrono::steady_clock::now() + time;
  while (std::chrono::steady_clock::now() < until) {
    set(Limit::Nap, until);
    co_await wait(nothing);
    clear(Limit::Nap);
    if (expired()) co_return false;
  }
  co_return true;
}

void Guard::wake() {
  if (m_waiting == nullptr || m_timer->wakePosted) return;
  m_timer->wakePosted = true;
  // Posted, not called: the caller may be a task, and one task never runs inside another.
  boost::asio::post(m_loop, [timer = m_timer] {
    timer->wakePosted = false;
    if (timer->guard != nullptr && timer->guard->m_waiting != nullptr)
      timer->guard->m_waiting->fire();
  });
}

void Guard::arm() {
  const Steady earliest = *std::min_element(m_limits.begin(), m_limits.end());
  m_timer->armedFor = earliest;
  if (earliest == kNever) return;
  m_timer->timer.expires_at(earliest);
  m_timer->timer.async_wait([timer = m_timer](boost::system::error_code ec) {
    if (!ec && timer->guard != nullptr) timer->guard->onTimer();
  });
}

void Guard::onTimer() {
  m_timer->armedFor = kNever;
  m_passed = true;
  m_passed = expiredLimit().has_value();
  if (!m_passed) return arm();
  // Armed again by the next set(); what has passed already wakes every wait.
  if (m_waiting != nullptr) m_waiting->fire();
}

}  // namespace sb::net
