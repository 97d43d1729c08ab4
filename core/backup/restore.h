// A backup on its way back. It is received piece by piece into DATA/restore.part, checked whole and
// unpacked into DATA/restore; at the next start, before anything is opened, its files take the
// places of the present ones, which are kept in DATA/before-restore-…. Until then nothing else
// changes, and a bad archive leaves nothing behind. A crash in the middle of the exchange is made
// good by the next start.
// Blocking; one thread at a time. Errors: BadRequest for whatever is wrong with the archive,
// StoreFull, StoreFailed.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/backup/manifest.h"

namespace sb::backup {

inline constexpr std::int64_t kMostUpload = 32LL * 1024 * 1024 * 1024;

// Appends to what was received; offset 0 begins anew. Conflict: another offset than the end's.
// Gives the bytes there are now.
Result<std::int64_t> receive(const std::string& dataFolder, std::int64_t offset,
                             std::string_view bytes);

// What only the running program can judge.
struct Judges {
  // What is wrong with a configuration; "" = nothing.
  std::function<std::string(const std::string& text)> config;
  // Why the vault's file would not open here; "" = it would.
  std::function<std::string(std::string_view file)> vault;
  bool configWritable = true;
};

struct LeftOut {
  std::string part, why;
};

struct Staged {
  Manifest manifest;
  std::vector<std::string> parts;  // that will be exchanged
  std::vector<LeftOut> leftOut;
};

// Checks and unpacks what was received, which is gone afterwards. What was staged before is
// replaced. `aside`: the name of the folder for the present files.
Result<Staged> stage(const std::string& dataFolder, const std::string& aside, const Judges& judges);

bool isStaged(const std::string& dataFolder);
// Also of what was received.
Status forget(const std::string& dataFolder);

// At a start, once the folder is locked and before its files are opened. Gives the names of the
// files that were exchanged; none if nothing was staged.
Result<std::vector<std::string>> putInPlace(const std::string& dataFolder,
                                            const std::string& configFile);

}  // namespace sb::backup
