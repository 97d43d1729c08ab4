#include "core/store/folder_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <utility>

#include "core/base/text.h"

namespace sb::store {
namespace {

std::string lockPath(const std::string& folder) { return folder + "/lock"; }

LockHolder parseHolder(std::string_view text) {
  LockHolder holder;
  const std::size_t space = text.find(' ');
  if (space == std::string_view::npos) return holder;
  std::from_chars(text.data(), text.data() + space, holder.pid);
  holder.program = std::string(trim(text.substr(space + 1)));
  return holder;
}

LockHolder readHolder(int fd) {
  std::array<char, 256> buffer{};
  const ssize_t n = ::pread(fd, buffer.data(), buffer.size(), 0);
  if (n <= 0) return {};
  return parseHolder({buffer.data(), static_cast<std::size_t>(n)});
}

Status writeHolder(int fd, std::string_view program) {
  const std::string text = std::to_string(::getpid()) + " " + std::string(program) + "\n";
  const bool written = ::ftruncate(fd, 0) == 0 && ::pwrite(fd, text.data(), text.size(), 0) > 0;
  // A full disk must not keep the program from starting: the lock holds without the name.
  if (written || errno == ENOSPC || errno == EDQUOT) return {};
  return Error(ErrorKind::StoreFailed, "The data folder cannot be written", std::strerror(errno));
}

Error heldBy(const std::string& folder, const LockHolder& holder) {
  std::string who = holder.program.empty() ? "another process" : holder.program;
  if (holder.pid > 0) who += " (process " + std::to_string(holder.pid) + ")";
  return {ErrorKind::Conflict, "The data folder " + folder + " is in use by " + who};
}

}  // namespace

Result<FolderLock> FolderLock::take(const std::string& folder, std::string_view program) {
  const int fd = ::open(lockPath(folder).c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0)
    return Error(ErrorKind::StoreFailed, "The data folder " + folder + " cannot be used.",
                 std::strerror(errno));
  FolderLock lock(fd);
  if (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
    if (errno == EWOULDBLOCK) return heldBy(folder, readHolder(fd));
    return Error(ErrorKind::StoreFailed, "The data folder " + folder + " cannot be locked.",
                 std::strerror(errno));
  }
  if (const Status named = writeHolder(fd, program); !named) return named.error();
  return lock;
}

FolderLock::FolderLock(FolderLock&& other) noexcept : m_fd(std::exchange(other.m_fd, -1)) {}

FolderLock& FolderLock::operator=(FolderLock&& other) noexcept {
  std::swap(m_fd, other.m_fd);
  return *this;
}

FolderLock::~FolderLock() {
  if (m_fd >= 0) ::close(m_fd);
}

LockHolder lockHolder(const std::string& folder) {
  const int fd = ::open(lockPath(folder).c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return {};
  const LockHolder holder = readHolder(fd);
  ::close(fd);
  return holder;
}

}  // namespace sb::store
