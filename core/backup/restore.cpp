#include "core/backup/restore.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "core/backup/databases_store.h"
#include "core/backup/unpack.h"
#include "core/base/files.h"
#include "core/config/file.h"
#include "core/ledger/files.h"
#include "core/ledger/reader.h"
#include "core/policy/key_store.h"

namespace sb::backup {
namespace {

constexpr std::size_t kTarBlock = 512, kTarMagic = 257;  // POSIX ustar

namespace fs = std::filesystem;

constexpr std::size_t kMostText = 64 * 1024 * 1024;

// DATA/restore holds the parts; the file `ready` in it, written last, names the folder for the
// present files. Without it there is nothing staged.
struct Places {
  explicit Places(const std::string& data)
      : received(data + "/restore.part"), folder(data + "/restore"), ready(folder + "/ready") {}
  std::string part(std::string_view name) const { return folder + "/" + std::string(name); }
  std::string received, folder, ready;
};

Error failed(const std::string& what, int reason) {
  return {reason == ENOSPC || reason == EDQUOT ? ErrorKind::StoreFull : ErrorKind::StoreFailed,
          what, std::strerror(reason)};
}

Status remove(const std::string& path) {
  std::error_code ec;
  fs::remove_all(path, ec);
  if (!ec) return {};
  return Error(ErrorKind::StoreFailed, path + " cannot be removed", ec.message());
}

void leaveOut(Staged& staged, const Places& places, std::string_view part, const std::string& why) {
  std::error_code ignored;
  fs::remove(places.part(part), ignored);
  staged.leftOut.push_back({std::string(part), why});
}

bool has(const Manifest& manifest, std::string_view name) {
  return std::ranges::find(manifest.parts, name, &Part::name) != manifest.parts.end();
}

Status judgeConfig(Staged& staged, const Places& places, const Judges& judges) {
  const Result<FileText> text = readSmallFile(places.part(kConfig), kMostText);
  if (!text) return text.error();
  const std::string problem = judges.config(text->text);
  if (!problem.empty())
    return Error(ErrorKind::BadRequest, "the configuration of the backup is wrong: " + problem);
  if (!judges.configWritable)
    leaveOut(staged, places, kConfig, "the configuration file cannot be written here");
  return {};
}

Status judgeKeys(const std::string& data, const Places& places) {
  const Status sound = checkDatabase(places.part(kState), data + "/" + std::string(kState));
  if (!sound) return sound;
  // Only its own store knows whether it can be read.
  const auto store = policy::KeyStore::open(places.folder, systemClock());
  const auto keys =
      store ? (*store)->list() : Result<std::vector<policy::KeyRecord>>(store.error());
  if (keys) return {};
  return Error(ErrorKind::BadRequest, "state.db of the backup cannot be read",
               keys.error().message);
}

Status judgeLog(const std::string& data, const Places& places) {
  const Status sound = checkDatabase(places.part(kLog), data + "/" + std::string(kLog));
  if (!sound) return sound;
  auto where = std::make_shared<ledger::FilePlaces>();
  where->log = places.part(kLog);
  where->bodies = places.part("bodies.db");
  ledger::PageQuery newest;
  newest.limit = 1;
  if (ledger::LogReader(std::move(where)).list({}, newest)) return {};
  return Error(ErrorKind::BadRequest, "log.db of the backup cannot be read");
}

Status judgeVault(Staged& staged, const Places& places, const Judges& judges) {
  const Result<FileText> file = readSmallFile(places.part(kVault), kMostText);
  if (!file) return file.error();
  const std::string problem = judges.vault(file->text);
  if (!problem.empty()) leaveOut(staged, places, kVault, problem);
  return {};
}

Status judge(const std::string& data, Staged& staged, const Places& places, const Judges& judges) {
  Status fine = judgeConfig(staged, places, judges);
  if (fine) fine = judgeKeys(data, places);
  if (fine && has(staged.manifest, kLog)) fine = judgeLog(data, places);
  if (fine && has(staged.manifest, kVault)) fine = judgeVault(staged, places, judges);
  return fine;
}

// Nothing but the parts: what opening a database made beside it goes.
void tidy(const Places& places) {
  std::error_code ec;
  for (const std::string_view name : {kState, kLog})
    for (const char* more : {"-wal", "-shm", ".backup", "-journal"})
      fs::remove(places.part(name) + more, ec);
}

}  // namespace

Result<std::int64_t> receive(const std::string& dataFolder, std::int64_t offset,
                             std::string_view bytes) {
  const Places places(dataFolder);
  const int flags = O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW | (offset == 0 ? O_TRUNC : 0);
  const int fd = ::open(places.received.c_str(), flags, 0600);
  if (fd < 0) return failed(places.received + " cannot be written", errno);
  const std::int64_t end = ::lseek(fd, 0, SEEK_END);
  Status written;
  if (end != offset)
    written = Error(ErrorKind::Conflict,
                    "the next piece begins at " + std::to_string(end) + "; begin again with 0");
  if (offset == 0 && bytes.size() >= kTarBlock && bytes.substr(kTarMagic, 5) != "ustar")
    written = Error(ErrorKind::BadRequest, "this is no backup: a backup is a tar file");
  if (offset + static_cast<std::int64_t>(bytes.size()) > kMostUpload)
    written = Error(ErrorKind::BadRequest, "this is too large to be a backup");
  while (written && !bytes.empty()) {
    const ssize_t done = ::write(fd, bytes.data(), bytes.size());
    if (done < 0 && errno == EINTR) continue;
    if (done <= 0) written = failed("the backup cannot be received", errno);
    bytes.remove_prefix(done > 0 ? static_cast<std::size_t>(done) : 0);
  }
  const std::int64_t now = ::lseek(fd, 0, SEEK_END);
  ::close(fd);
  if (written) return now;
  // A piece that came in part would stand in the way of all that follow.
  if (written.error().kind != ErrorKind::Conflict) ::unlink(places.received.c_str());
  return written.error();
}

Result<Staged> stage(const std::string& dataFolder, const std::string& aside,
                     const Judges& judges) {
  const Places places(dataFolder);
  if (::access(places.received.c_str(), F_OK) != 0)
    return Error(ErrorKind::NotFound, "no backup was received");
  Status done = remove(places.folder);
  if (done && ::mkdir(places.folder.c_str(), 0700) != 0)
    done = failed(places.folder + " cannot be made", errno);
  Staged staged;
  if (done) {
    Result<Manifest> manifest = unpack(places.received, places.folder);
    if (manifest)
      staged.manifest = std::move(*manifest);
    else
      done = manifest.error();
  }
  ::unlink(places.received.c_str());
  if (done) done = judge(dataFolder, staged, places, judges);
  tidy(places);
  for (const Part& part : staged.manifest.parts)
    if (::access(places.part(part.name).c_str(), F_OK) == 0) staged.parts.push_back(part.name);
  if (done) done = replacePrivateFile(places.ready, aside + "\n");
  if (done) return staged;
  const Status removed = remove(places.folder);
  return done.error();
}

bool isStaged(const std::string& dataFolder) {
  return ::access(Places(dataFolder).ready.c_str(), F_OK) == 0;
}

Status forget(const std::string& dataFolder) {
  const Places places(dataFolder);
  ::unlink(places.received.c_str());
  ::unlink(places.ready.c_str());
  return remove(places.folder);
}

namespace {

class Exchange {
 public:
  Exchange(const std::string& data, const std::string& aside)
      : m_data(data), m_places(data), m_aside(data + "/" + aside) {}

