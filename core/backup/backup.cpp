#include "core/backup/backup.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "core/backup/databases_store.h"
#include "core/backup/digest.h"
#include "core/backup/tar.h"
#include "core/base/files.h"

namespace sb::backup {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kPiece = 1024 * 1024;
constexpr std::size_t kMostSmall = 64 * 1024 * 1024;
constexpr std::string_view kCopies = "backup-";

Error system(const std::string& what) {
  const int reason = errno;
  return {reason == ENOSPC ? ErrorKind::StoreFull : ErrorKind::StoreFailed, what,
          std::strerror(reason)};
}

std::int64_t tarSize(std::int64_t size) {
  return static_cast<std::int64_t>(kTarBlock) + size + static_cast<std::int64_t>(tarPadding(size));
}

}  // namespace

Result<std::unique_ptr<Backup>> Backup::make(const What& what) {
  std::string folder = what.dataFolder + "/" + std::string(kCopies) + "XXXXXX";
  if (::mkdtemp(folder.data()) == nullptr)
    return system("no folder for the copies can be made in " + what.dataFolder);
  std::unique_ptr<Backup> backup(new Backup(folder));
  const Status collected = backup->collect(what);
  if (!collected) return collected.error();
  return backup;
}

Backup::~Backup() {
  if (m_fd >= 0) ::close(m_fd);
  std::error_code ignored;
  fs::remove_all(m_folder, ignored);
}

Status Backup::collect(const What& what) {
  const auto copy = [&](std::string_view name) { return m_folder + "/" + std::string(name); };
  const auto own = [&](std::string_view name) { return what.dataFolder + "/" + std::string(name); };
  const auto copySmall = [&](std::string_view name) -> Status {
    const Result<FileText> file = readSmallFile(own(name), kMostSmall);
    if (!file) return file.error();
    const Status written = replacePrivateFile(copy(name), file->text);
    return written ? add(name) : written;
  };
  Status done = replacePrivateFile(copy(kConfig), what.configText);
  if (done) done = add(kConfig);
  if (done) done = copySmall(kPepper);
  if (done) done = copyDatabase(own(kState), copy(kState));
  if (done) done = add(kState);
  if (!done) return done;
  done = copySmall(kVault);
  if (!done && done.error().kind != ErrorKind::NotFound) return done;
  if (what.withLog) {
    done = copyDatabase(own(kLog), copy(kLog));
    if (done) done = add(kLog);
    if (!done) return done;
  }
  m_at = what.at;
  m_manifest.version = what.version;
  m_manifest.madeAt = rfc3339(what.at);
  m_manifestText = toJson(m_manifest);
  return {};
}

Status Backup::add(std::string_view name) {
  const std::string path = m_folder + "/" + std::string(name);
  std::error_code ec;
  const auto size = static_cast<std::int64_t>(fs::file_size(path, ec));
  if (ec) return Error(ErrorKind::StoreFailed, path + " cannot be read", ec.message());
  if (size > kMostTarFile)
    return Error(ErrorKind::BadRequest,
                 std::string(name) + " is too large for a backup, more than 8 GB");
  Result<std::string> digest = fileDigest(path);
  if (!digest) return digest.error();
  m_manifest.parts.push_back({std::string(name), size, std::move(*digest)});
  return {};
}

std::int64_t Backup::size() const {
  std::int64_t size = tarSize(static_cast<std::int64_t>(m_manifestText.size()));
  for (const Part& part : m_manifest.parts)
    size += tarSize(part.size);
  return size + static_cast<std::int64_t>(tarEnd().size());
}

// What stands between the contents of two files; opens the second.
Result<std::string> Backup::head() {
  if (!m_begun) {
    m_begun = true;
    const auto size = static_cast<std::int64_t>(m_manifestText.size());
    return tarHeader({std::string(kManifest), size}, m_at) + m_manifestText +
           std::string(tarPadding(size), '\0');
  }
  std::string text;
  if (m_part > 0) text.assign(tarPadding(m_manifest.parts[m_part - 1].size), '\0');
  if (m_part == m_manifest.parts.size()) {
    m_ended = true;
    return text + tarEnd();
  }
  const Part& part = m_manifest.parts[m_part++];
  if (m_fd >= 0) ::close(m_fd);
  m_fd = ::open((m_folder + "/" + part.name).c_str(), O_RDONLY | O_CLOEXEC);
  if (m_fd < 0) return system("the copy of " + part.name + " cannot be read");
  m_left = part.size;
  return text + tarHeader({part.name, part.size}, m_at);
}

Result<std::string> Backup::next() {
  if (m_left == 0) {
    if (m_ended) return std::string();
    return head();
  }
  std::string piece(static_cast<std::size_t>(std::min<std::int64_t>(m_left, kPiece)), '\0');
  const ssize_t got = ::read(m_fd, piece.data(), piece.size());
  if (got <= 0) return system("a copy cannot be read");
  piece.resize(static_cast<std::size_t>(got));
  m_left -= got;
  return piece;
}

void removeLeftovers(const std::string& dataFolder) {
  std::error_code ec;
  for (fs::directory_iterator it(dataFolder, ec), end; !ec && it != end; it.increment(ec)) {
    const std::string name = it->path().filename().string();
    std::error_code ignored;
    if (name.starts_with(kCopies) && name.size() == kCopies.size() + 6 && it->is_directory(ignored))
      fs::remove_all(it->path(), ignored);
  }
}

}  // namespace sb::backup
