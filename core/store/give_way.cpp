#include "core/store/give_way.h"

#include <sched.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>

#include "core/base/clock.h"

namespace sb::store {
namespace {

constexpr int kSteps = 64;
constexpr std::chrono::microseconds kWholeTurn{1'500};  // Linux gives about 3 ms

thread_local GiveWay* t_innermost = nullptr;

ssize_t writePage(int fd, const void* bytes, std::size_t size, off64_t at) {
  const ssize_t written = ::pwrite64(fd, bytes, size, at);
  GiveWay::step();
  return written;
}

}  // namespace

GiveWay::GiveWay() : m_outer(t_innermost) { t_innermost = this; }

GiveWay::~GiveWay() { t_innermost = m_outer; }

void GiveWay::step() {
  if (t_innermost != nullptr && ++t_innermost->m_steps % kSteps == 0) now();
}

void GiveWay::now() {
  if (t_innermost == nullptr || !t_innermost->m_may) return;
  const int before = errno;
  const Steady since = std::chrono::steady_clock::now();
  ::sched_yield();
  t_innermost->m_may = std::chrono::steady_clock::now() - since < kWholeTurn;
  errno = before;
}

// SQLite's own place for this: https://www.sqlite.org/c3ref/vfs.html, xSetSystemCall. Where a build
// of it writes by another call, it goes on as it was.
void giveWayWhereSqliteWrites() {
  sqlite3_vfs* vfs = sqlite3_vfs_find(nullptr);
  if (vfs == nullptr || vfs->iVersion < 3 || vfs->xSetSystemCall == nullptr) return;
  const auto call = reinterpret_cast<sqlite3_syscall_ptr>(writePage);
  static_cast<void>(vfs->xSetSystemCall(vfs, "pwrite64", call));
}

}  // namespace sb::store