  Status begin() {
    if (::mkdir(m_aside.c_str(), 0700) == 0 || errno == EEXIST) return {};
    return failed(m_aside + " cannot be made", errno);
  }
  // A database goes with what belongs to it.
  Status file(std::string_view name, const std::vector<std::string>& also) {
    const std::string staged = m_places.part(name);
    if (::access(staged.c_str(), F_OK) != 0) return {};
    for (const std::string& old : also)
      if (const Status moved = putAside(old); !moved) return moved;
    if (const Status moved = putAside(std::string(name)); !moved) return moved;
    const std::string place = m_data + "/" + std::string(name);
    if (::rename(staged.c_str(), place.c_str()) != 0)
      return failed(place + " cannot be put in its place", errno);
    m_done.emplace_back(name);
    return {};
  }
  // It may be anywhere, so its text is exchanged and not the file.
  Status config(const std::string& path) {
    const std::string staged = m_places.part(kConfig);
    const Result<FileText> text = readSmallFile(staged, kMostText);
    if (!text) return text.error().kind == ErrorKind::NotFound ? Status() : text.error();
    config::File file(path);
    const auto now = file.read();
    if (!now) return now.error();
    const std::string kept = m_aside + "/" + std::string(kConfig);
    if (now->exists && ::access(kept.c_str(), F_OK) != 0)
      if (const Status saved = replacePrivateFile(kept, now->text); !saved) return saved;
    const Result<std::string> written = file.write(text->text, now->revision);
    if (!written) return written.error();
    ::unlink(staged.c_str());
    m_done.emplace_back(kConfig);
    return {};
  }
  std::vector<std::string>& done() { return m_done; }

 private:
  // What already is there stays: it is the older one, of an exchange that was cut short.
  Status putAside(const std::string& name) {
    const std::string from = m_data + "/" + name, to = m_aside + "/" + name;
    if (::access(to.c_str(), F_OK) == 0 || ::rename(from.c_str(), to.c_str()) == 0 ||
        errno == ENOENT)
      return {};
    return failed(from + " cannot be put aside", errno);
  }

  const std::string m_data;
  const Places m_places;
  const std::string m_aside;
  std::vector<std::string> m_done;
};

}  // namespace

Result<std::vector<std::string>> putInPlace(const std::string& dataFolder,
                                            const std::string& configFile) {
  const Places places(dataFolder);
  const Result<FileText> ready = readSmallFile(places.ready, 4096);
  if (!ready) {
    if (ready.error().kind != ErrorKind::NotFound) return ready.error();
    return std::vector<std::string>();
  }
  const std::string aside = ready->text.substr(0, ready->text.find('\n'));
  if (!aside.starts_with("before-restore-") || aside.find('/') != std::string::npos)
    return Error(ErrorKind::StoreCorrupt, places.ready + " is damaged; remove " + places.folder);
  Exchange exchange(dataFolder, aside);
  Status done = exchange.begin();
  if (done) done = exchange.config(configFile);
  if (done) done = exchange.file(kPepper, {});
  if (done) done = exchange.file(kState, {"state.db-wal", "state.db-shm"});
  if (done) done = exchange.file(kVault, {});
  // Bodies belong to the rows of their own log.
  if (done)
    done = exchange.file(
        kLog, {"log.db-wal", "log.db-shm", "bodies.db", "bodies.db-wal", "bodies.db-shm"});
  if (!done) return done.error();
  const Status forgotten = forget(dataFolder);
  if (!forgotten) return forgotten.error();
  return std::move(exchange.done());
}

}  // namespace sb::backup
