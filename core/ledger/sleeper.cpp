#include "core/ledger/sleeper.h"

#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <ctime>

namespace sb::ledger {
namespace {

static_assert(sizeof(std::atomic<std::uint32_t>) == sizeof(std::uint32_t));

void futexWait(std::atomic<std::uint32_t>& word, std::uint32_t expected, Millis most) {
  timespec time{};
  time.tv_sec = static_cast<std::time_t>(most.count() / 1000);
  time.tv_nsec = static_cast<long>(most.count() % 1000) * 1'000'000;
  ::syscall(SYS_futex, &word, FUTEX_WAIT_PRIVATE, expected, &time, nullptr, 0);
}

}  // namespace

// std::atomic::wait has no deadline, and the timed semaphores of libstdc++ 12 may miss a wake.
void Sleeper::sleep(std::uint32_t how, Millis most, const std::function<bool()>& busy) {
  if (most <= Millis{0}) return;
  m_state.store(how, std::memory_order_seq_cst);
  if (!busy()) futexWait(m_state, how, most);
  m_state.store(kAwake, std::memory_order_seq_cst);
}

void Sleeper::rouse() {
  if (m_state.exchange(kAwake, std::memory_order_seq_cst) != kAwake)
    ::syscall(SYS_futex, &m_state, FUTEX_WAKE_PRIVATE, 1, nullptr, nullptr, 0);
}

}  // namespace sb::ledger
