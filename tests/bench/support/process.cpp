#include "tests/bench/support/process.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <ctime>
#include <fstream>
#include <system_error>

namespace sb::bench {

std::int64_t cpuNs(pid_t process) {
  clockid_t clock{};
  const int problem = clock_getcpuclockid(process, &clock);
  if (problem != 0) throw std::system_error(problem, std::generic_category(), "CPU clock");
  timespec spent{};
  if (clock_gettime(clock, &spent) != 0)
    throw std::system_error(errno, std::generic_category(), "CPU clock");
  return spent.tv_sec * 1'000'000'000 + spent.tv_nsec;
}

// proc(5), statm: size and resident set in pages.
std::int64_t residentBytes(pid_t process) {
  std::ifstream file(fmt::format("/proc/{}/statm", process));
  std::int64_t size = 0;
  std::int64_t resident = 0;
  if (!(file >> size >> resident))
    throw std::system_error(ESRCH, std::generic_category(), "resident memory");
  return resident * sysconf(_SC_PAGESIZE);
}

}  // namespace sb::bench
