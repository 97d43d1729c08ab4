// The archive of a backup: POSIX ustar, so that every tar can open it, with regular files at its
// top and nothing else. Reading takes exactly what writing makes; whatever else a tar may hold
// (folders, links, paths, extensions, sparse files) is refused. Pure; any thread.
// Source: POSIX.1-2017, pax, "ustar Interchange Format".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/clock.h"
#include "core/base/result.h"

namespace sb::backup {

inline constexpr std::size_t kTarBlock = 512;
inline constexpr std::int64_t kMostTarFile = 0777'7777'7777;  // what eleven octal digits hold

struct TarEntry {
  std::string name;  // letters, digits, dots, dashes; no folder
  std::int64_t size = 0;
};

// 512 bytes. The name has at most 99 bytes, the size at most kMostTarFile.
std::string tarHeader(const TarEntry& entry, WallMillis modified);
// What fills the last block of a file of that size.
std::size_t tarPadding(std::int64_t size);
// Two empty blocks.
std::string tarEnd();

// Of a block of 512 bytes; nothing: the archive ends here. BadRequest says what is wrong.
Result<std::optional<TarEntry>> readTarHeader(std::string_view block);

}  // namespace sb::backup
