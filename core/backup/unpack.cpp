#include "core/backup/unpack.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>

#include "core/backup/digest.h"
#include "core/backup/tar.h"

namespace sb::backup {
namespace {

constexpr std::int64_t kMostManifest = 64 * 1024, kPiece = 1024 * 1024;
constexpr std::int64_t kMostConfig = 4 * 1024 * 1024;

Error bad(std::string what) { return {ErrorKind::BadRequest, "this is no backup: " + what}; }

class Reader {
 public:
  explicit Reader(const std::string& path) : m_file(path, std::ios::binary) {}

  // Exactly so many bytes.
  Result<std::string> take(std::int64_t size) {
    std::string bytes(static_cast<std::size_t>(size), '\0');
    if (size > 0 && !m_file.read(bytes.data(), size)) return bad("it is cut short");
    return bytes;
  }
  Result<std::optional<TarEntry>> header() {
    const Result<std::string> block = take(static_cast<std::int64_t>(kTarBlock));
    if (!block) return block.error();
    return readTarHeader(*block);
  }
  Status padding(std::int64_t size) {
    const Result<std::string> zeros = take(static_cast<std::int64_t>(tarPadding(size)));
    if (!zeros) return zeros.error();
    const bool clean = std::ranges::all_of(*zeros, [](char c) { return c == '\0'; });
    return clean ? Status() : bad("something stands between its files");
  }
  bool atEnd() { return m_file.peek() == std::char_traits<char>::eof(); }

 private:
  std::ifstream m_file;
};

class Writer {
 public:
  explicit Writer(const std::string& path)
      : m_fd(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600)) {}
  ~Writer() {
    if (m_fd >= 0) ::close(m_fd);
  }
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  Status write(std::string_view bytes) {
    while (m_fd >= 0 && !bytes.empty()) {
      const ssize_t done = ::write(m_fd, bytes.data(), bytes.size());
      if (done < 0 && errno == EINTR) continue;
      if (done <= 0) return failed();
      bytes.remove_prefix(static_cast<std::size_t>(done));
    }
    return m_fd >= 0 ? Status() : failed();
  }
  Status finish() { return m_fd >= 0 && ::fsync(m_fd) == 0 ? Status() : failed(); }

 private:
  static Error failed() {
    const int reason = errno;
    return {reason == ENOSPC ? ErrorKind::StoreFull : ErrorKind::StoreFailed,
            "the backup cannot be unpacked", std::strerror(reason)};
  }
  int m_fd;
};

Result<Manifest> readManifest(Reader& reader) {
  const auto entry = reader.header();
  if (!entry) return entry.error();
  if (!*entry || (*entry)->name != kManifest) return bad("it does not begin with manifest.json");
  if ((*entry)->size > kMostManifest) return bad("its manifest.json is too large");
  const Result<std::string> text = reader.take((*entry)->size);
  if (!text) return text.error();
  const Status padded = reader.padding((*entry)->size);
  if (!padded) return padded.error();
  return parseManifest(*text);
}

Status unpackPart(Reader& reader, const Part& part, const std::string& folder) {
  const auto entry = reader.header();
  if (!entry) return entry.error();
  if (!*entry || (*entry)->name != part.name || (*entry)->size != part.size)
    return bad(part.name + " is not where its manifest.json says");
  if (part.name == kConfig && part.size > kMostConfig) return bad(part.name + " is too large");
  Writer file(folder + "/" + part.name);
  Digest digest;
  for (std::int64_t left = part.size; left > 0;) {
    const Result<std::string> piece = reader.take(std::min(left, kPiece));
    if (!piece) return piece.error();
    const Status written = file.write(*piece);
    if (!written) return written;
    digest.add(*piece);
    left -= static_cast<std::int64_t>(piece->size());
  }
  const Status finished = file.finish();
  if (!finished) return finished;
  if (digest.hex() != part.sha256) return bad(part.name + " is not what its manifest.json says");
  return reader.padding(part.size);
}

}  // namespace

Result<Manifest> unpack(const std::string& archive, const std::string& folder) {
  Reader reader(archive);
  Result<Manifest> manifest = readManifest(reader);
  if (!manifest) return manifest.error();
  for (const Part& part : manifest->parts) {
    const Status unpacked = unpackPart(reader, part, folder);
    if (!unpacked) return unpacked.error();
  }
  for (int i = 0; i < 2; ++i) {
    const auto end = reader.header();
    if (!end) return end.error();
    if (*end) return bad("it holds more than its manifest.json says");
  }
  if (!reader.atEnd()) return bad("something stands behind its end");
  return manifest;
}

}  // namespace sb::backup
