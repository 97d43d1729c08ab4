// Reads an archive into a folder, each file with the size and the hash that the manifest says.
// Internal to core/backup.
#pragma once

#include <string>

#include "core/backup/manifest.h"

namespace sb::backup {

// `folder` is new and empty. BadRequest says what is wrong; it may hold files then.
Result<Manifest> unpack(const std::string& archive, const std::string& folder);

}  // namespace sb::backup
