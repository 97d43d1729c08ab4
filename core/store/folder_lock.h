// One process at a time works on a data folder. The lock is DATA/lock, held by flock(2) as long as
// this object lives, so it ends with the process however that dies. The file names its holder.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"

namespace sb::store {

class FolderLock {
 public:
  // `program` is what the next one who asks is told, e.g. "signalboxd". Conflict, naming the
  // holder's program and process number, when another process has it; StoreFailed otherwise.
  static Result<FolderLock> take(const std::string& folder, std::string_view program);

  FolderLock(FolderLock&& other) noexcept;
  FolderLock& operator=(FolderLock&& other) noexcept;
  ~FolderLock();

 private:
  explicit FolderLock(int fd) : m_fd(fd) {}

  int m_fd = -1;
};

struct LockHolder {
  int pid = 0;  // 0 = unknown
  std::string program;
};

// Who wrote its name into DATA/lock last; whether it still holds it, take() says.
LockHolder lockHolder(const std::string& folder);

}  // namespace sb::store
