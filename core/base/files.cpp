#include "core/base/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "core/base/ids.h"

namespace sb {
namespace {

class Descriptor {
 public:
  explicit Descriptor(int fd) : m_fd(fd) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (m_fd >= 0) ::close(m_fd);
  }
  int get() const { return m_fd; }
  bool valid() const { return m_fd >= 0; }

 private:
  int m_fd;
};

Error systemError(std::string_view what, const std::string& path, int code) {
  const ErrorKind kind = code == ENOENT   ? ErrorKind::NotFound
                         : code == EEXIST ? ErrorKind::Conflict
                         : code == ENOSPC || code == EDQUOT || code == EFBIG
                             ? ErrorKind::StoreFull
                             : ErrorKind::StoreFailed;
  return Error(kind, "cannot " + std::string(what) + " " + path, std::strerror(code));
}

int writeAll(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = ::write(fd, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return errno;
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return ::fsync(fd) == 0 ? 0 : errno;
}

void syncFolderOf(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  const std::string folder = slash == std::string::npos ? "." : path.substr(0, slash + 1);
  const Descriptor fd(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (fd.valid()) ::fsync(fd.get());
}

// A new file with these bytes, on disk, under a name beside `path`.
Result<std::string> writeTemporary(const std::string& path, std::string_view bytes) {
  std::string temporary = path + "." + randomText(8) + ".tmp";
  const Descriptor fd(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
  if (!fd.valid()) return systemError("create", temporary, errno);
  if (const int code = writeAll(fd.get(), bytes); code != 0) {
    ::unlink(temporary.c_str());
    return systemError("write", temporary, code);
  }
  return temporary;
}

}  // namespace

Result<FileText> readSmallFile(const std::string& path, std::size_t most) {
  const Descriptor fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (!fd.valid()) return systemError("open", path, errno);
  struct stat info {};
  if (::fstat(fd.get(), &info) != 0) return systemError("read", path, errno);
  if (!S_ISREG(info.st_mode)) return Error(ErrorKind::StoreFailed, path + " is no regular file");
  FileText file;
  file.openToOthers = (info.st_mode & (S_IRGRP | S_IROTH)) != 0;
  file.text.resize(most + 1);
  std::size_t size = 0;
  while (size < file.text.size()) {
    const ssize_t n = ::read(fd.get(), file.text.data() + size, file.text.size() - size);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return systemError("read", path, errno);
    if (n == 0) break;
    size += static_cast<std::size_t>(n);
  }
  if (size > most)
    return Error(ErrorKind::StoreFailed,
                 path + " is larger than " + std::to_string(most) + " bytes");
  file.text.resize(size);
  return file;
}

Status replacePrivateFile(const std::string& path, std::string_view bytes) {
  const auto temporary = writeTemporary(path, bytes);
  if (!temporary) return temporary.error();
  if (std::rename(temporary->c_str(), path.c_str()) != 0) {
    const int code = errno;
    ::unlink(temporary->c_str());
    return systemError("replace", path, code);
  }
  syncFolderOf(path);
  return {};
}

Status createPrivateFile(const std::string& path, std::string_view bytes) {
  const auto temporary = writeTemporary(path, bytes);
  if (!temporary) return temporary.error();
  // link(2) fails where a file is, so that two programs cannot both believe they made it.
  const int code = ::link(temporary->c_str(), path.c_str()) == 0 ? 0 : errno;
  ::unlink(temporary->c_str());
  if (code != 0) return systemError("create", path, code);
  syncFolderOf(path);
  return {};
}

}  // namespace sb
