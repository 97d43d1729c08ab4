#include "core/config/file.h"

#include <fcntl.h>
#include <openssl/evp.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <span>

#include "core/base/text.h"
#include "core/config/yaml_tree.h"

namespace sb::config {
namespace {

namespace fs = std::filesystem;

constexpr int kMaxLinks = 40;
constexpr mode_t kNewFile = 0600;
constexpr std::size_t kRevisionBytes = 8;

class Descriptor {
 public:
  explicit Descriptor(int fd) : m_fd(fd) {}
  ~Descriptor() {
    if (m_fd >= 0) ::close(m_fd);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return m_fd; }
  bool ok() const { return m_fd >= 0; }

 private:
  int m_fd;
};

// Removes the temporary file unless it was renamed.
class Leftover {
 public:
  explicit Leftover(std::string path) : m_path(std::move(path)) {}
  ~Leftover() {
    if (!m_path.empty()) ::unlink(m_path.c_str());
  }
  Leftover(const Leftover&) = delete;
  Leftover& operator=(const Leftover&) = delete;
  void keep() { m_path.clear(); }

 private:
  std::string m_path;
};

Error failed(const std::string& what, const std::string& path, int error) {
  return {ErrorKind::ConfigInvalid, what + " " + path, std::strerror(error)};
}

// What is wrong with the disk is no fault of the text.
Error notWritten(const std::string& what, const std::string& path, int error) {
  const bool full = error == ENOSPC || error == EDQUOT || error == EFBIG;
  return {full ? ErrorKind::StoreFull : ErrorKind::StoreFailed, what + " " + path,
          std::strerror(error)};
}

// Where the text really stands: links are followed, also to a file that does not exist yet.
fs::path resolved(const std::string& path) {
  fs::path at(path);
  std::error_code error;
  for (int i = 0; i < kMaxLinks && fs::is_symlink(fs::symlink_status(at, error)); ++i) {
    const fs::path next = fs::read_symlink(at, error);
    if (error) break;
    at = next.is_absolute() ? next : at.parent_path() / next;
  }
  return at;
}

fs::path folderOf(const fs::path& path) {
  return path.parent_path().empty() ? fs::path(".") : path.parent_path();
}

Result<std::string> readAll(int fd, const std::string& path) {
  std::string text;
  std::array<char, 65536> part{};
  while (text.size() <= kMaxText) {
    const ssize_t n = ::read(fd, part.data(), part.size());
    if (n == 0) return text;
    if (n > 0)
      text.append(part.data(), static_cast<std::size_t>(n));
    else if (errno != EINTR)
      return failed("cannot read", path, errno);
  }
  return Error(ErrorKind::ConfigInvalid, "the file " + path + " is larger than 4 MB");
}

Status writeAll(int fd, std::string_view text, const std::string& path) {
  while (!text.empty()) {
    const ssize_t n = ::write(fd, text.data(), text.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return notWritten("cannot write", path, errno);
    text.remove_prefix(static_cast<std::size_t>(n));
  }
  return {};
}

// The mode and, where that is allowed, the owner of the file that is replaced.
void keepAttributes(int fd, const fs::path& old) {
  struct stat info {};
  if (::stat(old.c_str(), &info) != 0) {
    ::fchmod(fd, kNewFile);
    return;
  }
  const bool owned = ::fchown(fd, info.st_uid, info.st_gid) == 0;
  ::fchmod(fd, owned ? info.st_mode & 07777 : info.st_mode & 0777);
}

void syncFolder(const fs::path& folder) {
  const Descriptor fd(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (fd.ok()) ::fsync(fd.get());
}

Status replace(const fs::path& target, std::string_view text) {
  const fs::path folder = folderOf(target);
  std::string name = (folder / ("." + target.filename().string() + ".XXXXXX")).string();
  const Descriptor fd(::mkostemp(name.data(), O_CLOEXEC));
  if (!fd.ok()) return notWritten("cannot write in", folder.string(), errno);
  Leftover leftover(name);
  if (auto written = writeAll(fd.get(), text, name); !written) return written;
  keepAttributes(fd.get(), target);
  if (::fsync(fd.get()) != 0) return notWritten("cannot write", name, errno);
  if (::rename(name.c_str(), target.c_str()) != 0)
    return notWritten("cannot replace", target.string(), errno);
  leftover.keep();
  syncFolder(folder);
  return {};
}

// Missing folders on the way to the file, for their owner only.
Status makeFolders(const fs::path& folder) {
  std::error_code error;
  if (folder.empty() || fs::is_directory(folder, error)) return {};
  if (auto made = makeFolders(folder.parent_path()); !made) return made;
  if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST)
    return notWritten("cannot make the folder", folder.string(), errno);
  return {};
}

}  // namespace

Result<File::Content> File::read() const {
  const Descriptor fd(::open(m_path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (!fd.ok() && errno == ENOENT) return Content{};
  if (!fd.ok()) return failed("cannot open", m_path, errno);
  struct stat info {};
  if (::fstat(fd.get(), &info) != 0) return failed("cannot read", m_path, errno);
  if (!S_ISREG(info.st_mode)) return Error(ErrorKind::ConfigInvalid, m_path + " is not a file");
  auto text = readAll(fd.get(), m_path);
  if (!text) return text.error();
  Content content;
  content.revision = revisionOf(*text);
  content.text = std::move(*text);
  content.exists = true;
  return content;
}

bool File::writable() const {
  const fs::path target = resolved(m_path);
  if (::access(target.c_str(), F_OK) == 0 && ::access(target.c_str(), W_OK) != 0) return false;
  std::error_code error;
  fs::path folder = folderOf(target);
  while (!fs::exists(folder, error) && folder != folderOf(folder))
    folder = folderOf(folder);
  return ::access(folder.c_str(), W_OK | X_OK) == 0;
}

Result<std::string> File::write(std::string_view text, std::string_view expectedRevision) {
  const auto now = read();
  if (!now) return now.error();
  if (now->revision != expectedRevision)
    return Error(ErrorKind::Conflict, "the configuration file was changed meanwhile",
                 m_path + " is at revision " + (now->exists ? now->revision : "(missing)"));
  const fs::path target = resolved(m_path);
  if (auto made = makeFolders(target.parent_path()); !made) return made.error();
  if (auto replaced = replace(target, text); !replaced) return replaced.error();
  return revisionOf(text);
}

std::string revisionOf(std::string_view text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned length = 0;
  EVP_Digest(text.data(), text.size(), digest.data(), &length, EVP_sha256(), nullptr);
  return hex(std::span(digest).first(kRevisionBytes));
}

}  // namespace sb::config
