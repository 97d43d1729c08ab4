// A backup of a running gateway as one archive: the configuration's text, state.db (gateway keys)
// with the pepper of its hashes, vault.bin as it is (sealed; its key never), and log.db if asked
// for. Not in it: bodies.db, the admin token, key files, secrets that the configuration takes from
// elsewhere.
//
// The databases are copied first, into DATA/backup-XXXXXX, which goes with the object; then the
// archive is read piece by piece. Blocking; one thread at a time. Owner: the call that sends it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/backup/manifest.h"
#include "core/base/clock.h"

namespace sb::backup {

struct What {
  std::string dataFolder;
  std::string configText;
  std::string version;  // of the program
  WallMillis at = 0;
  bool withLog = false;
};

class Backup {
 public:
  // Makes the copies. StoreFull: no room for them; StoreCorrupt, StoreFailed.
  static Result<std::unique_ptr<Backup>> make(const What& what);
  ~Backup();
  Backup(const Backup&) = delete;
  Backup& operator=(const Backup&) = delete;

  // The next piece of the archive, at most 1 MB; empty at its end.
  Result<std::string> next();
  std::int64_t size() const;  // of the whole archive

 private:
  explicit Backup(std::string folder) : m_folder(std::move(folder)) {}
  Status collect(const What& what);
  Status add(std::string_view name);
  Result<std::string> head();

  std::string m_folder;
  Manifest m_manifest;
  std::string m_manifestText;
  WallMillis m_at = 0;
  std::size_t m_part = 0;  // the next one to open
  int m_fd = -1;
  std::int64_t m_left = 0;  // of the open one
  bool m_begun = false, m_ended = false;
};

// Copies that a process left behind when it was killed.
void removeLeftovers(const std::string& dataFolder);

}  // namespace sb::backup
