// The configuration file on disk: the only owner of settings. Used by one thread at a time.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"

namespace sb::config {

class File {
 public:
  explicit File(std::string path) : m_path(std::move(path)) {}

  const std::string& path() const { return m_path; }

  struct Content {
    std::string text;
    std::string revision;  // 16 hex digits of the text's hash; "" for a missing file
    bool exists = false;
  };
  // A missing file is empty content. ConfigInvalid when it cannot be read.
  Result<Content> read() const;

  // True if the file (or, when missing, its folder) can be written.
  bool writable() const;

  // Replaces the text atomically (temporary file, fsync, rename; mode and links kept) if the file
  // still is at `expectedRevision`; otherwise Conflict. Gives the new revision.
  Result<std::string> write(std::string_view text, std::string_view expectedRevision);

 private:
  std::string m_path;
};

// 16 hex digits: first 64 bits of the text's SHA-256.
std::string revisionOf(std::string_view text);

}  // namespace sb::config
