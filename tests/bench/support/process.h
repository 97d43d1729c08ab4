// What a process costs, as the kernel counts it. Both throw std::system_error if it is gone.
#pragma once

#include <sys/types.h>

#include <cstdint>

namespace sb::bench {

// CPU time of all threads, ended ones included, in nanoseconds (the process's own CPU clock: no
// ticks).
std::int64_t cpuNs(pid_t process);

// Resident memory in bytes.
std::int64_t residentBytes(pid_t process);

}  // namespace sb::bench
