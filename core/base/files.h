// Small private files: keys, tokens, the vault. Blocking; not for an event loop. Errors are
// StoreFailed with the system's reason, NotFound where the file does not exist.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace sb {

struct FileText {
  std::string text;
  bool openToOthers = false;  // group or others may read it
};

// The whole of a regular file (pipes and devices are refused) of at most `most` bytes.
Result<FileText> readSmallFile(const std::string& path, std::size_t most);

// Replaces the file atomically: a temporary file beside it (mode 0600), fsync, rename, fsync of the
// folder. After an error the old file is untouched.
Status replacePrivateFile(const std::string& path, std::string_view bytes);

// Makes the file (mode 0600) with these bytes only if there is none; Conflict if there is one.
Status createPrivateFile(const std::string& path, std::string_view bytes);

}  // namespace sb
