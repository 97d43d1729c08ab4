#include "core/store/set_aside.h"

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

namespace sb::store {
namespace {

// "2026-11-22T10:00:00.123Z" without what a file name should not hold.
std::string stampOf(WallMillis at) {
  std::string stamp = rfc3339(at);
  std::erase_if(stamp, [](char c) { return c == ':' || c == '-' || c == '.'; });
  return stamp;
}

std::string freeName(const std::string& wanted) {
  std::string name = wanted;
  for (int n = 2; ::access(name.c_str(), F_OK) == 0; ++n)
    name = wanted + "-" + std::to_string(n);
  return name;
}

}  // namespace

Result<std::string> setAside(const std::string& path, WallMillis now) {
  const std::string name = freeName(path + ".corrupt-" + stampOf(now));
  for (const char* part : {"", "-wal", "-shm"})
    if (std::rename((path + part).c_str(), (name + part).c_str()) != 0 && errno != ENOENT)
      return Error(ErrorKind::StoreFailed, "A damaged file cannot be set aside: " + path,
                   std::strerror(errno));
  return name.substr(name.rfind('/') + 1);
}

}  // namespace sb::store
